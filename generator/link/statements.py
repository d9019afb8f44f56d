"""Statements: attributions in reading order, with who speaks."""

from collections.abc import Sequence

from generator.link.local import Scene
from generator.model import Attribution, Entity, LinkedDocument, Reason, Span, Statement


def link_statements(scene: Scene, entities: Sequence[Entity]) -> LinkedDocument:
    """Return the document's statements in source order, with their speakers."""
    document = scene.document
    owners = {
        link.mention.span: entity.id
        for entity in entities
        for link in entity.links
        if link.mention.span.document == document.document.id
    }
    ordered = reading_order(document.attributions)
    statements = tuple(
        _statement(number, attribution, owners) for number, attribution in enumerate(ordered, 1)
    )
    return LinkedDocument(annotated=document, statements=statements)


def reading_order(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions by their first content span, parents before what they hold."""
    by_id = {attribution.id: attribution for attribution in attributions}

    def depth(attribution: Attribution) -> int:
        seen: set[str] = set()
        parent = attribution.parent
        while parent in by_id and parent not in seen:
            seen.add(parent)
            parent = by_id[parent].parent
        return len(seen)

    return tuple(
        sorted(attributions, key=lambda a: (a.content[0].start, depth(a), -a.content[-1].end, a.id))
    )


def _statement(number: int, attribution: Attribution, owners: dict[Span, str]) -> Statement:
    speaker, reason = None, None
    if attribution.source is not None:
        best = _longest_overlap(attribution.source, owners)
        if best is not None:
            speaker, reason = owners[best], Reason("link.speaker-name", (best,))
    return Statement(
        number=number, attribution=attribution, speaker=speaker, party=speaker, reason=reason
    )


def _longest_overlap(source: Span, owners: dict[Span, str]) -> Span | None:
    inside = [s for s in owners if s.start < source.end and source.start < s.end]
    return max(inside, key=lambda s: (s.end - s.start, -s.start), default=None)
