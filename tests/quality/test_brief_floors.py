"""The top of a briefing tells at least as much as it did (tests/quality/floors.yml)."""

import pytest

from tests.quality.brief import scores
from tests.quality.test_floors import FLOORS, ROUNDING


@pytest.mark.slow
def test_what_is_in_brief_is_not_below_its_floor() -> None:
    """On documents that its weights were not learned from."""
    found = scores()
    floors = {key: floor for key, floor in FLOORS.items() if key.startswith("brief.")}
    assert floors.keys() == found.keys(), "run `make quality UPDATE=1`"
    assert not {key: found[key] for key in floors if found[key] < floors[key] - ROUNDING}
