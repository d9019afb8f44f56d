"""Rules for phrases that count from a date named before: `the same day`, `the year after`."""

import re
from dataclasses import replace
from datetime import date, timedelta

from generator.extract.quantities.numerals import either
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.deictic import DAY_PARTS_OF, reference_value, with_part
from generator.extract.times.periods import Period
from generator.extract.times.reading import (
    NO_ANCHOR,
    NO_DATE,
    Reading,
    Rule,
    compiled,
    dated,
    unresolved,
)
from generator.extract.times.tense import Tense
from generator.extract.times.words import (
    GRAINS,
    MONTH,
    MONTHS,
    SEASON,
    SEASONS,
    UNIT,
    YEAR,
    squeeze,
    unit_name,
)


def beside_anchor(
    match: re.Match[str], context: Context, grain: str, step: int, rule: str
) -> Reading | None:
    """Return the period beside the one last named: `the following day`, `the same month`."""
    base, anchor = context.anchor(grain, fresh=step != 0)
    if base is None:
        if context.reference is None or (step > 0 and grain in {"day", "week"}):
            return unresolved(match, rule, NO_ANCHOR)
        period = periods.shift(periods.around(context.reference, grain), step)
        return dated(match, rule, period).in_doubt(NO_ANCHOR)
    start = base.last if step > 0 and grain == "day" else base.first
    return dated(match, rule, periods.shift(periods.around(start, grain), step)).counted_from(
        anchor
    )


_BESIDE = {"same": 0, "that": 0, "that same": 0, "that very": 0, "very same": 0, "following": 1,
           "next": 1, "very next": 1, "previous": -1, "preceding": -1, "prior": -1}  # fmt: skip


_PLAIN = {"very same": "same", "that same": "same", "that very": "that", "very next": "next"}


def _anchored_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the same day`, `the following week`, `the previous year`, `that month`."""
    unit, which = unit_name(match["unit"]), squeeze(match["which"])
    grain = GRAINS.get(unit)
    if unit in DAY_PARTS_OF:
        grain = "day"
    if grain is None:
        return None
    name = _PLAIN.get(which, which)
    reading = beside_anchor(match, context, grain, _BESIDE[which], f"time.{name}-{unit}")
    return with_part(reading, DAY_PARTS_OF[unit]) if reading and unit in DAY_PARTS_OF else reading


def _anchored_name(match: re.Match[str], context: Context) -> Reading | None:
    """Read `that summer`, `the following March`: of the year last named, or beside its date."""
    which, name = squeeze(match["which"]), match["name"].lower().rstrip(".")
    step, token = _BESIDE[which], context.token(match.start("which"))
    if which == "that" and token.dep_ != "det":
        return None  # "said that March was cold"
    if step == 1 and which == "next" and not match[0].lower().startswith("the "):
        return None
    base, anchor = context.anchor("year", fresh=True)
    if base is None:
        return None

    def in_year(year: int) -> Period:
        return periods.season(year, name) if name in SEASONS else periods.month(year, MONTHS[name])

    years = [in_year(base.first.year + shift) for shift in (-1, 0, 1)]
    if step > 0:
        found = next((each for each in years if each.first > base.last), None)
    elif step < 0:
        found = next((each for each in reversed(years) if each.last < base.first), None)
    else:
        found = years[1]
    label = {1: "following", -1: "previous", 0: "same"}[step]
    return dated(match, f"time.{label}-name", found).counted_from(anchor) if found else None


def _before_after(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the day before`, `the year after`, `a day earlier` where nothing follows."""
    if re.compile(r" (?!and\b|but\b|in\b|at\b|on\b|with\b|to\b|as\b|or\b)[\w\"]").match(
        context.text, match.end()
    ) and match["word"].lower() in {"before", "after"}:
        return None
    unit = unit_name(match["unit"])
    grain = GRAINS.get(unit)
    if grain is None:
        return None
    step = 1 if match["word"].lower() in {"after", "following"} else -1
    reading = beside_anchor(match, context, grain, step, f"time.{unit}-{match['word'].lower()}")
    return with_part(reading, "NI") if reading and unit == "night" else reading


def _same_time(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the same month a year ago`, `this time last year`: a year before the one named."""
    unit = match["unit"].lower()
    base, anchor = _compared_period(context) if unit == "period" else context.anchor()
    if match["this"] or base is None:
        if context.reference is None:
            return unresolved(match, "time.same-time", NO_DATE)
        base, anchor = periods.around(context.reference, "month"), None
        if not match["this"] and unit in {"period", "time", "point"}:
            base = periods.around(context.reference, "year")
    grain = unit
    if unit in {"period", "time", "point"}:
        grain = "month" if base.grain == "day" else base.grain
    inside = periods.around(base.first, grain) if grain != base.grain else base
    year = inside.first.year - 1 if match["year"] is None else int(match["year"])
    moved = periods.moved_to_year(inside, year)
    return dated(match, "time.same-time", moved).counted_from(anchor).as_comparison()


def _named_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the 1988 quarter` beside figures of another year: the same quarter of that one."""
    base, anchor = compared(context, match.start())
    if base is None:
        base, anchor = _compared_period(context)
    grain = match["unit"].lower()
    if base is None or grain not in {"period", base.grain}:
        return None
    moved = periods.moved_to_year(base, int(match["year"]))
    return dated(match, "time.same-time", moved).counted_from(anchor).as_comparison()


def _compared_period(context: Context) -> tuple[Period | None, Reading | None]:
    """Return the last stretch named that figures are given for: longer than a day."""
    for reading in reversed(context.found):
        if reading.period and reading.period.grain not in {"day", "weekend"}:
            return reading.period, reading
    return None, None


def _the_running(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the quarter`, `the year` after one was named: "in the quarter", "for the year"."""
    unit = match["unit"].lower()
    if end := _ENDED.match(context.text, match.end()):
        return _ended(match, context, unit, end.end())
    before = context.before(match.start())
    if before not in _RUNNING_LEADS and not _PART_OF.search(context.lead(match.start())):
        return None
    if context.after(match.end()) in {"of", "to", "ended", "ending", "since", "through", "before"}:
        return None
    named, anchor = _last_named(context, unit)
    if named and not _is_left_behind(named, match, context):
        return dated(match, "time.that-unit", named).counted_from(anchor)
    if context.reference is None or (not named and before in {"in", "during", "throughout"}):
        return None
    running = dated(match, "time.that-unit", periods.around(context.reference, unit))
    return running if named else running.in_doubt(NO_ANCHOR)


def _is_left_behind(named: Period, match: re.Match[str], context: Context) -> bool:
    """Tell whether the running year is meant: "last year ... rate cuts late in the year may"."""
    over = context.reference is not None and named.last < context.reference
    return over and context.tense(match) is Tense.FUTURE


def _last_named(context: Context, unit: str) -> tuple[Period | None, Reading | None]:
    """Return the last stretch of a unit that was named; a quarter stands for its year too."""
    for anchor in reversed(context.found):
        if anchor.period is None or anchor.compares:
            continue
        if anchor.period.grain == unit:
            return anchor.period, anchor
        if unit == "year" and anchor.period.grain == "quarter":
            return periods.year(anchor.period.first.year), anchor
    return None, None


_ENDED = compiled(r",? (?:that )?(?:ended|ending|ends|through|to) (?:on )?(?=\w)")
_PART_OF = re.compile(r"\b(?:months|weeks|days|quarters?|half|part|remainder) of $")
_SLACK = 10
"""Days by which a business year's parts may end off the calendar's."""


def _ended(match: re.Match[str], context: Context, unit: str, at: int) -> Reading | None:
    """Read `the quarter` before "ended March 31": the stretch that ends on that day."""
    end = context.read_at(at)
    if end is None or end.period is None or end.period.grain != "day":
        return None
    last = end.period.last
    inside = periods.around(last - timedelta(days=_SLACK), unit)
    near = abs((inside.last - last).days) <= _SLACK
    if inside.last == last or unit in {"month", "week"}:
        return dated(match, "time.ended", inside).counted_from(end)
    first = periods.month(last.year, last.month - (11 if unit == "year" else 2)).first
    edtf = f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
    value = inside.value if near or unit != "year" else f"FY{last.year}"
    fiscal = replace(inside, value=value, edtf=edtf)
    return dated(match, "time.ended", fiscal).counted_from(end)


_RUNNING_LEADS = frozenset(
    {"in", "for", "during", "throughout", "ended", "end", "ending", "finished", "finish", "closed",
     "began", "begin", "started"}
)  # fmt: skip


def _last_quarter_year_ago(match: re.Match[str], reference: date) -> Reading:
    """Return `the year-ago quarter` where none was named: that of the one just over."""
    running = periods.around(reference, "quarter")
    over, here = (periods.moved_to_year(quarter, quarter.first.year - 1)
                  for quarter in (periods.shift(running, -1), running))  # fmt: skip
    reading = dated(match, "time.year-ago", over).in_doubt(NO_ANCHOR, here.edtf)
    return reading.as_comparison()


def compared(context: Context, offset: int) -> tuple[Period | None, Reading | None]:
    """Return the month, quarter or half that figures are given for, if one was named nearby.

    A day in between is that of the announcement, unless it stands in the sentence without a verb
    of speech: "closed at $41 on Thursday, up from $38 a year earlier". A year counts there too.
    """
    sentence = context.token(offset).sent.start_char
    for period, reading in context.near():
        if period.grain in {"month", "quarter", "half"}:
            return period, reading
        ending = _ENDING.search(context.lead(reading.start))
        if ending and period.grain == "day" and ending["quarter"]:
            return periods.around(period.last - timedelta(days=_SLACK), "quarter"), reading
        if (
            ending is None
            and reading.start >= sentence
            and not context.beside_saying(reading.start)
        ):
            break
    return None, None


_ENDING = re.compile(
    r"\b(?:(?P<quarter>three[ -]months?|quarter)|months|year|weeks|half|period)(?: that)? "
    r"(?:ended|ending|ends|through|to)(?: on)? $"
)
"""What stands before the day with which a stretch ends."""


def _of_grain(context: Context, grain: str) -> tuple[Period | None, Reading | None]:
    """Return the last stretch of a grain named nearby."""
    near = (found for found in context.near() if found[0].grain == grain)
    return next(near, (None, None))


def _year_ago_period(match: re.Match[str], context: Context) -> Reading | None:
    """Read `year-earlier`, `the year-ago quarter`."""
    unit = (match["unit"] or "").lower()
    base, anchor = _of_grain(context, unit)
    if base is None:
        base, anchor = compared(context, match.start())
    if base is None:
        base, anchor = context.anchor()
    if unit == "quarter" and (base is None or base.grain == "day") and context.reference:
        return _last_quarter_year_ago(match, context.reference)
    if base is None:
        if context.reference is None:
            return unresolved(match, "time.year-ago", NO_DATE)
        base, anchor = periods.around(context.reference, "year"), None
    if base.grain in {"day", "week", "weekend"}:
        base = periods.year(base.first.year)
    if unit in {"quarter", "month"} and base.grain != unit:
        base = periods.around(base.first, unit)
    moved = periods.moved_to_year(base, base.first.year - 1)
    return dated(match, "time.year-ago", moved).counted_from(anchor).as_comparison()


_LATER_IN = re.compile(r"\b(?:later|earlier|late|early) in $", re.IGNORECASE)


def _that_time(match: re.Match[str], context: Context) -> Reading | None:
    """Read `by that time`, `the day` after a day was named."""
    if match["day"] and context.before(match.start()) not in {"of", "in"}:
        return None
    period, anchor = context.anchor("day" if match["day"] else "century")
    if period is None and match["what"] == "time" and context.tense(match) is Tense.PAST:
        return reference_value(match, "time.that-time", context, past=True)
    if (
        period is None
        and match["day"]
        and context.reference
        and _LATER_IN.search(context.lead(match.start()))
    ):
        return dated(match, "time.that-time", periods.day(context.reference)).in_doubt(NO_ANCHOR)
    if period is None:
        return None
    return dated(match, "time.that-time", period).counted_from(anchor)


RULES = (
    Rule(
        "time.anchored-unit",
        frozenset({"the", "that"}),
        compiled(
            rf"(?:(?i:the) )?(?P<which>(?i:{either(_BESIDE)})) "
            rf"(?P<unit>{UNIT}|morning|afternoon|evening)\b"
        ),
        _anchored_unit,
    ),
    Rule(
        "time.anchored-name",
        frozenset({"the", "that"}),
        compiled(
            rf"(?:(?i:the) )?(?P<which>(?i:{either(_BESIDE)})) (?P<name>{SEASON}|{MONTH})(?! ?\d)"
        ),
        _anchored_name,
    ),
    Rule(
        "time.before-after",
        frozenset({"the"}),
        compiled(
            r"(?i:the) (?P<unit>day|night|week|month|year) "
            r"(?P<word>before|after|previous|earlier|prior|following)\b"
        ),
        _before_after,
    ),
    Rule(
        "time.same-time",
        frozenset({"the", "this"}),
        compiled(
            r"(?:(?i:the) (?P<which>(?i:same|corresponding))|(?i:(?P<this>this))) "
            r"(?P<unit>(?i:period|time|point|month|quarter|week|day)),? "
            r"(?:(?i:of|in|for|from) )?(?:the )?"
            rf"(?:(?i:last year|a year (?:ago|earlier|before)|one year (?:ago|earlier)"
            rf"|previous year|year (?:before|earlier)|prior year)\b|(?P<year>{YEAR}))"
        ),
        _same_time,
    ),
    Rule(
        "time.same-time",
        frozenset({"the"}),
        compiled(rf"(?i:the) (?P<year>{YEAR}) (?P<unit>quarter|period|half|month)\b"),
        _named_year,
    ),
    Rule(
        "time.that-unit",
        frozenset({"the"}),
        compiled(r"(?i:the) (?P<unit>(?i:quarter|year|month|week))\b"),
        _the_running,
    ),
    Rule(
        "time.year-ago",
        frozenset({"the", "year"}),
        compiled(r"(?:(?i:the) )?(?i:year-(?:earlier|ago))(?: (?P<unit>quarter|period|month))?\b"),
        _year_ago_period,
    ),
    Rule(
        "time.that-time",
        frozenset({"that", "the"}),
        compiled(r"(?i:that (?P<what>time|date)|the (?P<day>day))\b"),
        _that_time,
    ),
)
