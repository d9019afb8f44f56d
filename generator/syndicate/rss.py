"""RSS 2.0, as the RSS Advisory Board's profile recommends it."""

import datetime as dt
from email.utils import format_datetime
from typing import TypeGuard

from generator.syndicate.entries import Entry, Feed
from generator.syndicate.markup import document, element, listed, text

_YEARS = 100
_ATOM = "http://www.w3.org/2005/Atom"


def rss(feed: Feed, own: str) -> bytes:
    """Return a feed as RSS; `own` is the address of the file."""
    link = {"rel": "self", "type": "application/rss+xml", "href": own}
    parts = [
        text("title", _plain(feed.title)),
        text("link", feed.url),
        text("description", _plain(feed.description)),
        text("language", feed.language),
        element("atom:link", attributes=link),
        *map(_item, feed.entries),
    ]
    channel = element("channel", "\n" + "\n".join(parts) + "\n")
    return document(element("rss", f"\n{channel}\n", {"version": "2.0", "xmlns:atom": _ATOM}))


def _item(entry: Entry) -> str:
    parts = [
        text("title", _plain(entry.title)),
        text("link", entry.url),
        text("guid", entry.id, {"isPermaLink": "false"}),
        text("pubDate", format_datetime(entry.date)) if _is_told(entry.date) else "",
        text("description", listed(entry.lines)) if entry.lines else "",
    ]
    return element("item", "\n" + "\n".join(filter(None, parts)) + "\n")


def _is_told(date: dt.datetime | None) -> TypeGuard[dt.datetime]:
    """Tell whether RSS can say a date: every reader takes a year below 100 for one of our time."""
    return date is not None and date.year >= _YEARS


def _plain(words: str) -> str:
    """Return a text in which no reader can find an element: RSS does not say what a title holds."""
    return words.replace("<", "&lt;")
