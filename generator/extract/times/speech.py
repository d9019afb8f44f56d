"""Deictic words inside quotation marks: they count from the day of the saying."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from generator.extract.times.context import Context
from generator.extract.times.reading import Reading, doubtful

_DEICTIC = (
    "time.deictic-day",
    "time.part-of-day",
    "time.present",
    "time.this-",
    "time.last-",
    "time.next-",
    "time.ago",
    "time.weekday",
)
_REACH = 4000
_BY_THE_DAY = ("time.deictic-day", "time.part-of-day")


def as_said(
    context: Context, reading: Reading, read_at: Callable[[Context, int], Reading | None]
) -> Reading:
    """Return a quoted deictic as of the day of the saying, or in doubt when that is not given."""
    if context.reference is None or not reading.rule.startswith(_DEICTIC):
        return reading
    if not context.quoted(reading.start):
        return reading
    said = _day_of_saying(context, reading)
    if said is None:
        return _in_doubt(context, reading)
    if said.period is None or said.period.first == context.reference:
        return reading
    there = context.as_of(said.period.first)
    again = read_at(there, reading.start)
    if again is None or again.end != reading.end:
        return reading
    if reading.rule == "time.present":
        again = replace(again, value=said.period.value, edtf=said.period.edtf)
    return replace(again, anchor=said, note="counted from the day of the saying")


def _in_doubt(context: Context, reading: Reading) -> Reading:
    """Return a day in a quotation whose day of saying is not given."""
    del context
    if not reading.rule.startswith(_BY_THE_DAY) or reading.edtf is None or reading.doubt:
        return reading
    return replace(reading, edtf=doubtful(reading.edtf), doubt="quoted-deictic")


def _day_of_saying(context: Context, reading: Reading) -> Reading | None:
    """Return the day beside a verb of speech in the same paragraph, outside quotation marks."""
    low, high = max(0, reading.start - _REACH), reading.end + _REACH
    start = max(context.text.rfind("\n", low, reading.start) + 1, low)
    end = context.text.find("\n", reading.end, high)
    end = min(len(context.text), high) if end < 0 else end
    first = bisect_left(context.found, start, key=lambda found: found.start)
    last = bisect_left(context.found, end, key=lambda found: found.start)
    nearby = context.found[first:last]
    days = [other for other in nearby if other.period and other.period.grain == "day"]
    for other in sorted(days, key=lambda found: abs(found.start - reading.start)):
        if not context.quoted(other.start) and context.beside_saying(other.start):
            return other
    return None
