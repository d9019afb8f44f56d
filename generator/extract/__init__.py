"""Finds what one document says: pure, one document at a time, the same anywhere it runs."""

from dataclasses import replace

from spacy.language import Language

from generator.extract.attributions import (
    find_attributions,
    find_credits,
    find_own_voice,
    find_refusals,
    renamed,
)
from generator.extract.names import find_definitions, find_descriptions, find_mentions
from generator.extract.parse import parse
from generator.extract.quantities import find_quantities
from generator.extract.times import find_times
from generator.layout import carried, read
from generator.model import AnnotatedDocument, SourceDocument

__all__ = ["extract"]


def extract(document: SourceDocument, nlp: Language) -> AnnotatedDocument:
    """Return everything that the rules find in `document`; needs nothing but the two arguments.

    Rules read a copy without odd layout; what they find are spans of the stored text.
    """
    reading = read(document)
    found = _found(reading.document, nlp)
    if reading.is_plain:
        return found
    stored = replace(carried(found, reading.back), document=document)
    return replace(
        stored,
        attributions=renamed(document.id, stored.attributions),
        credits=renamed(document.id, stored.credits),
    )


def _found(document: SourceDocument, nlp: Language) -> AnnotatedDocument:
    """Return what the rules find in a reading copy."""
    parsed = parse(document, nlp)
    times = find_times(parsed)
    mentions = find_mentions(parsed)
    attributions = find_attributions(parsed, mentions, times)
    refusals = find_refusals(parsed, mentions)
    return AnnotatedDocument(
        document=document,
        sentences=tuple(parsed.span(sent) for sent in parsed.doc.sents if not sent.text.isspace()),
        mentions=mentions,
        attributions=attributions,
        credits=find_credits(parsed),
        refusals=refusals,
        own_voice=find_own_voice(parsed, attributions, refusals),
        times=times,
        quantities=find_quantities(parsed, times),
        descriptions=find_descriptions(parsed, mentions),
        definitions=find_definitions(parsed, mentions),
    )
