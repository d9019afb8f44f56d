"""What documents of odd shapes cost, beside prose of the same length."""

import math
import statistics

import pytest

from tests.quality.shapes import SHAPES, measured, prose, work

pytestmark = pytest.mark.slow

SHORT, LONG = 10_000, 40_000
STEEP = (
    *("answers", "named turns", "quoted paragraphs", "opened quotations", "nested quotations"),
    *("editor's brackets", "spaced digits", "double-spaced lines", "torn words", "mail"),
)
"""Shapes that rules looked at again and again, and those of odd layout."""


@pytest.fixture(scope="module")
def memory() -> int:
    """Return the kilobytes that prose takes."""
    work(prose(3_000))
    found = measured(prose(LONG))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("shape", STEEP)
def test_time_grows_little_faster_than_length(shape: str, memory: int) -> None:
    """No worse than n log n, with some room for a busy machine; at most twice prose's memory."""
    short = statistics.median(_seconds(shape, SHORT) for _ in range(3))
    found = measured(SHAPES[shape](LONG))
    assert found is not None
    assert math.log(found[0] / short) / math.log(LONG / SHORT) < 1.5
    assert found[1] < 2 * memory


def _seconds(shape: str, size: int) -> float:
    """Return the CPU seconds that a document takes."""
    found = measured(SHAPES[shape](size))
    assert found is not None
    return found[0]
