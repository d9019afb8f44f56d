"""What each page says, in typed pieces and targets; no looks. Made by `plan`, read by `render`.

Every text is a `Piece`; every other string here is a machine's: an id, an address, a class, a
value in EDTF.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.model.annotation import (
    AttributionKind,
    EntityType,
    Exactness,
    HedgeKind,
    OwnVoiceKind,
    Stance,
)
from generator.model.piece import Editorial, Piece, Reference, Slice
from generator.model.source import Metadata, SourceDocument

if TYPE_CHECKING:
    from generator.model.drawing import Map
    from generator.model.sides import Dispute, Side


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    page: str
    """Path below `docs/`; empty for the page itself."""
    anchor: str = ""
    """Id on that page; empty for its top."""


class MarkKind(StrEnum):
    """Why some characters are set apart."""

    QUOTED = "quoted"
    HEDGE = "hedge"
    SAID = "said"
    MENTION = "mention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text with the same marks throughout."""

    text: Slice
    marks: tuple[MarkKind, ...] = ()
    """In the order of `MarkKind`."""
    target: Target | None = None
    """Where it leads."""
    anchors: tuple[str, ...] = ()
    """Ids that others link to; the first segment of a statement has its id."""
    statement: str = ""
    """Numbers of the statements it belongs to, outer ones first: `7 7a`; empty when none."""


Rich = tuple[Segment, ...]
"""A span cut into segments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression as the reader meets it."""

    phrase: Slice
    edtf: str | None
    """EDTF value; None when unresolved."""
    value: str | None
    """TIMEX3 value."""
    rule: str
    """Name of the rule that gave the value."""
    doubt: str
    """Why it is in doubt; empty when it is not."""
    alternatives: tuple[str, ...]
    """Other readings, in EDTF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, as printed."""

    printed: Slice | None
    """The speaker as the sentence has it; None when not stated."""
    name: Slice | None
    """The speaker's fullest name where the sentence has less; else None."""
    role: Slice | None
    """The role beside the name."""
    target: Target | None
    """The speaker's glossary entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeWords:
    """A hedge with what it does."""

    words: Slice
    kind: HedgeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalParagraph:
    """A paragraph of the document that a statement was translated from."""

    number: int
    """From 1, as printed."""
    text: Slice
    language: Reference
    """BCP 47 tag, as stated."""
    source: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A statement, ready to be set."""

    number: str
    """`7`, or `7a` for the first statement inside the content of the seventh."""
    anchor: str
    """The attribution's id."""
    kind: AttributionKind
    stance: Stance
    voice: Voice
    cue: Slice | None
    opening: Slice | None
    """What opens its sentence and keeps the document's distance: "Allegedly, …, he replied"."""
    cue_first: bool
    """Whether the cue reads before the speaker: "according to"."""
    told_first: bool
    """Whether whom it is about reads before the cue: "X is accused of"."""
    words: tuple[Rich, ...]
    """One for each content span."""
    addressee: Slice | None
    channel: Slice | None
    topic: Slice | None
    occasion: Slice | None
    when: When | None
    hedges: tuple[HedgeWords, ...]
    parent: str
    """Number of the statement in whose content this one stands; empty when none."""
    paragraph: int
    start: int
    """First offset of the content."""
    end: int
    """One past the last offset of the content."""
    date: str
    """ISO date of the document; empty when not stated."""
    rule: str
    """Name of the rule that read it."""
    briefing: Target
    source: Target
    comments: tuple[Editorial, ...] = ()
    originals: tuple[OriginalParagraph, ...] = ()
    """What the words were translated from, a paragraph each; nothing where they were not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPassage:
    """A passage that stands in brief."""

    voice: Voice | None
    """Who says it, where its words do not tell."""
    question: Slice | None
    """The question that it answers, where that is needed to read it."""
    parts: tuple[Rich, ...]
    """Stretches of the source in order; between two of them something is left out."""
    cut_after: bool
    """Whether its last sentence goes on in the source."""
    cards: tuple[Card, ...]
    """Statements whose words it gives, none of them inside another."""
    paragraph: int
    source: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Something a speaker did not say."""

    who: Voice
    outside: bool
    """Whether the words leave out who it is."""
    words: Slice
    """The refusing clause."""
    paragraph: int
    source: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Something the document says in its own voice."""

    words: Rich
    kind: OwnVoiceKind
    hedges: tuple[HedgeWords, ...]
    paragraph: int
    source: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A row of a timeline."""

    when: When | None
    """None for what the document itself reports: `sort` is its date then."""
    sort: str
    """What the row is sorted by: the earliest day that it may mean."""
    words: Slice
    """The sentence, or the statement's content."""
    number: str
    """Statement number; empty when the document speaks for itself."""
    voice: Voice | None
    briefing: Target
    document: "DocumentLine | None" = None
    printed: When | None = None
    """The date that the text gives for itself, where the document is dated otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A date under a drawn timeline."""

    label: str
    """Year, month or day, ISO 8601."""
    at: float
    """Place from the left, in per cent of the width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A moment of a drawn timeline."""

    moment: Moment
    at: float
    """Left end, in per cent of the width."""
    width: float
    """Length, in per cent of the width: a month is longer than a day."""
    sure: bool
    """Whether the date is beyond doubt."""
    open_start: bool
    """Whether it has no first day."""
    open_end: bool
    """Whether it has no last day."""
    label_at: float
    """Where its date is written, in per cent of the width."""
    label_before: bool
    """Whether the date is written to the left of that place."""
    label_inside: bool
    """Whether the date is written on the bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn timeline."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    """In the order of the list beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity, ready to be set."""

    printed: Slice
    exactness: Exactness
    minimum: float | None
    maximum: float | None
    unit: Slice | None
    place: Slice | None
    when: When | None
    """Time expression in the same sentence, when there is just one."""
    as_of: When | None
    """The same where the figure is sure to be of that time."""
    number: str
    """Statement that gives it; empty when the document speaks for itself."""
    voice: Voice | None
    paragraph: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document in a list."""

    title: Piece
    date: str
    """ISO date; empty when not stated."""
    publisher: Piece | None
    briefing: Target
    source: Target
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A document in a list that is stored and not annotated."""

    title: Piece
    date: str
    """ISO date; empty when not stated."""
    publisher: Piece | None
    language: Reference
    """BCP 47 tag, as stated."""
    source: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity in a list."""

    name: Slice
    type: EntityType
    target: Target
    description: Slice | None
    told_by: Voice | None = None
    """Who describes it so; None where the document does."""
    numbers: tuple[str, ...] = ()
    """Statements it makes or is named in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedParagraph:
    """A paragraph of the source with everything marked."""

    number: int
    text: Rich


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the source summary counts."""

    sentences: int
    statements: int
    direct: int
    mixed: int
    indirect: int
    voices: int
    persons: int
    organizations: int
    states: int
    channels: int
    refusals: int
    passages: int
    unnamed: int
    """Statements whose speaker is not stated or not resolved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A picture's caption and its maker."""

    caption: Slice
    cue: Slice
    who: Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """Metadata, file and hashes of a document."""

    document: SourceDocument
    metadata: Metadata
    stored: str
    """Path of the stored text below `docs/`."""
    raw: str
    """Path of the raw file below `docs/`; the same as `stored` when they do not differ."""
    record: str
    """Path below `docs/` of the proofs, citations and annotations of the document."""
    header: Slice | None
    """What stands before the body, as metadata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """An earlier document that a document repeats: together they are one source."""

    line: DocumentLine
    share: int
    """Per cent of the shorter one's runs of words that stand in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The document that a document was translated from: together they are one source."""

    line: StoredLine
    others: tuple[DocumentLine, ...]
    """Other translations of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What the page of one document says."""

    path: str
    title: Piece
    line: DocumentLine
    facts: SourceFacts
    counts: Counts
    dateline: EntityLine | None
    """The place that it is dated from; None where it has no dateline."""
    printed: When | None
    """The date that the text gives for itself, where the document is dated otherwise."""
    repeats: Repetition | None
    """The earlier document whose words it repeats."""
    translation: Translation | None
    """What it was translated from."""
    conditions: tuple[Passage, ...]
    disputes: tuple["Dispute", ...]
    sides: tuple["Side", ...]
    """Who says what; speakers of whom something stands in the open."""
    quiet: tuple["Side", ...]
    """Speakers of whom all is folded away."""
    in_brief: tuple[BriefPassage, ...]
    cards: tuple[Card, ...]
    passages: tuple[Passage, ...]
    dated: tuple[Moment, ...]
    chart: Chart | None
    figures: tuple[Figure, ...]
    withheld: tuple[Withheld, ...]
    unresolved: tuple[When, ...]
    people: tuple[EntityLine, ...]
    organizations: tuple[EntityLine, ...]
    places: tuple[EntityLine, ...]
    map: "Map | None"
    """Where the places are; None where a map would not help."""
    others: tuple[EntityLine, ...]
    paragraphs: tuple[AnnotatedParagraph, ...]
    credits: tuple[Credit, ...]
    comments: tuple[Editorial, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What the page of one stored text says."""

    path: str
    title: Piece
    line: DocumentLine
    facts: SourceFacts
    paragraphs: tuple[AnnotatedParagraph, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """What the page of one stored text says that is not annotated."""

    path: str
    title: Piece
    line: StoredLine
    facts: SourceFacts
    paragraphs: tuple[AnnotatedParagraph, ...]
    """Without marks."""
    translations: tuple[DocumentLine, ...]
    """Documents that were translated from it."""
