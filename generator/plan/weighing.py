"""What a statement weighs among those of its document."""

from generator.model import Exactness, HedgeKind, LinkedDocument, Stance, Statement

CONTESTING = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES})
_STATED = frozenset(
    {Exactness.EXACT, Exactness.AT_LEAST, Exactness.AT_MOST, Exactness.APPROXIMATE, Exactness.RANGE}
)


def outer(linked: LinkedDocument) -> tuple[Statement, ...]:
    """Return the statements that do not stand inside another one's content."""
    return tuple(s for s in linked.statements if s.attribution.parent is None)


def weighed(linked: LinkedDocument) -> tuple[Statement, ...]:
    """Return the outer statements of a document, the weightiest first.

    3 for the first of the document; 2 for one that denies or does not corroborate; 2 for one with
    a stated figure; 1 for a known speaker, 1 for that speaker's first statement, 1 for quoted
    words, 1 where the document keeps its distance ("claimed"). Of two alike the earlier is first.
    """
    heard: set[str] = set()
    scored = []
    for place, statement in enumerate(outer(linked)):
        attribution, speaker = statement.attribution, statement.speaker
        weight = 3 if place == 0 else 0
        weight += 2 * (attribution.stance in CONTESTING)
        weight += 2 * has_figure(linked, statement)
        weight += (speaker is not None) + (speaker is not None and speaker not in heard)
        weight += bool(attribution.quoted)
        weight += any(hedge.kind is HedgeKind.DISTANCING for hedge in attribution.hedges)
        if speaker:
            heard.add(speaker)
        scored.append((-weight, place, statement))
    return tuple(statement for *_, statement in sorted(scored, key=lambda row: row[:2]))


def has_figure(linked: LinkedDocument, statement: Statement) -> bool:
    """Tell whether the content holds a figure that may be printed as a number."""
    return any(
        quantity.exactness in _STATED
        and quantity.minimum != 1
        and any(part.touches(quantity.span) for part in statement.attribution.content)
        for quantity in linked.annotated.quantities
    )
