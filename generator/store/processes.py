"""Processes of this machine that parse documents, as many as it pays to have."""

import os
import signal
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

from generator.model import SourceDocument

_SHARE = 100_000
"""Characters for each process from which on it pays: it loads the language model first, which takes
as long as parsing some 16,000 words."""


class Processes(ProcessPoolExecutor):
    """Parses side by side; none is started before there is work for it.

    Without a number of jobs there are as many as processors, where there is text enough for two.
    """

    def __init__(self, jobs: int | None = None) -> None:
        super().__init__(jobs or _processors(), initializer=_leave_stopping_to_the_first)
        self._always = jobs is not None

    def pays(self, documents: Iterable[SourceDocument]) -> bool:
        """Tell whether so much text is parsed sooner side by side."""
        if self._always:
            return True
        return _processors() > 1 and sum(len(each.text) for each in documents) >= 2 * _SHARE


def _processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _leave_stopping_to_the_first() -> None:
    """Let Ctrl-C stop the first process alone, which then gives no more work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
