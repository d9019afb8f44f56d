"""The place that a document is dated from, for the line under its title.

Where most in a document is said to be is no such place: a trial in one country is told with the
places of another.
"""

from collections.abc import Iterable

from generator.model import EntityType, LinkedDocument
from generator.model.briefing import EntityLine
from generator.plan.brief.cutting import after_dateline
from generator.plan.index import Index


def dateline(
    index: Index, linked: LinkedDocument, lines: Iterable[EntityLine]
) -> EntityLine | None:
    """Return the place in a document's dateline; None where there is none that is known.

    `lines` are the entities that it names.
    """
    document = linked.annotated.document
    first = document.paragraphs[0]
    words = document.span(first.start, first.end)
    head = words.part(first.start, first.start + after_dateline(words.text))
    place = next((e for _, e in index.within(head) if e.type is EntityType.PLACE), None)
    if place is None:
        return None
    target = index.targets[place.id]
    return next((line for line in lines if line.target == target), None)
