"""What is new in an edition: who is heard and named for the first time, what texts changed since.

"First" is said of the documents of this site. Nobody is first where a document without a date
tells of them too: that may be older.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import LinkedDocument
from generator.model.briefing import Briefing, DocumentLine, EntityLine
from generator.model.site import Edition, New, Spoken
from generator.plan.entries import is_named
from generator.plan.glossary import entity_line
from generator.plan.index import Index

_FEW = 6
"""Names in a line of what is new."""
_SPOKEN_OF = 8
_EVER = "9999-12-31"
"""A day that no change is after."""
_TWICE = 2
"""Statements from which on somebody is much spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom a document tells of: entities with how often."""

    heard: Counter[str]
    """Who speaks, with the number of statements."""
    spoken_of: Counter[str]
    """Who or what is named in statements, with their number."""
    named: Counter[str]
    """Who or what is named at all, with the number of mentions."""


def told(index: Index) -> dict[str, Told]:
    """Return whom each document tells of, by document id."""
    return {
        linked.annotated.document.id: _told(index, linked) for linked in index.dossier.documents
    }


def _told(index: Index, linked: LinkedDocument) -> Told:
    heard: Counter[str] = Counter()
    spoken_of: Counter[str] = Counter()
    for statement in linked.statements:
        heard.update([statement.speaker] if statement.speaker else [])
        parts = statement.attribution.content
        spoken_of.update({entity.id for part in parts for _, entity in index.within(part)})
    mentions = index.mentions.get(linked.annotated.document.id, ())
    named = Counter(entity.id for link, entity in mentions if is_named(link))
    return Told(heard=heard, spoken_of=spoken_of, named=named)


def spoken(
    index: Index, known: Mapping[str, Told], pages: Iterable[Briefing], before: Edition | None
) -> tuple[Spoken, ...]:
    """Return who and what is named most often in statements of pages, and how often `before`."""
    now, then = _spoken_of(known, pages), _spoken_of(known, before.pages if before else ())
    ranked = sorted(now.items(), key=lambda pair: (-pair[1], pair[0]))[:_SPOKEN_OF]
    return tuple(
        Spoken(
            entity=entity_line(index, index.entities[entity]),
            statements=number,
            before=then[entity] if before is not None else None,
        )
        for entity, number in ranked
        if number >= _TWICE
    )


def _spoken_of(known: Mapping[str, Told], pages: Iterable[Briefing]) -> Counter[str]:
    """Return whom statements of pages name; a document that repeats another is no more."""
    return _sum(known[_id(page)].spoken_of for page in pages if page.repeats is None)


def with_news(
    index: Index, known: Mapping[str, Told], editions: Sequence[Edition], pages: Sequence[Briefing]
) -> tuple[Edition, ...]:
    """Return editions, each that has one before it with what is new in it."""
    heard = _firsts(index, {document: each.heard for document, each in known.items()})
    named = _firsts(index, {document: each.named for document, each in known.items()})
    by_path = {edition.path: edition for edition in editions}
    found = []
    for edition in editions:
        if edition.before is None:
            found.append(edition)
            continue
        before = by_path[edition.before.page]
        parts = [known[_id(page)] for page in edition.pages]
        speak = _new(edition, heard, _sum(part.heard for part in parts))
        others = _new(edition, named, _sum(part.named for part in parts))
        new = New(
            since=before.week or before.first,
            heard=_lines(index, speak),
            named=_lines(index, [entity for entity in others if entity not in speak]),
            changed=tuple(_changed(edition, before.last, pages)),
        )
        found.append(replace(edition, new=new))
    return tuple(found)


def _firsts(index: Index, found: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return the first day of each entity; empty where a document without a date has it."""
    days: defaultdict[str, set[str]] = defaultdict(set)
    for document, entities in found.items():
        for entity in entities:
            days[entity].add(index.date(document))
    return {entity: min(dates) for entity, dates in days.items()}


def _new(edition: Edition, firsts: Mapping[str, str], counted: Counter[str]) -> list[str]:
    """Return those whose first day is one of the edition's, the most frequent first."""
    new = [entity for entity in counted if edition.first <= firsts[entity] <= edition.last]
    return sorted(new, key=lambda entity: (-counted[entity], entity))


def _lines(index: Index, entities: Sequence[str]) -> tuple[EntityLine, ...]:
    return tuple(entity_line(index, index.entities[entity]) for entity in entities[:_FEW])


def _changed(edition: Edition, before: str, pages: Iterable[Briefing]) -> Iterator[DocumentLine]:
    """Yield documents whose texts changed since the edition that ended on the day `before`."""
    until = edition.last if edition.after is not None else _EVER
    for page in pages:
        days = [each.on for each in page.facts.document.corrections]
        if any(before < day <= until for day in days):
            yield page.line


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _id(page: Briefing) -> str:
    return page.facts.document.id
