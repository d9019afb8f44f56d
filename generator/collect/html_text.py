"""Text of HTML: what stands outside of tags, and where each character stands in the file.

A small scanner by the rules of the HTML standard's tokeniser: tags with quoted attributes,
comments, scripts and styles, character references. It builds no tree; it only needs to know
which characters are text and where blocks and lines end.
"""

import html
import re
from array import array
from dataclasses import dataclass, field

from generator.collect.normalise import with_plain_line_ends
from generator.collect.traced import Traced, join

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
_RAW = frozenset({"script", "style", "template", "iframe", "noembed", "noframes", "xmp", "title"})
"""Elements whose content is no text of the page."""
_INLINE = frozenset(
    re.split(
        r"\s+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr "
        "noscript q rb rp rt ruby s samp script small span strike strong style sub sup template "
        "time tt u var wbr",
    )
)
"""Elements that do not part words from words."""
NONE, CELL, LINE, BLOCK = range(4)
"""What ended before a character: nothing, a cell of a table, a line, or a block."""


_ENDS = {"br": LINE, "td": CELL, "th": CELL}


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    """In small letters."""
    attributes: dict[str, str]
    """Values by name in small letters, character references resolved."""
    start: int
    """Where it begins in the source."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner found."""

    text: Traced
    """Every character outside of tags, white space as it stands."""
    breaks: bytearray
    """For each character what ended just before it: `NONE`, `CELL`, `LINE` or `BLOCK`."""
    tags: list[Tag]
    """The start tags in order."""


@dataclass(slots=True)
class _Scan:
    """What the scanner has so far."""

    source: Traced
    """The source."""
    parts: list[Traced] = field(default_factory=list)
    """The text, in pieces."""
    breaks: bytearray = field(default_factory=bytearray)
    """As in `Scanned`."""
    tags: list[Tag] = field(default_factory=list)
    """The start tags."""
    pending: int = NONE
    """What has ended since the last character."""

    def text(self, start: int, end: int) -> None:
        """Take the source's characters from `start` to `end` as text."""
        self._take(self.source[start:end])

    def reference(self, start: int, end: int) -> None:
        """Take a character reference as the characters that it stands for."""
        shown = with_plain_line_ends(html.unescape(self.source.text[start:end]))
        first, last = self.source.starts[start], self.source.ends[end - 1]
        size = len(shown)
        self._take(Traced(shown, array("q", [first] * size), array("q", [last] * size)))

    def _take(self, part: Traced) -> None:
        if len(part):
            self.parts.append(part)
            self.breaks.extend([self.pending] + [NONE] * (len(part) - 1))
            self.pending = NONE

    def tag(self, match: re.Match[str]) -> int:
        """Take note of a tag; return where the scan goes on."""
        name = match["name"].lower()
        kind = NONE if name in _INLINE else _ENDS.get(name, BLOCK)
        # Two line ends in succession are an author's end of a block.
        self.pending = BLOCK if kind == self.pending == LINE else max(self.pending, kind)
        if match["close"]:
            return match.end()
        self.tags.append(Tag(name, _attributes(match["attributes"]), match.start()))
        if name not in _RAW:
            return match.end()
        end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(
            self.source.text, match.end()
        )
        return end.start() if end else len(self.source)


def scan(source: Traced) -> Scanned:
    """Return the text of an HTML source, with its breaks and tags.

    Where a tag is never closed, all that is left is text: nothing may be lost.
    """
    state = _Scan(source)
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
    return Scanned(join(state.parts), state.breaks, state.tags)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
