"""An editor's questions at the head of what is disputed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import CuratedNote, Editorial, LinkedDocument, NoteAction, Slice, Span
from generator.model.sides import Dispute, Question


def asked(linked: LinkedDocument, rows: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """Return the rows of a document, each with the question that is asked of it.

    It is asked of a row in which each of its places in the document takes part: as words of a
    statement or a figure, or as the words that say no. Of two questions the earlier one heads it.
    """
    questions: defaultdict[tuple[str, int], list[CuratedNote]] = defaultdict(list)
    for note in linked.notes:
        if note.action is NoteAction.QUESTION:
            questions[note.path, note.line].append(note)
    return tuple(_headed(row, [questions[key] for key in sorted(questions)]) for row in rows)


def _headed(row: Dispute, questions: Sequence[Sequence[CuratedNote]]) -> Dispute:
    parts = tuple(_parts(row))
    for notes in questions:
        if all(any(part.touches(note.span) for part in parts) for note in notes):
            words = Editorial(notes[0].value, notes[0].signed)
            return replace(row, question=Question(words=words, on=notes[0].on))
    return row


def _parts(row: Dispute) -> Iterator[Span]:
    """Yield all that takes part in a row."""
    shown: list[Slice | None] = [*row.about]
    for position in row.positions:
        shown += position.words
        for card in (card for heard in position.heard for card in heard.cards):
            shown += [segment.text for words in card.words for segment in words]
            shown += [card.cue]
    for figure in row.figures:
        shown += [figure.printed, figure.unit]
    yield from (piece.span for piece in shown if piece is not None)
