"""Quotation marks of a text, paired; continued quotations joined over paragraphs."""

import re
from dataclasses import dataclass

_DOUBLE = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d'
_SINGLE = "'\u2018\u2019\u201a\u2039\u203a"
_DOUBLE_MARK = re.compile(f"``|''|[{_DOUBLE}]")
_SINGLE_MARK = re.compile(f"[{_SINGLE}]")
OPENERS = "\"'\u201c\u201d\u201e\u2018\u00ab`"
"""Characters of marks that may open a quotation."""
CLOSERS = "\"'\u201d\u201c\u2019\u00bb`"
"""Characters of marks that may close a quotation."""
_BEFORE_OPEN = frozenset(" \t\r\n([{-\u2013\u2014/:\u00a0" + _DOUBLE + _SINGLE)
_AFTER_CLOSE = frozenset(" \t\r\n)]}.,;:!?-\u2013\u2014/\u2026\u00a0" + _DOUBLE + _SINGLE)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, one stretch a paragraph."""

    segments: tuple[tuple[int, int], ...]
    """Character ranges without the marks, in order."""
    closed: bool = True
    """Whether a closing mark was found."""

    @property
    def start(self) -> int:
        """First character after the opening mark."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """One past the last character before the closing mark."""
        return self.segments[-1][1]


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark in a text."""

    at: int
    """First character of the mark."""
    length: int
    """Two for the marks of TeX."""
    opens: bool
    """Whether its surroundings allow it to open."""
    closes: bool
    """Whether its surroundings allow it to close."""


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the double quotation marks of a paragraph."""
    return [
        _mark(text, match.start(), len(match[0]), (start, end))
        for match in _DOUBLE_MARK.finditer(text, start, end)
    ]


def _mark(text: str, at: int, length: int, bounds: tuple[int, int]) -> _Mark:
    """Return the mark at `at` with what its surroundings allow."""
    start, end = bounds
    before = text[at - 1] if at > start else " "
    after = text[at + length] if at + length < end else " "
    opens = before in _BEFORE_OPEN and not after.isspace()
    closes = not before.isspace() and (after in _AFTER_CLOSE or not after.isalnum())
    if not opens and not closes:
        # A mark between spaces or letters: believe its shape.
        opens = text[at : at + length] in {"\u201c", "\u201e", "\u00ab", "``"}
        closes = not opens
    if opens and closes:
        shape = text[at : at + length]
        if shape in {"\u201c", "\u201e", "\u00ab", "``", "\u300c"}:
            closes = False
        elif shape in {"\u201d", "\u00bb", "''", "\u300d"}:
            opens = False
    if at > start and text[at - 1].isdigit() and text[at] == '"' and after.isspace():
        # 6" is a length unless something is open.
        opens = False
    return _Mark(at, length, opens, closes)


def find_quotes(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quote, ...]:
    """Return the quotations of a text in order; `paragraphs` are its character ranges.

    A quotation left open at the end of a paragraph continues when the next paragraph opens with a
    mark, or when the next mark can only close; else it ends with its paragraph.
    """
    quotes: list[Quote] = []
    segments: list[tuple[int, int]] = []
    marks = [_marks(text, start, end) for start, end in paragraphs]
    for number, (start, end) in enumerate(paragraphs):
        opened = start if segments else -1
        for mark in marks[number]:
            if opened >= 0 and mark.closes and not (mark.at == start and segments):
                segments.append((opened, mark.at))
                quotes.append(Quote(tuple(segments)))
                segments, opened = [], -1
            elif mark.opens and (opened < 0 or mark.at == start):
                opened = mark.at + mark.length
        if opened >= 0:
            segments.append((opened, end))
            if not _goes_on(text, paragraphs, marks, number):
                quotes.append(Quote(tuple(segments), closed=False))
                segments = []
    quotes = [_trimmed(text, quote) for quote in quotes if quote.end > quote.start]
    return tuple(sorted([*quotes, *_single(text, paragraphs, quotes)], key=lambda q: q.start))


def _goes_on(
    text: str, paragraphs: list[tuple[int, int]], marks: list[list[_Mark]], number: int
) -> bool:
    """Tell whether the quotation open at the end of a paragraph runs into the next one."""
    if number + 1 >= len(paragraphs):
        return False
    following = marks[number + 1]
    if not following:
        return False
    first = following[0]
    begins = first.at == paragraphs[number + 1][0] and first.opens
    continues = begins and text[paragraphs[number][1] - 1] != ":"
    return continues or (first.closes and not first.opens)


def _trimmed(text: str, quote: Quote) -> Quote:
    """Return the quotation without white space at its ends."""
    kept = []
    for start, end in quote.segments:
        inner = text[start:end]
        left = start + len(inner) - len(inner.lstrip())
        right = end - (len(inner) - len(inner.rstrip()))
        if right > left:
            kept.append((left, right))
    return Quote(tuple(kept) or quote.segments, quote.closed)


def _single(text: str, paragraphs: list[tuple[int, int]], doubles: list[Quote]) -> list[Quote]:
    """Return quotations in single marks that stand outside the double ones."""
    taken = [segment for quote in doubles for segment in quote.segments]
    found: list[Quote] = []
    carried: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(paragraphs):
        opened = -1
        for match in _SINGLE_MARK.finditer(text, start, end):
            at = match.start()
            if any(a <= at < b for a, b in taken):
                continue
            before = text[at - 1] if at > start else " "
            after = text[at + 1] if at + 1 < end else " "
            if opened < 0:
                if before in _BEFORE_OPEN and (after.isalnum() or after in ".\u2026[("):
                    opened = at + 1
            elif not before.isspace() and not after.isalnum() and _ends(text, at, before, end):
                found.append(Quote((*carried, (opened, at))))
                opened, carried = -1, []
        carried = [*carried, (opened, end)] if _runs_on(text, paragraphs[number:], opened) else []
    return found


def _runs_on(text: str, paragraphs: list[tuple[int, int]], opened: int) -> bool:
    """Tell whether single marks open the first paragraph, left open, and the one behind it."""
    start, following = paragraphs[0][0], paragraphs[1:2]
    again = any(text[first] == "\u2018" for first, _ in following)
    return opened == start + 1 and text[start] == "\u2018" and again


def _ends(text: str, at: int, before: str, end: int) -> bool:
    """Tell whether a single mark closes, rather than marking a possessive plural."""
    if before != "s" or text[at : at + 1] not in "'\u2019":
        return True
    rest = text[at + 1 : end]
    return not any(mark in rest for mark in "'\u2019") or not rest[:1].isspace()
