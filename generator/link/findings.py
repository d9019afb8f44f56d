"""What a person should look at after linking."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from generator.errors import Finding, Level
from generator.link.across.namesakes import Parting
from generator.link.printed_dates import is_far, printed_otherwise
from generator.link.scene.scene import Scene
from generator.model import (
    AnnotatedDocument,
    CuratedNote,
    Reprint,
    SourceDocument,
    Span,
)

_WHY = {
    "several": "more than one person or body in the document fits",
    "nobody": "nobody whom the document names fits",
    "weak": "whoever fits is named only in somebody's words, or beside the subject",
    "first-person": "the document does not say whose words these are",
}


def scene_findings(
    scene: Scene, settled: Collection[str], document: SourceDocument
) -> list[Finding]:
    """Return what could not be told about a document; `settled` are attributions a person told."""
    found = [_ambiguous(scene, position, document) for position in _first_doubtful(scene)]
    first_person = True
    for attribution in scene.document.attributions:
        code = scene.speakers[attribution.id].finding
        why = _WHY.get(code) if code != "first-person" or first_person else None
        first_person = first_person and code != "first-person"
        if why is not None and attribution.source is not None and attribution.id not in settled:
            found.append(_unresolved(document, attribution.source, why))
    return found


def _first_doubtful(scene: Scene) -> list[int]:
    """Return the first mention of each name that several people of the document bear."""
    seen: set[str] = set()
    first: list[int] = []
    for position in sorted(scene.doubtful):
        mention = scene.mentions[position]
        if mention.form.value == "name" and mention.span.text not in seen:
            seen.add(mention.span.text)
            first.append(position)
    return first


def _ambiguous(scene: Scene, position: int, document: SourceDocument) -> Finding:
    span = scene.mentions[position].span
    names = sorted(
        {scene.locals[local].members[0].mention.span.text for local in scene.doubtful[position]}
    )
    return Finding(
        path=f"seeds/{document.path}",
        line=line_of(document, span),
        level=Level.NOTE,
        code="link.ambiguous-name",
        what=f"{span.text!r} may be {' or '.join(map(repr, names))}, so it is linked to nobody",
        hint=_note_hint(document, "same as", "the full name"),
    )


def _unresolved(document: SourceDocument, source: Span, why: str) -> Finding:
    return Finding(
        path=f"seeds/{document.path}",
        line=line_of(document, source),
        level=Level.NOTE,
        code="link.speaker-unresolved",
        what=f"who speaks is not clear: {source.text!r}; {why}",
        hint=_note_hint(document, "speaker", "the name of who speaks")
        + " and words of the statement as its text",
    )


def namesake_findings(
    partings: Iterable[Parting], documents: Iterable[SourceDocument]
) -> list[Finding]:
    """Return who of one name was kept apart, and why."""
    by_id = {document.id: document for document in documents}
    found: list[Finding] = []
    for parting in partings:
        document, other = by_id[parting.name.document], by_id[parting.other.document]
        told = f"{parting.text!r} here and in seeds/{other.path} are taken for two people"
        finding = Finding(
            path=f"seeds/{document.path}",
            line=line_of(document, parting.name),
            level=Level.NOTE,
            code="link.namesakes",
            what=f"{told}: {parting.why}",
            hint=f"if they are one, {_note_hint(document, 'same as', 'the name')}",
        )
        found.append(finding)
    return found


def reprint_findings(
    reprints: Mapping[str, Reprint], documents: Iterable[SourceDocument]
) -> list[Finding]:
    """Return which documents repeat others."""
    by_id = {document.id: document for document in documents}
    return [
        Finding(
            path=f"seeds/{by_id[later].path}",
            line=1,
            level=Level.NOTE,
            code="link.reprint",
            what=f"it repeats seeds/{by_id[reprint.document].path}: {reprint.share} % of the "
            "shorter one's runs of words stand in both, so it is no second source",
            hint="keep it if readers should see both; its page says so",
        )
        for later, reprint in reprints.items()
    ]


def date_findings(annotated: AnnotatedDocument) -> list[Finding]:
    """Return whether a document is dated otherwise than its text is."""
    document, stated = annotated.document, annotated.document.metadata.date
    printed = printed_otherwise(annotated)
    if stated is None or printed is None:
        return []
    finding = Finding(
        path=f"seeds/{document.path}",
        line=line_of(document, printed.span),
        level=Level.WARNING if is_far(stated.value, printed) else Level.NOTE,
        code="link.date-contradicted",
        what=f"the document is dated {stated.value}, and this line of its text {printed.value}",
        hint="see which of the two is right; correct the date of the document if it is wrong",
    )
    return [finding]


def _note_hint(document: SourceDocument, action: str, value: str) -> str:
    name = PurePosixPath(document.path).with_suffix(".notes.yml")
    return f"add a note to seeds/{name} with action `{action}` and {value} as its value"


def line_of(document: SourceDocument, span: Span) -> int:
    """Return the line of the stored text, from 1, in which a span begins."""
    return document.text.count("\n", 0, span.start) + 1


def note_error(note: CuratedNote, code: str, what: str, hint: str) -> Finding:
    """Return an error about a curated note."""
    return Finding(
        path=f"seeds/{note.path}",
        line=note.line,
        level=Level.ERROR,
        code=f"link.{code}",
        what=what,
        hint=hint,
    )
