"""The dates of the reference for the seed document."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from generator.extract.parse import Parse
from generator.extract.times import find_times
from generator.model import TimeExpression
from tests.material import GOLD, SEEDS

Reader = Callable[[str, str | None], Parse]
Item = dict[str, Any]
WITHHELD = "explicitly withheld"


@pytest.fixture(scope="module")
def gold() -> Item:
    """The reference: spans with offsets in the stored file."""
    loaded: Item = yaml.safe_load(GOLD.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def times(gold: Item, read: Reader) -> list[tuple[int, int, TimeExpression]]:
    """Every time expression found, with its offsets in the stored file."""
    path = SEEDS / gold["meta"]["source_file"]
    text = path.read_bytes().decode("utf-8")
    start = gold["document"]["body_starts_at"]
    found = find_times(read(text[start:], gold["document"]["date"]["value"]))
    return [(time.span.start + start, time.span.end + start, time) for time in found]


def test_every_date_of_the_reference_is_found_with_its_value(
    gold: Item, times: list[tuple[int, int, TimeExpression]]
) -> None:
    """Each phrase has the value and the EDTF form that a reader gave it; none has more."""
    body = gold["document"]["body_starts_at"]
    expected = [
        item
        for item in gold["dates"]
        if item["span"]["start"] >= body and item.get("rule") != WITHHELD
    ]
    for item in expected:
        place = item["span"]
        over = [t for start, end, t in times if start < place["end"] and place["start"] < end]
        assert len(over) == 1, place["text"]
        assert over[0].value == item["value"], place["text"]
        assert over[0].edtf == (item.get("edtf") or item["value"]), place["text"]
        assert bool(over[0].doubt) == bool(item.get("ambiguous") or item["value"] is None)
    assert len(times) == len(expected)
