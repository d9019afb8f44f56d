"""The figures of rules that pages show are those that are measured."""

import pytest

from generator import reference
from tests.quality.evaluation import Corpus
from tests.quality.rules import ENOUGH, TABLE, counted, table

pytestmark = pytest.mark.slow


def test_pages_show_what_is_measured() -> None:
    """The table in the package is what the labelled texts give now."""
    assert TABLE.read_text("utf-8") == table(), "run `python -m tests.quality.rules`"


def test_a_rule_with_few_statements_has_no_figure() -> None:
    """Below twenty a figure says nothing, so there is none."""
    label = {"content": [[0, 10]], "source": [20, 25]}
    right = {**label, "rule": "a.often"}
    wrong = {**right, "source": [30, 35]}
    seldom = {**right, "rule": "a.seldom"}
    found = {"x": {"attributions": [*[right] * (ENOUGH - 1), wrong, seldom]}}
    corpus = Corpus(name="x", gold={"x": {"attributions": [label]}}, found=found)
    assert counted([corpus]) == {"a.often": (ENOUGH - 1, ENOUGH)}
    assert reference.measured("a.seldom") is None
