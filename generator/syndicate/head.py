"""What stands in the head of a page for those who share, index or follow it."""

import json
from collections.abc import Iterator, Mapping

from generator.model.briefing import Target
from generator.model.site import Site
from generator.syndicate import linked_data
from generator.syndicate.about import About
from generator.syndicate.markup import element, void
from generator.syndicate.words import Words

_ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""What could end a script or a line of one; JSON reads the escapes as the characters."""
_CONTEXT = "https://schema.org"


class Pages:
    """The pages of a site, by path below `docs/`."""

    def __init__(self, site: Site, about: About) -> None:
        self.about = about
        """The site that the pages are of."""
        self._briefings = {page.path: page for page in site.briefings}
        self._entries = {entry.path: entry for entry in site.glossary if entry.own}
        self._names = {page.path for page in site.names}
        self._titles = {page.path: page.title for page in site.texts}
        self._types = {entry.target: entry.type for entry in site.glossary}

    def title(self, path: str) -> str:
        """Return the title of a page that is about one thing; empty for any other."""
        words = Words(self.about.strings, path)
        if path in self._briefings:
            return words.piece(self._briefings[path].title)
        if path in self._entries:
            return words.piece(self._entries[path].name)
        return words.piece(self._titles[path]) if path in self._titles else ""

    def description(self, path: str) -> str:
        """Return what is in brief, or how somebody is described; empty when a page has neither."""
        words = Words(self.about.strings, path)
        briefing, entry = self._briefings.get(path), self._entries.get(path)
        if briefing is not None and briefing.in_brief:
            return " ".join(map(words.passage, briefing.in_brief))
        if entry is not None and entry.description is not None:
            return words.piece(entry.description)
        return ""

    def data(self, path: str) -> linked_data.Record | None:
        """Return what a page says in schema.org's words; None when it has no words for it."""
        briefing, entry = self._briefings.get(path), self._entries.get(path)
        if briefing is not None:
            return linked_data.report(briefing, self._types, self.about)
        if entry is not None:
            return linked_data.term(entry, self.about)
        if path in self._names:
            return linked_data.terms(self.about)
        return linked_data.website(self.about) if path == "index.md" else None

    def is_briefing(self, path: str) -> bool:
        """Tell whether a page is a briefing."""
        return path in self._briefings


def head(pages: Pages, path: str, title: str, feeds: Mapping[str, str]) -> str:
    """Return the elements for the head of the page at `path` below `docs/`.

    `title` is for a page that is not about one thing; `feeds` gives the title of each feed to be
    found there, by its path below the site.
    """
    about = pages.about
    title = pages.title(path) or title
    description = pages.description(path) or about.description
    properties = {
        "og:type": "article" if pages.is_briefing(path) else "website",
        "og:site_name": about.name,
        "og:title": title,
        "og:description": description,
        "og:url": about.page(Target(path)),
    }
    lines = [
        void("meta", {"property": name, "content": value})
        for name, value in properties.items()
        if value
    ]
    lines += _alternates(feeds, about)
    data = pages.data(path)
    if data is not None:
        lines.append(_script({"@context": _CONTEXT, **data}))
    return "".join(f"{line}\n" for line in lines)


def _alternates(feeds: Mapping[str, str], about: About) -> Iterator[str]:
    """Yield the links by which a reader's program finds feeds.

    Material takes what is `alternate` and nothing else for the page in another language, and asks
    for a site map beside it.
    """
    kinds = {".atom.xml": "atom+xml", ".rss.xml": "rss+xml", ".json": "feed+json"}
    for path, title in feeds.items():
        kind = next(kind for end, kind in kinds.items() if path.endswith(end))
        attributes = {"rel": "alternate feed", "type": f"application/{kind}"}
        yield void("link", {**attributes, "title": title, "href": about.url(path)})


def _script(record: linked_data.Record) -> str:
    """Return a record as JSON-LD that cannot end its script."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return element("script", text, {"type": "application/ld+json"})
