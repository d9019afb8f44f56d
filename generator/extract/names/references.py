"""What stands for a name: descriptions ("the ministry") and pronouns."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.gazetteer import kin, offices, words
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


def find_pronouns(parse: Parse) -> Iterator[Mention]:
    """Yield the pronouns that can stand for a name."""
    for token in tokens(parse.doc):
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
    """Yield noun phrases whose head can be a person, an organization or a group.

    `named` holds the indexes of tokens inside names; a head inside a name is no description.
    """
    for chunk in parse.doc.noun_chunks:
        head = chunk.root
        if head.i in named or head.pos_ != "NOUN":
            continue
        found = _kind(head)
        if found is None:
            continue
        kind, gender = found
        span = _trimmed(chunk)
        national = _is_national(head)
        yield Mention(
            span=parse.span(span),
            type=kind,
            form=MentionForm.DESCRIPTION,
            syntax=syntax_of(span),
            head=head.lemma_.casefold(),
            gender=gender,
            plural=is_plural(head),
            reason=Reason("names.national-body" if national else "names.noun-phrase"),
        )


def _is_national(head: Token) -> bool:
    """Tell whether a country's adjective makes `head` one body: "the Iraqi government"."""
    if head.lemma_.casefold() not in words("groups.txt", "national"):
        return False
    before = head.doc[max(head.i - 3, 0) : head.i]
    return any(reference.is_adjective(part.text) for part in before) or any(
        reference.is_adjective(before[index : index + 2].text) for index in range(len(before))
    )


def _kind(head: Token) -> tuple[EntityType, Gender] | None:
    lemma = head.lemma_.casefold()
    if lemma in kin():
        return EntityType.PERSON, kin()[lemma]
    if lemma in offices():
        return EntityType.PERSON, Gender.UNKNOWN
    if lemma in words("groups.txt", "organization"):
        return EntityType.ORGANIZATION, Gender.NEUTER
    if lemma in words("groups.txt", "group"):
        return EntityType.GROUP, Gender.UNKNOWN
    if lemma in words("groups.txt", "place"):
        return EntityType.PLACE, Gender.NEUTER
    return None


def _trimmed(chunk: Span) -> Span:
    """Return `chunk` up to its head."""
    doc: Doc = chunk.doc
    return doc[chunk.start : chunk.root.i + 1]
