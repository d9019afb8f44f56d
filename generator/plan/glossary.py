"""One entry for each entity, and the index of names."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from generator import reference
from generator.model import Alias, Entity, LinkedDocument, MentionForm, Slice, Span
from generator.model.briefing import Card, EntityLine, MarkKind, Target, Voice
from generator.model.site import (
    AliasLine,
    DescriptionLine,
    GlossaryEntry,
    GlossaryLetter,
    GlossaryPage,
    GlossaryPart,
    GlossaryRow,
    MentionGroup,
    MentionLine,
    RelatedLine,
    Use,
)
from generator.plan.alphabet import Name, Shelf, letter
from generator.plan.cards import Cards, fullest, paragraph_number, said_by
from generator.plan.diagram import diagram
from generator.plan.index import Index
from generator.plan.maps import entity_map
from generator.plan.segments import Mark, segments

_RELATED = 12

_HANGING = re.compile(r"(?:his|her|their|its|my|our|your)\b", re.IGNORECASE)
"""How a description begins that leans on words before it: "their nine-month-old child"."""
_Cards = defaultdict[str, list[Card]]
"""Statements by entity."""


def _cards() -> _Cards:
    return defaultdict(list)


class Glossary:
    """Makes entries; holds the look-ups that would cost a walk over all documents each time."""

    def __init__(self, index: Index, cards: Cards) -> None:
        self._index = index
        self._cards = cards
        self._said: defaultdict[str, list[Card]] = defaultdict(list)
        self._about: defaultdict[str, list[Card]] = defaultdict(list)
        self._speaks_of: defaultdict[str, _Cards] = defaultdict(_cards)
        self._spoken_of_by: defaultdict[str, _Cards] = defaultdict(_cards)
        self._together: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for linked in index.dossier.documents:
            self._note_statements(linked)
            self._note_sentences(linked)

    def _note_statements(self, linked: LinkedDocument) -> None:
        """Remember who says what and about whom."""
        for statement in linked.statements:
            shown = self._cards[statement.attribution.id]
            if statement.speaker:
                self._said[statement.speaker].append(shown)
            meant = {
                entity.id: None
                for part in statement.attribution.content
                for _, entity in self._index.within(part)
            }
            for entity in meant:
                if entity != statement.speaker:
                    self._about[entity].append(shown)
                    if statement.speaker:
                        self._speaks_of[statement.speaker][entity].append(shown)
                        self._spoken_of_by[entity][statement.speaker].append(shown)

    def _note_sentences(self, linked: LinkedDocument) -> None:
        """Remember which entities stand in one sentence."""
        for sentence in linked.annotated.sentences:
            named = sorted({entity.id for _, entity in self._index.within(sentence)})
            for entity in named:
                self._together[entity].update(other for other in named if other != entity)

    def entry(self, entity: Entity) -> GlossaryEntry:
        """Return what one entity's page says."""
        documents: defaultdict[str, list[Span]] = defaultdict(list)
        for link in entity.links:
            documents[link.mention.span.document].append(link.mention.span)
        dates = sorted(date for date in map(self._index.date, documents) if date)
        forms = Counter(link.mention.form for link in entity.links)
        target = self._index.targets[entity.id]
        own = not target.anchor
        return GlossaryEntry(
            path=target.page,
            target=target,
            slug=entity.slug,
            entity=entity.id,
            name=Slice(entity.name),
            type=entity.type,
            descriptions=self._descriptions(entity),
            aliases=tuple(self._alias(alias) for alias in entity.aliases),
            said=tuple(self._said[entity.id]),
            said_about=tuple(self._about[entity.id]),
            groups=tuple(self._group(document, spans) for document, spans in documents.items()),
            related=self._related(entity) if own else (),
            first_seen=dates[0] if dates else "",
            last_seen=dates[-1] if dates else "",
            documents=len(documents),
            origins=len({self._index.origins[document] for document in documents}),
            names=forms[MentionForm.NAME],
            adjectives=forms[MentionForm.ADJECTIVE],
            place=entity.place,
            unsited=entity.unsited,
            map=entity_map(self._index, entity) if own else None,
            diagram=diagram(
                self._index,
                self._spoken_of_by[entity.id],
                self._speaks_of[entity.id],
                sum(not card.voice.target for card in self._about[entity.id]),
            )
            if own
            else None,
        )

    def _paragraph(self, span: Span) -> int:
        return paragraph_number(self._index.documents[span.document].annotated, span.start)

    def _source(self, span: Span) -> Target:
        page = self._index.lines[span.document].source.page
        return Target(page, f"p{self._paragraph(span)}")

    def _descriptions(self, entity: Entity) -> tuple[DescriptionLine, ...]:
        """Return each way in which sources describe the entity, roles beside its name too."""
        seen: defaultdict[tuple[str, Voice | None], dict[str, Span]] = defaultdict(dict)
        roles = (card.voice.role.span for card in self._said[entity.id] if card.voice.role)
        for span in (*(description.span for description in entity.descriptions), *roles):
            words = " ".join(span.text.split()).casefold()
            seen[words, told_by(self._index, span)].setdefault(span.document, span)
        lines = [
            DescriptionLine(
                words=Slice(first),
                told_by=told_by(self._index, first),
                uses=tuple(map(self._use, spans.values())),
            )
            for spans in seen.values()
            for first in [next(iter(spans.values()))]
        ]
        # What a document says of it stands before what somebody in it says.
        return tuple(sorted(lines, key=lambda line: line.told_by is not None))

    def _use(self, span: Span) -> Use:
        return Use(line=self._index.lines[span.document], target=self._source(span))

    def _alias(self, alias: Alias) -> AliasLine:
        # What another document explains has no mark there: the form itself stands in its own.
        mark = Mark(span=alias.text, kind=MarkKind.MENTION)
        return AliasLine(
            text=Slice(alias.text),
            kind=alias.kind,
            evidence=segments(alias.evidence, [mark]),
            target=self._source(alias.evidence),
            date=self._index.date(alias.evidence.document),
        )

    def _group(self, identity: str, spans: Iterable[Span]) -> MentionGroup:
        """Return the sentences of one document in which its `spans` stand."""
        annotated = self._index.documents[identity].annotated
        marks: defaultdict[Span, list[Mark]] = defaultdict(list)
        for span in _outermost(spans):
            for sentence in _around(annotated.sentences, span):
                marks[sentence].append(Mark(span=span, kind=MarkKind.MENTION))
        lines = [
            MentionLine(
                sentence=segments(sentence, marks[sentence]),
                paragraph=self._paragraph(sentence),
                target=self._source(sentence),
            )
            for sentence in sorted(marks)
        ]
        return MentionGroup(line=self._index.lines[identity], mentions=tuple(lines))

    def _related(self, entity: Entity) -> tuple[RelatedLine, ...]:
        """Return the entities that most often stand in one sentence with this one."""
        counted = self._together[entity.id].most_common()
        ranked = sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:_RELATED]
        return tuple(
            RelatedLine(
                entity=entity_line(self._index, self._index.entities[other]), sentences=sentences
            )
            for other, sentences in ranked
        )


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that lie in no other one, in order."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > end:
            yield span
            end = span.end


def _around(sentences: Sequence[Span], span: Span) -> Iterator[Span]:
    """Yield the sentences that share a character with `span`, in order."""
    place = max(bisect_right(sentences, span.start, key=lambda s: s.start) - 1, 0)
    while place < len(sentences) and sentences[place].start < span.end:
        if span.touches(sentences[place]):
            yield sentences[place]
        place += 1


def told_by(index: Index, span: Span) -> Voice | None:
    """Return in whose words a description stands; None where they are the document's own."""
    statement = index.teller(span)
    return fullest(said_by(index, statement)) if statement else None


def entity_line(index: Index, entity: Entity, document: str = "") -> EntityLine:
    """Return how an entity stands in a list, on the page of a document as that one has it.

    What the document says of it stands before what somebody in it says.
    """
    described = [
        (told_by(index, d.span), d.span)
        for d in entity.descriptions
        if (d.span.document == document if document else not _is_known(entity))
        if not _HANGING.match(d.span.text)
    ]
    teller, span = min(described, key=lambda found: found[0] is not None, default=(None, None))
    return EntityLine(
        name=Slice(index.name(entity, document)),
        type=entity.type,
        target=index.targets[entity.id],
        description=Slice(span) if span else None,
        told_by=teller,
    )


def _is_known(entity: Entity) -> bool:
    """Tell whether an entity is a country: what one text calls it is no use beside another."""
    return entity.place is not None and reference.is_country(entity.place)


def names(index: Index, entries: Iterable[GlossaryEntry]) -> tuple[GlossaryPage, ...]:
    """Return the pages of names, the glossary's first page before all others."""
    told = {entry.entity: entry for entry in entries}
    return tuple(_page(index, shelf, told) for shelf in index.shelf.all)


def _page(index: Index, shelf: Shelf, told: Mapping[str, GlossaryEntry]) -> GlossaryPage:
    return GlossaryPage(
        path=shelf.path,
        prefix=shelf.prefix,
        letters=tuple(
            GlossaryLetter(letter=first, rows=tuple(_row(index, name, told) for name in found))
            for first, found in groupby(
                sorted(shelf.names, key=lambda name: letter(name.key)),
                key=lambda name: letter(name.key),
            )
        ),
        parts=tuple(
            GlossaryPart(
                prefix=part.prefix,
                target=Target(part.path),
                names=sum(len(page.names) for page in part.all),
            )
            for part in shelf.parts
        ),
    )


def _row(index: Index, name: Name, told: Mapping[str, GlossaryEntry]) -> GlossaryRow:
    """Return a row: of an entity that has no page with all that is told of it."""
    entry = told[name.entity.id]
    return GlossaryRow(
        text=Slice(name.alias.text if name.alias is not None else name.entity.name),
        slug=name.entity.slug,
        line=entity_line(index, name.entity),
        see=name.alias is not None,
        entry=entry if name.alias is None and not entry.own else None,
    )
