"""Noun phrases that stand for someone named: "the ministry", "the Velmish defense chief"."""

import re
from dataclasses import replace

from generator.link.names.tables import word_set
from generator.link.scene.candidates import Candidates
from generator.link.scene.roles import read_role
from generator.link.scene.scene import Draft, Member, Scene
from generator.link.scene.titles import TITLE
from generator.model import (
    AliasKind,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
    Syntax,
)

_LAST_WORD = re.compile(r"(\w+)\W*$")
_BARE_TITLES = re.compile(r"(?:[A-Z][a-z]{1,4}\. )*(?:[A-Z][a-z]{1,4}\. |[A-Z][a-z]+ )$")
_LONGEST_TITLES = 24
"""Characters of the longest titles in front of a name that are read here: "Maj. Gen. "."""
_NEAR = 80
"""Characters around a phrase in which a name that touches it begins."""
_BODIES = (EntityType.ORGANIZATION, EntityType.GROUP)


def collect_roles(scene: Scene) -> Scene:
    """Give every entity the roles and descriptions that the document gives it."""
    owners = _owners(scene)
    draft = Draft.of(scene)
    for description in scene.document.descriptions:
        local = owners.get(description.subject)
        if local is not None:
            _add_role(draft, local, description.span)
            known = draft.locals[local]
            described = (*known.descriptions, description)
            draft.locals[local] = replace(known, descriptions=described)
    for attribution in scene.document.attributions:
        local = owners.get(attribution.source) if attribution.source else None
        if local is not None and attribution.role is not None:
            _add_role(draft, local, attribution.role)
    _collect_bare_titles(draft)
    return draft.done()


def _add_role(draft: Draft, local: int, role: Span) -> None:
    known = draft.locals[local]
    draft.locals[local] = replace(known, roles=(*known.roles, role))


def _collect_bare_titles(scene: Draft) -> None:
    """Give people the titles in front of their names that nothing else read: "Lt. Gen. Vell"."""
    document = scene.document.document
    offices = word_set("state_offices") | word_set("titles") | word_set("academic_titles")
    for position, local in scene.of_mention.items():
        mention = scene.mentions[position]
        start = mention.span.start
        if mention.type is not EntityType.PERSON or mention.form is not MentionForm.NAME:
            continue
        match = _BARE_TITLES.search(document.text, max(0, start - _LONGEST_TITLES), start)
        if match is None or not read_role(match[0]).heads & offices:
            continue
        title = document.span(match.start(), start - 1)
        if not any(role.text.endswith(title.text) for role in scene.locals[local].roles):
            _add_role(scene, local, title)


def _owners(scene: Scene) -> dict[Span, int]:
    return {scene.mentions[position].span: local for position, local in scene.of_mention.items()}


def link_descriptions(scene: Scene, candidates: Candidates) -> Scene:
    """Make descriptions mentions of the one entity that they fit; note where several do."""
    draft = Draft.of(scene)
    seen = candidates.seeing(draft)
    for position, mention in enumerate(scene.mentions):
        if mention.form is not MentionForm.DESCRIPTION or position in scene.of_mention:
            continue
        if mention.reason.rule == TITLE:
            continue
        role = read_role(mention.span.text)
        if not _is_definite(scene, mention) or _is_beside_name(scene, position):
            continue
        if role.heads & word_set("vague_heads"):
            continue
        named = _name_inside(draft, mention)
        if named is not None:
            _add(draft, position, named, mention.span, ())
            continue
        fitting = seen.fitting(mention.span, role, mention)
        if len(fitting.found) == 1:
            _add(draft, position, *fitting.found[0], fitting.beaten)
        elif fitting.found:
            draft.doubtful[position] = tuple(local for local, _ in fitting.found)
    return draft.done()


def _name_inside(scene: Scene, mention: Mention) -> int | None:
    """Return the body of "the Fulk company": its name and only a word for what it is."""
    words_ = [word.casefold() for word in mention.span.text.split()]
    for other in scene.within(mention.span.start, mention.span.end):
        name = scene.mentions[other]
        local = scene.of_mention.get(other)
        if local is None or name.form is not MentionForm.NAME:
            continue
        before = mention.span.text[: name.span.start - mention.span.start].split()
        after = mention.span.text[name.span.end - mention.span.start :].split()
        is_kind = len(after) == 1 and words_[-1] in word_set("kinds_of_body")
        if is_kind and len(before) <= 1 and scene.locals[local].type in _BODIES:
            return local
    return None


def _is_definite(scene: Scene, mention: Mention) -> bool:
    """Tell whether a phrase speaks of someone known: "the minister", "ministry spokesman"."""
    start = mention.span.start
    first = mention.span.text.split()[0].casefold()
    if first in word_set("definites"):
        return True
    before = _LAST_WORD.search(scene.document.document.text[max(0, start - 12) : start])
    if before is not None and before.group(1).casefold() in word_set("definites"):
        return True
    return mention.syntax is Syntax.MODIFIER and first not in word_set("indefinites")


def _is_beside_name(scene: Scene, position: int) -> bool:
    """Tell whether a phrase is the title or the apposition of a name that it touches."""
    span, text = scene.mentions[position].span, scene.document.document.text
    for other in scene.within(span.start - _NEAR, span.end + _NEAR):
        name = scene.mentions[other]
        if name.form is not MentionForm.NAME or name.type is not EntityType.PERSON:
            continue
        gap = text[span.end : name.span.start] or text[name.span.end : span.start]
        if name.span.start >= span.end and gap.strip(" ,") == "":
            return True
        if name.span.end <= span.start and gap.strip(" ") == ",":
            return True
    return False


def _add(scene: Draft, position: int, local: int, proof: Span, beaten: tuple[str, ...]) -> None:
    mention = scene.mentions[position]
    is_person = scene.locals[local].type is EntityType.PERSON
    is_named_so = any(m.mention.span == proof for m in scene.locals[local].members)
    if proof == mention.span:
        kind, rule = AliasKind.VARIANT, "link.name-with-kind"
    elif is_named_so and not is_person:
        kind, rule = AliasKind.SHORT_FORM, "link.short-form"
    else:
        kind, rule = AliasKind.ROLE, "link.description"
    reason = Reason(rule, (proof,), beaten=beaten)
    member = Member(position=position, mention=mention, kind=kind, reason=reason, evidence=proof)
    scene.add(local, member)
