"""Things that stand in stretches of a text, to be asked for by place."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Ranges(Generic[Thing]):
    """Things with the offsets at which each begins and ends, in any order; ends are exclusive.

    Asking costs what is found and little more, unless long stretches hold many others.
    """

    def __init__(self, things: Iterable[tuple[int, int, Thing]]) -> None:
        found = sorted(enumerate(things), key=lambda each: (each[1][0], each[0]))
        self._things = found
        self._starts = [start for _, (start, _, _) in found]
        self._reach = list(accumulate((end for _, (_, end, _) in found), max))

    def over(self, start: int, end: int) -> list[Thing]:
        """Return what shares a character with the stretch, in the order in which it was given."""
        found = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > start:
            number, (_, last, thing) = self._things[at]
            if last > start:
                found.append((number, thing))
            at -= 1
        return [thing for _, thing in sorted(found, key=lambda each: each[0])]
