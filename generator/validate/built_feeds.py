"""What feeds say: entries lead to pages of the site and say what those say, as wholes."""

import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from generator.errors import Finding
from generator.validate.html import text_of
from generator.validate.proof import DocumentRecord
from generator.validate.published import Read, finding

_ATOM = "{http://www.w3.org/2005/Atom}"
_XML = (".atom.xml", ".rss.xml")
_JSON = "feed.json"
_ID = re.compile(r"urn:briefings:([0-9a-f]{12})(?::(e[0-9a-f]{10}))?")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T00:00:00(?:Z|\+00:00)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed, whatever its format."""

    id: str
    title: str
    url: str
    dates: tuple[str, ...]
    """ISO dates."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, whatever its format."""

    texts: tuple[str, ...]
    """Title, description, author."""
    url: str
    """Address of the page that it follows."""
    addresses: tuple[str, ...]
    """Every other address in it."""
    entries: tuple[Entry, ...]
    dated: str
    """Its own ISO date; empty when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What feeds are held to."""

    site: str
    """Address of the site, ending in `/`; empty when not known."""
    titles: Mapping[str, str]
    """Title of each proven page, by its path below `docs/`."""
    files: Mapping[str, str]
    """Path below `docs/` of each proven page, by its file in the site."""
    documents: Mapping[str, DocumentRecord]
    """Source documents by id."""
    known: frozenset[str] | None
    """Configuration and interface strings; None when the configuration is not known."""


Lines = Mapping[str, list[tuple[str, str]]]
"""Feed and line that a page has to say, by its file in the site."""


def read_feeds(
    names: frozenset[str], read: Read, followed: Followed
) -> tuple[Lines, list[Finding]]:
    """Return what feeds say of pages, and what is wrong with them already."""
    lines: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    findings: list[Finding] = []
    for name in sorted(names):
        if not (name.endswith(_XML) or name == _JSON):
            continue
        try:
            content = read(name).decode()
            feed = _json(json.loads(content)) if name == _JSON else _xml(content, name)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ET.ParseError) as error:
            findings.append(finding(name, "site.feed", f"the feed cannot be read: {error}"))
            continue
        held = replace(followed, site=followed.site or feed.addresses[0].removesuffix(name))
        findings += [finding(name, "site.feed", what) for what in _wrong(feed, held)]
        place = _file(feed.url, held)
        for entry in feed.entries:
            page = _file(entry.url, held) if feed.url == held.site else place
            lines[page] += [(name, line) for line in entry.lines if line != entry.title]
    return lines, findings


def _file(url: str, followed: Followed) -> str:
    """Return the file of the site at an address; empty when it is no proven page's."""
    if not url.startswith(followed.site):
        return ""
    path = url.removeprefix(followed.site)
    file = f"{path}index.html" if not path or path.endswith("/") else path
    return file if file in followed.files else ""


def _wrong(feed: Feed, followed: Followed) -> Iterator[str]:
    """Yield what is wrong with a feed, but for its lines."""
    own = _file(feed.url, followed)
    said = {*(followed.known or ()), followed.titles.get(followed.files.get(own, ""), "")}
    said |= set(map(_plain, said))
    if not own:
        yield f"it follows {feed.url[:80]!r}, which is no page of the site"
    for text in feed.texts if followed.known is not None else ():
        if text not in said:
            yield f"it says “{text[:60]}”"
    for address in feed.addresses:
        if not address.startswith(followed.site):
            yield f"it has the address {address[:80]!r}"
    newest = max((date for entry in feed.entries for date in entry.dates), default="")
    if feed.dated not in {"", newest}:
        yield f"its date is {feed.dated}, that of its newest entry {newest}"
    for entry in feed.entries:
        yield from _entry(entry, followed)


def _entry(entry: Entry, followed: Followed) -> Iterator[str]:
    """Yield what is wrong with an entry, but for its lines."""
    page = followed.files.get(_file(entry.url, followed), "")
    if not page:
        yield f"an entry leads to {entry.url[:80]!r}, which is no page of the site"
    elif entry.title not in {followed.titles[page], _plain(followed.titles[page])}:
        yield f"an entry is titled “{entry.title[:60]}”, its page is not"
    parts = _ID.fullmatch(entry.id)
    document = followed.documents.get(parts[1]) if parts else None
    if document is None:
        yield f"an entry has the id {entry.id[:60]!r}, which is no document's"
        return
    stated = {text for text, _ in document.metadata}
    if not stated.issuperset(entry.dates):
        yield f"an entry is dated {entry.dates[0]}, its document is not"


def _plain(text: str) -> str:
    """Return a title as RSS has to write it."""
    return text.replace("<", "&lt;")


def _json(record: Any) -> Feed:
    """Return a JSON Feed."""
    known = {"version", "title", "home_page_url", "feed_url", "description", "language"}
    extra = record.keys() - known - {"authors", "items"}
    if extra:
        message = f"it has `{min(extra)}`"
        raise ValueError(message)
    return Feed(
        texts=(record["title"], record["description"], *(a["name"] for a in record["authors"])),
        url=record["home_page_url"],
        addresses=(record["feed_url"],),
        entries=tuple(_item(item) for item in record["items"]),
        dated="",
    )


def _item(item: Any) -> Entry:
    """Return an entry of a JSON Feed."""
    extra = item.keys() - {"id", "url", "title", "content_text", "date_published", "language"}
    if extra:
        message = f"an entry has `{min(extra)}`"
        raise ValueError(message)
    date = item.get("date_published")
    return Entry(
        id=item["id"],
        title=item["title"],
        url=item["url"],
        dates=(_day(date),) if date is not None else (),
        lines=tuple(item["content_text"].split("\n")),
    )


def _xml(content: str, name: str) -> Feed:
    """Return a feed in Atom or RSS."""
    if "<!" in content or "<?" in content[2:]:
        message = "it declares more than XML"
        raise ValueError(message)
    root = ET.fromstring(content)  # noqa: S314 - without declarations nothing can be expanded
    return _atom(root) if name.endswith(".atom.xml") else _rss(root)


def _atom(root: ET.Element) -> Feed:
    """Return a feed in Atom."""
    parts = _parts(root, "id title subtitle updated author link entry", _ATOM)
    links = {link.attrib["rel"]: link.attrib["href"] for link in parts["link"]}
    names = [_text(name) for author in parts["author"] for name in author]
    return Feed(
        texts=(_text(parts["title"][0]), _text(parts["subtitle"][0]), *names),
        url=links["alternate"],
        addresses=(links["self"], _text(parts["id"][0])),
        entries=tuple(_atom_entry(entry) for entry in parts["entry"]),
        dated=_day(_text(parts["updated"][0])),
    )


def _atom_entry(entry: ET.Element) -> Entry:
    parts = _parts(entry, "id title link published updated summary", _ATOM)
    (link,) = parts["link"]
    return Entry(
        id=_text(parts["id"][0]),
        title=_text(parts["title"][0]),
        url=link.attrib["href"],
        dates=tuple(_day(_text(parts[key][0])) for key in ("published", "updated")),
        lines=tuple(line for part in parts["summary"] for line in _listed(_text(part))),
    )


def _rss(root: ET.Element) -> Feed:
    """Return a feed in RSS."""
    (channel,) = root
    parts = _parts(channel, f"title link description language item {_ATOM}link")
    (own,) = parts[f"{_ATOM}link"]
    return Feed(
        texts=(_text(parts["title"][0]), _text(parts["description"][0])),
        url=_text(parts["link"][0]),
        addresses=(own.attrib["href"],),
        entries=tuple(_rss_item(item) for item in parts["item"]),
        dated="",
    )


def _rss_item(item: ET.Element) -> Entry:
    parts = _parts(item, "title link guid pubDate description")
    return Entry(
        id=_text(parts["guid"][0]),
        title=_text(parts["title"][0]),
        url=_text(parts["link"][0]),
        dates=tuple(
            _day(parsedate_to_datetime(_text(date)).isoformat()) for date in parts["pubDate"]
        ),
        lines=tuple(line for part in parts["description"] for line in _listed(_text(part))),
    )


def _parts(element: ET.Element, wanted: str, space: str = "") -> Mapping[str, list[ET.Element]]:
    """Return an element's children by name; raises `ValueError` for one that is not `wanted`."""
    found: dict[str, list[ET.Element]] = {name: [] for name in wanted.split()}
    for child in element:
        name = child.tag.removeprefix(space) if space else child.tag
        if name not in found:
            message = f"it has `{child.tag}`"
            raise ValueError(message)
        found[name].append(child)
    return found


def _text(element: ET.Element) -> str:
    """Return the text of an element that has no other in it."""
    if len(element) or (element.attrib and element.tag.endswith("title")):
        message = f"`{element.tag}` holds more than text"
        raise ValueError(message)
    return element.text or ""


def _listed(html: str) -> Iterator[str]:
    """Yield the items of an HTML list; raises `ValueError` for anything else."""
    tree = LexborHTMLParser(html)
    items = [text_of(node) for node in tree.css("body > ul > li")]
    tags = [node.tag for node in tree.css("body *")]
    if tags != ["ul", *["li"] * len(items)] or text_of(tree.css("body")[0]) != " ".join(items):
        message = "a summary is more than a list of texts"
        raise ValueError(message)
    yield from items


def _day(stamp: str) -> str:
    """Return the day of a time stamp at the beginning of a day in UTC."""
    parts = _STAMP.fullmatch(stamp)
    if parts is None:
        message = f"{stamp[:40]!r} is not the beginning of a day"
        raise ValueError(message)
    return parts[1]
