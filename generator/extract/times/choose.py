"""Which year, month or week a phrase without one means."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from generator.extract.times.context import Context
from generator.extract.times.periods import DAY, Period
from generator.extract.times.reading import NO_DATE, Reading, dated, unresolved
from generator.extract.times.tense import Tense

_FAR = 240 * DAY
_NEAR = 60 * DAY


def choose_year(
    match: re.Match[str],
    context: Context,
    rule: str,
    in_year: Callable[[int], Period | None],
    rest: str,
) -> Reading:
    """Return the reading in the year that tense and document date ask for.

    `in_year` gives the period in a year; `rest` is its TIMEX3 form after the year.
    """
    reference = context.reference
    if reference is None:
        return unresolved(match, rule, NO_DATE, value=f"XXXX-{rest}", edtf=_open_year(rest))
    years = (reference.year + step for step in (-1, 0, 1))
    periods = [period for at in years if (period := in_year(at))]
    return pick(match, context, rule, periods, reference)


def _open_year(rest: str) -> str | None:
    """Return EDTF for a month or day of an unknown year; seasons and quarters have none."""
    return f"XXXX-{rest}" if re.fullmatch(r"\d\d(?:-\d\d)?", rest) else None


def pick(
    match: re.Match[str],
    context: Context,
    rule: str,
    choices: list[Period],
    reference: date,
) -> Reading:
    """Return the choice before or after the reference that the tense asks for.

    News states the year of what lies more than about eight months back: a nearer choice on the
    other side then wins, in doubt.
    """
    past = max((c for c in choices if c.first <= reference), key=lambda c: c.first, default=None)
    ahead = min((c for c in choices if c.last >= reference), key=lambda c: c.last, default=None)
    if past is None or ahead is None:
        return unresolved(match, rule, NO_DATE)
    if past == ahead:
        return dated(match, rule, past)
    tense = context.tense(match)
    wanted, other = (ahead, past) if tense is Tense.FUTURE else (past, ahead)
    if tense in {Tense.PRESENT, Tense.UNKNOWN} and _distance(other, reference) < _distance(
        wanted, reference
    ):
        wanted, other = other, wanted
    if _distance(wanted, reference) > _FAR and _distance(other, reference) < _NEAR:
        return dated(match, rule, other, doubt="year-not-stated", alternatives=(wanted.edtf,))
    return dated(match, rule, wanted, note=f"tense: {tense}")


def _distance(period: Period, reference: date) -> timedelta:
    """Return how far a period lies from the reference."""
    if period.first > reference:
        return period.first - reference
    return max(reference - period.last, 0 * DAY)
