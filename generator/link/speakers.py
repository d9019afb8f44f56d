"""Who speaks: from the words of an attribution's source to an entity of the document."""

import re
from collections.abc import Sequence

from generator.link.descriptions import fitting, gender_of
from generator.link.local import Member, Scene, Speaker
from generator.link.parties import party_of
from generator.link.roles import read_role
from generator.link.tables import word_set
from generator.model import (
    Attribution,
    AttributionKind,
    EntityType,
    Gender,
    Mention,
    MentionForm,
    Reason,
    Span,
    Syntax,
)

_HEAD_END = re.compile(r"\s(?:of|for|at|in|from|who|which|with|to|on|and|or)\s|,")
_FIRST = frozenset(["I", "We", "we", "me", "us", "My", "my", "Our", "our"])
"""As printed: "US" is a country."""
_SINGULAR = {"he": Gender.MASCULINE, "she": Gender.FEMININE}
_LONGEST = 200
"""Characters in the longest phrase around a speaker's name."""
_REACH = 4
"""Sentences before a pronoun in which its person is looked for."""


def find_speakers(scene: Scene, ordered: Sequence[Attribution]) -> None:
    """Tell who speaks in each of a document's attributions, in reading order."""
    quoted = _quoted(ordered)
    by_id = {attribution.id: attribution for attribution in ordered}
    for attribution in ordered:
        parent = by_id.get(attribution.parent or "")
        scene.speakers[attribution.id] = _speaker(scene, attribution, parent, quoted)


def _quoted(attributions: Sequence[Attribution]) -> tuple[tuple[int, int], ...]:
    """Return the stretches between quotation marks, in order, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((s.start, s.end) for a in attributions for s in a.quoted):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _speaker(
    scene: Scene,
    attribution: Attribution,
    parent: Attribution | None,
    quoted: tuple[tuple[int, int], ...],
) -> Speaker:
    source = attribution.source
    if source is None:
        return Speaker(None, None)
    pronoun = source.text.casefold()
    if source.text in _FIRST:
        return _first_person(scene, source, parent)
    if pronoun in _SINGULAR or pronoun in ("it", "they", "who"):
        return _pronoun(scene, attribution, parent, quoted)
    return (
        _named(scene, source)
        or _apposed(scene, source)
        or _body_again(scene, attribution, parent, quoted)
        or _described(scene, source)
    )


def _first_person(scene: Scene, source: Span, parent: Attribution | None) -> Speaker:
    """Give "I" and "we" to whoever speaks around them."""
    outer = scene.speakers.get(parent.id) if parent else None
    if outer is None or outer.local is None:
        return Speaker(None, None, "" if parent else "first-person")
    return Speaker(outer.local, Reason("link.speaker-first-person", (source,)))


def head_part(source: Span) -> Span:
    """Return the words of a phrase up to its first preposition, comma or "and"."""
    match = _HEAD_END.search(source.text)
    if match is None or match.start() == 0:
        return source
    text = source.text[: match.start()]
    return Span(source.document, source.start, source.start + len(text), text)


def _named(scene: Scene, source: Span) -> Speaker | None:
    """Find the name that heads the phrase, else the description; the longest of each."""
    if _speaks_with_others(scene, source):
        return Speaker(None, None)
    heading = [
        position
        for position in scene.within(max(0, source.start - _LONGEST), source.end)
        for span in (scene.mentions[position].span,)
        if (span.start <= source.start and source.end <= span.end)
        or _heads(span, source)
        or _follows_title(scene.mentions[position], source)
    ]
    heading.sort(key=lambda position: _rank(scene.mentions[position]))
    found = (_of_mention(scene, position) for position in heading)
    return next((speaker for speaker in found if speaker is not None), None)


def _speaks_with_others(scene: Scene, source: Span) -> bool:
    """Tell whether "and" or "or" joins two speakers, and is not a part of one name."""
    match = _HEAD_END.search(source.text)
    if match is None or match.group().strip() not in ("and", "or"):
        return False
    joint = source.start + match.start()
    near = scene.within(max(0, joint - _LONGEST), joint)
    return not any(
        scene.mentions[position].form is MentionForm.NAME
        and scene.mentions[position].span.end > joint
        for position in near
    )


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.form is not MentionForm.NAME, -len(mention.span.text)


def _heads(span: Span, source: Span) -> bool:
    """Tell whether a mention is the head of a phrase: it reaches the end of its first part."""
    end = head_part(source).end
    return span.start < end <= span.end


def _follows_title(mention: Mention, source: Span) -> bool:
    """Tell whether a person's name ends a phrase whose other words are the person's title.

    "Ambassador to Velm Dana Vell" is Dana Vell; "a spokesman for Dana Vell" is not.
    """
    span = mention.span
    if mention.type is not EntityType.PERSON or span.end != source.end:
        return False
    before = source.text[: span.start - source.start].split()
    return bool(before) and before[-1].casefold() not in word_set("connectives")


def _of_mention(scene: Scene, position: int) -> Speaker | None:
    mention = scene.mentions[position]
    if mention.form in (MentionForm.ADJECTIVE, MentionForm.PRONOUN):
        return None
    local = scene.of_mention.get(position)
    if local is not None:
        rule = "name" if mention.form is MentionForm.NAME else "description"
        return Speaker(local, Reason(f"link.speaker-{rule}", (mention.span,)))
    if position in scene.doubtful:
        return Speaker(None, None, "several")
    return None


def _apposed(scene: Scene, source: Span) -> Speaker | None:
    """Find the person named between commas after a phrase: "the coach, Dana Vell, …"."""
    text = scene.document.document.text
    for position in scene.within(source.end, source.end + 3):
        mention = scene.mentions[position]
        is_between = text[source.end : mention.span.start].strip() == "," and text[
            mention.span.end : mention.span.end + 1
        ] in (",", ".", ";")
        if is_between and mention.type is EntityType.PERSON:
            return _of_mention(scene, position)
    return None


def _body_again(
    scene: Scene,
    attribution: Attribution,
    parent: Attribution | None,
    quoted: tuple[tuple[int, int], ...],
) -> Speaker | None:
    """Find the organization that "the company" or "the group" takes up again, like "it"."""
    source = attribution.source
    phrase = source.text.casefold().split() if source else []
    if source is None or phrase[:1] != ["the"] or phrase[-1] not in word_set("kinds_of_body"):
        return None
    if len(phrase) != len(("the", "company")):
        return None
    outer = scene.speakers.get(parent.id) if parent else None
    if outer and outer.local is not None:
        for local in (outer.local, party_of(scene, outer.local)):
            if scene.locals[local].type is EntityType.ORGANIZATION:
                return Speaker(local, Reason("link.speaker-body-again", (source,)))
    found = _antecedents(scene, source, quoted)
    if len(found) == 1 and scene.locals[found[0]].type is EntityType.ORGANIZATION:
        named = scene.locals[found[0]].members[-1].mention.span
        return Speaker(found[0], Reason("link.speaker-body-again", (source, named)))
    return None


def _described(scene: Scene, source: Span) -> Speaker:
    """Find the one entity that a phrase without a name describes."""
    role = read_role(source.text)
    if not role.definite or not role.heads or role.heads & word_set("vague_heads"):
        return Speaker(None, None)
    found = fitting(scene, source, role, None)
    if len(found) == 1:
        return Speaker(found[0][0], Reason("link.speaker-description", (source, found[0][1])))
    if found:
        return Speaker(None, None, "several")
    known = source.text.split()[0].casefold() == "the" and role.heads & word_set("state_offices")
    return Speaker(None, None, "nobody" if known else "")


def _pronoun(
    scene: Scene,
    attribution: Attribution,
    parent: Attribution | None,
    quoted: tuple[tuple[int, int], ...],
) -> Speaker:
    source = attribution.source
    if source is None:
        return Speaker(None, None)
    if parent is not None and parent.kind is not AttributionKind.DIRECT:
        outer = scene.speakers.get(parent.id)
        if outer and outer.local is not None and _agrees(scene, outer.local, source.text):
            return _take(scene, source, outer.local, "link.speaker-pronoun-inside")
    if parent is not None and _is_inside(source.start, quoted):
        return Speaker(None, None)
    found = _antecedents(scene, source, quoted)
    if len(found) == 1:
        return _take(scene, source, found[0], "link.speaker-pronoun")
    several = source.text.casefold() != "they"
    return Speaker(None, None, "several" if found else "nobody" if several else "")


def _is_inside(offset: int, quoted: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= offset < end for start, end in quoted)


def _agrees(scene: Scene, local: int, pronoun: str) -> bool:
    """Tell whether an entity may be called by a pronoun."""
    entity = scene.locals[local]
    wanted = _SINGULAR.get(pronoun.casefold())
    if wanted is not None:
        return entity.type is EntityType.PERSON and gender_of(entity) in (wanted, Gender.UNKNOWN)
    if pronoun.casefold() == "who":
        return entity.type is EntityType.PERSON
    if pronoun.casefold() == "they":
        return entity.type is EntityType.GROUP
    if pronoun.casefold() != "it":
        return entity.type is EntityType.ORGANIZATION
    bodies = (EntityType.ORGANIZATION, EntityType.GROUP)
    return entity.type in bodies or entity.country is not None


def _antecedents(scene: Scene, source: Span, quoted: tuple[tuple[int, int], ...]) -> list[int]:
    """Return whom a pronoun may mean: those of the nearest sentence that names anyone fitting.

    Where a sentence has several, its only subject is preferred.
    """
    own = scene.sentence(source.start)
    if own is None:
        return []
    sentences = scene.document.sentences
    reach = _REACH if source.text.casefold() in _SINGULAR else 1
    for position in range(own, max(-1, own - reach - 1), -1):
        end = source.start if position == own else sentences[position].end
        found = _named_in(scene, (sentences[position].start, end), source.text, quoted)
        if found:
            subjects = {local for local, is_subject in found if is_subject}
            everyone = {local for local, _ in found}
            return sorted(subjects if len(subjects) == 1 and len(everyone) > 1 else everyone)
    return []


def _named_in(
    scene: Scene, stretch: tuple[int, int], pronoun: str, quoted: tuple[tuple[int, int], ...]
) -> list[tuple[int, bool]]:
    """Return the entities named in a stretch of text outside quotations, and which are subjects."""
    found: list[tuple[int, bool]] = []
    for position in scene.within(*stretch):
        mention = scene.mentions[position]
        local = scene.of_mention.get(position)
        if local is None:
            if position in scene.doubtful and mention.type is EntityType.PERSON:
                found.extend((other, False) for other in scene.doubtful[position])
            continue
        if mention.form is MentionForm.ADJECTIVE or mention.syntax is Syntax.MODIFIER:
            continue
        if _agrees(scene, local, pronoun) and not _is_inside(mention.span.start, quoted):
            found.append((local, mention.syntax is Syntax.AGENT))
    return found


def _take(scene: Scene, source: Span, local: int, rule: str) -> Speaker:
    """Make the pronoun a mention of the entity, so that later pronouns see it."""
    named = scene.locals[local].members[-1].mention.span
    reason = Reason(rule, (source, named))
    for position in scene.within(source.start, source.end):
        mention: Mention = scene.mentions[position]
        if mention.form is MentionForm.PRONOUN and position not in scene.of_mention:
            member = Member(mention=mention, kind=None, reason=reason, evidence=source)
            scene.add(position, local, member)
    return Speaker(local, reason)
