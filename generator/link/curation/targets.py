"""The entities that curated notes name: found by name or alias, or an error."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from generator.errors import Finding, Level
from generator.link.findings import note_error
from generator.link.names.fold import fold
from generator.link.parts import Built, DocumentLinks
from generator.model import (
    CuratedNote,
    NoteAction,
    Reason,
    Span,
    Statement,
)


class AddressBook:
    """Finds entities by what people call them."""

    def __init__(self, entities: Sequence[Built]) -> None:
        self._entities = entities

    @cached_property
    def _called(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """Ids by name and by alias, folded; made when first asked, for few sites have notes."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for each in self._entities:
            names[fold(each.name)].add(each.entity.id)
            for alias in each.aliases:
                aliases[fold(alias)].add(each.entity.id)
        return names, aliases

    def find(self, name: str) -> frozenset[str]:
        """Return the ids of the entities of this name, else of those with it as an alias."""
        names, aliases = self._called
        key = fold(name)
        return frozenset(names.get(key) or aliases.get(key) or ())


def apply_speakers(
    statements: Sequence[Statement], links: DocumentLinks, book: AddressBook
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Return statements with the speakers that notes give them, and notes that change nothing."""
    spoken = [
        _spoken(statement, voice.note, book)
        for statement, voice in zip(statements, links.voices, strict=True)
    ]
    needless = tuple(finding for _, finding in spoken if finding is not None)
    return tuple(statement for statement, _ in spoken), needless


def _spoken(
    statement: Statement, note: CuratedNote | None, book: AddressBook
) -> tuple[Statement, Finding | None]:
    found = book.find(note.value) if note else frozenset()
    if note is None or len(found) != 1:
        return statement, None
    speaker = next(iter(found))
    reason = Reason("link.curated", (note.span,), f"{note.path}:{note.line}")
    if statement.speaker == speaker:
        return replace(statement, reason=reason), _needless(note)
    return replace(statement, speaker=speaker, party=speaker, reason=reason), None


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


def check_targets(notes: Iterable[CuratedNote], book: AddressBook) -> list[Finding]:
    """Return an error for each note whose value names no entity, or several."""
    found: list[Finding] = []
    for note in notes:
        if note.action in (NoteAction.SAME_AS, NoteAction.SPEAKER):
            found.extend(_check(note, len(book.find(note.value))))
    return found


def without_effect(
    notes: Iterable[CuratedNote], entities: Sequence[Built], book: AddressBook
) -> list[Finding]:
    """Return an error for each name that a note sets apart from one that it still means."""
    set_apart = [note for note in notes if note.action is NoteAction.NOT_SAME_AS]
    if not set_apart:
        return []
    meant = {
        (_where(link.mention.span), built.entity.id)
        for built in entities
        for link in built.entity.links
    }
    found: list[Finding] = []
    for note in set_apart:
        named = book.find(note.value)
        if len(named) == 1 and (_where(note.span), next(iter(named))) in meant:
            what = f"the note changes nothing: {note.span.text!r} still means {note.value!r}"
            hint = "see with `briefings explain` what ties the two, or remove the note"
            found.append(note_error(note, "note-without-effect", what, hint))
    return found


def _where(span: Span) -> tuple[str, int, int]:
    return span.document, span.start, span.end


def _check(note: CuratedNote, count: int) -> list[Finding]:
    if count == 1:
        return []
    what = f"{count or 'no'} entities are called {note.value!r}"
    hint = "write a name as a source prints it and as the glossary shows it"
    return [note_error(note, "note-without-target", what, hint)]
