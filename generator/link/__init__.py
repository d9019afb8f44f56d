"""Who is who and who speaks, across all documents; curated notes are applied here."""

from collections.abc import Sequence

from generator.errors import Finding
from generator.link.across import join_documents
from generator.link.entities import build_entity, document_order, finish
from generator.link.forms import find_forms
from generator.link.local import Scene, build_scene, link_adjectives
from generator.link.metonyms import link_metonyms
from generator.link.sieves import tie_forms
from generator.link.statements import link_statements
from generator.model import AnnotatedDocument, CuratedNote, Dossier

__all__ = ["link"]


def link(
    documents: Sequence[AnnotatedDocument], notes: Sequence[CuratedNote]
) -> tuple[Dossier, tuple[Finding, ...]]:
    """Return the dossier, and what a person should look at (unresolved speakers, moved notes)."""
    del notes
    scenes = [_names(document) for document in sorted(documents, key=document_order)]
    named = {local.country for scene in scenes for local in scene.locals if local.country}
    for scene in scenes:
        link_adjectives(scene)
        link_metonyms(scene, {code for code in named if code})
    groups = join_documents([local for scene in scenes for local in scene.locals])
    built = [(entity, group) for group in groups if (entity := build_entity(group))]
    entities = finish((entity for entity, _ in built), {})
    linked = tuple(link_statements(scene, entities) for scene in scenes)
    return Dossier(documents=linked, entities=entities), ()


def _names(document: AnnotatedDocument) -> Scene:
    mentions = document.mentions
    forms = find_forms(mentions, {}, {})
    return build_scene(document, mentions, tie_forms(forms, mentions, document.definitions))
