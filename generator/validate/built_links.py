"""Whether every link and anchor of a built site leads somewhere inside it."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.errors import Finding
from generator.validate.html import ADDRESSES, Attribute
from generator.validate.published import finding

_PAGE_SCHEMES = frozenset({"http", "https", ""})
_OF_BROWSERS = frozenset({"top"})
"""Anchors that need not exist."""
_FOLLOWED = frozenset({"a", "area", "img", "script", "source", "link", "image", "use", "iframe"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Which addresses outside the site may be linked to."""

    cited: frozenset[str]
    """Addresses in the documents' metadata."""
    configured: tuple[str, ...]
    """Addresses in the configuration; what begins with one is the site's owner's as well."""
    theme: str
    """All of the theme's templates, for looking up what they link to."""
    site: str
    """Address of the site itself, ending in `/`; empty when not known."""


def links_around(tree: LexborHTMLParser) -> tuple[Attribute, ...]:
    """Return the addresses that stand around a page's content."""
    return tuple(
        Attribute(node.tag or "", name, node.attributes[name] or "")
        for node in tree.css("[href], [src]")
        for name in ("href", "src")
        if name in node.attributes
    )


class Links:
    """Resolves the links of a built site."""

    def __init__(
        self, names: Collection[str], ids: Mapping[str, Collection[str]], known: Known
    ) -> None:
        self._names = names
        self._ids = ids
        self._known = known

    def broken(self, page: str, links: Iterable[Attribute], *, content: bool) -> Iterator[Finding]:
        """Yield a finding for every link of `page` that leads nowhere, or where it may not lead.

        `content` says whether the links stand in the page's content, where only addresses in the
        documents' own metadata may lead out of the site.
        """
        for link in links:
            if link.name not in ADDRESSES or link.element not in _FOLLOWED:
                continue
            why = self._why(page, link, content=content)
            if why:
                what = f"`{link.name}` of `{link.element}` leads to {link.value[:80]!r}: {why}"
                yield finding(page, "site.link", what)

    def _why(self, page: str, link: Attribute, *, content: bool) -> str:
        """Return what is wrong with a link; empty when nothing is."""
        value, site = link.value, self._known.site
        try:
            parts = urlsplit(value)
            if site and value.startswith(site):
                parts = urlsplit("/" + value.removeprefix(site))
        except ValueError:
            return "it is not an address"
        if parts.scheme not in _PAGE_SCHEMES:
            return "only http and https may lead out of the site"
        if parts.netloc:
            return self._why_outside(link, content=content)
        return self._why_inside(page, unquote(parts.path), unquote(parts.fragment))

    def _why_inside(self, page: str, path: str, fragment: str) -> str:
        """Return why a link inside the site leads nowhere; empty when it leads somewhere."""
        target = _file(page, path, self._names)
        if target is None:
            return "the site has no such file"
        anchor = fragment.partition(":~:")[0]
        found = not anchor or anchor in self._ids.get(target, {anchor}) or anchor in _OF_BROWSERS
        return "" if found else "the page has no such anchor"

    def _why_outside(self, link: Attribute, *, content: bool) -> str:
        """Return why a link may not lead out of the site; empty when it may."""
        if link.value in self._known.cited and link.element == "a":
            return ""
        if content:
            return "no document's metadata has this address"
        folder = link.value.rpartition("/")[0] + "/"
        found = link.value.startswith(self._known.configured) or folder in self._known.theme
        return "" if found else "neither configuration nor theme has it"


def _file(page: str, path: str, names: Collection[str]) -> str | None:
    """Return the file of the site that a path on `page` leads to, or None."""
    if not path:
        return page
    base = "" if path.startswith("/") else posixpath.dirname(page)
    joined = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    joined = "" if joined == "." else joined
    folder = f"{joined}/index.html" if joined else "index.html"
    for name in (joined, folder):
        if name in names:
            return name
    return None
