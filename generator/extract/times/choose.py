"""Which year, month or week a phrase without one means."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from generator.extract.times.context import Context
from generator.extract.times.periods import Period
from generator.extract.times.reading import NO_DATE, Reading, dated, unresolved
from generator.extract.times.tense import Tense

_SPAN = range(-8, 9)


def choose_year(
    match: re.Match[str],
    context: Context,
    rule: str,
    in_year: Callable[[int], Period | None],
    rest: str,
    *,
    by_tense: bool = True,
) -> Reading:
    """Return the reading in the year that tense and document date ask for.

    `in_year` gives the period in a year; `rest` is its TIMEX3 form after the year.
    """
    reference = context.reference
    if reference is None:
        return unresolved(match, rule, NO_DATE, value=f"XXXX-{rest}", edtf=_open_year(rest))
    years = (reference.year + step for step in _SPAN)  # 29 February may be eight years away
    periods = [period for at in years if (period := in_year(at))]
    return pick(match, context, rule, periods, reference, by_tense=by_tense)


def _open_year(rest: str) -> str | None:
    """Return EDTF for a month or day of an unknown year; seasons and quarters have none."""
    return f"XXXX-{rest}" if re.fullmatch(r"\d\d(?:-\d\d)?", rest) else None


def pick(
    match: re.Match[str],
    context: Context,
    rule: str,
    choices: list[Period],
    reference: date,
    *,
    by_tense: bool = True,
) -> Reading:
    """Return the choice before or after the reference that the tense asks for, else the nearest."""
    past = max((c for c in choices if c.first <= reference), key=lambda c: c.first, default=None)
    ahead = min((c for c in choices if c.last >= reference), key=lambda c: c.last, default=None)
    if past is None or ahead is None:
        return unresolved(match, rule, NO_DATE)
    if past == ahead:
        return dated(match, rule, past)
    tense = context.tense(match)
    if not by_tense or tense in {Tense.PRESENT, Tense.UNKNOWN}:
        near = ahead if _distance(ahead, reference) <= _distance(past, reference) else past
        return dated(match, rule, near, note=f"nearest; tense: {tense}")
    wanted = ahead if tense is Tense.FUTURE else past
    return dated(match, rule, wanted, note=f"tense: {tense}")


def _distance(period: Period, reference: date) -> timedelta:
    """Return how far a period lies from the reference."""
    if period.first > reference:
        return period.first - reference
    return max(reference - period.last, timedelta())
