"""Titles are verbatim slices, and keep their speaker."""

import re

from generator.model import (
    AnnotatedDocument,
    MetaValue,
    Origin,
    Piece,
    Reference,
    Slice,
    SourceDocument,
)

_LONGEST = 170
_CLAUSE_END = re.compile(r"[,;:]\s|\s[-\u2013\u2014]\s")
_WORD_END = re.compile(r"\s")
_STOPS = ".!?"


def reference(document: SourceDocument, key: str, value: MetaValue) -> Reference:
    """Return a metadata value as text labelled with the file and key it comes from."""
    del document
    return Reference(value.value, f"{value.path} {key}")


def title(annotated: AnnotatedDocument) -> Piece:
    """Return the document's stated title, else its first sentence or the beginning of it.

    The sentence is taken whole where it is not too long, so that a headline never loses the
    words that say who says it. A longer one is cut where a clause or a word ends.
    """
    document = annotated.document
    sentence = annotated.sentence_at(document.paragraphs[0].start)
    return _title(document, sentence.end if sentence is not None else document.paragraphs[0].end)


def plain_title(document: SourceDocument) -> Piece:
    """Return the stated title of a document that is not annotated, else its first words."""
    return _title(document, document.paragraphs[0].end)


def _title(document: SourceDocument, end: int) -> Piece:
    """Return the stated title, else the words from the body's beginning up to `end`, or fewer."""
    stated = document.metadata.title
    if stated is not None:
        return _stated(document, stated)
    first = document.paragraphs[0]
    text = document.text[first.start : end].rstrip()
    if text.endswith(tuple(_STOPS)) and not text.endswith("..."):
        text = text[:-1]
    return Slice(document.span(first.start, first.start + _cut(text)))


def _stated(document: SourceDocument, stated: MetaValue) -> Piece:
    """Return the stated title; as a slice where the body begins with the same words."""
    start = document.body_start
    if stated.origin is not Origin.SIDECAR and document.text.startswith(stated.value, start):
        return Slice(document.span(start, start + len(stated.value)))
    return reference(document, "title", stated)


def _cut(text: str) -> int:
    """Return how much of `text` makes a title."""
    if len(text) <= _LONGEST:
        return len(text)
    for pattern in (_CLAUSE_END, _WORD_END):
        ends = [match.start() for match in pattern.finditer(text, 0, _LONGEST)]
        if ends and ends[-1] > _LONGEST // 3:
            return ends[-1]
    return _LONGEST
