"""Who speaks in the turns of a transcript, beyond what a label's own words tell.

A label may be an office that another label gives to somebody by name, or a surname of several.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.link.names.fold import words
from generator.link.scene.scene import Scene, Speaker
from generator.model import (
    AnnotatedDocument,
    Attribution,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
)

_RULE = "attribution.turn"
"""Rule of extraction that gives a turn to whom its label calls."""
_FROM = " of "
"""What stands between a name and where its bearer is from: "Mr. VELL of Tarsk"."""


def apart_by_place(document: AnnotatedDocument) -> dict[int, str]:
    """Return, by mention, what keeps namesakes apart whom labels tell apart by their places."""
    starts = [mention.span.start for mention in document.mentions]
    tails: defaultdict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for attribution in document.attributions:
        source = attribution.source
        if attribution.reason.rule != _RULE or source is None or _FROM not in source.text:
            continue
        for position in range(bisect_left(starts, source.start), bisect_left(starts, source.end)):
            mention = document.mentions[position]
            if _is_named_in(mention, source):
                tail = source.text.rpartition(_FROM)[2].casefold()
                tails[words(mention.span.text)[-1:]][position] = f"of {tail}"
    return {
        position: tail
        for found in tails.values()
        if len(set(found.values())) > 1
        for position, tail in found.items()
    }


def _is_named_in(mention: Mention, source: Span) -> bool:
    """Tell whether a mention is the person's name that a label begins with."""
    is_person = mention.form is MentionForm.NAME and mention.type is EntityType.PERSON
    end = source.start + source.text.index(_FROM) if _FROM in source.text else source.end
    return is_person and source.start <= mention.span.start and mention.span.end <= end


class Labels:
    """What all labels of a document together tell of who speaks."""

    def __init__(self, scene: Scene, attributions: Sequence[Attribution]) -> None:
        self._scene = scene
        self._turns = [a for a in attributions if a.reason.rule == _RULE and a.source is not None]
        self._offices: Mapping[tuple[str, ...], dict[int, Span]] = self._by_office()
        self._bearers: Mapping[str, set[int]] = self._by_surname()
        self._placed = {
            words(turn.source.text.partition(_FROM)[0])[-1]
            for turn in self._turns
            if turn.source is not None and _FROM in turn.source.text
        }
        """Surnames to which labels add where their bearers are from."""

    def _named(self, source: Span) -> tuple[int, Mention] | None:
        """Return the entity that a label names, with the mention."""
        for position in self._scene.within(source.start, source.end):
            mention = self._scene.mentions[position]
            if _is_named_in(mention, source) and position in self._scene.of_mention:
                return self._scene.of_mention[position], mention
        return None

    def _by_office(self) -> Mapping[tuple[str, ...], dict[int, Span]]:
        """Return whom labels name beside an office, by its words."""
        found: defaultdict[tuple[str, ...], dict[int, Span]] = defaultdict(dict)
        for turn in self._turns:
            named = self._named(turn.source) if turn.source and turn.role else None
            if named and turn.role:
                found[words(turn.role.text)].setdefault(named[0], turn.role)
        return found

    def _by_surname(self) -> Mapping[str, set[int]]:
        """Return whom labels name, by surname."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for turn in self._turns:
            named = self._named(turn.source) if turn.source else None
            if named:
                found[words(named[1].span.text)[-1]].add(named[0])
        return found

    def speaker(self, attribution: Attribution) -> Speaker | None:
        """Return who has a turn where the other labels decide it; None where they do not."""
        source = attribution.source
        if attribution.reason.rule != _RULE or source is None:
            return None
        named = self._named(source)
        if named is None:
            return self._in_office(source)
        return Speaker(None, None, "several") if self._is_several(source, named[1]) else None

    def _in_office(self, source: Span) -> Speaker | None:
        """Return whom labels name beside this office: in the same words, else in words it begins.

        "The Minister" is the one of "The Minister for Health (Ms Vell)" where there is no other.
        """
        said = words(source.text)
        same = self._offices.get(said, {})
        longer = {
            local: proof
            for office, found in self._offices.items()
            if office[: len(said)] == said
            for local, proof in found.items()
        }
        held = same or longer
        if len(held) > 1:
            return Speaker(None, None, "several")
        for local, proof in held.items():
            return Speaker(local, Reason("link.speaker-office", (source, proof)))
        return None

    def _is_several(self, source: Span, mention: Mention) -> bool:
        """Tell whether a surname alone is that of two who speak here.

        A form of address may part them; where they are from must then be said.
        """
        name = words(mention.span.text)
        bearers = self._bearers[name[-1]]
        if len(name) > 1 or len(bearers) < len(("one", "other")):
            return False
        is_bare = source.text == mention.span.text
        return is_bare or (_FROM not in source.text and name[-1] in self._placed)
