"""Who is who and who speaks, across all documents; curated notes are applied here.

Each document is linked alone, then joined with the others. What it says of itself rests on it, on
the notes about it, and on which countries other documents name; so it is worked out once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.errors import Finding
from generator.keeping import Keeping, nothing_kept
from generator.link.across.entities import build_entities
from generator.link.across.joining import join_documents
from generator.link.across.reprints import find_reprints
from generator.link.across.siting import site
from generator.link.across.statements import build_statements
from generator.link.alone import link_alone
from generator.link.curation.notes import note_place
from generator.link.curation.targets import (
    AddressBook,
    apply_speakers,
    check_targets,
    without_effect,
)
from generator.link.findings import namesake_findings, note_error, reprint_findings
from generator.link.parts import DocumentLinks, Ids, Numbered
from generator.link.printed_dates import printed_otherwise
from generator.model import (
    AnnotatedDocument,
    CuratedNote,
    Dossier,
    LinkedDocument,
    Reprint,
    SourceDocument,
    Statement,
)

__all__ = ["link"]

Notes = Mapping[str, tuple[CuratedNote, ...]]
"""Notes by the id of the document that they are about."""


def link(
    documents: Sequence[AnnotatedDocument],
    notes: Sequence[CuratedNote],
    unannotated: Sequence[SourceDocument] = (),
    keep: Keeping = nothing_kept,
) -> tuple[Dossier, tuple[Finding, ...]]:
    """Return the dossier, and what a person should look at (unresolved speakers, moved notes).

    `unannotated` are documents that are only stored, the originals of translations among them. The
    result does not depend on the order of documents.
    """
    ordered = sorted(documents, key=_document_order)
    by_document = _by_document(notes)
    alone = _alone(ordered, by_document, keep)
    groups, partings = join_documents(_numbered(alone))
    by_id = {document.document.id: document for document in ordered}
    built, ids = build_entities(groups, by_id)
    book = AddressBook(built)
    reprints = find_reprints((links.document, links.runs) for links in alone)
    linked, needless = _linked(ordered, alone, ids, book)
    sources = [document.document for document in ordered]
    found = [note for links in alone for note in links.notes]
    findings = {
        *(finding for links in alone for finding in links.findings),
        *needless,
        *reprint_findings(reprints, sources),
        *namesake_findings(partings, sources),
        *check_targets(found, book),
        *_orphans(documents, notes),
        *without_effect(found, built, book),
    }
    names = {each.entity.id: each.name for each in built}
    dossier = Dossier(
        documents=_completed(linked, by_document, reprints, unannotated),
        unannotated=tuple(sorted(unannotated, key=_source_order)),
        entities=site([each.entity for each in built], names),
    )
    return dossier, tuple(sorted(findings))


def _document_order(document: AnnotatedDocument) -> tuple[bool, str, str]:
    """Return what documents are sorted by: date, then path; undated last."""
    return _source_order(document.document)


def _source_order(document: SourceDocument) -> tuple[bool, str, str]:
    """Return what source documents are sorted by: date, then path; undated last."""
    date = document.metadata.date
    return (date is None, date.value if date else "", document.path)


def _by_document(notes: Iterable[CuratedNote]) -> Notes:
    found: defaultdict[str, list[CuratedNote]] = defaultdict(list)
    for note in notes:
        found[note.span.document].append(note)
    return {document: tuple(sorted(same, key=note_place)) for document, same in found.items()}


def _alone(
    ordered: Sequence[AnnotatedDocument], notes: Notes, keep: Keeping
) -> list[DocumentLinks]:
    """Return what each document says of itself.

    A capital that acts stands for its country where any document names it; those few documents
    whose capitals' countries only others name are linked again.
    """
    once = keep(link_alone)
    alone = [once(each, notes.get(each.document.id, ())) for each in ordered]
    named = {code for links in alone for code in links.countries}
    return [
        once(each, notes.get(each.document.id, ()), elsewhere)
        if (elsewhere := tuple(code for code in links.wanting if code in named))
        else links
        for each, links in zip(ordered, alone, strict=True)
    ]


def _numbered(alone: Sequence[DocumentLinks]) -> list[Numbered]:
    """Return the parts of all documents, each with its place among them."""
    return [
        Numbered(links.document, rank, position, part, links.mentions)
        for rank, links in enumerate(alone)
        for position, part in enumerate(links.parts)
    ]


def _linked(
    ordered: Sequence[AnnotatedDocument],
    alone: Sequence[DocumentLinks],
    ids: Ids,
    book: AddressBook,
) -> tuple[list[LinkedDocument], list[Finding]]:
    """Return documents with their statements, and notes that say what the rules find."""
    linked: list[LinkedDocument] = []
    findings: list[Finding] = []
    for annotated, links in zip(ordered, alone, strict=True):
        own = {
            position: ids[key]
            for position in range(len(links.parts))
            if (key := (links.document, position)) in ids
        }
        statements, needless = apply_speakers(build_statements(links, own), links, book)
        findings += needless
        linked.append(_with_links(annotated, links, statements))
    return linked, findings


def _with_links(
    annotated: AnnotatedDocument, links: DocumentLinks, statements: tuple[Statement, ...]
) -> LinkedDocument:
    found = replace(annotated, mentions=links.mentions, attributions=links.attributions)
    printed = printed_otherwise(annotated)
    return LinkedDocument(annotated=found, statements=statements, printed=printed)


def _completed(
    linked: Iterable[LinkedDocument],
    notes: Notes,
    reprints: Mapping[str, Reprint],
    unannotated: Sequence[SourceDocument],
) -> tuple[LinkedDocument, ...]:
    """Return the documents with their notes, what they repeat and are translated from."""
    stored = {document.id: document for document in unannotated}
    return tuple(
        replace(
            each,
            notes=notes.get(each.annotated.document.id, ()),
            reprint=reprints.get(each.annotated.document.id),
            original=stored.get(each.annotated.document.original),
        )
        for each in linked
    )


def _orphans(documents: Sequence[AnnotatedDocument], notes: Sequence[CuratedNote]) -> list[Finding]:
    """Return notes about documents that are not there."""
    known = {document.document.id for document in documents}
    hint = "put the document back, or remove the note"
    return [
        note_error(note, "note-without-document", "the note's document is not there", hint)
        for note in notes
        if note.span.document not in known
    ]
