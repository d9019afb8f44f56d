"""Rules for phrases made of others: `early next year`, `the end of June`, `Friday morning`."""

import re
from dataclasses import replace

from generator.extract.quantities.numerals import ORDINALS, either, ordinal_value
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.deictic import with_part
from generator.extract.times.periods import Period
from generator.extract.times.reading import NO_ANCHOR, NO_DATE, Reading, Rule, compiled, dated
from generator.extract.times.story import told
from generator.extract.times.tense import Tense
from generator.extract.times.words import (
    DAY_PARTS,
    MONTHS,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    month_number,
    weekday_number,
)
from generator.model import TimeType

_EDGES = ("beginning", "start", "end", "middle", "close", "turn", "very beginning", "very end",
          "early part", "latter part", "first days", "last days", "final days", "rest",
          "remainder", "early days", "dawn", "height")  # fmt: skip
_LONG = frozenset({"month", "quarter", "half", "season", "year", "decade", "century"})


def _modified(match: re.Match[str], context: Context) -> Reading | None:
    """Read `early March`, `mid-2014`, `late last week`, `earlier this year`."""
    inner = context.read_at(match.end())
    if inner is None and match[0].endswith(" in "):
        inner = _running_bare(match, context)
    if inner is None or inner.type in {TimeType.DURATION, TimeType.SET}:
        return None
    if inner.period is None:
        undated = inner.doubt in {NO_DATE, NO_ANCHOR} and inner.type is TimeType.DATE
        return replace(inner, start=match.start()) if undated else None
    word = match["word"].lower()
    if word == "mid" and inner.period.grain == "day":
        return None
    edtf = inner.edtf
    if word in {"earlier", "later"}:
        edtf = _side(inner.period, context, word) or edtf
    return replace(inner, start=match.start(), edtf=edtf, note=f"modifier: {word}")


def _running_bare(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the week` of "earlier in the week": that of the day last named, else the document's."""
    bare = _BARE.match(context.text, match.end())
    if bare is None or bare["unit"].lower() == "day":
        return None
    unit = bare["unit"].lower()
    base, anchor = context.anchor(unit)
    if context.tense(match) is Tense.FUTURE and base and _is_over(base, context):
        base, anchor = None, None  # "last year ... late in the year may": the running one
    start = base.first if base else context.reference
    if start is None:
        return None
    return dated(bare, "time.running", periods.around(start, unit)).counted_from(anchor)


def _is_over(period: Period, context: Context) -> bool:
    """Tell whether a stretch ended before the document date."""
    return context.reference is not None and period.last < context.reference


def _side(period: Period, context: Context, word: str) -> str | None:
    """Return the part of the running period before or after the document date."""
    reference = context.reference
    if reference is None or not period.first < reference < period.last:
        return None
    if word == "earlier":
        return f"{period.first.isoformat()}/{reference.isoformat()}"
    return f"{reference.isoformat()}/{period.last.isoformat()}"


def _edge(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the end of last year`, `the beginning of the month`, `year-end` style phrases."""
    inner = context.read_at(match.end())
    if inner is None and (bare := _BARE.match(context.text, match.end())):
        if context.reference is None:
            return None
        following = context.read_at(bare.end() + 1)
        if bare["unit"] == "day" and following and _is_day(following):
            return replace(following, start=match.start(), note="modifier: end")
        base, anchor = told(context, match, context.tense(match))
        if bare["unit"] == "day":
            base, anchor = context.anchor("day")
        start = base.first if base else context.reference
        period = periods.around(start, bare["unit"].lower())
        inner = Reading(start=bare.start(), end=bare.end(), rule="time.running", value=period.value,
                        edtf=period.edtf, period=period, anchor=anchor)  # fmt: skip
    if inner is None or inner.value is None or inner.period is None:
        return None
    return replace(inner, start=match.start(), note=f"modifier: {match['word'].lower()}")


_BARE = re.compile(r"(?i:the )(?P<unit>(?i:year|month|week|decade|century|quarter|day))\b(?! of\b)")


def _nth_of(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the first quarter of last year`, `the last week of March`, `the third day of May`."""
    inner = context.read_at(match.end())
    if inner is None or inner.period is None or inner.period.grain not in _LONG:
        return None
    if inner.rule == "time.fiscal-year":
        return None  # whose last day it is hangs on whose year it is
    unit, which = match["unit"].lower().rstrip("."), match["which"].lower()
    number = -1 if which in {"last", "final", "closing"} else ordinal_value(which)
    if which == "opening":
        number = 1
    if unit in WEEKDAYS:
        period = nth_weekday(inner.period, WEEKDAYS[unit], number) if number else None
        unit = "weekday"
    else:
        period = nth_within(inner.period, unit, number) if number else None
    if period is None:
        return None
    return replace(
        inner, start=match.start(), rule=f"time.nth-{unit}", value=period.value,
        edtf=period.edtf, period=period,
    )  # fmt: skip


def nth_within(outer: Period, unit: str, number: int) -> Period | None:
    """Return the `number`-th day, week, month, quarter or half of a longer stretch; -1 the last."""
    start = outer.first if number > 0 else outer.last
    if unit == "half" and outer.grain == "year":
        return periods.half(outer.first.year, 2 if number < 0 else min(number, 2))
    if unit == "half":
        return outer
    if unit == "decade" and outer.grain != "century":
        return None
    first = periods.around(start, unit)
    if unit == "week" and _days_within(first, outer) < _MOST_OF_WEEK:
        first = periods.shift(first, 1 if number > 0 else -1)
    if unit == "weekend" and not outer.first <= first.first <= outer.last:
        first = periods.shift(first, 1 if number > 0 else -1)
    found = periods.shift(first, number - 1 if number > 0 else number + 1)
    return found if found.first <= outer.last else None


def nth_weekday(outer: Period, weekday: int, number: int) -> Period | None:
    """Return the `number`-th weekday of a month; -1 is the last."""
    if outer.grain != "month":
        return None
    if number < 0:
        return periods.day(periods.weekday_from(outer.last, weekday, -1))
    found = periods.weekday_from(outer.first, weekday, 1) + (number - 1) * periods.WEEK
    return periods.day(found) if found <= outer.last else None


_MOST_OF_WEEK = 4


def _days_within(inner: Period, outer: Period) -> int:
    """Return how many days of one stretch lie in another."""
    return (min(inner.last, outer.last) - max(inner.first, outer.first)).days + 1


def _within(match: re.Match[str], context: Context) -> Reading | None:
    """Read `October of next year`, `Monday of last week`, `March this year`."""
    inner = context.read_at(match.start("inner"))
    if inner is None or inner.period is None:
        return None
    name = match["name"].lower().rstrip(".")
    if name in WEEKDAYS and inner.period.grain == "week":
        found = periods.day(periods.weekday_from(inner.period.first, weekday_number(name), 1))
    elif name in MONTHS and inner.period.grain == "year":
        found = periods.month(inner.period.first.year, month_number(name))
    elif name in SEASONS and inner.period.grain == "year":
        found = periods.season(inner.period.first.year, name)
    else:
        return None
    return replace(
        inner,
        start=match.start(),
        rule="time.within",
        value=found.value,
        edtf=found.edtf,
        period=found,
    )


def _is_day(reading: Reading) -> bool:
    """Tell whether a reading names a day or, without a document date, a weekday."""
    if reading.period is None:
        return (reading.value or "").startswith("XXXX-WXX-") and reading.doubt == NO_DATE
    return reading.period.grain == "day"


def with_year(reading: Reading, context: Context) -> Reading:
    """Return a day lengthened by "last year" or "next year" after it: "24 October last year"."""
    reference = context.reference
    tail = _YEAR_TAIL.match(context.text, reading.end) if reading.rule in _YEARLESS else None
    if tail is None or reference is None or reading.period is None:
        return reading
    if re.search(r"\d{4}", context.text[reading.start : reading.end]):
        return reading
    year = reference.year + (1 if tail["which"] == "next" else -1)
    moved = periods.moved_to_year(reading.period, year)
    return replace(
        reading, end=tail.end(), value=moved.value, edtf=moved.edtf, period=moved, doubt="",
        alternatives=(), note=f"year: {tail['which']} year",
    )  # fmt: skip


_YEARLESS = frozenset({"time.date"})
_YEAR_TAIL = re.compile(r",?[^\S\n](?:of[^\S\n])?(?P<which>last|next)[^\S\n]year\b")


def with_day_part(reading: Reading, context: Context) -> Reading:
    """Return a day's reading lengthened by the part of the day after it: `Friday morning`."""
    if reading.type is TimeType.TIME or not _is_day(reading):
        return reading
    tail = _TAIL.match(context.text, reading.end)
    if tail is None:
        return reading
    return replace(with_part(reading, DAY_PARTS[tail[1].lower()]), end=tail.end())


_TAIL = re.compile(rf"[^\S\n]+({either(DAY_PARTS)})\b", re.IGNORECASE)


def _part_of_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the morning of 4 July`, `the night of Friday`."""
    inner = context.read_at(match.end())
    if inner is None or inner.period is None or inner.period.grain != "day":
        return None
    part = DAY_PARTS[match["part"].lower()] if match["part"] else "MO"
    return replace(with_part(inner, part), start=match.start())


def _week_of(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the week of 3 March`, `the weekend of May 5`."""
    inner = context.read_at(match.end())
    if inner is None or inner.period is None or inner.period.grain != "day":
        return None
    period = periods.around(inner.period.first, match["unit"].lower())
    return replace(inner, start=match.start(), rule="time.week-of", value=period.value,
                   edtf=period.edtf, period=period)  # fmt: skip


_ORDINAL_WORDS = either(
    (*ORDINALS, "last", "final", "closing", "opening", "1st", "2nd", "3rd", "4th")
)

RULES = (
    Rule(
        "time.compound",
        frozenset({"early", "late", "mid", "earlier", "later", "the"}),
        compiled(
            r"(?:(?i:the) )?(?P<word>(?i:early|late|earlier|later|mid))(?: in | on |[ -])(?=\w|')"
        ),
        _modified,
    ),
    Rule(
        "time.compound",
        frozenset({"the"}),
        compiled(rf"(?i:the) (?P<word>(?i:{either(_EDGES)})) of "),
        _edge,
    ),
    Rule(
        "time.compound",
        frozenset({"the", "0", "last", "first", "second"}),
        compiled(
            rf"(?:(?i:the) )?(?:very )?(?P<which>(?i:{_ORDINAL_WORDS})) "
            rf"(?P<unit>(?i:day|week|weekend|month|quarter|half|decade)|{WEEKDAY})"
            r"(?: of| in)? (?=\w)"
        ),
        _nth_of,
    ),
    Rule(
        "time.compound",
        frozenset(WEEKDAYS) | frozenset(MONTHS),
        compiled(
            rf"(?P<name>{WEEKDAY}|[A-Z][a-z]+\.?)(?: of|,)? "
            r"(?P<inner>(?i:last|next|this|the (?:following|previous|same|next)|that) "
            r"(?i:week|year))\b"
        ),
        _within,
    ),
    Rule(
        "time.compound",
        frozenset(SEASONS) | {"the"},
        compiled(
            rf"(?:(?i:the) )?(?P<name>{SEASON}) of "
            r"(?P<inner>(?i:last|next|this|the (?:following|previous|same|next)|that) year)\b"
        ),
        _within,
    ),
    Rule(
        "time.compound",
        frozenset({"the"}),
        compiled(
            rf"(?i:the) (?:(?P<part>(?i:{either(DAY_PARTS)}))|(?i:early|small|wee) (?i:hours)) of "
        ),
        _part_of_day,
    ),
    Rule(
        "time.compound",
        frozenset({"the"}),
        compiled(r"(?i:the) (?P<unit>(?i:week|weekend)) (?:of|beginning|starting) "),
        _week_of,
    ),
)
