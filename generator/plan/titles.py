"""Titles are verbatim slices, and keep their speaker."""

import re
from collections.abc import Iterable, Iterator

from generator.model import (
    AnnotatedDocument,
    Label,
    MetaValue,
    Origin,
    Piece,
    Reference,
    Slice,
    SourceDocument,
    Span,
)
from generator.visible import visible

_LONGEST = 170
_CLAUSE_END = re.compile(r"[,;:]\s|\s[-\u2013\u2014]\s")
_WORD_END = re.compile(r"\s")
_STOPS = ".!?"
_STANDING = re.compile(
    r"""\W*(?: (?:for\ )?immediate\ release | (?:for\ )?release\ (?:on|at|upon|after|no\b).*
    | (?:press|news|media)\ (?:release|statement|advisory|notice|briefing)
    | (?:under\ )?embargo(?:ed)?\b.* | not\ for\ (?:immediate\ )?release\b.*
    | ((?:press|media|news)\ )?contacts?\b\W.* | release\ (?:no|number|id)\b.* )\W*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""What stands at the head of every release: when it may be printed, whom to call, its number."""


def reference(document: SourceDocument, key: str, value: MetaValue) -> Reference:
    """Return a metadata value as text labelled with the file and key it comes from."""
    del document
    return Reference(value.value, f"{value.path} {key}")


def title_text(words: Piece) -> str:
    """Return the words of a title."""
    if isinstance(words, Slice):
        return words.span.text
    return words.text if isinstance(words, Reference) else ""


def title(annotated: AnnotatedDocument) -> Piece:
    """Return the document's stated title, else its first sentence or the beginning of it.

    The sentence is taken whole where it is not too long, so that a headline never loses the
    words that say who says it. A longer one is cut where a clause or a word ends. What shows no
    letter or digit is passed over; the file's name is the last resort.
    """
    return _title(annotated.document, _sentences(annotated))


def plain_title(document: SourceDocument) -> Piece:
    """Return the same of a document that is not annotated, paragraphs for sentences."""
    return _title(document, ((each.start, each.end) for each in document.paragraphs))


def _title(document: SourceDocument, parts: Iterable[tuple[int, int]]) -> Piece:
    """Return the stated title, else the first of some parts of the text that shows anything."""
    stated = document.metadata.title
    if stated is not None and _shows(stated.value):
        return _stated(document, stated)
    openings = (_opening(document, start, end) for start, end in parts)
    shown = [opening for opening in openings if _shows(opening.text)]
    told = next((opening for opening in shown if not _STANDING.fullmatch(opening.text)), None)
    if told is None and not shown:
        return Label("value.file", (("file", document.path.rpartition("/")[2]),))
    return Slice(told or shown[0])


def _sentences(annotated: AnnotatedDocument) -> Iterator[tuple[int, int]]:
    """Yield start and end of the first sentence, or first paragraph, and of those that follow."""
    first = annotated.document.paragraphs[0]
    sentence = annotated.sentence_at(first.start)
    end = sentence.end if sentence is not None else first.end
    yield first.start, end
    yield from ((s.start, s.end) for s in annotated.sentences if s.start >= end)


def _opening(document: SourceDocument, start: int, end: int) -> Span:
    """Return a sentence without its stop, or the beginning of a long one."""
    text = document.text[start:end].rstrip()
    if text.endswith(tuple(_STOPS)) and not text.endswith("..."):
        text = text[:-1]
    return document.span(start, start + _cut(text))


def _shows(text: str) -> bool:
    """Tell whether a reader sees a letter or a digit."""
    return any(map(str.isalnum, visible(text)))


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
