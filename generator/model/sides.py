"""Who says what on a briefing, by side and speaker, and what is disputed."""

from dataclasses import dataclass

from generator.model.annotation import Stance
from generator.model.briefing import Card, EntityLine, Figure, Rich, Voice, Withheld
from generator.model.piece import Editorial, Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """A statement as a line under its speaker's name."""

    card: Card
    words: tuple[Rich, ...]
    """What the line shows: the card's words, their first sentences, or the passage around them."""
    in_passage: bool
    """Whether it shows the sentences around the words, speaker and cue with them: alone the words
    would not tell of whom they speak."""
    cut: bool
    """Whether the card has more words than the line."""
    role: Slice | None
    """The role beside the name where it is another than the one above; else None."""
    nested: tuple[Card, ...]
    """Statements inside its content, in source order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """One speaker and what the speaker says, the name told once."""

    voice: Voice
    """Fullest name and first role."""
    lines: tuple[SaidLine, ...]
    """What stands in the open, in source order."""
    more: tuple[SaidLine, ...]
    """What is folded away, in source order."""
    withheld: tuple[Withheld, ...]
    """What the speaker declined to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Those who speak for one government, body or group."""

    entity: EntityLine | None
    """For whom they speak; None where a speaker speaks for nobody else, or nobody is known."""
    speakers: tuple[Speaking, ...]
    """In order of their first statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A speaker in a dispute, with the statements that take part in it."""

    voice: Voice
    cards: tuple[Card, ...]
    told_by: Voice | None = None
    """Who reports it, where it stands inside another one's words; else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one side says in a dispute."""

    heard: tuple[Heard, ...]
    side: EntityLine | None
    """The side of all of them, where they are several on one; else None."""
    stance: Stance | None
    """What it does with the matter, where it does not affirm; else None."""
    words: tuple[Slice, ...]
    """Its own words that say so: "cannot corroborate"."""
    quoted: bool = False
    """Whether the source has them in quotation marks; else they may be the document's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an editor asks of a matter."""

    words: Editorial
    on: str
    """When it was signed, ISO date; empty when not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One matter on which accounts differ."""

    question: Question | None = None
    """What heads it; None where the words of the source do."""
    about: tuple[Slice, ...]
    """The words of the source that the pair rests on."""
    positions: tuple[Position, ...]
    """In the order of their first statement; empty for figures."""
    figures: tuple[Figure, ...]
    """Figures for one thing by different voices; empty for positions."""
