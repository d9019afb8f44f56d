"""Whom a noun phrase may mean: a document's entities by the heads of their roles and names."""

from bisect import bisect_left
from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from generator.link.names.fold import words
from generator.link.names.public_bodies import PUBLIC_BODY
from generator.link.names.tables import office_words, word_set
from generator.link.scene.roles import Role, fits, fits_name, read_role
from generator.link.scene.scene import Local, Scene
from generator.model import EntityType, Gender, Mention, MentionForm, Span

_RANKS = frozenset({"general", "colonel", "commander"})
_BODIES = (EntityType.ORGANIZATION, EntityType.GROUP)


@dataclass(frozen=True, slots=True)
class Part:
    """An entity with one thing that the document says it is."""

    local: int
    """Position of the entity."""
    proof: Span
    """The words that say so: a role, or a body's name."""
    is_name: bool
    """Whether they are its name."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """Whom a phrase may mean."""

    found: tuple[tuple[int, Span], ...]
    """Entities that it fits, each with the words that say so."""
    beaten: tuple[str, ...]
    """Entities with the same head that it does not fit, each with why not."""


class Candidates:
    """The entities of one document, found by the head of a phrase that stands for them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._first = [
            min((m.mention.span.start for m in local.members), default=-1) for local in scene.locals
        ]
        self._parts: dict[str, list[Part]] = {}
        self._last = [sorted(m.mention.span.start for m in local.members) for local in scene.locals]
        self._unnamed = _unnamed(scene)
        for position, local in enumerate(scene.locals):
            self._add_roles(position, local)
            if local.type in _BODIES:
                self._add_names(position, local)

    def seeing(self, scene: Scene) -> "Candidates":
        """Return the same candidates for a pass that goes on: it sees what the pass finds."""
        other = copy(self)
        other._scene = scene  # noqa: SLF001 - its own kind
        return other

    def _add_roles(self, position: int, local: Local) -> None:
        for span in local.roles:
            held = {word for head in read_role(span.text).heads for word in office_words(head)}
            for word in held:
                self._parts.setdefault(word, []).append(Part(position, span, is_name=False))

    def _add_names(self, position: int, local: Local) -> None:
        for member in local.members:
            parts = words(member.mention.span.text)
            mention = member.mention
            is_name = mention.form is MentionForm.NAME or mention.reason.rule == PUBLIC_BODY
            if is_name and len(parts) > 1:
                for head in body_heads(parts):
                    part = Part(position, member.mention.span, is_name=True)
                    self._parts.setdefault(head, []).append(part)

    def fitting(self, span: Span, role: Role, mention: Mention | None = None) -> Fitting:
        """Return the entities that `role`, read from `span`, fits, with the words that say so.

        They must be named before `span`, unless it says of which country and what: a lead that
        speaks of "Velm's transport minister" may name the minister later.
        """
        found: dict[int, Span] = {}
        beaten: dict[int, str] = {}
        for part in (part for head in sorted(role.heads) for part in self._parts.get(head, ())):
            is_itself = span.start <= part.proof.start < span.end
            if is_itself or part.local in found:
                continue
            why = self._misfit(span, role, part, mention)
            if why:
                beaten[part.local] = f"{part.proof.text}: {why}"
            else:
                found[part.local] = part.proof
        if len(found) > 1:
            self._prefer_agreeing(role, found, beaten)
        lost = dict.fromkeys(line for local, line in sorted(beaten.items()) if local not in found)
        if self._is_closer(role, found, beaten):
            return Fitting((), tuple(lost))
        rival = self._rival(span, role, next(iter(found))) if len(found) == 1 else None
        if rival is not None:
            return Fitting((), (*lost, f"{found.popitem()[1].text}: {rival.text!r} is nearer"))
        return Fitting(tuple(sorted(found.items())), tuple(lost))

    def _rival(self, span: Span, role: Role, local: int) -> Span | None:
        """Return someone without a name whom a phrase fits too, spoken of since a person was named.

        "Spokesman Dana Vell … a spokesman for the army … the spokesman" is not sure to be Vell.
        """
        if self._scene.locals[local].type is not EntityType.PERSON or role.countries:
            return None
        named = bisect_left(self._last[local], span.start)
        since = self._last[local][named - 1] if named else span.start
        for other in (o for head in sorted(role.heads) for o in self._unnamed.get(head, ())):
            if since < other.start < span.start and fits(role, read_role(other.text)):
                return other
        return None

    def _prefer_agreeing(self, role: Role, found: dict[int, Span], beaten: dict[int, str]) -> None:
        """Among several, "the former president" is one who was, "the president" one who is."""
        is_past = bool(role.modifiers & word_set("past_modifiers"))
        agreeing = {local for local, proof in found.items() if _is_past(proof) is is_past}
        for local in found.keys() - agreeing if agreeing else ():
            beaten[local] = f"{found[local].text}: {'not ' if is_past else ''}a former one"
            del found[local]
        if role.modifiers & word_set("below"):
            return
        above = {local for local, proof in found.items() if not _is_below(proof)}
        for local in found.keys() - above if above else ():
            beaten[local] = f"{found[local].text}: a lower office"
            del found[local]

    def _is_closer(self, role: Role, found: dict[int, Span], beaten: dict[int, str]) -> bool:
        """Tell whether another name is nearer to a phrase than those that only mean the like.

        Beside a "Supreme Leader", whatever that was taken for, "the leader" is no president.
        """
        said = {word for span in found.values() for word in read_role(span.text).heads}
        named = {
            part.local
            for head in role.heads - said
            for part in self._parts.get(head, ())
            if part.is_name
        }
        return bool(found) and bool(named & beaten.keys())

    def _misfit(self, span: Span, role: Role, part: Part, mention: Mention | None) -> str:
        """Return why a phrase does not stand for an entity that shares its head; empty if none."""
        local = self._scene.locals[part.local]
        ahead = bool(role.countries) and bool(role.modifiers)
        if not ahead and not 0 <= self._first[part.local] < span.start:
            return "named only later"
        if not _types_agree(local, mention):
            return "of another type, number or gender"
        if not _fits(role, part):
            return "not said to be this"
        return "" if _same_owner(span, role, part) else "not known to be the same person's"


def _unnamed(scene: Scene) -> dict[str, list[Span]]:
    """Return who is spoken of without a name ("a spokesman for …"), by the head of the phrase."""
    described = {(role.start, role.end) for local in scene.locals for role in local.roles}
    starts = {start for start, _ in described}
    found: dict[str, list[Span]] = {}
    spans = {m.span for m in scene.mentions if m.form is MentionForm.DESCRIPTION and not m.plural}
    spans |= {a.source for a in scene.document.attributions if a.source is not None}
    for span in sorted(spans):
        first, _, rest = span.text.casefold().partition(" ")
        if first not in word_set("indefinite_articles") or not rest or span.start in starts:
            continue
        if span.start + len(first) + 1 in starts:
            continue
        for head in read_role(span.text).heads:
            found.setdefault(head, []).append(span)
    return found


def _is_past(proof: Span) -> bool:
    return bool(read_role(proof.text).modifiers & word_set("past_modifiers"))


def _is_below(proof: Span) -> bool:
    """Tell whether an office is below the one of its head; a lieutenant general is a general."""
    role = read_role(proof.text)
    return bool(role.modifiers & word_set("below")) and role.heads.isdisjoint(_RANKS)


def body_heads(parts: tuple[str, ...]) -> frozenset[str]:
    """Return the words that say what a body is: its last, and that before "of".

    "The airline" may be "Frel Airlines".
    """
    last = parts[-1].removesuffix("s")
    one = {last} if last in word_set("kinds_of_body") else set()
    return frozenset({parts[-1], *one, *(word for word, after in pairwise(parts) if after == "of")})


def _fits(role: Role, part: Part) -> bool:
    other = read_role(part.proof.text)
    if part.is_name:
        return fits_name(role, words(part.proof.text), other.countries)
    return fits(role, other)


def _same_owner(span: Span, role: Role, part: Part) -> bool:
    """Tell whether "his brother" was said so, and is not the brother of who says "my brother"."""
    owner, _, rest = span.text.casefold().partition(" ")
    if owner in word_set("speakers_own"):
        return False
    if not rest or not role.heads & word_set("kin"):
        return True
    return part.proof.text.casefold().startswith(f"{owner} ")


def _types_agree(local: Local, mention: Mention | None) -> bool:
    if mention is None:
        return True
    if mention.type is not None and mention.type is not local.type:
        return mention.type in _BODIES and local.type in _BODIES
    if local.type is EntityType.PERSON:
        known = gender_of(local)
        return not mention.plural and (
            Gender.UNKNOWN in (mention.gender, known) or mention.gender is known
        )
    return True


def gender_of(local: Local) -> Gender:
    """Return the gender that the document shows for an entity."""
    known = {m.mention.gender for m in local.members} & {Gender.FEMININE, Gender.MASCULINE}
    return known.pop() if len(known) == 1 else Gender.UNKNOWN
