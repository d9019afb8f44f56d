"""Sentences with the quantities that they must yield; see `tests/data/quantities`."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract.parse import Parse
from generator.extract.quantities import find_quantities
from generator.extract.times import find_times
from generator.model import Quantity

FOLDER = Path(__file__).parents[2] / "data/quantities"
FILES = sorted(FOLDER.glob("*.yaml"))
DATE = "2024-11-05"
HINT = "if the change is meant, run with BRIEFINGS_GOLDEN=update and review the diff"
Reader = Callable[[str, str | None], Parse]


def cases() -> Iterator[Any]:
    """Yield every case with the file that holds it."""
    for path in FILES:
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield pytest.param(case, id=f"{path.stem}-{number}")


def found(text: str, read: Reader) -> list[dict[str, Any]]:
    """Return the quantities of a text as the golden files write them."""
    parsed = read(text, DATE)
    return [plain(quantity) for quantity in find_quantities(parsed, find_times(parsed))]


def plain(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as the golden files write it."""
    record: dict[str, Any] = {
        "phrase": quantity.span.text,
        "figure": quantity.figure.text,
        "exactness": quantity.exactness.value,
        "minimum": quantity.minimum,
        "maximum": quantity.maximum,
        "rule": quantity.reason.rule,
    }
    if quantity.unit:
        record["unit"] = quantity.unit.text
    if quantity.place:
        record["place"] = quantity.place.text
    return record


@pytest.mark.parametrize("case", list(cases()))
def test_sentence_has_its_quantities(case: dict[str, Any], read: Reader) -> None:
    """A sentence yields exactly the quantities of its golden, in order."""
    assert found(case["text"], read) == case["quantities"], HINT


@pytest.mark.parametrize("case", list(cases()))
def test_vague_words_have_no_number(case: dict[str, Any]) -> None:
    """No golden gives a number to what states none."""
    for quantity in case["quantities"]:
        if quantity["exactness"] in {"vague", "direction"}:
            assert quantity["minimum"] is quantity["maximum"] is None


@pytest.mark.skipif(os.environ.get("BRIEFINGS_GOLDEN") != "update", reason="only to update goldens")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_goldens_are_rewritten(path: Path, read: Reader) -> None:
    """On request each golden file is written anew from what is found now."""
    header = path.read_text("utf-8").split("\n\n", 1)[0]
    out = f"{header}\n\n"
    for case in yaml.safe_load(path.read_text("utf-8")):
        records = found(case["text"], read)
        out += yaml.safe_dump([{"text": case["text"]}], allow_unicode=True, width=1000)
        out += f"  quantities:{'' if records else ' []'}\n"
        for record in records:
            line = yaml.safe_dump(
                record, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1000
            )
            out += f"    - {line}"
    path.write_text(out, encoding="utf-8")
