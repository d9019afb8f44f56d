"""The timeline as a drawing: each moment a bar as long as the doubt about its day."""

import datetime as dt
from collections.abc import Iterator, Sequence

from generator.model.briefing import Bar, Chart, Moment, Tick
from generator.plan.calendar import bounds, is_sure

_LEAST = 2
"""A drawing needs at least two moments."""
_MOST = 40
_TICKS = 4
_MARGIN = 2.0
_NARROWEST = 1.2
_ROOM = 62.0
"""Where a date can still be written to the right of its bar on a narrow screen."""
_STEPS = (1, 2, 7, 14, 31, 92, 183, 366, 731, 1827, 3653, 9132, 18263, 36525)
"""Lengths between ticks, in days, from a day to a century."""


def chart(moments: Sequence[Moment]) -> Chart | None:
    """Return the drawing of dated moments; None when there are too few or too many to read."""
    placed = [(moment, days) for moment in moments for days in [_days(moment)] if days]
    if not _LEAST <= len(placed) <= _MOST:
        return None
    first = min(start for _, (start, _) in placed)
    last = max(end for _, (_, end) in placed)
    length = max((last - first).days, 1)

    def position(day: dt.date) -> float:
        return round(_MARGIN + (day - first).days / length * (100 - 2 * _MARGIN), 2)

    return Chart(
        ticks=tuple(Tick(label=label, at=position(day)) for label, day in _ticks(first, last)),
        bars=tuple(_bar(moment, position(start), position(end)) for moment, (start, end) in placed),
    )


def _days(moment: Moment) -> tuple[dt.date, dt.date] | None:
    """Return the days that a moment spans; an end left open is the end that is stated."""
    days = bounds(moment.when.edtf) if moment.when and moment.when.edtf else None
    if days is None or days == (None, None):
        return None
    start, end = days
    return (start or end, end or start)  # type: ignore[return-value] # one of them is a date


def _bar(moment: Moment, start: float, end: float) -> Bar:
    """Return a moment's bar; never too narrow to be seen."""
    edtf = moment.when.edtf if moment.when and moment.when.edtf else ""
    width = max(end - start, _NARROWEST)
    at = min(start, 100 - width)
    after = at + width <= _ROOM
    before = not after and at > 100 - _ROOM
    return Bar(
        moment=moment,
        at=round(at, 2),
        width=round(width, 2),
        sure=is_sure(edtf) and not (moment.when and moment.when.doubt),
        open_start=edtf.startswith("../"),
        open_end=edtf.endswith("/.."),
        label_at=round(at + width + 1 if after else at - 1 if before else at + 1, 2),
        label_before=before,
        label_inside=not (after or before),
    )


def _ticks(first: dt.date, last: dt.date) -> Iterator[tuple[str, dt.date]]:
    """Yield up to four dates with their labels, in years, months or days as the length asks."""
    length = (last - first).days
    step = next((step for step in _STEPS if length / step <= _TICKS - 1), _STEPS[-1])
    seen: set[str] = set()
    for number in range(_TICKS):
        if step * number > length:
            return
        day = first + dt.timedelta(days=step * number)
        label, day = _label(day, step)
        if label not in seen and first <= day <= last:
            seen.add(label)
            yield label, day


def _label(day: dt.date, step: int) -> tuple[str, dt.date]:
    """Return a date as exactly as the step needs, and the first day that it means."""
    if step >= 366:  # noqa: PLR2004 - a year
        return f"{day.year:04}", day.replace(month=1, day=1)
    if step >= 31:  # noqa: PLR2004 - a month
        return day.isoformat()[: len("2024-11")], day.replace(day=1)
    return day.isoformat(), day
