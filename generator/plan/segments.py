"""Cuts a span where its marks begin and end, so that overlapping marks can be set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model import Slice, SourceDocument
from generator.model.briefing import MarkKind, Rich, Segment, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Some characters to be set apart."""

    start: int
    end: int
    kind: MarkKind
    target: Target | None = None
    """Where the characters lead."""
    anchor: str = ""
    """Id of the first character."""
    statement: str = ""
    """Number of the statement they belong to."""


def segments(document: SourceDocument, start: int, end: int, marks: Iterable[Mark]) -> Rich:
    """Return `text[start:end]` in order, cut at every bound of a mark inside it."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    bounds = {start, end}
    for mark in inside:
        bounds.update((max(mark.start, start), min(mark.end, end)))
    cuts = sorted(bounds)
    return tuple(_segment(document, first, last, inside) for first, last in pairwise(cuts))


def _segment(document: SourceDocument, start: int, end: int, marks: Sequence[Mark]) -> Segment:
    """Return one segment with all marks that cover it."""
    over = [mark for mark in marks if mark.start <= start and mark.end >= end]
    kinds = {mark.kind for mark in over}
    return Segment(
        text=Slice(document.span(start, end)),
        marks=tuple(kind for kind in MarkKind if kind in kinds),
        target=next((mark.target for mark in over if mark.target is not None), None),
        anchors=tuple(mark.anchor for mark in over if mark.anchor and mark.start == start),
        statement=" ".join(mark.statement for mark in over if mark.statement),
    )
