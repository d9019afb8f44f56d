"""Finds extracted text again in the page it was extracted from.

Extraction hands back words without positions. They are looked for among the page's characters,
white space aside; blocks that stand in one place only come first, and hold the others between
them, so that "Yes." of the article is not taken from the menu.
"""

import difflib
import itertools
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.collect.html_text import BLOCK, LINE, NONE, Scanned
from generator.collect.traced import Traced, added, join

Bounds = tuple[int, int]
_CHUNK = 8
"""Characters that a part of a block must have to be looked for on its own."""
_LONGEST = 2000
"""Characters of a block, and of what may stand in its midst, that are compared."""


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
    return "".join(text.split())


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
            place = _between(block, words, low, size) or _between(block, words, 0, low)
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
    """Return where a block stands between two positions: whole, by pieces, or with gaps."""
    whole = dense("".join(block))
    places = words.places(whole, low, high)
    if places:
        # Before the first anchor stand menus, so there the nearest place to it is meant.
        start = places[0] if low else places[-1]
        return [(start, start + len(whole))]
    return _by_pieces(block, words, low, high) or _with_gaps(whole, words, low, high)


def _by_pieces(block: Sequence[str], words: Words, low: int, high: int) -> list[Bounds] | None:
    found: list[Bounds] = []
    for piece in map(dense, block):
        at = words.text.find(piece, low, high)
        if at < 0:
            return None
        low = at + len(piece)
        found.append((at, low))
    return found


def _with_gaps(wanted: str, words: Words, low: int, high: int) -> list[Bounds] | None:
    """Return where a block stands in whose midst the page has more; all of it must be found."""
    head = words.text.find(wanted[:_CHUNK], low, high)
    if head < 0 or len(wanted) > _LONGEST:
        return None
    window = words.text[head : min(high, head + _LONGEST + len(wanted))]
    matcher = difflib.SequenceMatcher(None, window, wanted, autojunk=False)
    chunks = [chunk for chunk in matcher.get_matching_blocks() if chunk.size]
    if sum(chunk.size for chunk in chunks) < len(wanted):
        return None
    if any(chunk.size < _CHUNK for chunk in chunks[:-1]):
        return None
    return [(head + chunk.a, head + chunk.a + chunk.size) for chunk in chunks]


def all_paragraphs(page: Scanned) -> list[Traced]:
    """Return the blocks of a page, all of its text."""
    words = Words.of(page)
    return list(paragraphs(page, words, bytearray(b"\1" * len(words.text))))


def paragraphs(page: Scanned, words: Words, used: bytearray) -> Iterator[Traced]:
    """Yield the blocks of the page, as far as their words are used.

    Each run of white space is its first character; between lines a line end is added, between
    the cells of a row a tab.
    """
    kept: list[Traced] = []
    run: list[int] = []
    for offset in itertools.compress(words.at, used):
        last = run[-1] if run else offset
        kind = _break(page, last, offset)
        if kind == BLOCK:
            yield join([*kept, page.text.pick(run)])
            kept, run = [], []
        elif kind:
            kept += [page.text.pick(run), added("\n" if kind == LINE else "\t")]
            run = []
        else:
            between = range(last + 1, offset)
            run += [at for at in between if page.text.text[at].isspace()][:1]
        run.append(offset)
    yield join([*kept, page.text.pick(run)])


def _break(page: Scanned, last: int, offset: int) -> int:
    """Return what ends between two neighbouring words' characters."""
    ends = page.breaks[last + 1 : offset + 1]
    return BLOCK if ends.count(LINE) > 1 else max(ends, default=NONE)
