"""One document linked by itself: its entities, who speaks in it and for whom."""

from collections.abc import Collection
from dataclasses import replace

from generator.layout import carried, read
from generator.link.curation.notes import Curated, curate, note_place
from generator.link.findings import date_findings, scene_findings
from generator.link.names.body_countries import body_countries, kept_apart
from generator.link.names.forms import find_forms
from generator.link.names.missed_names import with_names_elsewhere
from generator.link.names.places import states
from generator.link.names.public_bodies import with_public_bodies
from generator.link.names.runs import runs_of
from generator.link.names.same_names import tie_forms
from generator.link.parts import (
    DocumentLinks,
    Stored,
)
from generator.link.scene.adjectives import link_adjectives
from generator.link.scene.bodies_in_roles import kept_mentions, with_role_bodies
from generator.link.scene.build import build_scene
from generator.link.scene.candidates import Candidates
from generator.link.scene.capitals import link_capitals
from generator.link.scene.descriptions import collect_roles, link_descriptions
from generator.link.scene.hand_over import part_of, voices_of
from generator.link.scene.parties import find_parties
from generator.link.scene.reading_order import reading_order
from generator.link.scene.scene import Scene
from generator.link.scene.speakers import find_speakers
from generator.link.scene.titles import link_titled_surnames, link_titles, with_titles
from generator.link.scene.turns import apart_by_place
from generator.model import AnnotatedDocument, CuratedNote


def link_alone(
    annotated: AnnotatedDocument,
    notes: tuple[CuratedNote, ...] = (),
    elsewhere: tuple[str, ...] = (),
) -> DocumentLinks:
    """Return what one document says of itself, as the notes about it correct it.

    `elsewhere` are codes of countries that other documents name, in order. Names are compared as
    they read, not as the source wraps them: "Petra Holm" over a line end, with a no-break space,
    or with letters made of two, is one name.
    """
    reading = read(annotated.document)
    plain, stored = annotated, Stored(reading)
    if not reading.is_plain:
        plain = replace(carried(annotated, reading.plain), document=reading.flat())
        notes = carried(notes, reading.plain)
    runs = runs_of(plain.document)
    curated = curate(with_names_elsewhere(with_public_bodies(plain)), notes)
    named = _named(curated)
    countries = tuple(sorted({local.country for local in named.locals if local.country}))
    scene, wanting = _resolved(named, {*countries, *elsewhere})
    kept = kept_mentions(scene)
    place = {position: number for number, position in enumerate(kept)}
    findings = scene_findings(scene, curated.speakers, annotated.document)
    return DocumentLinks(
        document=annotated.document.id,
        notes=tuple(sorted(notes, key=note_place)),
        mentions=stored(tuple(scene.mentions[position] for position in kept)),
        attributions=stored(scene.document.attributions),
        parts=tuple(part_of(plain.document, local, place, stored) for local in scene.locals),
        voices=tuple(voices_of(scene, curated.speakers, stored)),
        runs=runs,
        countries=countries,
        wanting=tuple(sorted(wanting)),
        findings=(*curated.findings, *findings, *date_findings(annotated)),
    )


def _named(curated: Curated) -> Scene:
    """Return whom a document names."""
    document = with_titles(with_role_bodies(curated.document))
    text = document.document.text
    owned = body_countries(document.mentions, text)
    split = {
        **kept_apart(owned, document.mentions),
        **apart_by_place(document),
        **states(document),
        **curated.split,
    }
    forms = find_forms(document.mentions, curated.told, split, owned)
    return build_scene(document, tie_forms(forms, document.mentions, document.definitions, text))


def _resolved(scene: Scene, countries: Collection[str]) -> tuple[Scene, frozenset[str]]:
    """Return what stands for a name, who speaks, and for whom.

    Beside it stand the countries that no document names and for which a capital would stand.
    """
    scene, wanting = link_capitals(link_adjectives(scene), countries)
    scene = link_titles(link_titled_surnames(collect_roles(scene)))
    candidates = Candidates(scene)
    scene = link_descriptions(scene, candidates)
    ordered = reading_order(scene.document.attributions)
    return find_parties(find_speakers(scene, candidates, ordered), ordered), wanting
