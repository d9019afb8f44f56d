"""What a document says about people: offices, walks of life, age, gender."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.link.names.tables import walk_of_life, word_set
from generator.link.parts import Person, Role, Stored
from generator.link.scene.roles import read_role
from generator.link.scene.scene import Local
from generator.link.scene.titles import office_of
from generator.model import AliasKind, EntityType, Gender, MentionForm, SourceDocument

_AGE_AFTER = re.compile(r",? (?:\(|aged? )?(\d{1,2})(?=[),;.])")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old (?:\w+ ){0,3}$")
_AROUND = 60
"""Characters in front of a name in which an age stands."""
_OFTEN = 2
"""Mentions of one gender from which on a document shows it."""


def person_of(local: Local, document: SourceDocument, stored: Stored) -> Person | None:
    """Return what a document says about somebody whom it knows by one full name; else None."""
    is_full = len(local.keys) == 1 and next(iter(local.keys)).startswith(f"{EntityType.PERSON}:")
    if local.type is not EntityType.PERSON or not is_full:
        return None
    person = Person(
        births=tuple(dict.fromkeys(_births(local, document))),
        gender=_gender(local),
        is_curated=any(member.kind is AliasKind.EDITORIAL for member in local.members),
    )
    for span in local.roles:
        _note_role(person, Role(stored(span), span.text))
    return person


def _note_role(person: Person, held: Role) -> None:
    """Note what a role says, unless it is one that was held in the past."""
    role = read_role(held.text)
    if role.modifiers & word_set("past_modifiers"):
        return
    for head in sorted(role.heads):
        if walk := walk_of_life(head):
            person.walks.setdefault(walk, held)
    is_state = role.heads & word_set("state_offices")
    for code in sorted(role.side):
        person.countries.setdefault(code, held)
        if is_state:
            person.states.setdefault(code, held)
    if office := office_of(held.text):
        person.offices.setdefault(" ".join(sorted(office)), held)


def _births(local: Local, document: SourceDocument) -> Iterator[int]:
    """Yield years of birth by an age beside the name, in a document with a date."""
    date = document.metadata.date.value if document.metadata.date else ""
    for member in local.members if date else ():
        span = member.mention.span
        if member.mention.form is not MentionForm.NAME:
            continue
        after = _AGE_AFTER.match(document.text, span.end)
        before = _AGE_BEFORE.search(document.text, max(0, span.start - _AROUND), span.start)
        for age in (match[1] for match in (after, before) if match):
            yield int(date[:4]) - int(age)


def _gender(local: Local) -> Gender:
    """Return the one gender that a document shows more than once."""
    counts = Counter(
        member.mention.gender
        for member in local.members
        if member.mention.gender in (Gender.FEMININE, Gender.MASCULINE)
    )
    if len(counts) != 1:
        return Gender.UNKNOWN
    gender, count = next(iter(counts.items()))
    return gender if count >= _OFTEN else Gender.UNKNOWN
