"""Whether the verb that governs a phrase looks back or ahead."""

from enum import StrEnum

from spacy.tokens import Token

from generator.extract.times.words import (
    IMPLICATIVE,
    PLANNING,
    PLANNING_WORDS,
    PROMISING,
    SAYING,
    THWARTED,
)


class Tense(StrEnum):
    """Which way the governing verb looks."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


_VERBAL = frozenset({"VERB", "AUX"})
_WILL = frozenset({"will", "shall", "'ll", "\N{RIGHT SINGLE QUOTATION MARK}ll", "wo"})
_MODAL = frozenset({"would", "may", "might", "could", "should", "must", "can"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "relcl"})
_STEPS = 14


def tense_at(token: Token) -> Tense:
    """Return the tense of the nearest verb above `token`."""
    for node in climb(token):
        if node.lemma_.lower() in PLANNING_WORDS and node.pos_ != "VERB":
            verb = governor(node)
            past = verb is not None and _of_verb(verb) is Tense.PAST
            return Tense.UNKNOWN if past else Tense.FUTURE
        if node.pos_ in _VERBAL:
            return Tense.FUTURE if _is_due(token, node) else _of_verb(node)
    root = token.sent.root
    return _of_verb(root) if root.pos_ in _VERBAL and root != token else Tense.UNKNOWN


def _is_due(token: Token, verb: Token) -> bool:
    """Tell whether something is promised or asked for by a day: "promised a reply by Tuesday"."""
    return token.head.lower_ == "by" and token.i > verb.i and verb.lemma_.lower() in PROMISING


def governor(token: Token) -> Token | None:
    """Return the nearest verb above `token`."""
    return next((node for node in climb(token) if node.pos_ in _VERBAL), None)


def climb(token: Token) -> list[Token]:
    """Return what `token` hangs on, nearest first, at most a few steps up."""
    path: list[Token] = []
    while token.head != token and len(path) < _STEPS:
        token = token.head
        path.append(token)
    return path


def _of_verb(verb: Token) -> Tense:
    """Return the tense of a verb with its auxiliaries."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    if words & _WILL or (verb.lower_ in _WILL and verb.tag_ == "MD"):
        return Tense.FUTURE
    if verb.lemma_.lower() in PLANNING and _is_participle(verb, auxiliaries):
        dropped = any(child.lower_ in {"originally", "initially"} for child in verb.children)
        return Tense.UNKNOWN if dropped else Tense.FUTURE
    if words & _MODAL:
        perfect = any(child.lemma_ == "have" for child in auxiliaries)
        return Tense.PAST if perfect else Tense.FUTURE
    return _of_form(verb, auxiliaries)


def _is_participle(verb: Token, auxiliaries: list[Token]) -> bool:
    """Tell whether a verb is a passive or stands alone as a participle: "scheduled for"."""
    if verb.tag_ != "VBN":
        return False
    return any(child.dep_ == "auxpass" for child in auxiliaries) or not auxiliaries


def _of_form(verb: Token, auxiliaries: list[Token]) -> Tense:
    """Return the tense that a verb's own form and its plain auxiliaries show."""
    tags = {child.tag_ for child in auxiliaries}
    if "TO" in tags and not any(child.lemma_ == "have" for child in auxiliaries):
        return _of_infinitive(verb)
    if any(child.lemma_ == "have" for child in auxiliaries) or "VBD" in tags:
        return Tense.PAST
    passive_now = verb.tag_ == "VBN" and tags & {"VBZ", "VBP"}
    if verb.tag_ in {"VBD", "VBN"} and not passive_now:
        return Tense.PAST
    if verb.tag_ in {"VB", "VBG"} and not tags & {"VBZ", "VBP"}:
        return _of_infinitive(verb)
    if verb.lemma_ in SAYING:
        return Tense.PAST
    return Tense.PRESENT


def _of_infinitive(verb: Token) -> Tense:
    """Return the tense of a verb without one: ahead after "agreed to", else that of its head."""
    to = any(child.tag_ == "TO" for child in verb.children)
    head = verb.head
    if to and verb.dep_ in _COMPLEMENTS and head.lemma_.lower() not in IMPLICATIVE:
        return Tense.FUTURE
    return tense_at(verb) if head != verb else Tense.UNKNOWN


def is_pluperfect(verb: Token | None) -> bool:
    """Tell whether a verb tells of what had been: "had been inspected"."""
    return verb is not None and any(
        child.tag_ == "VBD" and child.lemma_ == "have" for child in verb.children
    )


def was_done(verb: Token) -> bool:
    """Tell whether a verb with its own auxiliaries tells of the past, whatever hangs on it."""
    return _of_verb(verb) is Tense.PAST


def is_thwarted(verb: Token) -> bool:
    """Tell whether "was scheduled to arrive" goes on with what happened instead.

    That stands in the same sentence: after "but", or as the main clause around "who was to".
    """
    plan = _plan(verb)
    if plan is None or not (plan.tag_ == "VBD" or _has_past_auxiliary(plan)):
        return False
    return any(_foils(other, plan) for other in (governor(plan), *plan.conjuncts) if other)


def is_planned_before(verb: Token) -> bool:
    """Tell whether a plan is told of as it had been: "had been expected Sunday"."""
    return is_pluperfect(_plan(verb))


def _plan(verb: Token) -> Token | None:
    """Return the verb of planning that a verb is, or hangs on: "was to arrive" too."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return verb.head
    path = (verb, *climb(verb))
    return next((node for node in path if node.lemma_.lower() in PLANNING), None)


def _has_past_auxiliary(verb: Token) -> bool:
    """Tell whether an auxiliary puts a verb into the past: "was scheduled"."""
    auxiliaries = (child for child in verb.children if child.dep_ in {"aux", "auxpass"})
    return any(child.tag_ == "VBD" for child in auxiliaries)


def _foils(verb: Token, plan: Token) -> bool:
    """Tell whether a past verb beside a plan says that it came otherwise."""
    if verb.pos_ != "VERB" or _of_verb(verb) is not Tense.PAST:
        return False
    contrast = any(child.lower_ == "but" for child in (*plan.children, *plan.head.children))
    return verb.lemma_.lower() in THWARTED or (contrast and verb in plan.conjuncts)
