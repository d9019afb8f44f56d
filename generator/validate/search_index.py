"""Whether what search finds is text of the pages that it leads to."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.errors import Finding
from generator.validate.html import read
from generator.validate.published import Read, finding

INDEX = "search/search_index.json"
"""Where MkDocs and Material put the search index."""
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"[<&]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that search can find."""

    location: str
    """Address below the site, with its anchor."""
    title: str
    """Title, markup removed."""
    text: str
    """Text, markup removed."""


def read_entries(names: Iterable[str], read_file: Read) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of the search index; none when the site has no index."""
    if INDEX not in names:
        return [], []
    try:
        data = json.loads(read_file(INDEX))
        entries = [
            Entry(str(doc["location"]), _plain(str(doc["title"])), _plain(str(doc["text"])))
            for doc in data["docs"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [], [finding(INDEX, "site.search", f"the search index cannot be read: {error}")]
    return entries, []


def by_page(entries: Iterable[Entry], names: Iterable[str]) -> Mapping[str, list[Entry]]:
    """Return entries by the file that they lead to; those that lead nowhere under ``""``."""
    known = set(names)
    pages: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        path = entry.location.partition("#")[0]
        file = f"{path}index.html" if not path or path.endswith("/") else path
        pages[file if file in known else ""].append(entry)
    return pages


def not_said(entries: Iterable[Entry], text: str, titles: frozenset[str]) -> Iterator[Finding]:
    """Yield entries that are not text of their page; `titles` are its title and headings."""
    page = _SPACE.sub("", text)
    known = {_SPACE.sub("", title) for title in titles}
    for entry in entries:
        if _SPACE.sub("", entry.text) not in page:
            what = f"an entry for {entry.location!r} says “{_odd(entry.text, page)}”, not the page"
            yield finding(INDEX, "site.search", what)
        if _SPACE.sub("", entry.title) not in known:
            what = f"an entry for {entry.location!r} is titled “{entry.title[:60]}”, not the page"
            yield finding(INDEX, "site.search", what)


def _odd(text: str, page: str) -> str:
    """Return the beginning of an entry's text from the first word that the page lacks."""
    words = text.split()
    for number, word in enumerate(words):
        if word not in page:
            return " ".join(words[max(0, number - 2) : number + 6])
    return text[:60]


def _plain(text: str) -> str:
    """Return a text of the index without markup: Material keeps it, MkDocs does not."""
    return read(text).text if _MARKUP.search(text) else text
