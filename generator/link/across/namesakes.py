"""People of one full name in several documents: one person, unless what the documents say forbids.

Age and gender cannot differ; offices of two states, or two walks of life, differ only for two
people unless both documents name the same rare company. Where nothing speaks for or against, the
name alone joins them, and the reason of the link says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.link.parts import Numbered, Person, Role
from generator.model import (
    Gender,
    Reason,
    Span,
)

_YEARS = 2
"""Years by which two ages of one person may seem to differ."""
_RARE = 3, 0.05
"""A name is rare company in at most so many documents, or in this share of all."""


@dataclass(slots=True)
class _Known:
    """What the documents that were looked at say about someone."""

    walks: dict[str, Role]
    states: dict[str, Role]
    countries: dict[str, Role]
    offices: dict[str, Role]
    births: set[int]
    genders: set[Gender]
    company: set[str]
    """Keys of the rare people and bodies that are named beside."""

    @classmethod
    def of(cls, person: Person, company: set[str]) -> "_Known":
        """Return what one document says."""
        return cls(
            walks=dict(person.walks),
            states=dict(person.states),
            countries=dict(person.countries),
            offices=dict(person.offices),
            births=set(person.births),
            genders={person.gender} - {Gender.UNKNOWN},
            company=company,
        )

    def add(self, other: "_Known") -> None:
        """Take in what another document says about the same person."""
        self.walks = {**other.walks, **self.walks}
        self.states = {**other.states, **self.states}
        self.countries = {**other.countries, **self.countries}
        self.offices = {**other.offices, **self.offices}
        self.company |= other.company
        self.births |= other.births
        self.genders |= other.genders


@dataclass(frozen=True, slots=True)
class Parting:
    """Two people of one name, and why they are two."""

    name: Span
    """The name in the later document."""
    other: Span
    """The name in the earlier one."""
    text: str
    """The name as it reads in the later one."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """Which people of one name are one."""

    keys: Mapping[int, frozenset[str]]
    """Keys of their own for parts that are kept apart, and for those that go with them."""
    reasons: Mapping[int, Reason]
    """What joins parts to the part of that name in another document."""
    partings: tuple[Parting, ...]
    """Who is kept apart."""


@dataclass(frozen=True, slots=True)
class _Somebody:
    """One of the people of a name."""

    position: int
    """Of the first part that speaks of this person."""
    known: _Known


def part_namesakes(parts: Sequence[Numbered], company: Mapping[str, set[str]]) -> Namesakes:
    """Give people whom their documents' words keep apart keys of their own; say who they are.

    `company` holds, by document, the keys of the people and bodies that it names.
    """
    often = Counter(key for keys in company.values() for key in keys)
    most = max(_RARE[0], int(len(company) * _RARE[1]))
    rare = {
        document: {key for key in keys if often[key] <= most} for document, keys in company.items()
    }
    found = _Found(parts)
    for key, same in _by_name(parts).items():
        if len(same) > 1:
            found.part(key, same, rare)
    return Namesakes(keys=found.keys, reasons=found.reasons, partings=tuple(found.partings))


def apart_in(keys: Iterable[str]) -> str:
    """Return the id of the document that set somebody apart from a namesake; or nothing."""
    return next((key.partition(" #")[2] for key in sorted(keys) if " #" in key), "")


def _by_name(parts: Sequence[Numbered]) -> dict[str, dict[int, Person]]:
    """Return the positions of people by their full name's key; of several names they are none's."""
    found: dict[str, dict[int, Person]] = {}
    for position, numbered in enumerate(parts):
        if numbered.part.person is not None:
            key = next(iter(numbered.part.keys))
            found.setdefault(key, {})[position] = numbered.part.person
    return found


class _Found:
    """What is found of namesakes, one name after the other."""

    def __init__(self, parts: Sequence[Numbered]) -> None:
        self._parts = parts
        self.keys: dict[int, frozenset[str]] = {}
        self.reasons: dict[int, Reason] = {}
        self.partings: list[Parting] = []

    def part(self, key: str, same: Mapping[int, Person], rare: Mapping[str, set[str]]) -> None:
        """Tell which of the documents of a name speak of one person, the surest first."""
        people: list[_Somebody] = []
        for position in sorted(same, key=lambda p: (not same[p].is_told, p)):
            person, document = same[position], self._parts[position].document
            mine = _Known.of(person, rare[document] - {key})
            fitting, why = _fitting(people, person, mine)
            if fitting is None:
                if people:
                    self.keys[position] = frozenset({f"{key} #{document}"})
                    self._set_apart(position, people[0].position, why)
                people.append(_Somebody(position, mine))
                continue
            if fitting.position in self.keys:
                self.keys[position] = self.keys[fitting.position]
            self.reasons[position] = _reason(self._name(fitting.position), fitting.known, mine)
            fitting.known.add(mine)

    def _name(self, position: int) -> Span:
        numbered = self._parts[position]
        return numbered.span(numbered.first)

    def _set_apart(self, position: int, other: int, why: str) -> None:
        text = self._parts[position].first.text
        self.partings.append(Parting(self._name(position), self._name(other), text, why))


def _says_much(known: _Known) -> bool:
    return bool(known.walks or known.states or known.births)


def _fitting(
    people: Sequence[_Somebody], person: Person, mine: _Known
) -> tuple[_Somebody | None, str]:
    """Return who of the people of a name a document speaks of; else why it is none of them."""
    if person.is_curated:
        return (people[0] if people else None), ""
    whys = [_conflict(each.known, mine) for each in people]
    open_ = [each for each, why in zip(people, whys, strict=True) if not why]
    if len(open_) < len(people) and len(open_) > 1:
        best = max(_support(each.known, mine) for each in open_)
        open_ = [each for each in open_ if _support(each.known, mine) == best]
    elif len(open_) > 1:
        best = max(_support(each.known, mine) for each in open_)
        top = [each for each in open_ if _support(each.known, mine) == best]
        silent = [each for each in open_ if not _says_much(each.known)]
        open_ = top if best and len(top) == 1 else silent[:1]
    if len(open_) == 1:
        return open_[0], ""
    return None, next((why for why in whys if why), "it may be either of several")


def _conflict(one: _Known, other: _Known) -> str:
    """Return what keeps two apart; empty when nothing does."""
    if len(one.genders | other.genders) > 1 and one.genders and other.genders:
        return "he and she"
    if one.births and other.births and _far(one.births, other.births):
        years = sorted({*one.births, *other.births})
        return f"born about {years[0]} and about {years[-1]}"
    shared = len(one.company & other.company)
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


def _against(one: Mapping[str, Role], other: Mapping[str, Role]) -> str:
    """Return the roles that contradict one another; empty when something is the same."""
    if not one or not other or one.keys() & other.keys():
        return ""
    return f"{next(iter(one.values())).text!r} and {next(iter(other.values())).text!r}"


def _support(one: _Known, other: _Known) -> int:
    """Return how many things speak for one person."""
    pairs: tuple[tuple[Mapping[str, Role], Mapping[str, Role]], ...] = (
        (one.offices, other.offices),
        (one.walks, other.walks),
        (one.countries, other.countries),
    )
    same = sum(bool(mine.keys() & theirs.keys()) for mine, theirs in pairs)
    return same + len(one.company & other.company)


def _reason(first: Span, known: _Known, mine: _Known) -> Reason:
    """Return what joins a document's person to the one of another document."""
    roles = (
        _both(known.offices, mine.offices)
        or _both(known.states, mine.states)
        or _both(known.walks, mine.walks)
    )
    if roles:
        return Reason("link.same-person", (first, *roles), "role and name")
    shared = min(known.company & mine.company, default="")
    if shared:
        named = shared.partition(":")[2]
        return Reason("link.same-person", (first,), f"the name, and both name {named}")
    return Reason("link.same-person", (first,), "nothing but the name")


def _both(one: Mapping[str, Role], other: Mapping[str, Role]) -> tuple[Span, ...]:
    """Return the roles of two documents that say the same; nothing where none do."""
    return next(((role.span, other[key].span) for key, role in one.items() if key in other), ())
