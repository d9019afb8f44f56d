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

Where empty lines stand between nearly all lines and sentences run on over a third of them, the text
is double-spaced: they part no more than line ends do, and only a wider gap is a blank line. Marks
of quoted mail (`> `) at the beginning of a line are no part of its words; where they become more or
fewer, a paragraph ends.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from generator.layout import mail_marks
from generator.visible import HIDDEN

Bounds = tuple[int, int]

_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"""[.!?:;…]["'\u201d\u2019»)\]]*$""")
_OPEN_END = re.compile(
    r"\b(?:an?|the|and|or|of|in|on|at|to|by|for|from|with|that|as|is|are|was|were|be|has|had)\Z"
    r"|\w[-\u2010\u2011]\Z"
)
"""What ends no sentence, headline or item of a list: some words, and a word that breaks."""
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
_SUPPORT = (2, 4)
"""Lines that must come near to the longest for it to be the width: a quarter of all, from … to …;
a headline that is longer than the rest widens nothing."""
_NARROW = 0.75
"""Share of lines with one word from which on a text has one word a line."""
_SENTENCE = 40
"""Words of a sentence at most, in a text with one word a line; a list has none."""
_WRAPPED = 3
"""A text is hard-wrapped when one line break in so many stands inside a running sentence."""
_FEW = 10
"""In a double-spaced text at most one of so many lines has no empty line before it."""
_TORN = 2
"""Sentences that run on over empty lines at least where a text is double-spaced; one may be torn
by a page break."""
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
    """What stands between the two, without marks of quoted mail at the beginning."""
    indent: int
    """Columns before its first word."""
    length: int
    """Characters up to `end`, those of a header before the body included."""
    gap: int = 0
    """Line ends since the line before; 0 for the first one."""
    depth: int = 0
    """Marks of quoted mail before its first word."""
    timed: bool = False
    """Whether a time stands alone on the line above."""
    known: bool = False
    """Whether it begins with a label that begins another line too."""

    @property
    def is_label(self) -> bool:
        """Whether the line is a time, or a name that a time stands by."""
        if _is_time(self) or _STAMPED.fullmatch(self.words):
            return True
        return self.timed and _NAMED.fullmatch(self.words) is not None

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with the line."""
        return bool(_SENTENCE_END.search(self.words))


@dataclass(frozen=True, slots=True)
class _Break:
    """Two lines of a block."""

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
    def parts(self) -> bool:
        """Whether the second line begins a turn of a transcript, or its words, or other mail."""
        if self.first.depth != self.second.depth or self.first.is_label or self.second.is_label:
            return True
        after = self.first.ends_sentence or self.first.words[-1] in "-\u2013\u2014"
        return self.second.known or (after and _LABEL.match(self.second.words) is not None)

    def wraps(self, width: int, *, nearly: bool = False) -> bool:
        """Tell whether the next word would not have fitted into the first line, or hardly.

        A line that is longer than the width was not broken for it, unless a word is too long.
        """
        is_wider = self.first.length > width and " " in self.first.words
        return not is_wider and self.reach > width * (_NEARLY if nearly else 1)

    def soft(self, width: int) -> bool:
        """Tell whether the break stands inside a sentence."""
        if self.first.ends_sentence:
            return False
        return self.runs_on or self.wraps(width, nearly=True)

    def torn(self, width: int) -> bool:
        """Tell whether a sentence goes on after an empty line."""
        word = _LETTERS.match(self.second.words)
        goes_on = word is not None and word[0].islower() and not self.first.ends_sentence
        return goes_on and self.reach > width * _NEARLY

    def inside(self, width: int) -> bool:
        """Tell whether the break of a hard-wrapped text is inside a paragraph."""
        if self.parts:
            return False
        if self.runs_on:
            return True
        if self.second.indent >= self.first.indent + _INDENT:
            return False
        item = _ITEM.match(self.second.words)
        return self.soft(width) or (self.wraps(width) and not item)


def paragraphs(text: str, start: int, end: int) -> tuple[Bounds, ...]:
    """Return where each paragraph between `start` and `end` begins and ends, trimmed."""
    lines = _known(list(_lines(text, start, end)))
    blocks = _spaced(lines) or list(_blocks(lines, 1))
    breaks = _breaks(blocks)
    width = _width(breaks)
    soft = sum(each.soft(width) for each in breaks)
    if not any(each.runs_on for each in breaks) or soft * _WRAPPED < len(breaks):
        return tuple((line.start, line.end) for block in blocks for line in block)
    return tuple(
        bounds for block in _rejoined(blocks, width) for bounds in _unwrapped(block, width)
    )


def _breaks(blocks: Iterable[list[_Line]]) -> list[_Break]:
    """Return the breaks inside of blocks that may stand inside a sentence."""
    breaks = (_Break(*pair) for block in blocks for pair in itertools.pairwise(block))
    return [each for each in breaks if not each.parts]


def _spaced(lines: list[_Line]) -> list[list[_Line]]:
    """Return the blocks of a text with empty lines between its lines; none of any other text."""
    gaps = sorted(line.gap for line in lines[1:])
    usual = gaps[len(gaps) // _FEW] if gaps else 1
    if usual == 1:
        return []
    blocks = list(_blocks(lines, usual))
    breaks = [each for each in _breaks(blocks) if each.second.gap == usual]
    width = _width(breaks)
    torn = sum(each.torn(width) for each in breaks)
    return blocks if torn >= _TORN and torn * _WRAPPED > len(breaks) else []


def _known(lines: list[_Line]) -> list[_Line]:
    """Return the lines with whether each begins with a label that begins another one too."""
    begun = Counter(map(_begun, lines))
    several = {label for label, count in begun.items() if label and count > 1}
    return [replace(line, known=True) if _begun(line) in several else line for line in lines]


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


def _blocks(lines: Iterable[_Line], gap: int) -> Iterator[list[_Line]]:
    """Yield the runs of lines between which no more than `gap` line ends stand."""
    block: list[_Line] = []
    for line in lines:
        if block and line.gap > gap:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """Yield the lines that are not blank; marks of mail without words belong to the line before."""
    marks = mail_marks(text, start, end)
    before: _Line | None = None
    last = start
    begin = max(text.rfind(line_end, 0, start) for line_end in "\n\r") + 1
    for match in _LINE.finditer(text, start, end):
        line = _line(text, begin if match.start() == start else match.start(), match.span(), marks)
        if line is None:
            continue
        if before is not None and not line.words:
            before = replace(before, end=line.end)
            continue
        if before is not None and not before.words:
            line = replace(line, start=before.start)
        elif before is not None:
            yield before
            gap = _line_ends(text[last : line.start])
            line = replace(line, gap=gap, timed=gap == 1 and _is_time(before))
        before, last = line, match.end()
    if before is not None:
        yield before


def _is_time(line: _Line) -> bool:
    return _TIME.fullmatch(line.words) is not None


def _line(text: str, begin: int, span: Bounds, marks: re.Pattern[str] | None) -> _Line | None:
    """Return the line whose part in `span` is body; None when that is blank.

    One that has marks of mail alone has no words.
    """
    start, end = trimmed(text, *span)
    mark = marks.match(text, start, end) if marks else None
    first, _ = trimmed(text, mark.end() if mark else start, end)
    if start == end:
        return None
    before = text[mark.end() if mark else begin : first].expandtabs()
    indent = len(before) if not before.strip() else 0
    words = _shown(text[first:end])
    length = len(before) + len(mark[0] if mark else "") + _columns(words)
    depth = mark[0].count(">") if mark else 0
    return _Line(start, end, words, indent, length, depth=depth)


def _shown(words: str) -> str:
    """Return words as a reader sees them, without what has no width: a soft hyphen inside one."""
    return words if words.isascii() else _HIDDEN.sub("", words) or words


def _columns(words: str) -> int:
    """Return how many letters a reader sees, in whatever normal form they are."""
    return len(words) if words.isascii() else len(_HIDDEN.sub("", normalize("NFC", words)))


def _line_ends(gap: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", gap))


def _width(breaks: list[_Break]) -> int:
    """Return the width that a text was wrapped to; words too long to break do not count.

    It is the longest line that enough others come near to, and 0 for one word a line.
    """
    lines = {line.start: line for each in breaks for line in (each.first, each.second)}.values()
    prose = [line.length for line in lines if len(line.words.split()) > 1]
    if len(prose) < (1 - _NARROW) * len(lines):
        ends = sum(line.ends_sentence for line in lines)
        return 0 if ends * _SENTENCE > len(lines) else _WIDEST
    widths = sorted((width for width in prose if width <= _WIDEST), reverse=True)
    least, most = _SUPPORT
    support = min(max(len(widths) // 4, least), most)
    near = (width for at, width in enumerate(widths) if _near(widths, at, support))
    return next(near, max(widths, default=_WIDEST))


def _near(widths: list[int], at: int, support: int) -> bool:
    """Tell whether so many lines, the one at `at` among them, come near to it; longest first."""
    last = at + support - 1
    return last < len(widths) and widths[last] >= widths[at] * _NEARLY


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
