"""JSON Feed 1.1."""

import json

from generator.syndicate.entries import Entry, Feed


def json_feed(feed: Feed, own: str) -> bytes:
    """Return a feed as JSON Feed; `own` is the address of the file."""
    record = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": own,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry, feed) for entry in feed.entries],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, feed: Feed) -> dict[str, str]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": "\n".join(entry.lines) or entry.title,
    }
    if entry.language != feed.language:
        item["language"] = entry.language
    if entry.date is not None:
        item["date_published"] = entry.date.isoformat()
    return item
