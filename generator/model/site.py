"""What the pages beside the briefings say: glossary, overviews, and the site as a whole."""

from dataclasses import dataclass

from generator.model.annotation import EntityType
from generator.model.briefing import (
    Briefing,
    BriefPassage,
    Card,
    DocumentLine,
    EntityLine,
    Moment,
    Rich,
    SourcePage,
    StoredPage,
    Target,
    Voice,
)
from generator.model.dossier import AliasKind, Place, Unsited
from generator.model.drawing import Diagram, Map
from generator.model.piece import Piece, Slice
from generator.model.sides import Dispute

OTHER = "#"
"""Letter of the names that begin with none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasLine:
    """Another form of a name and the sentence that justifies it."""

    text: Slice
    kind: AliasKind
    evidence: Rich
    target: Target
    date: str
    """ISO date of the document that has the sentence; empty when not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Where words stand."""

    line: DocumentLine
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionLine:
    """How sources describe an entity."""

    words: Slice
    """As first printed."""
    told_by: Voice | None
    """Who describes it so; None where a document does."""
    uses: tuple[Use, ...]
    """Where documents have these words, each document once, in order of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    """An entity named in the same sentences as another."""

    entity: EntityLine
    sentences: int
    """How many sentences name both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLine:
    """A sentence with a mention marked."""

    sentence: Rich
    paragraph: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionGroup:
    """The mentions of one entity in one document."""

    line: DocumentLine
    mentions: tuple[MentionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """What is told of one entity, on a page of its own or in a row."""

    path: str
    """Of the page that tells of it: its own, or one of names."""
    target: Target
    """The same, with the anchor of its row where it has no page of its own."""
    slug: str
    """What it is called in addresses."""
    entity: str
    """Id of the entity."""
    name: Slice
    type: EntityType
    descriptions: tuple[DescriptionLine, ...]
    aliases: tuple[AliasLine, ...]
    said: tuple[Card, ...]
    said_about: tuple[Card, ...]
    groups: tuple[MentionGroup, ...]
    related: tuple[RelatedLine, ...]
    """The most often named together first."""
    first_seen: str
    """ISO date; empty when no document states one."""
    last_seen: str
    documents: int
    origins: int
    """Those of them that repeat no other."""
    names: int
    """Mentions by name."""
    adjectives: int
    """Mentions as an adjective."""
    place: Place | None
    """Reference data about the place that is meant; None when that is not known."""
    unsited: Unsited | None
    """Why it is not known which place is meant."""
    map: Map | None
    diagram: Diagram | None

    @property
    def own(self) -> bool:
        """Whether it has a page of its own."""
        return not self.target.anchor

    @property
    def description(self) -> Slice | None:
        """What a document calls it in its own words, first; None where only speakers describe it.

        What has no room to say whose words they are may show no other.
        """
        return next((line.words for line in self.descriptions if line.told_by is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryRow:
    """A row of the index of names: an entity, or another form of its name."""

    text: Slice
    slug: str
    """Of the entity."""
    line: EntityLine
    see: bool
    """Whether the row only leads to the entry of another name."""
    entry: GlossaryEntry | None
    """What is told of the entity here; None where the row only leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryLetter:
    """One letter of the index of names."""

    letter: str
    rows: tuple[GlossaryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPart:
    """A further page of names."""

    prefix: str
    """What they begin with, in capitals."""
    target: Target
    names: int
    """How many there are, on pages below it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """A page of names."""

    path: str
    prefix: str
    """What they begin with, in capitals; empty for the glossary's first page."""
    letters: tuple[GlossaryLetter, ...]
    """The names that stand on it."""
    parts: tuple[GlossaryPart, ...]
    """Where further ones stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSection:
    """Everything that one entity says."""

    speaker: EntityLine | None
    """None for statements without a resolved speaker."""
    anchor: str
    cards: tuple[tuple[DocumentLine, Card], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeItem:
    """A briefing on the home page."""

    line: DocumentLine
    in_brief: tuple[BriefPassage, ...]
    disputes: tuple[Dispute, ...]
    """Where accounts differ in it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """What is new in an edition since the one before."""

    since: str
    """Day or ISO week of the edition before."""
    heard: tuple[EntityLine, ...]
    """Who speaks that spoke in no document before, the most often heard first."""
    named: tuple[EntityLine, ...]
    """Who else and what is named that no document named before, the most often named first."""
    changed: tuple[DocumentLine, ...]
    """Documents whose texts were changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The documents of one day, or of one week."""

    path: str
    first: str
    """Its first day, ISO 8601."""
    last: str
    """Its last day, ISO 8601."""
    week: str
    """ISO week such as `2024-W45`; empty for a day."""
    pages: tuple[Briefing, ...]
    """Newest first."""
    before: Target | None = None
    """The edition before it."""
    after: Target | None = None
    """The edition after it."""
    new: New | None = None
    """What is new since the edition before; None when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionMonth:
    """The editions of one month."""

    month: str
    """Such as `2024-11`."""
    days: tuple[Edition, ...]
    weeks: tuple[Edition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What one publisher published in a year."""

    publisher: Piece | None
    """None for documents that state none."""
    lines: tuple[DocumentLine, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfYear:
    """The documents of one year."""

    year: str
    """Such as `2024`; empty for documents without a date."""
    outlets: tuple[Outlet, ...]
    """In order of their names, those without one last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An entity with how often it is spoken of."""

    entity: EntityLine
    statements: int
    """Of this edition that name it."""
    before: int | None
    """Of the edition before; None when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A page that leads from an address that was published once to the one used now."""

    path: str
    title: Piece
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A document that has no pages, and why."""

    path: str
    """The document, relative to the seeds folder."""
    file: str
    """Where the reason stands, likewise: the document itself, its sidecar or its notes."""
    line: int
    """Line in that file, from 1; 0 when the whole file is meant."""
    code: str
    """Stable name of the finding, such as `collect.not-utf8`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that the pages say."""

    home: tuple[HomeItem, ...]
    """What matters most in the newest edition."""
    lines: tuple[DocumentLine, ...]
    """All briefings, newest first."""
    also: tuple[DocumentLine, ...]
    """Further documents of the home page's edition, by title alone."""
    edition: Edition | None
    """The edition on the home page; None when no document has a date."""
    spoken: tuple[Spoken, ...]
    """Who and what that edition's statements are about most often."""
    editions: tuple[Edition, ...]
    """Of days and of weeks."""
    months: tuple[EditionMonth, ...]
    """The same by month, newest first."""
    shelf: tuple[ShelfYear, ...]
    """All briefings by year, newest first, and outlet."""
    latest: tuple[Briefing, ...]
    """Those dated in the seven days that end with the newest one, newest first."""
    accounts: tuple[Briefing, ...]
    """Those in which accounts differ, newest first."""
    briefings: tuple[Briefing, ...]
    sources: tuple[SourcePage, ...]
    """Of the annotated documents."""
    stored: tuple[StoredPage, ...]
    """Of the documents that are not annotated."""
    glossary: tuple[GlossaryEntry, ...]
    """Of all entities, whether they have a page or a row."""
    names: tuple[GlossaryPage, ...]
    """The glossary's first page, then all further ones."""
    map: Map | None
    """Places that the documents name most often; None when there are none to show."""
    speakers: tuple[SpeakerSection, ...]
    years: tuple[tuple[str, tuple[Moment, ...]], ...]
    """The dated moments of all documents in order of time, by the first year that each may mean."""
    statements: int
    moved: tuple[Moved, ...]
    renamed: tuple[tuple[str, str], ...]
    """Slugs of entities that were published once, and the slug that each leads on to."""
    left_out: tuple[LeftOut, ...] = ()
    """Documents that have no pages, in order of their paths."""

    @property
    def texts(self) -> tuple[SourcePage | StoredPage, ...]:
        """The pages of all stored texts."""
        return (*self.sources, *self.stored)
