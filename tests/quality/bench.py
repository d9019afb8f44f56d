"""Measures what a change costs, beside bare spaCy and bare MkDocs on the same text and pages.

    python -m tests.quality.bench [--documents N …] [--rounds N] [--seed N] [--update]

For each size a corpus is made as `tests.quality.thousand` makes it, always the same for one seed.
`briefings generate` and `mkdocs build` run on it from nothing, where nothing changed, and after one
document was edited, one added, one note written and one template changed. In the same run the
language model alone parses the texts, and MkDocs with Material alone builds the same Markdown.

A machine's seconds say little; its ratios do. Each figure is CPU seconds, wall seconds and the most
memory of a process, the median of all rounds. All of it is written below `build/bench/`, and
compared with `bench.json`, which `--update` writes for the sizes that were measured.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import click

from tests.material import ROOT
from tests.quality.thousand import fill

BASELINE = Path(__file__).parent / "bench.json"
SIZES = (10, 100, 1000)
_FOLDER = ROOT / "build/bench"
_EDIT = "\n\nThe mayor of Norvik said on Monday that the bridge would stay open.\n"
_BARE_MKDOCS = """\
site_name: Bare
site_url: https://bare.invalid/
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
"""
_BARE_SPACY = """\
import json, sys
from generator.store import bare_model
nlp = bare_model()
for text in json.load(sys.stdin):
    nlp(text)
"""
_TEXTS = """\
import json, sys
from pathlib import Path
from generator.collect import collect
seeds = collect(Path("seeds"), shown_as="seeds")
json.dump([document.text for document in seeds.documents], sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost; the median of its rounds."""

    cpu: float
    """CPU seconds, of its own processes and those that it waited for."""
    wall: float
    """Seconds on the clock."""
    megabytes: float
    """The most memory that its first process held."""


Costs = Mapping[str, Cost]
"""Costs by the name of what was done."""


def main() -> int:
    """Measure each size, print the figures and how they stand to the baseline."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--update", action="store_true", help="write the baseline")
    asked = parser.parse_args()
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    found: dict[str, Any] = {}
    for documents in asked.documents:
        rounds = [_measured(documents, asked.seed) for _ in range(asked.rounds)]
        costs = {name: middle([each[0][name] for each in rounds]) for name in rounds[0][0]}
        found[f"{documents}"] = {
            "ratios": ratios(costs),
            "published": rounds[0][1],
            "costs": {name: asdict(cost) for name, cost in costs.items()},
        }
        _tell(documents, found[f"{documents}"], before.get(f"{documents}", {}))
    _FOLDER.mkdir(parents=True, exist_ok=True)
    (_FOLDER / "bench.json").write_text(_json(found), "utf-8")
    if asked.update:
        BASELINE.write_text(_json(before | found), "utf-8")
    return 0


def ratios(costs: Costs) -> dict[str, float]:
    """Return the ratios of CPU seconds that the project wants to be good, by what they say."""
    cpu = {name: cost.cpu for name, cost in costs.items()}
    cold, build = cpu["generate: cold"], cpu["build: cold"]
    pairs = {
        **{
            f"generate, {what}: cold over it": (cold, cpu[f"generate: {what}"]) for what in _CHANGES
        },
        **{f"build, {what}: cold over it": (build, cpu[f"build: {what}"]) for what in _CHANGES},
        "generate, cold: over the bare pipeline": (cold, cpu["spaCy alone"]),
        "build after generate: over bare MkDocs": (
            cpu["build: after generate"],
            cpu["MkDocs alone"],
        ),
        "build, one edited: bare MkDocs over it": (
            cpu["MkDocs alone"],
            cpu["build: one edited"],
        ),
    }
    return {name: round(one / other, 2) for name, (one, other) in pairs.items() if other}


def _measured(documents: int, seed: int) -> tuple[dict[str, Cost], dict[str, float]]:
    """Return what everything cost for so many documents, and what is published of one."""
    folder = _FOLDER / f"{seed}-{documents}"
    shutil.rmtree(folder, ignore_errors=True)
    fill(folder, random.Random(seed), documents)  # noqa: S311 -- no secret
    return dict(_costs(folder)), _published(folder / "site", documents)


def _costs(folder: Path) -> Iterator[tuple[str, Cost]]:
    """Yield what each thing cost."""
    (folder / "docs").mkdir()
    python, kept = [sys.executable, "-c"], folder / ".cache"
    texts = subprocess.run([*python, _TEXTS], cwd=folder, capture_output=True, check=True).stdout
    yield "spaCy alone", _run([*python, _BARE_SPACY], folder, texts)
    # As whoever builds without having generated has it; then all is forgotten again.
    yield "build: cold", _built(folder)
    shutil.rmtree(kept)
    yield "generate: cold", _generated(folder)
    yield "build: after generate", _built(folder)
    bare = folder / "bare"
    bare.mkdir()
    (bare / "mkdocs.yml").write_text(_BARE_MKDOCS, "utf-8")
    shutil.copytree(folder / "docs", bare / "docs")
    yield "MkDocs alone", _run([_program("mkdocs"), "build", "--quiet"], bare)
    shutil.rmtree(bare)
    for what, change in _CHANGES.items():
        change(folder)
        yield f"generate: {what}", _generated(folder)
        yield f"build: {what}", _built(folder)


def _nothing(folder: Path) -> None:
    """Change nothing."""
    del folder


def _edited(folder: Path) -> None:
    """Add a sentence to a document."""
    with min((folder / "seeds").rglob("*.txt")).open("a", encoding="utf-8") as file:
        file.write(_EDIT)


def _added(folder: Path) -> None:
    """Add a document."""
    words = " date 2024-05-06 The ferry of Norvik is late, Mayor Ilka Brandt said on Monday.\n"
    (folder / "seeds/new.txt").write_text(words, "utf-8")


def _noted(folder: Path) -> None:
    """Add a signed note to the new document."""
    note = "- {text: late, value: By an hour., signed: R. Lund}\n"
    (folder / "seeds/new.notes.yml").write_text(note, "utf-8")


def _restyled(folder: Path) -> None:
    """Change the template of one kind of page in the site's own folder."""
    path = folder / "own/pages/stored.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text((ROOT / "templates/pages/stored.md.j2").read_text("utf-8") + "\n", "utf-8")
    configured = (folder / "mkdocs.yml").read_text("utf-8")
    named = configured.replace("[search, briefings]", "[search, briefings: {templates: own}]")
    (folder / "mkdocs.yml").write_text(named, "utf-8")


_CHANGES: Mapping[str, Callable[[Path], None]] = {
    "nothing changed": _nothing,
    "one edited": _edited,
    "one new": _added,
    "one note": _noted,
    "one template": _restyled,
}
"""What is changed, one after the other."""


def _generated(folder: Path) -> Cost:
    return _run([_program("briefings"), "generate", "--unread", "--quiet", "--jobs", "1"], folder)


def _built(folder: Path) -> Cost:
    return _run([_program("mkdocs"), "build", "--quiet"], folder)


def _program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _run(command: Sequence[str], folder: Path, given: bytes = b"") -> Cost:
    """Return what a command cost; raises `CalledProcessError` when it broke off."""
    start = time.monotonic()
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
    ended = os.waitstatus_to_exitcode(status)
    # Faults of the input are no fault of the measurement: `briefings` ends with 1 then.
    if ended > ("briefings" in command[0]) or b"Traceback" in (folder / "said.txt").read_bytes():
        raise subprocess.CalledProcessError(ended, command)
    wall = time.monotonic() - start
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def _published(site: Path, documents: int) -> dict[str, float]:
    """Return files and kilobytes of a built site, a document."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return {
        "files a document": round(len(sizes) / documents, 1),
        "kB a document": round(sum(sizes) / documents / 1000, 1),
    }


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*(round(median(values), 2) for values in zip(*map(_row, costs), strict=True)))


def _row(cost: Cost) -> tuple[float, float, float]:
    return cost.cpu, cost.wall, cost.megabytes


def _tell(documents: int, found: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Print the figures of a size, each ratio and size beside that of the baseline."""
    click.echo(f"{documents} documents")
    for name, cost in found["costs"].items():
        figures = f"{cost['cpu']:8.1f} CPU s {cost['wall']:8.1f} s {cost['megabytes']:6.0f} MB"
        click.echo(f"  {name:28} {figures}")
    for part in ("ratios", "published"):
        known = before.get(part, {})
        for name, value in found[part].items():
            was = f"   was {known[name]}" if name in known else ""
            click.echo(f"  {name:44} {value:8.2f}{was}")


def _json(found: object) -> str:
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main())
