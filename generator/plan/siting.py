"""Which place of a name is meant, from what the same documents name; else none.

Reference data knows several places of many names. A place is sited when its country is named
where it is named, or when nobody would write of another one: a country, a capital, a region or a
city of a million of which there is no second. Whatever is left is not on any map.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import reference
from generator.model import Entity, EntityType, Place
from generator.model.drawing import Unsited
from generator.plan.index import Index
from generator.plan.projection import distance

_TOWNS = frozenset({"city", "town"})
_WIDE = frozenset({"continent", "ocean"})
"""Kinds that no point stands for."""
COUNTRIES = "generator/data/countries.tsv"
"""Origin of what is known of countries."""
_REGIONS = "generator/data/places_regions.tsv"
_MILLION = 1_000_000
_KNOWN_CAPITAL = 100_000
"""People of a capital that needs no country beside it."""
_ROUNDS = 2
"""How often what was found helps to find more: a country its states, a state its towns."""
_ONE_SPOT = 1.0
"""Degrees within which two places of a name are one on a map: a town and its district."""


@dataclass(frozen=True, slots=True)
class Siting:
    """Where entities are, or why that is not known."""

    places: Mapping[str, Place]
    """By id of the entity."""
    unsited: Mapping[str, Unsited]
    """By id of the entity."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A place that a name may mean."""

    place: Place
    people: int

    @property
    def speaks_for_itself(self) -> bool:
        """Whether its name needs no country beside it, if there is no other place of the name."""
        if self.place.kind == "capital":
            return self.people >= _KNOWN_CAPITAL
        return self.place.kind not in _TOWNS or self.people >= _MILLION


def siting(index: Index) -> Siting:
    """Decide for each place that documents name."""
    entities = [e for e in index.dossier.entities if e.type is EntityType.PLACE]
    choices = {entity.id: _choices(entity) for entity in entities}
    named = _countries_named(entities, choices)
    places: dict[str, Place] = {}
    unsited: dict[str, Unsited] = {}
    for _ in range(_ROUNDS):
        for entity in entities:
            documents = {link.mention.span.document for link in entity.links}
            around = {code for document in documents for code in named[document]}
            found = _decided(choices[entity.id], around)
            if isinstance(found, Unsited):
                unsited[entity.id] = found
                continue
            places[entity.id] = found
            if found.kind not in _TOWNS:
                for document in documents:
                    named[document].add(found.country)
    return Siting(places, {i: why for i, why in unsited.items() if i not in places})


def is_country(place: Place) -> bool:
    """Tell whether a place is all of a country or territory with a code of its own."""
    return place.origin == COUNTRIES


def _choices(entity: Entity) -> tuple[_Choice, ...]:
    """Return the places that an entity's name may mean; just one when linking knows a country."""
    if entity.place is not None and is_country(entity.place):
        return (_Choice(entity.place, 0),)
    found = [_Choice(*row) for row in reference.places_called(entity.name.text)]
    if entity.place is not None and entity.place not in [choice.place for choice in found]:
        found.insert(0, _Choice(entity.place, 0))
    elif entity.place is None and any(c.place.kind not in _TOWNS for c in found):
        # Some document calls it a region: not the town that it is named after.
        found = [choice for choice in found if choice.place.kind not in _TOWNS]
    return tuple(choice for choice in found if choice.place.latitude is not None)


def _countries_named(
    entities: Iterable[Entity], choices: Mapping[str, tuple[_Choice, ...]]
) -> defaultdict[str, set[str]]:
    """Return, for each document, the countries of places there that cannot be elsewhere."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        found = choices[entity.id]
        codes = {choice.place.country for choice in found}
        if len(codes) == 1 and any(spot.speaks_for_itself for spot in _spots(found)):
            for link in entity.links:
                named[link.mention.span.document] |= codes - {""}
    return named


def _decided(choices: tuple[_Choice, ...], around: set[str]) -> Place | Unsited:
    """Return the place that is meant, or why none can be told."""
    if not choices:
        return Unsited.UNKNOWN
    if all(choice.place.kind in _WIDE for choice in choices):
        return Unsited.WIDE
    spots = _spots(choices)
    near = [spot for spot in spots if spot.place.country in around]
    if len(near) == 1 or (near and near[0].place.origin == _REGIONS):
        return near[0].place
    if len(near or spots) > 1:
        large = [spot for spot in near or spots if spot.people >= _MILLION]
        return large[0].place if len(large) == 1 else Unsited.AMBIGUOUS
    return spots[0].place if spots[0].speaks_for_itself else Unsited.ALONE


def _spots(choices: tuple[_Choice, ...]) -> list[_Choice]:
    """Return choices without those beside an earlier one: a city in the region of its name."""
    spots: list[_Choice] = []
    for choice in choices:
        if all(_apart(choice.place, spot.place) > _ONE_SPOT for spot in spots):
            spots.append(choice)
    return spots


def _apart(first: Place, second: Place) -> float:
    """Return the degrees between two places; none to one without coordinates."""
    if first.country != second.country:
        return 180.0
    if None in {first.latitude, first.longitude, second.latitude, second.longitude}:
        return 0.0
    return distance(
        (first.longitude or 0.0, first.latitude or 0.0),
        (second.longitude or 0.0, second.latitude or 0.0),
    )
