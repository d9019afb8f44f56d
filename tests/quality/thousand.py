"""Puts a thousand documents through generate, strict build and `verify`, and tells what it costs.

    python -m tests.quality.thousand [--seed N] [--documents N] [--again]

They are the labelled documents and the corpus, 391 in all, and some 600 made by recombining their
paragraphs, always the same for one seed; with fewer documents it is that share of each. The corpus
has the texts of labelled documents again, so findings that a text repeats another are expected.

With `--again` it is all done once more over unchanged sources, and after one document was edited:
what cost follows from is then a matter of the change (`docs/architecture.md`).

Everything is made anew below `build/thousand/`, and stays there. Printed are findings, CPU seconds,
the most memory, and sizes. Exit status 0 when every step succeeds, or when all that stops one is a
fault of the input.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click
import yaml

from tests.fuzz.drafts import Draft
from tests.fuzz.trial import CONFIGURATION, FAULTS
from tests.material import CORPUS, ROOT
from tests.quality.bytes import files

ALL = 1000
"""Documents of the whole measurement."""
_PARAGRAPHS = (3, 12)
"""The fewest and the most paragraphs of a document that is made."""
_KINDS = ("txt", "txt", "txt", "md", "html")
_CODE = re.compile(r" (error|warning|note): .* \[([a-z.-]+)\]$")


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one command."""

    name: str
    status: int
    """Its exit status."""
    seconds: float
    """CPU seconds."""
    megabytes: float
    """The most memory that its process held."""
    said: Sequence[str]
    """Lines of its output."""

    def findings(self) -> Counter[tuple[str, str]]:
        """Return how often it found what, by level and code."""
        return Counter((m[1], m[2]) for m in map(_CODE.search, self.said) if m)

    def right(self) -> bool:
        """Tell whether it succeeded, or was stopped by faults of the input alone."""
        errors = {code for level, code in self.findings() if level == "error"}
        crashed = any("Traceback" in line for line in self.said)
        return not crashed and (not self.status or (bool(errors) and errors <= FAULTS))


def main() -> int:
    """Make the documents, run the commands, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=ALL)
    parser.add_argument("--again", action="store_true", help="do all again, and after an edit")
    arguments = parser.parse_args()
    folder = ROOT / f"build/thousand/{arguments.seed}-{arguments.documents}"
    shutil.rmtree(folder, ignore_errors=True)
    count = fill(folder, random.Random(arguments.seed), arguments.documents)  # noqa: S311 -- no secret
    click.echo(f"{count} documents in {folder.relative_to(ROOT)}/seeds")
    right = True
    for step in chain(_steps(folder), _again(folder) if arguments.again else ()):
        _tell(step)
        right = right and step.right()
    for name in ("seeds", "docs", "site"):
        paths = [path for path in (folder / name).rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in paths) / 1e6
        click.echo(f"{name}: {len(paths)} files, {size:.1f} MB")
    return not right


def fill(folder: Path, chance: random.Random, documents: int) -> int:
    """Write so many documents with a configuration; return how many there are."""
    seeds = folder / "seeds"
    texts = dict(_real())
    kept = chance.sample(sorted(texts), min(len(texts), len(texts) * documents // ALL))
    for name in kept:
        _write(seeds / f"{name}.txt", texts[name][0])
        _write(seeds / f"{name}.meta.yml", texts[name][1])
    paragraphs = [each for text, _ in texts.values() for each in text.split("\n\n") if each.strip()]
    for number in range(documents - len(kept)):
        draft = _recombined(paragraphs, chance)
        _write(seeds / f"recombined/{number:04}.{draft.kind}", draft.content())
    (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    return documents


def _real() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the path of each real document with its text and what stands beside it."""
    for file, found in files():
        for name, document in found.items():
            if file == "corpus":
                beside = (CORPUS / f"{Path(document.path).stem}.meta.yml").read_text("utf-8")
                yield f"corpus/{Path(document.path).stem}", (document.text, beside)
            elif file != "seeds":
                stated = document.metadata.date
                said = {
                    "publisher": file,
                    "note": name,
                    **({"date": stated.value} if stated else {}),
                }
                yield f"{file}/{document.path}", (document.text, yaml.safe_dump(said))


def _recombined(paragraphs: Sequence[str], chance: random.Random) -> Draft:
    """Return a document of paragraphs of any others."""
    size = chance.randint(*_PARAGRAPHS)
    day = f"{chance.randint(2004, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Draft(chance.choice(_KINDS), day, tuple(chance.choices(paragraphs, k=size)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _steps(folder: Path) -> Iterator[Step]:
    """Yield what becomes of each command, until one fails for another reason than the input.

    Where documents are left out for faults of their own, the strict build refuses, and should: the
    rest is then built loosely, to be proven all the same.
    """
    made = _run("generate", ("briefings", "generate"), folder)
    yield made
    if not made.right():
        return
    strict = () if made.status else ("--strict",)
    built = _run("build", ("mkdocs", "build", "--quiet", *strict), folder)
    yield built
    if built.right():
        yield _run("verify", ("briefings", "verify", "site"), folder)


def _again(folder: Path) -> Iterator[Step]:
    """Yield what becomes of the commands where nothing, or one document, is other than before."""
    yield _run("generate, nothing changed", ("briefings", "generate"), folder)
    yield _run("build, nothing changed", ("mkdocs", "build", "--quiet"), folder)
    edited = min((folder / "seeds/recombined").glob("*.txt"))
    with edited.open("a", encoding="utf-8") as file:
        file.write("\n\nThe mayor of Norvik said on Monday that the bridge would stay open.\n")
    yield _run("generate, one edited", ("briefings", "generate", "--unread"), folder)
    yield _run("build, one edited", ("mkdocs", "build", "--quiet"), folder)
    yield _run("verify, one edited", ("briefings", "verify", "site"), folder)


def _run(name: str, command: Sequence[str], folder: Path) -> Step:
    """Run a command of this environment in a folder."""
    program = Path(sys.executable).parent / command[0]
    process = subprocess.Popen(
        [str(program), *command[1:]],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.read().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    return Step(
        name=name,
        status=os.waitstatus_to_exitcode(status),
        seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss / 1024,
        said=said,
    )


def _tell(step: Step) -> None:
    """Print what became of a command: all errors, and how many of the rest."""
    click.echo(
        f"{step.name}: exit status {step.status}, {step.seconds:.0f} CPU seconds, "
        f"{step.megabytes:.0f} MB"
    )
    for (level, code), count in sorted(step.findings().items()):
        click.echo(f"  {count} {level} {code}")
    for line in step.said:
        found = _CODE.search(line)
        if found is None or found[1] == "error":
            click.echo(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
