"""The copy of a document, and the way between it and the stored text."""

import operator
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from generator.layout.smoothing import Edit, edits, is_odd
from generator.model import Paragraph, SourceDocument, Span
from generator.visible import visible

Record = TypeVar("Record")
_WHITE = re.compile(r"\s")


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
    if not is_odd(document):
        return Reading(document, document)
    made = [edit for edit in edits(document) if document.text[edit[0] : edit[1]] != edit[2]]
    return _edited(document, made) if made else Reading(document, document)


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
    else:
        changed, kind = {}, cast("Any", type(record))
        for name in _holding(kind):
            value = getattr(record, name)
            part = carried(value, move)
            if part is not value:
                changed[name] = part
        moved = replace(moved, **changed) if changed else record
    return cast("Record", moved)


@cache
def _holding(kind: type) -> tuple[str, ...]:
    """Return the fields of a record that may hold a span; none for what is no record."""
    if not is_dataclass(kind) or kind is SourceDocument:
        return ()
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if _may_hold(hints[field.name]))


def _may_hold(hint: Any) -> bool:  # any type
    """Tell whether a value of a type may be or hold a span."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint is Span or bool(_holding(hint))
    return any(map(_may_hold, get_args(hint)))


def _edited(stored: SourceDocument, made: Iterable[Edit]) -> Reading:
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

    for start, end, text in made:
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
