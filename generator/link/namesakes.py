"""People of one full name in several documents: one person, unless what the documents say forbids.

Age and gender cannot differ; offices of two states, or two walks of life, differ only for two
people unless both documents name the same rare company. Where nothing speaks for or against, the
name alone joins them, and the reason of the link says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.link.local import Local
from generator.link.roles import read_role
from generator.link.tables import walk_of_life, word_set
from generator.link.titles import Office, office_of
from generator.model import AliasKind, EntityType, Gender, MentionForm, Reason, Span

_AGE_AFTER = re.compile(r",? (?:\(|aged? )?(\d{1,2})(?=[),;.])")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old (?:\w+ ){0,3}$")
_AROUND = 60
"""Characters in front of a name in which an age stands."""
_YEARS = 2
"""Years by which two ages of one person may seem to differ."""
_OFTEN = 2
"""Mentions of one gender from which on a document shows it."""
_RARE = 3, 0.05
"""A name is rare company in at most so many documents, or in this share of all."""


@dataclass(slots=True)
class Known:
    """What documents say about someone."""

    walks: dict[str, Span] = field(default_factory=dict)
    """Walks of life (`sport`), with the roles that say so."""
    states: dict[str, Span] = field(default_factory=dict)
    """Countries in whose service, with the roles that say so."""
    countries: dict[str, Span] = field(default_factory=dict)
    """Countries in any role."""
    offices: dict[Office, Span] = field(default_factory=dict)
    births: set[int] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)
    company: dict[str, None] = field(default_factory=dict)
    """Keys of the rare people and bodies that are named beside."""

    def add(self, other: "Known") -> None:
        """Take in what another document says about the same person."""
        self.walks = {**other.walks, **self.walks}
        self.states = {**other.states, **self.states}
        self.countries = {**other.countries, **self.countries}
        self.offices = {**other.offices, **self.offices}
        self.company = {**other.company, **self.company}
        self.births |= other.births
        self.genders |= other.genders


@dataclass(frozen=True, slots=True)
class Parting:
    """Two people of one name, and why they are two."""

    name: Span
    """The name in the later document."""
    other: Span
    """The name in the earlier one."""
    why: str


@dataclass(slots=True)
class _Person:
    """One of the people of a name."""

    first: Local
    known: Known


def part_namesakes(locals_: Sequence[Local], company: Mapping[str, set[str]]) -> list[Parting]:
    """Give people whom their documents' words keep apart keys of their own; say who they are.

    `company` holds, by document, the keys of the people and bodies that it names.
    """
    often = Counter(key for keys in company.values() for key in keys)
    most = max(_RARE[0], int(len(company) * _RARE[1]))
    rare = {key for key, count in often.items() if count <= most}
    partings: list[Parting] = []
    for key, same in _by_name(locals_).items():
        if len(same) > 1:
            known = [_known(local, company, rare) for local in same]
            partings += _part(key, same, known)
    return partings


def apart_in(keys: Iterable[str]) -> str:
    """Return the id of the document that set somebody apart from a namesake; or nothing."""
    return next((key.partition(" #")[2] for key in sorted(keys) if " #" in key), "")


def _by_name(locals_: Iterable[Local]) -> dict[str, list[Local]]:
    """Return people by their full name's key; those of several names are left out."""
    found: dict[str, list[Local]] = {}
    for local in locals_:
        if local.type is EntityType.PERSON and len(local.keys) == 1:
            key = next(iter(local.keys))
            if key.startswith(f"{EntityType.PERSON}:"):
                found.setdefault(key, []).append(local)
    return found


def _part(key: str, same: Sequence[Local], known: Sequence[Known]) -> list[Parting]:
    """Tell which of the documents of a name speak of one person, the surest first."""
    order = sorted(range(len(same)), key=lambda p: (not _says_much(known[p]), p))
    people: list[_Person] = []
    partings: list[Parting] = []
    for position in order:
        local, mine = same[position], known[position]
        fitting, why = _fitting(people, local, mine)
        if fitting is None:
            if people:
                local.keys = frozenset({f"{key} #{local.document.document.id}"})
                partings.append(Parting(_name(local), _name(people[0].first), why))
            people.append(_Person(local, mine))
            continue
        if fitting.first.keys != local.keys:
            local.keys = fitting.first.keys
        local.joined = _reason(fitting, mine)
        fitting.known.add(mine)
    return partings


def _says_much(known: Known) -> bool:
    return bool(known.walks or known.states or known.births)


def _name(local: Local) -> Span:
    return local.members[0].mention.span


def _fitting(people: Sequence[_Person], local: Local, mine: Known) -> tuple[_Person | None, str]:
    """Return who of the people of a name a document speaks of; else why it is none of them."""
    if any(member.kind is AliasKind.EDITORIAL for member in local.members):
        return (people[0] if people else None), ""
    whys = [_conflict(person.known, mine) for person in people]
    open_ = [person for person, why in zip(people, whys, strict=True) if not why]
    if len(open_) < len(people) and len(open_) > 1:
        best = max(_support(person.known, mine) for person in open_)
        open_ = [person for person in open_ if _support(person.known, mine) == best]
    elif len(open_) > 1:
        best = max(_support(person.known, mine) for person in open_)
        top = [person for person in open_ if _support(person.known, mine) == best]
        silent = [person for person in open_ if not _says_much(person.known)]
        open_ = top if best and len(top) == 1 else silent[:1]
    if len(open_) == 1:
        return open_[0], ""
    return None, next((why for why in whys if why), "it may be either of several")


def _conflict(one: Known, other: Known) -> str:
    """Return what keeps two apart; empty when nothing does."""
    if len(one.genders | other.genders) > 1 and one.genders and other.genders:
        return "he and she"
    if one.births and other.births and _far(one.births, other.births):
        years = sorted({*one.births, *other.births})
        return f"born about {years[0]} and about {years[-1]}"
    shared = len(one.company.keys() & other.company.keys())
    whys = [
        _against(mine, theirs)
        for mine, theirs in (
            (one.walks, other.walks),
            (one.states or one.countries, other.states or other.countries),
        )
    ]
    if not whys[0] and one.walks and other.walks and not (one.states and other.states):
        whys[1] = ""
    found = [why for why in whys if why]
    return "; ".join(dict.fromkeys(found)) if len(found) > shared else ""


def _far(one: Iterable[int], other: Iterable[int]) -> bool:
    return all(abs(year - another) > _YEARS for year in one for another in other)


def _against(one: Mapping[str, Span], other: Mapping[str, Span]) -> str:
    """Return the roles that contradict one another; empty when something is the same."""
    if not one or not other or one.keys() & other.keys():
        return ""
    return f"{next(iter(one.values())).text!r} and {next(iter(other.values())).text!r}"


def _support(one: Known, other: Known) -> int:
    """Return how many things speak for one person."""
    pairs = (
        (one.offices, other.offices),
        (one.walks, other.walks),
        (one.countries, other.countries),
    )
    same = sum(bool(mine.keys() & theirs.keys()) for mine, theirs in pairs)
    return same + len(one.company.keys() & other.company.keys())


def _reason(person: _Person, mine: Known) -> Reason:
    """Return what joins a document's person to the one of another document."""
    first = _name(person.first)
    roles = (
        _both(person.known.offices, mine.offices)
        or _both(person.known.states, mine.states)
        or _both(person.known.walks, mine.walks)
    )
    if roles:
        return Reason("link.same-person", (first, *roles), "role and name")
    shared = sorted(person.known.company.keys() & mine.company.keys())
    if shared:
        named = shared[0].partition(":")[2]
        return Reason("link.same-person", (first,), f"the name, and both name {named}")
    return Reason("link.same-person", (first,), "nothing but the name")


def _both(one: Mapping[Any, Span], other: Mapping[Any, Span]) -> tuple[Span, ...]:
    """Return the roles of two documents that say the same; nothing where none do."""
    return next(((span, other[key]) for key, span in one.items() if key in other), ())


def _known(local: Local, company: Mapping[str, set[str]], rare: set[str]) -> Known:
    """Return what one document says about a person."""
    known = Known(births=set(_births(local)), genders=_genders(local))
    for span in local.roles:
        role = read_role(span.text)
        if role.modifiers & word_set("past_modifiers"):
            continue
        for head in sorted(role.heads):
            if walk := walk_of_life(head):
                known.walks.setdefault(walk, span)
        is_state = role.heads & word_set("state_offices")
        for code in sorted(role.side):
            known.countries.setdefault(code, span)
            if is_state:
                known.states.setdefault(code, span)
        if office := office_of(span.text):
            known.offices.setdefault(office, span)
    beside = company.get(local.document.document.id, set()) & rare
    known.company = dict.fromkeys(sorted(beside - local.keys))
    return known


def _births(local: Local) -> Iterator[int]:
    """Yield years of birth by an age beside the name, in a document with a date."""
    document = local.document.document
    date = document.metadata.date.value if document.metadata.date else ""
    for member in local.members if date else ():
        span = member.mention.span
        if member.mention.form is not MentionForm.NAME:
            continue
        after = _AGE_AFTER.match(document.text, span.end)
        before = _AGE_BEFORE.search(document.text, max(0, span.start - _AROUND), span.start)
        for age in (match[1] for match in (after, before) if match):
            yield int(date[:4]) - int(age)


def _genders(local: Local) -> set[Gender]:
    """Return the one gender that a document shows more than once."""
    counts = Counter(
        member.mention.gender
        for member in local.members
        if member.mention.gender in (Gender.FEMININE, Gender.MASCULINE)
    )
    if len(counts) != 1:
        return set()
    gender, count = next(iter(counts.items()))
    return {gender} if count >= _OFTEN else set()
