"""Names of places: the bare name, and the kind of place that may stand beside it."""

from generator import reference
from generator.link.names.tables import place_level
from generator.model import Place

_OF_CAPITALS = frozenset({"city", "capital"})
"""Levels at which a capital is the same place; its region is another."""
PARTS = frozenset({"district", "county"})
"""Levels that are only a part of the place with the bare name, or lie around it."""
_NEAR = 0.5
"""Degrees between two tables' points of one city, at most."""


def bare_place(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Split a place's name: ("velm", "oblast") → (("velm",), "region"); no level: None."""
    if parts[1:2] == ("of",) and parts[2:] and (level := place_level(parts[0])):
        bare = parts[2:]
    elif len(parts) > 1 and (level := place_level(parts[-1])):
        bare = parts[:-1]
    else:
        return parts, None
    return (bare, level) if _may_be_bare(parts, bare, level) else (parts, None)


def _may_be_bare(parts: tuple[str, ...], bare: tuple[str, ...], level: str) -> bool:
    """Tell whether the bare name may mean the same place: not for "Kansas City" or "Moscow region".

    A name that reference data has elsewhere than the bare one, or alone, is a name of its own.
    """
    name = " ".join(bare)
    is_capital = reference.country_of_capital(name) is not None
    if reference.country(name) or (is_capital and level not in _OF_CAPITALS):
        return False
    full, short = reference.place(" ".join(parts)), reference.place(name)
    if full is None or short is None:
        return full is None
    return _are_near(full, short)


def _are_near(first: Place, second: Place) -> bool:
    """Tell whether two places lie within about half a degree of each other."""
    here, there = (first.latitude, first.longitude), (second.latitude, second.longitude)
    return first.country == second.country and all(
        one is not None and other is not None and abs(one - other) <= _NEAR
        for one, other in zip(here, there, strict=True)
    )
