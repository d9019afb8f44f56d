"""Entities as one document knows them, before other documents are looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from generator.model import (
    AliasKind,
    AnnotatedDocument,
    Description,
    EntityType,
    Mention,
    Reason,
    Span,
)

"""Types whose short name in one document may be the whole name in another: "A380"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A mention as part of an entity."""

    position: int
    """Position among the document's mentions."""
    mention: Mention
    kind: AliasKind | None
    """How it stands for the entity; None when it is a full name."""
    reason: Reason
    """Why it means the entity."""
    evidence: Span
    """A span in the sentence that justifies it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """An entity as one document knows it."""

    document: str
    """Id of the document."""
    type: EntityType
    keys: frozenset[str]
    """What it has in common with the same entity in other documents."""
    members: tuple[Member, ...] = ()
    """Its mentions, the name that it is known by first."""
    initials: Mapping[str, Span] = field(default_factory=dict)
    """Keys of abbreviations that the document ties to it, with what says so."""
    heads: Mapping[str, Span] = field(default_factory=dict)
    """Keys of shorter names that the document ties to it, if they say whose, not only what."""
    country: str | None = None
    """ISO 3166-1 code, for countries."""
    roles: tuple[Span, ...] = ()
    """What the document says it is."""
    descriptions: tuple[Description, ...] = ()
    """How the document describes it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in an attribution."""

    local: int | None
    """Position of the entity; None when it could not be told."""
    reason: Reason | None
    """Why it is that entity."""
    finding: str = ""
    """Why it could not be told, for a person to look at; empty when nothing is to be done."""


class Places:
    """Where sentences, paragraphs and mentions of a document stand."""

    def __init__(self, document: AnnotatedDocument) -> None:
        self._sentences = document.sentences
        self._paragraphs = document.document.paragraphs
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._mention_starts = [mention.span.start for mention in document.mentions]

    def sentence(self, offset: int) -> int | None:
        """Return the position of the sentence that holds the code point at `offset`."""
        found = bisect_right(self._sentence_starts, offset) - 1
        return found if found >= 0 and offset < self._sentences[found].end else None

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Return where the paragraph around `offset` begins and ends."""
        paragraphs = self._paragraphs
        found = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        if found < 0:
            return offset, offset
        return paragraphs[found].start, paragraphs[found].end

    def within(self, start: int, end: int) -> range:
        """Return the positions of the mentions that begin in `text[start:end]`."""
        return range(
            bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known of one document after some of its passes; each gives the next one another."""

    document: AnnotatedDocument
    places: Places
    locals: Sequence[Local] = ()
    of_mention: Mapping[int, int] = field(default_factory=dict)
    """Mention's position to the position of its entity in `locals`."""
    doubtful: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Mention's position to the entities that it may mean."""
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    """Attribution's id to who speaks."""
    parties: Mapping[str, int] = field(default_factory=dict)
    """Attribution's id to the entity for which its speaker speaks."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The document's mentions."""
        return self.document.mentions

    def sentence(self, offset: int) -> int | None:
        """Return the position of the sentence that holds the code point at `offset`."""
        return self.places.sentence(offset)

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Return where the paragraph around `offset` begins and ends."""
        return self.places.paragraph(offset)

    def within(self, start: int, end: int) -> range:
        """Return the positions of the mentions that begin in `text[start:end]`."""
        return self.places.within(start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Scene):
    """A scene while one pass works on it: what the pass finds, it finds again there."""

    locals: list[Local]
    of_mention: dict[int, int]
    doubtful: dict[int, tuple[int, ...]]
    speakers: dict[str, Speaker]
    parties: dict[str, int]
    countries: dict[str, int]
    """Positions of countries in `locals`, by code."""

    @classmethod
    def of(cls, scene: Scene) -> "Draft":
        """Return a draft that begins with what a scene says, and leaves the scene as it is."""
        return cls(
            document=scene.document,
            places=scene.places,
            locals=list(scene.locals),
            of_mention=dict(scene.of_mention),
            doubtful=dict(scene.doubtful),
            speakers=dict(scene.speakers),
            parties=dict(scene.parties),
            countries=_countries(scene.locals),
        )

    def done(self) -> Scene:
        """Return the scene that the pass hands on."""
        return Scene(
            document=self.document,
            places=self.places,
            locals=tuple(self.locals),
            of_mention=MappingProxyType(self.of_mention),
            doubtful=MappingProxyType(self.doubtful),
            speakers=MappingProxyType(self.speakers),
            parties=MappingProxyType(self.parties),
        )

    def add(self, local: int, member: Member) -> None:
        """Make a mention part of an entity."""
        known = self.locals[local]
        self.locals[local] = replace(known, members=(*known.members, member))
        self.of_mention[member.position] = local

    def append(self, local: Local) -> int:
        """Take in a new entity and return its position."""
        self.locals.append(local)
        if local.country:
            self.countries.setdefault(local.country, len(self.locals) - 1)
        return len(self.locals) - 1

    def country(self, code: str) -> int:
        """Return the position of a country's entity, made when there is none yet."""
        if code in self.countries:
            return self.countries[code]
        document = self.document.document.id
        keys = frozenset({f"country:{code}"})
        return self.append(Local(document=document, type=EntityType.PLACE, keys=keys, country=code))


def _countries(locals_: Sequence[Local]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, local in enumerate(locals_):
        if local.country:
            found.setdefault(local.country, position)
    return found


def is_local(local: Local) -> bool:
    """Tell whether an entity's names mean something only in its document."""
    return all(key.startswith(f"{local.document}:") for key in local.keys)
