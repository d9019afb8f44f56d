"""The days that an EDTF value may mean, for drawing it with honest precision.

Covers what time expressions give: years, months, days, seasons, decades and centuries with X,
intervals open at either end, and the qualifiers `?`, `~` and `%` (EDTF, ISO 8601-2:2019).
"""

import calendar
import datetime as dt
import re

from generator.model import TimeExpression, TimeType

_DATE = re.compile(r"(\d{1,4}X{0,3})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_NO_DATE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
"""Values of words such as "now", "recently" and "soon"."""
_NOTHING = frozenset({"time.present", "time.past", "time.future"})
"""Rules for such words, where a sentence gives them a date."""
_QUALIFIERS = "?~%"
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_DECEMBER = 12


def bounds(edtf: str) -> tuple[dt.date | None, dt.date | None] | None:
    """Return the first and the last day that a value may mean; None for an end left open.

    None instead of the pair for a value of another form.
    """
    if "/" in edtf:
        first, last = (part.strip() for part in edtf.split("/", 1))
        start = None if first in {"", ".."} else _days(first)
        end = None if last in {"", ".."} else _days(last)
        if (start is None and first not in {"", ".."}) or (end is None and last not in {"", ".."}):
            return None
        return (start[0] if start else None, end[1] if end else None)
    return _days(edtf)


def closed(edtf: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a value; None where an end is open."""
    days = bounds(edtf) if edtf else None
    return (days[0], days[1]) if days and days[0] and days[1] else None


def is_empty(time: TimeExpression) -> bool:
    """Tell whether a phrase tells no date: "now", "soon", a time of day alone, a length."""
    alone = time.type is TimeType.TIME and time.reason.rule == "time.clock"
    length = time.type in {TimeType.DURATION, TimeType.SET}
    return alone or length or time.reason.rule in _NOTHING or time.value in _NO_DATE


def is_sure(edtf: str) -> bool:
    """Tell whether a value is neither uncertain nor approximate."""
    return not any(mark in edtf for mark in _QUALIFIERS)


def _days(value: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a single value."""
    match = _DATE.fullmatch(value.strip(_QUALIFIERS).replace("~", "").replace("?", ""))
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if month is None or first != last:
            return dt.date(first, 1, 1), dt.date(last, _DECEMBER, 31)
        if int(month) in _SEASONS:
            begin, end = _SEASONS[int(month)]
            return dt.date(first, begin, 1), dt.date(first, end, _length(first, end))
        if day is None:
            number = int(month)
            return dt.date(first, number, 1), dt.date(first, number, _length(first, number))
        only = dt.date(first, int(month), int(day))
    except ValueError:
        return None
    else:
        return only, only


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
