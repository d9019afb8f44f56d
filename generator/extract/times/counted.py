"""Rules for a number of units before or after a date: `two years ago`, `three days later`."""

import re
from dataclasses import replace
from datetime import date, timedelta

from generator.extract.quantities.numerals import CARDINALS, cardinal_value
from generator.extract.times import periods
from generator.extract.times.anchored import compared
from generator.extract.times.context import Context
from generator.extract.times.deictic import reference_value
from generator.extract.times.periods import Period
from generator.extract.times.reading import (
    NO_ANCHOR,
    NO_DATE,
    Reading,
    Rule,
    compiled,
    dated,
    plain,
    unresolved,
)
from generator.extract.times.tense import Tense
from generator.extract.times.words import (
    GRAINS,
    NUMBER,
    PLURALS,
    UNIT,
    UNIT_PLURAL,
    UNITS,
    VAGUE,
    WEEKDAY,
    squeeze,
    unit_name,
    weekday_number,
)
from generator.model import TimeType

_ONE = frozenset({"a", "one"})
_CLOCK_UNITS = frozenset({"hour", "minute", "second"})
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "hour": 1 / 24, "minute": 1 / 1440,
         "second": 1 / 86400}  # fmt: skip
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_N = rf"(?:(?P<vague>{VAGUE})|(?P<n>{NUMBER}|[Aa]n?|[Aa]nother))(?P<half>[ -]and[ -]a[ -]half)?"
_KIND = (
    r"(?:(?i:consecutive|successive|straight|full|whole|long|additional|more|solid|calendar"
    r"|business|working|trading|short|further|extra|separate)[ ])?"
)
COUNTED = rf"{_N}[ -]{_KIND}(?P<unit>{UNIT_PLURAL}|{UNIT})"
_PLUS = r"(?P<plus>[ -]and[ -]a[ -]half)?"
NUMBERS = frozenset(
    {
        "0",
        "a",
        "an",
        "another",
        "several",
        "few",
        "many",
        "some",
        "couple",
        "numerous",
        "hundred",
        "tens",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
    }
) | frozenset(CARDINALS)


def count_of(text: str | None) -> float | None:
    """Return the number that counts units; None for a vague one."""
    if text is None:
        return 1
    lower = squeeze(text)
    if lower in {"a", "an", "another"}:
        return 1
    return cardinal_value(lower)


def duration_value(unit: str, count: float | None) -> str:
    """Return the TIMEX3 value of a number of units; X stands for an unknown number."""
    amount = "X" if count is None else f"{count:.12g}"
    code = UNITS[unit]
    if code == "F":
        amount, code = ("X" if count is None else f"{2 * count:g}"), "W"
    if code == "HY":
        amount, code = ("X" if count is None else f"{6 * count:g}"), "M"
    if code == "WE":
        return f"P{amount}WE"
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def away(start: date, unit: str, count: float) -> Period | None:
    """Return the period of `unit` that lies `count` units from a date."""
    try:
        if unit in _DAYS:
            grain = "week" if unit in {"week", "fortnight"} else "day"
            return periods.around(start + timedelta(days=count * _DAYS[unit]), grain)
        if unit in _YEARS and count % 1 == 0:
            return periods.year(start.year + int(count) * _YEARS[unit])
        if unit in _IN_MONTHS:
            moved = periods.month(start.year, start.month + int(count * _IN_MONTHS[unit]))
            return periods.around(moved.first, "quarter") if unit == "quarter" else moved
    except (OverflowError, ValueError):
        pass
    return None


def _ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read `two years ago`, `three weeks from now`."""
    unit = unit_name(match["unit"])
    ahead = match["word"].lower() not in {"ago", "back"}
    rule = "time.from-now" if ahead else "time.ago"
    count = None if match["vague"] else count_of(match["n"])
    if context.reference is None:
        return unresolved(match, rule, NO_DATE)
    if count is None:
        return reference_value(match, rule, context, past=not ahead)
    placed = any(match.group("today", "this", "plus"))
    if unit == "year" and count == 1 and not ahead and not placed:
        before = _year_before(match, context, rule)
        if before:
            return before
    signed = (count + bool(match["half"] or match["plus"]) / 2) * (1 if ahead else -1)
    if match["this"]:
        return _to_the_month(match, context.reference, unit, signed)
    if match["today"] or match["weekday"]:
        return _day_ago(match, context.reference, unit, signed)
    return _so_far_away(match, rule, away(context.reference, unit, signed), unit)


def _in_time(match: re.Match[str], context: Context) -> Reading | None:
    """Read `ten years' time`, `a week's time` after "in"."""
    count, unit = count_of(match["n"]), unit_name(match["unit"])
    if context.before(match.start()) not in {"in", "within"} or match["vague"] or count is None:
        return None
    if context.reference is None:
        return unresolved(match, "time.from-now", NO_DATE)
    count += bool(match["half"]) / 2
    return _so_far_away(match, "time.from-now", away(context.reference, unit, count), unit)


def _long_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read `years ago`, `decades ago`."""
    return reference_value(match, "time.ago", context, past=True)


def _so_far_away(match: re.Match[str], rule: str, period: Period | None, unit: str) -> Reading:
    """Return a stretch some units away; it is approximate when the unit is long."""
    if period is None:
        return unresolved(match, rule, "out-of-calendar")
    reading = dated(match, rule, period)
    if unit in {"day", "week"}:
        return reading
    return replace(reading, edtf=f"{period.edtf}~" if "/" not in period.edtf else period.edtf)


def _day_ago(match: re.Match[str], reference: date, unit: str, count: float) -> Reading | None:
    """Read what names a day: `one year ago today`, `a week ago Tuesday`."""
    if match["today"]:
        return _to_the_day(match, reference, unit, count)
    return _weeks_and_day(match, reference, int(count)) if unit == "week" else None


def _to_the_day(match: re.Match[str], reference: date, unit: str, count: float) -> Reading | None:
    """Read `one year ago today`: a day, not a year."""
    if unit in {"week", "fortnight"}:
        days = 7 * count * (2 if unit == "fortnight" else 1)
        return dated(match, "time.ago", periods.day(reference + timedelta(days=days)))
    moved = periods.month(
        reference.year, reference.month + int(count * (12 if unit == "year" else 1))
    )
    day = periods.make_day(moved.first.year, moved.first.month, reference.day)
    return dated(match, "time.ago", day) if day and unit in {"year", "month"} else None


def _to_the_month(match: re.Match[str], reference: date, unit: str, count: float) -> Reading | None:
    """Read `a year ago this month`, `ten years ago this week`."""
    if unit not in _YEARS or count % 1:
        return None
    here = periods.around(reference, match["this"].split()[-1].lower())
    year = reference.year + int(count) * _YEARS[unit]
    return dated(match, "time.ago", periods.moved_to_year(here, year))


def _by_length(match: re.Match[str], rule: str, unit: str, count: float | None) -> Reading:
    """Return `six minutes later` whose day is not known: how long, but not when."""
    length = plain(match, rule, TimeType.DURATION, duration_value(unit, count))
    return length.in_doubt(NO_ANCHOR)


def _weeks_and_day(match: re.Match[str], reference: date, count: int) -> Reading:
    """Read `a week ago Tuesday`: so many weeks from the nearest such day on that side."""
    step = -1 if count < 0 else 1
    day = periods.weekday_from(
        reference + timedelta(days=step), weekday_number(match["weekday"]), step
    )
    return dated(match, "time.weeks-and-day", periods.day(day + timedelta(weeks=count)))


_FIGURE = re.compile(
    r"(?:[$£€]\s?\d[\d.,]*|\d%|million|billion|percent|per cent|cents|a share|per share"
    r"|\b(?:from|than|against|versus|compared (?:with|to))),? $"
)
"""What stands before "a year earlier" that compares figures."""


def _year_before(match: re.Match[str], context: Context, rule: str) -> Reading | None:
    """Return `a year earlier` after a figure: the same month or quarter of the year before."""
    if context.reference is None or not _FIGURE.search(context.lead(match.start())):
        return None
    base, anchor = compared(context, match.start())
    if base is None:
        return None
    before = periods.moved_to_year(base, base.first.year - 1)
    return dated(match, rule, before).counted_from(anchor).as_comparison()


_COMPARED = frozenset({"month", "quarter", "half"})
"""What "a year earlier" counts from as a whole."""


def _later(match: re.Match[str], context: Context) -> Reading | None:
    """Read `three days later`, counted from the date last named."""
    unit = unit_name(match["unit"])
    ahead = match["word"].lower() in {"later", "afterwards", "afterward", "hence"}
    rule = "time.later" if ahead else "time.earlier"
    if context.after(match.end()) == "than":
        return None
    if ahead and (today := _beside_today(match, context)):
        return dated(match, rule, today).noted("beside the day itself")
    if unit == "year" and not ahead and not match["plus"] and (match["n"] or "").lower() in _ONE:
        before = _year_before(match, context, rule)
        if before:
            return before
    count = None if match["vague"] else count_of(match["n"])
    if (match["half"] or match["plus"]) and count is not None:
        count += 0.5
    length = _by_length(match, rule, unit, count)
    if count is None or unit in _CLOCK_UNITS:
        return length
    found = _from_anchor(match, context, rule, unit, count if ahead else -count)
    return found or _before_news(match, context, unit, count, ahead=ahead) or length


def _beside_today(match: re.Match[str], context: Context) -> Period | None:
    """Return the document's day where a phrase only says how long ago the rest was.

    "Today, 52 years later, she went home" counts from what is told before.
    """
    if context.reference is None or not _TODAY.search(context.lead(match.start())):
        return None
    return periods.day(context.reference)


_TODAY = re.compile(r"\b(?:today|now),? $", re.IGNORECASE)


def _before_news(
    match: re.Match[str], context: Context, unit: str, count: float, *, ahead: bool
) -> Reading | None:
    """Return `a day earlier` where no day was named: before the document's, in doubt."""
    if ahead or unit != "day" or context.reference is None or count > _WEEK_DAYS:
        return None
    if context.tense(match) is not Tense.PAST:
        return None
    days = (period.first for period, _ in context.near() if period.grain == "day")
    start = next((day for day in days if day <= context.reference), context.reference)
    if (context.reference - start).days > _WEEK_DAYS:
        return None
    period = away(start, unit, -count)
    return dated(match, "time.earlier", period).in_doubt(NO_ANCHOR) if period else None


_WEEK_DAYS = 7


def _from_anchor(
    match: re.Match[str], context: Context, rule: str, unit: str, count: float
) -> Reading | None:
    """Return the stretch that lies so many units from the one last named, if one was."""
    base, anchor = context.anchor(GRAINS.get(unit, "century"), fresh=True)
    if base is None:
        return None
    if unit == "year" and count == -1 and base.grain in _COMPARED:
        same = periods.moved_to_year(base, base.first.year - 1)
        return dated(match, rule, same).counted_from(anchor)
    if count < 0 and context.is_ahead(base) and context.tense(match) is Tense.PAST:
        return _before_document(match, context, rule, unit, count)
    period, reference = away(base.first, unit, count), context.reference
    if period is None:
        return unresolved(match, rule, "out-of-calendar")
    if reference and period.first > reference and context.tense(match) is Tense.PAST:
        # "a day earlier" after a date ahead, of what has happened
        return _before_document(match, context, rule, unit, count)
    return dated(match, rule, period).counted_from(anchor)


def _before_document(
    match: re.Match[str], context: Context, rule: str, unit: str, count: float
) -> Reading | None:
    """Return the last stretch so far from an anchor that has begun by the document date."""
    for base, anchor in context.near():
        if context.is_ahead(base):
            continue
        period = away(base.first, unit, count) if base.grain == GRAINS.get(unit) else None
        if period and context.reference and period.first <= context.reference:
            return dated(match, rule, period).counted_from(anchor)
    return None


RULES = (
    Rule(
        "time.ago",
        NUMBERS,
        compiled(
            rf"{COUNTED}{_PLUS} "
            rf"(?P<word>(?i:ago|from now|hence|back(?= in\b)|from(?= {WEEKDAY})))\b"
            r"(?:(?P<today>(?i: today))| (?P<this>(?i:this (?:week|month)))\b"
            rf"| (?:on )?(?P<weekday>{WEEKDAY}))?"
        ),
        _ago,
    ),
    Rule(
        "time.from-now",
        NUMBERS,
        compiled(rf"{COUNTED}['\N{{RIGHT SINGLE QUOTATION MARK}}]s? time\b"),
        _in_time,
    ),
    Rule(
        "time.ago",
        frozenset(PLURALS),
        compiled(rf"(?P<unit>{UNIT_PLURAL}) ago\b"),
        _long_ago,
    ),
    Rule(
        "time.later",
        NUMBERS,
        compiled(
            rf"{COUNTED}{_PLUS} (?P<word>(?i:later|afterwards|afterward|earlier|previously"
            r"|before(?=[,.])))\b"
        ),
        _later,
    ),
)
