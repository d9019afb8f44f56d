"""Whether what search finds is text of the pages that it leads to."""

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.errors import Finding
from generator.validate.html import Content, read
from generator.validate.published import Read, finding

INDEX = "search/search_index.json"
"""Where MkDocs and Material put the search index."""
_INDEXES = {INDEX: "docs", "search.json": "items"}
"""Where a search index may stand, Zensical's last, and the key of its entries."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that search can find."""

    location: str
    """Address below the site, with its anchor."""
    title: str
    """Title; with markup in Material's index, without in MkDocs' own."""
    text: str
    """Text, likewise."""


def read_entries(names: Iterable[str], read_file: Read) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of the search index; none when the site has no index."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    for name in sorted(_INDEXES.keys() & set(names)):
        try:
            found = json.loads(read_file(name))[_INDEXES[name]]
            entries += [Entry(str(e["location"]), str(e["title"]), str(e["text"])) for e in found]
        except (OSError, ValueError, KeyError, TypeError) as error:
            what = f"the search index cannot be read: {error}"
            findings.append(finding(name, "site.search", what))
    return entries, findings


def by_page(entries: Iterable[Entry], names: Iterable[str]) -> Mapping[str, list[Entry]]:
    """Return entries by the file that they lead to; those that lead nowhere under ``""``."""
    known = set(names)
    pages: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        path = entry.location.partition("#")[0]
        file = f"{path}index.html" if not path or path.endswith("/") else path
        pages[file if file in known else ""].append(entry)
    return pages


def not_said(
    entries: Iterable[Entry], content: Content, titles: frozenset[str], *, markup: bool
) -> Iterator[Finding]:
    """Yield entries that are not text of their page.

    `titles` are the page's title and headings; `markup` says that the index is Material's, which
    puts entries into the page as HTML.
    """
    marks = "".join(content.asides)
    page = _squashed(content.text, marks)
    known = {_squashed(title, marks) for title in titles}
    for entry in entries:
        place = f"an entry for {entry.location!r}"
        shown = [read(part) for part in (entry.title, entry.text)] if markup else []
        title, text = [part.text for part in shown] or [html.unescape(entry.title), entry.text]
        if any(part.active or part.readable for part in shown):
            yield finding(INDEX, "site.search", f"{place} can act or holds more than text")
        if _squashed(text, marks) not in page:
            what = f"{place} says “{_odd(text, content.text)}”, not the page"
            yield finding(INDEX, "site.search", what)
        if _squashed(title, marks) not in known:
            what = f"{place} is titled “{title[:60]}”, not the page"
            yield finding(INDEX, "site.search", what)


def _squashed(text: str, marks: str) -> str:
    """Return a text without white space and without the marks of links beside headings."""
    return _SPACE.sub("", text).translate(dict.fromkeys(map(ord, marks)))


def _odd(text: str, page: str) -> str:
    """Return the beginning of an entry's text from the first word that the page lacks."""
    words = text.split()
    for number, word in enumerate(words):
        if word not in page:
            return " ".join(words[max(0, number - 2) : number + 6])
    return text[:60]
