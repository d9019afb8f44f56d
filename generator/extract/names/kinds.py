"""Events and weapons that have no name: "joint drills", "war with Norland", "ballistic missiles".

They are descriptions of a kind of thing, each mention for itself: two drills of one wording need
not be one, so nothing makes one entity of them.
"""

from spacy.tokens import Doc, Span, Token

from generator.extract.names.candidates import DETERMINERS
from generator.extract.names.gazetteer import words
from generator.model import EntityType

_PARTIES = frozenset({"with", "against", "between", "in", "on", "over"})
"""Prepositions that tie an event to those who take part, and to where it is."""
_PLAIN = frozenset(
    {
        *("new", "first", "last", "other", "same", "rival", "recent", "latest", "several", "more"),
        *("such", "many", "few", "next", "previous", "second", "third", "own", "whole", "entire"),
    }
)
"""Adjectives that say which one is meant and not what it is."""


def kind_of(head: Token) -> EntityType | None:
    """Return the type of what a common noun names: an event, a weapon."""
    lemma = head.lemma_.casefold()
    if lemma in words("weapons.txt", "kind"):
        return EntityType.WEAPON
    return EntityType.EVENT if lemma in words("events.txt", "kind") else None


def phrase_of(chunk: Span, kind: EntityType, named: frozenset[int]) -> Span | None:
    """Return the words of a noun phrase that say what it is; None where they say too little.

    A weapon's noun is enough; an event has an adjective or noun before it ("joint drills"), or a
    name after it ("war with Norland"). `named` holds the indexes of tokens inside names.
    """
    doc, head = chunk.doc, chunk.end - 1
    start = chunk.start
    while start < head and _is_plain(doc[start]):
        start += 1
    end = head + 1
    if kind is EntityType.WEAPON:
        return doc[start:end]
    end = _with_name(doc, end, named)
    return doc[start:end] if end - start > 1 else None


def _is_plain(token: Token) -> bool:
    """Tell whether a word before a noun leaves open what the noun names."""
    if not token.whitespace_ and not token.is_punct:
        return False
    if (
        token.shape_[0] == "d"
        or token.lower_ in DETERMINERS
        or token.lower_ in _PLAIN
        or token.tag_ == "POS"
    ):
        return True
    return token.pos_ in {"DET", "PRON", "NUM", "PUNCT", "ADV"} or token.dep_ == "poss"


def _with_name(doc: Doc, end: int, named: frozenset[int]) -> int:
    """Return the end of an event with the name that a preposition ties to it, if one."""
    if end >= len(doc) or doc[end].lower_ not in _PARTIES:
        return end
    first = end + 1
    if first < len(doc) and doc[first].lower_ == "the":
        first += 1
    last = first
    while last in named:
        last += 1
    return last if last > first else end
