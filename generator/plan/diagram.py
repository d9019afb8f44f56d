"""Who speaks of whom, around one entity: arrows for statements, no more.

An arrow from A to B means that statements of these documents by A name B, or mean B by another
word. It does not mean that A and B have met, agree, or are of one kind.
"""

from collections.abc import Mapping, Sequence

from generator.model import Slice
from generator.model.briefing import Card
from generator.model.drawing import Branch, Diagram
from generator.plan.index import Index

MOST = 8
"""Arrows on each side for which there is room."""
_THICKEST = 5
_LEAST = 2
"""A drawing of one arrow would say no more than the list does."""


def diagram(
    index: Index,
    speakers: Mapping[str, Sequence[Card]],
    spoken_of: Mapping[str, Sequence[Card]],
    unnamed: int = 0,
) -> Diagram | None:
    """Return the diagram of an entity; None when there is too little to draw.

    `speakers` holds the statements that name it, by the id of who makes them; `spoken_of` its own
    ones, by the id of whom they name; `unnamed` is the number of those that name it and have no
    identified speaker.
    """
    if len(speakers) + len(spoken_of) < _LEAST:
        return None
    to_it, from_it = _branches(index, speakers), _branches(index, spoken_of)
    return Diagram(
        speakers=to_it[:MOST],
        more_speakers=to_it[MOST:],
        unnamed=unnamed,
        spoken_of=from_it[:MOST],
        more_spoken_of=from_it[MOST:],
    )


def _branches(index: Index, found: Mapping[str, Sequence[Card]]) -> tuple[Branch, ...]:
    entities = index.entities
    ranked = sorted(found, key=lambda i: (-len(found[i]), entities[i].sort_key, i))
    return tuple(
        Branch(
            name=Slice(entities[identity].name),
            target=index.targets[identity],
            cards=tuple(found[identity]),
            weight=min(len(found[identity]), _THICKEST),
        )
        for identity in ranked
    )
