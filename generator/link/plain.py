"""Texts without odd layout: names are compared as they read, not as their source wraps them.

"Petra Holm" over a line end, with a no-break space, or with letters made of two, is one name. So
spans of a document with odd layout carry the words of its reading copy while documents are linked,
at the offsets of the stored text; afterwards they carry the stored characters again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.layout import Reading, carried, read
from generator.model import (
    AnnotatedDocument,
    CuratedNote,
    Dossier,
    LinkedDocument,
    SourceDocument,
    Span,
)


class Plain:
    """The documents of which the layout is odd, and what they read like."""

    def __init__(self, documents: Sequence[AnnotatedDocument]) -> None:
        """Look at the layout of each document."""
        readings = (read(document.document) for document in documents)
        self._readings: Mapping[str, Reading] = {
            reading.stored.id: reading for reading in readings if not reading.is_plain
        }

    def document(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """Return a document with plain words in its spans, and plain spaces in its text."""
        reading = self._readings.get(annotated.document.id)
        if reading is None:
            return annotated
        return replace(carried(annotated, reading.plain), document=reading.flat())

    def note(self, note: CuratedNote) -> CuratedNote:
        """Return a note with plain words in its span."""
        reading = self._readings.get(note.span.document)
        return note if reading is None else carried(note, reading.plain)

    def stored(self, document: SourceDocument) -> SourceDocument:
        """Return a document as it is stored."""
        reading = self._readings.get(document.id)
        return document if reading is None else reading.stored

    def restored(self, dossier: Dossier) -> Dossier:
        """Return what was linked with the stored characters in each span."""
        if not self._readings:
            return dossier
        documents = tuple(self._linked(linked) for linked in dossier.documents)
        return replace(dossier, documents=documents, entities=carried(dossier.entities, self._span))

    def _linked(self, linked: LinkedDocument) -> LinkedDocument:
        """Return a linked document with the stored text; a reason may be another document's."""
        document = linked.annotated.document
        if document.id not in self._readings:
            return replace(linked, statements=carried(linked.statements, self._span))
        found = carried(linked, self._span)
        return replace(found, annotated=replace(found.annotated, document=self.stored(document)))

    def _span(self, span: Span) -> Span:
        """Return a span with the characters that are stored at its place."""
        reading = self._readings.get(span.document)
        return span if reading is None else reading.stored.span(span.start, span.end)
