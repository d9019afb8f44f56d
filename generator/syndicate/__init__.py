"""Feeds of a site, and what each page tells machines in its head; pure.

Feeds and heads hold absolute addresses, so they are made when the site is built and its address is
known, and never stand in `docs/`. Every text in them is a piece of the page that they lead to, a
string of the catalogue, or the site's own name and description (promise 1); nothing comes from a
clock. `briefings verify` holds them to the pages.

A document without a date is the last in RSS and JSON Feed, without a date there too, and is not in
Atom, which demands one: no honest date can be said.
"""

from collections.abc import Iterator

from generator.errors import noted
from generator.model.site import Site
from generator.syndicate.about import About
from generator.syndicate.atom import atom
from generator.syndicate.entries import Feed, entity_feed, site_feed
from generator.syndicate.head import Pages, head
from generator.syndicate.json_feed import json_feed
from generator.syndicate.rss import rss

__all__ = ["ATOM", "JSON", "RSS", "About", "Following"]

ATOM, RSS, JSON = "feed.atom.xml", "feed.rss.xml", "feed.json"
"""Paths of the site's own feeds below the site."""


_SEVERAL = 3
"""Statements by or about an entity from which on somebody would follow it."""


class Following:
    """The feeds of a site and the heads of its pages."""

    def __init__(self, site: Site, about: About) -> None:
        self._pages = Pages(site, about)
        self._about = about
        self._whole = site_feed(site, about)
        self._entities = dict(_entities(site, about))

    @property
    def link(self) -> str:
        """Return the address of the feed that every site has."""
        return self._about.url(RSS)

    @property
    def invitation(self) -> str:
        """Return what the link to it says."""
        return self._about.strings["follow.rss"]

    def feeds(self) -> Iterator[tuple[str, bytes]]:
        """Yield path below the site and content of every feed."""
        url = self._about.url
        yield RSS, rss(self._whole, url(RSS))
        yield JSON, json_feed(self._whole, url(JSON))
        if self._whole.dated:
            yield ATOM, atom(self._whole, url(ATOM))
        for page, feed in self._entities.items():
            path = feed_path(page)
            with noted(page):
                made = atom(feed, url(path))
            yield path, made

    def description(self, page: str) -> str:
        """Return what describes the page at a path below `docs/`; empty when nothing does."""
        return self._pages.description(page)

    def head(self, page: str, title: str) -> str:
        """Return what stands in the head of a page; `title` where it is not about one thing."""
        name = self._about.name
        found = {ATOM: name} if self._whole.dated else {}
        found |= {RSS: name, JSON: name}
        if page in self._entities:
            found[feed_path(page)] = self._entities[page].title
        return head(self._pages, page, title, found)


def _entities(site: Site, about: About) -> Iterator[tuple[str, Feed]]:
    """Yield the feed of each entity that several things are said by or about, by its page.

    One of them must be dated.
    """
    briefings = {page.path: page for page in site.briefings}
    for entry in site.glossary:
        if not entry.own or len(entry.said) + len(entry.said_about) < _SEVERAL:
            continue
        with noted(entry.path):
            feed = entity_feed(entry, briefings, about)
        if feed.dated:
            yield entry.path, feed


def feed_path(page: str) -> str:
    """Return where the feed of a glossary entry stands below the site."""
    return f"{page.removesuffix('.md')}.atom.xml"
