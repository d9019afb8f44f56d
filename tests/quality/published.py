"""Counts what a built site publishes: files and bytes of each kind, and both by document.

python -m tests.quality.published SITE
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

_TEXTS = "sources/files/"
_KINDS = (
    ("search: records", r"pagefind/(fragment/|records/).*"),
    ("search: the rest", r"(pagefind|search)/.*"),
    ("feeds", r".*(\.atom\.xml|\.rss\.xml)|feed\.json"),
    ("strings of proofs", r"proofs/strings\.js"),
    ("records", r"proofs/[^/]+\.js"),
    ("proofs", r"proofs(/.*|\.json)"),
    ("raw files", r"sources/files/.*\.raw\.txt"),
    ("stored texts", r"sources/files/.*\.txt"),
    ("briefings", r"briefings/.+/index\.html"),
    ("source pages", r"sources/.+/index\.html"),
    ("glossary", r"glossary/.*html"),
    ("editions", r"editions/.*html"),
    ("other pages", r".*\.html"),
    ("site map", r"sitemap.*"),
    ("assets", r".*"),
)
"""Kinds of files by their paths, the first that fits."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What files of one kind weigh together."""

    files: int
    bytes: int


def weights(site: Path) -> dict[str, Weight]:
    """Return the files and bytes of each kind in a built site, in the order of the kinds."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for path in site.rglob("*"):
        if path.is_file():
            found[_kind(path.relative_to(site).as_posix())].append(path.stat().st_size)
    names = [name for name, _ in _KINDS]
    return {name: Weight(len(found[name]), sum(found[name])) for name in names if name in found}


def documents(site: Path) -> int:
    """Return the number of documents that a built site publishes."""
    texts = (site / _TEXTS).glob("*.txt")
    return sum(not path.name.endswith(".raw.txt") for path in texts)


def _kind(path: str) -> str:
    return next(name for name, fits in _KINDS if re.fullmatch(fits, path))


def _lines(site: Path) -> Iterator[str]:
    """Yield a table: kind, files, kB, both by document."""
    count = documents(site)
    found = weights(site)
    whole = Weight(sum(w.files for w in found.values()), sum(w.bytes for w in found.values()))
    yield f"{count} documents"
    for name, weight in [*found.items(), ("all", whole)]:
        size = weight.bytes / 1000
        yield (
            f"{name:24}{weight.files:8}{size:10.0f} kB"
            f"{weight.files / count:8.2f}{size / count:8.1f} kB a document"
        )


if __name__ == "__main__":
    for line in _lines(Path(sys.argv[1])):
        click.echo(line)
