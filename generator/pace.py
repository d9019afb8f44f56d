"""How fast long work goes, and how long it still takes."""

import time
from collections.abc import Callable


class Pace:
    """Tells the pace of work whose parts are counted as they are done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[int, float] | None = None

    def __call__(self, done: int, everything: int) -> str:
        """Return `, 2.5 a second, 1:04 left`; nothing before there is a pace.

        What was done before the first call, such as what was known already, counts for none.
        """
        now = self._clock()
        if self._first is None:
            self._first = (done, now)
            return ""
        parts, seconds = done - self._first[0], now - self._first[1]
        if parts < 1 or seconds <= 0:
            return ""
        minutes, rest = divmod(round((everything - done) * seconds / parts), 60)
        left = f", {minutes}:{rest:02} left" if done < everything else ""
        return f", {parts / seconds:.1f} a second{left}"
