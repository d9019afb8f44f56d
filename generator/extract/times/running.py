"""Rules for the stretch of the calendar beside the document's: `last week`, `next May`."""

import re

from generator.extract.times import periods
from generator.extract.times.anchored import beside_anchor
from generator.extract.times.context import Context
from generator.extract.times.deictic import with_part
from generator.extract.times.named import weekday_by_tense
from generator.extract.times.periods import DAY, WEEK
from generator.extract.times.reading import (
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
    MONTH,
    ORDINAL_DAY,
    SEASON,
    UNIT,
    UNITS,
    WEEKDAY,
    YEAR,
    month_number,
    squeeze,
    unit_name,
    weekday_number,
)
from generator.model import TimeType

_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_FRIDAY = 5
_WITHIN = frozenset({"over", "in", "within", "during", "for", "throughout"})


def _unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last week`, `this year`, `next month`."""
    unit, which = unit_name(match["unit"]), match["which"].lower().split()[-1]
    grain = GRAINS.get(unit)
    if grain is None or unit == "night" or (unit == "day" and which != "this"):
        return None
    nowadays = unit == "day" and _AND_AGE.match(context.text, match.end())
    if nowadays or (match["the"] and which in {"past", "coming"}):
        return None
    rule = f"time.{'this' if which == 'current' else which}-{unit}"
    if context.reference is None:
        return unresolved(match, rule, NO_DATE)
    if match["the"] and which == "next":
        return _the_next(match, context, rule)
    if grain == "weekend":
        return _weekend(match, context, rule, _STEPS[which])
    here = periods.around(context.reference, grain)
    return dated(match, rule, periods.shift(here, _STEPS[which]))


_AND_AGE = compiled(r" and age\b")
"""How "in this day and age" goes on, which is nowadays."""


def _the_next(match: re.Match[str], context: Context, rule: str) -> Reading | None:
    """Read `the next year`: a length after "over", else the one after the last named."""
    unit = unit_name(match["unit"])
    if context.before(match.start()) in _WITHIN:
        value = "P3M" if unit == "quarter" else f"P1{UNITS[unit]}"
        return plain(match, "time.window", TimeType.DURATION, value, "window: next")
    return beside_anchor(match, context, GRAINS[unit], 1, rule)


def _weekend(match: re.Match[str], context: Context, rule: str, step: int) -> Reading:
    """Return this weekend: the last one after a past verb until Thursday, else this week's."""
    reference = context.reference
    if reference is None:
        return unresolved(match, rule, NO_DATE)
    here = periods.weekend(reference)
    if reference.isoweekday() < _FRIDAY and step <= 0:
        past = step < 0 or context.tense(match) is Tense.PAST
        here = periods.weekend(reference - WEEK) if past else here
    elif step:
        here = periods.shift(here, step)
    return dated(match, rule, here)


def _beyond(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the week after next`, `the year before last`: two away from the running one."""
    unit = match["unit"].lower()
    rule = f"time.{unit}-beyond"
    if context.reference is None:
        return unresolved(match, rule, NO_DATE)
    step = 2 if match["word"].lower() == "after next" else -2
    if unit == "night":
        night = dated(match, rule, periods.day(context.reference + step * DAY))
        return with_part(night, "NI")
    return dated(match, rule, periods.shift(periods.around(context.reference, unit), step))


def _new_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read `in the new year`: the next one, or the running one when it has only begun."""
    if context.reference is None:
        return unresolved(match, "time.new-year", NO_DATE)
    begun = context.reference.month <= _BEGUN
    return dated(match, "time.new-year", periods.year(context.reference.year + (not begun)))


_BEGUN = 3
"""The last month in which a year is still called new."""


def _and_next(match: re.Match[str], context: Context) -> Reading | None:
    """Read `next` in "this year and next"."""
    before = context.found[-1] if context.found else None
    if before is None or before.period is None or not before.rule.startswith("time.this-"):
        return None
    if not _AND.fullmatch(context.text, before.end, match.start()):
        return None
    return dated(match, "time.and-next", periods.shift(before.period, 1)).counted_from(before)


_AND = re.compile(r",?[^\S\n](?:and|or|but[^\S\n]not)[^\S\n]")


def _the_weekend(match: re.Match[str], context: Context) -> Reading | None:
    if context.reference is None or context.after(match.end()) in {"of", "after", "before"}:
        return None
    step = 0 if context.tense(match) is not Tense.PAST else -1
    if context.reference.isoweekday() > _FRIDAY:
        step = 0
    return _weekend(match, context, "time.the-weekend", step)


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last Tuesday`, `next Friday`, `this Monday`, `the following Sunday`."""
    number, which = weekday_number(match["weekday"]), squeeze(match["which"]).split()[-1]
    if which == "following" or (match["the"] and which == "next"):
        return _following_weekday(match, context, number)
    reference = context.reference
    if reference is None:
        return unresolved(match, f"time.{which}-weekday", NO_DATE, value=f"XXXX-WXX-{number}")
    if which == "this":
        return weekday_by_tense(match, context, number)
    if which in {"last", "past"}:
        return _last_weekday(match, context, number)
    found = periods.weekday_from(reference + DAY, number, 1)
    if which == "next" and periods.week(found) == periods.week(reference):
        later = periods.day(found + WEEK)
        return dated(match, "time.next-weekday", periods.day(found)).in_doubt(
            "next-weekday-this-week", later.edtf
        )
    return dated(match, f"time.{which}-weekday", periods.day(found))


def _last_weekday(match: re.Match[str], context: Context, number: int) -> Reading:
    """Return `last Tuesday`: the one before the document date, in doubt inside its own week."""
    reference = context.reference
    if reference is None:
        return unresolved(match, "time.last-weekday", NO_DATE, value=f"XXXX-WXX-{number}")
    found = periods.weekday_from(reference - DAY, number, -1)
    if reference.isoweekday() == number:
        return dated(match, "time.last-weekday", periods.day(found)).in_doubt(
            "last-weekday-on-same-weekday", reference.isoformat()
        )
    if periods.week(found) == periods.week(reference):
        earlier = periods.day(found - WEEK)
        return dated(match, "time.last-weekday", periods.day(found)).in_doubt(
            "last-weekday-this-week", earlier.edtf
        )
    return dated(match, "time.last-weekday", periods.day(found))


def _following_weekday(match: re.Match[str], context: Context, number: int) -> Reading | None:
    period, anchor = context.anchor("day")
    if period is None:
        return None
    found = periods.weekday_from(period.first + DAY, number, 1)
    return dated(match, "time.following-weekday", periods.day(found)).counted_from(anchor)


def _month(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last December`, `next March`, `this May`."""
    number, which = month_number(match["month"]), match["which"].lower().split()[-1]
    reference = context.reference
    if reference is None:
        return unresolved(match, f"time.{which}-month-name", NO_DATE, value=f"XXXX-{number:02}")
    year = reference.year
    if which in {"last", "past"} and number >= reference.month:
        year -= 1
    if which in {"next", "coming"} and number <= reference.month:
        year += 1
    return dated(match, f"time.{which}-month-name", periods.month(year, number))


def _month_and_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last Jan. 20`, `this past March 3`, `next April 15th`."""
    number, which = month_number(match["month"]), match["which"].lower().split()[-1]
    day, reference = int(re.sub(r"\D", "", match["day"])), context.reference
    if reference is None:
        return unresolved(match, f"time.{which}-day", NO_DATE, value=f"XXXX-{number:02}-{day:02}")
    counted = context.token(match.start("day"))
    if counted.dep_ == "nummod" and counted.head.i > counted.i:
        return None  # "next May 5 people will go"
    steps = {-1: (0, -1), 1: (0, 1)}.get(_STEPS[which], (0,))
    days = filter(None, (periods.make_day(reference.year + step, number, day) for step in steps))
    for found in days:
        if _STEPS[which] * (found.first - reference).days >= 0:
            return dated(match, f"time.{which}-day", found)
    return None


def _season(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last summer`, `this spring`, `next winter`."""
    name, which = match["season"].lower(), match["which"].lower().split()[-1]
    reference = context.reference
    if reference is None:
        return unresolved(match, f"time.{which}-season", NO_DATE)
    years = (periods.season(reference.year + step, name) for step in (-2, -1, 0, 1))
    seasons = list(years)
    if which in {"last", "past"}:
        found = max((s for s in seasons if s.last < reference), key=lambda s: s.first)
    elif which in {"next", "coming"}:
        found = min((s for s in seasons if s.first > reference), key=lambda s: s.first)
    else:
        found = periods.season(reference.year, name)
    return dated(match, f"time.{which}-season", found)


_WHICH = r"(?P<which>(?i:this past|this coming|this|last|next|past|coming|current|upcoming))"
_WHICH_WORDS = frozenset(
    {"the", "this", "last", "next", "past", "coming", "current", "upcoming", "following"}
)


RULES = (
    Rule(
        "time.unit",
        _WHICH_WORDS,
        compiled(rf"(?:(?P<the>[Tt]he) )?{_WHICH} (?P<unit>{UNIT})"),
        _unit,
    ),
    Rule(  # "this years festival": an apostrophe is missing
        "time.unit",
        frozenset({"this"}),
        compiled(r"(?P<the>(?!))?(?P<which>(?i:this)) (?P<unit>years|weeks|months)\b(?= \w)"),
        _unit,
    ),
    Rule(
        "time.weekday-relative",
        _WHICH_WORDS,
        compiled(
            rf"(?:(?P<the>[Tt]he) )?"
            r"(?P<which>(?i:this past|this coming|this|last|next|past|coming|following)) "
            rf"(?P<weekday>{WEEKDAY})"
        ),
        _weekday,
    ),
    Rule(
        "time.month-relative",
        _WHICH_WORDS,
        compiled(rf"{_WHICH} (?P<month>{MONTH})(?!\.? \d)"),
        _month,
    ),
    Rule(
        "time.month-relative",
        _WHICH_WORDS,
        compiled(rf"{_WHICH} (?P<month>{MONTH}) (?P<day>{ORDINAL_DAY})(?!,? {YEAR})"),
        _month_and_day,
    ),
    Rule(
        "time.season-relative",
        _WHICH_WORDS,
        compiled(rf"{_WHICH} (?P<season>{SEASON})"),
        _season,
    ),
    Rule(
        "time.beyond",
        frozenset({"the"}),
        compiled(
            r"(?i:the) (?P<unit>(?i:week|weekend|month|quarter|year|night)) "
            r"(?P<word>(?i:after next|before last))\b(?! [a-z]*day\b| week| month| year)"
        ),
        _beyond,
    ),
    Rule("time.new-year", frozenset({"the"}), compiled(r"(?i:the) new year\b(?!')"), _new_year),
    Rule(
        "time.and-next",
        frozenset({"next"}),
        compiled(r"next\b(?! \w+(?:day|week|year))"),
        _and_next,
    ),
    Rule(
        "time.the-weekend", frozenset({"the"}), compiled(r"(?i:the) (?i:weekend)\b"), _the_weekend
    ),
    Rule(
        "time.the-weekend",
        frozenset({"the", "holiday", "long", "bank"}),
        compiled(r"(?:(?i:the) )?(?i:long|(?:bank )?holiday) (?i:weekend)\b"),
        _the_weekend,
    ),
)
