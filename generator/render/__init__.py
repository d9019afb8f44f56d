"""Turns what the pages say into Markdown and the files beside it; pure."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from generator.keeping import Keeping, nothing_kept
from generator.model import (
    EntityType,
    Label,
    Metadata,
    MetaValue,
    Piece,
    Reference,
)
from generator.model.briefing import Briefing, SourceFacts, SourcePage, StoredPage
from generator.model.page import Annex, Asset, Page
from generator.model.site import OTHER, Edition, GlossaryEntry, GlossaryPage, Moved, Site
from generator.render.addresses import addresses
from generator.render.annotations import annotations
from generator.render.citations import bibtex, csl_json
from generator.render.printer import Printer, spelt
from generator.templating import Templates

__all__ = ["Rendered", "render"]

Printed = Callable[[str, str, Piece, Mapping[str, Any]], Page]
"""Prints a page: template, path, title and values, as `Printer.page` does."""
_WEEK = dt.timedelta(days=6)
"""From the first day of the latest week to its last."""
_QUALITY = "quality.md"
"""Page of measured figures, where a site has one."""
_ASKED_FOR = ("publisher", "author", "url", "licence", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Everything that goes into `docs/`, before it is proven."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    annexes: tuple[Annex, ...]
    """One for each document that has pages."""


def render(  # noqa: PLR0913 - what a site shows, and how
    site: Site,
    templates: Templates,
    raw: Mapping[str, bytes],
    *,
    name: str,
    version: str,
    by_hand: Collection[str] = (),
    kept: Keeping = nothing_kept,
) -> Rendered:
    """Return all pages and files of the site.

    `raw` holds each source file's bytes by document id; `name` is the site's name; `by_hand` are
    pages below `docs/` that were written by hand.
    """
    stated = {page.facts.document.id: page.facts.metadata.language for page in site.texts}
    spoken = {document: tag.value for document, tag in stated.items() if tag is not None}
    looks = (templates.sources, templates.strings, templates.language, spoken)
    printer = Printer(*looks)
    printed = kept(printer.page, *looks)
    pages = [
        printer.page(
            "pages/home.md.j2", "index.md", Reference(name, "mkdocs.yml site_name"), {"site": site}
        ),
        *(_overview(printer, site, page, by_hand) for page in _OVERVIEWS),
        *(_edition(printer, edition) for edition in site.editions),
        *(_briefing(printed, page, version) for page in site.briefings),
        *(_source(printed, "pages/source.md.j2", page) for page in site.sources),
        *(_source(printed, "pages/stored.md.j2", page) for page in site.stored),
        *(_names(printer, site, page) for page in site.names),
        *(_entry(printer, printed, entry) for entry in site.glossary if entry.own),
        *(_moved(printed, page) for page in site.moved),
    ]
    assets = [Asset(path=path, content=content) for path, content in templates.assets.items()]
    assets.append(addresses(site))
    for page in site.texts:
        assets += _files(page.facts, raw)
    annotated = {page.facts.document.id: page for page in site.briefings}
    annexes = [
        _annex(page, printer.text(page.title), annotated.get(page.facts.document.id), version)
        for page in site.texts
    ]
    return Rendered(pages=tuple(pages), assets=tuple(assets), annexes=tuple(annexes))


_OVERVIEWS = (
    ("pages/briefings.md.j2", "briefings/index.md", "page.briefings"),
    ("pages/statements.md.j2", "statements.md", "page.statements"),
    ("pages/latest.md.j2", "latest.md", "page.latest"),
    ("pages/editions.md.j2", "editions/index.md", "page.editions"),
    ("pages/accounts.md.j2", "accounts.md", "page.accounts"),
    ("pages/timeline.md.j2", "timeline.md", "page.timeline"),
    ("pages/sources.md.j2", "sources/index.md", "page.sources"),
    ("pages/how-to-read.md.j2", "how-to-read.md", "page.how"),
)


def _overview(
    printer: Printer, site: Site, page: tuple[str, str, str], by_hand: Collection[str]
) -> Page:
    template, path, key = page
    last = site.latest[0].line.date if site.latest else ""
    first = _a_week_before(last) if last else ""
    values = {"site": site, "first": first, "last": last, "quality": _QUALITY in by_hand}
    return printer.page(template, path, printer.label(key), values)


def _edition(printer: Printer, edition: Edition) -> Page:
    """Return the page of a day or a week."""
    title = (
        printer.label("edition.week", value=edition.week)
        if edition.week
        else printer.label("value.plain", value=edition.first)
    )
    return printer.page("pages/edition.md.j2", edition.path, title, {"edition": edition})


def _a_week_before(last: str) -> str:
    """Return the first day of the week that ends with an ISO date, if there is one before it."""
    day = dt.date.fromisoformat(last)
    return f"{day - min(_WEEK, day - dt.date.min)}"


def _briefing(printed: Printed, page: Briefing, version: str) -> Page:
    places = {line.target for line in page.places}
    speakers = tuple(card.anchor for card in page.cards if card.voice.target in places)
    return printed(
        "pages/briefing.md.j2",
        page.path,
        page.title,
        {
            "b": page,
            "version": version,
            "weekday": _weekday(page.line.date),
            "place_speakers": speakers,
            **_metadata(page.facts),
        },
    )


def _source(printed: Printed, template: str, page: SourcePage | StoredPage) -> Page:
    values = {"s": page, **_metadata(page.facts)}
    return printed(template, page.path, page.title, values)


def _names(printer: Printer, site: Site, page: GlossaryPage) -> Page:
    """Return a page of names, the glossary's first one with the map of all places."""
    title = printer.label("page.glossary")
    if page.prefix == OTHER:
        title = printer.label("page.names", value=printer.strings["entry.letter_other"])
    elif page.prefix:
        title = printer.label("page.names", value=spelt(page.prefix.removeprefix(OTHER)))
    told = (row.entry for letter in page.letters for row in letter.rows)
    places = {entry.slug: _place(printer, entry) for entry in told if entry is not None}
    values = {"page": page, "places": places, "map": None if page.prefix else site.map}
    return printer.page("pages/glossary.md.j2", page.path, title, values)


def _entry(printer: Printer, printed: Printed, entry: GlossaryEntry) -> Page:
    values = {"e": entry, **_place(printer, entry)}
    return printed("pages/entry.md.j2", entry.path, entry.name, values)


def _place(printer: Printer, entry: GlossaryEntry) -> dict[str, Any]:
    """Return what reference data know of a place; nothing where none is meant."""
    place = entry.place
    if entry.type is not EntityType.PLACE or place is None:
        return {}
    key = place.kind if f"place.{place.kind}" in printer.strings else "other"
    return {
        "place_kind": printer.label(f"place.{key}"),
        "place_country": Reference(place.country, place.origin),
        "place_coordinates": Label(
            "entry.coordinates",
            (("latitude", f"{place.latitude}"), ("longitude", f"{place.longitude}")),
        ),
        "place_origin": Reference(place.origin, place.origin),
    }


def _moved(printed: Printed, page: Moved) -> Page:
    return printed("pages/moved.md.j2", page.path, page.title, {"page": page})


def _weekday(date: str) -> str:
    """Return the English day of the week of an ISO date, as a key of the interface strings."""
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
    return days[dt.date.fromisoformat(date).weekday()] if date else ""


def _metadata(facts: SourceFacts) -> dict[str, Any]:
    """Return the stated metadata as pieces by key, and the keys that the source does not state."""
    stated = dict(_stated(facts.metadata))
    return {
        "metadata": stated,
        "stated": tuple(stated),
        "missing": tuple(key for key in _ASKED_FOR if key not in stated),
    }


def _stated(metadata: Metadata) -> Iterator[tuple[str, Piece]]:
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, MetaValue):
            yield field.name, Reference(value.value, f"{value.path} {field.name}")


def _annex(
    page: SourcePage | StoredPage, title: str, briefing: Briefing | None, version: str
) -> Annex:
    """Return the citations of a document, and its annotations when it has a briefing."""
    document = page.facts.document
    return Annex(
        document=document.id,
        bibtex=bibtex(document, title),
        csl=csl_json(document, title),
        annotations=annotations(briefing, version) if briefing is not None else "",
    )


def _files(facts: SourceFacts, raw: Mapping[str, bytes]) -> Iterator[Asset]:
    """Yield the stored text, and the raw file where it differs."""
    yield Asset(path=facts.stored, content=facts.document.text.encode())
    if facts.raw != facts.stored:
        yield Asset(path=facts.raw, content=raw[facts.document.id])
