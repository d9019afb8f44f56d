"""The golden files of time expressions; `python -m tests.extract.times.goldens` rewrites them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.extract.parse import Parse, parse
from generator.extract.times import find_times
from generator.model import TimeExpression
from generator.store import load_model
from tests.extract.conftest import document

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "data/times"
HINT = "if the change is meant, run python -m tests.extract.times.goldens and review the diff"


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every case with a name for it."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield f"{path.stem}-{number}", case


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


def rewritten(path: Path, read: "Callable[[str, str | None], Parse]") -> str:
    """Return a golden file anew: its comments and texts, with what is found in them now."""
    header = path.read_text("utf-8").split("\n\n", 1)[0]
    blocks = [_block(case, read) for case in yaml.safe_load(path.read_text("utf-8"))]
    return f"{header}\n\n" + "".join(blocks)


def _block(case: dict[str, Any], read: "Callable[[str, str | None], Parse]") -> str:
    """Return one case as YAML, each expression on a line of its own."""
    date = str(case["date"]) if case["date"] else None
    times = [plain(time) for time in find_times(read(case["text"], date))]
    head = yaml.safe_dump([{"text": case["text"]}], allow_unicode=True, width=1000)
    out = f"{head}  date: {date or 'null'}\n  times:{'' if times else ' []'}\n"
    for time in times:
        line = yaml.safe_dump(
            time, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1000
        )
        out += f"    - {line}"
    return out


def main() -> None:
    """Rewrite every golden file."""
    nlp = load_model()
    for path in sorted(FOLDER.glob("*.yaml")):
        path.write_text(
            rewritten(path, lambda text, date: parse(document(text, date), nlp)), "utf-8"
        )


if __name__ == "__main__":
    main()
