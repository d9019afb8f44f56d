"""Which places stand on which map: those of a document, or the one of an entry."""

from collections import Counter
from collections.abc import Iterable

from generator.model import Entity, LinkedDocument, Slice
from generator.model.drawing import Map
from generator.plan import addresses
from generator.plan.atlas import Named, atlas
from generator.plan.index import Index
from generator.plan.siting import Siting, is_country

_MOST = 60
"""Places on the map of all documents."""
_ENOUGH = 2
"""Places from which on a map of a document helps; one that is no country does too."""


def document_map(index: Index, sited: Siting, linked: LinkedDocument) -> Map | None:
    """Return the map of the places that a document names; None where it would not help."""
    document = linked.annotated.document.id
    counted = Counter(entity.id for _, entity in index.mentions.get(document, []))
    entities = [e for e in index.dossier.entities if e.id in counted]
    named = [
        _named(entity, sited, Slice(index.name(entity, document)), counted[entity.id])
        for entity in entities
        if entity.id in sited.places or entity.id in sited.unsited
    ]
    places = [item.place for item in named if item.place is not None]
    if len(places) < _ENOUGH and all(map(is_country, places)):
        return None
    return atlas(named)


def site_map(sited: Siting, entities: Iterable[Entity]) -> Map | None:
    """Return the map of the places that all documents name most often."""
    placed = [entity for entity in entities if entity.id in sited.places]
    placed.sort(key=lambda entity: (-len(entity.links), entity.id))
    return atlas([_named(e, sited, Slice(e.name), len(e.links)) for e in placed[:_MOST]])


def entity_map(sited: Siting, entity: Entity) -> Map | None:
    """Return the map that shows where a place is; None where that is not known."""
    if entity.id not in sited.places:
        return None
    return atlas([_named(entity, sited, Slice(entity.name), len(entity.links))])


def _named(entity: Entity, sited: Siting, name: Slice, mentions: int) -> Named:
    return Named(
        name=name,
        target=addresses.entity_target(entity),
        place=sited.places.get(entity.id),
        unsited=sited.unsited.get(entity.id),
        mentions=mentions,
    )
