"""What the text around and inside a name tells about its type, as named pieces of evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from generator import reference
from generator.extract.names.candidates import Candidate
from generator.extract.names.gazetteer import (
    context,
    family_name_rank,
    kin,
    offices,
    titles,
    words,
    world_kinds,
)
from generator.extract.names.remembered import tokens
from generator.extract.names.syntax import first_name_at
from generator.extract.names.vectors import likeness
from generator.model import EntityType

_PREPOSITIONS = frozenset(
    {"of", "to", "from", "by", "with", "for", "on", "against", "between", "into", "via", "about"}
)
_PLACE_ENDINGS = (
    *("ville", "burg", "burgh", "land", "stan", "grad", "abad", "pur", "polis", "shire", "ford"),
    *("borough", "berg", "stadt", "heim", "mouth", "port", "field", "istan", "haven", "ington"),
)
_PERSON_ENDINGS = (
    *("ov", "ova", "ev", "eva", "sky", "skyi", "ski", "enko", "vich", "vic", "escu", "yan", "ian"),
    *("shvili", "dze", "ez", "sson", "sen", "son", "ini", "elli", "etti", "oğlu", "oglu", "akis"),
)
_PERSON_PREFIXES = (
    "Mc",
    "Mac",
    "De",
    "Di",
    "Du",
    "Da",
    "La",
    "Le",
    "Van",
    "O'",
    "O\u2019",
    "D'",
    "Fitz",
)
"""What the family name of a person may begin with, and go on with a capital."""
_PARTICLES = frozenset(
    {"De", "Di", "Du", "Da", "Del", "Della", "Van", "Von", "Bin", "Ben", "Abu", "Ibn"}
)
"""First words of family names of two words."""
_HELD = frozenset({"backed", "led", "aligned", "appointed", "allied", "controlled", "linked"})
"""Words that a hyphen ties to the name of who has power: "Orlen-backed"."""
_SMALL_BEFORE = frozenset({"the", "a", "an", "and", ",", "(", '"', "-", "'s", "/"})
_SMALL_AFTER = frozenset({"'s", "\u2019s", ",", "(", ")", "-", "and", ".", "/", "in", "of", "'"})
_USUAL = 3000
"""Family names of a higher rank are rare."""
_LARGE_CITY = 1_000_000
_WORDS_FOR_AN_AGE = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What the whole document knows."""

    longer: dict[str, EntityType]
    """Type of a longer name by each of its words, where all longer names agree."""
    firms: frozenset[str]
    """First words of the names of companies."""
    small: frozenset[str]
    """Words that the document also writes in small letters."""
    headlines: frozenset[int]
    """Tokens of headlines."""
    beside: dict[int, EntityType]
    """Type of the name that is listed with the name at a character: "A, B and C"."""


def evidence(doc: Doc, found: Candidate, facts: Facts) -> list[str]:
    """Return the names of the pieces of evidence about `found`."""
    return [*local_evidence(doc, found), *document_evidence(doc, found, facts)]


def local_evidence(doc: Doc, found: Candidate) -> list[str]:
    """Return what the words inside and around `found` tell."""
    parts = [*_inside(doc, found), *_before(doc, found), *_after(doc, found)]
    return [*parts, *_grammar(doc, found)]


def _inside(doc: Doc, found: Candidate) -> Iterator[str]:
    span = found.span(doc)
    first, last, size = span[0], span[-1], len(span)
    yield f"model={found.label or 'none'}"
    yield f"words={min(size, 4)}"
    yield f"model={found.label or 'none'} words={min(size, 2)}"
    if last.tag_ in {"NNS", "NNPS"}:
        yield "plural"
    if all(token.is_upper for token in span if token.is_alpha) and size == 1:
        yield "capitals"
    if any(char.isdigit() for char in span.text):
        yield "digit"
    yield from _written(first, last, size)
    if any(token.lower_ in {"of", "for", "and", "&"} for token in span):
        yield "of inside"
    if any(len(token.text.rstrip(".")) == 1 and token.is_upper for token in span[1:]):
        yield "initial inside"
    gender = reference.first_name_gender(first.text) if size == 1 else first_name_at(first)
    if gender is not None:
        yield f"first name words={min(size, 2)}"
    yield from _shape(last, size)
    yield from _family(last.text, size)
    yield from _town(span.text)
    known = world_kinds().get(span.text)
    if known:
        yield f"{known} in reference words={min(size, 2)}"
    yield from likeness(span)


def _written(first: Token, last: Token, size: int) -> Iterator[str]:
    """Yield what capitals, particles and a country at the beginning tell."""
    if any(char.isupper() for char in last.text[1:]) and not last.is_upper:
        yield "person prefix" if last.text.startswith(_PERSON_PREFIXES) else "inner capital"
    if size > 1 and first.text in _PARTICLES:
        yield "particle first"
    if size > 1 and (reference.country(first.text) or reference.country_of_demonym(first.text)):
        yield "country first"


def _shape(last: Token, size: int) -> Iterator[str]:
    word = last.lower_
    if word.endswith(_PLACE_ENDINGS) and len(word) > len("stadts"):
        yield "place ending"
    if word.endswith(_PERSON_ENDINGS):
        yield f"person ending words={min(size, 2)}"
    if size == 1 and not last.has_vector:
        yield "unknown word"


def _family(word: str, size: int) -> Iterator[str]:
    rank = family_name_rank(word)
    kind = "no" if rank is None else "usual" if rank < _USUAL else "rare"
    yield f"{kind} family name words={min(size, 2)}"


def _town(text: str) -> Iterator[str]:
    known = reference.place(text)
    if known is None:
        yield "no town"
        return
    people = reference.population(text)
    yield "large city" if people >= _LARGE_CITY else f"known {known.kind in {'city', 'capital'}}"
    if known.kind == "capital":
        yield "capital"


def _before(doc: Doc, found: Candidate) -> Iterator[str]:
    if found.first == 0 or doc[found.first].is_sent_start:
        yield "sentence start"
        return
    token = tokens(doc)[found.first - 1]
    word = token.lower_
    kind = _class_before(token)
    if kind:
        yield f"{kind} before"
        if found.first > 1 and word in {"of", "to", "from", "into", "at", "with", "in"}:
            yield from _relation(word, token, doc[found.first - 2])
    if word == "the":
        yield f"the before words={min(found.last - found.first + 1, 2)}"
    if word in {",", "and"} and found.first > 1:
        yield from _listed(doc[found.first - 2])
    if token.pos_ == "NOUN" and token.lemma_.casefold() in words("groups.txt", "organization"):
        yield "body before"
    elif word.endswith("based"):
        yield "based before"


def _class_before(token: Token) -> str:
    """Return what kind of word stands before a name; empty when it tells nothing."""
    word = token.lower_
    if word in titles() and token.text[:1].isupper():
        return "title"
    for kind, listed in (("office", offices()), ("kin", kin()), ("locative", context("locative"))):
        if word in listed:
            return kind
    if word in _PREPOSITIONS or word in _SMALL_BEFORE:
        return word
    if reference.country_of_demonym(token.text):
        return "demonym"
    return token.pos_ if token.pos_ in {"NOUN", "VERB", "ADJ", "PROPN", "ADP"} else ""


def _relation(preposition: str, token: Token, before: Token) -> Iterator[str]:
    """Yield what the word that a preposition hangs on tells: "siege of", "fled to"."""
    if before.lemma_.casefold() in context("for firms"):
        yield "noun for firms before"
    if preposition != "of":
        if preposition == "to" and before.lower_ == "according":
            yield "according before"
        moving = preposition in {"to", "from", "into"}
        if moving and token.head.lemma_.casefold() in context("moving"):
            yield "motion before"
        return
    if before.text == "," and before.i and before.nbor(-1).like_num:
        yield "age and of before"
    lemma = before.lemma_.casefold()
    if lemma in context("of places"):
        yield "noun of places before"
    elif lemma in context("of people"):
        yield "noun of people before"


def _listed(before: Token) -> Iterator[str]:
    if before.lower_ in offices():
        yield "office and comma before"
    elif reference.place(before.text):
        yield "place and comma before"


def _after(doc: Doc, found: Candidate) -> Iterator[str]:
    if found.last + 1 >= len(doc):
        return
    token = tokens(doc)[found.last + 1]
    kind = _class_after(token)
    if kind:
        yield f"{kind} after"
    if token.is_space:
        yield "line end after"
    elif token.pos_ == "NOUN" and token.lemma_.casefold() in context("of firms"):
        yield "noun of firms after"
    if found.last + 2 < len(doc):
        yield from _second_after(doc, found.last + 2, token.lower_)


def _class_after(token: Token) -> str:
    """Return what kind of word stands after a name; empty when it tells nothing."""
    word = token.lower_
    if word in _SMALL_AFTER:
        return word
    if word in offices():
        return "office"
    lemma = token.lemma_.casefold()
    if lemma in context("of leaders"):
        return "noun of leaders"
    if lemma in words("groups.txt", "organization"):
        return "body"
    if token.like_num or any(char.isdigit() for char in token.text):
        return "number"
    return token.pos_ if token.pos_ in {"NOUN", "VERB", "AUX", "PROPN", "ADJ"} else ""


def _second_after(doc: Doc, index: int, mark: str) -> Iterator[str]:
    """Yield what the token at `index` tells, which stands after a mark after the name."""
    if mark in {"'s", "\u2019s"}:
        yield from _owned(doc[index])
    if mark == ",":
        yield from _apposed(doc, index)
    if mark == "-" and doc[index].lower_ in _HELD:
        yield "led after"
    if mark == "(" and doc[index].is_upper:
        yield "initials after"


def _owned(token: Token) -> Iterator[str]:
    lemma = token.lemma_.casefold()
    if lemma in kin():
        yield "owns kin"
    elif lemma in context("ruling"):
        yield "owns rule"
    elif lemma in offices():
        yield "owns office"
    elif reference.place(token.text) or token.pos_ == "PROPN":
        yield "owns name"


def _apposed(doc: Doc, index: int) -> Iterator[str]:
    """Yield what stands after a comma: an age, an office, a place."""
    stop = min(index + 7, len(doc))
    if index >= stop:
        return
    token = doc[index]
    if token.like_num and len(token) < _WORDS_FOR_AN_AGE:
        yield "age after"
    elif reference.place(doc[index].text) or reference.place(doc[index : index + 2].text):
        yield "place and comma after"
    elif token.lower_ in {"a", "an", "the"} or token.lower_ in offices():
        nouns = [doc[i] for i in range(index, stop) if doc[i].pos_ == "NOUN"]
        kinds = {noun.lemma_.casefold() for noun in nouns[:3]}
        if kinds & offices():
            yield "office in apposition"
        elif kinds & words("groups.txt", "organization"):
            yield "body in apposition"
        elif kinds & words("groups.txt", "place"):
            yield "place in apposition"
    elif token.lower_ in {"who", "whose"}:
        yield "who after"


def _grammar(doc: Doc, found: Candidate) -> Iterator[str]:
    root = found.span(doc).root
    yield f"dep={root.dep_}"
    head = root.head
    if root.dep_ in {"nsubj", "nsubjpass", "dobj", "dative", "agent"}:
        if head.lemma_ == "be":
            yield from _predicate(head)
        else:
            yield f"{root.dep_} of {_class_of_verb(head.lemma_.casefold())}"
    if root.dep_ == "compound" and head.i > found.last:
        lemma = head.lemma_.casefold()
        if lemma in offices():
            yield "compound of office"
        elif lemma in words("groups.txt", "organization"):
            yield "compound of body"
        elif head.pos_ == "PROPN":
            yield "compound of name"
    if root.dep_ == "appos" and head.lemma_.casefold() in offices():
        yield "apposition to office"


def _class_of_verb(lemma: str) -> str:
    """Return which class of verbs a lemma belongs to."""
    classes = (kind for kind in ("saying", "living", "taking", "trading") if lemma in context(kind))
    return next(classes, "other verb")


def _predicate(verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ == "attr":
            lemma = child.lemma_.casefold()
            if lemma in offices():
                yield "is office"
            elif lemma in words("groups.txt", "organization"):
                yield "is body"
            elif lemma in words("groups.txt", "place"):
                yield "is place"


def document_evidence(doc: Doc, found: Candidate, facts: Facts) -> Iterator[str]:
    """Yield what the rest of the document tells about `found`."""
    text = found.text(doc)
    span = found.span(doc)
    if len(span) == 1:
        kind = facts.longer.get(text)
        if kind:
            yield f"part of {kind}"
            if text in facts.firms:
                yield "part of firm"
        if text.casefold() in facts.small:
            yield "also small"
    if found.first in facts.headlines:
        yield "headline"
    if found.start in facts.beside:
        yield f"beside {facts.beside[found.start]}"
