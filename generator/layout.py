"""Reading copies: a text as it reads, whatever its layout; and the way back to the stored text.

The same words may be wrapped at any width, spaced with any white space, written with letters taken
apart or joined, and carry the marks of notes. The stored text keeps all that. Rules and tables look
at a copy that is smoothed, so that none of them ever meets odd layout; what they find is carried
back to the stored text by one walk over the records. In the copy

1. white space inside a paragraph is one space, also where a line ends, unless the format itself
   ends a line or a cell there (`SourceDocument.breaks`);
2. between paragraphs stands one empty line, or one line end where the text has no empty line;
3. what no reader sees is gone (`generator.visible`), the line end after a soft hyphen too;
4. a word that broke at its hyphen is whole again; the hyphen goes where the document has the word
   without it elsewhere;
5. letters are composed (NFC); ligatures and other letters in fancy dress are plain ones;
6. marks of notes are gone: superscript figures that are no exponent, "[2]" behind a word.

Ordinary text is its own copy, at the price of a few searches.
"""

import operator
import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from generator.model import Paragraph, SourceDocument, Span
from generator.visible import HIDDEN, visible

Record = TypeVar("Record")
Edit = tuple[int, int, str]
"""Start and end in the stored text, and what stands in the copy instead."""

_BLANK = rf"(?:\s|{HIDDEN})"
_NOTHING = re.compile(f"{_BLANK}*")
_LINE_END = "[\n\r\x0b\x0c\x85\u2028\u2029]"
_LINE_ENDS = re.compile(f"\r\n|{_LINE_END}")
_WHITE = re.compile(r"\s")
_SOFT_HYPHEN = "\u00ad"
_HIGH = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
"""Superscript figures."""
_NOTE = rf"[{_HIGH}\u207d][{_HIGH}\u207b\u207e,]*[{_HIGH}\u207e]|[{_HIGH}]"
"""A note's mark, or several: "¹", "¹²", "³,⁴", "⁽¹⁾"."""
_BRACKETED = r"\[\d{1,3}(?:[,\u2013-][ ]?\d{1,3})*\]|\[citation[ ]needed\]"
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
_HANGING = re.compile(r"(?:and|or|nor|to|but)\s+(?:\S+\s+)?\w+[-\u2010\u2011]")
"""What comes after a hyphen that hangs: "short- and long-term"."""
_PREFIXES = frozenset(
    ["anti", "co", "counter", "ex", "multi", "non", "over", "post", "pre", "pro", "re", "semi"]
)
"""What keeps its hyphen at the end of a line: both spellings are usual."""
_WORD = re.compile(r"\w+")
_LAST_PART = re.compile(r"\w+\Z")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")

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
    (?P<hyphen>(?<=\w)[-\u2010\u2011]{_LINE_END}\s*(?=\w))
    |(?P<dash>(?<=\w)(?:--|[\u2013\u2014/]){_LINE_END}\s*(?=\w))
    |(?P<space>{_BLANK}{{2,}}|[^\S ]|{HIDDEN})
    |(?P<note>(?<=\S)(?:{_NOTE})(?!\w))
    |(?P<bracketed>(?<=[\w.,;:!?)"'\u201d\u2019%])(?:{_BRACKETED})+(?!\w))
    |(?P<raised>(?<=\d)(?:{"|".join(_RAISED)})(?!\w))
    |(?P<dress>[{re.escape("".join(_PLAIN))}])
"""
_UNUSUAL = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u00b1\u00b4-\u00b8\u00ba-\u0131\u0134-\u013e\u0141-\u0148"
    "\u014a-\u017e\u0180-\u01c3\u0200-\u02af\u0370-\u0377\u0400-\u0481\u048a-\u052f"
    r"\u2012-\u2023\u2030-\u203b\u20a0-\u20bf]|\S\[[\dc]|  |\n\s*\n\s*\n"
)
"""What most texts do not have, so that they need no closer look."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document beside its reading copy."""

    stored: SourceDocument
    document: SourceDocument
    """The copy; the stored document itself where nothing is odd."""
    copied: tuple[int, ...] = ()
    """Where in the copy each piece begins, and where the last one ends."""
    kept: tuple[int, ...] = ()
    """Where the same pieces stand in the stored text. In a piece that is as long there as in the
    copy, each character has its place; any other piece stands for the other as a whole."""

    @property
    def is_plain(self) -> bool:
        """Whether the stored text is its own copy."""
        return self.document is self.stored

    def back(self, span: Span) -> Span:
        """Return the stored span for a span of the copy, without outer white space."""
        start, end = _moved(span.start, span.end, self.copied, self.kept)
        text = self.stored.text[start:end]
        start += len(text) - len(text.lstrip())
        return self.stored.span(start, start + len(text.strip()))

    def flat(self) -> SourceDocument:
        """Return the stored document, offset for offset, with plain spaces inside paragraphs."""
        text, breaks = self.stored.text, self.stored.breaks
        parts, done = [], 0
        for each in self.stored.paragraphs:
            parts += [text[done : each.start], _WHITE.sub(" ", text[each.start : each.end])]
            done = each.end
        flat = [*"".join((*parts, text[done:]))]
        for at in breaks:
            flat[at] = text[at]
        return replace(self.stored, text="".join(flat))

    def plain(self, span: Span) -> Span:
        """Return a stored span with the text that the copy has for it, at its stored offsets.

        A span that no reader sees keeps its own.
        """
        start, end = _moved(span.start, span.end, self.kept, self.copied)
        return replace(span, text=self.document.text[start:end].strip() or span.text)


def read(document: SourceDocument) -> Reading:
    """Return a document with its reading copy."""
    if not _is_odd(document):
        return Reading(document, document)
    edits = [edit for edit in _edits(document) if document.text[edit[0] : edit[1]] != edit[2]]
    return _edited(document, edits) if edits else Reading(document, document)


def as_read(text: str) -> str:
    """Return words without their layout, for comparing what stands in two places."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", visible(text))
    return " ".join(text.split())


def carried(record: Record, move: Callable[[Span], Span]) -> Record:
    """Return a record with each span in it moved; whatever holds no span that moves is kept.

    Source documents are left as they are: a span of one is a place in its text, not a part of it.
    """
    moved: Any = record
    if isinstance(record, Span):
        moved = move(record)
    elif isinstance(record, tuple):
        parts = tuple(carried(part, move) for part in record)
        moved = parts if any(map(operator.is_not, parts, record)) else record
    elif is_dataclass(record) and not isinstance(record, SourceDocument):
        changed = {}
        for field in fields(record):
            value = getattr(record, field.name)
            part = carried(value, move)
            if part is not value:
                changed[field.name] = part
        moved = replace(moved, **changed) if changed else record
    return cast("Record", moved)


def _is_odd(document: SourceDocument) -> bool:
    """Tell whether a text may differ from its copy; quick to deny."""
    text = document.text
    return (
        _UNUSUAL.search(text, document.body_start, document.body_end) is not None
        or any(text.find("\n", p.start, p.end) >= 0 for p in document.paragraphs)
        or not unicodedata.is_normalized("NFC", text)
    )


def _edits(document: SourceDocument) -> Iterator[Edit]:
    """Yield what the copy has in place of what is stored, in order."""
    text, last = document.text, document.body_start
    smoother = _Smoother(document)
    for each in document.paragraphs:
        if _NOTHING.fullmatch(text, each.start, each.end):
            continue
        if _NOTHING.fullmatch(text, last, each.start):
            ends = len(_LINE_ENDS.findall(text, last, each.start))
            gap = "\n\n" if ends > 1 else "\n"
            yield last, each.start, gap if last > document.body_start else ""
        yield from smoother.of(each)
        last = each.end
    if _NOTHING.fullmatch(text, last, document.body_end):
        yield last, document.body_end, ""


def _edited(stored: SourceDocument, edits: Iterable[Edit]) -> Reading:
    """Return a document with the copy that the edits make of it."""
    parts: list[str] = []
    copied, kept = [0], [0]

    def take(end: int, text: str) -> None:
        """Add a piece of the stored text up to `end`, and what it is in the copy."""
        if end == kept[-1]:
            return
        parts.append(text)
        now = copied[-1] + len(text), end
        # Where both this piece and the last go letter by letter, they are one.
        if len(kept) > 1 and now[0] - end == copied[-1] - kept[-1] == copied[-2] - kept[-2]:
            del copied[-1], kept[-1]
        copied.append(now[0])
        kept.append(end)

    for start, end, text in edits:
        take(start, stored.text[kept[-1] : start])
        take(end, text)
    take(len(stored.text), stored.text[kept[-1] :])
    paragraphs = (
        Paragraph(each.number, *_moved(each.start, each.end, kept, copied))
        for each in stored.paragraphs
    )
    start, end = _moved(stored.body_start, stored.body_end, kept, copied)
    copy = replace(
        stored,
        text="".join(parts),
        body_start=start,
        body_end=end,
        paragraphs=tuple(each for each in paragraphs if each.start < each.end),
        breaks=(),
    )
    return Reading(stored, copy, tuple(copied), tuple(kept))


def _moved(start: int, end: int, here: Sequence[int], there: Sequence[int]) -> tuple[int, int]:
    """Return where a stretch of one text stands in the other, given where the pieces begin.

    A piece that the stretch cuts counts where it begins, so that stretches which did not overlap
    do not overlap in the other text; a stretch inside of one piece gets all of it.
    """
    first, last = bisect_right(here, start) - 1, bisect_left(here, end)
    moved = _within(first, start, here, there)
    ended = _within(last - 1, end, here, there) if end > start else moved
    return (moved if moved < ended else min(there[first], ended)), ended


def _within(piece: int, at: int, here: Sequence[int], there: Sequence[int]) -> int:
    """Return where a place in or at the edge of a piece stands in the other text."""
    into = at - here[piece]
    if not into or piece + 1 == len(here):
        return there[piece]
    letters = here[piece + 1] - here[piece] == there[piece + 1] - there[piece]
    return there[piece] + into if letters else there[piece + 1]


class _Smoother:
    """What each odd place of one document becomes."""

    def __init__(self, document: SourceDocument) -> None:
        self._text = document.text
        self._breaks = frozenset(document.breaks)
        self._pattern = _pattern(
            composed=unicodedata.is_normalized("NFC", document.text),
        )
        self._become: dict[str, Callable[[re.Match[str]], str]] = {
            "apart": lambda match: unicodedata.normalize("NFC", match[0]),
            "hyphen": self._hyphen,
            "dash": lambda match: match[0].split()[0],
            "space": self._space,
            "note": self._note,
            "bracketed": lambda _: "",
            "raised": lambda match: _RAISED[match[0]],
            "dress": lambda match: _PLAIN[match[0]],
        }

    def of(self, paragraph: Paragraph) -> Iterator[Edit]:
        """Yield what becomes of the odd places of a paragraph."""
        for match in self._pattern.finditer(self._text, paragraph.start, paragraph.end):
            start, end = match.span()
            at_edge = match.lastgroup == "space" and (
                start == paragraph.start or end == paragraph.end
            )
            yield start, end, "" if at_edge else self._become[match.lastgroup or ""](match)

    def _space(self, match: re.Match[str]) -> str:
        """Return what white space and unseen characters become."""
        parted = [at for at in range(*match.span()) if at in self._breaks] if self._breaks else []
        if parted:
            return self._text[parted[0]]
        torn = match[0][0] == _SOFT_HYPHEN and _LINE_ENDS.search(match[0])
        return "" if torn or not any(map(str.isspace, match[0])) else " "

    def _hyphen(self, match: re.Match[str]) -> str:
        """Return what becomes of a hyphen at the end of a line, with the line end."""
        left = _LAST_PART.search(self._text, max(0, match.start() - _REACH), match.start())
        right = _WORD.match(self._text, match.end())
        first, second = (part[0].casefold() if part else "" for part in (left, right))
        if _HANGING.match(self._text, match.end()):
            return "- "
        is_torn = first + second in self._words and f"{first}-{second}" not in self._words
        return "" if is_torn and first not in _PREFIXES else "-"

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the document, in small letters."""
        return frozenset(map(str.casefold, _COMPOUND.findall(self._text)))

    def _note(self, match: re.Match[str]) -> str:
        """Return a superscript where it is an exponent; nothing where it marks a note."""
        reach = max(0, match.start() - _REACH), match.start()
        word = _LAST_WORD.search(self._text, *reach)
        figure = _LAST_FIGURE.search(self._text, *reach)
        is_exponent = (word and word[0] in _UNITS) or (figure and figure[0] == _BASE)
        return match[0] if is_exponent else ""


@cache
def _pattern(*, composed: bool) -> re.Pattern[str]:
    """Return the pattern of odd places; `composed` tells that no letter has its accents apart."""
    return re.compile(_ODD if composed else f"(?P<apart>{_apart()})|{_ODD}", re.VERBOSE)


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
