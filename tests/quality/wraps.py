"""Measures whether texts read the same however they are wrapped.

    python -m tests.quality.wraps [--show N] [--every N]

Each labelled document, each of the corpus and the seed is wrapped at nine widths, with and without
breaks at hyphens, a blank line between its paragraphs. The reading copy of each should be that of
the text with a paragraph a line. Prints the share that is, and for each kind of difference how
often it was met; `--show` prints so many of each. Texts of which no line breaks are left out.
"""

import argparse
import textwrap
from collections import defaultdict
from collections.abc import Iterator

import click

from generator.collect import document_from_text
from generator.layout import read
from generator.model import SourceDocument
from tests.quality.bytes import files

WIDTHS = (40, 50, 60, 65, 70, 72, 76, 80, 100)
"""Columns of the lines."""
_AROUND = 60
"""Characters shown on both sides of a difference."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--show", type=int, default=0, help="differences of each kind to print")
    parser.add_argument("--every", type=int, default=1, help="look at each so manieth document")
    options = parser.parse_args()
    texts = [_plain(document) for _, found in files() for document in found.values()]
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    count = 0
    for text in texts[:: options.every]:
        whole = _copy(text)
        for wrapped in _wraps(text):
            count += 1
            copy = _copy(wrapped)
            if copy != whole:
                kinds[_kind(whole, copy)].append(_difference(whole, copy))
    same = count - sum(map(len, kinds.values()))
    click.echo(f"{same} of {count} wraps read the same: {100 * same / count:.2f} %")
    for kind, differences in sorted(kinds.items()):
        click.echo(f"{len(differences):6} {kind}")
        for difference in list(dict.fromkeys(differences))[: options.show]:
            click.echo(f"         {difference}")


def _plain(document: SourceDocument) -> str:
    """Return the words of a document, a paragraph a line."""
    parts = (document.text[each.start : each.end] for each in document.paragraphs)
    return "\n\n".join(" ".join(part.split()) for part in parts)


def _wraps(text: str) -> Iterator[str]:
    """Yield a text wrapped at each width, unless that breaks no line."""
    for width in WIDTHS:
        for at_hyphens in (False, True):
            fill = textwrap.TextWrapper(
                width, break_long_words=False, break_on_hyphens=at_hyphens
            ).fill
            wrapped = "\n\n".join(map(fill, text.split("\n\n")))
            if wrapped != text:
                yield wrapped


def _copy(text: str) -> str:
    """Return the reading copy of a text."""
    return read(document_from_text("a.txt", text)).document.text


def _kind(whole: str, copy: str) -> str:
    """Return how a copy differs from what it should be."""
    if "".join(whole.split()) != "".join(copy.split()):
        return "other letters"
    more = copy.count("\n") - whole.count("\n")
    if " ".join(whole.split()) != " ".join(copy.split()):
        return "other spaces"
    return "paragraphs torn" if more > 0 else "paragraphs joined"


def _difference(whole: str, copy: str) -> str:
    """Return the first place at which two texts differ, as both have it."""
    at = next(
        (at for at, pair in enumerate(zip(whole, copy, strict=False)) if pair[0] != pair[1]), 0
    )
    first, last = max(0, at - _AROUND), at + _AROUND
    return f"{whole[first:last]!r} | {copy[at:last]!r}"


if __name__ == "__main__":
    main()
