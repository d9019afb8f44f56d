"""Linking is at least as good on labelled texts as `tests/link/floors.yml` says."""

from pathlib import Path

import pytest
import yaml

from tests.material import EVAL
from tests.quality import pairwise

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yml").read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_pairs_of_mentions_keep_their_floors(name: str) -> None:
    """Precision and recall of pairs stay at their floors, inside documents and across them."""
    file, _, across = name.partition(" ")
    records = pairwise.read(EVAL / f"data/{file}.jsonl")
    gold = [m for r in records for m in pairwise.gold_mentions(r, across=bool(across))]
    found = pairwise.found_in(pairwise.annotate(records), across=bool(across))
    scores = pairwise.score(gold, found, across=bool(across))
    assert scores.precision >= FLOORS[name]["precision"]
    assert scores.recall >= FLOORS[name]["recall"]
