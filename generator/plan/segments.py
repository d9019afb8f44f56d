"""Cuts a span where its marks begin and end, so that overlapping marks can be set.

Marks and segments carry their document in their span, so no text can be cut by the offsets of
another document: a mark that does not touch the span, of whatever document, marks nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model import Slice, Span
from generator.model.briefing import MarkKind, Rich, Segment, Target

_LANGUAGE = re.compile(r"\s*\(\([a-z]{2,3}\)\)")
"""What a wiki sets behind words that it has translated: "((it))"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Some characters to be set apart."""

    span: Span
    kind: MarkKind
    target: Target | None = None
    """Where the characters lead."""
    anchor: str = ""
    """Id of the first character."""
    statement: str = ""
    """Number of the statement they belong to."""


def segments(span: Span, marks: Iterable[Mark]) -> Rich:
    """Return a span in order, cut at every bound of a mark inside it."""
    inside = [mark for mark in marks if mark.span.touches(span)]
    bounds = {span.start, span.end}
    for mark in inside:
        bounds.update((max(mark.span.start, span.start), min(mark.span.end, span.end)))
    cuts = pairwise(sorted(bounds))
    return tuple(_segment(span.part(first, last), inside) for first, last in cuts)


def untranslated(span: Span) -> Iterator[Span]:
    """Yield the parts of what is said without the marks of a language that a wiki sets there."""
    start = span.start
    for found in _LANGUAGE.finditer(span.text):
        if start < span.start + found.start():
            yield span.part(start, span.start + found.start())
        start = span.start + found.end()
    if start < span.end and (start == span.start or span.text[start - span.start :].strip()):
        yield span.part(start, span.end)


def _segment(span: Span, marks: Sequence[Mark]) -> Segment:
    """Return one segment with all marks that cover it."""
    over = [m for m in marks if m.span.start <= span.start and m.span.end >= span.end]
    kinds = {mark.kind for mark in over}
    return Segment(
        text=Slice(span),
        marks=tuple(kind for kind in MarkKind if kind in kinds),
        target=next((mark.target for mark in over if mark.target is not None), None),
        anchors=tuple(m.anchor for m in over if m.anchor and m.span.start == span.start),
        statement=" ".join(mark.statement for mark in over if mark.statement),
    )
