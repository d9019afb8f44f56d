"""Entities as one document knows them, before other documents are looked at."""

from dataclasses import dataclass, field

from generator import reference
from generator.link.fold import words
from generator.link.forms import Form
from generator.link.sieves import Ties, bare_place, core, initials_of
from generator.link.tables import word_set
from generator.model import (
    AliasKind,
    AnnotatedDocument,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A mention as part of an entity."""

    mention: Mention
    kind: AliasKind | None
    """How it stands for the entity; None when it is a full name."""
    reason: Reason
    """Why it means the entity."""
    evidence: Span
    """A span in the sentence that justifies it."""


@dataclass(slots=True, kw_only=True)
class Local:
    """An entity as one document knows it; grows while the document is read."""

    document: AnnotatedDocument
    type: EntityType
    members: list[Member]
    keys: frozenset[str]
    """What it has in common with the same entity in other documents."""
    weak: frozenset[str] = frozenset()
    """Initials that the document ties to it."""
    country: str | None = None
    """ISO 3166-1 code, for countries."""
    roles: list[Span] = field(default_factory=list)
    """How the document describes it."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """Everything known about one document while it is linked."""

    document: AnnotatedDocument
    mentions: tuple[Mention, ...]
    locals: list[Local]
    of_mention: dict[int, int]
    """Mention's position to the position of its entity in `locals`."""
    doubtful: dict[int, tuple[int, ...]]
    """Mention's position to the entities that it may mean."""

    def add(self, position: int, local: int, member: Member) -> None:
        """Make a mention part of an entity."""
        self.locals[local].members.append(member)
        self.of_mention[position] = local

    def country(self, code: str) -> int:
        """Return the position of a country's entity, made when there is none yet."""
        for position, local in enumerate(self.locals):
            if local.country == code:
                return position
        self.locals.append(
            Local(
                document=self.document,
                type=EntityType.PLACE,
                members=[],
                keys=frozenset({f"country:{code}"}),
                country=code,
            )
        )
        return len(self.locals) - 1


def build_scene(document: AnnotatedDocument, mentions: tuple[Mention, ...], ties: Ties) -> Scene:
    """Return the document's entities from its names alone."""
    scene = Scene(document=document, mentions=mentions, locals=[], of_mention={}, doubtful={})
    of_form: dict[int, int] = {}
    for group in ties.joins.sets():
        if all(form in ties.doubtful for form in group):
            continue
        scene.locals.append(_local(document, ties, group))
        for form in group:
            of_form[form] = len(scene.locals) - 1
            for position in ties.forms[form].mentions:
                scene.add(position, of_form[form], _member(ties, form, position))
    for form, others in ties.doubtful.items():
        meant = tuple(dict.fromkeys(of_form[other] for other in others))
        for position in ties.forms[form].mentions:
            scene.doubtful[position] = meant
    return scene


def _local(document: AnnotatedDocument, ties: Ties, group: tuple[int, ...]) -> Local:
    forms = [ties.forms[form] for form in group]
    code = next((form.country for form in forms if form.country), None)
    kind = EntityType.PLACE if code else _main_type(ties, group)
    full = [ties.forms[form] for form in group if form not in ties.ties or _is_full(ties, form)]
    tied = [ties.forms[form] for form in group if _is_initials(ties, form)]
    return Local(
        document=document,
        type=kind,
        members=[],
        keys=frozenset({f"country:{code}"}) if code else _keys(document, kind, full),
        weak=frozenset(f"{kind}:{' '.join(form.words)}" for form in tied),
        country=code,
    )


def _main_type(ties: Ties, group: tuple[int, ...]) -> EntityType:
    roots = [form for form in group if form not in ties.ties] or list(group)
    longest = max(roots, key=lambda form: (len(ties.forms[form].mentions), -form))
    return ties.forms[longest].type


def _is_full(ties: Ties, form: int) -> bool:
    return ties.ties[form].kind in (AliasKind.VARIANT, AliasKind.OFFICIAL_NAME)


def _is_initials(ties: Ties, form: int) -> bool:
    return form in ties.ties and ties.ties[form].kind is AliasKind.INITIALS


def _keys(document: AnnotatedDocument, kind: EntityType, forms: list[Form]) -> frozenset[str]:
    """Return keys across documents; a surname or "Defense Ministry" means one only in its own."""
    keys = {
        f"{_family(kind)}:{' '.join(form_key(kind, form))}"
        for form in forms
        if is_full_name(kind, form)
    }
    if keys:
        return frozenset(keys)
    name = " ".join(forms[0].words) if forms else ""
    return frozenset({f"{document.document.id}:{kind}:{name}"})


def _family(kind: EntityType) -> EntityType:
    return EntityType.ORGANIZATION if kind is EntityType.GROUP else kind


def form_key(kind: EntityType, form: Form) -> tuple[str, ...]:
    """Return the words by which a name is compared across documents."""
    if kind is EntityType.PERSON:
        return form.person.words
    if kind in (EntityType.ORGANIZATION, EntityType.GROUP):
        return core(form.words)
    return form.words


def is_full_name(kind: EntityType, form: Form) -> bool:
    """Tell whether a name means the same in every document."""
    if kind is EntityType.PERSON:
        return len(form.person.words) > 1
    if kind in (EntityType.ORGANIZATION, EntityType.GROUP):
        known = reference.metonym(form.text) is not None
        return known or not all(word in word_set("institution_words") for word in form.words)
    return True


def _member(ties: Ties, form: int, position: int) -> Member:
    mention = ties.mentions[position]
    first = ties.span(form)
    tie = ties.ties.get(form)
    if ties.forms[form].editorial:
        reason = Reason("link.curated", (mention.span,), ties.forms[form].text)
        return Member(
            mention=mention, kind=AliasKind.EDITORIAL, reason=reason, evidence=mention.span
        )
    if tie is not None:
        return Member(mention=mention, kind=tie.kind, reason=tie.reason, evidence=tie.evidence)
    rule = "link.name" if mention.span == first else "link.same-name"
    return Member(mention=mention, kind=None, reason=Reason(rule, (first,)), evidence=first)


def link_adjectives(scene: Scene) -> None:
    """Make demonyms and adjectives of countries mentions of the country."""
    for position, mention in enumerate(scene.mentions):
        if mention.form is not MentionForm.ADJECTIVE or position in scene.of_mention:
            continue
        code = reference.country_of_demonym(mention.span.text) or reference.country(
            mention.span.text
        )
        if code is None:
            continue
        reason = Reason("link.adjective", (mention.span,), f"generator/data/demonyms.tsv: {code}")
        member = Member(
            mention=mention, kind=AliasKind.ADJECTIVE, reason=reason, evidence=mention.span
        )
        scene.add(position, scene.country(code), member)


__all__ = [
    "Local", "Member", "Scene", "bare_place", "build_scene", "form_key", "initials_of",
    "is_full_name", "link_adjectives", "words",
]  # fmt: skip
