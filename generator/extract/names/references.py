"""What stands for a name: descriptions ("the ministry") and pronouns."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.gazetteer import kin, offices, words
from generator.extract.names.kinds import kind_of, phrase_of
from generator.extract.names.remembered import tokens
from generator.extract.names.syntax import is_plural, syntax_of
from generator.extract.parse import Parse
from generator.model import EntityType, Gender, Mention, MentionForm, Reason

PRONOUNS: dict[str, tuple[Gender, bool]] = {
    "he": (Gender.MASCULINE, False),
    "him": (Gender.MASCULINE, False),
    "his": (Gender.MASCULINE, False),
    "himself": (Gender.MASCULINE, False),
    "she": (Gender.FEMININE, False),
    "her": (Gender.FEMININE, False),
    "hers": (Gender.FEMININE, False),
    "herself": (Gender.FEMININE, False),
    "it": (Gender.NEUTER, False),
    "its": (Gender.NEUTER, False),
    "itself": (Gender.NEUTER, False),
    "they": (Gender.UNKNOWN, True),
    "them": (Gender.UNKNOWN, True),
    "their": (Gender.UNKNOWN, True),
    "themselves": (Gender.UNKNOWN, True),
    "who": (Gender.UNKNOWN, False),
    "whom": (Gender.UNKNOWN, False),
    "whose": (Gender.UNKNOWN, False),
    "i": (Gender.UNKNOWN, False),
    "we": (Gender.UNKNOWN, True),
}
"""Pronouns with gender and number."""


@cache
def _pronouns() -> frozenset[int]:
    """Return the pronouns as the numbers that spaCy has for words."""
    return frozenset(map(get_string_id, PRONOUNS))


def find_pronouns(parse: Parse) -> Iterator[Mention]:
    """Yield the pronouns that can stand for a name."""
    kept = tokens(parse.doc)
    pronouns = _pronouns()
    for index, word in enumerate(parse.doc.to_array("LOWER").tolist()):
        if word not in pronouns:
            continue
        token = kept[index]
        known = PRONOUNS.get(token.lower_)
        if known is None or (token.text == "US") or (token.lower_ == "it" and token.dep_ == "expl"):
            continue
        if token.pos_ not in {"PRON", "DET"}:
            continue
        gender, plural = known
        yield Mention(
            span=parse.span(token),
            type=None,
            form=MentionForm.PRONOUN,
            syntax=syntax_of(token.doc[token.i : token.i + 1]),
            head=token.lower_,
            gender=gender,
            plural=plural,
            reason=Reason("names.pronoun"),
        )


def find_noun_phrases(parse: Parse, named: frozenset[int]) -> Iterator[Mention]:
    """Yield noun phrases whose head can be a person, an organization, a group, an event, a weapon.

    `named` holds the indexes of tokens inside names; a head inside a name is no description.
    """
    kept = tokens(parse.doc)
    for chunk in parse.doc.noun_chunks:
        start, end = chunk.start, chunk.end
        head = kept[end - 1]
        known = head.lemma_.casefold() in _nouns()
        if known:
            yield from _thing(parse, chunk, head, named)
        elif end - start == 1:
            continue
        for last in (*_inner(kept[start:end]), *((head,) if known else ())):
            found = _kind(last) if _is_noun(last) and last.i not in named else None
            if found:
                yield _noun_phrase(parse, _phrase(chunk, last), *found)


@cache
def _nouns() -> frozenset[str]:
    """Return every noun that can stand for something, or names it."""
    kinds = (words(file, "kind") for file in ("weapons.txt", "events.txt"))
    groups = (words("groups.txt", kind) for kind in ("organization", "group", "place"))
    return frozenset(kin()) | offices() | frozenset().union(*kinds, *groups)


def _noun_phrase(parse: Parse, span: Span, kind: EntityType, gender: Gender) -> Mention:
    head = span[-1]
    return Mention(
        span=parse.span(span),
        type=kind,
        form=MentionForm.DESCRIPTION,
        syntax=syntax_of(span),
        head=head.lemma_.casefold(),
        gender=gender,
        plural=is_plural(head),
        reason=Reason(
            "names.national-body"
            if len(span) > 1 and _is_national(head, kind)
            else "names.noun-phrase"
        ),
    )


def _thing(parse: Parse, chunk: Span, head: Token, named: frozenset[int]) -> Iterator[Mention]:
    """Yield an event or a weapon that has no name."""
    kind = kind_of(head) if _is_noun(head) and head.i not in named else None
    span = phrase_of(chunk, kind, named) if kind else None
    if kind and span is not None:
        yield Mention(
            span=parse.span(span),
            type=kind,
            form=MentionForm.DESCRIPTION,
            syntax=syntax_of(chunk),
            head=head.lemma_.casefold(),
            gender=Gender.NEUTER,
            plural=is_plural(head),
            reason=Reason(f"names.{kind}"),
        )


def _inner(chunk: Sequence[Token]) -> Iterator[Token]:
    """Yield "leader" in "the leader's sister" and "ministry" in "ministry spokesman"."""
    for token, following in pairwise(chunk):
        owner = token.dep_ == "poss" and following.tag_ == "POS"
        if not owner and token.dep_ != "compound":
            continue
        if _is_noun(token) and (owner or (following.lower_ in offices() and _is_body(token))):
            yield token


def _phrase(chunk: Span, head: Token) -> Span:
    """Return the noun phrase of a head in a chunk: all of it, its owner's, or one noun."""
    if head.i == chunk.end - 1:
        return chunk
    doc: Doc = chunk.doc
    start = max(head.left_edge.i, chunk.start) if head.dep_ == "poss" else head.i
    return doc[start : head.i + 1]


def _is_noun(token: Token) -> bool:
    """Tell whether `token` is a common noun, which the model may take for a name's."""
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_lower)


def _is_body(token: Token) -> bool:
    return token.lemma_.casefold() in words("groups.txt", "organization")


def _is_national(head: Token, kind: EntityType) -> bool:
    """Tell whether a country's adjective makes `head` one body: "the Iraqi government"."""
    known = head.lemma_.casefold() in words("groups.txt", "national")
    if not known or kind not in {EntityType.ORGANIZATION, EntityType.GROUP}:
        return False
    before = head.doc[max(head.i - 3, 0) : head.i]
    return any(reference.is_adjective(part.text) for part in before) or any(
        reference.is_adjective(before[index : index + 2].text) for index in range(len(before))
    )


def _kind(head: Token) -> tuple[EntityType, Gender] | None:
    lemma = head.lemma_.casefold()
    if lemma in kin():
        return EntityType.PERSON, kin()[lemma]
    group = lemma in words("groups.txt", "group")
    if lemma in offices() and not (group and is_plural(head)):
        return EntityType.PERSON, Gender.UNKNOWN
    if _is_body(head):
        return EntityType.ORGANIZATION, Gender.NEUTER
    if group:
        return EntityType.GROUP, Gender.UNKNOWN
    place = lemma in words("groups.txt", "place")
    return (EntityType.PLACE, Gender.NEUTER) if place else None
