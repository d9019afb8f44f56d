"""Rules for months, weekdays, seasons and holidays named without a year."""

import re
from datetime import date, timedelta

from generator.extract.quantities.numerals import either
from generator.extract.times import holidays, periods
from generator.extract.times.choose import Recurring, choose_year, pick
from generator.extract.times.context import Context
from generator.extract.times.reading import NO_DATE, Reading, Rule, compiled, dated, unresolved
from generator.extract.times.story import nearest, told
from generator.extract.times.tense import (
    Tense,
    governor,
    is_planned_before,
    is_pluperfect,
    is_thwarted,
    was_done,
)
from generator.extract.times.words import (
    DATE_LEADS,
    DAY_PARTS,
    MONTH,
    MONTHS,
    PUTTING_OFF,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
    squeeze,
    weekday_number,
)
from generator.extract.times.years import full_year

_NOT_DATES = frozenset(
    {"PERSON", "ORG", "FAC", "GPE", "LOC", "WORK_OF_ART", "PRODUCT", "NORP", "LAW"}
)


def _other_name(context: Context, match: re.Match[str]) -> bool:
    """Tell whether the model takes the word for part of a longer name that is no date."""
    token = context.token(match.start())
    if token.ent_type_ not in _NOT_DATES:
        return False
    beside = [token.i - 1, token.i + 1]
    doc = context.parse.doc
    return any(
        0 <= i < len(doc)
        and doc[i].ent_type_ == token.ent_type_
        and doc[i].text[:1].isupper()
        and doc[i].lower_ not in DAY_PARTS
        for i in beside
    )


def _month(match: re.Match[str], context: Context) -> Reading | None:
    text = match[0]
    token = context.token(match.start())
    ambiguous = text.lower() in {
        "may",
        "march",
        "mar",
        "mar.",
        "dec",
        "jan",
        "august",
        "april",
        "june",
    }
    if ambiguous and token.ent_type_ != "DATE" and context.before(match.start()) not in DATE_LEADS:
        return None
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.ent_type_ != "DATE":
        return None
    called = any(child.dep_ == "attr" and child.lemma_ == "month" for child in token.head.children)
    led = called or context.before(match.start()) in DATE_LEADS  # "April was the driest month"
    if ambiguous and token.dep_ == "nsubj" and not led:
        return None
    if token.tag_ == "MD" or token.pos_ == "VERB" or _other_name(context, match):
        return None
    number = month_number(text)
    if context.reference and _is_delivery(match, context):
        return _month_ahead(match, context.reference, number)
    return choose_year(
        match,
        context,
        "time.month",
        Recurring(lambda year: periods.month(year, number), f"{number:02}"),
    )


def _is_delivery(match: re.Match[str], context: Context) -> bool:
    """Tell whether a month is the one that traded goods are due in: "for September delivery"."""
    after = context.after(match.end())
    if after in _DELIVERIES:
        return True
    if after in {"contract", "contracts"}:
        return not _PARTNER.match(context.text, match.end())
    return context.before(match.start()) in {"in", "for"} and (
        _FOR_DELIVERY.search(context.lead(match.start())) is not None
    )


_DELIVERIES = frozenset({"delivery", "deliveries", "futures", "settlement", "loading", "expiry"})
_PARTNER = compiled(r" contracts? (?:with|between|to|from|for|signed|award|that|which|negotiat)")
_FOR_DELIVERY = re.compile(r"\b[Ff]or (?:[a-z]+ )?(?:delivery|settlement) (?:in|for) $")


def _month_ahead(match: re.Match[str], reference: date, number: int) -> Reading:
    """Return the running month or the next of that name: nothing is traded for a past one."""
    months = (periods.month(reference.year + step, number) for step in (0, 1))
    ahead = next(month for month in months if month.last >= reference)
    return dated(match, "time.month-of-delivery", ahead)


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    if len(match[0].rstrip(".")) <= len("thurs") and match[0].islower():
        return None
    if match[0].rstrip(".").lower() in {"sat", "sun", "wed", "mon"} and (
        context.token(match.start()).ent_type_ != "DATE"
    ):
        return None
    if _other_name(context, match):
        return None
    number = weekday_number(match[0])
    return weekday_by_tense(match, context, number)


def _is_told_afterwards(match: re.Match[str], context: Context, ago: timedelta) -> bool:
    """Tell whether a plan or an end is told of when it is over.

    "Was scheduled to arrive Sunday but was held up", "was held up until Monday" of a day just gone.
    """
    verb = governor(context.token(match.start()))
    if verb is None or verb.lemma_.lower() in PUTTING_OFF:
        return False
    if context.before(match.start()) in {"until", "till"}:
        return is_pluperfect(verb) or (ago <= _JUST_GONE and was_done(verb))
    return is_thwarted(verb) or (ago <= _NEARER and is_planned_before(verb))


_JUST_GONE, _NEARER = timedelta(days=2), timedelta(days=3)


def _looking(match: re.Match[str], context: Context, *, is_next_day: bool) -> Tense:
    """Return which way the words around a weekday look.

    What "are watching the town following the blast Tuesday" dates has been; and where a report of
    Friday tells of "early Saturday, local time", it was Saturday there already.
    """
    tense = context.tense(match)
    if tense is Tense.PRESENT and _IN_WAKE.search(context.lead(match.start())):
        return Tense.PAST
    there = is_next_day and _LOCAL.match(context.text, match.end())
    return Tense.FUTURE if there and tense is Tense.PAST else tense


_IN_WAKE = re.compile(r"\b(?:following|in the wake of|since)\b[^,.;:]*$")
_LOCAL = re.compile(r",?[^\S\n]local[^\S\n]time\b")


def weekday_by_tense(match: re.Match[str], context: Context, number: int) -> Reading:
    """Return a bare weekday by news convention.

    After a past verb it is the last one up to the document date, after a future verb the next.
    """
    reference = context.reference
    if reference is None:
        return unresolved(match, "time.weekday", NO_DATE, value=f"XXXX-WXX-{number}")
    if reference.isoweekday() == number:
        return dated(match, "time.weekday", periods.day(reference))
    past = periods.day(periods.weekday_from(reference, number, -1))
    ahead = periods.day(periods.weekday_from(reference, number, 1))
    tense = _looking(match, context, is_next_day=ahead.first - reference == periods.DAY)
    if tense is Tense.FUTURE and _is_told_afterwards(match, context, reference - past.first):
        reading = dated(match, "time.weekday", past).noted("told afterwards")
        return reading.over(ahead, "tense is future, but what follows has happened")
    if tense in {Tense.FUTURE, Tense.PRESENT}:
        reading = dated(match, "time.weekday-ahead", ahead).noted(f"tense: {tense}")
        return reading.over(past, f"tense is {tense}")
    if tense is Tense.UNKNOWN:
        return dated(match, "time.weekday", past).in_doubt("weekday-without-verb", ahead.edtf)
    reading = dated(match, "time.weekday", past).noted(f"tense: {tense}")
    return reading.over(ahead, f"tense is {tense}")


def _season(match: re.Match[str], context: Context) -> Reading | None:
    name = match["season"].lower()
    if match["year"]:
        digits = match["year"].lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
        year = int(digits) if digits == match["year"] else full_year(digits, context)
        return dated(match, "time.season", periods.season(year, name))
    token = context.token(match.start("season"))
    if match["season"][0].isupper() and _NAME_GOES_ON.match(context.text, match.end()):
        return None
    if token.pos_ not in {"NOUN", "PROPN"} or context.before(match.start()) not in {
        "in", "by", "until", "since", "during", "early", "late", "mid", "through", "before",
        "after", "over", "till",
    }:  # fmt: skip
        return None
    collapse = context.before(match.start()) in {"after", "before"}
    if name == "fall" and (collapse or context.after(match.end()) == "of"):
        return None  # "after the fall of the city"
    code = SEASONS[name]["code"]
    return choose_year(
        match, context, "time.season", Recurring(lambda year: periods.season(year, name), str(code))
    )


_NAME_GOES_ON = re.compile(r" [A-Z][a-z]")
"""How a name goes on that begins with a season: "in Spring Valley"."""


def _holiday(match: re.Match[str], context: Context) -> Reading | None:
    name = squeeze(match["name"])
    if event := holidays.event_day(name):
        return dated(match, "time.named-day", periods.day(event))
    if _is_surname(context, match):
        return None
    note = "computed new moon" if holidays.is_lunar(name) else ""
    if holidays.month_in(name, 2000):
        return _lunar_month(match, context, name)
    if match["year"]:
        found = holidays.holiday_in(name, int(match["year"]))
        return _holiday_reading(match, found, note)
    if context.reference is None:
        return unresolved(match, "time.holiday", NO_DATE)
    return _nearest_holiday(match, context, context.reference, name)


def _lunar_month(match: re.Match[str], context: Context, name: str) -> Reading | None:
    """Read `Ramadan`: the month's days, each end in doubt by one."""
    if match["year"] is None and context.reference is None:
        return unresolved(match, "time.lunar-month", NO_DATE)
    near = context.reference.year if context.reference else 0
    years = [int(match["year"])] if match["year"] else [near - 1, near, near + 1]
    found = [days for year in years if (days := holidays.month_in(name, year))]
    stretches = [periods.days(*days) for days in found]
    if match["year"]:
        reading = dated(match, "time.lunar-month", stretches[0]) if stretches else None
    else:
        reading = pick(match, context, "time.lunar-month", stretches)
    return reading.in_doubt("lunar-calendar").noted("computed new moon") if reading else None


def _nearest_holiday(
    match: re.Match[str], context: Context, reference: date, name: str
) -> Reading | None:
    """Return a holiday of the year that the tense asks for."""
    if match["weekend"]:
        return _holiday_weekend(match, context, reference, name)
    note = "computed new moon" if holidays.is_lunar(name) else ""
    base, anchor = told(context, match, context.tense(match))
    near = base.first.year if base else reference.year
    years = (near + step for step in (-1, 0, 1))
    days = [day for year in years if (day := holidays.holiday_in(name, year))]
    if base and (found := nearest(map(periods.day, days), base)):
        reading = dated(match, "time.holiday", found).counted_from(anchor)
    else:
        reading = pick(match, context, "time.holiday", [periods.day(day) for day in days])
    if note and reading.period and not reading.doubt:
        return _holiday_reading(match, reading.period.first, note)
    return reading


def _holiday_weekend(match: re.Match[str], context: Context, reference: date, name: str) -> Reading:
    """Read `Labor Day weekend`: the one before a holiday on Monday or Tuesday, else after it."""
    days = filter(None, (holidays.holiday_in(name, reference.year + step) for step in (-1, 0, 1)))
    early = frozenset({1, 2})
    back = [day - periods.WEEK if day.isoweekday() in early else day for day in days]
    return pick(match, context, "time.holiday-weekend", [periods.weekend(day) for day in back])


def _is_surname(context: Context, match: re.Match[str]) -> bool:
    """Tell whether a holiday's name ends a person's: "Joan Easter"."""
    token = context.token(match.start())
    before = token.nbor(-1) if token.i else None
    return before is not None and before.pos_ == "PROPN" and before.ent_type_ == "PERSON"


def _holiday_reading(match: re.Match[str], found: date | None, note: str) -> Reading | None:
    """Return a holiday's reading; one of another calendar may be a day off."""
    if found is None:
        return None
    day = periods.day(found)
    if not note:
        return dated(match, "time.holiday", day)
    near = tuple(periods.shift(day, step).edtf for step in (-1, 1))
    return dated(match, "time.holiday", day).in_doubt("lunar-calendar", *near).noted(note)


_SHORT_YEAR = r"['\N{RIGHT SINGLE QUOTATION MARK}]\d\d(?!\w)"
_SEASON_WORDS = frozenset(SEASONS)
_HOLIDAY_STARTS = frozenset(
    "0" if name[0].isdigit() else re.split(r"\W", name)[0] for name in holidays.NAMES
)


RULES = (
    Rule("time.month", frozenset(MONTHS), compiled(rf"{MONTH}(?!-?\d)"), _month),
    Rule("time.weekday", frozenset(WEEKDAYS), compiled(rf"{WEEKDAY}"), _weekday),
    Rule(
        "time.season",
        _SEASON_WORDS | {"the"},
        compiled(
            rf"(?:the )?(?P<season>{SEASON})(?:(?: of)? (?P<year>{YEAR}|{_SHORT_YEAR})"
            r"(?:[-/\N{EN DASH}](?:20|19)?\d\d(?![\d-]))?)?"
        ),
        _season,
    ),
    Rule(
        "time.holiday",
        _HOLIDAY_STARTS,
        compiled(
            rf"(?P<name>(?i:{either(holidays.NAMES)}))".replace(
                "'", "['\N{RIGHT SINGLE QUOTATION MARK}]"
            )
            + rf"(?!\w)(?:,? (?P<year>{YEAR})|(?P<weekend> weekend\b))?"
        ),
        _holiday,
    ),
)
