"""Curated notes applied: what a person says outranks what the rules find."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.errors import Finding
from generator.link.findings import note_error
from generator.link.names.fold import words
from generator.link.names.forms import NOT
from generator.model import (
    AnnotatedDocument,
    Attribution,
    CuratedNote,
    EntityType,
    Mention,
    MentionForm,
    NoteAction,
    Reason,
    Span,
    Syntax,
)

_NAMES = (NoteAction.NOT_A_NAME, NoteAction.SAME_AS, NoteAction.NOT_SAME_AS, NoteAction.TYPE)
_STATEMENTS = (NoteAction.SPEAKER, NoteAction.NOT_A_STATEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """A document as its notes correct it."""

    document: AnnotatedDocument
    told: Mapping[int, str] = field(default_factory=dict)
    """Mention's position to the name that a note gives it."""
    split: Mapping[int, str] = field(default_factory=dict)
    """Mention's position to what keeps it apart from others of its name."""
    speakers: Mapping[str, CuratedNote] = field(default_factory=dict)
    """Attribution's id to the note that says who speaks."""
    findings: tuple[Finding, ...] = ()
    """Notes that correct nothing."""


def curate(document: AnnotatedDocument, notes: Sequence[CuratedNote]) -> Curated:
    """Return the document as `notes` correct it, and notes that correct nothing as errors."""
    curated = Curated(document=document)
    ordered = sorted(notes, key=note_place)
    for note in ordered:
        if note.action in _NAMES:
            curated = _correct_names(curated, note)
        elif note.action in _STATEMENTS:
            curated = _correct_statements(curated, note)
    for note in ordered:
        if note.action in (NoteAction.SAME_AS, NoteAction.NOT_SAME_AS):
            curated = _bind(curated, note)
    return curated


def note_place(note: CuratedNote) -> tuple[str, int, int]:
    """Return what notes are sorted by: file, line, offset."""
    return note.path, note.line, note.span.start


def _correct_names(curated: Curated, note: CuratedNote) -> Curated:
    """Remove, retype or add the mention that a note speaks of."""
    mentions = curated.document.mentions
    exact = [m for m in mentions if m.span == note.span]
    if note.action is NoteAction.NOT_A_NAME:
        if not exact:
            return _with_finding(curated, _no_name(note))
        dropped = {m.span for m in mentions if m.span.text == note.span.text}
        return _with_mentions(curated, (m for m in mentions if m.span not in dropped))
    if note.action is NoteAction.TYPE:
        return _retype(curated, note, EntityType(note.value))
    return curated if exact else _add_mention(curated, note, None)


def _with_finding(curated: Curated, finding: Finding) -> Curated:
    return replace(curated, findings=(*curated.findings, finding))


def _retype(curated: Curated, note: CuratedNote, kind: EntityType) -> Curated:
    mentions = curated.document.mentions
    if all(m.span != note.span for m in mentions):
        return _add_mention(curated, note, kind)
    alike = note.span.text
    return _with_mentions(
        curated,
        (
            replace(m, type=kind, form=MentionForm.NAME) if m.span.text == alike else m
            for m in mentions
        ),
    )


def _add_mention(curated: Curated, note: CuratedNote, kind: EntityType | None) -> Curated:
    """Make the words of a note a name, in place of the names that they overlap."""
    span = note.span
    over = [
        m for m in curated.document.mentions if m.span.start < span.end and span.start < m.span.end
    ]
    guess = kind or next((m.type for m in over if m.type), EntityType.ORGANIZATION)
    added = Mention(
        span=span,
        type=guess,
        form=MentionForm.NAME,
        syntax=over[-1].syntax if over else Syntax.OTHER,
        head=span.text.split()[-1].casefold(),
        reason=Reason("link.curated", (span,), note.path),
    )
    kept = [
        m
        for m in curated.document.mentions
        if m not in over or m.form in (MentionForm.DESCRIPTION, MentionForm.PRONOUN)
    ]
    ordered = sorted([*kept, added], key=lambda m: (m.span.start, m.span.end))
    return _with_mentions(curated, ordered)


def _with_mentions(curated: Curated, mentions: Iterable[Mention]) -> Curated:
    return replace(curated, document=replace(curated.document, mentions=tuple(mentions)))


def _bind(curated: Curated, note: CuratedNote) -> Curated:
    """Give a mention, and those printed like it, the name that a note says; or set it apart."""
    mentions = curated.document.mentions
    own = next((p for p, m in enumerate(mentions) if m.span == note.span), None)
    if own is None:
        return _with_finding(curated, _no_name(note))
    alike = [p for p, m in enumerate(mentions) if m.span.text == note.span.text]
    if mentions[own].type is EntityType.PERSON and " " not in note.span.text:
        alike = [own]
    if note.action is NoteAction.SAME_AS:
        told = {**dict.fromkeys(alike, note.value), **curated.told, own: note.value}
        return replace(curated, told=told)
    apart = dict.fromkeys(alike, NOT + " ".join(words(note.value)))
    return replace(curated, split={**curated.split, **apart})


def _correct_statements(curated: Curated, note: CuratedNote) -> Curated:
    """Remove the innermost statement that holds a note's words, or say who makes it."""
    holding = [a for a in curated.document.attributions if _holds(a, note.span)]
    if not holding:
        what = f"no statement holds the words {note.span.text!r}"
        hint = "choose words of the statement, as the source page marks it, or remove the note"
        return _with_finding(curated, note_error(note, "note-without-statement", what, hint))
    inner = min(holding, key=lambda a: (a.content[-1].end - a.content[0].start, a.id))
    if note.action is NoteAction.SPEAKER:
        return replace(curated, speakers={**curated.speakers, inner.id: note})
    kept = tuple(
        replace(a, parent=inner.parent) if a.parent == inner.id else a
        for a in curated.document.attributions
        if a.id != inner.id
    )
    return replace(curated, document=replace(curated.document, attributions=kept))


def _holds(attribution: Attribution, span: Span) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in attribution.content)


def _no_name(note: CuratedNote) -> Finding:
    what = f"the words {note.span.text!r} are not taken for a name"
    hint = "choose the whole name as the source page marks it, or remove the note"
    return note_error(note, "note-without-name", what, hint)
