"""The order in which a document is read."""

from collections.abc import Sequence

from generator.model import Attribution


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

    def place(attribution: Attribution) -> tuple[int, int, int, str]:
        first, last = attribution.content[0], attribution.content[-1]
        return first.start, depth(attribution), -last.end, attribution.id

    return tuple(sorted(attributions, key=place))
