"""Statements: attributions in reading order, with who speaks and for whom."""

from collections.abc import Mapping

from generator.link.parts import DocumentLinks, Voice
from generator.model import Statement


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
