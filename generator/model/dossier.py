"""What `link` knows across all documents."""

from dataclasses import dataclass
from enum import StrEnum

from generator.model.annotation import (
    AnnotatedDocument,
    Attribution,
    Description,
    EntityType,
    Mention,
    Reason,
    TimeExpression,
)
from generator.model.source import SourceDocument, Span


class AliasKind(StrEnum):
    """Why another form names the same entity."""

    SURNAME = "surname"
    FIRST_NAME = "first name"
    INITIALS = "initials"
    OFFICIAL_NAME = "official name"
    METONYM = "capital used for the government"
    ADJECTIVE = "adjective"
    VARIANT = "variant"
    SHORT_FORM = "short form"
    ROLE = "role description"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another form of an entity's name, with the sentence that justifies it."""

    text: Span
    """Its first use."""
    kind: AliasKind
    evidence: Span
    """The sentence that justifies it."""
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A mention and whom it means."""

    mention: Mention
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Reference data about a place: never from a source, always labelled."""

    kind: str
    """`country`, `capital`, `city`, `region`, `sea` …"""
    country: str
    """ISO 3166-1 alpha-2 code; empty where none holds."""
    latitude: float | None
    longitude: float | None
    origin: str
    """Which reference data it is from."""


class Unsited(StrEnum):
    """Why it is not known where a place is."""

    UNKNOWN = "unknown"
    """Reference data has no place of this name."""
    AMBIGUOUS = "ambiguous"
    """Reference data has several, and the documents do not tell which is meant."""
    ALONE = "alone"
    """Reference data has a town of this name, in a country that the documents do not name."""
    WIDE = "wide"
    """It is a continent or an ocean, for which no point stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions refer to, across all documents."""

    id: str
    """`e` and ten hexadecimal digits hashed from type and folded name."""
    slug: str
    """Last part of its address; ASCII, unique among entities."""
    type: EntityType
    name: Span
    """Its fullest name, as first printed."""
    sort_key: str
    """What it is sorted by: folded; family name first for people."""
    aliases: tuple[Alias, ...]
    descriptions: tuple[Description, ...]
    """What sources call it, in order of document date and offset."""
    links: tuple[Link, ...]
    """Every mention of it, in order of document date, document id and offset."""
    place: Place | None = None
    """Reference data about the place that is meant; None when that is not known."""
    unsited: Unsited | None = None
    """Why it is not known which place is meant."""
    sited: Reason | None = None
    """Why this place of the name is meant, or none; for places only."""


class NoteAction(StrEnum):
    """What a curated note does."""

    COMMENT = "comment"
    """Adds signed editorial text."""
    NOT_A_NAME = "not a name"
    SAME_AS = "same as"
    """The mention means the entity whose name is `value`."""
    NOT_SAME_AS = "not same as"
    TYPE = "type"
    """The mention's type is `value`."""
    SPEAKER = "speaker"
    """The statement that holds this text was made by the entity named `value`."""
    NOT_A_STATEMENT = "not a statement"
    QUESTION = "question"
    """Heads the row of what is disputed in which this text takes part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedNote:
    """A person's correction or comment, bound to exact text."""

    span: Span
    """The words it is bound to."""
    action: NoteAction
    value: str
    """What the action needs: a name, a type, the comment's text."""
    signed: str
    """Who signed it."""
    on: str = ""
    """When, `YYYY-MM-DD`; empty when not said."""
    path: str
    """The file that holds it, relative to the seeds folder."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution as the reader meets it."""

    number: int
    """From 1 in its document, in source order; printed as [n]."""
    attribution: Attribution
    speaker: str | None
    """Id of the entity that speaks; None when not stated or not resolved."""
    party: str | None
    """Id of the entity whose side the speaker is on (office, then state); for counting origins.

    Of the side's first attribution where no source names anybody who could stand for it.
    """
    reason: Reason | None
    """Why this entity speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """What a document repeats."""

    document: str
    """Id of the first document with these words."""
    share: int
    """Per cent of the shorter document's runs of words that stand in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedDocument:
    """One document's annotations after linking."""

    annotated: AnnotatedDocument
    statements: tuple[Statement, ...]
    """Top-level and nested, in source order."""
    notes: tuple[CuratedNote, ...] = ()
    reprint: Reprint | None = None
    """What it repeats, for then it is no second source; None for nearly all."""
    original: SourceDocument | None = None
    """What it is a translation of, and no second source beside; None for nearly all."""
    printed: TimeExpression | None = None
    """The date that its text gives for itself, where that is another than the document's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known before anything is planned for a reader."""

    documents: tuple[LinkedDocument, ...]
    """In order of date, then path; undated last."""
    unannotated: tuple[SourceDocument, ...] = ()
    """Documents in other languages than the rules read, in the same order: stored, and no more."""
    entities: tuple[Entity, ...]
    """In order of `sort_key`, then id."""

    @property
    def source_documents(self) -> tuple[SourceDocument, ...]:
        """Every document, annotated or not."""
        return (*(linked.annotated.document for linked in self.documents), *self.unannotated)
