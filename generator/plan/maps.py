"""Which places stand on which map: those of a document, or the one of an entry."""

from collections import Counter

from generator import reference
from generator.model import Entity, EntityType, LinkedDocument, Slice
from generator.model.drawing import Map
from generator.plan.atlas import Named
from generator.plan.index import Index

_MOST = 60
"""Places on the map of all documents."""
_ENOUGH = 2
"""Places from which on a map of a document helps; one that is no country does too."""


def document_map(index: Index, linked: LinkedDocument) -> Map | None:
    """Return the map of the places that a document names; None where it would not help."""
    document = linked.annotated.document.id
    counted = Counter(entity.id for _, entity in index.mentions.get(document, []))
    entities = [e for e in index.dossier.entities if e.id in counted]
    title = index.lines[document].title
    leading = {e.id for _, e in index.within(title.span)} if isinstance(title, Slice) else set()
    named = [
        _named(
            index,
            entity,
            Slice(index.name(entity, document)),
            counted[entity.id],
            leads=entity.id in leading,
        )
        for entity in entities
        if entity.type is EntityType.PLACE
    ]
    places = [item.place for item in named if item.place is not None]
    if len(places) < _ENOUGH and all(map(reference.is_country, places)):
        return None
    return index.atlas(tuple(named))


def site_map(index: Index) -> Map | None:
    """Return the map of the places that all documents name most often."""
    placed = [entity for entity in index.dossier.entities if entity.place is not None]
    placed.sort(key=lambda entity: (-len(entity.links), entity.id))
    return index.atlas(tuple(_named(index, e, Slice(e.name), len(e.links)) for e in placed[:_MOST]))


def entity_map(index: Index, entity: Entity) -> Map | None:
    """Return the map that shows where a place is; None where that is not known."""
    if entity.place is None:
        return None
    return index.atlas((_named(index, entity, Slice(entity.name), len(entity.links)),))


def _named(
    index: Index, entity: Entity, name: Slice, mentions: int, *, leads: bool = False
) -> Named:
    return Named(
        name=name,
        target=index.targets[entity.id],
        place=entity.place,
        unsited=entity.unsited,
        mentions=mentions,
        leads=leads,
    )
