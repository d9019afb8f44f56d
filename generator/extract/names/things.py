"""Names of ships, works, websites, products, teams and events, from the noun that tells so.

A noun beside a name settles what it names ("the ferry X", "X, a novel by …", "X took place"); where
none does, such a thing stays without a type rather than pass for a person, a body or a place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import Candidate, candidate
from generator.extract.names.gazetteer import known_names, vague_heads, words, world_kinds
from generator.extract.names.remembered import remembered, texts, tokens
from generator.extract.names.syntax import first_name_at
from generator.extract.tables import sections
from generator.model import EntityType

THINGS = frozenset(
    {
        *(EntityType.VESSEL, EntityType.WORK, EntityType.WEBSITE, EntityType.PRODUCT),
        *(EntityType.TEAM, EntityType.EVENT),
    }
)
"""Types that no score is kept for: what names one once, names it everywhere in a document."""
_PATTERN = 30
_ADDRESS = re.compile(r"(?!www\.)[A-Za-z0-9-]+(?:\.[a-z]+)*\.(?:com|org|net|info|edu|co\.[a-z]{2})")
_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}(?:-\d{2,3})?[A-Z]{0,3}s?")
"""A model by letters and figures: "A380", "A330-200"."""
_NUMBER = re.compile(r"\d{3,4}(?:-\d{1,3})?[A-Z]{0,3}s?")
"""A model by its number, behind its maker: "787", "737s"."""
_IN_SMALL = re.compile(r"[ie][A-Z][a-z]{2,}s?")
"""A product that is written with a small letter first."""
_YEARS = range(1900, 2100)
_ARMS = frozenset({"fighter", "missile", "rifle", "tank"})
"""Nouns of what is a weapon and no product."""
_QUOTES = frozenset({'"', "\u201c", "\u201d", "``", "''"})
_LONGEST_TITLE = 8
_SMALL = frozenset({"of", "the", "a", "an", "and", "in", "on", "for", "to", "at", "with", "from"})
"""Small words inside titles."""


def of_things(doc: Doc) -> Iterator[Candidate]:
    """Yield what no run of capitals holds: models, addresses of websites, titles in quotes."""
    kept, written = tokens(doc), texts(doc)
    for index, text in enumerate(written):
        if _ADDRESS.fullmatch(text) and text[0].isupper():
            yield candidate(
                doc[index : index + 1], "names.address", kind=EntityType.WEBSITE, weight=_PATTERN
            )
        elif text in _QUOTES and index and _noun(kept[index - 1]):
            yield from _quoted(doc, index)
        elif text == "Team" and index + 1 < len(written) and reference.country(written[index + 1]):
            team = doc[index : index + 2]
            yield candidate(team, "names.team-of", kind=EntityType.TEAM, weight=_PATTERN)
        elif any(map(str.isdigit, text)):
            yield from _model(doc, index)
        elif _IN_SMALL.fullmatch(text):
            yield candidate(
                doc[index : index + 1], "names.small-first", kind=EntityType.PRODUCT, weight=1
            )


def _quoted(doc: Doc, index: int) -> Iterator[Candidate]:
    """Yield "The Long Winter" of 'the film "The Long Winter"'."""
    kind, written = _noun(tokens(doc)[index - 1]), texts(doc)
    for end in range(index + 1, min(index + 2 + _LONGEST_TITLE, len(written))):
        if written[end] in _QUOTES:
            title = written[index + 1 : end]
            whole = bool(title) and title[0][:1].isupper() and title[-1] not in _SMALL
            if whole and all(word[:1].isupper() or word in _SMALL for word in title):
                span = doc[index + 1 : end]
                yield candidate(span, "names.thing", kind=kind, weight=_PATTERN + 10)
            return


def _model(doc: Doc, index: int) -> Iterator[Candidate]:
    """Yield "Airbus A380" and "787 Dreamliner" as products."""
    written = texts(doc)
    text = written[index]
    lettered = _MODEL.fullmatch(text) is not None
    if not lettered and _NUMBER.fullmatch(text) is None:
        return
    start = index - (index > 0 and _makes(written[index - 1]))
    end = index + 1
    if written[end : end + 1] == ["-"] and _is_variant(doc, end):
        end += 2
    while end < len(written) and _goes_on(doc, end):
        end += 1
    following = written[end].casefold() if end < len(written) else ""
    told, named, made = is_product(following), written[end - 1].isalpha(), start < index
    known = text.removesuffix("s") in remembered(doc, "models", _models)
    if following.removesuffix("s") in _ARMS or (text.isdigit() and int(text) in _YEARS):
        return
    if lettered:
        enough = made or told or known
    else:
        enough = (named and told) or (made and (named or told or text.endswith("s")))
        enough = enough or (known and _stands_alone(doc, index, following))
    if enough:
        yield candidate(
            doc[start:end], "names.model-number", kind=EntityType.PRODUCT, weight=_PATTERN
        )


def _makes(word: str) -> bool:
    """Tell whether a word is the name of a firm."""
    listed = known_names().get(word) is EntityType.ORGANIZATION
    return listed or world_kinds().get(word) == "firm"


def _goes_on(doc: Doc, index: int) -> bool:
    token = tokens(doc)[index]
    return token.text[:1].isupper() and token.is_alpha and token.pos_ == "PROPN"


def is_product(word: str) -> bool:
    """Tell whether a noun in small letters, of one or several, is for what is made and sold."""
    nouns = words("things.txt", "product")
    return word in nouns or word.removesuffix("s") in nouns


_VARIANT = re.compile(r"\d{2,3}[A-Z]{0,3}s?")


def _is_variant(doc: Doc, hyphen: int) -> bool:
    """Tell whether a hyphen ties a variant to a model: "737-800"."""
    kept = tokens(doc)
    tied = not kept[hyphen - 1].whitespace_ and not kept[hyphen].whitespace_
    return tied and hyphen + 1 < len(kept) and _VARIANT.fullmatch(kept[hyphen + 1].text) is not None


def _stands_alone(doc: Doc, index: int, following: str) -> bool:
    """Tell whether a number that is a model's elsewhere counts nothing here: "the 787 is late"."""
    token = tokens(doc)[index]
    counts = token.dep_ == "nummod" and token.head.i > index and token.head.tag_ == "NNS"
    before = tokens(doc)[index - 1].text if index else ""
    return before not in {"$", "#", "\u00a3", "\u20ac"} and (not counts or is_product(following))


def _models(doc: Doc) -> frozenset[str]:
    """Return the models beside which a document somewhere has their maker or a noun."""
    written = texts(doc)
    return frozenset(
        text.removesuffix("s")
        for index, text in enumerate(written)
        if (_MODEL.fullmatch(text) and (_is_made(written, index) or _is_told(doc, index)))
        or (_NUMBER.fullmatch(text) and _is_numbered(doc, index) and not _is_year(text))
    )


def _is_year(text: str) -> bool:
    return text.isdigit() and int(text) in _YEARS


def _is_made(written: Sequence[str], index: int) -> bool:
    """Tell whether a maker stands before a model: "Airbus A380", "Boeing's 747"."""
    before = written[max(0, index - 2) : index]
    owned = len(before) > 1 and before[1] in {"'s", "\u2019s"} and _makes(before[0])
    return bool(before) and (_makes(before[-1]) or owned)


def _is_numbered(doc: Doc, index: int) -> bool:
    """Tell whether a number is a model's: "Boeing's 747", "its 777 airliner"."""
    kept = tokens(doc)
    after = kept[index + 1] if index + 1 < len(kept) else None
    one = after is not None and after.tag_ == "NN" and is_product(after.lower_)
    # "300 aircraft" are as many.
    one = one and after is not None and after.lower_ != "aircraft"
    return one or _is_made(texts(doc), index)


_NEAR = 8
"""Tokens from a model to the noun that says what it is."""


def _is_told(doc: Doc, index: int) -> bool:
    """Tell whether a noun says that a model is a product: "A380 jets", "the A380, an aircraft"."""
    written = [text.casefold() for text in texts(doc)[max(0, index - 1) : index + _NEAR]]
    before, rest = written[: min(index, 1)], written[min(index, 1) + 1 :]
    if any(map(is_product, [*before, *rest[:1]])):
        return True
    apposed = rest[:1] == [","] and rest[1:2] in (["a"], ["an"], ["the"])
    return apposed and any(map(is_product, rest[2:]))


def with_things(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those whose type a noun tells with it wherever they stand."""
    found = [_told(doc, item) for item in candidates]
    kinds = {item.text(doc): item.type for item in found if item.type in THINGS}
    return [
        replace(item, type=kinds[item.text(doc)], rule="names.thing-again")
        if item.type is None and item.text(doc) in kinds
        else item
        for item in found
    ]


def _told(doc: Doc, item: Candidate) -> Candidate:
    """Return a candidate with the type that a noun beside it tells."""
    if item.type is not None and item.rule != "names.head":
        return item
    span = item.span(doc)
    for rule, kind in (
        ("names.thing", _before(span)),
        ("names.told", _said_of(span)),
        ("names.takes-place", _takes_place(span)),
        ("names.told-body", _told_body(span)),
    ):
        if kind is not None:
            return replace(item, type=kind, rule=rule)
    return item


def _before(span: Span) -> EntityType | None:
    """Return the type that "the ferry" before a name tells, or "its ship," before an apposition."""
    doc, at, root = span.doc, span.start - 1, span.root
    if is_vessel(span):
        return EntityType.VESSEL
    if at < 0:
        return None
    token = doc[at]
    if token.text == "," and at and root.dep_ == "appos" and root.head.i == at - 1:
        return _noun(doc[at - 1])
    kind = _noun(token)
    subject = root.dep_ in {"nsubj", "nsubjpass"} and root.head.dep_ in {"relcl", "ccomp", "advcl"}
    owns = span.end < len(doc) and doc[span.end].tag_ == "POS"
    is_title = kind in {EntityType.WORK, EntityType.WEBSITE}
    made = is_title and span.end < len(doc) and doc[span.end].pos_ == "VERB" and _given(span)
    if kind is None or subject or made or (owns and is_title) or span.text in known_names():
        return None
    return kind


def is_vessel(span: Span) -> bool:
    """Tell whether a name is a space shuttle's: not "Space Shuttle Program", nor "… Orbiters"."""
    last = span[-1]
    plain = last.tag_ != "NNPS" and last.text not in vague_heads() and last.lower_ not in _kinds()
    return plain and len(span) > len(("Space", "Shuttle")) and span[:2].text == "Space Shuttle"


def _given(span: Span) -> bool:
    """Tell whether a first name begins a name: "the film Ada Lamb directed" is not hers."""
    return len(span) > 1 and first_name_at(span[0]) is not None


def _noun(token: Token) -> EntityType | None:
    """Return the type of what a noun before a name tells of."""
    if token.tag_ in {"NNS", "NNPS"}:
        return None
    return _kinds().get(token.text)


@cache
def _kinds() -> dict[str, EntityType]:
    """Return the nouns that stand before names, with what they name."""
    return {
        word: EntityType(section)
        for section, found in sections("things.txt").items()
        if section != "product"
        for word in found
    }


def _said_of(span: Span) -> EntityType | None:
    """Return the type that "X, a novel by …" and "X is a website" tell."""
    root = span.root
    nouns = [child for child in root.children if child.dep_ == "appos" and child.i > root.i]
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        nouns += [child for child in root.head.children if child.dep_ == "attr"]
    for noun in nouns:
        opened = noun.left_edge.lower_ in {"a", "an", "the"}
        if opened and noun.tag_ == "NN":
            kind = _kinds().get(noun.lower_)
            if kind is None and noun.dep_ == "appos" and noun.lower_ in _SCHOOLS | _bodies():
                kind = EntityType.ORGANIZATION
            if kind is not None:
                return kind
    return None


_SCHOOLS = frozenset({"school", "college", "university", "clinic", "charity", "newspaper"})
"""Bodies that have names such as people have."""


_CALLED = frozenset({"called", "named", "dubbed"})


def _told_body(span: Span) -> EntityType | None:
    """Return that "a group called the X" and "its elite group the X" name an organization."""
    doc, at = span.doc, span.start - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    if at < 1 or _given(span) or reference.place(span.text) is not None:
        return None
    if doc[at].lower_ in _CALLED:
        # "the elite group within Orlen called the X": the noun that the participle belongs to
        noun = doc[at].head if doc[at].dep_ == "acl" else doc[at - 1]
    elif span.root.dep_ == "appos" and span.root.head.i == at:
        noun = doc[at]
    else:
        return None
    is_body = noun.tag_ == "NN" and noun.lower_ in _bodies()
    return EntityType.ORGANIZATION if is_body else None


@cache
def _bodies() -> frozenset[str]:
    """Return the nouns for bodies, and for groups that have names."""
    return words("groups.txt", "organization") | {"group", "band"}


def _takes_place(span: Span) -> EntityType | None:
    """Return that what took place is an event."""
    root = span.root
    verb = root.head
    if root.dep_ != "nsubj" or verb.lemma_ != "take":
        return None
    held = any(child.dep_ == "dobj" and child.lower_ == "place" for child in verb.children)
    return EntityType.EVENT if held else None
