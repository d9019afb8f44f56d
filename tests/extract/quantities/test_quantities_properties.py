"""What holds for the quantities of any text."""

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.extract.parse import Parse
from generator.extract.quantities import find_quantities
from generator.extract.times import find_times
from generator.model import Exactness
from tests.material import HOSTILE

Reader = Callable[[str, str | None], Parse]
DATA = Path(__file__).parents[2] / "data/quantities"
WORDS = st.sampled_from([*(DATA / "words.txt").read_text("utf-8").split(), "\n\n"])
BATCH = 40
NUMBERLESS = {Exactness.VAGUE, Exactness.DIRECTION}


def check(text: str, read: Reader) -> None:
    """Assert everything that holds for any text."""
    parsed = read(text, "2024-11-05")
    stored, end, times = parsed.document.text, 0, find_times(parsed)
    for quantity in find_quantities(parsed, times):
        span, figure = quantity.span, quantity.figure
        for part in filter(None, (span, figure, quantity.unit, quantity.place)):
            assert stored[part.start : part.end] == part.text
            assert part.text.strip() == part.text != ""
        assert span.start >= end
        end = span.end
        assert span.start <= figure.start < figure.end <= span.end
        assert not any(t.span.start < span.end and span.start < t.span.end for t in times)
        assert quantity.reason.rule.startswith("quantity.")
        if quantity.exactness in NUMBERLESS:
            assert quantity.minimum is quantity.maximum is None
        if quantity.minimum is not None and quantity.maximum is not None:
            assert quantity.minimum <= quantity.maximum


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_mixture_of_number_words_is_read_without_a_crash(read: Reader, text: str) -> None:
    """Whatever figures and units stand side by side, spans slice and never overlap."""
    check(text, read)


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_crash(read: Reader, text: str) -> None:
    """No text breaks the reading."""
    check(text, read)


def test_hostile_text_is_read_without_a_crash(read: Reader) -> None:
    """Input that breaks generators breaks nothing here."""
    for path in sorted(HOSTILE.glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        for start in range(0, len(texts), BATCH):
            check("\n\n".join(texts[start : start + BATCH]), read)


def test_figure_of_a_date_is_no_quantity(read: Reader) -> None:
    """What tells a time counts nothing."""
    parsed = read(
        "On 5 November 2024, at 5 p.m., after three days, in 1998, he left.", "2024-11-05"
    )
    assert find_quantities(parsed, find_times(parsed)) == ()
