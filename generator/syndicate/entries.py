"""What a feed says, whatever its format: a feed has an entry for each briefing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.languages import SOURCES
from generator.model.briefing import Briefing, Card, Target
from generator.model.site import GlossaryEntry, Site
from generator.syndicate.about import About
from generator.syndicate.words import Words

ENTRIES = 50
"""How many entries a feed has at most: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A briefing in a feed."""

    id: str
    """URN made of the document's id; survives a change of address, title and text."""
    title: str
    """Title of the briefing."""
    url: str
    """Absolute address of the briefing."""
    date: dt.datetime | None
    """The document's date at 00:00 UTC; None when it is not stated."""
    lines: tuple[str, ...]
    """Passages in brief, or statements, one a line."""
    language: str
    """BCP 47 tag of the document, whose words they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, whatever its format."""

    title: str
    description: str
    url: str
    """Absolute address of the page that the feed follows."""
    author: str
    """Name of the site."""
    language: str
    """BCP 47 tag of the interface."""
    entries: tuple[Entry, ...]
    """Newest first; undated ones last."""

    @property
    def dated(self) -> tuple[Entry, ...]:
        """Return the entries that have a date."""
        return tuple(entry for entry in self.entries if entry.date is not None)


def site_feed(site: Site, about: About) -> Feed:
    """Return the feed of all briefings, with what is in brief of each."""
    newest = sorted(site.briefings, key=lambda page: (page.line.date, page.path), reverse=True)
    return Feed(
        title=about.name,
        description=about.description or about.strings["site.home"],
        url=about.address,
        author=about.name,
        language=about.language,
        entries=tuple(_briefing(page, about) for page in newest[:ENTRIES]),
    )


def _briefing(page: Briefing, about: About) -> Entry:
    words = Words(about.strings, page.path)
    return _entry(page, about, map(words.passage, page.in_brief))


def entity_feed(entry: GlossaryEntry, briefings: Mapping[str, Briefing], about: About) -> Feed:
    """Return the feed of one entity: what it says and what is said of it, by briefing.

    `briefings` are all briefings by path.
    """
    words = Words(about.strings, entry.path)
    by_page: dict[str, list[Card]] = {}
    for card in (*entry.said, *entry.said_about):
        by_page.setdefault(card.briefing.page, []).append(card)
    pages = sorted(
        (briefings[path] for path in by_page),
        key=lambda page: (page.line.date, page.path),
        reverse=True,
    )
    return Feed(
        title=words.piece(entry.name),
        description=words.string("head.statements"),
        url=about.page(Target(entry.path)),
        author=about.name,
        language=about.language,
        entries=tuple(
            _entry(page, about, map(words.brief, _in_order(by_page[page.path])), entry.entity)
            for page in pages[:ENTRIES]
        ),
    )


def _in_order(cards: Iterable[Card]) -> list[Card]:
    """Return each statement once, in the order of the source."""
    return sorted({card.anchor: card for card in cards}.values(), key=lambda card: card.start)


def _entry(page: Briefing, about: About, lines: Iterable[str], entity: str = "") -> Entry:
    part = f":{entity}" if entity else ""
    day = dt.date.fromisoformat(page.line.date) if page.line.date else None
    language = page.facts.metadata.language
    return Entry(
        id=f"urn:briefings:{page.facts.document.id}{part}",
        title=Words(about.strings, page.path).piece(page.title),
        url=about.page(Target(page.path)),
        date=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else None,
        lines=tuple(lines),
        language=language.value if language is not None else SOURCES,
    )
