"""One document linked by itself: its entities, who speaks in it and for whom."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.layout import carried, read
from generator.link.across.entities import may_be_alias
from generator.link.across.namesakes import person_of
from generator.link.across.reprints import runs_of
from generator.link.across.statements import find_parties, reading_order
from generator.link.curation.notes import Curated, curate, note_place
from generator.link.findings import date_findings, scene_findings
from generator.link.names.body_countries import apart, owners
from generator.link.names.fold import fold
from generator.link.names.forms import find_forms
from generator.link.names.missed_names import with_names_elsewhere
from generator.link.names.public_bodies import with_public_bodies
from generator.link.names.same_names import tie_forms
from generator.link.parts import (
    DocumentLinks,
    Office,
    Part,
    PartMention,
    Stored,
    Voice,
)
from generator.link.scene.adjectives import link_adjectives
from generator.link.scene.bodies_in_roles import kept_mentions, with_role_bodies
from generator.link.scene.candidates import Cast
from generator.link.scene.capitals import link_metonyms
from generator.link.scene.descriptions import collect_roles, link_descriptions
from generator.link.scene.roles import read_role
from generator.link.scene.scene import Local, Member, Scene, build_scene, is_local
from generator.link.scene.speakers import find_speakers
from generator.link.scene.titles import link_titled_surnames, link_titles, office_of, with_titles
from generator.link.scene.turns import apart_by_place
from generator.model import AnnotatedDocument, CuratedNote, EntityType, Span


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
        parts=tuple(_part(plain, local, place, stored) for local in scene.locals),
        voices=tuple(_voices(scene, curated, stored)),
        runs=runs,
        countries=countries,
        wanting=tuple(sorted(wanting)),
        findings=(*curated.findings, *findings, *date_findings(annotated)),
    )


def _named(curated: Curated) -> Scene:
    """Return whom a document names."""
    document = with_titles(with_role_bodies(curated.document))
    text = document.document.text
    owned = owners(document.mentions, text)
    split = {**apart(owned, document.mentions), **apart_by_place(document), **curated.split}
    forms = find_forms(document.mentions, curated.told, split, owned)
    return build_scene(document, tie_forms(forms, document.mentions, document.definitions, text))


def _resolved(scene: Scene, countries: Collection[str]) -> tuple[Scene, frozenset[str]]:
    """Return what stands for a name, who speaks, and for whom.

    Beside it stand the countries that no document names and for which a capital would stand.
    """
    scene, wanting = link_metonyms(link_adjectives(scene), countries)
    scene = link_titles(link_titled_surnames(collect_roles(scene)))
    cast = Cast(scene)
    scene = link_descriptions(scene, cast)
    ordered = reading_order(scene.document.attributions)
    return find_parties(find_speakers(scene, cast, ordered), ordered), wanting


def _part(
    document: AnnotatedDocument, local: Local, place: Mapping[int, int], stored: Stored
) -> Part:
    """Return an entity as other documents need it; `place` gives kept positions of mentions."""
    ordered = sorted(local.members, key=lambda member: member.mention.span.start)
    first = ordered.index(local.members[0]) if ordered else None
    return Part(
        type=local.type,
        keys=local.keys,
        is_local=is_local(local),
        mentions=tuple(_mentions(ordered, place, stored)),
        first=first,
        initials=_spans(local.initials, stored),
        heads=_spans(local.heads, stored),
        country=local.country,
        offices=tuple(_offices(local, stored)),
        person=person_of(local, document.document, stored),
        descriptions=stored(local.descriptions),
    )


def _mentions(
    members: Sequence[Member], place: Mapping[int, int], stored: Stored
) -> Iterator[PartMention]:
    """Yield an entity's mentions; the first of each form has what justifies it as another form."""
    seen: set[str] = set()
    for member in members:
        text = member.mention.span.text
        is_first = fold(text) not in seen and may_be_alias(member.mention)
        if is_first:
            seen.add(fold(text))
        yield PartMention(
            position=place[member.position],
            text=text,
            kind=member.kind,
            reason=stored(member.reason),
            evidence=stored(member.evidence) if is_first else None,
        )


def _spans(said: Mapping[str, Span], stored: Stored) -> dict[str, Span]:
    return {key: stored(span) for key, span in said.items()}


def _offices(local: Local, stored: Stored) -> Iterator[Office]:
    """Yield the offices of a person."""
    for role in local.roles if local.type is EntityType.PERSON else ():
        if office := office_of(role.text):
            yield Office(
                name=" ".join(sorted(office)),
                countries=tuple(sorted(read_role(role.text).countries)),
                proof=stored(role),
            )


def _voices(scene: Scene, curated: Curated, stored: Stored) -> Iterator[Voice]:
    """Yield who speaks, in reading order."""
    attributions = scene.document.attributions
    place = {attribution.id: number for number, attribution in enumerate(attributions)}
    for attribution in reading_order(attributions):
        speaker = scene.speakers[attribution.id]
        yield Voice(
            attribution=place[attribution.id],
            speaker=speaker.local,
            reason=stored(speaker.reason),
            party=scene.parties.get(attribution.id),
            note=stored(curated.speakers.get(attribution.id)),
        )
