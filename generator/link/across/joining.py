"""Which entities of different documents are one: those that share a full name.

Parts are found by keys, and what many parts share is looked at once: the work grows with the
number of names, not with that of pairs.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.link.across.namesakes import Parting, part_namesakes
from generator.link.names.bodies import short_forms, trade_heads
from generator.link.names.fold import words
from generator.link.names.joins import Joins
from generator.link.names.people import PersonName, relation
from generator.link.parts import Joined, Lent, Numbered, Part
from generator.model import AliasKind, EntityType, Span

_MANY = 3
"""Documents that outweigh one."""

Keys = Sequence[frozenset[str]]
"""What each part has in common with the same entity in other documents."""


def join_documents(
    parts: Sequence[Numbered],
) -> tuple[tuple[tuple[Joined, ...], ...], tuple[Parting, ...]]:
    """Return the entities of all documents, each as its parts from single documents.

    Beside them stand the people of one name who are kept apart.
    """
    namesakes = part_namesakes(parts, _company(parts, [each.part.keys for each in parts]))
    keys = [namesakes.keys.get(p, each.part.keys) for p, each in enumerate(parts)]
    joins = Joins(len(parts))
    _join_keys(parts, keys, joins)
    lent = _join_heads(parts, keys, joins)
    lent |= _join_initials(parts, keys, joins)
    lent |= _join_ends(parts, keys, joins, lent.keys())
    lent |= _join_offices(parts, keys, joins)
    joined = [
        Joined(numbered=each, keys=keys[p], lent=lent.get(p), reason=namesakes.reasons.get(p))
        for p, each in enumerate(parts)
    ]
    return tuple(tuple(joined[p] for p in group) for group in joins.sets()), namesakes.partings


def _join_keys(parts: Sequence[Numbered], keys: Keys, joins: Joins) -> None:
    """Join what has a full name in common."""
    barred, meant = _ambiguous_keys(keys), _mistaken(keys)
    initials = {key for each in parts for key in each.part.initials}
    first: dict[str, int] = {}
    for position, own in enumerate(keys):
        for key in (own - barred or own) - initials:
            joins.join(first.setdefault(meant.get(key, key), position), position)
    _join_middles(joins, first)


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


def _mistaken(all_keys: Iterable[frozenset[str]]) -> dict[str, str]:
    """Return keys whose type is a mistake, with the key that most documents give the name.

    A name is a mistake where at least three documents, and three times as many, say otherwise.
    """
    counts: dict[str, Counter[str]] = {}
    for keys in all_keys:
        for key in keys:
            counts.setdefault(_name_of(key), Counter())[key] += 1
    found: dict[str, str] = {}
    for name, same in counts.items():
        usual, most = max(same.items(), key=lambda item: (item[1], item[0]))
        if name and most >= max(_MANY, _MANY * (same.total() - most)):
            found.update((key, usual) for key in same if key != usual)
    return found


def _name_of(key: str) -> str:
    """Return the name in a key; a person's name in full is no one else's mistake."""
    kind, _, name = key.rpartition(":")
    return "" if kind == EntityType.PERSON else name


def _ambiguous_keys(all_keys: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return keys that stand beside fuller ones which cannot be one person or place."""
    beside: dict[str, set[str]] = {}
    for keys in all_keys:
        for key in keys if len(keys) > 1 else ():
            beside.setdefault(key, set()).update(keys - {key})
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


class _Holders:
    """Parts by a key that they share: how many are in which of the joined groups."""

    def __init__(self, joins: Joins) -> None:
        self._joins = joins
        self._counts: dict[str, Counter[int]] = {}
        self.first: dict[str, int] = {}
        """The first part with each key."""

    def add(self, key: str, position: int) -> None:
        """Note that a part has a key."""
        self.first.setdefault(key, position)
        self._counts.setdefault(key, Counter())[position] += 1

    def groups(self, key: str) -> Counter[int]:
        """Return the groups of the parts with a key, by their roots, each with their number.

        What was joined meanwhile is counted together, so that no part is looked at twice.
        """
        counts = self._counts.get(key, Counter())
        if any(self._joins.root(p) != p for p in counts):
            merged: Counter[int] = Counter()
            for position, count in counts.items():
                merged[self._joins.root(position)] += count
            self._counts[key] = counts = merged
        return counts


def _join_heads(parts: Sequence[Numbered], keys: Keys, joins: Joins) -> dict[int, Lent]:
    """Join a shorter name to the one entity that other documents use it for."""
    held, families = _Holders(joins), _families(parts, keys, joins)
    for position, each in enumerate(parts):
        for key in each.part.heads:
            held.add(key, position)
    lent: dict[int, Lent] = {}
    for position, each in enumerate(parts):
        for key in sorted(key for key in keys[position] if key in held.first):
            users = held.groups(key)
            roots = users.keys() - {joins.root(position)}
            others = sum(n for root, n in families.groups(key).items() if root not in roots)
            is_usual = _MANY * others <= users.total()
            if len(roots) == 1 and is_usual and _prints(each.part, key):
                holder = held.first[key]
                joins.join(position, holder)
                lent[position] = Lent(AliasKind.SHORT_FORM, parts[holder].part.heads[key])
    return lent


def _families(parts: Sequence[Numbered], keys: Keys, joins: Joins) -> _Holders:
    """Return, for names that may be short for bodies, which bodies those are.

    Where documents name both Frel Motor and Frel Steel, Frel alone is neither, unless far more
    documents say which they call so.
    """
    found = _Holders(joins)
    for position, each in enumerate(parts):
        for key in keys[position] if each.part.type is EntityType.ORGANIZATION else ():
            kind, _, name = key.partition(":")
            for head in trade_heads(tuple(name.split())):
                found.add(f"{kind}:{' '.join(head)}", position)
    return found


def _prints(part: Part, key: str) -> bool:
    """Tell whether a document prints just a short name, not "Frel Group"."""
    name = key.rpartition(":")[2]
    return any(" ".join(words(mention.text)) == name for mention in part.mentions)


def _join_initials(parts: Sequence[Numbered], keys: Keys, joins: Joins) -> dict[int, Lent]:
    """Join undefined initials to the one entity for which other documents define them.

    Only beside a person or an organization that both documents name: initials alone are shared by
    many. The others are taken to mean one thing among themselves.
    """
    company, held = _company(parts, keys), _Holders(joins)
    around: dict[str, set[str]] = {}
    for position, each in enumerate(parts):
        for key in each.part.initials:
            held.add(key, position)
            around.setdefault(key, set()).update(company[each.document])
    rest: dict[str, int] = {}
    lent: dict[int, Lent] = {}
    for position, each in enumerate(parts):
        for key in sorted(key for key in keys[position] if key in held.first):
            own = company[each.document] - keys[position]
            if len(held.groups(key)) == 1 and not own.isdisjoint(around[key]):
                holder = held.first[key]
                joins.join(position, holder)
                lent[position] = Lent(AliasKind.INITIALS, parts[holder].part.initials[key])
            else:
                joins.join(position, rest.setdefault(key, position))
    return lent


def _join_ends(
    parts: Sequence[Numbered], keys: Keys, joins: Joins, lent: Collection[int]
) -> dict[int, Lent]:
    """Join "Air Force" to the one body of its document that other documents spell out so.

    For a document that prints only "VAF" beside it, where another says "Velm Air Force (VAF)".
    `lent` are the parts whose names other documents explain.
    """
    vague: dict[str, list[int]] = {}
    for position, each in enumerate(parts):
        if each.part.type is EntityType.ORGANIZATION and each.part.is_local:
            vague.setdefault(each.document, []).append(position)
    beside: dict[str, set[int]] = {document: set() for document in vague}
    for position in sorted(lent):
        each = parts[position]
        if each.document in beside and not each.part.is_local:
            beside[each.document].add(joins.root(position))
    spelled = _ends(parts, keys, joins, set().union(*beside.values()))
    found: dict[int, Lent] = {}
    for document, positions in vague.items():
        for position in positions:
            key = next(iter(keys[position])).rpartition(":")[2]
            said = {root: spelled[root][key] for root in beside[document] if key in spelled[root]}
            if len(said) == 1:
                root, proof = next(iter(said.items()))
                joins.join(position, root)
                found[position] = Lent(AliasKind.SHORT_FORM, proof)
    return found


def _ends(
    parts: Sequence[Numbered], keys: Keys, joins: Joins, roots: Collection[int]
) -> dict[int, dict[str, Span]]:
    """Return, for the groups at `roots`, what may stand for their names, with those names."""
    found: dict[int, dict[str, Span]] = {root: {} for root in roots}
    for position, each in enumerate(parts):
        root = joins.root(position)
        if root in found and each.part.first is not None:
            for key in sorted(keys[position]):
                for short in short_forms(tuple(key.rpartition(":")[2].split())):
                    found[root].setdefault(" ".join(short), each.span(each.first))
    return found


def _join_offices(parts: Sequence[Numbered], keys: Keys, joins: Joins) -> dict[int, Lent]:
    """Join a document's "President Vell" to the one Vell of all documents, if a president.

    A surname alone says too little: both documents must name the office, and no other person
    with that surname may stand in any document.
    """
    bearers, held = _Holders(joins), _Held()
    for position, each in enumerate(parts):
        if each.part.type is EntityType.PERSON and not each.part.is_local:
            for surname in {_surname(key) for key in keys[position] if " " in key}:
                bearers.add(surname, position)
                held.add(surname, position, each.part)
    lent: dict[int, Lent] = {}
    for position, each in enumerate(parts):
        if each.part.type is not EntityType.PERSON or not each.part.is_local:
            continue
        surname = next(iter(keys[position])).rpartition(":")[2]
        if not each.part.offices or len(bearers.groups(surname)) != 1:
            continue
        proof = held.proof(surname, each.part)
        if proof is not None:
            joins.join(position, bearers.first[surname])
            lent[position] = Lent(AliasKind.SURNAME, proof)
    return lent


def _surname(key: str) -> str:
    """Return the last word of a person's key without a suffix such as Jr."""
    return key.partition(" #")[0].rsplit(maxsplit=1)[-1].partition("+")[0]


class _Held:
    """Offices of people by surname: where each is first held, with which countries."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], dict[tuple[str, ...], tuple[int, int, Span]]] = {}

    def add(self, surname: str, position: int, part: Part) -> None:
        """Note the offices of a part."""
        for number, office in enumerate(part.offices):
            held = self._first.setdefault((surname, office.name), {})
            held.setdefault(office.countries, (position, number, office.proof))

    def proof(self, surname: str, part: Part) -> Span | None:
        """Return the first words that give a bearer an office of `part`, of no other country."""
        fitting = (
            (position, mine, number, proof)
            for mine, office in enumerate(part.offices)
            for countries, (position, number, proof) in self._first.get(
                (surname, office.name), {}
            ).items()
            if not countries
            or not office.countries
            or not set(countries).isdisjoint(office.countries)
        )
        return min(fitting, key=lambda each: each[:3], default=(0, 0, 0, None))[3]


def _company(parts: Sequence[Numbered], keys: Keys) -> dict[str, set[str]]:
    """Return, for each document, the keys of the people and organizations it names."""
    company: dict[str, set[str]] = {}
    for position, each in enumerate(parts):
        named = company.setdefault(each.document, set())
        if each.part.type in (EntityType.PERSON, EntityType.ORGANIZATION):
            named.update(keys[position])
    return company
