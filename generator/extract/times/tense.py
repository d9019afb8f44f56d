"""Whether the verb that governs a phrase looks back or ahead."""

from enum import StrEnum

from spacy.tokens import Token

from generator.extract.times.words import PLANNING


class Tense(StrEnum):
    """Which way the governing verb looks."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


_VERBAL = frozenset({"VERB", "AUX"})
_FUTURE_AUX = frozenset({"will", "shall", "'ll", "\N{RIGHT SINGLE QUOTATION MARK}ll", "wo"})
_SAYING = frozenset({"say", "tell", "report", "announce", "claim", "warn"})
_STEPS = 14


def tense_at(token: Token) -> Tense:
    """Return the tense of the nearest verb above `token`."""
    for node in _climb(token):
        if node.lemma_.lower() in PLANNING and node.pos_ != "VERB":
            return Tense.FUTURE
        if node.pos_ in _VERBAL:
            return _of_verb(node)
    root = token.sent.root
    return _of_verb(root) if root.pos_ in _VERBAL else Tense.UNKNOWN


def _climb(token: Token) -> list[Token]:
    """Return `token` and what it hangs on, at most a few steps up."""
    path = [token]
    while len(path) < _STEPS and path[-1].head is not path[-1] and path[-1].head != path[-1]:
        path.append(path[-1].head)
    return path[1:] if len(path) > 1 else []


def _of_verb(verb: Token) -> Tense:
    """Return the tense of a verb with its auxiliaries."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries} | ({verb.lower_} if verb.tag_ == "MD" else set())
    if words & _FUTURE_AUX:
        return Tense.FUTURE
    if verb.lemma_.lower() in PLANNING and verb.tag_ in {"VBN", "VBD"}:
        return Tense.FUTURE
    if words & {"would", "may", "might", "could", "should", "must", "can"}:
        perfect = any(child.lemma_ == "have" for child in auxiliaries)
        return Tense.PAST if perfect else Tense.FUTURE
    return _of_form(verb, auxiliaries)


def _of_form(verb: Token, auxiliaries: list[Token]) -> Tense:
    """Return the tense that a verb's own form and its plain auxiliaries show."""
    tags = {child.tag_ for child in auxiliaries}
    if verb.tag_ in {"VBD", "VBN"} or "VBD" in tags:
        return Tense.PAST
    if any(child.lemma_ == "have" for child in auxiliaries):
        return Tense.PAST
    if verb.tag_ in {"VB", "VBG"} and not tags & {"VBZ", "VBP"}:
        if verb.tag_ == "VB" and verb.head.lemma_.lower() in PLANNING | {"be", "go", "want"}:
            return Tense.FUTURE
        if verb.head != verb:
            return tense_at(verb)
        return Tense.UNKNOWN
    if verb.lemma_ in _SAYING:
        return Tense.PAST
    if verb.lemma_ == "go" and verb.tag_ == "VBG":
        return Tense.FUTURE
    return Tense.PRESENT
