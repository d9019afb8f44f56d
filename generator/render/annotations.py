"""A briefing's statements and names in the W3C Web Annotation data model, as JSON-LD.

Selectors: TextPositionSelector in code points of the stored text, TextQuoteSelector with 32
characters of context (https://www.w3.org/TR/annotation-model/, sections 4.2.4 and 4.2.5).
"""

import json
from collections.abc import Iterator
from typing import Any

from generator.model import Slice, SourceDocument, Span
from generator.model.briefing import Briefing, Card, MarkKind, Target, When

_CONTEXT = 32


def annotations(page: Briefing, version: str) -> str:
    """Return the annotation collection of one document as JSON."""
    document = page.facts.document
    items = [*_statements(page, document), *_mentions(page, document), *_times(page, document)]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:sha256:{document.text_sha256}#annotations",
        "type": "AnnotationCollection",
        "generator": {"type": "Software", "name": "Briefings", "version": version},
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _statements(page: Briefing, document: SourceDocument) -> Iterator[dict[str, Any]]:
    """Yield one annotation a statement; its body says who, how and how surely."""
    for card in page.cards:
        spans = [segment.text.span for rich in card.words for segment in rich]
        yield {
            "id": f"urn:briefings:{document.id}#{card.anchor}",
            "type": "Annotation",
            "motivation": "describing",
            "body": {"type": "Dataset", "purpose": "describing", "value": _said(card)},
            "target": [_target(document, span) for span in _joined(document, spans)],
        }


def _said(card: Card) -> dict[str, Any]:
    """Return the parts of a statement, words and offsets; null for what is not stated."""
    return {
        "number": card.number,
        "kind": card.kind.value,
        "stance": card.stance.value,
        "speaker": _words(card.voice.printed),
        "speakerName": _words(card.voice.name or card.voice.printed),
        "role": _words(card.voice.role),
        "cue": _words(card.cue),
        "addressee": _words(card.addressee),
        "channel": _words(card.channel),
        "topic": _words(card.topic),
        "occasion": _words(card.occasion),
        "hedges": [{**_span(h.words.span), "kind": h.kind.value} for h in card.hedges],
        "when": _when(card.when),
    }


def _mentions(page: Briefing, document: SourceDocument) -> Iterator[dict[str, Any]]:
    """Yield one annotation a name, leading to its glossary entry."""
    for paragraph in page.paragraphs:
        for segment in paragraph.text:
            if MarkKind.MENTION in segment.marks and segment.target is not None:
                span = segment.text.span
                yield {
                    "id": f"urn:briefings:{document.id}#char={span.start},{span.end}",
                    "type": "Annotation",
                    "motivation": "identifying",
                    "body": {"type": "SpecificResource", "source": _address(segment.target)},
                    "target": _target(document, span),
                }


def _address(target: Target) -> str:
    """Return where an entity is told of, below `docs/`."""
    return f"{target.page}#{target.anchor}" if target.anchor else target.page


def _times(page: Briefing, document: SourceDocument) -> Iterator[dict[str, Any]]:
    """Yield one annotation a time expression in the timeline."""
    for moment in page.dated:
        if moment.when is not None:
            span = moment.when.phrase.span
            yield {
                "id": f"urn:briefings:{document.id}#time={span.start},{span.end}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": {"type": "Dataset", "value": _when(moment.when)},
                "target": _target(document, span),
            }


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        **_span(when.phrase.span),
        "edtf": when.edtf,
        "timex3": when.value,
        "rule": when.rule,
        "doubt": when.doubt or None,
    }


def _words(piece: Slice | None) -> dict[str, Any] | None:
    return _span(piece.span) if piece is not None else None


def _span(span: Span) -> dict[str, Any]:
    return {"exact": span.text, "start": span.start, "end": span.end}


def _joined(document: SourceDocument, spans: list[Span]) -> Iterator[Span]:
    """Yield spans with neighbours that touch made one."""
    start, end = spans[0].start, spans[0].end
    for span in spans[1:]:
        if span.start != end:
            yield document.span(start, end)
            start = span.start
        end = span.end
    yield document.span(start, end)


def _target(document: SourceDocument, span: Span) -> dict[str, Any]:
    """Return a target with both selectors; raises `ValueError` for another document's span."""
    text = document.text
    if span.document != document.id:
        message = f"a span of document {span.document} stands among those of {document.id}"
        raise ValueError(message)
    return {
        "source": f"urn:sha256:{document.text_sha256}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _CONTEXT) : span.start],
                "suffix": text[span.end : span.end + _CONTEXT],
            },
        ],
    }
