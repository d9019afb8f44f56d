"""Entities for the dossier: name, id, address, aliases, links."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import reference
from generator.link.across.namesakes import apart_in
from generator.link.names.bodies import initials_of
from generator.link.names.body_countries import is_only_kind
from generator.link.names.fold import ascii_slug, fold, words
from generator.link.names.keys import owner_of
from generator.link.names.people import sort_key, without_tail
from generator.link.names.places import STATE, bare_place
from generator.link.names.public_bodies import PUBLIC_BODY
from generator.link.parts import Built, Ids, Joined
from generator.model import (
    Alias,
    AliasKind,
    AnnotatedDocument,
    Entity,
    EntityType,
    Link,
    Mention,
    MentionForm,
    Place,
    Reason,
    Span,
)

_OF_NAME = (None, AliasKind.VARIANT, AliasKind.OFFICIAL_NAME, AliasKind.INITIALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A mention as the entity's name or another form of it."""

    mention: Mention
    text: str
    """Its words as they read."""
    kind: AliasKind | None
    """How it stands for the entity; None when it is a full name."""
    reason: Reason
    evidence: Span | None
    """What justifies it as another form; None where another mention comes before it."""


def _build(parts: Sequence[Joined], documents: Mapping[str, AnnotatedDocument]) -> Built | None:
    """Return the entity that is known from `parts`; None when no source prints its name."""
    ranked = sorted(parts, key=lambda joined: joined.numbered.rank)
    members = [named for joined in ranked for named in _named(joined)]
    kind = _type(ranked)
    name = _name(kind, members)
    if name is None:
        return None
    text = name.text
    aliases = _aliases(members, name, documents)
    entity = Entity(
        id=_id(kind, text, _scope(ranked[0], text)),
        slug=ascii_slug(fold(f"{text} team" if kind is EntityType.TEAM else text)),
        type=kind,
        name=name.mention.span,
        sort_key=sort_key(text) if kind is EntityType.PERSON else fold(text),
        aliases=tuple(alias for alias, _ in aliases),
        descriptions=tuple(d for each in ranked for d in each.numbered.part.descriptions),
        links=tuple(Link(mention=m.mention, reason=m.reason) for m in members),
        place=_place(ranked, members, text) if kind is EntityType.PLACE else None,
    )
    return Built(entity=entity, name=text, aliases=tuple(words_ for _, words_ in aliases))


def _named(joined: Joined) -> Iterator[_Named]:
    """Yield the mentions of a part, with what other documents say of its name."""
    numbered, lent = joined.numbered, joined.lent
    for position, each in enumerate(numbered.part.mentions):
        kind, reason, evidence = each.kind, each.reason, each.evidence
        if kind is None and joined.reason is not None and position == numbered.part.first:
            reason = joined.reason
        elif kind is None and lent is not None:
            kind, reason = lent.kind, Reason("link.explained-elsewhere", (lent.proof,))
            evidence = lent.proof if evidence is not None else None
        yield _Named(
            mention=numbered.mention(each),
            text=each.text,
            kind=kind,
            reason=reason,
            evidence=evidence,
        )


def _type(parts: Sequence[Joined]) -> EntityType:
    """Return the type that most documents give, then most mentions."""
    documents, mentions = Counter[EntityType](), Counter[EntityType]()
    for part in (joined.numbered.part for joined in parts):
        documents[part.type] += 1
        mentions[part.type] += len(part.mentions)
    return max(EntityType, key=lambda kind: (documents[kind], mentions[kind]))


def _name(kind: EntityType, members: Sequence[_Named]) -> _Named | None:
    """Return the fullest name, as first printed."""
    names = [m for m in members if m.mention.form is MentionForm.NAME]
    names = names or [m for m in members if m.mention.reason.rule == PUBLIC_BODY]
    full = [m for m in names if m.kind in _OF_NAME]
    if not full:
        full = [m for m in names if m.kind is not AliasKind.METONYM]
    if not full:
        return None
    different = {(m.text, m.kind): m for m in reversed(full)}
    best = max(reversed(different.values()), key=lambda m: _fullness(kind, m))
    wanted = words(best.text)
    return next(m for m in full if words(m.text) == wanted)


def _fullness(kind: EntityType, member: _Named) -> tuple[int, ...]:
    """Rank a name: usual before official, spelled out before initials, long before short."""
    text = member.text
    usual = member.kind not in (AliasKind.OFFICIAL_NAME, AliasKind.INITIALS)
    spelled = not text.replace(".", "").isupper()
    length = len(words(text))
    if kind is EntityType.PERSON:
        short = without_tail(text)
        return (usual, spelled, len(words(short)), len(short), -len(text))
    if kind is EntityType.PRODUCT:
        return (usual, spelled, length, not text.endswith("s"), len(text))
    if kind is not EntityType.PLACE:
        return (usual, spelled, length, len(text))
    code = reference.country(text)
    common = bool(code) and fold(reference.country_name(code or "")) == fold(text)
    bare = bare_place(words(text))[1] is None
    return (usual, common, bare, spelled, length, len(text))


def _id(kind: EntityType, name: str, scope: str) -> str:
    raw = f"{kind}:{fold(name)}" + (f":{scope}" if scope else "")
    return "e" + hashlib.sha256(raw.encode()).hexdigest()[:10]


def _scope(joined: Joined, name: str) -> str:
    """Return what tells an entity from others of its name: its document, or whose body it is.

    Of two people of one name the one who came first is known by the name alone.
    """
    if joined.numbered.part.is_local:
        return joined.numbered.document
    if namesake := apart_in(joined.keys):
        return namesake
    return owner_of(joined.keys) if is_only_kind(words(name)) else ""


def _aliases(
    members: Sequence[_Named], name: _Named, documents: Mapping[str, AnnotatedDocument]
) -> list[tuple[Alias, str]]:
    """Return other forms of a name, each with its words as they read."""
    found: dict[str, tuple[Alias, str]] = {}
    for member in members:
        key = fold(member.text)
        if member.evidence is None or key in found or key == fold(name.text):
            continue
        alias = Alias(
            text=member.mention.span,
            kind=_alias_kind(member, name),
            evidence=_sentence(documents[member.evidence.document], member.evidence),
            reason=member.reason,
        )
        found[key] = alias, member.text
    return list(found.values())


def _alias_kind(member: _Named, name: _Named) -> AliasKind:
    kind = member.kind or AliasKind.VARIANT
    letters = member.text.replace(".", "")
    is_spelled_out = letters.casefold() in initials_of(words(name.text))
    if kind is AliasKind.VARIANT and letters.isupper() and is_spelled_out:
        return AliasKind.INITIALS
    return kind


def _sentence(document: AnnotatedDocument, span: Span) -> Span:
    """Return the sentence that holds a span; the span itself where none does."""
    sentences = document.sentences
    found = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[found] if found >= 0 and span.start < sentences[found].end else span


def _place(parts: Sequence[Joined], members: Sequence[_Named], name: str) -> Place | None:
    """Return reference data: of the region when some name says "region", else of the name."""
    codes = (joined.numbered.part.country for joined in parts)
    if code := next((code for code in codes if code), None):
        return reference.place(reference.country_name(code))
    if any(key.endswith(f" {STATE}") for joined in parts for key in joined.keys):
        return reference.state(name)
    texts = dict.fromkeys(m.text for m in members if m.mention.form is MentionForm.NAME)
    levels = [text for text in texts if bare_place(words(text))[1]]
    found = [reference.place(text) for text in levels]
    known = next((place for place in found if place is not None), None)
    return known or (reference.place(name) if not levels else None)


def build_entities(
    groups: Iterable[Sequence[Joined]], documents: Mapping[str, AnnotatedDocument]
) -> tuple[tuple[Built, ...], Ids]:
    """Return the entities in order, and the id of the entity of each part."""
    made = [(built, group) for group in groups if (built := _build(group, documents))]
    unique = _unique_slugs(_unique_ids([built for built, _ in made]))
    ids = {
        (joined.numbered.document, joined.numbered.position): built.entity.id
        for built, (_, group) in zip(unique, made, strict=True)
        for joined in group
    }
    return tuple(sorted(unique, key=lambda each: (each.entity.sort_key, each.entity.id))), ids


def _unique_slugs(built: Sequence[Built]) -> list[Built]:
    """Give entities that would share an address one with a part of their id."""
    counts = Counter(each.entity.slug for each in built)

    def unique(entity: Entity) -> Entity:
        if entity.slug and counts[entity.slug] == 1:
            return entity
        slug = f"{entity.slug}-{entity.id[1:7]}" if entity.slug else entity.id
        return replace(entity, slug=slug)

    return [replace(each, entity=unique(each.entity)) for each in built]


def _unique_ids(built: Sequence[Built]) -> list[Built]:
    """Give entities of one type and name ids that also hash where they are first named."""
    counts = Counter(each.entity.id for each in built)

    def unique(each: Built) -> Entity:
        entity = each.entity
        if counts[entity.id] == 1:
            return entity
        return replace(entity, id=_id(entity.type, each.name, _where(entity.name)))

    return [replace(each, entity=unique(each)) for each in built]


def _where(span: Span) -> str:
    return f"{span.document}:{span.start}"
