"""Which of a page's words are its article's: what trafilatura found, put right by the page itself.

trafilatura finds most articles, but takes one of several containers for the whole, leaves single
paragraphs out, and takes lines that lead to other articles. What it found is therefore the core:
blocks that stand among it, that the page sets alike, or that the page's own metadata repeats as
the article's, are added; lines that only lead elsewhere are taken out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.collect.html_align import Words, dense
from generator.collect.html_blocks import Block, Blocks, look
from generator.collect.html_text import Scanned

_PROSE = 8
"""A block of so many words is a sentence or more."""
_LONG = 15
"""A block of so many words is an article's paragraph, wherever it stands."""
_ENOUGH = 60
"""So many words of prose are an article."""
_LINKED = 0.5
"""A block with more than this share of links leads elsewhere."""
_SOME, _ALL = 0.3, 0.9
"""Shares of links in a line that calls the reader elsewhere, and in one that is a link."""
_LEADS = re.compile(
    r"(?:now\s|next\s|please\s|[\[(])?"
    r"(?:also|read|see|watch|listen|more|related|recommended|in pictures|explainer|further reading|"
    r"most read|editor[\u2019']?s[\u2019']? picks?|don[\u2019']?t miss|sign up|subscribe|"
    r"click here|follow us|keep reading|continue reading|"
    r"you (?:may|might) (?:also )?(?:like|be interested))\b",
    re.IGNORECASE,
)
"""How lines begin that lead to other articles."""
_CALLS = re.compile(
    r"(?:also read|also see|read also|read more|read next|see also|related|"
    r"related (?:articles?|stor(?:y|ies)|news|links?|content|topics?|posts?)|"
    r"more on this(?: story)?|more (?:from|news|stories)\b.{0,40}|most (?:read|popular)|"
    r"recommended(?: reading| for you)?|continue reading|keep reading|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|"
    r"story continues(?: below)?(?: advertisement)?|article continues(?: below| after).{0,40}|"
    r"advertisement|sponsored|subscribe(?: now)?|sign up|share(?: this.{0,20})?|"
    r"follow us.{0,40}|print this page|skip advert(?:isement)?|loading\W*)\W*",
    re.IGNORECASE,
)
"""Lines that lead elsewhere, or are the page's own, whatever they are linked to."""
_SENTENCE_END = re.compile(r"""[.!?…]["'”\u2019)\]]*$""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Which words of a page are its article's."""

    used: bytearray
    """For each word character of the page whether it is."""
    kept: list[Block]
    """Its blocks."""
    leads: list[Block]
    """Lines in its midst that lead elsewhere, and were left out."""
    missed: list[Block]
    """Blocks in its midst that read like an article's, and were left out."""
    noted: list[Block]
    """Captions and notes in its element, which were left out."""
    beside: list[Block]
    """Boxes, lines of metadata and all other prose of the page, which were left out."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(block.count for block in self.kept)


def article(
    page: Scanned,
    words: Words,
    used: bytearray,
    repeated: str = "",
    stated: Callable[[str], bool] = lambda _: False,
) -> Article | None:
    """Return the article of a page, given what was found of it; None where there is none.

    `repeated` is what the page's metadata repeats of the article, often empty; `stated` tells
    whether a line only prints metadata: a date, a byline, the publisher's name.
    """
    blocks = Blocks.of(page, words)
    found = [block for block in blocks.all if _share(block, used) > _LINKED] or _densest(blocks)
    if not found:
        return None
    core = _core(blocks, found)
    aside = blocks.asides(core)
    scope = blocks.scope(core)
    inside = blocks.inside(scope)
    notes = blocks.texts_beside(aside) if scope >= 0 else bytearray(len(aside))
    known = _Known(found, core, aside, inside, notes, dense(repeated))
    chosen = _chosen(blocks, known)
    leads = [block for block in chosen if _leads(block, blocks)]
    facts = _facts(chosen, stated)
    out = {block.start for block in (*leads, *facts)}
    kept = [block for block in chosen if block.start not in out]
    if not kept:
        leads, facts, kept = [], [], chosen
    result = bytearray(len(used))
    for block in kept:
        result[block.start : block.end] = b"\1" * (block.end - block.start)
    _clear(result, used, blocks, aside)
    done = {block.start for block in chosen}
    others = [block for block in blocks.all if block.start not in done and _reads(block, known)]
    return Article(
        used=result,
        kept=kept,
        leads=leads,
        missed=[block for block in others if known.belongs(block)],
        noted=[block for block in others if known.notes_hold(block)],
        beside=[*facts, *(block for block in others if not known.told(block))],
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a page's article before its blocks are chosen."""

    found: Sequence[Block]
    """Blocks that were found to be its."""
    core: Sequence[Block]
    """Those of them that surely are."""
    aside: bytearray
    """For each element whether it stands beside the article."""
    inside: bytearray
    """For each element whether it stands in the article's."""
    notes: bytearray
    """For each element whether it holds what the article says beside its text."""
    repeated: str
    """What the page's metadata repeats, without white space."""

    def belongs(self, block: Block) -> bool:
        """Tell whether a block stands in the article's element, and in nothing beside it."""
        return block.element < 0 or bool(
            self.inside[block.element] and not self.aside[block.element]
        )

    def notes_hold(self, block: Block) -> bool:
        """Tell whether a block is a caption or a note of the article."""
        return block.element >= 0 and bool(self.inside[block.element] and self.notes[block.element])

    def told(self, block: Block) -> bool:
        """Tell whether a reader takes a block for the article's: its text, a caption or a note."""
        return self.belongs(block) or self.notes_hold(block)


def _densest(blocks: Blocks) -> list[Block]:
    """Return the prose that is set alike and is most of a page's; empty where there is little."""
    aside = blocks.asides([])
    prose = [
        block
        for block in blocks.all
        if block.count >= _LONG
        and block.linked < _LINKED
        and (block.element < 0 or not aside[block.element])
    ]
    core = _core(blocks, prose)
    return list(core) if sum(block.count for block in core) >= _ENOUGH else []


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


def _chosen(blocks: Blocks, known: _Known) -> list[Block]:
    """Return the article's blocks in order."""
    kinds = {blocks.kind(block) for block in known.core}
    holders = {blocks.holder(block) for block in known.core}
    taken = {block.start for block in known.found}

    def alike(block: Block) -> bool:
        """Tell whether a block was found, is repeated, or is set like those that are sure."""
        if block.start in taken:
            return block.element < 0 or not known.aside[block.element]
        if not known.belongs(block):
            return False
        if known.repeated and block.count >= _PROSE and dense(block.text) in known.repeated:
            return not blocks.heading(block)
        return block.linked <= _LINKED and blocks.kind(block) in kinds

    sure = _between_prose([block for block in blocks.all if alike(block)], taken)
    first, last = (sure[0].start, sure[-1].start) if sure else (0, 0)
    chosen = {block.start for block in sure}

    def amid(block: Block) -> bool:
        """Tell whether a block stands among them, in an element that holds some of them."""
        stands = first < block.start < last and blocks.holder(block) in holders
        return stands and block.linked <= _LINKED and known.belongs(block)

    return [block for block in blocks.all if block.start in chosen or amid(block)]


def _between_prose(kept: list[Block], taken: set[int]) -> list[Block]:
    """Return blocks without the short ones that were added at either end."""
    sure = [at for at, block in enumerate(kept) if block.start in taken or block.count >= _PROSE]
    return kept[sure[0] : sure[-1] + 1] if sure else kept


def _facts(chosen: Sequence[Block], stated: Callable[[str], bool]) -> list[Block]:
    """Return the lines above the first paragraph that only print the page's metadata."""
    found: list[Block] = []
    for block in chosen:
        if stated(block.text):
            found.append(block)
        elif block.count >= _LONG:
            break
    return found


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
    ends = _SENTENCE_END.search(block.text)
    if _LEADS.match(block.text) and block.linked > (_LINKED if ends else _SOME):
        return True
    if ends or block.linked < _ALL:
        return False
    listed = block.element >= 0 and blocks.listed[block.element]
    return not listed and (not blocks.heading(block) or blocks.leads_away(block))


def _reads(block: Block, known: _Known) -> bool:
    """Tell whether a block that was not chosen is more than a label of the page."""
    return block.linked <= _LINKED and (block.count >= _PROSE or known.told(block))
