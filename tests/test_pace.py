"""Whoever waits is told how fast it goes."""

import pytest

from generator.pace import Pace


@pytest.mark.parametrize(
    ("done", "seconds", "said"),
    [
        (6, 2.0, ", 2.5 a second, 0:38 left"),
        (100, 50.0, ", 2.0 a second"),
        (1, 9.0, ""),
    ],
)
def test_the_pace_is_that_of_what_was_done_meanwhile(done: int, seconds: float, said: str) -> None:
    """What was known already counts for none; at the end nothing is left."""
    times = iter((10.0, 10.0 + seconds))
    pace = Pace(lambda: next(times))
    assert pace(1, 100) == ""
    assert pace(done, 100) == said
