"""The MkDocs plugin: freshly generated pages over those on disk, in memory.

`mkdocs build` and `mkdocs serve` show what `seeds/` says now. Nothing is written into the pages'
folder, so an edit causes one rebuild. A document with an error is left out, and both say so with
one line for each error, `mkdocs serve` above each page too; `mkdocs build --strict` fails. What is
wrong with no single document stops `mkdocs build`; `mkdocs serve` goes on with the last good pages,
or at the start with those on disk.

Where the site's address is configured, the site gets feeds, and pages get what machines read in
their heads; both stand in the built site only. So does the search: where Pagefind is installed it
takes the place of Material's own, whose whole index each reader would fetch with the first page.
Pages of the built site are seen before they do anything: `first_paint` says how.

A mistake of ours, wherever a build meets it, is one line that names the page or the part of the
site, as far as that is known, and never a traceback, unless it is asked for.
"""

import html
import logging
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click
from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from generator import pipeline
from generator.config import BriefingsConfig, Settings, settings_from
from generator.errors import (
    BriefingsError,
    Finding,
    FindingsError,
    Level,
    MistakeError,
    grouped,
)
from generator.first_paint import FirstPaint
from generator.languages import SOURCES
from generator.look import ENTRANCES, dress, ways_in
from generator.mistakes import one_line, trace
from generator.offered import Offered, offered
from generator.pace import Pace
from generator.reuse import Reuse
from generator.search.building import Search
from generator.search.pagefind import SearchError, program
from generator.store import Processes, Results
from generator.syndicate import About
from generator.templating import closest, load_strings
from generator.write.survey import survey

ASSETS = "assets/"
"""Folder of the generated style sheets and scripts; every page needs all of them."""

_NOT_FOR_THE_LOST = frozenset(
    {"index.md", "editions/index.md", "latest.md", "timeline.md", "sources/index.md"}
)
"""Entrances that do not help who followed a wrong address; the header leads home."""
_LOST = "404.html"
"""Page of the theme that is shown for an address that leads nowhere."""
SECONDS_BETWEEN_NEWS = 3.0
"""How often long work is heard of."""

_THEMES_SEARCH = "material/search"
"""Material's search among the plugins of a site."""

_OWN_PREVIEW = '<a class="headerlink" data-preview=""'

_TOGGLE = re.compile(r'(<input [^<>]*type="(?:checkbox|radio)"[^<>]*?) autocomplete="off"')

_log = logging.getLogger("mkdocs.plugins.briefings")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Pages and assets that stand in memory for files on disk."""

    files: Mapping[str, bytes]
    """Path below the pages' folder, and content."""
    replaced: frozenset[str]
    """Paths on disk that an earlier `briefings generate` made; they may be gone by now."""
    offered: Offered | None
    """Feeds and heads; None when the site's address is not configured."""
    made: pipeline.Build
    """What the files were made of."""
    settings: Settings
    """What they were made with."""
    results: Results
    """What is kept of what is made of them."""


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]  # MkDocs' hook has no types
    """Puts freshly generated pages over those on disk, in memory."""

    def __init__(self) -> None:
        self._serving = False
        self._overlay: Overlay | None = None
        self._errors: tuple[str, ...] = ()
        self._fresh = True
        self._search: Search | None = None
        self._paint: FirstPaint | None = None
        self._reuse: Reuse | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Start afresh; having this method makes MkDocs keep the plugin across rebuilds."""
        del dirty
        self._serving = command == "serve"
        self._overlay = None
        self._errors = ()
        self._search = None

    @event_priority(50)  # before the theme's own search reads whether it is wanted
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the folders that pages are made from; find out who searches; dress the theme."""
        with one_line(Path(config.config_file_path).name, "the look"):
            dress(config, self._strings(config))
            self._search = _replaced_search(config, self._search)
        root = Path(config.config_file_path).parent
        for folder in (self.config.seeds, self.config.templates):
            if folder and (root / folder).is_dir():
                config.watch.append(str(root / folder))
        return config

    def _renew(self, config: MkDocsConfig) -> None:
        """Make the pages anew; where that fails end a build, and tell who is served."""
        try:
            self._overlay = _generate(config, preview=self._serving)
            self._errors, self._fresh = _error_lines(self._overlay.made.findings), True
        except BriefingsError as error:
            self._errors, self._fresh = _lines(error), False
        except PluginError as error:
            self._errors, self._fresh = (str(error),), False
        except Exception as error:  # noqa: BLE001 - the last resort: one line, no traceback
            trace(error)
            self._errors, self._fresh = (str(MistakeError(error)),), False
        if not self._errors:
            return
        if not self._serving and (config.strict or not self._fresh):
            raise PluginError("\n".join(self._errors))
        _report(self._errors, self._shown())

    def _shown(self) -> str:
        """Return what pages are shown in spite of errors."""
        if self._fresh:
            return "of all other documents"
        return "the last good ones" if self._overlay else "those on disk"

    def _strings(self, config: MkDocsConfig) -> Mapping[str, str]:
        """Return the strings that pages were made with, or would be."""
        wanted = self.config.language or str(config.theme.get("language") or "")
        own = self._overlay.made.strings if self._overlay else {}
        return {**_known_strings(wanted), **own}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what `briefings generate` once wrote by what it would write now."""
        self._renew(config)
        with one_line(Path(config.docs_dir).name, "the list of pages"):
            self._paint = _first_paint(config)
            if self._search is not None:
                self._search.begin(self._overlay.made.strings if self._overlay else {})
            if self._overlay:
                _lay(self._overlay, files, config)
                if config.nav is None:
                    pages = (file.src_uri for file in files.documentation_pages())
                    config.nav = ways_in(pages, self._overlay.files, self._strings(config))
                _offer(self._overlay.offered, config)
                kept = self._overlay.results.kept
                self._reuse = Reuse(config, files, self._overlay.settings, kept)
        return files

    def on_pre_page(self, page: Page, /, *, config: MkDocsConfig, files: Files) -> Page:
        """Let a page be made of what is known of it."""
        del config, files
        if self._reuse is None or not self._is_generated(page):
            return page
        return self._reuse.page(page)

    @event_priority(-100)  # after all that others do with it
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let no page be printed that was printed before."""
        del config, files
        return env if self._reuse is None else self._reuse.env(env)

    def on_page_content(
        self, content: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say above each page that it is not fresh, while something is wrong."""
        del page, files
        # An entry of the glossary would show a preview of itself at each of its headings.
        content = content.replace(_OWN_PREVIEW, _OWN_PREVIEW.replace(' data-preview=""', ""))
        if not self._errors or not self._serving:
            return content
        title = self._strings(config)["left_out.banner" if self._fresh else "serve.not_fresh"]
        return _banner(self._errors, title) + content

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Describe a page by its first key point, for the theme to put into its head."""
        del nav
        del config
        offered = self._offered(page)
        description = offered.descriptions.get(page.file.src_uri) if offered else ""
        if description and "description" not in page.meta:
            # Themes put it into an attribute as it stands.
            page.meta["description"] = html.escape(description)
        return context

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Put into the head of a generated page what machines read; mend what the theme wrote."""
        place = _place(page, config)
        output = _mended(output)
        if self._search is not None:
            with one_line(place, "its search"):
                output = self._search.page(output, page, config, generated=self._is_generated(page))
        if self._paint is not None:
            with one_line(place, "its first paint"):
                output = self._paint.page(output, page.url)
        offered = self._offered(page)
        if offered is None:
            return output
        return output.replace("</head>", f"{offered.heads[page.file.src_uri]}</head>", 1)

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Mend what the theme wrote into a page of its own, and let readers search from there."""
        if not template_name.endswith(".html"):
            return output_content
        with one_line(template_name, "the page"):
            output = _mended(output_content)
            if template_name == _LOST and self._overlay is not None:
                output = _shown_the_way(output, self._overlay.made.strings, config)
            if self._search is not None:
                output = self._search.themes_page(output, config)
            return output if self._paint is None else self._paint.page(output, "")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the feeds and the search index into the built site."""
        if self._overlay is None:
            return
        if self._search is not None:
            with _outlived("search", serving=self._serving):
                self._index(self._search, self._overlay, config)
        self._overlay.results.save()
        if self._overlay.offered is None:
            _log.info("There are no feeds: `site_url` is not configured in mkdocs.yml")
            return
        for path, content in self._overlay.offered.feeds:
            write_file(content, str(Path(config.site_dir, path)))

    def _index(self, search: Search, overlay: Overlay, config: MkDocsConfig) -> None:
        """Write the search index, and tell how long it took."""
        made, language = overlay.made, self.config.language

        def files(name: str) -> tuple[int, Mapping[str, bytes]]:
            del name
            return search.files(config, made.site, made.dossier, language)

        rests_on = (config.site_name, config.use_directory_urls, made.strings, language)
        kept = overlay.results.kept(files, *rests_on, search.by_hand)
        start = time.monotonic()
        try:
            count, found = kept(made.name) if made.name else files("")
        except SearchError as error:
            if not self._serving:
                raise PluginError(str(error)) from None
            _log.info("There is no search: %s", error)
            return
        for path, content in found.items():
            write_file(content, str(Path(config.site_dir, path)))
        _log.info("Search finds %d things, indexed in %.1f s", count, time.monotonic() - start)

    def _is_generated(self, page: Page) -> bool:
        """Tell whether a page was made from source documents."""
        return self._overlay is not None and page.file.src_uri in self._overlay.files

    def _offered(self, page: Page) -> Offered | None:
        """Return what stands in a generated page's head, and others'; None for any other page."""
        if self._overlay is None or not self._is_generated(page):
            return None
        return self._overlay.offered


def _replaced_search(config: MkDocsConfig, before: Search | None) -> Search | None:
    """Turn Material's search off where ours can stand in; return ours, or None.

    A site that has no search, or another theme, is left as it is.
    """
    theirs = config.plugins.get(_THEMES_SEARCH)
    if theirs is None or not theirs.config.get("enabled"):
        return None
    if program() is None:
        _log.info("Search is the theme's own: Pagefind is missing; install `briefings[search]`")
        return None
    theirs.config["enabled"] = False
    return before or Search()


def _first_paint(config: MkDocsConfig) -> FirstPaint:
    """Return what lets pages be seen early, with the style sheets of the site that is built."""
    folder = Path(config.site_dir)

    def read(path: str) -> str | None:
        file = folder / path
        return file.read_text(encoding="utf-8-sig") if file.is_file() else None

    def write(path: str, content: str) -> None:
        write_file(content.encode(), str(folder / path))

    return FirstPaint(read, write, f"{urlsplit(config.site_url or '').path.rstrip('/')}/")


def _generate(config: MkDocsConfig, *, preview: bool) -> Overlay:
    """Return what the sources make now; raise when that could not be written either."""
    settings = settings_from(config)
    # A server has threads, and beside them no process should begin.
    with nullcontext() if preview else Processes() as workers:
        made = pipeline.build(settings, executor=workers, progress=_Progress(), unread=preview)
    found = survey(made.files, settings.docs)
    if found.findings:
        raise FindingsError(found.findings)
    _tell(made.findings)
    results = pipeline.kept_results(settings)
    offers = None
    if settings.site_url:
        about = _about(made, settings, config.site_description or "")
        with _outlived("feeds", serving=preview):
            offers = offered(made, about, results.kept, settings.docs.name)
    return Overlay(made.files, frozenset(found.known), offers, made, settings, results)


@contextmanager
def _outlived(part: str, *, serving: bool) -> Iterator[None]:
    """Make a part of the site that pages do without; a server goes on when that fails."""
    try:
        with one_line(part, "what is written"):
            yield
    except PluginError as error:
        if not serving:
            raise
        _report(str(error).splitlines(), f"those without {part}")


def _about(made: pipeline.Build, settings: Settings, description: str) -> About:
    """Return what feeds and heads say of the site at its configured address."""
    return About(
        name=settings.site_name,
        description=description,
        address=f"{(settings.site_url or '').rstrip('/')}/",
        language=settings.language,
        strings=made.strings,
        directories=settings.use_directory_urls,
    )


def _place(page: Page, config: MkDocsConfig) -> str:
    """Return where a page stands, as findings show it."""
    return f"{Path(config.docs_dir).name}/{page.file.src_uri}"


class _Progress:
    """Tells now and then how many documents have been read."""

    def __init__(self) -> None:
        self._told = time.monotonic()
        self._pace = Pace()

    def __call__(self, done: int, everything: int) -> None:
        """Log the state, at most every few seconds."""
        now, pace = time.monotonic(), self._pace(done, everything)
        if now - self._told >= SECONDS_BETWEEN_NEWS:
            self._told = now
            _log.info("Read %d of %d documents%s", done, everything, pace)


def _tell(findings: Iterable[Finding]) -> None:
    """Log findings that forbid nothing, as information: `--strict` is about broken pages."""
    findings = list(findings)
    for finding in grouped(findings):
        if finding.level is not Level.ERROR:
            _log.info("%s", finding)
    warnings = sum(finding.level is Level.WARNING for finding in findings)
    if warnings:
        _log.info("%d to look at; every page was made", warnings)


def _lines(error: BriefingsError) -> tuple[str, ...]:
    """Return one line for each error."""
    if isinstance(error, FindingsError):
        return _error_lines(error.findings)
    return tuple(str(error).splitlines())


def _error_lines(findings: Iterable[Finding]) -> tuple[str, ...]:
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    return tuple(str(finding) for finding in grouped(errors))


def _report(errors: Iterable[str], shown: str) -> None:
    """Print errors as MkDocs does, but past its log: `--strict` would stop the server for them."""
    for line in errors:
        click.secho(f"ERROR   -  {line}", fg="red", err=True)
    _log.info("The pages shown are %s until that is mended", shown)


def _lay(overlay: Overlay, files: Files, config: MkDocsConfig) -> None:
    """Take out what was generated before, put in what is generated now."""
    for uri in overlay.replaced.union(overlay.files):
        if old := files.get_file_from_path(uri):
            files.remove(old)
    for uri, content in overlay.files.items():
        level = InclusionLevel.UNDEFINED if _is_entrance(uri) else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=content, inclusion=level))
    for uri in sorted(uri for uri in overlay.files if uri.startswith(ASSETS)):
        if uri.endswith(".css") and uri not in config.extra_css:
            config.extra_css.append(uri)
        # Scripts in a folder of it are fetched by others, when they are needed.
        is_for_pages = uri.endswith(".js") and uri.count("/") == 1
        if is_for_pages and uri not in map(str, config.extra_javascript):
            config.extra_javascript.append(_deferred(uri))


def _deferred(uri: str) -> ExtraScriptValue:
    """Return a script that runs when the page has been read: nothing on the page waits for it."""
    script = ExtraScriptValue(uri)
    script.defer = True
    return script


def _offer(offers: Offered | None, config: MkDocsConfig) -> None:
    """Put a link to the feed where Material shows links; other themes have none such."""
    links = config.extra.setdefault("social", [])
    if offers is not None and offers.link not in [link.get("link") for link in links]:
        icon = {"icon": "material/rss", "link": offers.link, "name": offers.invitation}
        config.extra["social"] = [*links, icon]


def _is_entrance(uri: str) -> bool:
    """Tell whether a page may stand in the navigation: one that lists every page is quadratic."""
    return "/" not in uri or uri.endswith("/index.md")


def _mended(output: str) -> str:
    """Return a page without what Material writes and HTML does not allow.

    Toggles may not have `autocomplete`, and a label may not be for a toggle that is not there.
    """
    output = _TOGGLE.sub(r"\1", output)
    return output if 'id="__toc"' in output else output.replace(' for="__toc"', "")


def _shown_the_way(output: str, strings: Mapping[str, str], config: MkDocsConfig) -> str:
    """Return the page for a wrong address with links to the site's entrances.

    It is shown at any address, so they begin at the root of the host.
    """
    root = urlsplit(config.site_url or "/").path.rstrip("/")
    ways = [
        (f"{root}/{File(path, '', '', config.use_directory_urls).url}", strings[key])
        for key, path in ENTRANCES
        if key in strings and path not in _NOT_FOR_THE_LOST
    ]
    links = "".join(
        f'<li><a href="{html.escape(address)}">{html.escape(title)}</a></li>'
        for address, title in ways
    )
    return output.replace("</h1>", f'</h1><div class="ways"><ul>{links}</ul></div>', 1)


@cache
def _known_strings(wanted: str) -> Mapping[str, str]:
    """Return the package's strings in the language that is closest to a wanted one."""
    return load_strings(language=closest(wanted) or SOURCES)


def _banner(errors: Iterable[str], title: str) -> str:
    """Return the note above pages that are not fresh; what is wrong is told in English."""
    items = "".join(f"<li><code>{html.escape(line)}</code></li>" for line in errors)
    return (
        '<div class="admonition failure" role="alert"><p class="admonition-title">'
        f'{html.escape(title)}</p><ul lang="en">{items}</ul></div>'
    )
