"""Statements: attributions in reading order, with who speaks and for whom."""

from collections.abc import Mapping, Sequence

from generator.link.local import Scene
from generator.link.parties import party_of, party_of_phrase
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


def find_parties(scene: Scene, ordered: Sequence[Attribution]) -> None:
    """Tell for whom each attribution's speaker speaks."""
    for attribution in ordered:
        speaker = scene.speakers[attribution.id].local
        if speaker is not None:
            scene.parties[attribution.id] = party_of(scene, speaker)
        elif attribution.source is not None:
            party = party_of_phrase(scene, attribution.source)
            if party is not None:
                scene.parties[attribution.id] = party


def build_statements(
    scene: Scene, ordered: Sequence[Attribution], ids: Mapping[int, str]
) -> tuple[Statement, ...]:
    """Return a document's statements; `ids` maps its entities' positions to ids.

    Where no source names the state for which several people speak, the first of them stands for
    their side; where all of them are nameless, their first attribution does.
    """
    sides = _sides(scene, ordered, ids)
    return tuple(
        _statement(scene, number, attribution, ids, sides)
        for number, attribution in enumerate(ordered, 1)
    )


def _sides(scene: Scene, ordered: Sequence[Attribution], ids: Mapping[int, str]) -> dict[int, str]:
    """Return what stands for each side that has no entity of its own."""
    sides: dict[int, str] = {}
    nameless: dict[int, str] = {}
    for attribution in ordered:
        party = scene.parties.get(attribution.id)
        if party is None or party in ids:
            continue
        speaker = scene.speakers[attribution.id].local
        known = ids.get(speaker) if speaker is not None else None
        if known is not None:
            sides.setdefault(party, known)
        nameless.setdefault(party, attribution.id)
    return {**nameless, **sides}


def _statement(
    scene: Scene,
    number: int,
    attribution: Attribution,
    ids: Mapping[int, str],
    sides: Mapping[int, str],
) -> Statement:
    speaker = scene.speakers[attribution.id]
    known = ids.get(speaker.local) if speaker.local is not None else None
    party = scene.parties.get(attribution.id)
    side = ids.get(party, sides.get(party)) if party is not None else None
    return Statement(
        number=number,
        attribution=attribution,
        speaker=known,
        party=side or known,
        reason=speaker.reason if known else None,
    )
