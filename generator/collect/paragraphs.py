"""Where the paragraphs of plain text are.

Blank lines part paragraphs. Between two lines without a blank line:

1. In a hard-wrapped text (a third or more of such line breaks stand inside a running sentence:
   the line does not end one, and the next begins with a small letter), a break is inside a
   paragraph when the next line goes on with a small letter, or when the line is as full as
   the text's widest lines: its next word would not have fitted. Any other break parts
   paragraphs, such as those after a headline, a date line, or a short last line. So do an
   indented line and a line that begins with a bullet or a number.
2. In any other text each line is a paragraph: one sentence or one paragraph a line.
"""

import itertools
import re
from collections.abc import Iterator

Bounds = tuple[int, int]

_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"""[.!?:;…]["'\u201d\u2019»)\]]*$""")
_ITEM = re.compile(r"(?:[-*•\u2013\u2014·]|\(?\d{1,3}[.)])\s")
_WIDEST = 120
"""Lines longer than this were not wrapped to a width."""
_FULL = 0.85
"""A line is full when it and the next word would pass this share of the width."""
_WRAPPED = 3
"""A text is hard-wrapped when one line break in so many stands inside a running sentence."""
_INDENT = 2
"""So many more spaces than the line above begin a paragraph."""


def paragraphs(text: str, start: int, end: int) -> tuple[Bounds, ...]:
    """Return where each paragraph between `start` and `end` begins and ends, trimmed."""
    blocks = list(_blocks(text, start, end))
    breaks = [pair for block in blocks for pair in itertools.pairwise(block)]
    running = sum(_runs_on(text, first, second) for first, second in breaks)
    if not running or running * _WRAPPED < len(breaks):
        return tuple(line for block in blocks for line in block)
    width = _width(text, [line for block in blocks if len(block) > 1 for line in block])
    return tuple(whole for block in blocks for whole in _unwrap(text, block, width))


def trimmed(text: str, start: int, end: int) -> Bounds:
    """Return the bounds without white space at either end; empty bounds stay at `start`."""
    part = text[start:end]
    if not part.strip():
        return start, start
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _blocks(text: str, start: int, end: int) -> Iterator[list[Bounds]]:
    """Yield the runs of lines without a blank one, each line trimmed."""
    block: list[Bounds] = []
    last = start
    for match in _LINE.finditer(text, start, end):
        line = trimmed(text, match.start(), match.end())
        blank = line[0] == line[1]
        if block and (blank or _line_ends(text[last : match.start()]) > 1):
            yield block
            block = []
        if not blank:
            block.append(line)
        last = match.end()
    if block:
        yield block


def _line_ends(gap: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", gap))


def _runs_on(text: str, first: Bounds, second: Bounds) -> bool:
    """Tell whether a sentence goes on from one line to the next, by their letters alone."""
    return text[second[0]].islower() and not _SENTENCE_END.search(text[first[0] : first[1]])


def _width(text: str, lines: list[Bounds]) -> int:
    """Return the width that a text was wrapped to; words too long to break do not count."""
    widths = (end - start for start, end in lines if " " in text[start:end])
    return max((width for width in widths if width <= _WIDEST), default=_WIDEST)


def _unwrap(text: str, block: list[Bounds], width: int) -> Iterator[Bounds]:
    start, end = block[0]
    for first, second in itertools.pairwise(block):
        if not _continues(text, first, second, width):
            yield start, end
            start = second[0]
        end = second[1]
    yield start, end


def _continues(text: str, first: Bounds, second: Bounds, width: int) -> bool:
    """Tell whether the second line belongs to the paragraph of the first."""
    if _ITEM.match(text, second[0]) or _indent(text, second) >= _indent(text, first) + _INDENT:
        return False
    word = text[second[0] : second[1]].split(maxsplit=1)[0]
    filled = first[1] - first[0] + 1 + len(word) > width * _FULL
    return filled or _runs_on(text, first, second)


def _indent(text: str, line: Bounds) -> int:
    """Return how far a line is indented; what a header leaves of a line is not."""
    line_start = max(text.rfind("\n", 0, line[0]), text.rfind("\r", 0, line[0])) + 1
    before = text[line_start : line[0]]
    return len(before.expandtabs()) if not before.strip() else 0
