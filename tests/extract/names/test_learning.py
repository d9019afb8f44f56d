"""What was learned is what the scripts in the repository learn today."""

from importlib.resources import files

import numpy as np
import pytest

from generator.data import train_evidence, train_vectors
from generator.extract.names.typing import weights
from generator.extract.names.vectors import weights as vector_weights
from tests.material import EVAL

pytestmark = pytest.mark.slow

FILES = ("gum.news", "gum.interview", "meantime", "re3d", "uner-pud")
LAST = 0.0101
"""The last digit of what is stored: on another processor a sum may be rounded the other way."""


def test_the_weights_of_word_vectors_are_what_their_script_learns() -> None:
    """A table that nobody can make again is a table that nobody can check."""
    assert np.abs(train_vectors.learned() - vector_weights()).max() < LAST
    text = files("generator").joinpath("data", "organizations_evidence_vectors.tsv").read_text()
    assert text.startswith(train_vectors.HEADER)


def test_the_weights_of_evidence_are_what_their_script_learns() -> None:
    """The same, on the labelled files."""
    paths = [EVAL / f"data/{name}.jsonl" for name in FILES]
    found = train_evidence.learned(
        [item for path in paths for item in train_evidence.examples(path)]
    )
    kept = weights()
    assert found.keys() == kept.keys()
    assert max(np.abs(np.subtract(found[name], kept[name])).max() for name in found) < LAST
