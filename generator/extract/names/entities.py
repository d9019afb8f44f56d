"""Candidates that the language model proposes, trimmed to what a reader would mark."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.gazetteer import lines_of, offices, portfolios, titles
from generator.extract.names.introduced import is_introducing
from generator.extract.names.remembered import tokens
from generator.model import EntityType

_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})
_PEOPLES = ("s", "ese", "ish", "an", "ist", "ite", "i", "ic")
"""Endings of words for peoples, faiths and parties: what else the model calls one is weighed."""
_DASHES = frozenset({"-", "\u2013", "\u2014", "--", "/"})
_TAILS = frozenset(
    {"'s", "\u2019s", "'", "\u2019", '"', "-", ",", ";", ":", "&", "(", "and", "of", "the"}
)
"""Tokens that a name never ends in."""
_LETTERS_AFTER = frozenset({"QC", "KC", "SC", "MP", "MEP", "OBE", "CBE", "MBE", "MD", "PhD"})
"""What stands behind a person's name and is no part of it."""
_LINKS = frozenset(
    {"of", "for", "and", "in", "on", "to", "at", "by", "with", "from", "against", "&"}
)
"""Words before "the" inside a name."""
_YEARS = range(1900, 2100)
"""What stands before the name of a games and is no part of it: "2018 Tarsk Cup"."""
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
            kind = _kind(entity)
            yield candidate(span, "names.model", kind=kind, weight=5, label=entity.label_)


def _kind(entity: Span) -> EntityType | None:
    """Return the type that the model's label settles: an event, a people."""
    if entity.label_ == "EVENT":
        return EntityType.EVENT if len(entity) > 1 else None
    if entity.label_ != "NORP" or reference.place(entity.text):
        return None
    people = entity.text.endswith(_PEOPLES) or entity.root.tag_ in {"JJ", "NNPS"}
    return EntityType.GROUP if people else None


def trimmed(span: Span) -> Span | None:
    """Return `span` without determiner, titles and possessive ending; None if nothing is left."""
    doc, start, end = span.doc, span.start, _first_break(span)
    while start < end and (_leads(doc, start) or _is_score(doc, start, span.label_)):
        start += 1
    while start < end and (doc[end - 1].text in _TAILS or doc[end - 1].is_space):
        end -= 1
    while end - start > 1 and doc[end - 1].text in _LETTERS_AFTER:
        end -= 1
    if start + 1 < end < len(doc) and doc[end].lower_ in offices():
        # "White House Press" of "White House Press Secretary"
        while end - start > 1 and doc[end - 1].lower_ in portfolios() and doc[end].is_title:
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
    doc, kept = span.doc, tokens(span.doc)
    for index in range(span.start + 1, span.end):
        token = kept[index]
        if token.text.isalnum() and token.text not in _OPENING and token.lower_ not in _CREDITS:
            continue
        if token.is_space or token.text in {"(", ")", '"', ":", ";"} or is_credit(token):
            return index
        if _opens_another(token, span.label_):
            return index
        if token.text == "," and not _goes_on_after(span, index):
            return index
        if token.text in _DASHES and token.whitespace_ and doc[index - 1].whitespace_:
            return index
        if token.text in _DASHES and index + 1 < len(doc) and doc[index + 1].is_lower:
            word = doc[index + 1]
            if word.is_stop or word.lower_ in _COMPOUND:
                return index
    return span.end


def _goes_on_after(span: Span, comma: int) -> bool:
    """Tell whether a comma stands inside a name: "Orlen, Inc.", "the Board of Ports, Sea and Sail".

    Behind that of "Orlen, Ada Lamb" another name begins.
    """
    rest = span.doc[comma + 1 : span.end]
    if any(token.lower_ in {"and", "&"} for token in rest):
        return True
    return not len(rest) or reference.first_name_gender(rest[0].text) is None


_OPENING = frozenset({"Flight", "and", "the"})
"""Words with which something else may begin."""


def _opens_another(token: Token, label: str) -> bool:
    """Tell whether the name before `token` is over.

    "Brenn the …", "Norland Air Flight 12", "25th Division and …".
    """
    if token.text not in _OPENING:
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if token.text == "Flight":
        return after.is_digit
    if token.text == "and":
        return after.text.istitle() and token.nbor(-1).text in _units()
    return token.text == "the" and label != "PERSON" and token.nbor(-1).lower_ not in _LINKS


def _units() -> frozenset[str]:
    return lines_of("organizations_heads.txt", "unit")


def _is_score(doc: Doc, index: int, label: str) -> bool:
    """Tell whether a figure stands before somebody's or a country's name: "2 - 0 Norland"."""
    return label in {"GPE", "PERSON", "LOC"} and doc[index].is_digit


def _is_part(token: Token) -> bool:
    """Tell whether a determiner belongs to the name: "All" in "the All Rivers Congress"."""
    if not token.is_title or token.lower_ in {"the", "a", "an"} or not token.i:
        return False
    return token.nbor(-1).lower_ == "the"


def _leads(doc: Doc, index: int) -> bool:
    token = tokens(doc)[index]
    return (
        (token.lower_ in DETERMINERS and not _is_part(token))
        or token.lower_ in titles()
        or is_introducing(token)
        or (token.is_punct and token.text != "#")
        or token.is_space
        or token.text in {"'s", "\u2019s"}
        or (token.is_lower and token.text not in _PARTICLES)
        or (token.text.isdecimal() and int(token.text) in _YEARS)
    )
