"""Entities for the dossier: name, id, address, aliases, links."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator import reference
from generator.link.bodies import initials_of
from generator.link.fold import ascii_slug, fold, words
from generator.link.local import Local, Member, is_local, owner_of
from generator.link.namesakes import apart_in
from generator.link.owners import is_only_kind
from generator.link.people import sort_key, without_tail
from generator.link.places import STATE, bare_place
from generator.link.publicbodies import PUBLIC_BODY
from generator.link.tables import word_set
from generator.model import (
    Alias,
    AliasKind,
    AnnotatedDocument,
    Entity,
    EntityType,
    Link,
    MentionForm,
    Place,
    Reason,
    SourceDocument,
    Span,
)

_OWNERS = frozenset({"his", "her", "its", "their"})
_OF_NAME = (None, AliasKind.VARIANT, AliasKind.OFFICIAL_NAME, AliasKind.INITIALS)


def document_order(document: AnnotatedDocument) -> tuple[bool, str, str]:
    """Return what documents are sorted by: date, then path; undated last."""
    return source_order(document.document)


def source_order(document: SourceDocument) -> tuple[bool, str, str]:
    """Return what source documents are sorted by: date, then path; undated last."""
    date = document.metadata.date
    return (date is None, date.value if date else "", document.path)


def _build(parts: Sequence[Local]) -> Entity | None:
    """Return the entity that is known from `parts`; None when no source prints its name."""
    ranked = sorted(parts, key=lambda local: document_order(local.document))
    members = [_lent(m, local) for local in ranked for m in sorted(local.members, key=_start)]
    kind = _type(ranked)
    name = _name(kind, members)
    if name is None:
        return None
    return Entity(
        id=_id(kind, name.text, _scope(ranked[0], name)),
        slug=ascii_slug(fold(f"{name.text} team" if kind is EntityType.TEAM else name.text)),
        type=kind,
        name=name,
        sort_key=sort_key(name.text) if kind is EntityType.PERSON else fold(name.text),
        aliases=_aliases(ranked, members, name),
        descriptions=tuple(d for local in ranked for d in local.descriptions),
        links=tuple(Link(mention=m.mention, reason=m.reason) for m in members),
        place=_place(ranked, members, name) if kind is EntityType.PLACE else None,
    )


def _lent(member: Member, local: Local) -> Member:
    """Return a member whose name another document explains with that document's reason."""
    if local.joined is not None and member is local.members[0] and member.kind is None:
        return replace(member, reason=local.joined)
    if local.borrowed is None or member.kind is not None:
        return member
    kind, proof = local.borrowed
    reason = Reason("link.explained-elsewhere", (proof,))
    return replace(member, kind=kind, reason=reason, evidence=proof)


def _start(member: Member) -> int:
    return member.mention.span.start


def _type(parts: Sequence[Local]) -> EntityType:
    """Return the type that most documents give, then most mentions."""
    documents, mentions = Counter(local.type for local in parts), Counter[EntityType]()
    for local in parts:
        mentions[local.type] += len(local.members)
    return max(EntityType, key=lambda kind: (documents[kind], mentions[kind]))


def _name(kind: EntityType, members: Sequence[Member]) -> Span | None:
    """Return the fullest name, as first printed."""
    names = [m for m in members if m.mention.form is MentionForm.NAME]
    names = names or [m for m in members if m.mention.reason.rule == PUBLIC_BODY]
    full = [m for m in names if m.kind in _OF_NAME]
    if not full:
        full = [m for m in names if m.kind is not AliasKind.METONYM]
    if not full:
        return None
    best = max(full, key=lambda m: _fullness(kind, m))
    wanted = words(best.mention.span.text)
    return next(m.mention.span for m in full if words(m.mention.span.text) == wanted)


def _fullness(kind: EntityType, member: Member) -> tuple[int, ...]:
    """Rank a name: usual before official, spelled out before initials, long before short."""
    text = member.mention.span.text
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


def _scope(local: Local, name: Span) -> str:
    """Return what tells an entity from others of its name: its document, or whose body it is.

    Of two people of one name the one who came first is known by the name alone.
    """
    if is_local(local):
        return local.document.document.id
    if namesake := apart_in(local.keys):
        return namesake
    return owner_of(local) if is_only_kind(words(name.text)) else ""


def _aliases(parts: Sequence[Local], members: Sequence[Member], name: Span) -> tuple[Alias, ...]:
    documents = {local.document.document.id: local.document for local in parts}
    found: dict[str, Alias] = {}
    for member in members:
        span = member.mention.span
        key = fold(span.text)
        if key in found or key == fold(name.text) or not _may_be_alias(member):
            continue
        evidence = _sentence(documents[member.evidence.document], member.evidence)
        found[key] = Alias(
            text=span,
            kind=_alias_kind(member, name),
            evidence=evidence,
            reason=member.reason,
        )
    return tuple(found.values())


def _may_be_alias(member: Member) -> bool:
    """Tell whether a mention is another form of a name: not "she", "the company" or "his aide"."""
    mention = member.mention
    if mention.form is MentionForm.DESCRIPTION:
        first = mention.span.text.split()[0].casefold()
        if first in word_set("speakers_own") | _OWNERS:
            return False
        rest = set(words(mention.span.text)[:-1]) - word_set("determiners")
        return bool(rest) or mention.head not in word_set("kinds_of_body")
    return mention.form is not MentionForm.PRONOUN


def _alias_kind(member: Member, name: Span) -> AliasKind:
    kind = member.kind or AliasKind.VARIANT
    letters = member.mention.span.text.replace(".", "")
    is_spelled_out = letters.casefold() in initials_of(words(name.text))
    if kind is AliasKind.VARIANT and letters.isupper() and is_spelled_out:
        return AliasKind.INITIALS
    return kind


def _sentence(document: AnnotatedDocument, span: Span) -> Span:
    """Return the sentence that holds a span; the span itself where none does."""
    sentences = document.sentences
    found = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[found] if found >= 0 and span.start < sentences[found].end else span


def _place(parts: Sequence[Local], members: Sequence[Member], name: Span) -> Place | None:
    """Return reference data: of the region when some name says "region", else of the name."""
    code = next((local.country for local in parts if local.country), None)
    if code:
        return reference.place(reference.country_name(code))
    if any(key.endswith(f" {STATE}") for local in parts for key in local.keys):
        return reference.state(name.text)
    texts = [m.mention.span.text for m in members if m.mention.form is MentionForm.NAME]
    levels = [text for text in texts if bare_place(words(text))[1]]
    found = [reference.place(text) for text in levels]
    known = next((place for place in found if place is not None), None)
    return known or (reference.place(name.text) if not levels else None)


def build_entities(
    groups: Iterable[Sequence[Local]],
) -> tuple[tuple[Entity, ...], dict[int, str]]:
    """Return the entities in order, and the entity's id for the `id()` of each of its parts."""
    built = [(entity, group) for group in groups if (entity := _build(group)) is not None]
    unique = _unique_slugs(_unique_ids([entity for entity, _ in built]))
    ids = {
        id(local): entity.id
        for entity, (_, group) in zip(unique, built, strict=True)
        for local in group
    }
    return tuple(sorted(unique, key=lambda entity: (entity.sort_key, entity.id))), ids


def _unique_slugs(entities: Sequence[Entity]) -> list[Entity]:
    """Give entities that would share an address one with a part of their id."""
    counts = Counter(entity.slug for entity in entities)
    return [
        entity
        if entity.slug and counts[entity.slug] == 1
        else replace(entity, slug=f"{entity.slug}-{entity.id[1:7]}" if entity.slug else entity.id)
        for entity in entities
    ]


def _unique_ids(entities: Sequence[Entity]) -> list[Entity]:
    """Give entities of one type and name ids that also hash where they are first named."""
    counts = Counter(entity.id for entity in entities)
    return [
        entity
        if counts[entity.id] == 1
        else replace(entity, id=_id(entity.type, entity.name.text, _where(entity.name)))
        for entity in entities
    ]


def _where(span: Span) -> str:
    return f"{span.document}:{span.start}"
