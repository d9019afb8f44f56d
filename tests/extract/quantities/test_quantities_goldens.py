"""Sentences with the quantities that they must yield; see `tests/data/quantities`."""

from collections.abc import Callable
from typing import Any

import pytest

from generator.extract.parse import Parse
from tests.extract.quantities.goldens import FOLDER, HINT, cases, found, rewritten

CASES = [pytest.param(case, id=name) for name, case in cases()]


@pytest.mark.parametrize("case", CASES)
def test_sentence_has_its_quantities(
    case: dict[str, Any], read: Callable[[str, str | None], Parse]
) -> None:
    """A sentence yields exactly the quantities of its golden, in order."""
    assert found(case["text"], read) == case["quantities"], HINT


@pytest.mark.parametrize("case", CASES)
def test_vague_words_have_no_number(case: dict[str, Any]) -> None:
    """No golden gives a number to what states none."""
    for quantity in case["quantities"]:
        if quantity["exactness"] in {"vague", "direction"}:
            assert quantity["minimum"] is quantity["maximum"] is None


def test_rewriting_a_golden_file_that_holds_changes_nothing(
    read: Callable[[str, str | None], Parse],
) -> None:
    """The command that updates goldens keeps comments, texts and form."""
    path = FOLDER / "measures.yaml"
    assert rewritten(path, read) == path.read_text("utf-8")
