"""Capitalised titles that stand for their holder: "The President", "the Foreign Secretary"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from generator.link.names.tables import word_set
from generator.link.scene.roles import read_role
from generator.link.scene.scene import Draft, Local, Member, Scene
from generator.model import (
    AliasKind,
    AnnotatedDocument,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
    Syntax,
)

TITLE = "link.title"
"""The rule that takes a capitalised title for one that stands for a person."""

_TITLE = re.compile(r"\b[Tt]he ((?:[A-Z][\w-]* ){0,3}[A-Z][\w-]*)(?! [A-Z]| (?:of|for|to) )")


Office = frozenset[str]
"""The words that say which office: `{foreign, secretary}`."""

_BELOW = frozenset({"vice", "deputy", "press", "state"})
"""Words that make an office another, lower one."""


def with_titles(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with a mention for each title in capitals that stands alone."""
    taken = {
        offset
        for mention in document.mentions
        if mention.form is not MentionForm.PRONOUN
        for offset in range(mention.span.start, mention.span.end)
    }
    found = [span for span in _titles(document) if taken.isdisjoint(range(span.start, span.end))]
    if not found:
        return document
    mentions = sorted([*document.mentions, *map(_mention, found)], key=_place)
    return replace(document, mentions=tuple(mentions))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _titles(document: AnnotatedDocument) -> Iterator[Span]:
    """Yield titles without their article."""
    for match in _TITLE.finditer(document.document.text):
        *before, head = match[1].casefold().split()
        if head in word_set("title_heads") and set(before) <= word_set("title_modifiers"):
            yield document.document.span(match.start(1), match.end(1))


def _mention(span: Span) -> Mention:
    return Mention(
        span=span,
        type=EntityType.PERSON,
        form=MentionForm.DESCRIPTION,
        syntax=Syntax.OTHER,
        head=span.text.split()[-1].casefold(),
        reason=Reason(TITLE, (span,)),
    )


def link_titles(scene: Scene) -> Scene:
    """Give each title to the one person whom the document says to hold it.

    Among several holders it is the one whom the document calls so without naming a country: in
    a text of Velm's government "the Prime Minister" is not the Tarskish one that it also names.
    """
    draft = Draft.of(scene)
    titles = [p for p, mention in enumerate(scene.mentions) if mention.reason.rule == TITLE]
    holders = _holders(scene.locals) if titles else {}
    offices = {p: office_of(scene.mentions[p].span.text) for p in titles}
    fitting = {office: _fitting(holders, office) for office in set(offices.values())}
    home = {
        office: {local: proof for local, proof in found.items() if not _foreign(proof)}
        for office, found in fitting.items()
    }
    for position in titles:
        found, at_home = fitting[offices[position]], home[offices[position]]
        chosen = found if len(found) == 1 else at_home
        if len(chosen) == 1:
            local, proof = next(iter(chosen.items()))
            beaten = tuple(
                f"{other.text}: named with a country, the title is not"
                for rival, other in found.items()
                if rival != local
            )
            _add(draft, position, local, Reason(TITLE, (proof,), beaten=beaten))
        elif found:
            draft.doubtful[position] = tuple(found)
    return draft.done()


def link_titled_surnames(scene: Scene) -> Scene:
    """Give "Governor Vell" to the one Vell of several who is said to be a governor."""
    draft = Draft.of(scene)
    said = {d.subject: d.span for d in scene.document.descriptions} if scene.doubtful else {}
    for position, meant in sorted(scene.doubtful.items()):
        mention = scene.mentions[position]
        office = office_of(said[mention.span].text) if mention.span in said else frozenset()
        if mention.type is not EntityType.PERSON or not office:
            continue
        found = {
            local: role
            for local in meant
            for role in scene.locals[local].roles
            if office_of(role.text) == office
        }
        if len(found) == 1:
            local, proof = next(iter(found.items()))
            lost = (scene.locals[p].members[0].mention.span.text for p in meant if p != local)
            beaten = tuple(f"{name}: not said to hold this office" for name in lost)
            reason = Reason("link.surname-with-title", (said[mention.span], proof), beaten=beaten)
            member = Member(
                position=position,
                mention=mention,
                kind=AliasKind.SURNAME,
                reason=reason,
                evidence=proof,
            )
            draft.add(local, member)
            del draft.doubtful[position]
    return draft.done()


def _fitting(holders: Mapping[Office, dict[int, Span]], title: Office) -> dict[int, Span]:
    """Return who holds an office: this one, else for "the Minister" any minister's."""
    found = holders.get(title, {})
    if found or len(title) > 1:
        return found
    return {
        local: proof
        for office, people in holders.items()
        if title < office and not office & _BELOW
        for local, proof in people.items()
    }


def _holders(locals_: Sequence[Local]) -> dict[Office, dict[int, Span]]:
    """Return, for each office, the people who hold it, with the words that say so.

    Words without a country are preferred.
    """
    held: dict[Office, dict[int, Span]] = {}
    for position, local in enumerate(locals_):
        for span in local.roles if local.type is EntityType.PERSON else ():
            people = held.setdefault(office_of(span.text), {})
            if position not in people or _foreign(people[position]):
                people[position] = span
    held.pop(frozenset(), None)
    return held


@lru_cache(maxsize=1 << 14)
def office_of(text: str) -> Office:
    """Return the words of an office without whose it is; none for one held in the past."""
    role = read_role(text)
    if role.modifiers & word_set("past_modifiers") or not role.definite:
        return frozenset()
    return role.heads & word_set("title_heads") | role.modifiers & word_set("title_modifiers")


def _foreign(span: Span) -> bool:
    return bool(read_role(span.text).countries)


def _add(scene: Draft, position: int, local: int, reason: Reason) -> None:
    mention = scene.mentions[position]
    proof = reason.evidence[0]
    member = Member(
        position=position, mention=mention, kind=AliasKind.ROLE, reason=reason, evidence=proof
    )
    scene.add(local, member)
