"""Which entities of different documents are one: those that share a full name."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from generator.link.bodies import short_forms, trade_heads
from generator.link.fold import words
from generator.link.joins import Joins
from generator.link.local import Local, is_local
from generator.link.namesakes import Parting, part_namesakes
from generator.link.people import PersonName, relation
from generator.link.roles import read_role
from generator.link.titles import office_of
from generator.model import AliasKind, EntityType, Span

_MANY = 3
"""Documents that outweigh one."""


def join_documents(
    locals_: Sequence[Local],
) -> tuple[tuple[tuple[Local, ...], ...], list[Parting]]:
    """Return the entities of all documents, each as its parts from single documents.

    Beside them stand the people of one name who are kept apart.
    """
    partings = part_namesakes(locals_, _company(locals_))
    joins = Joins(len(locals_))
    barred = _ambiguous_keys(locals_)
    initials = _held([local.initials for local in locals_])
    meant = _mistaken(locals_)
    first: dict[str, int] = {}
    for position, local in enumerate(locals_):
        for key in (local.keys - barred or local.keys) - initials.keys():
            joins.join(first.setdefault(meant.get(key, key), position), position)
    _join_middles(joins, first)
    _join_heads(locals_, joins)
    _join_initials(locals_, joins, initials)
    _join_ends(locals_, joins)
    _join_offices(locals_, joins)
    return tuple(tuple(locals_[p] for p in group) for group in joins.sets()), partings


def _join_middles(joins: Joins, first: Mapping[str, int]) -> None:
    """Join "Dana Vell" and "Dana R. Vell", if all documents together give her one initial."""
    full: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = {}
    for key, position in first.items():
        kind, _, name = key.partition(":")
        parts = tuple(name.split())
        if kind == EntityType.PERSON and len(parts) > 1:
            full.setdefault((parts[0], parts[-1]), []).append((parts[1:-1], position))
    for same in full.values():
        middles = {middle for middle, _ in same if middle}
        if len(middles) == 1 and all(len(part) == 1 for part in next(iter(middles))):
            for _, position in same[1:]:
                joins.join(same[0][1], position)


def _mistaken(locals_: Sequence[Local]) -> dict[str, str]:
    """Return keys whose type is a mistake, with the key that most documents give the name.

    A name is a mistake where at least three documents, and three times as many, say otherwise.
    """
    counts: dict[str, Counter[str]] = {}
    for local in locals_:
        for key in local.keys:
            counts.setdefault(_name_of(key), Counter())[key] += 1
    found: dict[str, str] = {}
    for name, keys in counts.items():
        usual, most = max(keys.items(), key=lambda item: (item[1], item[0]))
        if name and most >= max(_MANY, _MANY * (keys.total() - most)):
            found.update((key, usual) for key in keys if key != usual)
    return found


def _name_of(key: str) -> str:
    """Return the name in a key; a person's name in full is no one else's mistake."""
    kind, _, name = key.rpartition(":")
    return "" if kind == EntityType.PERSON else name


def _ambiguous_keys(locals_: Sequence[Local]) -> frozenset[str]:
    """Return keys that stand beside fuller ones which cannot be one person or place."""
    beside: dict[str, set[str]] = {}
    for local in locals_:
        for key in local.keys if len(local.keys) > 1 else ():
            beside.setdefault(key, set()).update(local.keys - {key})
    return frozenset(key for key, others in beside.items() if not _one_thing(key, others))


def _one_thing(key: str, others: set[str]) -> bool:
    """Tell whether the names that `key` stands beside agree with one another."""
    if key.startswith(EntityType.PLACE):
        return len({other.partition("@")[2] for other in others if "@" in other}) <= 1
    if not key.startswith(EntityType.PERSON):
        return True
    longer = [other for other in others if len(other.split()) > len(key.split())]
    names = [
        PersonName(tuple(other.partition(":")[2].split()), family_first=False) for other in longer
    ]
    longest = max(names, key=lambda name: (len(name.words), name.words), default=None)
    return longest is None or all(
        name == longest or relation(name, longest) is AliasKind.VARIANT for name in names
    )


def _held(shorts: Sequence[Mapping[str, Span]]) -> dict[str, list[int]]:
    """Return, for each key of a short name, the entities that it is used for."""
    held: dict[str, list[int]] = {}
    for position, keys in enumerate(shorts):
        for key in keys:
            held.setdefault(key, []).append(position)
    return held


def _join_heads(locals_: Sequence[Local], joins: Joins) -> None:
    """Join a shorter name to the one entity that other documents use it for."""
    held = _held([local.heads for local in locals_])
    families = _families(locals_)
    for position, local in enumerate(locals_):
        for key in sorted(local.keys & held.keys()):
            roots = {joins.root(p) for p in held[key]} - {joins.root(position)}
            others = [p for p in families.get(key, ()) if joins.root(p) not in roots]
            is_usual = _MANY * len(others) <= len(held[key])
            if len(roots) == 1 and is_usual and _prints(local, key):
                holder = held[key][0]
                joins.join(position, holder)
                local.borrowed = AliasKind.SHORT_FORM, locals_[holder].heads[key]


def _families(locals_: Sequence[Local]) -> dict[str, list[int]]:
    """Return, for names that may be short for bodies, which bodies those are.

    Where documents name both Frel Motor and Frel Steel, Frel alone is neither, unless far more
    documents say which they call so.
    """
    found: dict[str, list[int]] = {}
    for position, local in enumerate(locals_):
        for key in local.keys if local.type is EntityType.ORGANIZATION else ():
            kind, _, name = key.partition(":")
            for head in trade_heads(tuple(name.split())):
                found.setdefault(f"{kind}:{' '.join(head)}", []).append(position)
    return found


def _prints(local: Local, key: str) -> bool:
    """Tell whether a document prints just a short name, not "Frel Group"."""
    name = key.rpartition(":")[2]
    return any(" ".join(words(member.mention.span.text)) == name for member in local.members)


def _join_initials(locals_: Sequence[Local], joins: Joins, held: Mapping[str, list[int]]) -> None:
    """Join undefined initials to the one entity for which other documents define them.

    Only beside a person or an organization that both documents name: initials alone are shared by
    many. The others are taken to mean one thing among themselves.
    """
    company = _company(locals_)
    around = {
        key: set().union(*(company[locals_[p].document.document.id] for p in holders))
        for key, holders in held.items()
    }
    rest: dict[str, int] = {}
    for position, local in enumerate(locals_):
        own = company[local.document.document.id] - local.keys
        for key in sorted(local.keys & held.keys()):
            one = len({joins.root(holder) for holder in held[key]}) == 1
            if one and own & around[key]:
                holder = held[key][0]
                joins.join(position, holder)
                local.borrowed = AliasKind.INITIALS, locals_[holder].initials[key]
            else:
                joins.join(position, rest.setdefault(key, position))


def _join_ends(locals_: Sequence[Local], joins: Joins) -> None:
    """Join "Air Force" to the one body of its document that other documents spell out so.

    For a document that prints only "VAF" beside it, where another says "Velm Air Force (VAF)".
    """
    vague: dict[str, list[int]] = {}
    for position, local in enumerate(locals_):
        if local.type is EntityType.ORGANIZATION and is_local(local):
            vague.setdefault(local.document.document.id, []).append(position)
    beside: dict[str, set[int]] = {document: set() for document in vague}
    for position, local in enumerate(locals_):
        document = local.document.document.id
        if document in beside and local.borrowed and not is_local(local):
            beside[document].add(joins.root(position))
    spelled = _ends(locals_, joins, set().union(*beside.values()))
    for document, positions in vague.items():
        for position in positions:
            key = next(iter(locals_[position].keys)).rpartition(":")[2]
            found = {root: spelled[root][key] for root in beside[document] if key in spelled[root]}
            if len(found) == 1:
                root, proof = next(iter(found.items()))
                joins.join(position, root)
                locals_[position].borrowed = AliasKind.SHORT_FORM, proof


def _ends(
    locals_: Sequence[Local], joins: Joins, roots: Collection[int]
) -> dict[int, dict[str, Span]]:
    """Return, for the groups at `roots`, what may stand for their names, with those names."""
    found: dict[int, dict[str, Span]] = {root: {} for root in roots}
    for position, local in enumerate(locals_):
        root = joins.root(position)
        if root in found and local.members:
            for key in sorted(local.keys):
                for short in short_forms(tuple(key.rpartition(":")[2].split())):
                    span = local.members[0].mention.span
                    found[root].setdefault(" ".join(short), span)
    return found


def _join_offices(locals_: Sequence[Local], joins: Joins) -> None:
    """Join a document's "President Vell" to the one Vell of all documents, if a president.

    A surname alone says too little: both documents must name the office, and no other person
    with that surname may stand in any document.
    """
    bearers: dict[str, list[int]] = {}
    for position, local in enumerate(locals_):
        if local.type is EntityType.PERSON and not is_local(local):
            for surname in {_surname(key) for key in local.keys if " " in key}:
                bearers.setdefault(surname, []).append(position)
    for position, local in enumerate(locals_):
        if local.type is not EntityType.PERSON or not is_local(local) or not local.roles:
            continue
        same = bearers.get(next(iter(local.keys)).rpartition(":")[2], [])
        if len({joins.root(p) for p in same}) != 1:
            continue
        proof = next((role for p in same for role in _same_office(local, locals_[p])), None)
        if proof is not None:
            joins.join(position, same[0])
            local.borrowed = AliasKind.SURNAME, proof


def _surname(key: str) -> str:
    """Return the last word of a person's key without a suffix such as Jr."""
    return key.partition(" #")[0].rsplit(maxsplit=1)[-1].partition("+")[0]


def _same_office(one: Local, other: Local) -> Iterator[Span]:
    """Yield roles of `other` that are an office of `one` too, of no other country."""
    for mine, theirs in product(one.roles, other.roles):
        countries = read_role(mine.text).countries, read_role(theirs.text).countries
        agree = not all(countries) or bool(countries[0] & countries[1])
        if agree and office_of(mine.text) and office_of(mine.text) == office_of(theirs.text):
            yield theirs


def _company(locals_: Sequence[Local]) -> dict[str, set[str]]:
    """Return, for each document, the keys of the people and organizations it names."""
    company: dict[str, set[str]] = {}
    for local in locals_:
        keys = company.setdefault(local.document.document.id, set())
        if local.type in (EntityType.PERSON, EntityType.ORGANIZATION):
            keys.update(local.keys)
    return company
