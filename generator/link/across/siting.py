"""Which place of a name is meant, from what the same documents name; else none.

Reference data knows several places of many names. A place is sited when its country is named
where it is named, or when nobody would write of another one: a country, a capital, a region or a
city of a million of which there is no second. Whatever is left is on no map and has no coordinates.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import reference
from generator.model import Entity, EntityType, Place, Reason, Span, Unsited

_TOWNS = frozenset({"city", "town"})
_WIDE = frozenset({"continent", "ocean"})
"""Kinds that no point stands for."""
_REGIONS = "generator/data/places_regions.tsv"
_MILLION = 1_000_000
_KNOWN_CAPITAL = 100_000
"""People of a capital that needs no country beside it."""
_OVERSHADOWED = 10
"""Times as many people make a namesake abroad the one that anybody would think of first."""
_ROUNDS = 2
"""How often what was found helps to find more: a country its states, a state its towns."""
_ONE_SPOT = 1.0
"""Degrees within which two places of a name are one on a map: a town and its district."""

Named = Mapping[str, Span]
"""Codes of countries that documents name, each with words that name it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a name may mean."""

    place: Place
    people: int

    @property
    def speaks_for_itself(self) -> bool:
        """Whether its name needs no country beside it, if there is no other place of the name."""
        if self.place.kind == "capital":
            return self.people >= _KNOWN_CAPITAL
        return self.place.kind not in _TOWNS or self.people >= _MILLION

    def __str__(self) -> str:
        """Return what tells it from its namesakes: "city, US, 42.1, -72.59"."""
        place = self.place
        return f"{place.kind}, {place.country or '-'}, {place.latitude}, {place.longitude}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a place is, or why that cannot be told."""

    rule: str
    place: Place | None = None
    unsited: Unsited | None = None
    proof: Span | None = None
    """Words that name its country."""
    beaten: tuple[str, ...] = ()


def site(entities: Sequence[Entity], names: Mapping[str, str]) -> tuple[Entity, ...]:
    """Return entities with the decision where each place is, and why.

    `names` gives by id how their names read, whatever the layout of the documents.
    """
    places = [entity for entity in entities if entity.type is EntityType.PLACE]
    choices = {entity.id: _choices(entity, names[entity.id]) for entity in places}
    named = countries_named(places, choices)
    found: dict[str, Decision] = {}
    for _ in range(_ROUNDS):
        for entity in places:
            decision = decide(choices[entity.id], _around(entity, choices[entity.id], named))
            if decision.place is not None:
                found[entity.id] = decision
                if decision.place.kind not in _TOWNS:
                    _note(named, entity, decision.place.country)
            elif entity.id not in found or found[entity.id].place is None:
                found[entity.id] = decision
    return tuple(_sited(e, found[e.id]) if e.id in found else e for e in entities)


def _around(
    entity: Entity, choices: Iterable[Choice], named: defaultdict[str, dict[str, Span]]
) -> Named:
    """Return those countries of its choices that documents name which name an entity."""
    codes = {choice.place.country for choice in choices}
    around: dict[str, Span] = {}
    for document in dict.fromkeys(link.mention.span.document for link in entity.links):
        for code in codes & named[document].keys():
            around.setdefault(code, named[document][code])
    return around


def _sited(entity: Entity, decision: Decision) -> Entity:
    proof = decision.proof or entity.name
    reason = Reason(f"link.place-{decision.rule}", (proof,), beaten=decision.beaten)
    return replace(entity, place=decision.place, unsited=decision.unsited, sited=reason)


def _choices(entity: Entity, name: str) -> tuple[Choice, ...]:
    """Return the places that an entity's name may mean; just one when it is known for a country."""
    if entity.place is not None and (
        reference.is_country(entity.place) or entity.place == reference.state(name)
    ):
        return (Choice(entity.place, 0),)
    found = [Choice(*row) for row in reference.places_called(name)]
    if entity.place is not None and entity.place not in [choice.place for choice in found]:
        found.insert(0, Choice(entity.place, 0))
    elif entity.place is None and any(c.place.kind not in _TOWNS for c in found):
        # Some document calls it a region: not the town that it is named after.
        found = [choice for choice in found if choice.place.kind not in _TOWNS]
    if found and found[0].place.kind == "capital":
        # Washington alone is not the state, which would have been set apart.
        found = [choice for choice in found if choice.place.kind != "state"]
    return tuple(choice for choice in found if choice.place.latitude is not None)


def countries_named(
    entities: Iterable[Entity], choices: Mapping[str, tuple[Choice, ...]]
) -> defaultdict[str, dict[str, Span]]:
    """Return, for each document, the countries of places there that cannot be elsewhere."""
    named: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    for entity in entities:
        found = choices[entity.id]
        codes = {choice.place.country for choice in found}
        if len(codes) == 1 and any(spot.speaks_for_itself for spot in _spots(found)):
            _note(named, entity, next(iter(codes)))
    return named


def _note(named: defaultdict[str, dict[str, Span]], entity: Entity, code: str) -> None:
    """Note in each document that names an entity that it thereby names a country."""
    for link in entity.links if code else ():
        span = link.mention.span
        named[span.document].setdefault(code, span)


def decide(choices: tuple[Choice, ...], around: Named) -> Decision:
    """Return the place that is meant, or why none can be told."""
    if all(choice.place.kind in _WIDE for choice in choices):
        unsited = Unsited.WIDE if choices else Unsited.UNKNOWN
        return Decision(rule=unsited.value, unsited=unsited)
    spots = _spots(choices)
    near = [spot for spot in spots if spot.place.country in around]
    if len(near) == 1 or (near and near[0].place.origin == _REGIONS):
        return _beside(near[0], spots, around)
    if len(near or spots) > 1:
        large = [spot for spot in near or spots if spot.people >= _MILLION] or _outstanding(
            near or spots
        )
        if len(large) == 1:
            return _taken("largest", large[0], spots, "has fewer people")
        return _doubtful(spots)
    if spots[0].speaks_for_itself:
        return _taken("only", spots[0], spots, "")
    lost = (f"{spots[0]}: no document that names it names the country",)
    return Decision(rule="alone", unsited=Unsited.ALONE, beaten=lost)


def _beside(spot: Choice, spots: Sequence[Choice], around: Named) -> Decision:
    """Return a place whose country is named beside it, unless everybody thinks of another.

    Beside Canada alone London may still be the British one.
    """
    if any(
        other.speaks_for_itself and other.people >= max(_MILLION, _OVERSHADOWED * spot.people)
        for other in spots
        if other is not spot and spot.place.kind in _TOWNS
    ):
        return _doubtful(spots)
    proof = around.get(spot.place.country)
    return _taken("beside", spot, spots, "its country is not named", proof)


def _outstanding(spots: Sequence[Choice]) -> list[Choice]:
    """Return the capital beside which its namesakes are villages: Washington."""
    first, *others = sorted(spots, key=lambda spot: -spot.people)
    is_sure = (
        first.place.kind == "capital"
        and first.speaks_for_itself
        and all(0 < spot.people * _OVERSHADOWED <= first.people for spot in others)
    )
    return [first] if is_sure else []


def _taken(
    rule: str, spot: Choice, spots: Iterable[Choice], why: str, proof: Span | None = None
) -> Decision:
    lost = tuple(f"{other}: {why}" for other in spots if other is not spot)
    return Decision(rule=rule, place=spot.place, proof=proof, beaten=lost)


def _doubtful(spots: Iterable[Choice]) -> Decision:
    lost = tuple(f"{spot}: nothing says that it is the one" for spot in spots)
    return Decision(rule="ambiguous", unsited=Unsited.AMBIGUOUS, beaten=lost)


def _spots(choices: tuple[Choice, ...]) -> list[Choice]:
    """Return choices without those beside an earlier one: a city in the region of its name."""
    spots: list[Choice] = []
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
    return reference.distance(
        (first.longitude or 0.0, first.latitude or 0.0),
        (second.longitude or 0.0, second.latitude or 0.0),
    )
