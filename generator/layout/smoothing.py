"""What is odd about the layout of a text, and what stands in its reading copy instead."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from generator.layout.hyphens import HYPHENS, LINE_END, Hyphens
from generator.layout.mail import mail_marks
from generator.layout.marks import BASES, BRACKETED, SUPERSCRIPT, Marks
from generator.model import Paragraph, SourceDocument
from generator.visible import HIDDEN

Edit = tuple[int, int, str]
"""Start and end in the stored text, and what stands in the copy instead."""

_BLANK = rf"(?:\s|{HIDDEN})"
_NOTHING = re.compile(f"{_BLANK}*")
_LINE_ENDS = re.compile(f"\r\n|{LINE_END}")
_SOFT_HYPHEN = "\u00ad"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`\u2032"
"""What stands for an apostrophe between two letters."""
_SPACES = "\u00a0\u2007\u2009\u202f"
"""Spaces that part the thousands of a figure."""
_GROUPS = r"(?:\s\d{3}){1,5}(?!\s?\d)"
_FIGURE = re.compile(r"(?<![\w.,+:/])[1-9]\d{0,2}\Z")
"""What stands before the thousands."""
_RARE = 8
"""So many plain spaces stand beside one that is another and parts no figure, where it is rare."""

_LOOKS = ("<compat>", "<font>", "<wide>", "<narrow>", "<noBreak>", "<small>", "<square>")
"""Why Unicode has a character that is but others in another dress."""
_WARDROBE = (
    (0x132, 0x134), (0x13F, 0x141), (0x149, 0x14A), (0x17F, 0x180), (0x1C4, 0x1CD), (0x1F1, 0x1F4),
    (0x2010, 0x2012), (0x2024, 0x2027), (0x203C, 0x203D), (0x2047, 0x204A), (0x2100, 0x2150),
    (0x2160, 0x2180), (0x3371, 0x33E0), (0xFB00, 0xFB07), (0xFE50, 0xFE6C), (0xFF01, 0xFF5F),
    (0x1D400, 0x1D800),
)  # fmt: skip
"""Where in Unicode those stand that a Latin text may have."""
_SURROGATES = range(0xD800, 0xE000)
_HYPHEN = "\u2010"


def _undressed(character: str) -> str:
    """Return the plain characters that a character looks like; itself where it is plain."""
    kind, *parts = unicodedata.decomposition(character).split() or [""]
    if kind not in _LOOKS:
        return "-" if character == _HYPHEN else character
    return "".join(_undressed(chr(int(part, 16))) for part in parts)


_PLAIN = {
    chr(code): _undressed(chr(code))
    for block in _WARDROBE
    for code in range(*block)
    if _undressed(chr(code)) != chr(code)
}
"""What looks like it, by each character in dress."""
_RAISED = {"\u02e2\u1d57": "st", "\u207f\u1d48": "nd", "\u02b3\u1d48": "rd", "\u1d57\u02b0": "th"}
"""The raised letters of ordinal numbers."""
_ODD = rf"""
    (?P<hyphen>(?<=\w){HYPHENS}{LINE_END}[>\s]*(?=\w))
    |(?P<dash>(?<=\w)(?:--|[\u2013\u2014/]){LINE_END}[>\s]*(?=\w))
    |(?P<thousands>(?<=\d){_GROUPS})
    |(?P<bracketed>(?:(?<={BASES})|(?<=\S)\s){BRACKETED}(?!\w))
    |(?P<note>(?<=\S)(?<![\u207a\u207b])\s?(?:{SUPERSCRIPT})(?!\w))
    |(?P<space>(?:{_BLANK}{{2,}}|[^\S ]|{HIDDEN})MAIL)
    |(?P<raised>(?<=\d)(?:{"|".join(_RAISED)})(?!\w))
    |(?P<apostrophe>(?<=[^\W\d_]|[\u0300-\u036f])[{_APOSTROPHES}](?=[^\W\d_]))
    |(?P<dress>[{re.escape("".join(_PLAIN))}])
"""
_MAIL = r"(?:(?:(?<=[\n\r])|(?<=[\n\r][ ])|(?<=[\n\r][ ]{2}))>[>\s]*)?"
"""Marks of quoted mail behind white space."""
_UNUSUAL = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u00b1\u00b5-\u00b8\u00ba-\u0131\u0134-\u013e\u0141-\u0148"
    "\u014a-\u017e\u0180-\u01c3\u0200-\u02af\u0370-\u0377\u0400-\u0481\u048a-\u052f"
    r"\u2012-\u201f\u2022\u2023\u2030\u2031\u2034-\u203b\u20a0-\u20bf]"
    rf"|[^\W\d_][{_APOSTROPHES}][^\W\d_]|\S\s?\[[\da-zA-Z]|\d \d{{3}}|  |\n\s*\n\s*\n"
)
"""What most texts do not have, so that they need no closer look."""


def is_odd(document: SourceDocument) -> bool:
    """Tell whether a text may differ from its copy; quick to deny."""
    text = document.text
    return (
        _UNUSUAL.search(text, document.body_start, document.body_end) is not None
        or any(text.find("\n", p.start, p.end) >= 0 for p in document.paragraphs)
        or mail_marks(text, document.body_start, document.body_end) is not None
        or not unicodedata.is_normalized("NFC", text)
    )


def edits(document: SourceDocument) -> Iterator[Edit]:
    """Yield what the copy has in place of what is stored, in order."""
    text, last = document.text, document.body_start
    smoother = _Smoother(document)
    for each in document.paragraphs:
        if _NOTHING.fullmatch(text, each.start, each.end):
            continue
        if _NOTHING.fullmatch(text, last, each.start):
            ends = len(_LINE_ENDS.findall(text, last, each.start))
            # The marks of an empty line of quoted mail belong to the paragraph before.
            is_wide = ends > 1 or (smoother.mailed and text[last - 1] == ">")
            gap = "\n\n" if is_wide else "\n"
            yield last, each.start, gap if last > document.body_start else ""
        yield from smoother.of(each)
        last = each.end
    if _NOTHING.fullmatch(text, last, document.body_end):
        yield last, document.body_end, ""


class _Smoother:
    """What each odd place of one document becomes."""

    def __init__(self, document: SourceDocument) -> None:
        self._text = document.text
        self._breaks = frozenset(document.breaks)
        self._mail = mail_marks(document.text, document.body_start, document.body_end)
        self._pattern = _pattern(
            composed=unicodedata.is_normalized("NFC", document.text),
            mailed=self.mailed,
        )
        self._hyphens = Hyphens(document.text)
        self._marks = Marks(document.text)
        self._paragraph = 0, 0
        self._become: dict[str, Callable[[re.Match[str]], str]] = {
            "apart": lambda match: unicodedata.normalize("NFC", match[0]),
            "hyphen": lambda match: self._hyphens.become(*match.span()),
            "dash": lambda match: match[0].split()[0],
            "space": self._space,
            "note": self._note,
            "bracketed": self._bracketed,
            "apostrophe": lambda _: "'",
            "thousands": self._thousands,
            "raised": lambda match: _RAISED[match[0]],
            "dress": lambda match: _PLAIN[match[0]],
        }

    @property
    def mailed(self) -> bool:
        """Whether the document quotes mail."""
        return self._mail is not None

    def of(self, paragraph: Paragraph) -> Iterator[Edit]:
        """Yield what becomes of the odd places of a paragraph."""
        begin, last = self._paragraph = paragraph.start, paragraph.end
        mark = self._mail.match(self._text, begin, last) if self._mail else None
        if mark is not None:
            yield begin, mark.end(), ""
            begin = mark.end()
        for match in self._pattern.finditer(self._text, begin, last):
            start, end = match.span()
            at_edge = match.lastgroup == "space" and (start == begin or end == last)
            yield start, end, "" if at_edge else self._become[match.lastgroup or ""](match)

    def _space(self, match: re.Match[str]) -> str:
        """Return what white space and unseen characters become."""
        parted = [at for at in range(*match.span()) if at in self._breaks] if self._breaks else []
        if parted:
            return self._text[parted[0]]
        torn = match[0][0] == _SOFT_HYPHEN and _LINE_ENDS.search(match[0])
        return "" if torn or not any(map(str.isspace, match[0])) else " "

    def _thousands(self, match: re.Match[str]) -> str:
        """Return groups of three figures with commas, where a space parts thousands."""
        spaces = set(match[0][::4])
        parts = _FIGURE.search(self._text, max(0, match.start() - 4), match.start()) and (
            match[0].endswith("000") or all(map(self._is_rare, spaces))
        )
        if parts and self._breaks.isdisjoint(range(*match.span())):
            return re.sub(r"\s", ",", match[0])
        return self._plain(match)

    def _is_rare(self, space: str) -> bool:
        """Tell whether a space that is no plain one is rare in the text, but for figures."""
        if space not in _SPACES:
            return False
        others = len(re.findall(rf"(?<!\d){space}|{space}(?!\d)", self._text))
        return others * _RARE < self._text.count(" ")

    def _bracketed(self, match: re.Match[str]) -> str:
        """Return nothing for the marks of notes; else what stands there."""
        if self._marks.is_note(*match.span(), self._paragraph):
            return ""
        return self._plain(match)

    def _plain(self, match: re.Match[str]) -> str:
        """Return what stands there with plain white space."""
        places = zip(range(*match.span()), match[0], strict=True)
        return "".join(
            " " if each.isspace() and at not in self._breaks else each for at, each in places
        )

    def _note(self, match: re.Match[str]) -> str:
        """Return a superscript where it is an exponent; nothing where it marks a note."""
        at = match.start() + match[0][0].isspace()
        return self._plain(match) if self._marks.is_exponent(at) else ""


@cache
def _pattern(*, composed: bool, mailed: bool) -> re.Pattern[str]:
    """Return the pattern of odd places.

    `composed` tells that no letter has its accents apart, `mailed` that mail is quoted.
    """
    odd = _ODD.replace("MAIL", _MAIL if mailed else "")
    return re.compile(odd if composed else f"(?P<apart>{_apart()})|{odd}", re.VERBOSE)


def _apart() -> str:
    """Return a pattern, as text, for a letter with its accents apart, or a double of one."""
    characters = [chr(code) for code in range(sys.maxunicode + 1) if code not in _SURROGATES]
    accents = "".join(filter(unicodedata.combining, characters))
    doubles = "".join(
        char
        for char in characters
        if not unicodedata.is_normalized("NFC", char) and not unicodedata.combining(char)
    )
    syllable = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
    return rf"[^\s{accents}][{accents}]+|[{doubles}]|{syllable}"
