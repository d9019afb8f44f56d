"""Quantities that state no figure: `thousands of soldiers`, `a considerable number`, plurals."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from generator.extract.quantities.bounds import bound_before
from generator.extract.quantities.candidate import Candidate, Text
from generator.extract.quantities.figures import ORDINAL
from generator.extract.quantities.numerals import SCALES, either, number_words, ordinal_value
from generator.extract.quantities.units import after_of, noun_unit
from generator.extract.quantities.words import choice, words
from generator.model import Exactness

_TABLE = number_words()
_PLURAL = either(_TABLE["vague_plurals"])
_QUOTE = '["\u201c\u201d]?'
_ADJECTIVE = rf"{_QUOTE}(?:(?:very|relatively|fairly) )?(?:{choice('vague_adjectives')}){_QUOTE}"
_VAGUE = re.compile(
    rf"\b(?:(?P<plural>(?:(?:many|several|some) )?(?:{_PLURAL})(?: of (?:{_PLURAL}))?)"
    rf"(?= of\b|\s|[.,;])"
    rf"|(?P<scaled>(?:several|many|some|(?:a )?few|a couple(?: of)?) (?:{either(SCALES)}|dozen))\b"
    rf"|(?P<noun>(?:an? |the )?(?:{_ADJECTIVE} )?(?:{either(_TABLE['vague_nouns'])}))(?= of\b)"
    rf"|(?P<word>(?:a )?(?:{either(w for w in _TABLE['vague_words'] if w != 'most')}))\b(?= \w)"
    r"|(?P<most>most)(?= of\b))",
    re.IGNORECASE,
)
_SCALE = re.compile(
    rf"\b(?:in|on|at) (?:an? )?(?:\w+ )?(?P<scale>(?:{choice('scales')})[ -]scale)$", re.IGNORECASE
)
_SCALE_REACH = 40
_DEFINITE = frozenset({"majority", "minority", "bulk", "lot"})


def vague(text: Text) -> Iterator[Candidate]:
    """Return the quantities that name no figure, in order."""
    end = 0
    for offset in text.starts["vague"]:
        match = _VAGUE.match(text.text, offset) if offset >= end else None
        if match is None or text.in_time(*match.span()):
            continue
        end = match.end()
        candidate = _vague(text, match)
        if candidate:
            yield candidate
    for offset in text.starts["scale"]:
        yield from _scale(text, offset)


def _scale(text: Text, offset: int) -> Iterator[Candidate]:
    """Return "in small scale": how large, without a figure."""
    start = max(0, offset - _SCALE_REACH)
    match = _SCALE.search(text.text, start, offset + len("scale"))
    if match:
        yield Candidate(
            start=match.start(), end=match.end(), figure=match.span("scale"),
            exactness=Exactness.VAGUE, low=None, high=None, unit=None,
            head=None, rule="quantity.scale",
        )  # fmt: skip


def _vague(text: Text, match: re.Match[str]) -> Candidate | None:
    """Return a vague quantity with what it counts."""
    kind = match.lastgroup or ""
    if kind == "noun" and not _indefinite(match["noun"]):
        return None
    offset = after_of(text, match.end())
    if kind == "word" and offset is not None:
        return None
    found = noun_unit(text, match.end() if offset is None else offset)
    if found is None or text.in_time(*found[0]):
        if kind != "plural" or text.token(match.start()).dep_ == "advmod":
            return None
        unit, head, end = None, text.token(match.start()), match.end()
    else:
        (unit, head), end = found, found[0][1]
        if text.text[match.end() : unit[0]].strip() and offset is None:
            return None
        if kind == "word" and head.tag_ not in {"NNS", "NNPS", "NN", "NNP"}:
            return None
    start, bound = bound_before(text.text, match.start())
    return Candidate(
        start=start, end=end, figure=match.span(), exactness=Exactness.VAGUE, low=None, high=None,
        unit=unit, head=head, rule="quantity.vague", note=str(bound or ""),
    )  # fmt: skip


def _indefinite(phrase: str) -> bool:
    """Tell whether "a number of" is meant, not "the number of"."""
    words_in = phrase.lower().split()
    if words_in[-1] in _DEFINITE:
        return True
    if words_in[0] == "the":
        return False
    return words_in[0] in {"a", "an"} or words_in[-1] in {"numbers", "lots", "plenty"}


_COUNTABLE = words("countable")
_COUNTABLE_VERBS = words("countable_verbs")
_EVENTS = words("events")
_TOTALS = words("totals")
_DIRECTIONS = words("direction_verbs")
_PLAIN_ADJECTIVES = frozenset(
    {"new", "additional", "further", "more", "other", "old", "its", "their"}
)


def unstated(text: Text) -> Iterator[Candidate]:
    """Return plurals and singulars whose count is news, and totals said to rise or fall."""
    for offset in text.starts["noun"]:
        token = text.token(offset)
        lemma = token.lemma_.lower()
        if lemma in _COUNTABLE and token.pos_ == "NOUN" and _is_counted(token):
            candidate = _by_form(token)
        elif token.lower_ in _TOTALS:
            candidate = _direction(text, token)
        else:
            candidate = None
        if candidate:
            yield candidate


def _is_counted(noun: Token) -> bool:
    """Tell whether a noun is what a verb such as `fire` or `deliver` acts upon."""
    node = noun
    while node.dep_ == "conj" and node.head.pos_ in {"NOUN", "PROPN"}:
        node = node.head
    if node.dep_ not in {"dobj", "nsubjpass"}:
        return False
    return node.head.lemma_.lower() in _COUNTABLE_VERBS


def _by_form(noun: Token) -> Candidate | None:
    """Return one for "a missile", a plural for "missiles"."""
    left = list(noun.lefts)
    if any(child.dep_ in {"nummod", "poss", "quantmod"} or child.like_num for child in left):
        return None
    determiner = next((child for child in left if child.dep_ == "det"), None)
    modifiers = [child for child in left if child.dep_ in {"amod", "compound", "nmod"}]
    if any(
        child.lower_ in {"several", "many", "few", "numerous", "multiple"} for child in modifiers
    ):
        return None
    end = noun.idx + len(noun.text)
    first = min((child.left_edge.idx for child in modifiers), default=noun.idx)
    kept = [child for child in modifiers if child.lower_ not in _PLAIN_ADJECTIVES]
    unit = (min((child.left_edge.idx for child in kept), default=noun.idx), end)
    if determiner is not None and determiner.lower_ in {"a", "an"} and noun.tag_ == "NN":
        span = determiner.idx, determiner.idx + len(determiner.text)
        return Candidate(
            start=determiner.idx, end=end, figure=span, exactness=Exactness.EXACT, low=1, high=1,
            unit=unit, head=noun, rule="quantity.singular",
        )  # fmt: skip
    if determiner is None and noun.tag_ == "NNS":
        return Candidate(
            start=first, end=end, figure=(noun.idx, end), exactness=Exactness.PLURAL, low=2,
            high=None, unit=unit, head=noun, rule="quantity.plural",
        )  # fmt: skip
    return None


def _direction(text: Text, noun: Token) -> Candidate | None:
    """Return a total that is only said to rise or fall: "those numbers could go up"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.lemma_.lower() not in _DIRECTIONS:
        return None
    tail = [
        child for child in verb.children if child.i > verb.i and child.dep_ in {"prt", "advmod"}
    ]
    if verb.lemma_.lower() in {"go", "come"} and not any(
        child.dep_ in {"prt", "advmod"} for child in tail
    ):
        return None
    sentence = text.text[verb.idx : verb.sent.end_char]
    if re.match(r"\w+(?: \w+)? (?:to|by|from|past|above|below) [\w$ ]*?\d", sentence):
        return None
    last = max([verb, *tail], key=lambda token: token.i)
    for index in range(verb.i + 1, last.i + 1):
        if noun.doc[index] not in tail and noun.doc[index].head not in tail:
            last = verb
            break
    start = noun.left_edge.idx
    end = last.idx + len(last.text)
    return Candidate(
        start=start, end=end, figure=(noun.idx, noun.idx + len(noun.text)),
        exactness=Exactness.DIRECTION, low=None, high=None,
        unit=_counted_after(text, end, verb), head=verb, rule="quantity.direction",
    )  # fmt: skip


def _counted_after(text: Text, end: int, verb: Token) -> tuple[int, int] | None:
    """Return what the total counts when the same sentence says "number of …"."""
    match = re.compile(r"\b(?:number|total) of ").search(text.text, end, verb.sent.end_char)
    found = noun_unit(text, match.end()) if match else None
    return found[0] if found else None


_NONE = words("none_nouns")
_NEAR = 4
"""Tokens from "no" to what there is none of."""


def none(text: Text) -> Iterator[Candidate]:
    """Return what there is none of, where that is news: "no casualties"."""
    for offset in text.starts["none"]:
        token = text.token(offset)
        head = token.head
        if token.dep_ != "det" or head.lemma_.lower() not in _NONE or head.pos_ != "NOUN":
            continue
        if not token.i < head.i <= token.i + _NEAR or not _is_told(head):
            continue
        end = head.idx + len(head.text)
        yield Candidate(
            start=offset, end=end, figure=(offset, offset + len(token.text)),
            exactness=Exactness.EXACT, low=0, high=0, unit=(token.nbor().idx, end), head=head,
            rule="quantity.none",
        )  # fmt: skip


def _is_told(noun: Token) -> bool:
    """Tell whether a verb says that there was none, not that none will be forgotten."""
    if noun.dep_ in {"attr", "dobj", "pobj", "ROOT", "conj"}:
        return True
    return noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in _TELLING


_TELLING = words("none_verbs")
_LONGEST = 6
"""Tokens from an ordinal to the event that it counts."""


def ordinals(text: Text) -> Iterator[Candidate]:
    """Return ordinals that count events: "the third attack", "first such engagement"."""
    for offset in text.starts["ordinal"]:
        match = ORDINAL.match(text.text, offset)
        value = ordinal_value(match[0]) if match else None
        if match is None or value is None or text.in_time(*match.span()):
            continue
        first = text.token(match.end() - 1)
        head = _event_after(first)
        if head is None:
            continue
        end = head.idx + len(head.text)
        yield Candidate(
            start=match.start(), end=end, figure=match.span(), exactness=Exactness.ORDINAL,
            low=value, high=value, unit=(first.nbor().idx, end), head=head,
            rule="quantity.ordinal",
        )  # fmt: skip


def _event_after(ordinal: Token) -> Token | None:
    """Return the event that an ordinal counts: its head, or the next noun after adjectives."""
    head = ordinal.head
    if ordinal.i < head.i <= ordinal.i + _LONGEST and head.lemma_.lower() in _EVENTS:
        return head if ordinal.dep_ in {"amod", "nummod", "advmod"} else None
    for token in ordinal.doc[ordinal.i + 1 : ordinal.i + _LONGEST]:
        if token.lemma_.lower() in _EVENTS and token.pos_ == "NOUN":
            return token
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "DET"} or token.is_sent_start:
            return None
    return None
