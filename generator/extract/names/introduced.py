"""Roles with which a text itself introduces people: "Harbour Master Ada Lamb … the harbour master".

No table lists every role. A text that lets "the harbour master" speak, and elsewhere sets these
words before a name or beside it, says that they are one.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from generator.extract.names.gazetteer import context, words
from generator.extract.names.remembered import remembered, texts, tokens

Role = tuple[str, ...]
"""The words of a role in lower case: `("harbour", "master")`."""

_LONGEST = 3
"""Words of a role."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE = frozenset({"compound", "nmod", "amod"})
"""Dependency labels of a title before a name."""
_NO_PEOPLE = ("organization", "group", "place")
"""Sections of `groups.txt`: who speaks as "the ministry" is no person."""


def introduced_roles(doc: Doc) -> frozenset[str]:
    """Return the last words of roles with which the text introduces somebody."""
    return frozenset(tokens(doc)[last].lower_ for last in _introductions(doc))


def is_introducing(token: Token) -> bool:
    """Tell whether a word belongs to such a role where it stands before a name."""
    return token.i in remembered(token.doc, "introducing", _before_names)


def _before_names(doc: Doc) -> frozenset[int]:
    """Return the indexes of the words of roles before names."""
    found: set[int] = set()
    for last, size in _introductions(doc).items():
        if _opens_name(doc, last):
            found.update(range(last - size + 1, last + 1))
    return frozenset(found)


def _introductions(doc: Doc) -> dict[int, int]:
    """Return where roles introduce somebody: the index of the last word, and how many there are."""
    return remembered(doc, "introductions", lambda found: dict(_introduced(found)))


def _introduced(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the last word and the length of each role before a name or beside it."""
    speaking = frozenset(_speaking(doc))
    ends = {role[-1] for role in speaking}
    lower = [text.lower() for text in texts(doc)] if speaking else []
    for last, word in enumerate(lower):
        if word not in ends:
            continue
        for size in range(_LONGEST, 0, -1):
            first = last - size + 1
            if first >= 0 and tuple(lower[first : last + 1]) in speaking:
                if _opens_name(doc, last) or _beside_name(doc, first):
                    yield last, size
                break


def _speaking(doc: Doc) -> Iterator[Role]:
    """Yield the nouns that speak as "the treasurer"."""
    kept = tokens(doc)
    for token in kept:
        if token.dep_ not in _SUBJECTS or token.head.lemma_.casefold() not in context("saying"):
            continue
        first = token.left_edge.i
        size = token.i - first
        inside = kept[first + 1 : token.i + 1]
        if kept[first].lower_ != "the" or not 0 < size <= _LONGEST or token.tag_ == "NNS":
            continue
        if all(word.is_alpha and word.is_lower for word in inside) and not _of_many(token):
            yield tuple(word.text for word in inside)


def _of_many(token: Token) -> bool:
    """Tell whether the tables know that a noun stands for no person."""
    lemma = token.lemma_.casefold()
    return any(lemma in words("groups.txt", kind) for kind in _NO_PEOPLE)


def _opens_name(doc: Doc, last: int) -> bool:
    """Tell whether a name follows a word, which belongs to it: not "the report Ada Lamb wrote"."""
    if last + 1 >= len(doc) or doc[last + 1].is_sent_start:
        return False
    title, name = doc[last], doc[last + 1]
    before = title.dep_ in _BEFORE and title.head.i > last
    apposed = any(child.dep_ == "appos" and child.i > last for child in title.children)
    return name.text[:1].isupper() and name.pos_ == "PROPN" and (before or apposed)


def _beside_name(doc: Doc, first: int) -> bool:
    """Tell whether the words from `first` on follow a name and a comma: "Ada Lamb, a pilot"."""
    before = first - 1
    if before > 0 and doc[before].lower_ in {"a", "an", "the", "its", "their"}:
        before -= 1
    return before > 0 and doc[before].text == "," and doc[before - 1].pos_ == "PROPN"
