"""Names in the labels of a transcript, which tell by themselves that they name who speaks."""

from collections.abc import Iterable, Iterator

from generator.extract.names.candidates import Candidate, candidate
from generator.extract.names.gazetteer import known_names
from generator.extract.names.patterns import ending
from generator.extract.parse import Parse
from generator.extract.transcript import holding
from generator.model import EntityType

_LABEL = 50
"""More than any other rule weighs."""


def of_labels(parse: Parse) -> Iterator[Candidate]:
    """Yield the names in the labels of a transcript: people, and bodies known as such."""
    labels = (label.called.name for label in parse.transcript.labels)
    sworn = (turn.witness for turn in parse.transcript.turns)
    for part in sorted({part for part in (*labels, *sworn) if part is not None}):
        start, end = part[0] - parse.base, part[1] - parse.base
        span = parse.doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            kind = known_names().get(span.text) or known_names().get(span.text.title())
            kind = kind or ending(span) or EntityType.PERSON
            if kind is not EntityType.ORGANIZATION:
                kind = EntityType.PERSON
            yield candidate(span, "names.label", kind=kind, weight=_LABEL)


def outside_labels(parse: Parse, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that take nothing from the name in a label."""
    taken = [
        (label.start - parse.base, label.end - parse.base) for label in parse.transcript.labels
    ]
    for found in candidates:
        if not (holding(taken, found.start) or holding(taken, found.end - 1)):
            yield found
