"""Phrases with the value, rule and doubt that they must have; see `tests/data/times`."""

from collections.abc import Callable
from typing import Any

import pytest
from edtf import parse_edtf

from generator.extract.parse import Parse
from generator.extract.times import find_times
from tests.extract.times.goldens import FOLDER, HINT, cases, plain, rewritten

CASES = [pytest.param(case, id=name) for name, case in cases()]


@pytest.mark.parametrize("case", CASES)
def test_phrase_has_its_value_rule_and_doubt(
    case: dict[str, Any], read: Callable[[str, str | None], Parse]
) -> None:
    """A sentence yields exactly the time expressions of its golden, in order."""
    found = find_times(read(case["text"], str(case["date"]) if case["date"] else None))
    assert [plain(time) for time in found] == case["times"], HINT


@pytest.mark.parametrize("case", CASES)
def test_every_edtf_value_is_valid(case: dict[str, Any]) -> None:
    """What the goldens call EDTF is EDTF, alternatives included."""
    for time in case["times"]:
        for value in filter(None, (time["edtf"], *time.get("alternatives", ()))):
            parse_edtf(value)


def test_rewriting_a_golden_file_that_holds_changes_nothing(
    read: Callable[[str, str | None], Parse],
) -> None:
    """The command that updates goldens keeps comments, texts and form."""
    path = FOLDER / "sets.yaml"
    assert rewritten(path, read) == path.read_text("utf-8")
