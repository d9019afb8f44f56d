"""The golden files of quantities; `python -m tests.extract.quantities.goldens` rewrites them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.extract.parse import Parse, parse
from generator.extract.quantities import find_quantities
from generator.extract.times import find_times
from generator.model import Quantity
from generator.store import load_model
from tests.extract.conftest import document

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "data/quantities"
DATE = "2024-11-05"
HINT = "if the change is meant, run python -m tests.extract.quantities.goldens and review the diff"


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every case with a name for it."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield f"{path.stem}-{number}", case


def found(text: str, read: "Callable[[str, str | None], Parse]") -> list[dict[str, Any]]:
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


def rewritten(path: Path, read: "Callable[[str, str | None], Parse]") -> str:
    """Return a golden file anew: its comments and texts, with what is found in them now."""
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
