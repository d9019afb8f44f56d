"""Candidates that the language model proposes, trimmed to what a reader would mark."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.gazetteer import titles
from generator.model import EntityType

_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})
_FIXED = {"EVENT": EntityType.EVENT, "NORP": EntityType.GROUP}
_DASHES = frozenset({"-", "\u2013", "\u2014", "--", "/"})
_TAILS = frozenset({"'s", "\u2019s", "'", "\u2019", '"', "-", ",", ";", ":", "&", "("})
"""Tokens that a name never ends in."""
_PARTICLES = frozenset({"al", "el", "van", "von", "de", "bin", "ibn", "abu", "al-", "ben", "di"})
"""Small words that may begin a name."""
_COMPOUND = frozenset(
    {
        *("based", "led", "backed", "born", "elect", "style", "era", "like", "wide", "held", "run"),
        *("owned", "controlled", "occupied", "made", "funded", "sponsored", "linked", "aligned"),
        *("trained", "allied", "designate", "friendly", "speaking", "related", "area", "bound"),
    }
)
"""Words that a hyphen ties to a name without making them part of it."""
_CREDITS = frozenset({"image", "images", "photo", "photograph", "picture", "credit"})


def of_model(doc: Doc) -> Iterator[Candidate]:
    """Yield the model's entities of the kinds that name something."""
    for entity in doc.ents:
        if entity.label_ not in _LABELS:
            continue
        span = trimmed(entity)
        if span is not None:
            kind = _FIXED.get(entity.label_)
            yield candidate(span, "names.model", kind=kind, weight=5, label=entity.label_)


def trimmed(span: Span) -> Span | None:
    """Return `span` without determiner, titles and possessive ending; None if nothing is left."""
    doc, start, end = span.doc, span.start, _first_break(span)
    while start < end and _leads(doc, start):
        start += 1
    while start < end and (doc[end - 1].text in _TAILS or doc[end - 1].is_space):
        end -= 1
    while (
        end - start > 1 and doc[end - 1].is_digit and reference.country(doc[start : end - 1].text)
    ):
        end -= 1
    if not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    return hyphenated(doc[start:end])


def hyphenated(span: Span) -> Span:
    """Return `span` with the rest of a hyphenated given name: "Han Do" + "-yeol"."""
    doc, end = span.doc, span.end
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
        tail = doc[end + 1]
        if doc[end].whitespace_ or not tail.is_alpha or tail.lower_ in _COMPOUND or tail.is_stop:
            break
        given = tail.is_lower and len(tail) <= len("cheong") and len(span) > 1
        given = given and doc[end - 1].text[:1].isupper() and len(doc[end - 1]) <= len("Cheong")
        if not (given or (tail.text.istitle() and span.label_ in {"PERSON", ""} and len(span) > 1)):
            break
        end += 2
    return doc[span.start : end]


def is_credit(token: Token) -> bool:
    """Tell whether a word opens a picture's credit: "Ada Orlen Image: Bo Vesk"."""
    after = token.i + 1
    return token.lower_ in _CREDITS and after < len(token.doc) and token.doc[after].text == ":"


def _first_break(span: Span) -> int:
    """Return where `span` ends for good: a paragraph, a credit, a dash before an ordinary word."""
    doc = span.doc
    for index in range(span.start + 1, span.end):
        token = doc[index]
        if token.is_space or token.text in {"(", ")", '"', ":", ";"} or is_credit(token):
            return index
        if token.text in _DASHES and token.whitespace_ and doc[index - 1].whitespace_:
            return index
        if token.text in _DASHES and index + 1 < len(doc) and doc[index + 1].is_lower:
            word = doc[index + 1]
            if word.is_stop or word.lower_ in _COMPOUND:
                return index
    return span.end


def _is_part(token: Token) -> bool:
    """Tell whether a determiner belongs to the name: "All" in "the All Rivers Congress"."""
    if not token.is_title or token.lower_ in {"the", "a", "an"} or not token.i:
        return False
    return token.nbor(-1).lower_ == "the"


def _leads(doc: Doc, index: int) -> bool:
    token = doc[index]
    return (
        (token.lower_ in DETERMINERS and not _is_part(token))
        or token.lower_ in titles()
        or (token.is_punct and token.text != "#")
        or token.is_space
        or token.text in {"'s", "\u2019s"}
        or (token.is_lower and token.text not in _PARTICLES)
    )
