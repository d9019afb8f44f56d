"""Entities as one document knows them, before other documents are looked at."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.link.bodies import initials_of
from generator.link.forms import Form
from generator.link.keys import BODIES, is_full_name, key_of, local_key
from generator.link.sieves import ACTS, LOOSE_INITIALS, Ties
from generator.link.tables import known_initials, word_set
from generator.model import (
    AliasKind,
    AnnotatedDocument,
    Description,
    EntityType,
    Mention,
    Reason,
    Span,
    Syntax,
)

_SHORTENED = (*BODIES, EntityType.PRODUCT)
"""Types whose short name in one document may be the whole name in another: "A380"."""
_USUAL = 3
"""Times that a surname alone must have meant one person to be that person's usual name."""


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
    initials: Mapping[str, Span] = field(default_factory=dict)
    """Keys of abbreviations that the document ties to it, with what says so."""
    heads: Mapping[str, Span] = field(default_factory=dict)
    """Keys of shorter names that the document ties to it, if they say whose, not only what."""
    borrowed: tuple[AliasKind, Span] | None = None
    """What its name is short for in another document, and the words there that say so."""
    joined: Reason | None = None
    """What joins a person to the one of that name in another document."""
    country: str | None = None
    """ISO 3166-1 code, for countries."""
    roles: list[Span] = field(default_factory=list)
    """What the document says it is."""
    descriptions: list[Description] = field(default_factory=list)
    """How the document describes it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in an attribution."""

    local: int | None
    """Position of the entity; None when it could not be told."""
    reason: Reason | None
    """Why it is that entity."""
    finding: str = ""
    """Why it could not be told, for a person to look at; empty when nothing is to be done."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """Everything known about one document while it is linked."""

    document: AnnotatedDocument
    mentions: tuple[Mention, ...]
    locals: list[Local] = field(default_factory=list)
    of_mention: dict[int, int] = field(default_factory=dict)
    """Mention's position to the position of its entity in `locals`."""
    doubtful: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Mention's position to the entities that it may mean."""
    speakers: dict[str, Speaker] = field(default_factory=dict)
    """Attribution's id to who speaks."""
    parties: dict[str, int] = field(default_factory=dict)
    """Attribution's id to the entity for which its speaker speaks."""
    _countries: dict[str, int] = field(default_factory=dict)
    _sentence_starts: list[int] = field(default_factory=list)
    _mention_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index what is looked up by offset."""
        self._sentence_starts = [sentence.start for sentence in self.document.sentences]
        self._mention_starts = [mention.span.start for mention in self.mentions]

    def add(self, position: int, local: int, member: Member) -> None:
        """Make a mention part of an entity."""
        self.locals[local].members.append(member)
        self.of_mention[position] = local

    def append(self, local: Local) -> int:
        """Take in a new entity and return its position."""
        self.locals.append(local)
        if local.country:
            self._countries.setdefault(local.country, len(self.locals) - 1)
        return len(self.locals) - 1

    def country(self, code: str) -> int:
        """Return the position of a country's entity, made when there is none yet."""
        found = self._countries.get(code)
        if found is not None:
            return found
        return self.append(
            Local(
                document=self.document,
                type=EntityType.PLACE,
                members=[],
                keys=frozenset({f"country:{code}"}),
                country=code,
            )
        )

    def sentence(self, offset: int) -> int | None:
        """Return the position of the sentence that holds the code point at `offset`."""
        found = bisect_right(self._sentence_starts, offset) - 1
        if found < 0 or self.document.sentences[found].end <= offset:
            return None
        return found

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Return where the paragraph around `offset` begins and ends."""
        paragraphs = self.document.document.paragraphs
        found = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        if found < 0:
            return offset, offset
        return paragraphs[found].start, paragraphs[found].end

    def within(self, start: int, end: int) -> range:
        """Return the positions of the mentions that begin in `text[start:end]`."""
        return range(
            bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        )


def build_scene(document: AnnotatedDocument, ties: Ties) -> Scene:
    """Return the document's entities from its names alone."""
    scene = Scene(document=document, mentions=document.mentions)
    of_form: dict[int, int] = {}
    for group in ties.joins.sets():
        if all(form in ties.doubtful for form in group) or _is_nobody(ties, group):
            continue
        local = scene.append(_local(document, ties, group))
        for form in group:
            of_form[form] = local
            for position in ties.forms[form].mentions:
                scene.add(position, of_form[form], _member(ties, form, position))
    bearers = _Bearers(scene)
    for form, others in ties.doubtful.items():
        meant = tuple(dict.fromkeys(of_form[other] for other in others))
        for position in ties.forms[form].mentions:
            bearers.settle(position, meant)
    return scene


class _Bearers:
    """Gives surnames of several people, one mention after the other in source order."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._alone: Counter[int] = Counter()
        self._sources = {a.source.start: a.source.end for a in scene.document.attributions
                         if a.source is not None}  # fmt: skip
        self._starts = sorted(self._sources)
        self._paragraphs: dict[int, set[tuple[int, int]]] = {}

    def settle(self, position: int, meant: tuple[int, ...]) -> None:
        """Give a mention to the one bearer whom the document clearly means, if there is one."""
        chosen, why = self._named_so_far(position, meant)
        if chosen is None:
            chosen, why = self._usual(position, meant)
        if chosen is None:
            self._scene.doubtful[position] = meant
            return
        proof = self._first(chosen)
        beaten = (
            f"{self._first(local).text}: {_BEATEN[why]}" for local in meant if local != chosen
        )
        mention = self._scene.mentions[position]
        is_person = mention.type is EntityType.PERSON
        rule = f"link.{'surname' if is_person else 'body'}-{why}"
        reason = Reason(rule, (proof,), beaten=tuple(beaten))
        kind = AliasKind.SURNAME if is_person else AliasKind.SHORT_FORM
        member = Member(mention=mention, kind=kind, reason=reason, evidence=proof)
        self._scene.add(position, chosen, member)

    def _first(self, local: int) -> Span:
        return self._scene.locals[local].members[0].mention.span

    def _named_so_far(self, position: int, meant: tuple[int, ...]) -> tuple[int | None, str]:
        """Return the only bearer of a surname whom the document has named before."""
        start = self._scene.mentions[position].span.start
        before = [local for local in meant if self._first(local).start < start]
        if len(before) != 1:
            return None, ""
        self._alone[before[0]] += 1
        return before[0], "so-far"

    def _usual(self, position: int, meant: tuple[int, ...]) -> tuple[int | None, str]:
        """Return whom a document has long called by the surname alone when it names namesakes.

        These must be named in one paragraph, before that of the surname. Whoever speaks is never
        told so: words of a father would become his son's.
        """
        span = self._scene.mentions[position].span
        if self._scene.mentions[position].type is not EntityType.PERSON:
            return None, ""
        usual = [local for local in meant if self._alone[local] >= _USUAL]
        if len(usual) != 1 or self._is_speaking(span):
            return None, ""
        first, _ = self._scene.paragraph(span.start)
        for local in meant:
            named = self._named_in(local) if local != usual[0] else set()
            if len(named) > 1 or any(end > first for _, end in named):
                return None, ""
        return usual[0], "usual"

    def _named_in(self, local: int) -> set[tuple[int, int]]:
        """Return the paragraphs that name somebody without this rule."""
        if local not in self._paragraphs:
            members = self._scene.locals[local].members
            self._paragraphs[local] = {
                self._scene.paragraph(member.mention.span.start) for member in members
            }
        return self._paragraphs[local]

    def _is_speaking(self, span: Span) -> bool:
        found = bisect_right(self._starts, span.start) - 1
        return found >= 0 and span.start < self._sources[self._starts[found]]


_BEATEN = {
    "so-far": "named only later",
    "usual": "named in one paragraph only, after the name alone had come to mean another",
}


def _is_nobody(ties: Ties, group: tuple[int, ...]) -> bool:
    """Tell whether names are only adjectives, or words that name nothing by themselves."""
    forms = [ties.forms[form] for form in group]
    if all(len(form.words) == 1 and form.words[0] in word_set("institution_modifiers")
           and form.is_body() for form in forms):  # fmt: skip
        return True
    uses = {ties.mentions[position].syntax for form in forms for position in form.mentions}
    is_group = all(form.type is EntityType.GROUP for form in forms)
    return is_group and uses == {Syntax.MODIFIER}


def _local(document: AnnotatedDocument, ties: Ties, group: tuple[int, ...]) -> Local:
    forms = [ties.forms[form] for form in group]
    code = next((form.country for form in forms if form.country), None)
    kind = EntityType.PLACE if code else _main_type(ties, group)
    full = [ties.forms[f] for f in group if f not in ties.ties or _is_full(ties, f)] or forms
    return Local(
        document=document,
        type=kind,
        members=[],
        keys=frozenset({f"country:{code}"}) if code else _keys(document, kind, full),
        initials=_tied_keys(ties, group, kind, AliasKind.INITIALS),
        heads=_tied_keys(ties, group, kind, AliasKind.SHORT_FORM) if kind in _SHORTENED else {},
        country=code,
    )


def _main_type(ties: Ties, group: tuple[int, ...]) -> EntityType:
    roots = [form for form in group if form not in ties.ties] or list(group)
    longest = max(roots, key=lambda form: (len(ties.forms[form].mentions), -form))
    return ties.forms[longest].type


def _is_full(ties: Ties, form: int) -> bool:
    return ties.ties[form].kind in (AliasKind.VARIANT, AliasKind.OFFICIAL_NAME)


def _tied_keys(
    ties: Ties, group: tuple[int, ...], kind: EntityType, how: AliasKind
) -> dict[str, Span]:
    """Return the keys that forms tied in one way would have as entities of their own."""
    return {
        key_of(kind, form): ties.ties[position].evidence
        for position in group
        if position in ties.ties and ties.ties[position].kind is how
        for form in (ties.forms[position],)
        if is_full_name(kind, form) and _is_sure(ties, position) and not known_initials(form.text)
    }


def _is_sure(ties: Ties, position: int) -> bool:
    """Tell whether a short form may speak for other documents: brackets alone do not, nor acts."""
    tie = ties.ties[position]
    letters = "".join(ties.forms[position].words)
    is_loose = tie.reason.rule == f"link.{LOOSE_INITIALS}"
    if tie.reason.rule == f"link.{ACTS}":
        return False
    return not is_loose or letters in initials_of(ties.forms[tie.other].words)


def _keys(document: AnnotatedDocument, kind: EntityType, forms: list[Form]) -> frozenset[str]:
    """Return keys across documents; a surname or "Defense Ministry" means one only in its own."""
    keys = frozenset(key_of(kind, form) for form in forms if is_full_name(kind, form))
    return keys or frozenset({local_key(document.document.id, kind, forms[0])})


def is_local(local: Local) -> bool:
    """Tell whether an entity's names mean something only in its document."""
    return all(key.startswith(f"{local.document.document.id}:") for key in local.keys)


def owner_of(local: Local) -> str:
    """Return `@` and the code of the country whose body an entity is by its keys; or nothing."""
    names = (key.partition(":")[2] for key in sorted(local.keys))
    return next((name.split()[0] for name in names if name.startswith("@")), "")


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
    if full := known_initials(mention.span.text) if ties.forms[form].is_body() else "":
        note = f"generator/data/linking_initials.tsv: {full}"
        reason = Reason("link.known-initials", (mention.span,), note)
        return Member(
            mention=mention, kind=AliasKind.INITIALS, reason=reason, evidence=mention.span
        )
    rule = "link.name" if mention.span == first else "link.same-name"
    return Member(mention=mention, kind=None, reason=Reason(rule, (first,)), evidence=first)
