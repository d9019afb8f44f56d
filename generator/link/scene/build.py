"""The entities of one document from its names alone, and whose each surname is."""

from bisect import bisect_right
from collections import Counter

from generator.link.names.bodies import initials_of
from generator.link.names.forms import Form
from generator.link.names.keys import BODIES, is_full_name, key_of, local_key
from generator.link.names.same_names import ACTS, LOOSE_INITIALS, Ties
from generator.link.names.tables import known_initials, word_set
from generator.link.scene.scene import Draft, Local, Member, Places, Scene
from generator.model import AliasKind, AnnotatedDocument, EntityType, Mention, Reason, Span, Syntax

_SHORTENED = (*BODIES, EntityType.PRODUCT)
_USUAL = 3
"""Times that a surname alone must have meant one person to be that person's usual name."""


def build_scene(document: AnnotatedDocument, ties: Ties) -> Scene:
    """Return the document's entities from its names alone."""
    draft = Draft.of(Scene(document=document, places=Places(document)))
    of_form: dict[int, int] = {}
    for group in ties.joins.sets():
        if all(form in ties.doubtful for form in group) or _is_nobody(ties, group):
            continue
        members = tuple(_member(ties, form, p) for form in group for p in ties.forms[form].mentions)
        local = draft.append(_local(document.document.id, ties, group, members))
        of_form.update(dict.fromkeys(group, local))
        draft.of_mention.update((member.position, local) for member in members)
    bearers = _Bearers(draft)
    for form, others in ties.doubtful.items():
        meant = tuple(dict.fromkeys(of_form[other] for other in others))
        for position in ties.forms[form].mentions:
            bearers.settle(position, meant)
    return draft.done()


class _Bearers:
    """Gives surnames of several people, one mention after the other in source order."""

    def __init__(self, scene: Draft) -> None:
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
        member = Member(
            position=position, mention=mention, kind=kind, reason=reason, evidence=proof
        )
        self._scene.add(chosen, member)

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


def _local(document: str, ties: Ties, group: tuple[int, ...], members: tuple[Member, ...]) -> Local:
    forms = [ties.forms[form] for form in group]
    code = next((form.country for form in forms if form.country), None)
    kind = EntityType.PLACE if code else _main_type(ties, group)
    full = [ties.forms[f] for f in group if f not in ties.ties or _is_full(ties, f)] or forms
    return Local(
        document=document,
        type=kind,
        members=members,
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


def _keys(document: str, kind: EntityType, forms: list[Form]) -> frozenset[str]:
    """Return keys across documents; a surname or "Defense Ministry" means one only in its own."""
    keys = frozenset(key_of(kind, form) for form in forms if is_full_name(kind, form))
    return keys or frozenset({local_key(document, kind, forms[0])})


def _member(ties: Ties, form: int, position: int) -> Member:
    mention = ties.mentions[position]
    kind, reason, evidence = _standing(ties, form, mention)
    return Member(position=position, mention=mention, kind=kind, reason=reason, evidence=evidence)


def _standing(ties: Ties, form: int, mention: Mention) -> tuple[AliasKind | None, Reason, Span]:
    """Return how a mention of a form stands for the entity, why, and what justifies it."""
    first = ties.span(form)
    tie = ties.ties.get(form)
    if ties.forms[form].editorial:
        reason = Reason("link.curated", (mention.span,), ties.forms[form].text)
        return AliasKind.EDITORIAL, reason, mention.span
    if tie is not None:
        return tie.kind, tie.reason, tie.evidence
    if full := known_initials(mention.span.text) if ties.forms[form].is_body() else "":
        note = f"generator/data/linking_initials.tsv: {full}"
        reason = Reason("link.known-initials", (mention.span,), note)
        return AliasKind.INITIALS, reason, mention.span
    rule = "link.name" if mention.span == first else "link.same-name"
    return None, Reason(rule, (first,)), first
