"""Curated notes applied: what a person says outranks what the rules find."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.errors import Finding
from generator.link.findings import note_error
from generator.link.fold import words
from generator.link.forms import NOT
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


@dataclass(slots=True, kw_only=True)
class Curated:
    """A document as its notes correct it."""

    document: AnnotatedDocument
    notes: tuple[CuratedNote, ...] = ()
    told: dict[int, str] = field(default_factory=dict)
    """Mention's position to the name that a note gives it."""
    split: dict[int, str] = field(default_factory=dict)
    """Mention's position to what keeps it apart from others of its name."""
    speakers: dict[str, CuratedNote] = field(default_factory=dict)
    """Attribution's id to the note that says who speaks."""
    findings: list[Finding] = field(default_factory=list)


def curate(document: AnnotatedDocument, notes: Sequence[CuratedNote]) -> Curated:
    """Return the document as `notes` correct it, and notes that correct nothing as errors."""
    curated = Curated(document=document, notes=tuple(sorted(notes, key=_place)))
    for note in curated.notes:
        if note.action in _NAMES:
            _correct_names(curated, note)
        elif note.action in _STATEMENTS:
            _correct_statements(curated, note)
    for note in curated.notes:
        if note.action in (NoteAction.SAME_AS, NoteAction.NOT_SAME_AS):
            _bind(curated, note)
    return curated


def _place(note: CuratedNote) -> tuple[str, int, int]:
    return note.path, note.line, note.span.start


def _correct_names(curated: Curated, note: CuratedNote) -> None:
    """Remove, retype or add the mention that a note speaks of."""
    mentions = curated.document.mentions
    exact = [m for m in mentions if m.span == note.span]
    if note.action is NoteAction.NOT_A_NAME:
        if not exact:
            curated.findings.append(_no_name(note))
            return
        dropped = {m.span for m in mentions if m.span.text == note.span.text}
        _set_mentions(curated, (m for m in mentions if m.span not in dropped))
    elif note.action is NoteAction.TYPE:
        _retype(curated, note, EntityType(note.value))
    elif not exact:
        _add_mention(curated, note, None)


def _retype(curated: Curated, note: CuratedNote, kind: EntityType) -> None:
    mentions = curated.document.mentions
    if any(m.span == note.span for m in mentions):
        alike = note.span.text
        _set_mentions(
            curated,
            (
                replace(m, type=kind, form=MentionForm.NAME) if m.span.text == alike else m
                for m in mentions
            ),
        )
    else:
        _add_mention(curated, note, kind)


def _add_mention(curated: Curated, note: CuratedNote, kind: EntityType | None) -> None:
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
    _set_mentions(curated, sorted([*kept, added], key=lambda m: (m.span.start, m.span.end)))


def _set_mentions(curated: Curated, mentions: Iterable[Mention]) -> None:
    curated.document = replace(curated.document, mentions=tuple(mentions))


def _bind(curated: Curated, note: CuratedNote) -> None:
    """Give a mention, and those printed like it, the name that a note says; or set it apart."""
    mentions = curated.document.mentions
    own = next((p for p, m in enumerate(mentions) if m.span == note.span), None)
    if own is None:
        curated.findings.append(_no_name(note))
        return
    alike = [p for p, m in enumerate(mentions) if m.span.text == note.span.text]
    if mentions[own].type is EntityType.PERSON and " " not in note.span.text:
        alike = [own]
    for position in alike:
        if note.action is NoteAction.SAME_AS:
            curated.told.setdefault(position, note.value)
        else:
            curated.split[position] = NOT + " ".join(words(note.value))
    curated.told.update({own: note.value} if note.action is NoteAction.SAME_AS else {})


def _correct_statements(curated: Curated, note: CuratedNote) -> None:
    """Remove the innermost statement that holds a note's words, or say who makes it."""
    holding = [a for a in curated.document.attributions if _holds(a, note.span)]
    if not holding:
        what = f"no statement holds the words {note.span.text!r}"
        hint = "choose words of the statement, as the source page marks it, or remove the note"
        curated.findings.append(note_error(note, "note-without-statement", what, hint))
        return
    inner = min(holding, key=lambda a: (a.content[-1].end - a.content[0].start, a.id))
    if note.action is NoteAction.SPEAKER:
        curated.speakers[inner.id] = note
        return
    kept = tuple(
        replace(a, parent=inner.parent) if a.parent == inner.id else a
        for a in curated.document.attributions
        if a.id != inner.id
    )
    curated.document = replace(curated.document, attributions=kept)


def _holds(attribution: Attribution, span: Span) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in attribution.content)


def _no_name(note: CuratedNote) -> Finding:
    what = f"the words {note.span.text!r} are not taken for a name"
    hint = "choose the whole name as the source page marks it, or remove the note"
    return note_error(note, "note-without-name", what, hint)
