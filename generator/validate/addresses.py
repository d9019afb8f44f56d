"""Addresses: what each page defines, whether every link resolves, and that no two are one."""

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from generator.errors import Finding, Level
from generator.validate.html import Attribute, Content

_EXTERNAL = frozenset({"http", "https"})


def address(path: str) -> str:
    """Return the address of a file of `docs/` on a site with directory addresses."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if stem == name:
        return path
    part = "" if stem in {"index", "README"} else stem
    return "/".join(filter(None, (folder, part))) + "/"


def one_address(paths: Iterable[str], docs: str) -> Iterator[Finding]:
    """Yield a finding for files that share an address, on some disk or some server."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        key = unicodedata.normalize("NFC", address(path)).casefold()
        same[key.removesuffix("/").removesuffix("/index.html")].append(path)
    for shared in same.values():
        first, *others = sorted(shared)
        for path in others:
            yield Finding(
                path=f"{docs}/{path}",
                level=Level.ERROR,
                code="page.same-address",
                what=f"it has the same address as {docs}/{first}",
                hint="rename one of the two",
            )


class Links:
    """Resolves the links of generated pages."""

    def __init__(
        self, pages: Mapping[str, Content], files: Iterable[str], external: Iterable[str]
    ) -> None:
        self._ids = {path: frozenset(content.ids) for path, content in pages.items()}
        self._files = frozenset(files)
        self._external = frozenset(external)

    def broken(self, path: str, content: Content, docs: str) -> Iterator[Finding]:
        """Yield a finding for every link of the page at `path` that does not resolve."""
        for link in content.addresses:
            why = self._why_broken(path, link)
            if why:
                yield Finding(
                    path=f"{docs}/{path}",
                    level=Level.ERROR,
                    code="link.broken",
                    what=f"`{link.name}` of `{link.element}` leads to {link.value!r}: {why}",
                    hint="correct the target in the plan or the template",
                )

    def target(self, path: str, link: Attribute) -> tuple[str, str]:
        """Return page and anchor that a link of the page at `path` leads to."""
        parts = urlsplit(link.value)
        if not parts.path:
            return path, unquote(parts.fragment)
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        return joined, unquote(parts.fragment)

    def _why_broken(self, path: str, link: Attribute) -> str:
        """Return what is wrong with a link; empty when nothing is."""
        try:
            parts = urlsplit(link.value)
        except ValueError:
            return "it is not an address"
        if parts.scheme or parts.netloc:
            return self._why_refused(link, parts.scheme)
        page, anchor = self.target(path, link)
        if page not in self._ids:
            return "" if page in self._files else "there is no such page or file"
        anchor = anchor.partition(":~:")[0]
        return "" if not anchor or anchor in self._ids[page] else "the page has no such anchor"

    def _why_refused(self, link: Attribute, scheme: str) -> str:
        if scheme not in _EXTERNAL or (link.element, link.name) != ("a", "href"):
            return "only links to pages may leave the site, with http or https"
        return "" if link.value in self._external else "no document's metadata has this address"
