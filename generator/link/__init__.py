"""Who is who and who speaks, across all documents; curated notes are applied here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.errors import Finding
from generator.link.across import join_documents
from generator.link.adjectives import link_adjectives
from generator.link.casting import Cast
from generator.link.descriptions import collect_roles, link_descriptions
from generator.link.elsewhere import with_names_elsewhere
from generator.link.entities import build_entities, document_order, source_order
from generator.link.findings import (
    date_findings,
    namesake_findings,
    note_error,
    reprint_findings,
    scene_findings,
)
from generator.link.forms import find_forms
from generator.link.local import Scene, build_scene
from generator.link.metonyms import link_metonyms
from generator.link.namesakes import Parting
from generator.link.notes import Curated, curate
from generator.link.owners import apart, owners
from generator.link.plain import Plain
from generator.link.printed_dates import printed_otherwise
from generator.link.publicbodies import with_public_bodies
from generator.link.reprints import find_reprints
from generator.link.rolebodies import with_role_bodies, without_unlinked
from generator.link.sieves import tie_forms
from generator.link.siting import site
from generator.link.speakers import find_speakers
from generator.link.statements import build_statements, find_parties, reading_order
from generator.link.targets import AddressBook, apply_speakers, check_targets, without_effect
from generator.link.titles import link_titled_surnames, link_titles, with_titles
from generator.link.turns import apart_by_place
from generator.model import (
    AnnotatedDocument,
    CuratedNote,
    Dossier,
    Entity,
    LinkedDocument,
    Reprint,
    SourceDocument,
)

__all__ = ["link"]


def link(
    documents: Sequence[AnnotatedDocument],
    notes: Sequence[CuratedNote],
    unannotated: Sequence[SourceDocument] = (),
) -> tuple[Dossier, tuple[Finding, ...]]:
    """Return the dossier, and what a person should look at (unresolved speakers, moved notes).

    `unannotated` are documents that are only stored, the originals of translations among them. The
    result does not depend on the order of documents.
    """
    plain = Plain(documents)
    ordered = [
        with_names_elsewhere(with_public_bodies(plain.document(document)))
        for document in sorted(documents, key=document_order)
    ]
    by_document = _by_document(map(plain.note, notes))
    curated = [curate(document, by_document[document.document.id]) for document in ordered]
    scenes = [_names(document) for document in curated]
    named = frozenset(local.country for scene in scenes for local in scene.locals if local.country)
    for scene in scenes:
        _resolve(scene, named)
    entities, ids, partings = _entities(scenes)
    book = AddressBook(entities)
    reprints = find_reprints([document.document for document in ordered])
    linked = [_linked(*pair, ids, book, reprints) for pair in zip(curated, scenes, strict=True)]
    findings = [finding for document in curated for finding in document.findings]
    for document, scene in zip(curated, scenes, strict=True):
        stored = plain.stored(scene.document.document)
        findings += scene_findings(scene, document.speakers, stored)
    sources = [document.document for document in documents]
    findings += date_findings(documents)
    findings += reprint_findings(reprints, sources)
    findings += namesake_findings(partings, sources)
    findings += check_targets(curated, book) + _orphans(documents, notes)
    findings += without_effect(linked, entities, book)
    dossier = Dossier(
        documents=_with_originals(linked, unannotated),
        unannotated=tuple(sorted(unannotated, key=source_order)),
        entities=entities,
    )
    return plain.restored(dossier), tuple(sorted(set(findings)))


def _with_originals(
    linked: Sequence[LinkedDocument], unannotated: Sequence[SourceDocument]
) -> tuple[LinkedDocument, ...]:
    """Return the documents, translations with the document that they were made from."""
    stored = {document.id: document for document in unannotated}
    return tuple(
        replace(each, original=stored.get(each.annotated.document.original)) for each in linked
    )


def _by_document(notes: Iterable[CuratedNote]) -> defaultdict[str, list[CuratedNote]]:
    found: defaultdict[str, list[CuratedNote]] = defaultdict(list)
    for note in notes:
        found[note.span.document].append(note)
    return found


def _names(curated: Curated) -> Scene:
    document = with_titles(with_role_bodies(curated.document))
    text = document.document.text
    owned = owners(document.mentions, text)
    split = {**apart(owned, document.mentions), **apart_by_place(document), **curated.split}
    forms = find_forms(document.mentions, curated.told, split, owned)
    ties = tie_forms(forms, document.mentions, document.definitions, text)
    return build_scene(document, ties)


def _resolve(scene: Scene, named: frozenset[str]) -> None:
    """Read one document: what stands for a name, who speaks, and for whom."""
    link_adjectives(scene)
    link_metonyms(scene, named)
    collect_roles(scene)
    link_titled_surnames(scene)
    link_titles(scene)
    cast = Cast(scene)
    link_descriptions(scene, cast)
    ordered = reading_order(scene.document.attributions)
    find_speakers(scene, cast, ordered)
    find_parties(scene, ordered)


def _entities(
    scenes: Sequence[Scene],
) -> tuple[tuple[Entity, ...], dict[int, str], list[Parting]]:
    """Return the entities, the id of each document's part of one, and namesakes kept apart."""
    parts = [local for scene in scenes for local in scene.locals]
    groups, partings = join_documents(parts)
    entities, ids = build_entities(groups)
    return site(entities), ids, partings


def _linked(
    curated: Curated,
    scene: Scene,
    ids: dict[int, str],
    book: AddressBook,
    reprints: Mapping[str, Reprint],
) -> LinkedDocument:
    own = {p: ids[id(local)] for p, local in enumerate(scene.locals) if id(local) in ids}
    ordered = reading_order(scene.document.attributions)
    statements = build_statements(scene, ordered, own)
    return LinkedDocument(
        annotated=without_unlinked(scene),
        statements=apply_speakers(statements, curated, book),
        notes=curated.notes,
        reprint=reprints.get(scene.document.document.id),
        printed=printed_otherwise(scene.document),
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
