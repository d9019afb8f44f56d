"""On whose side a speaker is: the office, then the state; two officials are one party."""

from collections.abc import Sequence

from generator.link.names.fold import words
from generator.link.names.keys import owner_of
from generator.link.names.tables import state_of_initials, word_set
from generator.link.scene.roles import Role, country_in, read_role
from generator.link.scene.scene import Draft, Local, Scene, is_local
from generator.model import Attribution, EntityType, Span


def find_parties(scene: Scene, ordered: Sequence[Attribution]) -> Scene:
    """Tell for whom each attribution's speaker speaks."""
    draft = Draft.of(scene)
    for attribution in ordered:
        speaker = scene.speakers[attribution.id].local
        if speaker is not None:
            draft.parties[attribution.id] = party_of(draft, speaker)
        elif attribution.source is not None:
            party = party_of_phrase(draft, attribution.source)
            if party is not None:
                draft.parties[attribution.id] = party
    return draft.done()


def party_of(scene: Draft, local: int) -> int:
    """Return the position of the entity for which an entity speaks; itself when none is known."""
    entity = scene.locals[local]
    if entity.type is not EntityType.PERSON:
        return _party_of_body(scene, local)
    for role in entity.roles:
        found = _party_of_role(scene, role)
        if found is None:
            employer = _employer(scene, role)
            found = _party_of_person(scene, employer) if employer not in (None, local) else None
        if found is not None:
            return found
    return local


def _party_of_person(scene: Draft, local: int | None) -> int | None:
    """Return for whom a person speaks, by the person's own roles alone."""
    if local is None:
        return None
    found = (_party_of_role(scene, role) for role in scene.locals[local].roles)
    return next((party for party in found if party is not None), local)


def _employer(scene: Draft, span: Span) -> int | None:
    """Return the one person whose spokesman, lawyer or aide a role is."""
    if not read_role(span.text).heads & word_set("personal_offices"):
        return None
    found = {
        local
        for position in scene.within(span.start, span.end)
        if (local := scene.of_mention.get(position)) is not None
        and scene.locals[local].type is EntityType.PERSON
    }
    return found.pop() if len(found) == 1 else None


def party_of_phrase(scene: Draft, source: Span) -> int | None:
    """Return for whom an unnamed speaker speaks: "a ministry official", "Velmish officials"."""
    found = _party_of_role(scene, source)
    return found if found is not None else _party_of_person(scene, _employer(scene, source))


def _party_of_role(scene: Draft, span: Span) -> int | None:
    role = read_role(span.text)
    if role.modifiers & word_set("past_modifiers"):
        return None
    body = _body_in(scene, span)
    if body is not None and _holds(role, "body_offices"):
        return _party_of_body(scene, body)
    if _stands_apart(role):
        return None
    if len(role.side) == 1 and _holds(role, "state_offices"):
        return scene.country(next(iter(role.side)))
    return None


def _stands_apart(role: Role) -> bool:
    """Tell whether someone speaks for no government: a lawmaker, an opposition leader, a rebel."""
    lawmakers = word_set("lawmakers")
    is_lawmaker = all(
        head in lawmakers or head.removesuffix("s") in lawmakers for head in role.heads
    )
    return is_lawmaker or not role.modifiers.isdisjoint(word_set("apart_from_state"))


def _holds(role: Role, offices: str) -> bool:
    """Tell whether a role is an office of a kind, one of several or one of its holder's kin."""
    named = role.heads | role.modifiers
    return any(
        word in word_set(offices) or word.removesuffix("s") in word_set(offices) for word in named
    )


def _body_in(scene: Draft, span: Span) -> int | None:
    """Return the one organization that a role names or describes."""
    found: set[int] = set()
    for position in scene.within(span.start, span.end):
        local = scene.of_mention.get(position)
        if local is not None and _is_known_body(scene.locals[local]):
            found.add(local)
    return found.pop() if len(found) == 1 else None


def _is_known_body(local: Local) -> bool:
    """Tell whether an entity is an organization with a name of its own, not "Defense".

    In its document "the Defense Ministry" is one, whosesoever it is.
    """
    if local.type not in (EntityType.ORGANIZATION, EntityType.GROUP):
        return False
    names = (words(member.mention.span.text) for member in local.members)
    return not is_local(local) or any(set(n[1:]) & word_set("public_bodies") for n in names)


def _known_state(local: Local) -> str:
    """Return the country whose body everybody knows an entity to be: the CIA's; or nothing."""
    names = (member.mention.span.text for member in local.members)
    return next((code for name in names if (code := state_of_initials(name))), "")


def _party_of_body(scene: Draft, local: int) -> int:
    """Return the state of an organization whose own name says that it is a state's."""
    if owner := owner_of(scene.locals[local].keys):
        return scene.country(owner.removeprefix("@"))
    if known := _known_state(scene.locals[local]):
        return scene.country(known)
    for member in scene.locals[local].members:
        text = member.mention.span.text
        if code := country_in(text):
            return scene.country(code)
        role = read_role(text)
        is_public = set(words(text)) & word_set("public_bodies")
        # "The Council on Velmish Relations" is nobody's: its name says what it is about.
        if len(role.side) == 1 and is_public:
            return scene.country(next(iter(role.side)))
    return local
