"""Extraction is at least as good as it was (tests/quality/floors.yml)."""

from pathlib import Path

import pytest
import yaml

from tests.quality.evaluation import CORPORA, scores

FLOORS: dict[str, float] = yaml.safe_load((Path(__file__).parent / "floors.yml").read_text("utf-8"))
ROUNDING = 0.05


@pytest.mark.slow
@pytest.mark.parametrize("corpus", CORPORA)
def test_no_score_is_below_its_floor(corpus: str) -> None:
    """Each metric of a labelled file keeps its floor; `make quality` shows the errors."""
    found = scores(corpus)
    floors = {key: floor for key, floor in FLOORS.items() if key.startswith(f"{corpus}.")}
    assert floors.keys() == found.keys(), "run `make quality UPDATE=1`"
    fallen = {
        key: (found[key], floor) for key, floor in floors.items() if found[key] < floor - ROUNDING
    }
    assert not fallen
