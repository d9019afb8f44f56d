"""Which names stand on which page of the glossary.

An entity of which several statements or documents tell has a page of its own; any other is told of
in its row. All rows stand on the glossary's first page as long as there is room; above that each
letter has a page, and a letter with too many names one for each two letters, and so on.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.layout import as_read
from generator.model import Alias, AliasKind, Entity, Link, LinkedDocument
from generator.model.briefing import Target
from generator.model.site import OTHER
from generator.plan import addresses

_SEVERAL = 3
"""Statements by or of an entity from which on it has a page of its own."""
_MANY = 4
"""Documents likewise."""
_ROOM = 400
"""What fits on a page of names: some 150 kB."""
_ROW, _LINE = 4, 1
"""What a row takes that tells of an entity, and one that only leads to it."""
_DEEP = 6
"""Letters by which names are told apart at most."""
_UNSHOWN = frozenset({AliasKind.ROLE, AliasKind.ADJECTIVE})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the index of names."""

    key: str
    """What it is sorted by."""
    entity: Entity
    alias: Alias | None
    """The other form of the entity's name that this is; None for its name."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of names."""

    path: str
    prefix: str
    """What all of them begin with, in capitals; empty for the glossary's first page."""
    names: tuple[Name, ...]
    """Those that stand on it, in order."""
    parts: tuple["Shelf", ...]
    """Pages of further names."""

    @property
    def all(self) -> Iterator["Shelf"]:
        """Yield this page and all below it."""
        yield self
        for part in self.parts:
            yield from part.all


def owners(
    entities: Iterable[Entity], documents: Iterable[LinkedDocument], inside: "Named"
) -> frozenset[str]:
    """Return the ids of the entities that have a page of their own.

    `inside` holds the mentions of each document in order.
    """
    told: Counter[str] = Counter()
    for linked in documents:
        links = inside.get(linked.annotated.document.id, ())
        for statement in linked.statements:
            parts = statement.attribution.content
            about = {
                entity.id
                for link, entity in links
                if any(
                    part.start <= link.mention.span.start and link.mention.span.end <= part.end
                    for part in parts
                )
            }
            told.update(about | {statement.speaker or ""})
    return frozenset(
        entity.id
        for entity in entities
        if told[entity.id] >= _SEVERAL
        or len({link.mention.span.document for link in entity.links}) >= _MANY
    )


Named = dict[str, list[tuple[Link, Entity]]]
"""Mentions by document."""


def shelved(entities: Iterable[Entity], own: Collection[str]) -> Shelf:
    """Return the first page of the glossary, with all others below it."""
    names = [name for entity in entities for name in _names(entity)]
    names.sort(key=lambda name: (name.key, _text(name)))
    return _shelf("", names, own)


def targets(shelf: Shelf, own: Collection[str]) -> dict[str, Target]:
    """Return where each entity is told of, by id."""
    return {
        name.entity.id: (
            Target(addresses.entity_page(name.entity))
            if name.entity.id in own
            else Target(page.path, addresses.entity_anchor(name.entity))
        )
        for page in shelf.all
        for name in page.names
        if name.alias is None
    }


def letter(key: str) -> str:
    """Return the letter under which a sort key stands."""
    return _letters(key)[0]


def _names(entity: Entity) -> Iterator[Name]:
    yield Name(entity.sort_key, entity, None)
    for alias in entity.aliases:
        if alias.kind not in _UNSHOWN:
            yield Name(as_read(alias.text.text).casefold(), entity, alias)


def _text(name: Name) -> object:
    return name.alias.text if name.alias is not None else name.entity.name


def _letters(key: str) -> str:
    """Return what a sort key is shelved by: letters and digits, the first of them a letter."""
    found = "".join(char for char in key.upper() if char.isalnum())
    return found if found[:1].isalpha() else OTHER + found


def _shelf(prefix: str, names: Sequence[Name], own: Collection[str]) -> Shelf:
    path = addresses.names_page(prefix)
    depth = len(prefix)
    full = sum(_ROW if _is_row(name, own) else _LINE for name in names) > _ROOM
    if not full or depth == _DEEP:
        return Shelf(path, prefix, tuple(names), ())
    here: list[Name] = []
    below: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        letters = _letters(name.key)
        (below[letters[: depth + 1]] if len(letters) > depth else here).append(name)
    parts = tuple(_shelf(longer, found, own) for longer, found in sorted(below.items()))
    return Shelf(path, prefix, tuple(here), parts)


def _is_row(name: Name, own: Collection[str]) -> bool:
    return name.alias is None and name.entity.id not in own
