"""Phrases with the value, rule and doubt that they must have; see `tests/data/times`."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from edtf import parse_edtf

from generator.extract.parse import Parse
from generator.extract.times import find_times
from generator.model import TimeExpression

FOLDER = Path(__file__).parents[2] / "data/times"
FILES = sorted(FOLDER.glob("*.yaml"))
HINT = "if the change is meant, run with BRIEFINGS_GOLDEN=update and review the diff"


def cases() -> Iterator[Any]:
    """Yield every case with the file that holds it."""
    for path in FILES:
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield pytest.param(case, id=f"{path.stem}-{number}")


def plain(time: TimeExpression) -> dict[str, Any]:
    """Return a time expression as the golden files write it."""
    found: dict[str, Any] = {
        "phrase": time.span.text,
        "type": time.type.value,
        "value": time.value,
        "edtf": time.edtf,
        "rule": time.reason.rule,
    }
    if time.doubt:
        found["doubt"] = time.doubt
    if time.alternatives:
        found["alternatives"] = list(time.alternatives)
    if time.anchor:
        found["anchor"] = time.anchor.text
    return found


@pytest.mark.parametrize("case", list(cases()))
def test_phrase_has_its_value_rule_and_doubt(
    case: dict[str, Any], read: Callable[[str, str | None], Parse]
) -> None:
    """A sentence yields exactly the time expressions of its golden, in order."""
    found = find_times(read(case["text"], str(case["date"]) if case["date"] else None))
    assert [plain(time) for time in found] == case["times"], HINT


@pytest.mark.parametrize("case", list(cases()))
def test_every_edtf_value_is_valid(case: dict[str, Any]) -> None:
    """What the goldens call EDTF is EDTF, alternatives included."""
    for time in case["times"]:
        for value in filter(None, (time["edtf"], *time.get("alternatives", ()))):
            parse_edtf(value)


@pytest.mark.skipif(os.environ.get("BRIEFINGS_GOLDEN") != "update", reason="only to update goldens")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_goldens_are_rewritten(path: Path, read: Callable[[str, str | None], Parse]) -> None:
    """On request each golden file is written anew from what is found now."""
    lines = path.read_text("utf-8").split("\n\n", 1)[0]
    blocks = [_block(case, read) for case in yaml.safe_load(path.read_text("utf-8"))]
    path.write_text(f"{lines}\n\n" + "".join(blocks), encoding="utf-8")


def _block(case: dict[str, Any], read: Callable[[str, str | None], Parse]) -> str:
    """Return one case as YAML, each expression on a line of its own."""
    date = str(case["date"]) if case["date"] else None
    times = [plain(time) for time in find_times(read(case["text"], date))]
    head = yaml.safe_dump([{"text": case["text"]}], allow_unicode=True, width=1000)
    out = f"{head}  date: {date or 'null'}\n  times:{'' if times else ' []'}\n"
    for time in times:
        line = yaml.safe_dump(time, default_flow_style=True, sort_keys=False, width=1000)
        out += f"    - {line}"
    return out
