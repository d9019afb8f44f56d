"""What search can find, from what the pages say; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import reference
from generator.model import Dossier, EntityType, SourceDocument, Span
from generator.model.annotation import AnnotatedDocument
from generator.model.briefing import Briefing, Card, StoredPage, Target
from generator.model.search import UNDATED, UNSTATED, Found, SearchRecord
from generator.model.site import GlossaryEntry, Site
from generator.syndicate import About
from generator.syndicate.words import Words
from generator.visible import visible

_COUNTRY = "country"
"""Kind of a place that reference data has other names for."""
_MONTH = len("2024-11")
_YEAR = len("2024")
_BETWEEN = " · "
"""Between the descriptions of one entity."""


def records(site: Site, dossier: Dossier, about: About) -> Iterator[SearchRecord]:
    """Yield a record for each statement, glossary entry and document.

    Addresses in records begin with `about.address`; leave that empty for addresses below the site.
    """
    annotated = {linked.annotated.document.id: linked.annotated for linked in dossier.documents}
    named = _named(site.glossary)
    for entry in site.glossary:
        yield _name(entry, about)
    for page in site.briefings:
        yield _document(page, about)
        for card in page.cards:
            document = _Document(page, annotated[page.facts.document.id])
            yield _statement(card, document, named[card.anchor], about)
    for stored in site.stored:
        yield _document(stored, about)


def page_record(address: str, title: str, text: str) -> SearchRecord:
    """Return the record of a page that was written by hand, from its title and visible text."""
    return SearchRecord(
        url=address,
        content=text,
        meta={"title": title},
        filters={"type": (Found.PAGE,)},
    )


@dataclass(frozen=True, slots=True)
class _Document:
    """A briefing and the document that it is of."""

    page: Briefing
    annotated: AnnotatedDocument


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity in a statement."""

    entry: GlossaryEntry
    speaks: bool
    """Whether it is the one who speaks (else it is named in what is said)."""


def _named(glossary: Iterable[GlossaryEntry]) -> Mapping[str, list[_Named]]:
    """Return who speaks and who is named in each statement, by its anchor."""
    found: defaultdict[str, list[_Named]] = defaultdict(list)
    for entry in glossary:
        for card in entry.said:
            found[card.anchor].append(_Named(entry, speaks=True))
        for card in entry.said_about:
            found[card.anchor].append(_Named(entry, speaks=False))
    return found


def _statement(
    card: Card, document: _Document, named: Iterable[_Named], about: About
) -> SearchRecord:
    page = document.page
    words = Words(about.strings, page.path)
    by, said = words.by(card), words.said(card)
    entries = [each.entry for each in named]
    content = f"{by}: {said}"
    sentence = _sentence(card, document.annotated)
    if sentence not in content:
        content = f"{content} {sentence}"
    return SearchRecord(
        url=about.page(card.briefing),
        content=content,
        meta={"by": by, "words": said, **_other_names(entries, about)},
        filters={
            "type": (Found.STATEMENT,),
            "kind": (card.kind.name.lower(),),
            "stance": (card.stance.name.lower(),),
            "speaker": tuple(_called(each.entry, about) for each in named if each.speaks)
            or (UNSTATED,),
            "place": tuple(_called(e, about) for e in entries if e.type is EntityType.PLACE),
            "date": _dates(card.date),
            **_origin(page, about),
        },
    )


def _sentence(card: Card, annotated: AnnotatedDocument) -> str:
    """Return the sentences of the source in which a statement stands, as they are printed."""
    first = annotated.sentence_at(card.start) or Span("", card.start, card.start, "")
    last = annotated.sentence_at(card.end - 1) or Span("", card.end, card.end, "")
    document: SourceDocument = annotated.document
    return visible(document.text[first.start : last.end]).strip()


def _name(entry: GlossaryEntry, about: About) -> SearchRecord:
    words = Words(about.strings, entry.path)
    title = words.piece(entry.name)
    own = (line.words for line in entry.descriptions if line.told_by is None)
    described = _BETWEEN.join(map(words.piece, own))
    return SearchRecord(
        url=about.page(entry.target),
        content=f"{title} {described}".strip(),
        meta={"title": title, **_other_names([entry], about)},
        filters={"type": (Found.NAME,)},
    )


def _document(page: Briefing | StoredPage, about: About) -> SearchRecord:
    words = Words(about.strings, page.path)
    document = page.facts.document
    title = words.piece(page.title)
    body = visible(document.text[document.body_start : document.body_end]).strip()
    return SearchRecord(
        url=about.page(Target(page.path)),
        content=body or title,
        meta={"title": title, **_in_brief(page, words)},
        filters={
            "type": (Found.DOCUMENT,),
            "date": _dates(page.line.date),
            **_origin(page, about),
        },
    )


def _in_brief(page: Briefing | StoredPage, words: Words) -> dict[str, str]:
    """Return what is in brief on a page, a line for each passage."""
    passages = page.in_brief if isinstance(page, Briefing) else ()
    lines = "\n".join(map(words.passage, passages))
    return {"brief": lines} if lines else {}


def _other_names(entries: Iterable[GlossaryEntry], about: About) -> dict[str, str]:
    """Return other forms of the names of entities: as sources have them, and from our tables."""
    names: list[str] = []
    references: list[str] = []
    for entry in entries:
        words = Words(about.strings, entry.path)
        name = words.piece(entry.name)
        others = _distinct((words.piece(alias.text) for alias in entry.aliases), name)
        if others:
            names.append("\t".join([entry.slug, name, *others]))
        if entry.place is not None and entry.place.kind == _COUNTRY:
            known = reference.country_names(entry.place.country)
            more = _distinct(known, name, *others)
            references += ["\t".join([entry.slug, name, *more])] if more else []
    found = {"names": names, "reference": references}
    return {key: "\n".join(lines) for key, lines in found.items() if lines}


def _distinct(names: Iterable[str], *but: str) -> list[str]:
    """Return names once each, whatever their case, without those that are known already."""
    known = {name.casefold() for name in but}
    found = []
    for name in names:
        if name and name.casefold() not in known:
            known.add(name.casefold())
            found.append(name)
    return found


def _called(entry: GlossaryEntry, about: About) -> str:
    """Return an entity as the value of a facet: two may have one name, but no two one slug."""
    return f"{entry.slug} {Words(about.strings, entry.path).piece(entry.name)}"


def _origin(page: Briefing | StoredPage, about: About) -> dict[str, tuple[str, ...]]:
    """Return the facets for where something is said."""
    words = Words(about.strings, page.path)
    publisher = page.line.publisher
    return {
        "source": (f"{_stem(page.path)} {words.piece(page.title)}",),
        **({"publisher": (words.piece(publisher),)} if publisher is not None else {}),
    }


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _dates(date: str) -> tuple[str, ...]:
    """Return year, month and day of an ISO date."""
    return (date[:_YEAR], date[:_MONTH], date) if date else (UNDATED,)
