"""Which entities of different documents are one: those that share a full name."""

from collections.abc import Callable, Sequence

from generator.link.joins import Joins
from generator.link.local import Local
from generator.link.people import PersonName, relation
from generator.model import AliasKind, EntityType


def join_documents(locals_: Sequence[Local]) -> tuple[tuple[Local, ...], ...]:
    """Return the entities of all documents, each as its parts from single documents."""
    joins = Joins(len(locals_))
    barred = _ambiguous_keys(locals_)
    first: dict[str, int] = {}
    for position, local in enumerate(locals_):
        for key in _joining_keys(local, barred):
            joins.join(first.setdefault(key, position), position)
    _join_short(locals_, joins, _heads)
    _join_short(locals_, joins, _initials)
    return tuple(tuple(locals_[p] for p in group) for group in joins.sets())


def _joining_keys(local: Local, barred: frozenset[str]) -> frozenset[str]:
    free = local.keys - barred
    return free or local.keys


def _ambiguous_keys(locals_: Sequence[Local]) -> frozenset[str]:
    """Return keys that stand beside fuller ones which cannot be one person or place."""
    beside: dict[str, set[str]] = {}
    for local in locals_:
        for key in local.keys if len(local.keys) > 1 else ():
            beside.setdefault(key, set()).update(local.keys - {key})
    return frozenset(key for key, others in beside.items() if not _one_thing(key, others))


def _one_thing(key: str, others: set[str]) -> bool:
    """Tell whether the names that `key` stands beside agree with one another."""
    if not key.startswith(EntityType.PERSON):
        return True
    longer = sorted(other for other in others if len(other.split()) > len(key.split()))
    names = [PersonName(tuple(name.partition(":")[2].split()), family_first=False)
             for name in longer]  # fmt: skip
    if not names:
        return True
    longest = max(names, key=lambda name: len(name.words))
    return all(n == longest or relation(n, longest) is AliasKind.VARIANT for n in names)


def _heads(local: Local) -> frozenset[str]:
    return local.heads


def _initials(local: Local) -> frozenset[str]:
    return local.initials


def _join_short(
    locals_: Sequence[Local], joins: Joins, short: Callable[[Local], frozenset[str]]
) -> None:
    """Join a short name to the one entity that other documents use it for.

    Initials only beside a person or an organization that both documents name: initials alone are
    shared by many.
    """
    held: dict[str, list[int]] = {}
    for position, local in enumerate(locals_):
        for key in short(local):
            held.setdefault(key, []).append(position)
    company = _company(locals_) if short is _initials else {}
    for position, local in enumerate(locals_):
        for key in sorted(local.keys & held.keys()):
            holders = held[key]
            if len({joins.root(holder) for holder in holders} - {joins.root(position)}) != 1:
                continue
            if short is _heads or _share_company(locals_, position, holders, company):
                joins.join(position, holders[0])


def _share_company(
    locals_: Sequence[Local], position: int, holders: list[int], company: dict[str, set[str]]
) -> bool:
    own = company[locals_[position].document.document.id] - locals_[position].keys
    return any(own & company[locals_[holder].document.document.id] for holder in holders)


def _company(locals_: Sequence[Local]) -> dict[str, set[str]]:
    """Return, for each document, the keys of the people and organizations it names."""
    company: dict[str, set[str]] = {}
    for local in locals_:
        keys = company.setdefault(local.document.document.id, set())
        if local.type in (EntityType.PERSON, EntityType.ORGANIZATION):
            keys.update(local.keys)
    return company
