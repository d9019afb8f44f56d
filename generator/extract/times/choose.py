"""Which year, month or week a phrase without one means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from generator.extract.times.context import Context
from generator.extract.times.periods import Period
from generator.extract.times.reading import NO_DATE, Reading, dated, unresolved
from generator.extract.times.story import nearest, told
from generator.extract.times.tense import Tense

_SPAN = range(-8, 9)
_RECENT, _REMOTE, _STALE = timedelta(days=31), timedelta(days=180), timedelta(days=320)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A stretch of the calendar that every year has: a month, a day, a quarter."""

    in_year: Callable[[int], Period | None]
    """Gives it in a year; None when that year has none, such as 29 February."""
    rest: str
    """Its TIMEX3 form after the year: `10-29`, `Q3`."""
    by_tense: bool = True
    """Whether the tense chooses the year; else the nearest is taken."""


def choose_year(match: re.Match[str], context: Context, rule: str, recurring: Recurring) -> Reading:
    """Return the reading in the year that tense and document date ask for."""
    joined = _TO_END.match(context.text, match.end())
    end = context.read_at(joined.end()) if joined else None  # once: ends may have ends in turn
    if end and (shared := _year_of_end(match, context, rule, recurring, end)):
        return shared
    reference, rest = context.reference, recurring.rest
    if reference is None:
        return unresolved(match, rule, NO_DATE, value=f"XXXX-{rest}", edtf=_open_year(rest))
    if reading := _in_story(match, context, rule, recurring):
        return reading
    years = (reference.year + step for step in _SPAN)  # 29 February may be eight years away
    choices = [
        period for at in years if MINYEAR <= at <= MAXYEAR and (period := recurring.in_year(at))
    ]
    chosen = pick(match, context, rule, choices, by_tense=recurring.by_tense)
    if end and joined and joined[0].strip() not in {"and", "or"}:
        return _not_after_end(match, chosen, recurring, end)
    return chosen


def _in_story(
    match: re.Match[str], context: Context, rule: str, recurring: Recurring
) -> Reading | None:
    """Return the reading in the year of the past that the text tells of, if it does."""
    base, anchor = told(context, match, context.tense(match))
    if base is None:
        return None
    years = (base.first.year + step for step in (-1, 0, 1))
    found = nearest((recurring.in_year(year) for year in years if year >= MINYEAR), base)
    if found is None:
        return None
    return dated(match, rule, found).counted_from(anchor).noted("year of the story")


def _not_after_end(
    match: re.Match[str], chosen: Reading, recurring: Recurring, end: Reading
) -> Reading:
    """Return the first of two no later than the second: "runs from June 1 to Nov. 30"."""
    if chosen.period is None or end.period is None or end.period.grain != chosen.period.grain:
        return chosen
    if chosen.period.first <= end.period.first:
        return chosen
    before = recurring.in_year(chosen.period.first.year - 1)
    return dated(match, chosen.rule, before).noted("before its end") if before else chosen


_TO_END = re.compile(r"[^\S\n]?(?:to|until|till|through|and|or|-|\N{EN DASH})[^\S\n]?(?=[\w'])")
_PRINTED = re.compile(r"\b\d{4}$")


def _year_of_end(
    match: re.Match[str], context: Context, rule: str, recurring: Recurring, end: Reading
) -> Reading | None:
    """Return the first of two in the year printed after the second: "1 May to 3 June 2023"."""
    if end.period is None or end.period.grain in {"year", "decade", "century"}:
        return None
    if not _PRINTED.search(context.text[end.start : end.end]):
        return None
    year = end.period.first.year
    found = recurring.in_year(year)
    if found is None or found.first > end.period.first:
        found = recurring.in_year(year - 1)
    return dated(match, rule, found).counted_from(end) if found else None


def _open_year(rest: str) -> str | None:
    """Return EDTF for a month or day of an unknown year; seasons and quarters have none."""
    return f"XXXX-{rest}" if re.fullmatch(r"\d\d(?:-\d\d)?", rest) else None


def pick(
    match: re.Match[str],
    context: Context,
    rule: str,
    choices: list[Period],
    *,
    by_tense: bool = True,
) -> Reading:
    """Return the choice before or after the reference that the tense asks for, else the nearest."""
    reference = context.reference
    if reference is None:
        return unresolved(match, rule, NO_DATE)
    past = max((c for c in choices if c.first <= reference), key=lambda c: c.first, default=None)
    ahead = min((c for c in choices if c.last >= reference), key=lambda c: c.last, default=None)
    if past is None or ahead is None or past == ahead:
        only = past or ahead
        return dated(match, rule, only) if only else unresolved(match, rule, NO_DATE)
    tense = context.tense(match)
    just_past = _distance(past, reference) < _RECENT < _REMOTE < _distance(ahead, reference)
    if tense is Tense.PRESENT and not just_past:
        tense = Tense.FUTURE
    if not by_tense or tense in {Tense.PRESENT, Tense.UNKNOWN}:
        pair = (past, ahead)
        if _distance(ahead, reference) <= _distance(past, reference):
            pair = (ahead, past)
        nearest = dated(match, rule, pair[0]).noted(f"nearest; tense: {tense}")
        return nearest.over(pair[1], "farther from the document date")
    if tense is Tense.PAST and _is_stale(past, ahead, reference):
        reading = dated(match, rule, ahead).noted(f"close ahead; tense: {tense}")
        return reading.in_doubt("year-against-tense", past.edtf)
    wanted, other = (ahead, past) if tense is Tense.FUTURE else (past, ahead)
    return dated(match, rule, wanted).noted(f"tense: {tense}").over(other, f"tense is {tense}")


def _is_stale(past: Period, ahead: Period, reference: date) -> bool:
    """Tell whether a day is so long ago that its year would be printed, and soon to come again."""
    if past.grain not in {"day", "weekend"}:
        return False
    return _distance(past, reference) > _STALE and _distance(ahead, reference) < _RECENT


def _distance(period: Period, reference: date) -> timedelta:
    """Return how far a period lies from the reference."""
    if period.first > reference:
        return period.first - reference
    return max(reference - period.last, timedelta())
