"""The quantities of the reference for the seed document."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from generator.extract.parse import Parse
from generator.extract.quantities import find_quantities
from generator.extract.times import find_times
from generator.model import Quantity
from tests.material import GOLD, SEEDS

Reader = Callable[[str, str | None], Parse]
Item = dict[str, Any]


@pytest.fixture(scope="module")
def gold() -> Item:
    """The reference: spans with offsets in the stored file."""
    loaded: Item = yaml.safe_load(GOLD.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def quantities(gold: Item, read: Reader) -> dict[tuple[int, int], Quantity]:
    """Every quantity found, by its offsets in the stored file."""
    path = SEEDS / gold["meta"]["source_file"]
    text = path.read_bytes().decode("utf-8")
    start = gold["document"]["body_starts_at"]
    parsed = read(text[start:], gold["document"]["date"]["value"])
    found = find_quantities(parsed, find_times(parsed))
    return {(q.span.start + start, q.span.end + start): q for q in found}


def test_every_quantity_of_the_reference_has_its_span(
    gold: Item, quantities: dict[tuple[int, int], Quantity]
) -> None:
    """Bound, number and unit are marked exactly as a reader marked them."""
    for item in gold["quantities"]:
        place = item["span"]
        assert (place["start"], place["end"]) in quantities, place["text"]


def test_numbers_units_and_places_are_those_of_the_reference(
    gold: Item, quantities: dict[tuple[int, int], Quantity]
) -> None:
    """A number is printed only where the source prints one; the place is as printed."""
    for item in gold["quantities"]:
        found = quantities[item["span"]["start"], item["span"]["end"]]
        assert found.minimum == item.get("min", item.get("approx", item.get("value")))
        if item.get("unit"):
            assert found.unit is not None
            assert found.unit.text.endswith(item["unit"])
        if isinstance(item.get("place"), dict) and item["exactness"] != "direction only":
            assert found.place is not None
            assert found.place.text.endswith(item["place"]["text"])
