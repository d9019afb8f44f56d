"""Finds extracted text again in the page it was extracted from.

Extraction hands back words without positions. They are looked for among the page's characters,
white space aside; blocks that stand in one place only come first, and hold the others between
them, so that "Yes." of the article is not taken from the menu.
"""

import html
import itertools
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.collect.html_text import LINE, NONE, Scanned
from generator.collect.traced import Traced, added, join

Bounds = tuple[int, int]
_C1 = {code: html.unescape(f"&#{code};") for code in range(0x80, 0xA0)}
"""How the HTML standard reads references to these numbers; some parsers keep the number."""


@dataclass(frozen=True, slots=True)
class Words:
    """The characters of a page without white space."""

    text: str
    """The characters."""
    at: "array[int]"
    """Where each stands in the page's text."""
    opens: frozenset[int]
    """Positions in `text` at which a block begins."""

    @classmethod
    def of(cls, page: Scanned) -> "Words":
        """Return the words of a page."""
        at = array("q", (i for i, char in enumerate(page.text.text) if not char.isspace()))
        opens: set[int] = {0, len(at)}
        begun = True
        last = -1
        for position, offset in enumerate(at):
            begun = begun or any(page.breaks[last + 1 : offset + 1])
            if begun:
                opens.add(position)
            begun, last = False, offset
        return cls("".join(page.text.text[offset] for offset in at), at, frozenset(opens))

    def places(self, wanted: str, low: int, high: int) -> list[int]:
        """Return where words stand between two positions; whole blocks only, if there are any."""
        found = list(itertools.islice(self._found(wanted, low, high), 1000))
        whole = [at for at in found if at in self.opens and at + len(wanted) in self.opens]
        return whole or found

    def _found(self, wanted: str, low: int, high: int) -> Iterator[int]:
        at = self.text.find(wanted, low, high)
        while at >= 0:
            yield at
            at = self.text.find(wanted, at + 1, high)


def dense(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.translate(_C1).split())


def located(blocks: Sequence[Sequence[str]], words: Words) -> list[list[Bounds] | None]:
    """Return where the pieces of each block stand among the words; None where they do not.

    A block is a sequence of pieces of text, between which the page may have more than the
    extraction kept.
    """
    anchors: list[Bounds | None] = [_only(dense("".join(block)), words) for block in blocks]
    found: list[list[Bounds] | None] = []
    low, size = 0, len(words.text)
    highs = _next_starts(anchors, size)
    for block, anchor, high in zip(blocks, anchors, highs, strict=True):
        place = [anchor] if anchor else _between(block, words, low, high)
        if place is None:
            place = _between(block, words, low, size) or _between(block, words, 0, size)
        if place:
            low = place[-1][1]
        found.append(place)
    return found


def _next_starts(anchors: Sequence[Bounds | None], size: int) -> list[int]:
    """Return for each block where the next anchored one starts."""
    highs: list[int] = []
    for anchor in reversed(anchors):
        highs.append(size)
        size = anchor[0] if anchor else size
    return highs[::-1]


def _only(wanted: str, words: Words) -> Bounds | None:
    """Return where words stand that stand in one place only."""
    places = words.places(wanted, 0, len(words.text)) if wanted else []
    return (places[0], places[0] + len(wanted)) if len(places) == 1 else None


def _between(block: Sequence[str], words: Words, low: int, high: int) -> list[Bounds] | None:
    """Return where a block stands between two positions: as a whole, else piece by piece."""
    whole = dense("".join(block))
    places = words.places(whole, low, high)
    if places:
        return [(places[0], places[0] + len(whole))]
    found: list[Bounds] = []
    for piece in filter(None, map(dense, block)):
        at = words.text.find(piece, low, high)
        if at < 0:
            return None
        found.append((at, at + len(piece)))
        low = at + len(piece)
    return found or None


def taken(page: Scanned, words: Words, places: Sequence[int]) -> Traced:
    """Return the page's characters of a block that stands at `places`, white space folded.

    Each run of white space is its first character; where the page has none, but a line or a
    block ends, a line end or a space is added.
    """
    offsets = [words.at[at] for at in places]
    parts: list[Traced] = []
    run: list[int] = offsets[:1]
    for last, offset in itertools.pairwise(offsets):
        kind = max(page.breaks[last + 1 : offset + 1], default=NONE)
        space = next((at for at in range(last + 1, offset) if page.text.text[at].isspace()), None)
        if kind == LINE or (kind and space is None):
            parts += [page.text.pick(run), added("\n" if kind == LINE else " ")]
            run = []
        elif space is not None:
            run.append(space)
        run.append(offset)
    return join([*parts, page.text.pick(run)])
