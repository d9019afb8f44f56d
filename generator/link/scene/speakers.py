"""Who speaks: from the words of an attribution's source to an entity of the document."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.link.names.tables import word_set
from generator.link.scene.candidates import Candidates
from generator.link.scene.epithets import by_epithet
from generator.link.scene.interviews import Interviewee
from generator.link.scene.parties import party_of
from generator.link.scene.pronouns import PRONOUNS, Talk
from generator.link.scene.roles import Role, read_role
from generator.link.scene.scene import Draft, Member, Scene, Speaker
from generator.link.scene.titles import TITLE
from generator.link.scene.turns import Labels
from generator.model import (
    Attribution,
    AttributionKind,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
)

_HEAD_END = re.compile(r"\s(?:of|for|at|in|from|who|which|with|to|on|and|or)\s|,")
_FIRST = frozenset(["I", "We", "we", "me", "us", "My", "my", "Our", "our"])
"""As printed: "US" is a country."""
_OWNED = re.compile(r"['\u2019]s?\s(?:\w+\s)?(\w+)")
_NO_OWNER = ("", "the")
_TURNS = 2
"""Paragraphs over which a body that has spoken goes on as "they"."""
_LONGEST = 200
"""Characters in the longest phrase around a speaker's name."""


def find_speakers(scene: Scene, candidates: Candidates, ordered: Sequence[Attribution]) -> Scene:
    """Tell who speaks in each of a document's attributions, in reading order."""
    draft = Draft.of(scene)
    talk = Talk(draft, candidates.seeing(draft), ordered)
    interviewee = Interviewee(draft, ordered)
    labels = Labels(draft, ordered)
    by_id = {attribution.id: attribution for attribution in ordered}
    last: Attribution | None = None
    for attribution in ordered:
        parent = by_id.get(attribution.parent or "")
        source = attribution.source
        if called := labels.speaker(attribution):
            speaker = called
        elif source is None:
            speaker = _interviewed(interviewee.answers(attribution))
        elif source.text in _FIRST:
            speaker = _first_person(draft, source, parent, interviewee)
        else:
            speaker = _speaker(talk, source, parent)
            if speaker.local is None and source.text.casefold() == "they" and parent is None:
                speaker = _body_goes_on(talk, source, last) or speaker
        draft.speakers[attribution.id] = speaker
        last = attribution if parent is None else last
    return draft.done()


def _interviewed(found: tuple[int, Span] | None) -> Speaker:
    """Return the interviewee as speaker, on the headline's word; nobody where it is not sure."""
    if found is None:
        return Speaker(None, None)
    return Speaker(found[0], Reason("link.speaker-interviewee", (found[1],)))


def _body_goes_on(talk: Talk, source: Span, last: Attribution | None) -> Speaker | None:
    """Find the organization that has just spoken and goes on as "they".

    Nothing plural may be named since: of "The council said … The owners … They said" we know
    nothing.
    """
    outer = talk.scene.speakers.get(last.id) if last else None
    if last is None or outer is None or outer.local is None or last.source is None:
        return None
    local = talk.scene.locals[outer.local]
    if local.type is not EntityType.ORGANIZATION or source.start < last.source.start:
        return None
    start = last.source.end
    between = (talk.scene.mentions[p] for p in talk.scene.within(start, source.start))
    is_near = talk.scene.document.document.text.count("\n\n", start, source.start) <= _TURNS
    if not is_near or any(_is_many(talk, mention) for mention in between):
        return None
    reason = Reason("link.speaker-body-goes-on", (source, last.source))
    return _take(talk, source, outer.local, reason)


def _is_many(talk: Talk, mention: Mention) -> bool:
    is_pronoun = mention.form is MentionForm.PRONOUN
    if is_pronoun or mention.form is MentionForm.ADJECTIVE or talk.is_quoted(mention.span.start):
        return False
    return mention.plural or mention.type is EntityType.GROUP


def _speaker(talk: Talk, source: Span, parent: Attribution | None) -> Speaker:
    if source.text.casefold() in PRONOUNS:
        return _pronoun(talk, source, parent)
    return (
        by_epithet(talk.scene, source)
        or _bracketed(talk.scene, source)
        or _named(talk.scene, source)
        or _by_writing(talk.scene, source)
        or _apposed(talk.scene, source)
        or _body_again(talk, source, parent)
        or _described(talk, source)
    )


def _bracketed(scene: Scene, source: Span) -> Speaker | None:
    """Find the person after a body in brackets: "the head of the VRO (Velm Road Office), Vell"."""
    text = scene.document.document.text
    if text[source.start - 1 : source.start] != "(" or not text.startswith("), ", source.end):
        return None
    start = source.end + len("), ")
    for position in scene.within(start, start + 1):
        mention = scene.mentions[position]
        is_between = text[mention.span.end : mention.span.end + 1] in (",", ".", ";")
        if is_between and mention.type is EntityType.PERSON:
            return _of_mention(scene, position)
    return None


def _by_writing(scene: Scene, source: Span) -> Speaker | None:
    """Find the person or body whose statement, letter or report speaks: "Vell's letter"."""
    for position in scene.within(source.start, source.end):
        mention = scene.mentions[position]
        rest = scene.document.document.text[mention.span.end : source.end]
        owned = _OWNED.fullmatch(rest)
        at_start = source.text[: mention.span.start - source.start].casefold().strip() in _NO_OWNER
        is_kind = owned is not None and owned[1].casefold() in word_set("writings")
        if at_start and is_kind and mention.type in (EntityType.PERSON, EntityType.ORGANIZATION):
            return _of_mention(scene, position)
    return None


def _first_person(
    scene: Scene, source: Span, parent: Attribution | None, interviewee: Interviewee
) -> Speaker:
    """Give "I" and "we" to whoever speaks around them, else to the one who is interviewed."""
    if parent is None and (found := interviewee.says_i(source)):
        return _interviewed(found)
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
    speaker = next((speaker for speaker in found if speaker is not None), None)
    return _over_others(scene, source, speaker) if speaker else None


def _over_others(scene: Scene, source: Span, speaker: Speaker) -> Speaker:
    """Return a speaker with the other names inside the phrase, which it beat."""
    if speaker.local is None or speaker.reason is None:
        return speaker
    beaten = {
        f"{scene.mentions[position].span.text}: not what {source.text!r} is about": None
        for position in scene.within(source.start, source.end)
        if scene.mentions[position].form is MentionForm.NAME
        and scene.of_mention.get(position) not in (None, speaker.local)
    }
    return replace(speaker, reason=replace(speaker.reason, beaten=tuple(beaten)))


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
    return Speaker(None, None, "nobody") if mention.reason.rule == TITLE else None


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


def _body_again(talk: Talk, source: Span, parent: Attribution | None) -> Speaker | None:
    """Find the organization that "the company" or "the group" takes up again, like "it"."""
    article, _, kind = source.text.casefold().partition(" ")
    if article != "the" or kind not in word_set("kinds_of_body"):
        return None
    scene = talk.scene
    outer = scene.speakers.get(parent.id) if parent else None
    if outer and outer.local is not None:
        for local in (outer.local, party_of(scene, outer.local)):
            if scene.locals[local].type is EntityType.ORGANIZATION:
                return Speaker(local, Reason("link.speaker-body-again", (source,)))
    choice = talk.antecedents(source)
    found = list(choice.found.items())
    if len(found) == 1:
        local, proof = found[0]
        reason = Reason("link.speaker-body-again", (source, proof), beaten=choice.beaten)
        return Speaker(local, reason)
    return None


def _described(talk: Talk, source: Span) -> Speaker:
    """Find the one entity that a phrase without a name describes."""
    role = read_role(source.text)
    if not _is_someone(source, role):
        return Speaker(None, None)
    fitting = talk.candidates.fitting(source, role)
    if len(fitting.found) == 1:
        local, proof = fitting.found[0]
        reason = Reason("link.speaker-description", (source, proof), beaten=fitting.beaten)
        return Speaker(local, reason)
    if fitting.found:
        return Speaker(None, None, "several")
    offices = word_set("state_offices") - word_set("body_heads")
    known = source.text.split()[0].casefold() == "the" and role.heads & offices
    return Speaker(None, None, "nobody" if known else "")


def _is_someone(source: Span, role: Role) -> bool:
    """Tell whether a phrase speaks of someone known: "the poet", "Minister", not "poet"."""
    if not role.definite or not role.heads or role.heads & word_set("vague_heads"):
        return False
    offices = word_set("state_offices") | word_set("body_offices")
    article = source.text.split()[0].casefold() in word_set("definites")
    return article or bool(role.countries) or bool(role.heads & offices)


def _pronoun(talk: Talk, source: Span, parent: Attribution | None) -> Speaker:
    if parent is not None and parent.kind is not AttributionKind.DIRECT:
        outer = talk.scene.speakers.get(parent.id)
        if outer and outer.local is not None and talk.agrees(outer.local, source.text):
            proof = parent.source or source
            reason = Reason("link.speaker-pronoun-inside", (source, proof))
            return _take(talk, source, outer.local, reason)
    if parent is not None and talk.is_quoted(source.start):
        return Speaker(None, None)
    choice = talk.antecedents(source)
    found = list(choice.found.items())
    if len(found) == 1:
        local, proof = found[0]
        reason = Reason("link.speaker-pronoun", (source, proof), beaten=choice.beaten)
        return _take(talk, source, local, reason)
    is_many = source.text.casefold() == "they"
    return Speaker(None, None, "several" if found else choice.why or ("" if is_many else "nobody"))


def _take(talk: Talk, source: Span, local: int, reason: Reason) -> Speaker:
    """Make the pronoun a mention of the entity, so that later pronouns see it."""
    scene = talk.scene
    for position in scene.within(source.start, source.end):
        mention = scene.mentions[position]
        if mention.form is MentionForm.PRONOUN and position not in scene.of_mention:
            member = Member(
                position=position, mention=mention, kind=None, reason=reason, evidence=source
            )
            scene.add(local, member)
            talk.note_gender(local, mention.gender)
    return Speaker(local, reason)
