"""The blocks of a page's text, and what their elements say of them.

A block is what a reader sees as a paragraph, a heading, an item of a list or a row of a table. Of
each it is known which elements hold it, how much of it is links, and whether it stands in a part
of the page that is none of the article: navigation, a form, advertising, links to other pages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.collect.html_align import Words, block_bounds
from generator.collect.html_elements import Element
from generator.collect.html_text import SCOPES, Scanned

_NEVER = frozenset({"nav", "form", "button", "select", "textarea", "menu"})
"""Elements that hold no part of an article, however they are set."""
_NOTES = frozenset({"aside", "footer", "figcaption"})
"""Elements that hold what an article says beside its text, and other things."""
_BESIDE = _NEVER | _NOTES
"""Elements that stand beside an article, unless the page sets its text in them."""
_BESIDE_ROLES = frozenset(
    {"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"}
)
_BESIDE_WORDS = frozenset(
    re.split(
        r"\s+",
        "ad ads advert adverts advertisement advertising adsbygoogle adslot outbrain taboola "
        "sponsor sponsored promo promos promotion newsletter newsletters subscribe subscription "
        "signup share sharing social sociable comment comments respond disqus related "
        "recommended recommendations recirc recirculation trending popular teaser teasers "
        "breadcrumb breadcrumbs nav navbar navigation navbox sidebar footer masthead toolbar "
        "pagination pager tags taglist widget widgets copyright cookie cookies consent gdpr "
        "modal popup noprint printfooter catlinks editsection toc infobox hatnote reflist "
        "references caption captions credit gallery byline timestamp player",
    )
)
"""Words in the names of classes of such elements."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PHRASES = frozenset({"a", "b", "i", "em", "strong", "span", "u", "font", "time", "cite", "mark"})
"""Elements inside of a line."""
_TEXT = (
    _PHRASES
    | _HEADINGS
    | frozenset(
        {"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "thead", "tbody"}
        | {"tfoot", "tr", "td", "th", "caption", "details", "summary", "q", "small", "br", "center"}
        | {"footer", "figure", "figcaption"}
    )
)
"""Elements that say what a text is, and not where it stands in the page."""
_UNPARTED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Letters of scripts that part no words."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = re.compile(r"[a-z]+")
_MOST = 0.5
"""An element that holds more than this share of the article is no side matter."""
_DEEP = 3
"""Elements above a block by which two blocks are seen to be of a kind."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page's words."""

    start: int
    """Its first word character, among the page's words."""
    end: int
    """One past its last."""
    element: int
    """Number of the innermost element that holds its first character; -1 for none."""
    count: int
    """How many words it has."""
    linked: float
    """Share of its characters that are links."""
    text: str
    """Its words, each run of white space one space."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, with what their elements say."""

    all: list[Block]
    """In order."""
    elements: list[Element]
    """The page's."""
    words: Words
    """The page's."""
    holders: list[int]
    """For each element the one that sets its text among others; -1 for the page."""
    listed: bytearray
    """For each element whether it stands in an item of a list."""

    @classmethod
    def of(cls, page: Scanned, words: Words) -> "Blocks":
        """Return the blocks of a page."""
        linked = bytearray(len(page.text))
        for element in page.elements:
            if element.name == "a" and "href" in element.attributes:
                size = element.text_end - element.text_start
                linked[element.text_start : element.text_end] = b"\1" * size
        holders: list[int] = []
        listed = bytearray(len(page.elements))
        for number, element in enumerate(page.elements):
            parent = element.parent
            above = holders[parent] if parent >= 0 else -1
            holders.append(above if _says_nothing(element) else number)
            listed[number] = element.name == "li" or (parent >= 0 and listed[parent])
        found = list(_found(page, words, linked))
        return cls(found, page.elements, words, holders, listed)

    def above(self, number: int) -> Iterator[int]:
        """Yield an element and those that hold it, innermost first."""
        while number >= 0:
            yield number
            number = self.elements[number].parent

    def heading(self, block: Block) -> bool:
        """Tell whether a block is a heading."""
        return any(self.elements[each].name in _HEADINGS for each in self._near(block))

    def leads_away(self, block: Block) -> bool:
        """Tell whether a heading below the first is a link to another page."""
        near = [self.elements[each] for each in self._near(block)]
        links = [each.attributes.get("href", "#") for each in near if each.name == "a"]
        return bool(links) and links[0][:1] != "#" and all(each.name != "h1" for each in near)

    def holder(self, block: Block) -> int:
        """Return the number of the element that sets a block among others; -1 for the page."""
        return self.holders[block.element] if block.element >= 0 else -1

    def kind(self, block: Block) -> tuple[tuple[str, str], ...]:
        """Return what two blocks have in common that a page sets alike."""
        above = self.above(block.element)
        kept = [each for each in above if self.elements[each].name not in _PHRASES]
        return tuple(look(self.elements[each]) for each in kept[:_DEEP])

    def _near(self, block: Block) -> list[int]:
        return [each for each, _ in zip(self.above(block.element), range(_DEEP + 1), strict=False)]

    def scope(self, blocks: Sequence[Block]) -> int:
        """Return the number of the article's element that holds most of some blocks.

        Where the page names none, it is -1, the whole page.
        """
        held = self.held(blocks)
        most = sum(block.end - block.start for block in blocks) * 0.9
        inner = max((number for number, size in enumerate(held) if size >= most), default=-1)
        return next((each for each in self.above(inner) if self._is_scope(each)), -1)

    def held(self, blocks: Sequence[Block]) -> list[int]:
        """Return how many characters of some blocks each element holds."""
        held = [0] * len(self.elements)
        for block in blocks:
            if block.element >= 0:
                held[block.element] += block.end - block.start
        for number in range(len(held) - 1, -1, -1):
            parent = self.elements[number].parent
            if parent >= 0:
                held[parent] += held[number]
        return held

    def _is_scope(self, number: int) -> bool:
        element = self.elements[number]
        return (
            element.name in SCOPES
            or element.attributes.get("role", "").lower() == "main"
            or "articlebody" in element.words_of("itemprop")
        )

    def inside(self, number: int) -> bytearray:
        """Return for each element whether it is one, or stands in it; -1 is the page."""
        found = bytearray(len(self.elements))
        for each, element in enumerate(self.elements):
            found[each] = number in {-1, each} or (element.parent >= 0 and found[element.parent])
        return found

    def asides(self, core: Sequence[Block]) -> bytearray:
        """Return for each element whether it stands beside the article.

        `core` are blocks that are the article's; nothing that is set like them stands beside it.
        """
        held = self.held(core)
        most = sum(block.end - block.start for block in core) * _MOST
        alike = {look(self.elements[each]) for each, size in enumerate(held) if size}
        quoting = {each.parent for each in self.elements if each.name == "blockquote"}
        found = bytearray(len(self.elements))
        for number, element in enumerate(self.elements):
            above = element.parent >= 0 and found[element.parent]
            usual = element.name not in _NEVER and look(element) in alike
            found[number] = above or (
                held[number] <= most and not usual and self._beside(element, quoting)
            )
        return found

    def texts_beside(self, asides: bytearray) -> bytearray:
        """Return for each element whether it is beside the article as its caption or note is.

        `asides` says which elements stand beside it at all.
        """
        found = bytearray(len(self.elements))
        for number, element in enumerate(self.elements):
            above = element.parent
            if above >= 0 and asides[above]:
                found[number] = found[above]
            elif asides[number]:
                found[number] = element.name in _NOTES and not self._named_beside(element)
        return found

    def _beside(self, element: Element, quoting: set[int]) -> bool:
        """Tell whether an element's name, role and classes say that it is no part of an article."""
        beside = element.name in _BESIDE or self._named_beside(element)
        return beside and not self._quotes(element, quoting)

    def _named_beside(self, element: Element) -> bool:
        """Tell whether an element's role and classes say that it is no part of an article."""
        own = element.name if "-" in element.name else ""
        names = f"{own} {element.attributes.get('class', '')} {element.attributes.get('id', '')}"
        named = not _BESIDE_WORDS.isdisjoint(_NAMES.findall(_CAMEL.sub(" ", names).lower()))
        return named or element.attributes.get("role", "").lower() in _BESIDE_ROLES

    def _quotes(self, element: Element, quoting: set[int]) -> bool:
        """Tell whether an element names the source of a block quotation."""
        if element.name not in {"footer", "figcaption"}:
            return False
        above = (self.elements[each].name for each in self.above(element.parent))
        return element.parent in quoting or "blockquote" in above


def _says_nothing(element: Element) -> bool:
    """Tell whether an element says nothing of where its text stands in the page."""
    if element.name in _TEXT:
        return True
    named = {"class", "id", "role", "itemprop"} & element.attributes.keys()
    return element.name in {"div", "section"} and not named


def look(element: Element) -> tuple[str, str]:
    """Return what elements have in common that a page sets alike: name and classes."""
    classes = (re.sub(r"\d+", "", each) for each in element.words_of("class"))
    return element.name, " ".join(sorted(classes))


def _found(page: Scanned, words: Words, linked: bytearray) -> Iterator[Block]:
    opened: list[int] = []
    following = 0
    for start, end in block_bounds(page, words):
        first, last = words.at[start], words.at[end - 1]
        while following < len(page.elements) and page.elements[following].text_start <= first:
            opened.append(following)
            following += 1
        while opened and page.elements[opened[-1]].text_end <= first:
            opened.pop()
        text = _shown(page, first, last)
        links = sum(linked[first : last + 1]) / (last + 1 - first)
        yield Block(start, end, opened[-1] if opened else -1, _count(text), links, text)


def _shown(page: Scanned, first: int, last: int) -> str:
    """Return what stands between two characters, a space where a line or a cell ends."""
    text, breaks = page.text.text, page.breaks
    parts: list[str] = []
    start = first
    for at in range(first + 1, last + 1) if any(breaks[first + 1 : last + 1]) else ():
        if breaks[at]:
            parts.append(text[start:at])
            start = at
    return " ".join(" ".join([*parts, text[start : last + 1]]).split())


def _count(text: str) -> int:
    """Return how many words a text has; where none are parted, two signs are about one."""
    return text.count(" ") + 1 + len(_UNPARTED.findall(text)) // 2
