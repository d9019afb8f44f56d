"""Where the paragraphs of plain text are.

Blank lines part paragraphs, with one exception. Between two lines without a blank line:

1. A break is soft when the line ends no sentence and either the next line begins with a small
   letter, or the line ends with a word such as "of", or the next word would hardly have fitted
   into the text's width. A text is hard-wrapped when a third or more of such breaks are soft, and
   one of them by its words.
   There, a break is inside a paragraph when it is soft, or when the line ends a sentence and the
   next word would not have fitted. Any other break parts paragraphs, such as those after a
   headline, a date line or a short last line; so do an indented line and a line that begins with
   a bullet or a number, unless a sentence runs on, and a line that begins with the label of one who
   speaks in a transcript ("MS. DALVIK:", "Q."), after a line that ends a sentence or where the
   same label begins another line. A time on a line of its own is a paragraph, and so is a name with
   a time beside it or on the line before.
   An empty line, as a page break leaves one, is inside a paragraph too, where a small letter
   follows a full line that ends no sentence.
2. In any other text each line is a paragraph: one sentence or one paragraph a line.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from generator.visible import HIDDEN

Bounds = tuple[int, int]

_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"""[.!?:;…]["'\u201d\u2019»)\]]*$""")
_OPEN_END = re.compile(
    r"\b(?:an?|the|and|or|of|in|on|at|to|by|for|from|with|that|as|is|are|was|were|be|has|had)\Z"
)
"""Words that end no sentence, headline or item of a list."""
_ITEM = re.compile(r"(?:[-*•\u2013\u2014·]|\(?\d{1,3}[.)])\s")
_BULLET = re.compile(r"[-*•·]\s")
"""What begins an item even behind "said that", and never a line of prose."""
_LETTERS = re.compile(r"[^\W\d_]+")
_HIDDEN = re.compile(HIDDEN)
_CLOCK = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_TIME = re.compile(rf"{_CLOCK}(?:\s*(?:-|\u2013|-->|to)\s*{_CLOCK})?")
"""A time, or from when to when."""
_LARGE = r"[^\W\d_a-zß-ÿ][\w.'\u2019-]*"
_NAME = rf"{_LARGE}(?: [^\W\d_][\w.'\u2019-]*){{0,4}}"
_NAMED = re.compile(_NAME)
_STAMPED = re.compile(rf"{_NAME}\s+{_CLOCK}|{_CLOCK}\s+{_LARGE} {_NAME}(?<=\w)")
"""A name with a time beside it."""
_LABEL = re.compile(
    rf"{_CLOCK}\s+{_LARGE}(?: {_LARGE}){{0,4}}:\s"
    rf"|{_LARGE},?(?: (?:{_LARGE}|of|the|and|for|to|#?\d{{1,2}}|[(][^()\n]*[)]),?){{1,9}}:\s"
    r"|[^\W\d_a-zß-ÿ]{2,}:\s"
    r"|[QA](?:[.:]\s|\s{2,})"
    rf"|(?:Mr|Mrs|Ms)\.? \w{{0,3}}[A-Z]{{2,}}[\w'\u2019-]*(?: of {_LARGE}(?: {_LARGE})*)?\. "
    r"|The (?:[A-Z]{2,} )*[A-Z]{2,}(?: pro tempore)?(?: \([^()\n]*\))?\. "
)
"""How a turn of a transcript begins: words written large and a colon; "Q." or "Q  "."""
_WIDEST = 120
"""Lines longer than this were not wrapped to a width."""
_NEARLY = 0.85
"""Share of the width that lines reach which a person broke."""
_WRAPPED = 3
"""A text is hard-wrapped when one line break in so many stands inside a running sentence."""
_INDENT = 2
"""So many more spaces than the line above begin a paragraph."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a text."""

    start: int
    """Its first character that is not white space."""
    end: int
    """One past its last character that is not white space."""
    words: str
    """What stands between the two."""
    indent: int
    """Columns before its first word."""
    length: int
    """Characters up to `end`, those of a header before the body included."""

    timed: bool = False
    """Whether a time stands alone on the line above."""
    known: bool = False
    """Whether it begins with a label that begins another line too."""

    @property
    def is_label(self) -> bool:
        """Whether the line is a time, or a name that a time stands by."""
        if _TIME.fullmatch(self.words) or _STAMPED.fullmatch(self.words):
            return True
        return self.timed and _NAMED.fullmatch(self.words) is not None

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with the line."""
        return bool(_SENTENCE_END.search(self.words))


@dataclass(frozen=True, slots=True)
class _Break:
    """Two lines without a blank one between them."""

    first: _Line
    """The line before the break."""
    second: _Line
    """The line after it."""

    @property
    def runs_on(self) -> bool:
        """Whether a sentence goes on, by the words alone."""
        is_open = _OPEN_END.search(self.first.words) and not _BULLET.match(self.second.words)
        goes_on = self.second.words[0].islower() or bool(is_open)
        return goes_on and not self.first.ends_sentence

    @property
    def reach(self) -> int:
        """How long the first line would be if it had the next word too."""
        return self.first.length + 1 + _columns(self.second.words.split(maxsplit=1)[0])

    @property
    def labelled(self) -> bool:
        """Whether the second line begins a turn of a transcript, or its words."""
        if self.first.is_label or self.second.is_label:
            return True
        after = self.first.ends_sentence or self.first.words[-1] in "-\u2013\u2014"
        return self.second.known or (after and _LABEL.match(self.second.words) is not None)

    def soft(self, width: int) -> bool:
        """Tell whether the break stands inside a sentence."""
        if self.first.ends_sentence:
            return False
        return self.runs_on or self.reach > width * _NEARLY

    def torn(self, width: int) -> bool:
        """Tell whether a sentence goes on after an empty line."""
        word = _LETTERS.match(self.second.words)
        goes_on = word is not None and word[0].islower() and not self.first.ends_sentence
        return goes_on and self.reach > width * _NEARLY

    def inside(self, width: int) -> bool:
        """Tell whether the break of a hard-wrapped text is inside a paragraph."""
        if self.labelled:
            return False
        if self.runs_on:
            return True
        if self.second.indent >= self.first.indent + _INDENT:
            return False
        item = _ITEM.match(self.second.words)
        return self.soft(width) or (self.reach > width and not item)


def paragraphs(text: str, start: int, end: int) -> tuple[Bounds, ...]:
    """Return where each paragraph between `start` and `end` begins and ends, trimmed."""
    blocks = _known(list(_blocks(text, start, end)))
    breaks = [_Break(*pair) for block in blocks for pair in itertools.pairwise(block)]
    breaks = [each for each in breaks if not each.labelled]
    width = _width(breaks)
    soft = sum(each.soft(width) for each in breaks)
    if not any(each.runs_on for each in breaks) or soft * _WRAPPED < len(breaks):
        return tuple((line.start, line.end) for block in blocks for line in block)
    return tuple(
        bounds for block in _rejoined(blocks, width) for bounds in _unwrapped(block, width)
    )


def _known(blocks: list[list[_Line]]) -> list[list[_Line]]:
    """Return the lines with whether each begins with a label that begins another one too."""
    begun = Counter(_begun(line) for block in blocks for line in block)
    several = {label for label, count in begun.items() if label and count > 1}
    return [
        [replace(line, known=True) if _begun(line) in several else line for line in block]
        for block in blocks
    ]


def _begun(line: _Line) -> str:
    """Return the label that a line begins with; empty where it begins with none."""
    label = _LABEL.match(line.words)
    return label[0] if label is not None else ""


def trimmed(text: str, start: int, end: int) -> Bounds:
    """Return the bounds without white space at either end; empty bounds stay at `start`."""
    part = text[start:end]
    if not part.strip():
        return start, start
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _blocks(text: str, start: int, end: int) -> Iterator[list[_Line]]:
    """Yield the runs of lines without a blank one."""
    block: list[_Line] = []
    last = start
    begin = max(text.rfind(line_end, 0, start) for line_end in "\n\r") + 1
    for match in _LINE.finditer(text, start, end):
        line = _line(text, begin if match.start() == start else match.start(), match.span())
        if line is not None and block and _TIME.fullmatch(block[-1].words):
            line = replace(line, timed=True)
        if block and (line is None or _line_ends(text[last : match.start()]) > 1):
            yield block
            block = []
        if line is not None:
            block.append(line)
        last = match.end()
    if block:
        yield block


def _line(text: str, begin: int, span: Bounds) -> _Line | None:
    """Return the line whose part in `span` is body; None when that is blank."""
    start, end = trimmed(text, *span)
    if start == end:
        return None
    before = text[begin:start].expandtabs()
    indent = len(before) if not before.strip() else 0
    return _Line(start, end, text[start:end], indent, len(before) + _columns(text[start:end]))


def _columns(words: str) -> int:
    """Return how many letters a reader sees, in whatever normal form they are."""
    return len(words) if words.isascii() else len(_HIDDEN.sub("", normalize("NFC", words)))


def _line_ends(gap: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", gap))


def _width(breaks: list[_Break]) -> int:
    """Return the width that a text was wrapped to; words too long to break do not count."""
    lines = (line for each in breaks for line in (each.first, each.second))
    widths = (line.length for line in lines if len(line.words.split()) > 1)
    return max((width for width in widths if width <= _WIDEST), default=_WIDEST)


def _rejoined(blocks: list[list[_Line]], width: int) -> Iterator[list[_Line]]:
    """Yield the blocks of a hard-wrapped text; those that a page break tore apart are one."""
    joined: list[_Line] = []
    for block in blocks:
        # A line by itself is a headline, or the beginning of a list.
        if joined and (len(joined) == 1 or not _Break(joined[-1], block[0]).torn(width)):
            yield joined
            joined = []
        joined = [*joined, *block]
    if joined:
        yield joined


def _unwrapped(block: list[_Line], width: int) -> Iterator[Bounds]:
    """Yield the paragraphs of a block of hard-wrapped lines."""
    start, end = block[0].start, block[0].end
    for first, second in itertools.pairwise(block):
        if not _Break(first, second).inside(width):
            yield start, end
            start = second.start
        end = second.end
    yield start, end
