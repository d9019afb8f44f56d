"""Marks of notes: superscripts, "[2]", "[a]", "[note 3]", "[citation needed]".

They stand behind a word, a figure or what ends a sentence, with or without a space. Some brackets
look alike and are words: what an editor puts into a quotation ("[12] men", "he want[s]"), and what
a sentence is about ("as shown in [3]"). So

1. a mark behind a letter is a note's when it could be one of a row: after "[a]" comes "[b]", not
   "[s]";
2. a mark behind a space is a note's where a sentence or a clause ends beside it; a figure elsewhere
   too, but not in a quotation, unless the document has the figure before it in brackets as well,
   and not behind a word that ends no clause.
"""

import re
from functools import cached_property

_HIGH = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
"""Superscript figures."""
_LETTERS = "\u1d43\u1d47\u1d9c\u1d48\u1d49"
"""Superscript letters that mark notes, from a to e."""
SUPERSCRIPT = (
    rf"[{_HIGH}\u207d][{_HIGH}\u207b\u207e,\u2013]*[{_HIGH}\u207e]|[{_HIGH}]|[{_LETTERS}]"
    rf"|[\u2020\u2021]+"
)
"""A pattern, as text, for a mark above the line, or several: "¹", "³,⁴", "⁽¹⁾", "†"."""
_ROMAN = "(?=[ivx]{2})x{0,2}(?:ix|iv|v?i{0,3})"
_NAMED = (
    r"(?:note|nb|n|fn|ref|footnote|lower-alpha)[.\s]{0,2}\d{1,3}"
    r"|(?:citation|clarification|page|verification|better\ssource)\sneeded|failed\sverification"
    r"|who\?|when\?|where\?|why\?|how\?|which\?|(?:according\sto|by)\swhom\?|original\sresearch\?"
    r"|update|dubious|quantify|disputed"
)
_MARK = (
    r"\[(?:\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*"
    rf"|[a-z]|{_ROMAN}|(?i:{_NAMED}))\]"
)
BRACKETED = rf"(?:{_MARK})(?:\s?{_MARK})*"
"""A pattern, as text, for a mark in brackets, or several."""
BASES = r"""[\w.,;:!?)"'\u201d\u2019%\u2026\u00bb\]]"""
"""A pattern, as text, for what such a mark stands behind."""

_UNITS = frozenset(
    ["m", "mm", "cm", "dm", "km", "nm", "\u00b5m", "\u03bcm", "ft", "yd", "mi", "in", "s"]
)
"""Symbols whose superscript is an exponent: "12 m²"."""
_BASE = "10"
"""The figure whose superscript is an exponent."""
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LAST_FIGURE = re.compile(r"(?<![\d.,])\d+\Z")
_REACH = 40
"""Characters before a mark in which the word or figure begins that it hangs on."""
_FAR = 1_000
"""Characters before a mark in which the quotation opens that it stands in."""

_EACH = re.compile(r"\[([^\]]*)\]")
_ANY = re.compile(_MARK)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi")
_PAUSES = frozenset(".,;:!?)%\u2026\u00bb]\"'\u201d\u2019")
"""What ends a sentence or a clause."""
_OPEN = re.compile(
    r"\b(?:an?|the|and|or|of|in|on|at|to|by|for|from|with|than|as|see|is|are|was|were|only|some)\Z",
    re.IGNORECASE,
)
"""Words that end no clause, so that a bracket behind them is what they are about."""
_OPENING = "\u201c\u00ab"
_CLOSING = "\u201d\u00bb"


class Marks:
    """Which marks of a text are those of notes."""

    def __init__(self, text: str) -> None:
        self._text = text

    def is_exponent(self, at: int) -> bool:
        """Tell whether the superscript at `at` is part of the word or figure before it."""
        reach = max(0, at - _REACH), at
        word = _LAST_WORD.search(self._text, *reach)
        figure = _LAST_FIGURE.search(self._text, *reach)
        if self._text[at] in "\u1d43\u1d47\u1d9c\u1d48\u1d49":
            return figure is not None
        return bool(word and word[0] in _UNITS) or bool(figure and figure[0] == _BASE)

    def is_note(self, start: int, end: int, paragraph: tuple[int, int]) -> bool:
        """Tell whether the marks in brackets between two offsets are those of notes.

        White space before them counts as theirs; `paragraph` is where theirs begins and ends.
        """
        marks = _EACH.findall(self._text[start:end])
        if not self._text[start].isspace():
            behind_letter = self._text[start - 1].isalnum()
            return all(self._is_mark(mark, behind_letter=behind_letter) for mark in marks)
        if not all(self._is_mark(mark, behind_letter=True) for mark in marks):
            return False
        return self._stands_apart(marks, start, end, paragraph)

    def _stands_apart(
        self, marks: list[str], start: int, end: int, paragraph: tuple[int, int]
    ) -> bool:
        """Tell whether what a space parts from the words before it is a note's mark."""
        before = self._text[max(paragraph[0], start - _FAR) : start]
        if len(marks[0]) > 1 and not marks[0][0].isdigit():
            return True
        if _OPEN.search(before[-_REACH:]):
            return False
        if self._is_quoted(before) and not self._follows(marks[0]):
            return False
        ends = end == paragraph[1] or self._text[end] in _PAUSES
        return ends or before[-1] in _PAUSES or marks[0][0].isdigit()

    def _is_mark(self, mark: str, *, behind_letter: bool) -> bool:
        """Tell whether a mark is one of a row, where a single letter may be part of a word."""
        if len(mark) > 1 or mark.isdigit() or not behind_letter:
            return True
        known = self._known
        if mark in _ROMANS and known & {"ii", "iv", "ix"}:
            return True
        return all(chr(code) in known for code in range(ord("a"), ord(mark)))

    def _follows(self, mark: str) -> bool:
        """Tell whether the figure before a figure stands in brackets too."""
        number = re.match(r"\d+", mark)
        return number is not None and str(int(number[0]) - 1) in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        """What stands in brackets as a mark does, anywhere in the text."""
        found = _ANY.findall(self._text) if "[" in self._text else []
        return frozenset(inside for each in found for inside in _EACH.findall(each))

    def _is_quoted(self, before: str) -> bool:
        """Tell whether a quotation is open after some text."""
        opened = sum(map(before.count, _OPENING)) - sum(map(before.count, _CLOSING))
        return opened > 0 or before.count('"') % 2 == 1
