"""Names of places: the bare name, and the kind of place that may stand beside it."""

import re

from generator import reference
from generator.link.names.fold import words
from generator.link.names.tables import place_level
from generator.model import (
    AnnotatedDocument,
    DefinitionKind,
    EntityType,
    Mention,
    MentionForm,
    Place,
    Syntax,
)

_OF_CAPITALS = frozenset({"city", "capital"})
"""Levels at which a capital is the same place; its region is another."""
PARTS = frozenset({"district", "county"})
"""Levels that are only a part of the place with the bare name, or lie around it."""
_NEAR = 0.5
"""Degrees between two tables' points of one city, at most."""


STATE = "state"
"""What keeps a state of the United States apart from what else is called so."""
_GOVERNS = re.compile(
    r"(?:[Gg]overnor of|[Ss]enator (?:of|from)|[Rr]epublican (?:of|from)|[Dd]emocrat (?:of|from)"
    r"|[Ss]tate of) $"
)
"""Words before the name of a state."""
_BEFORE = 24
"""Characters in which they stand."""
_MILLION = 1_000_000


def states(document: AnnotatedDocument) -> dict[int, str]:
    """Return, by mention, that Washington or Georgia is the state: "Seattle, Washington".

    What the document calls a state once is the state wherever it does not act.
    """
    text = document.document.text
    inside = {
        definition.second
        for definition in document.definitions
        if definition.kind is DefinitionKind.REGION_OF
    }
    told = {
        words(mention.span.text)
        for mention in document.mentions
        if _may_be_state(mention)
        and (mention.span in inside or _is_governed(text, mention.span.start))
    }
    return {
        position: STATE
        for position, mention in enumerate(document.mentions)
        if _may_be_state(mention)
        and words(mention.span.text) in told
        and mention.syntax is not Syntax.AGENT
    }


def _may_be_state(mention: Mention) -> bool:
    """Tell whether a place has the name of a state that is first thought to be something else."""
    name = mention.span.text
    is_place = mention.form is MentionForm.NAME and mention.type is EntityType.PLACE
    state = reference.state(name) if is_place else None
    return state not in (None, reference.place(name)) and reference.population(name) < _MILLION


def _is_governed(text: str, start: int) -> bool:
    return _GOVERNS.search(text[max(0, start - _BEFORE) : start]) is not None


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
