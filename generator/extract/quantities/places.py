"""Where a quantity is, as printed: `in the Kursk Oblast`."""

from spacy.tokens import Token

from generator.extract.quantities.words import words

_PREPOSITIONS = words("place_prepositions")
_NOUNS = words("place_nouns")
_PLACES = frozenset({"GPE", "LOC", "FAC", "PRODUCT"})
_NOT_PLACES = frozenset({"PERSON", "DATE", "TIME", "ORG", "NORP", "MONEY", "PERCENT", "EVENT"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})
_LINKS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "attr", "obj", "pobj", "conj", "npadvmod"}
    | {"nummod", "amod", "prep", "quantmod"}
)
_CLIMB = 4


def place_of(head: Token, end: int) -> tuple[int, int] | None:
    """Return the nearest phrase of place after a quantity that ends at `end`."""
    node = head
    for _ in range(_CLIMB):
        for child in node.children:
            if child.idx >= end and (found := _place_phrase(child)):
                return found
        if node.head == node or (node.pos_ in _NOMINAL and node.dep_ not in _LINKS):
            break
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return _below(node, end)
    return None


def _below(verb: Token, end: int) -> tuple[int, int] | None:
    """Return the first phrase of place that hangs on a verb, after `end` or at the front."""
    after = (child for child in verb.children if child.idx >= end)
    front = (child for child in verb.children if child.is_sent_start)
    return next((found for child in (*after, *front) if (found := _place_phrase(child))), None)


def _place_phrase(preposition: Token) -> tuple[int, int] | None:
    """Return a preposition with its object when that is a place."""
    if preposition.dep_ not in {"prep", "advmod", "dative", "mark"} or (
        preposition.lower_ not in _PREPOSITIONS
    ):
        return None
    for noun in preposition.children:
        if noun.dep_ == "pobj" and _is_place(noun):
            last = _named_after(noun)
            return preposition.idx, last.idx + len(last.text)
    return None


def _named_after(noun: Token) -> Token:
    """Return the name of the city in "the northern city of Velmar", else the noun itself."""
    if noun.lemma_.lower() not in _NOUNS:
        return noun
    for child in noun.children:
        if child.lower_ == "of" and child.i == noun.i + 1:
            names = (name for name in child.children if name.dep_ == "pobj")
            name = next((name for name in names if name.pos_ == "PROPN"), None)
            if name is not None:
                return name
    return noun


def _is_place(noun: Token) -> bool:
    """Tell whether a noun names or describes a place."""
    if noun.ent_type_ in _PLACES:
        return True
    if noun.ent_type_ in _NOT_PLACES:
        return False
    if noun.pos_ == "PROPN":
        return True
    return noun.lemma_.lower() in _NOUNS
