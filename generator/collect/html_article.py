"""Which of a page's words are its article's: what trafilatura found, put right by the page itself.

trafilatura finds most articles, but takes one of several containers for the whole, leaves single
paragraphs out, and takes lines that lead to other articles. What it found is therefore the core:
blocks that stand among it, that the page sets alike, or that the page's own metadata repeats as
the article's, are added; lines that only lead elsewhere are taken out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.collect.html_align import Words, dense
from generator.collect.html_blocks import ELSEWHERE, Block, Blocks, look
from generator.collect.html_text import Scanned

_PROSE = 8
"""A block of so many words is a sentence or more."""
_LONG = 15
"""A block of so many words is an article's paragraph, wherever it stands."""
_LINKED = 0.5
"""A block with more than this share of links leads elsewhere."""
_LEADS = re.compile(
    r"(?:also|now|next|please)?\s*"
    r"(?:read|see|watch|listen|more|related|recommended|in pictures|explainer|further reading|"
    r"most read|editor[’']?s[’']? picks?|don[’']?t miss|sign up|subscribe|click here|follow us|"
    r"keep reading|continue reading|you (?:may|might) (?:also )?(?:like|be interested))\b",
    re.IGNORECASE,
)
"""How lines begin that lead to other articles."""
_CALLS = re.compile(
    r"(?:also read|also see|read also|read more|read next|read also|see also|related|"
    r"related (?:articles?|stor(?:y|ies)|news|links?|content|topics?|posts?)|more on this(?: story)?|"
    r"more (?:from|news|stories)\b.{0,40}|most (?:read|popular)|recommended(?: reading| for you)?|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|continue reading|keep reading|"
    r"story continues(?: below)?(?: advertisement)?|article continues(?: below| after).{0,40}|"
    r"advertisement|advertisment|sponsored|subscribe(?: now)?|sign up|share(?: this.{0,20})?|"
    r"follow us.{0,40}|print this page|skip advert(?:isement)?|loading\W*)\W*",
    re.IGNORECASE,
)
"""Lines that lead elsewhere, or are the page's own, whatever they are linked to."""
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*$""")


@dataclass(frozen=True, slots=True)
class Article:
    """Which words of a page are its article's."""

    used: bytearray
    """For each word character of the page whether it is."""
    leads: list[Block]
    """Lines among them that lead elsewhere, and were left out."""
    missed: list[Block]
    """Blocks that read like an article's, and were left out."""
    words: int
    """How many words it has."""


def article(page: Scanned, words: Words, used: bytearray, body: str) -> Article:
    """Return the article of a page, given what was found of it.

    `body` is the article's text as the page's metadata repeats it, often empty.
    """
    blocks = Blocks.of(page, words)
    found = [block for block in blocks.all if _share(block, used) > _LINKED]
    core = _core(blocks, found)
    aside = blocks.asides(core)
    kept = _kept(blocks, found, core, aside, dense(body))
    leads = [block for block in kept if _leads(block, blocks)]
    kept = [block for block in kept if block not in leads] if leads else kept
    result = bytearray(len(used))
    for block in kept:
        result[block.start : block.end] = b"\1" * (block.end - block.start)
    _clear(result, used, blocks, aside)
    missed = list(_missed(blocks, kept, leads, aside))
    return Article(result, leads, missed, sum(block.count for block in kept))


def _core(blocks: Blocks, found: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks that are surely the article's: prose that is set like most of it."""
    prose = [block for block in found if block.count >= _PROSE and block.linked < _LINKED]
    by_look: dict[object, list[Block]] = {}
    for block in prose:
        holder = blocks.holder(block)
        kind = look(blocks.elements[holder]) if holder >= 0 else None
        by_look.setdefault(kind, []).append(block)
    most = max(by_look.values(), key=lambda each: sum(block.count for block in each), default=[])
    enough = sum(block.count for block in prose) * _LINKED
    return most if sum(block.count for block in most) > enough else prose or found


def _share(block: Block, used: bytearray) -> float:
    return sum(used[block.start : block.end]) / (block.end - block.start)


def _kept(
    blocks: Blocks,
    found: Sequence[Block],
    core: Sequence[Block],
    aside: bytearray,
    body: str,
) -> list[Block]:
    """Return the article's blocks in order."""
    if not found:
        return []
    inside = blocks.inside(blocks.scope(core))
    kinds = {blocks.kind(block) for block in core}
    holders = {blocks.holder(block) for block in core}
    first, last = found[0].start, found[-1].end
    taken = {block.start for block in found}

    def belongs(block: Block) -> bool:
        if block.start in taken:
            return block.element < 0 or aside[block.element] != ELSEWHERE
        if block.element >= 0 and (aside[block.element] or not inside[block.element]):
            return False
        if body and block.count >= _PROSE and dense(block.text) in body:
            return True
        if block.linked > _LINKED:
            return False
        amid = first < block.start < last and blocks.holder(block) in holders
        return amid or blocks.kind(block) in kinds

    kept = [block for block in blocks.all if belongs(block)]
    return _between_prose(kept, taken)


def _between_prose(kept: list[Block], taken: set[int]) -> list[Block]:
    """Return blocks without the short ones that were added at either end."""
    sure = [at for at, block in enumerate(kept) if block.start in taken or block.count >= _PROSE]
    return kept[sure[0] : sure[-1] + 1] if sure else kept


def _clear(result: bytearray, used: bytearray, blocks: Blocks, aside: bytearray) -> None:
    """Take side matter out of the midst of blocks, unless it was found to be the article's."""
    at = blocks.words.at
    position = 0
    for number, element in enumerate(blocks.elements):
        parent = element.parent
        if not aside[number] or (parent >= 0 and aside[parent]):
            continue
        while position < len(at) and at[position] < element.text_start:
            position += 1
        while position < len(at) and at[position] < element.text_end:
            result[position] &= used[position]
            position += 1


def _leads(block: Block, blocks: Blocks) -> bool:
    """Tell whether a block only leads to other articles."""
    if _CALLS.fullmatch(block.text):
        return True
    if block.linked > _LINKED and _LEADS.match(block.text):
        return True
    whole = block.linked > 0.9 and not _SENTENCE_END.search(block.text)  # noqa: PLR2004 - all of it
    listed = any(blocks.elements[each].name in {"li", "td", "th"} for each in blocks.above(block.element))
    return whole and not listed and block.count > 2 and not blocks.heading(block)  # noqa: PLR2004 - a headline


def _missed(
    blocks: Blocks, kept: Sequence[Block], leads: Sequence[Block], aside: bytearray
) -> Iterator[Block]:
    """Yield the blocks that read like an article's paragraphs, and are not kept."""
    done = {block.start for block in (*kept, *leads)}
    for block in blocks.all:
        side = block.element >= 0 and aside[block.element]
        if block.start in done or side or block.count < _LONG or block.linked > _LINKED:
            continue
        yield block
