"""Atom (RFC 4287)."""

import datetime as dt

from generator.syndicate.entries import Entry, Feed
from generator.syndicate.markup import document, element, listed, text

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def atom(feed: Feed, own: str) -> bytes:
    """Return the dated entries of a feed as Atom; `own` is the address of the file.

    The feed's own date is that of its newest entry; there must be one.
    """
    dates = [entry.date for entry in feed.dated if entry.date is not None]
    parts = [
        text("id", own),
        text("title", feed.title),
        text("subtitle", feed.description),
        text("updated", _stamp(max(dates))),
        element("author", text("name", feed.author)),
        element("link", attributes={"rel": "alternate", "type": "text/html", "href": feed.url}),
        element("link", attributes={"rel": "self", "type": "application/atom+xml", "href": own}),
        *(_entry(entry, entry.date, feed) for entry in feed.entries if entry.date is not None),
    ]
    attributes = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language}
    return document(element("feed", "\n" + "\n".join(parts) + "\n", attributes))


def _entry(entry: Entry, date: dt.datetime, feed: Feed) -> str:
    link = {"rel": "alternate", "type": "text/html", "href": entry.url}
    parts = [
        text("id", entry.id),
        text("title", entry.title),
        element("link", attributes=link),
        text("published", _stamp(date)),
        text("updated", _stamp(date)),
        text("summary", listed(entry.lines), {"type": "html"}) if entry.lines else "",
    ]
    own = {"xml:lang": entry.language} if entry.language != feed.language else {}
    return element("entry", "\n" + "\n".join(filter(None, parts)) + "\n", own)


def _stamp(date: dt.datetime) -> str:
    """Return RFC 3339; by hand for the year, which not every C library pads."""
    return f"{date.year:04}" + date.strftime(_FORM.removeprefix("%Y"))
