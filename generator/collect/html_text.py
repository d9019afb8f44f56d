"""Text of HTML: what stands outside of tags, and where each character stands in the file.

A small scanner by the rules of the HTML standard's tokeniser: tags with quoted attributes,
comments, scripts and styles, character references. It builds no tree; it only needs to know
which characters are text, where blocks and lines end, and which element holds what.

Left out is what no reader sees (`hidden`, `aria-hidden`, `display: none`, the classes that every
site uses for words of screen readers), soft hyphens, note marks set above the line, and formulas,
which are no text when their marks are taken away. Words in drawings, in frames and above others
(`<ruby>`) have no place in a line of text; they are kept apart, to be told.
"""

import html
import re
from array import array
from dataclasses import dataclass, field

from generator.collect.html_elements import Element, Nesting
from generator.collect.normalise import with_plain_line_ends, without_soft_hyphens
from generator.collect.superscripts import Shown, shown
from generator.collect.traced import Traced, added, join, traced

_TOKEN = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))
    |<(?P<close>/?)(?P<name>[A-Za-z][^\s/><]*+)
      (?P<attributes>(?:[\s/]++|[^\s/>=<]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)*+)>
    |<(?:[!?]|/[^A-Za-z])[^>]*+>
    |<(?P<broken>[!?/A-Za-z])
    |&(?:\#[0-9]++;?|\#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]*+;?)
    """,
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_TAG = re.compile(r"<[^>]*>")
_RAW = frozenset({"script", "style", "template", "iframe", "noembed", "noframes", "xmp", "title"})
"""Elements whose content is no markup of the page; that of `xmp` is shown as it stands."""
_SHADOW = frozenset({"shadowrootmode", "shadowroot"})
"""Attributes of a template that is shown."""
_APART = frozenset({"rt", "rp", "rtc"})
"""Elements whose text stands above other text."""
_UNSEEN = _APART | frozenset(
    {"noscript", "svg", "math", "datalist", "audio", "video", "canvas", "object"}
)
"""Elements that a browser shows something else for than the text in them, or elsewhere."""
_LETTERS = frozenset({"text", "foreignobject"})
"""Elements of a drawing that show text,"""
_UNDRAWN = frozenset({"defs", "symbol", "clippath", "mask", "marker", "pattern", "rp"})
"""unless they stand in one of these."""
_FRAMED = 8
"""A frame of fewer words holds no sentence."""
_UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_UNSEEN_CLASSES = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-text"}
    | {"screen-reader-only", "element-invisible", "a11y-hidden", "u-visually-hidden"}
)
"""What sites call words for screen readers; any other class may be shown by some rule."""
_ALWAYS_SEEN = frozenset({"html", "body"})
"""Elements that pages hide only until their scripts have run."""
_INLINE = frozenset(
    re.split(
        r"\s+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math "
        "nobr noscript q rb rp rt ruby s samp script small span strike strong style sub sup svg "
        "template time tt u var wbr",
    )
)
"""Elements that do not part words from words."""
NONE, CELL, LINE, BLOCK = range(4)
"""What ended before a character: nothing, a cell of a table, a line, or a block."""


_ENDS = {"br": LINE, "td": CELL, "th": CELL}
SCOPES = frozenset({"article", "main"})
"""Elements that say where the article is."""
_NEAR = 30
"""Characters before a mark above the line that tell what it is."""
_MANY = 10_000
"""Characters of attributes that no page needs, and that parsers take long for."""
_AHEAD = 200
"""Characters of the source after such a mark, in which the next word begins."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner found."""

    text: Traced
    """Every character outside of tags that a reader sees, white space as it stands."""
    breaks: bytearray
    """For each character what ended just before it: `NONE`, `CELL`, `LINE` or `BLOCK`."""
    elements: list[Element]
    """The elements in the order of their start tags."""
    cuts: list[tuple[int, int]]
    """Stretches of the source that no reader sees as text."""
    formulas: list[int]
    """Where in the source formulas stand that are left out."""
    apart: list[tuple[int, str]]
    """Words of drawings, of frames and above others: where in the source, and what."""

    def seen(self, source: str) -> str:
        """Return the source without its cuts."""
        kept: list[str] = []
        done = 0
        for start, end in sorted(self.cuts):
            kept.append(source[done:start])
            done = max(done, end)
        return "".join([*kept, source[done:]])


@dataclass(slots=True)
class _Scan:
    """What the scanner has so far."""

    source: Traced
    """The source."""
    everything: bool = False
    """Whether what the page hides is text too."""
    parts: list[Traced] = field(default_factory=list)
    """The text, in pieces."""
    size: int = 0
    """Characters of text."""
    breaks: bytearray = field(default_factory=bytearray)
    """As in `Scanned`."""
    nesting: Nesting = field(default_factory=Nesting)
    """The elements."""
    cuts: list[tuple[int, int]] = field(default_factory=list)
    """As in `Scanned`."""
    formulas: list[int] = field(default_factory=list)
    """As in `Scanned`."""
    apart: list[tuple[int, str]] = field(default_factory=list)
    """As in `Scanned`, but that each piece of text has its own entry."""
    frames: list[tuple[bool, int, str]] = field(default_factory=list)
    """Frames: whether in an article, where in the source, and the page in it."""
    pending: int = NONE
    """What has ended since the last character."""
    unseen: int = -1
    """The outermost element that is open and not seen; -1 for none."""
    above: tuple[int, int] = (-1, 0)
    """The open element above the line, -1 for none, and how many pieces stand before it."""

    def text(self, start: int, end: int) -> None:
        """Take the source's characters from `start` to `end` as text."""
        self._take(without_soft_hyphens(self.source[start:end]), start)

    def reference(self, start: int, end: int) -> None:
        """Take a character reference as the characters that it stands for."""
        shown = with_plain_line_ends(html.unescape(self.source.text[start:end]))
        first, last = self.source.starts[start], self.source.ends[end - 1]
        size = len(shown)
        part = Traced(shown, array("q", [first] * size), array("q", [last] * size))
        self._take(without_soft_hyphens(part), start)

    def _take(self, part: Traced, start: int) -> None:
        if self.unseen >= 0 and self._is_apart():
            self.apart.append((start, part.text))
        elif len(part) and self.unseen < 0:
            self.parts.append(part)
            self.size += len(part)
            self.breaks.extend([self.pending] + [NONE] * (len(part) - 1))
            self.pending = NONE

    def tag(self, match: re.Match[str]) -> int:
        """Take note of a tag; return where the scan goes on."""
        name = match["name"].lower()
        if match["close"]:
            self._ended(self.nesting.close(name, (match.end(), self.size)), match.end())
            self._break(name)
            return match.end()
        if len(match["attributes"]) > _MANY:
            self.cuts.append(match.span("attributes"))
        implied = self.nesting.close_implied(name, (match.start(), self.size))
        self._ended(implied, match.start())
        self._break(name)
        element = Element(
            name,
            _attributes(match["attributes"]),
            self.nesting.innermost,
            match.start(),
            match.end(),
            self.size,
        )
        if name in _RAW and not (name == "template" and _SHADOW & element.attributes.keys()):
            return self._raw(element)
        self._opened(element)
        return match.end()

    def _break(self, name: str) -> None:
        if self.unseen >= 0:
            return
        kind = NONE if name in _INLINE else _ENDS.get(name, BLOCK)
        # Two line ends in succession are an author's end of a block.
        self.pending = BLOCK if kind == self.pending == LINE else max(self.pending, kind)

    def _raw(self, element: Element) -> int:
        """Take note of an element without text of the page; return where its end tag begins."""
        pattern = re.compile(rf"</{element.name}(?=[\s/>])", re.IGNORECASE)
        end = pattern.search(self.source.text, element.inside)
        element.end = end.start() if end else len(self.source)
        element.text_end = self.size
        if element.name == "title" and self.unseen >= 0:
            return element.end  # of a drawing, not of the page
        self.nesting.all.append(element)
        if element.name == "xmp":
            self.text(element.inside, element.end)
            element.text_end = self.size
        elif element.name != "title":
            closed = self.source.text.find(">", element.end) + 1
            self.cuts.append((element.start, closed or len(self.source)))
        if element.attributes.get("srcdoc") and self.unseen < 0:
            page = element.attributes["srcdoc"]
            self.frames.append((self.nesting.is_in(SCOPES), element.start, page))
        return element.end

    def _opened(self, element: Element) -> None:
        self.nesting.open(element)
        if self.unseen >= 0 or element.end >= 0:
            return
        if element.name in _UNSEEN or (not self.everything and _hidden(element)):
            self.unseen = self.nesting.innermost
        elif element.name == "sup" and self.above[0] < 0:
            self.above = (self.nesting.innermost, len(self.parts))
        if element.name == "math":
            self.formulas.append(element.start)

    def _is_apart(self) -> bool:
        """Tell whether what is open and not seen as text shows words apart from it."""
        outer = self.nesting.all[self.unseen]
        if outer.name not in _APART | {"svg"} or _hidden(outer):
            return False
        drawn = outer.name != "svg" or self.nesting.is_in(_LETTERS)
        return drawn and not self.nesting.is_in(_UNDRAWN)

    def _ended(self, numbers: list[int], end: int) -> None:
        """Take note of elements that ended before `end` of the source."""
        for number in numbers:
            element = self.nesting.all[number]
            if number == self.unseen:
                self.cuts.append((element.start, end))
                self.unseen = -1
            if number == self.above[0]:
                self._set(element, end)
                self.above = (-1, 0)
            if element.name in {"td", "th"} and self._parted(element):
                self.pending = BLOCK

    def _parted(self, element: Element) -> bool:
        """Tell whether a cell holds several blocks, as those of a page's layout do."""
        return self.breaks.find(BLOCK, element.text_start + 1) >= 0

    def _set(self, element: Element, end: int) -> None:
        """Leave out or set apart what stands above the line, where it must not be read on."""
        first = element.text_start
        mark = "".join(part.text for part in self.parts[self.above[1] :])
        begins = first == self.size or self.breaks[first] != NONE
        after = _TAG.sub("", self.source.text[end : end + _AHEAD])
        how = shown("" if begins else self._before(), mark, after, linked=self._linked(element))
        if how is Shown.LEFT_OUT:
            self.pending = max(self.pending, *self.breaks[first:], NONE)
            del self.parts[self.above[1] :], self.breaks[first:]
            self.size = first
            self.cuts.append((element.start, end))
        elif how is not Shown.KEPT:
            at = self.above[1] if how is Shown.APART else len(self.parts)
            self.parts.insert(at, added(" "))
            self.breaks.insert(first if how is Shown.APART else self.size, NONE)
            self.size += 1

    def _linked(self, element: Element) -> bool:
        """Tell whether a link stands in an element, or leads from it to elsewhere in the page."""
        parent = self.nesting.all[element.parent] if element.parent >= 0 else None
        return any(
            each.name == "a" and each.start > element.start for each in self.nesting.all[-_NEAR:]
        ) or bool(
            parent and parent.name == "a" and parent.attributes.get("href", "").startswith("#")
        )

    def finish(self) -> None:
        """End whatever is open."""
        size = len(self.source)
        self._ended(self.nesting.close_all((size, self.size)), size)
        named = any(element.name in SCOPES for element in self.nesting.all)
        for held, start, framed in self.frames:
            words = scan(traced(framed)).text.text.split() if held or not named else []
            if len(words) >= _FRAMED:
                self.apart.append((start, " ".join(words)))

    def _before(self) -> str:
        """Return the last characters before what stands above the line, in its own block."""
        text = ""
        for part in reversed(self.parts[max(0, self.above[1] - _NEAR) : self.above[1]]):
            text = part.text + text
            if len(text) >= _NEAR:
                break
        return text[-_NEAR:]


def scan(source: Traced, *, everything: bool = False) -> Scanned:
    """Return the text of an HTML source, with its breaks and elements.

    `everything` takes what the page hides until its scripts have run, but nothing that a browser
    shows as something else.
    Where a tag is never closed, all that is left is text: nothing may be lost.
    """
    state = _Scan(source, everything=everything)
    done = 0
    while match := _TOKEN.search(source.text, done):
        state.text(done, match.start())
        if match["broken"]:
            done = match.start()
            break
        done = match.end()
        if match["name"]:
            done = state.tag(match)
        elif match[0].startswith("&"):
            state.reference(match.start(), match.end())
    state.text(done, len(source))
    state.finish()
    return Scanned(
        text=join(state.parts),
        breaks=state.breaks,
        elements=state.nesting.all,
        cuts=state.cuts,
        formulas=state.formulas,
        apart=sorted((start, words) for start, words in state.apart if words.strip()),
    )


def _hidden(element: Element) -> bool:
    """Tell whether a page says that a reader sees nothing of an element."""
    if element.name in _ALWAYS_SEEN:
        return False
    attributes = element.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or (element.name == "dialog" and "open" not in attributes)
        or bool(_UNSEEN_STYLE.search(attributes.get("style", "")))
        or not _UNSEEN_CLASSES.isdisjoint(element.words_of("class"))
    )


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
