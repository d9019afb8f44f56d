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
_MANY = 1000
"""Places of the same words that are looked at to see whether one of them stands out."""
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

    def only(self, wanted: str) -> int | None:
        """Return where words stand that are a whole block, or stand at all, just once."""
        found = list(itertools.islice(self._found(wanted, 0, len(self.text)), _MANY))
        found = [at for at in found if self._whole(at, wanted)] or found
        return found[0] if len(found) == 1 else None

    def first(self, wanted: str, low: int, high: int) -> int | None:
        """Return where words first stand between two positions, as a whole block if they do."""
        return self._best(wanted, self._found(wanted, low, high))

    def last(self, wanted: str, low: int, high: int) -> int | None:
        """Return where words last stand between two positions, as a whole block if they do."""
        return self._best(wanted, self._found_backwards(wanted, low, high))

    def _best(self, wanted: str, found: Iterator[int]) -> int | None:
        part: int | None = None
        for at in found:
            if self._whole(at, wanted):
                return at
            part = at if part is None else part
        return part

    def _whole(self, at: int, wanted: str) -> bool:
        return at in self.opens and at + len(wanted) in self.opens

    def _found(self, wanted: str, low: int, high: int) -> Iterator[int]:
        at = self.text.find(wanted, low, high)
        while at >= 0:
            yield at
            at = self.text.find(wanted, at + 1, high)

    def _found_backwards(self, wanted: str, low: int, high: int) -> Iterator[int]:
        at = self.text.rfind(wanted, low, high)
        while at >= 0:
            yield at
            at = self.text.rfind(wanted, low, at + len(wanted) - 1)


def dense(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def located(blocks: Sequence[Sequence[str]], words: Words) -> list[list[Bounds] | None]:
    """Return where the pieces of each block stand among the words; None where they do not.

    A block is a sequence of pieces of text, between which the page may have more than the
    extraction kept.
    """
    whole = [dense("".join(block)) for block in blocks]
    only = {wanted: words.only(wanted) for wanted in dict.fromkeys(whole)}
    places: list[list[Bounds] | None] = [_at(only[wanted], wanted) for wanted in whole]
    first = next((number for number, place in enumerate(places) if place), 0)
    _before_first(blocks[:first], words, places)
    low, size = 0, len(words.text)
    highs = _next_starts(places, size)
    for number, (block, high) in enumerate(zip(blocks, highs, strict=True)):
        place = places[number] or _between(block, words, low, high)
        place = place or _between(block, words, low, size) or _between(block, words, 0, low)
        places[number] = place
        low = place[-1][1] if place else low
    return places


def _before_first(
    blocks: Sequence[Sequence[str]], words: Words, places: list[list[Bounds] | None]
) -> None:
    """Place the blocks before the first anchor, nearest first: farther off stand menus."""
    anchor = places[len(blocks)] if len(blocks) < len(places) else None
    high = anchor[0][0] if anchor else 0
    for number in reversed(range(len(blocks))):
        wanted = dense("".join(blocks[number]))
        at = words.last(wanted, 0, high)
        high = high if at is None else at
        places[number] = _at(at, wanted)


def _next_starts(places: Sequence[list[Bounds] | None], size: int) -> list[int]:
    """Return for each block where the next one starts that has its place."""
    highs: list[int] = []
    for place in reversed(places):
        highs.append(size)
        size = place[0][0] if place else size
    return highs[::-1]


def _at(start: int | None, wanted: str) -> list[Bounds] | None:
    """Return the bounds of words that stand at `start`, if they stand anywhere."""
    return None if start is None else [(start, start + len(wanted))]


def _between(block: Sequence[str], words: Words, low: int, high: int) -> list[Bounds] | None:
    """Return where a block stands between two positions: whole, by pieces, or with gaps."""
    whole = dense("".join(block))
    return (
        _at(words.first(whole, low, high), whole)
        or _by_pieces(block, words, low, high)
        or _with_gaps(whole, words, low, high)
    )


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


def block_bounds(page: Scanned, words: Words) -> Iterator[Bounds]:
    """Yield where among the words each block of the page begins and ends."""
    start, last = 0, 0
    for position, offset in enumerate(words.at):
        if position and _break(page, last, offset) == BLOCK:
            yield start, position
            start = position
        last = offset
    if words.text:
        yield start, len(words.text)


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
