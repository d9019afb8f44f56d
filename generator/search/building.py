"""Search while MkDocs builds a site: a control on each page, and the index behind them all."""

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from generator.model import Dossier
from generator.model.site import Site
from generator.search.pagefind import index
from generator.search.records import page_record, records
from generator.search.words import WORDS, words_script
from generator.syndicate import About
from generator.validate.html import read

if TYPE_CHECKING:
    from generator.model.search import SearchRecord

FOLDER = "pagefind/"
"""Folder of the index below the site."""
_WITHOUT_SCRIPTS = "statements.md"
"""Page that the control leads to where scripts do not run."""
_WRITTEN_BY_HAND = frozenset({"how-to-read.md"})
"""Generated pages that say something of their own and lead to no document."""
_PLACES = ('<div class="md-header__source">', "</nav>")
"""What the control stands before in Material's header, the first that is there."""
_ICON = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="10" cy="10" r="6"/>'
    '<path d="m14.5 14.5 6 6"/></svg>'
)


class Search:
    """The search of one site; lives as long as the server that rebuilds it."""

    def __init__(self) -> None:
        self._strings: Mapping[str, str] = {}
        self._pages: dict[str, SearchRecord] = {}
        self._indexed: tuple[tuple[SearchRecord, ...], str, Mapping[str, bytes]] | None = None

    def begin(self, strings: Mapping[str, str]) -> None:
        """Start a build; `strings` is the string catalogue."""
        self._strings = strings
        self._pages = {}

    def page(self, output: str, page: Page, config: MkDocsConfig, *, generated: bool) -> str:
        """Return a page with the control; remember what it says when a person wrote it."""
        uri = page.file.src_uri
        if not generated or uri in _WRITTEN_BY_HAND:
            says = read(page.content or "")
            title = says.heading or html.unescape(str(page.title or ""))
            address = "" if page.url == "./" else page.url
            self._pages[uri] = page_record(address, title, says.text)
        return self._with_control(output, get_relative_url(_refuge(config), page.url))

    def themes_page(self, output: str, config: MkDocsConfig) -> str:
        """Return a page of the theme's own, such as that for a wrong address, with the control.

        It is shown at any address, so its links begin at the root of the host.
        """
        root = urlsplit(config.site_url or "/").path.rstrip("/")
        return self._with_control(output, f"{root}/{_refuge(config)}")

    def _with_control(self, output: str, address: str) -> str:
        label = self._strings.get("search.open", "")
        place = next((place for place in _PLACES if place in output), None)
        if not label or place is None or "md-header__inner" not in output:
            return output
        words = html.escape(label)
        control = (
            f'<a class="md-header__button search-open" href="{html.escape(address)}" '
            f'aria-keyshortcuts="/ s">{_ICON}<span>{words}</span></a>'
        )
        return output.replace(place, control + place, 1)

    @property
    def by_hand(self) -> tuple["SearchRecord", ...]:
        """Return what pages say that were written by hand."""
        return tuple(self._pages[uri] for uri in sorted(self._pages))

    def files(
        self, config: MkDocsConfig, site: Site, dossier: Dossier, language: str
    ) -> tuple[int, Mapping[str, bytes]]:
        """Return how many things the index finds, and its files by path below the site.

        What has not changed since the build before is not indexed again.
        Raises `SearchError`.
        """
        about = About(
            name=config.site_name,
            description="",
            address="",
            language=language,
            strings=self._strings,
            directories=config.use_directory_urls,
        )
        found = (*records(site, dossier, about), *self.by_hand)
        if self._indexed is None or self._indexed[:2] != (found, language):
            self._indexed = (found, language, index(found, language))
        files = {f"{FOLDER}{path}": content for path, content in self._indexed[2].items()}
        return len(found), {**files, WORDS: words_script(self._strings)}


def _refuge(config: MkDocsConfig) -> str:
    """Return the address below the site of the page that lists all statements."""
    stem = _WITHOUT_SCRIPTS.removesuffix(".md")
    return f"{stem}/" if config.use_directory_urls else f"{stem}.html"
