"""What one document hands on: its entities and voices as frozen records, with the stored words."""

from collections.abc import Iterator, Mapping, Sequence

from generator.link.names.fold import fold, words
from generator.link.names.tables import word_set
from generator.link.parts import Office, Part, PartMention, Stored, Voice
from generator.link.scene.facts import person_of
from generator.link.scene.reading_order import reading_order
from generator.link.scene.roles import read_role
from generator.link.scene.scene import Local, Member, Scene, is_local
from generator.link.scene.titles import office_of
from generator.model import CuratedNote, EntityType, Mention, MentionForm, SourceDocument, Span

_OWNERS = frozenset({"his", "her", "its", "their"})


def part_of(
    document: SourceDocument, local: Local, place: Mapping[int, int], stored: Stored
) -> Part:
    """Return an entity as other documents need it; `place` gives kept positions of mentions."""
    ordered = sorted(local.members, key=lambda member: member.mention.span.start)
    first = ordered.index(local.members[0]) if ordered else None
    return Part(
        type=local.type,
        keys=local.keys,
        is_local=is_local(local),
        mentions=tuple(_mentions(ordered, place, stored)),
        first=first,
        initials=_spans(local.initials, stored),
        heads=_spans(local.heads, stored),
        country=local.country,
        offices=tuple(_offices(local, stored)),
        person=person_of(local, document, stored),
        descriptions=stored(local.descriptions),
    )


def _mentions(
    members: Sequence[Member], place: Mapping[int, int], stored: Stored
) -> Iterator[PartMention]:
    """Yield an entity's mentions; the first of each form has what justifies it as another form."""
    seen: set[str] = set()
    for member in members:
        text = member.mention.span.text
        is_first = fold(text) not in seen and _may_be_alias(member.mention)
        if is_first:
            seen.add(fold(text))
        yield PartMention(
            position=place[member.position],
            text=text,
            kind=member.kind,
            reason=stored(member.reason),
            evidence=stored(member.evidence) if is_first else None,
        )


def _may_be_alias(mention: Mention) -> bool:
    """Tell whether a mention is another form of a name: not "she", "the company" or "his aide"."""
    if mention.form is MentionForm.DESCRIPTION:
        first = mention.span.text.split()[0].casefold()
        if first in word_set("speakers_own") | _OWNERS:
            return False
        rest = set(words(mention.span.text)[:-1]) - word_set("determiners")
        return bool(rest) or mention.head not in word_set("kinds_of_body")
    return mention.form is not MentionForm.PRONOUN


def _spans(said: Mapping[str, Span], stored: Stored) -> dict[str, Span]:
    return {key: stored(span) for key, span in said.items()}


def _offices(local: Local, stored: Stored) -> Iterator[Office]:
    """Yield the offices of a person."""
    for role in local.roles if local.type is EntityType.PERSON else ():
        if office := office_of(role.text):
            yield Office(
                name=" ".join(sorted(office)),
                countries=tuple(sorted(read_role(role.text).countries)),
                proof=stored(role),
            )


def voices_of(scene: Scene, told: Mapping[str, CuratedNote], stored: Stored) -> Iterator[Voice]:
    """Yield who speaks, in reading order; `told` are notes by attribution's id."""
    attributions = scene.document.attributions
    place = {attribution.id: number for number, attribution in enumerate(attributions)}
    for attribution in reading_order(attributions):
        speaker = scene.speakers[attribution.id]
        yield Voice(
            attribution=place[attribution.id],
            speaker=speaker.local,
            reason=stored(speaker.reason),
            party=scene.parties.get(attribution.id),
            note=stored(told.get(attribution.id)),
        )
