"""Rules for phrases that count from the document date: `last week`, `two years ago`, `now`."""

import re
from dataclasses import replace
from datetime import date, timedelta

from generator.extract.quantities.numerals import CARDINALS, cardinal_value, either
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.named import weekday_by_tense
from generator.extract.times.periods import DAY, WEEK, Period
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
    FUTURE,
    GRAINS,
    MONTH,
    NUMBER,
    PAST,
    PRESENT,
    SEASON,
    UNIT,
    UNIT_PLURAL,
    UNITS,
    UNRESOLVED,
    VAGUE,
    WEEKDAY,
    YEAR,
    month_number,
    squeeze,
    unit_name,
    weekday_number,
)
from generator.model import TimeType

_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1}


def with_part(reading: Reading, part: str) -> Reading:
    """Return a day's reading narrowed to a part of that day; EDTF keeps the day."""
    value = f"{reading.value}T{part}" if reading.value else None
    return replace(reading, type=TimeType.TIME, value=value)


def _deictic(match: re.Match[str], context: Context) -> Reading | None:
    """Read today, yesterday, tomorrow and their parts."""
    word = squeeze(match["day"])
    if context.reference is None:
        return unresolved(match, "time.deictic-day", NO_DATE)
    period = periods.day(context.reference + _DAYS[word] * DAY)
    reading = dated(match, "time.deictic-day", period)
    part = "NI" if word == "tonight" else _PARTS.get((match["part"] or "").lower())
    return with_part(reading, part) if part else reading


def _day_part(match: re.Match[str], context: Context) -> Reading | None:
    """Read `this morning` and `last night`."""
    part = _PARTS[match["part"].lower()]
    if context.reference is None:
        return unresolved(match, "time.part-of-day", NO_DATE)
    step = -1 if match["which"].lower() == "last" else 0
    reading = dated(match, "time.part-of-day", periods.day(context.reference + step * DAY))
    return with_part(reading, part)


def _unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last week`, `this year`, `next month`."""
    unit, which = unit_name(match["unit"]), match["which"].lower()
    which = which.split()[-1]
    grain = GRAINS.get(unit)
    if grain is None or unit == "night":
        return None
    if match["the"] and which in {"past", "coming"}:
        return None
    if unit == "day" and which != "this":
        return None
    rule = f"time.{'this' if which == 'current' else which}-{unit}"
    if context.reference is None:
        return unresolved(match, rule, NO_DATE)
    if grain == "weekend":
        return _weekend(match, context, rule, _STEPS[which])
    if match["the"] and which == "next" and context.before(match.start()) in _WITHIN:
        value = f"P1{UNITS[unit]}" if unit != "quarter" else "P3M"
        return plain(match, "time.window", TimeType.DURATION, value, "window: next")
    if match["the"] and which == "next":
        return _beside_anchor(match, context, grain, 1, rule)
    return dated(
        match, rule, periods.shift(periods.around(context.reference, grain), _STEPS[which])
    )


_WITHIN = frozenset({"over", "in", "within", "during", "for", "throughout"})


def _weekend(match: re.Match[str], context: Context, rule: str, step: int) -> Reading:
    """Return this weekend: the last one after a past verb until Thursday, else this week's."""
    reference = context.reference
    assert reference is not None  # noqa: S101
    here = periods.weekend(reference)
    if reference.isoweekday() < 5 and step <= 0:  # noqa: PLR2004
        past = step < 0 or context.tense(match) is Tense.PAST
        here = periods.weekend(reference - WEEK) if past else here
    elif step:
        here = periods.shift(here, step)
    return dated(match, rule, here)


def _beside_anchor(
    match: re.Match[str], context: Context, grain: str, step: int, rule: str
) -> Reading | None:
    """Return the period beside the one last named: `the following day`, `the same month`."""
    anchor = context.anchor()
    if anchor is None or anchor.period is None:
        if context.reference is None or grain in {"day", "week"}:
            return unresolved(match, rule, NO_ANCHOR)
        period = periods.shift(periods.around(context.reference, grain), step)
        return dated(match, rule, period, doubt=NO_ANCHOR)
    base = anchor.period
    start = base.last if step > 0 and grain == "day" else base.first
    return dated(match, rule, periods.shift(periods.around(start, grain), step), anchor=anchor)


_BESIDE = {"same": 0, "that": 0, "very same": 0, "following": 1, "next": 1, "previous": -1,
           "preceding": -1, "prior": -1}  # fmt: skip


def _anchored_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the same day`, `the following week`, `the previous year`, `that month`."""
    unit, which = unit_name(match["unit"]), squeeze(match["which"])
    grain = GRAINS.get(unit)
    if unit in _PARTS:
        grain = "day"
    if grain is None:
        return None
    name = {"very same": "same"}.get(which, which)
    reading = _beside_anchor(match, context, grain, _BESIDE[which], f"time.{name}-{unit}")
    return with_part(reading, _PARTS[unit]) if reading and unit in _PARTS else reading


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
    reading = _beside_anchor(match, context, grain, step, f"time.{unit}-{match['word'].lower()}")
    return with_part(reading, "NI") if reading and unit == "night" else reading


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    """Read `last Tuesday`, `next Friday`, `this Monday`, `the following Sunday`."""
    number, which = weekday_number(match["weekday"]), squeeze(match["which"]).split()[-1]
    if match["the"] and which in {"next", "following"} or which == "following":
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
        return dated(
            match,
            "time.next-weekday",
            periods.day(found),
            doubt="next-weekday-this-week",
            alternatives=(later.edtf,),
        )
    return dated(match, f"time.{which}-weekday", periods.day(found))


def _last_weekday(match: re.Match[str], context: Context, number: int) -> Reading:
    """Return `last Tuesday`: the one before the document date, in doubt inside its own week."""
    reference = context.reference
    assert reference is not None  # noqa: S101
    found = periods.weekday_from(reference - DAY, number, -1)
    if reference.isoweekday() == number:
        return dated(
            match,
            "time.last-weekday",
            periods.day(found),
            doubt="last-weekday-on-same-weekday",
            alternatives=(reference.isoformat(),),
        )
    if periods.week(found) == periods.week(reference):
        earlier = periods.day(found - WEEK)
        return dated(
            match,
            "time.last-weekday",
            periods.day(found),
            doubt="last-weekday-this-week",
            alternatives=(earlier.edtf,),
        )
    return dated(match, "time.last-weekday", periods.day(found))


def _following_weekday(match: re.Match[str], context: Context, number: int) -> Reading | None:
    period, anchor = context.anchor_day()
    if period is None:
        return None
    found = periods.weekday_from(period.first + DAY, number, 1)
    return dated(match, "time.following-weekday", periods.day(found), anchor=anchor)


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


def count_of(text: str | None) -> float | None:
    """Return the number that counts units; None for a vague one."""
    if text is None:
        return 1
    lower = squeeze(text)
    if lower in {"a", "an", "another"}:
        return 1
    return cardinal_value(lower)


def away(start: date, unit: str, count: float) -> Period | None:
    """Return the period of `unit` that lies `count` units from a date."""
    try:
        if unit in _CLOCK_UNITS:
            days = round(count * _CLOCK_UNITS[unit] / 86400)
            return periods.day(start + timedelta(days=days))
        if unit == "fortnight":
            return periods.week(start + timedelta(weeks=2 * count))
        if unit == "week":
            return periods.week(start + timedelta(weeks=count))
        if unit in {"day", "night"}:
            return periods.day(start + timedelta(days=count))
        if unit == "month":
            return periods.month(start.year, start.month + int(count))
        if unit == "quarter":
            return periods.shift(periods.around(start, "quarter"), int(count))
        years = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}.get(unit)
        if years is None:
            return None
        if unit == "year" and count % 1:
            return periods.month(start.year, start.month + int(count * 12))
        return periods.year(start.year + int(count * years))
    except (OverflowError, ValueError):
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
        return _reference_value(match, rule, context, past=not ahead)
    if match["half"]:
        count += 0.5
    period = away(context.reference, unit, count if ahead else -count)
    if period is None:
        return unresolved(match, rule, "out-of-calendar")
    reading = dated(match, rule, period)
    if unit in {"day", "week"}:
        return reading
    return replace(reading, edtf=f"{period.edtf}~" if "/" not in period.edtf else period.edtf)


def _later(match: re.Match[str], context: Context) -> Reading | None:
    """Read `three days later`, counted from the date last named."""
    unit = unit_name(match["unit"])
    ahead = match["word"].lower() in {"later", "afterwards", "afterward", "hence"}
    rule = "time.later" if ahead else "time.earlier"
    if context.after(match.end()) == "than":
        return None
    anchor = context.anchor()
    count = None if match["vague"] else count_of(match["n"])
    if anchor is None or anchor.period is None or count is None or unit in _CLOCK_UNITS:
        return unresolved(match, rule, NO_ANCHOR)
    if match["half"]:
        count += 0.5
    period = away(anchor.period.first, unit, count if ahead else -count)
    if period is None:
        return unresolved(match, rule, "out-of-calendar")
    return dated(match, rule, period, anchor=anchor)


def _reference_value(match: re.Match[str], rule: str, context: Context, *, past: bool) -> Reading:
    """Return what lies at some unknown time before or after the document date."""
    edtf = None
    if context.reference:
        today = context.reference.isoformat()
        edtf = f"../{today}" if past else f"{today}/.."
    value = "PAST_REF" if past else "FUTURE_REF"
    return unresolved(match, rule, "", value=value, edtf=edtf)


def _present(match: re.Match[str], context: Context) -> Reading | None:
    if context.before(match.start()) in {"every", "until", "any"} or _NOW_IDIOM.match(
        context.text, match.end()
    ):
        return None
    edtf = context.reference.isoformat() if context.reference else None
    return unresolved(match, "time.present", "", value="PRESENT_REF", edtf=edtf)


def _past(match: re.Match[str], context: Context) -> Reading | None:
    return _reference_value(match, "time.past", context, past=True)


_NOW_IDIOM = re.compile(r" and (?:again|then)\b|-[a-z]")


def _future(match: re.Match[str], context: Context) -> Reading | None:
    if squeeze(match[0]).endswith(("soon", "shortly")):
        if context.after(match.end()) in {"after", "before", "as", "thereafter", "afterwards"}:
            return None
        if context.before(match.start()) in {"as", "too", "how", "so"} or context.text[
            match.end() : match.end() + 1
        ] == "-":
            return None
        if context.tense(match) is Tense.PAST:
            return None
    return _reference_value(match, "time.future", context, past=False)


def _same_time(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the same month a year ago`, `this time last year`: a year before the one named."""
    unit, anchor = match["unit"].lower(), context.anchor()
    base = anchor.period if anchor and anchor.period else None
    if match["this"] or base is None:
        if context.reference is None:
            return unresolved(match, "time.same-time", NO_DATE)
        base, anchor = periods.around(context.reference, "month"), None
        if not match["this"] and unit in {"period", "time", "point"}:
            base = periods.around(context.reference, "year")
    grain = {"period": base.grain, "time": base.grain, "point": base.grain}.get(unit, unit)
    inside = periods.around(base.first, grain) if grain != base.grain else base
    year = inside.first.year - 1 if match["year"] is None else int(match["year"])
    moved = periods.moved_to_year(inside, year)
    return dated(match, "time.same-time", moved, anchor=anchor)


def _the_weekend(match: re.Match[str], context: Context) -> Reading | None:
    if context.reference is None or context.after(match.end()) in {"of", "after", "before"}:
        return None
    step = 0 if context.tense(match) is not Tense.PAST else -1
    if context.reference.isoweekday() >= 6:  # noqa: PLR2004
        step = 0
    return _weekend(match, context, "time.the-weekend", step)


def _that_time(match: re.Match[str], context: Context) -> Reading | None:
    """Read `by that time`, `the day` after a day was named."""
    if match["day"] and context.before(match.start()) not in {"of", "in"}:
        return None
    anchor = context.anchor()
    if anchor is None or anchor.period is None:
        return None
    period = anchor.period
    if match["day"] and period.grain != "day":
        return None
    return dated(match, "time.that-time", period, anchor=anchor)


def _adverb(match: re.Match[str], context: Context) -> Reading | None:
    """Read `Earlier` and `Later` at the start of a sentence: the word is kept, no date given."""
    token = context.token(match.start())
    if not token.is_sent_start or re.compile(r" than\b| [a-z]+s\b").match(
        context.text, match.end()
    ):
        return None
    edtf = f"../{context.reference.isoformat()}" if context.reference else None
    return unresolved(match, "time.unresolved", "not-stated", edtf=edtf)


_N = rf"(?:(?P<vague>{VAGUE})|(?P<n>{NUMBER}|[Aa]n?|[Aa]nother))(?P<half> and a half)?"
_COUNTED = rf"{_N}[ -](?P<unit>{UNIT_PLURAL}|{UNIT})"
_NUMBERS = frozenset(
    {"0", "a", "an", "another", "several", "few", "many", "some", "couple", "numerous", "hundred"}
) | frozenset(CARDINALS)
_WHICH = r"(?P<which>(?i:this past|this coming|this|last|next|past|coming|current|upcoming))"
_WHICH_WORDS = frozenset(
    {"the", "this", "last", "next", "past", "coming", "current", "upcoming", "following"}
)


def _starts(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


RULES = (
    Rule(
        "time.deictic-day",
        _starts(tuple(_DAYS)),
        compiled(
            rf"(?P<day>(?i:{either(_DAYS)}))\b(?: (?P<part>morning|afternoon|evening|night)\b)?"
        ),
        _deictic,
    ),
    Rule(
        "time.part-of-day",
        frozenset({"this", "last"}),
        compiled(r"(?P<which>(?i:this|last)) (?P<part>(?i:morning|afternoon|evening|night))\b"),
        _day_part,
    ),
    Rule(
        "time.unit",
        _WHICH_WORDS,
        compiled(rf"(?:(?P<the>[Tt]he) )?{_WHICH} (?P<unit>{UNIT})"),
        _unit,
    ),
    Rule(
        "time.anchored-unit",
        frozenset({"the", "that"}),
        compiled(
            rf"(?:(?i:the) )?(?P<which>(?i:{either(_BESIDE)})) (?P<unit>{UNIT}|morning|afternoon|evening)\b"
        ),
        _anchored_unit,
    ),
    Rule(
        "time.before-after",
        frozenset({"the"}),
        compiled(
            r"(?i:the) (?P<unit>day|night|week|month|year) (?P<word>before|after|previous|earlier|prior|following)\b"
        ),
        _before_after,
    ),
    Rule(
        "time.weekday-relative",
        _WHICH_WORDS,
        compiled(
            rf"(?:(?P<the>[Tt]he) )?(?P<which>(?i:this past|this coming|this|last|next|past|coming|following)) "
            rf"(?P<weekday>{WEEKDAY})"
        ),
        _weekday,
    ),
    Rule(
        "time.month-relative",
        _WHICH_WORDS,
        compiled(rf"{_WHICH} (?P<month>{MONTH})(?! \d)"),
        _month,
    ),
    Rule(
        "time.season-relative",
        _WHICH_WORDS,
        compiled(rf"{_WHICH} (?P<season>{SEASON})"),
        _season,
    ),
    Rule(
        "time.ago",
        _NUMBERS,
        compiled(rf"{_COUNTED} (?P<word>(?i:ago|from now|hence|back(?= in\b)))\b"),
        _ago,
    ),
    Rule(
        "time.later",
        _NUMBERS,
        compiled(
            rf"{_COUNTED} (?P<word>(?i:later|afterwards|afterward|earlier|previously|before(?=[,.])))\b"
        ),
        _later,
    ),
    Rule(
        "time.same-time",
        frozenset({"the", "this"}),
        compiled(
            r"(?:(?i:the) (?P<which>(?i:same|corresponding))|(?i:(?P<this>this))) "
            r"(?P<unit>(?i:period|time|point|month|quarter|week|day)),? (?:(?i:of|in|for|from) )?(?:the )?"
            rf"(?:(?i:last year|a year (?:ago|earlier|before)|one year (?:ago|earlier)|previous year"
            rf"|year (?:before|earlier)|prior year)\b|(?P<year>{YEAR}))"
        ),
        _same_time,
    ),
    Rule("time.the-weekend", frozenset({"the"}), compiled(r"(?i:the) (?i:weekend)\b"), _the_weekend),
    Rule(
        "time.that-time",
        frozenset({"that", "the"}),
        compiled(r"(?i:that (?P<what>time|date)|the (?P<day>day))\b"),
        _that_time,
    ),
    Rule("time.present", _starts(PRESENT), compiled(rf"(?i:{either(PRESENT)})\b"), _present),
    Rule("time.past", _starts(PAST), compiled(rf"(?i:{either(PAST)})\b"), _past),
    Rule("time.future", _starts(FUTURE), compiled(rf"(?i:{either(FUTURE)})\b"), _future),
    Rule(
        "time.unresolved", frozenset(UNRESOLVED), compiled(rf"(?i:{either(UNRESOLVED)})\b"), _adverb
    ),
)
