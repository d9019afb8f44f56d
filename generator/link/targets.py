"""The entities that curated notes name: found by name or alias, or an error."""

from collections.abc import Sequence
from dataclasses import replace

from generator.errors import Finding, Level
from generator.link.findings import note_error
from generator.link.fold import fold
from generator.link.notes import Curated
from generator.model import (
    CuratedNote,
    Entity,
    LinkedDocument,
    NoteAction,
    Reason,
    Statement,
)


class AddressBook:
    """Finds entities by what people call them."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._names: dict[str, set[str]] = {}
        self._aliases: dict[str, set[str]] = {}
        for entity in entities:
            self._names.setdefault(fold(entity.name.text), set()).add(entity.id)
            for alias in entity.aliases:
                self._aliases.setdefault(fold(alias.text.text), set()).add(entity.id)

    def find(self, name: str) -> frozenset[str]:
        """Return the ids of the entities of this name, else of those with it as an alias."""
        key = fold(name)
        return frozenset(self._names.get(key) or self._aliases.get(key) or ())


def apply_speakers(
    statements: Sequence[Statement], curated: Curated, book: AddressBook
) -> tuple[Statement, ...]:
    """Return statements with the speakers that curated notes give them."""
    return tuple(_spoken(statement, curated, book) for statement in statements)


def _spoken(statement: Statement, curated: Curated, book: AddressBook) -> Statement:
    note = curated.speakers.get(statement.attribution.id)
    found = book.find(note.value) if note else frozenset()
    if note is None or len(found) != 1:
        return statement
    speaker = next(iter(found))
    if statement.speaker == speaker:
        curated.findings.append(_needless(note))
    reason = Reason("link.curated", (note.span,), f"{note.path}:{note.line}")
    party = statement.party if statement.speaker == speaker else speaker
    return replace(statement, speaker=speaker, party=party, reason=reason)


def _needless(note: CuratedNote) -> Finding:
    """Return a note's finding that the rules find its speaker by themselves."""
    return Finding(
        path=f"seeds/{note.path}",
        line=note.line,
        level=Level.NOTE,
        code="link.note-without-effect",
        what=f"the note changes nothing: {note.value!r} is found to speak without it",
        hint="remove the note, or keep it against later changes",
    )


def check_targets(curated: Sequence[Curated], book: AddressBook) -> list[Finding]:
    """Return an error for each note whose value names no entity, or several."""
    found: list[Finding] = []
    for document in curated:
        for note in document.notes:
            if note.action in (NoteAction.SAME_AS, NoteAction.SPEAKER):
                found.extend(_check(note, len(book.find(note.value))))
    return found


def without_effect(
    documents: Sequence[LinkedDocument], entities: Sequence[Entity], book: AddressBook
) -> list[Finding]:
    """Return an error for each name that a note sets apart from one that it still means."""
    meant = {(each.mention.span, entity.id) for entity in entities for each in entity.links}
    found: list[Finding] = []
    for note in (n for document in documents for n in document.notes):
        named = book.find(note.value) if note.action is NoteAction.NOT_SAME_AS else frozenset()
        if len(named) == 1 and (note.span, next(iter(named))) in meant:
            what = f"the note changes nothing: {note.span.text!r} still means {note.value!r}"
            hint = "see with `briefings explain` what ties the two, or remove the note"
            found.append(note_error(note, "note-without-effect", what, hint))
    return found


def _check(note: CuratedNote, count: int) -> list[Finding]:
    if count == 1:
        return []
    what = f"{count or 'no'} entities are called {note.value!r}"
    hint = "write a name as a source prints it and as the glossary shows it"
    return [note_error(note, "note-without-target", what, hint)]
