"""What one document says of itself, before other documents are looked at: frozen, and kept.

Spans and reasons hold the stored characters. Words that are compared stand beside them as they
read, whatever the layout of the document is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from generator.errors import Finding
from generator.layout import Reading, carried
from generator.model import (
    AliasKind,
    Attribution,
    CuratedNote,
    Description,
    Entity,
    EntityType,
    Gender,
    Mention,
    Reason,
    Span,
)

Record = TypeVar("Record")


class Stored:
    """Gives records whose spans have the characters that are stored at their places."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __call__(self, record: Record) -> Record:
        """Return the record with stored characters; itself where the layout is not odd."""
        return record if self._reading.is_plain else carried(record, self._span)

    def _span(self, span: Span) -> Span:
        return self._reading.stored.span(span.start, span.end)


@dataclass(frozen=True, slots=True)
class Role:
    """What a document says somebody is."""

    span: Span
    text: str
    """Its words as they read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a document says somebody holds."""

    name: str
    """The words that say which, in order of the alphabet."""
    countries: tuple[str, ...]
    """ISO 3166-1 codes of the countries that are named with it."""
    proof: Span
    """The words that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a document says about somebody whom it names in full."""

    walks: dict[str, Role] = field(default_factory=dict)
    """Walks of life (`sport`), with the roles that say so."""
    states: dict[str, Role] = field(default_factory=dict)
    """Countries in whose service, with the roles that say so."""
    countries: dict[str, Role] = field(default_factory=dict)
    """Countries in any role."""
    offices: dict[str, Role] = field(default_factory=dict)
    """Offices by their words, with the roles that say so."""
    births: tuple[int, ...] = ()
    """Years of birth, about, by ages that the document prints."""
    gender: Gender = Gender.UNKNOWN
    """The one that the document shows more than once."""
    is_curated: bool = False
    """Whether a note says who it is."""

    @property
    def is_told(self) -> bool:
        """Whether anything says which of several people of the name it is."""
        return bool(self.walks or self.states or self.births)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMention:
    """A mention as part of an entity."""

    position: int
    """Its position among the document's mentions."""
    text: str
    """Its words as they read."""
    kind: AliasKind | None
    """How it stands for the entity; None when it is a full name."""
    reason: Reason
    """Why it means the entity."""
    evidence: Span | None
    """What justifies it as another form of the name; None where it cannot be the first such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An entity as one document knows it."""

    type: EntityType
    keys: frozenset[str]
    """What it has in common with the same entity in other documents."""
    is_local: bool
    """Whether its names mean something only in its document."""
    mentions: tuple[PartMention, ...]
    """In source order."""
    first: int | None
    """Which of them it is known by; None when it has none."""
    initials: dict[str, Span]
    """Keys of abbreviations that the document ties to it, with what says so."""
    heads: dict[str, Span]
    """Keys of shorter names that the document ties to it, if they say whose, not only what."""
    country: str | None
    """ISO 3166-1 code, for countries."""
    offices: tuple[Office, ...]
    """The offices that the document says it holds."""
    person: Person | None
    """What is known of a person with one full name; None for all else."""
    descriptions: tuple[Description, ...]
    """How the document describes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in an attribution, and for whom."""

    attribution: int
    """Position among the document's attributions."""
    speaker: int | None
    """Position of the entity among the document's parts; None when it could not be told."""
    reason: Reason | None
    """Why it is that entity."""
    party: int | None
    """Position of the entity for which it speaks."""
    note: CuratedNote | None
    """The note that says who speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLinks:
    """What one document says of itself."""

    document: str
    """Its id."""
    notes: tuple[CuratedNote, ...]
    """The notes about it, in order, with their words as they read."""
    mentions: tuple[Mention, ...]
    """Its mentions as linking completes them and notes correct them."""
    attributions: tuple[Attribution, ...]
    """Its attributions as notes correct them."""
    parts: tuple[Part, ...]
    """Its entities, in order of first mention."""
    voices: tuple[Voice, ...]
    """Who speaks in its attributions, in reading order."""
    runs: tuple[int, ...]
    """Checksums of its runs of words, for telling reprints, in order."""
    countries: tuple[str, ...]
    """ISO 3166-1 codes of the countries that it names."""
    wanting: tuple[str, ...]
    """Codes of countries for whose government a capital would stand if some document named them."""
    findings: tuple[Finding, ...]
    """What a person should look at."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A part with its place among the parts of all documents."""

    document: str
    """Id of its document."""
    rank: int
    """Place of its document in order of date, then path."""
    position: int
    """Place among the parts of its document."""
    part: Part
    all_mentions: tuple[Mention, ...]
    """All mentions of its document."""

    @property
    def first(self) -> PartMention:
        """The mention that it is known by; it must have one."""
        return self.part.mentions[self.part.first or 0]

    def mention(self, mention: PartMention) -> Mention:
        """Return the document's mention."""
        return self.all_mentions[mention.position]

    def span(self, mention: PartMention) -> Span:
        """Return where a mention stands, with the stored characters."""
        return self.all_mentions[mention.position].span


@dataclass(frozen=True, slots=True)
class Lent:
    """What a name is short for in another document."""

    kind: AliasKind
    proof: Span
    """The words there that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A part as all documents together know it."""

    numbered: Numbered
    keys: frozenset[str]
    """Its keys, with those that tell it from namesakes."""
    lent: Lent | None
    """What another document says of its name; None for nearly all."""
    reason: Reason | None
    """What joins a person to the one of that name in another document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An entity with its names as they read, whatever the layout of their documents."""

    entity: Entity
    name: str
    aliases: tuple[str, ...]
    """Words of its other names, in the same order as those of the entity."""


Ids = Mapping[tuple[str, int], str]
"""Ids of entities by document and position of the part."""
