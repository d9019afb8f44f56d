"""Look-ups over the dossier that every page needs; made once."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

from generator.layout import as_read
from generator.model import (
    AliasKind,
    Dossier,
    Entity,
    Link,
    LinkedDocument,
    MentionForm,
    MetaValue,
    Piece,
    SourceDocument,
    Span,
    Statement,
)
from generator.model.briefing import DocumentLine, StoredLine, Target
from generator.model.drawing import Map
from generator.plan import addresses
from generator.plan.alphabet import Shelf, owners, shelved, targets
from generator.plan.atlas import Named, atlas
from generator.plan.entries import with_entries
from generator.plan.titles import plain_title, reference, title, title_text

_MINOR = frozenset(AliasKind) - {AliasKind.VARIANT, AliasKind.OFFICIAL_NAME}
"""Kinds of aliases that do not stand for an entity where it has another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Look-ups over one dossier."""

    dossier: Dossier
    """With the entities that get an entry alone."""
    entities: dict[str, Entity]
    """Those by id."""
    slugs: dict[str, str]
    """Slug of a document, by document id."""
    lines: dict[str, DocumentLine]
    """How an annotated document stands in a list, by document id."""
    stored: dict[str, StoredLine]
    """How a document that is not annotated stands in a list, by document id."""
    origins: dict[str, str]
    """Document whose words an annotated one has from elsewhere, else its own id, by document id:
    what it repeats or was translated from. Documents with one origin are one source."""
    numbers: dict[str, str]
    """Number of a statement as printed, by attribution id."""
    names: dict[tuple[str, str], Span]
    """An entity's fullest name in a document, by document id and entity id."""
    mentions: dict[str, list[tuple[Link, Entity]]]
    """Mentions in a document in order of start, by document id."""
    documents: dict[str, LinkedDocument]
    """By id."""
    shelf: Shelf
    """The first page of names, with all others below it."""
    targets: dict[str, Target]
    """Where an entity is told of, by its id: a page of its own, or a row."""
    atlas: Callable[[tuple[Named, ...]], Map | None] = atlas
    """Draws places on a map."""
    _tellers: dict[Span, Statement | None] = field(default_factory=dict, repr=False)
    """What `teller` found."""

    def entity(self, identity: str | None) -> Entity | None:
        """Return the entity of that id, if any."""
        return self.entities.get(identity) if identity else None

    def within(self, span: Span) -> Iterator[tuple[Link, Entity]]:
        """Yield the linked mentions that lie inside `span`, in order."""
        links = self.mentions.get(span.document, [])
        first = bisect_left(links, span.start, key=lambda pair: pair[0].mention.span.start)
        for link, entity in links[first:]:
            if link.mention.span.start >= span.end:
                return
            if link.mention.span.end <= span.end:
                yield link, entity

    def teller(self, span: Span) -> Statement | None:
        """Return the innermost statement in whose content `span` stands; None where none holds it.

        What stands there is its speaker's word and not the document's.
        """
        if span not in self._tellers:
            holding = [
                statement
                for statement in self.documents[span.document].statements
                if any(
                    part.start <= span.start and span.end <= part.end
                    for part in statement.attribution.content
                )
            ]
            self._tellers[span] = holding[-1] if holding else None
        return self._tellers[span]

    def name(self, entity: Entity, document: str) -> Span:
        """Return the name that stands for an entity on the page of a document."""
        return self.names.get((document, entity.id), entity.name)

    def date(self, document: str) -> str:
        """Return the ISO date of a document; empty when not stated."""
        return self.lines[document].date


def index(dossier: Dossier, drawn: Callable[[tuple[Named, ...]], Map | None] = atlas) -> Index:
    """Return the look-ups over `dossier`, with the entities that get an entry alone.

    `drawn` draws its maps.
    """
    dossier = with_entries(dossier)
    slugs: dict[str, str] = {}
    lines: dict[str, DocumentLine] = {}
    numbers: dict[str, str] = {}
    for linked in dossier.documents:
        document = linked.annotated.document
        slugs[document.id], lines[document.id] = _line(linked)
        numbers |= _numbers(linked)
    stored = {}
    for document in dossier.unannotated:
        language = document.metadata.language
        if language is not None:  # as is always stated: else it would be annotated
            slugs[document.id], stored[document.id] = _stored_line(document, language)
    mentions: defaultdict[str, list[tuple[Link, Entity]]] = defaultdict(list)
    for entity in dossier.entities:
        for link in entity.links:
            mentions[link.mention.span.document].append((link, entity))
    for links in mentions.values():
        links.sort(key=lambda pair: (pair[0].mention.span, pair[1].id))
    entities = {entity.id: entity for entity in dossier.entities}
    own = owners(dossier.entities, dossier.documents, mentions)
    shelf = shelved(dossier.entities, own)
    names = {
        (document, entity.id): name
        for document, links in mentions.items()
        for entity, name in _names(links)
    }
    return Index(
        dossier=dossier,
        entities=entities,
        slugs=slugs,
        lines=lines,
        stored=stored,
        origins=_origins(dossier),
        numbers=numbers,
        names=names,
        mentions=dict(mentions),
        documents={linked.annotated.document.id: linked for linked in dossier.documents},
        shelf=shelf,
        targets=targets(shelf, own),
        atlas=drawn,
    )


def _origins(dossier: Dossier) -> dict[str, str]:
    """Return the origin of each annotated document, by document id."""
    originals = {
        linked.annotated.document.id: linked.original.id
        for linked in dossier.documents
        if linked.original is not None
    }
    found = {}
    for linked in dossier.documents:
        own = linked.annotated.document.id
        first = linked.reprint.document if linked.reprint else own
        found[own] = originals.get(first, first)
    return found


def _names(links: Iterable[tuple[Link, Entity]]) -> Iterator[tuple[Entity, Span]]:
    """Yield each entity of one document with the name that stands for it there.

    A page never takes a fuller name from another document: its own source may not know it.
    """
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    for link, entity in links:
        if link.mention.form is MentionForm.NAME:
            spans[entity.id].append(link.mention.span)
            entities[entity.id] = entity
    for identity, found in spans.items():
        entity = entities[identity]
        minor = {as_read(a.text.text) for a in entity.aliases if a.kind in _MINOR}
        full = [span for span in found if as_read(span.text) not in minor] or found
        same = [span for span in found if as_read(span.text) == as_read(entity.name.text)]
        yield entity, same[0] if same else max(full, key=lambda s: (len(s.text), -s.start))


def _numbers(linked: LinkedDocument) -> dict[str, str]:
    """Return numbers by attribution: 1, 2, 3 for outer ones, 3a, 3b inside the third."""
    numbers: dict[str, str] = {}
    root: dict[str, str] = {}
    inside: Counter[str] = Counter()
    outer = 0
    for statement in linked.statements:
        attribution = statement.attribution
        if attribution.parent is None:
            outer += 1
            root[attribution.id] = numbers[attribution.id] = str(outer)
            continue
        holder = root[attribution.id] = root.get(attribution.parent, "0")
        numbers[attribution.id] = f"{holder}{_letters(inside[holder])}"
        inside[holder] += 1
    return numbers


def _letters(place: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1, 2 …."""
    tens, ones = divmod(place, len(ascii_lowercase))
    return (_letters(tens - 1) if tens else "") + ascii_lowercase[ones]


def _line(linked: LinkedDocument) -> tuple[str, DocumentLine]:
    """Return a document's slug and how it stands in a list."""
    document = linked.annotated.document
    words = title(linked.annotated)
    slug = _slug(document, words)
    return slug, DocumentLine(
        title=words,
        date=_date(document),
        publisher=_publisher(document),
        briefing=Target(addresses.briefing_page(slug)),
        source=Target(addresses.source_page(slug)),
        statements=sum(s.attribution.parent is None for s in linked.statements),
    )


def _stored_line(document: SourceDocument, language: MetaValue) -> tuple[str, StoredLine]:
    """Return the slug of a document that is not annotated, and how it stands in a list."""
    words = plain_title(document)
    slug = _slug(document, words)
    return slug, StoredLine(
        title=words,
        date=_date(document),
        publisher=_publisher(document),
        language=reference(document, "language", language),
        source=Target(addresses.source_page(slug)),
    )


def _slug(document: SourceDocument, title: Piece) -> str:
    return addresses.document_slug(document, title_text(title))


def _date(document: SourceDocument) -> str:
    return document.metadata.date.value if document.metadata.date else ""


def _publisher(document: SourceDocument) -> Piece | None:
    publisher = document.metadata.publisher
    return reference(document, "publisher", publisher) if publisher else None
