"""Statements: attributions in reading order, with who speaks and for whom."""

from collections.abc import Mapping, Sequence

from generator.link.parts import DocumentLinks, Voice
from generator.link.scene.parties import party_of, party_of_phrase
from generator.link.scene.scene import Draft, Scene
from generator.model import Attribution, Statement


def reading_order(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions by their first content span, parents before what they hold."""
    by_id = {attribution.id: attribution for attribution in attributions}

    def depth(attribution: Attribution) -> int:
        seen: set[str] = set()
        parent = attribution.parent
        while parent in by_id and parent not in seen:
            seen.add(parent)
            parent = by_id[parent].parent
        return len(seen)

    def place(attribution: Attribution) -> tuple[int, int, int, str]:
        first, last = attribution.content[0], attribution.content[-1]
        return first.start, depth(attribution), -last.end, attribution.id

    return tuple(sorted(attributions, key=place))


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


def build_statements(links: DocumentLinks, ids: Mapping[int, str]) -> tuple[Statement, ...]:
    """Return a document's statements; `ids` maps its entities' positions to ids.

    Where no source names the state for which several people speak, the first of them stands for
    their side; where all of them are nameless, their first attribution does.
    """
    sides = _sides(links, ids)
    return tuple(
        _statement(links, number, voice, ids, sides) for number, voice in enumerate(links.voices, 1)
    )


def _sides(links: DocumentLinks, ids: Mapping[int, str]) -> dict[int, str]:
    """Return what stands for each side that has no entity of its own."""
    sides: dict[int, str] = {}
    nameless: dict[int, str] = {}
    for voice in links.voices:
        if voice.party is None or voice.party in ids:
            continue
        known = ids.get(voice.speaker) if voice.speaker is not None else None
        if known is not None:
            sides.setdefault(voice.party, known)
        nameless.setdefault(voice.party, links.attributions[voice.attribution].id)
    return {**nameless, **sides}


def _statement(
    links: DocumentLinks,
    number: int,
    voice: Voice,
    ids: Mapping[int, str],
    sides: Mapping[int, str],
) -> Statement:
    known = ids.get(voice.speaker) if voice.speaker is not None else None
    side = ids.get(voice.party, sides.get(voice.party)) if voice.party is not None else None
    return Statement(
        number=number,
        attribution=links.attributions[voice.attribution],
        speaker=known,
        party=side or known,
        reason=voice.reason if known else None,
    )
