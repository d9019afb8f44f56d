"""The MkDocs plugin: freshly generated pages over those on disk, in memory.

`mkdocs build` and `mkdocs serve` show what `seeds/` says now. Nothing is written into the pages'
folder, so an edit causes one rebuild. While sources have errors `mkdocs build` fails with one line
for each; `mkdocs serve` says the same and keeps the last good pages, or at the start those on disk.
"""

import html
import importlib
import json
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.config import BriefingsConfig, settings_from
from generator.errors import BriefingsError, Finding, FindingsError, Level

MANIFEST = ".briefings.json"
"""Below the pages' folder: which files `briefings generate` made."""

STYLESHEET = "assets/briefings.css"
"""The generated stylesheet that every page needs."""

_log = logging.getLogger("mkdocs.plugins.briefings")


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]  # MkDocs' hook has no types
    """Puts freshly generated pages over those on disk, in memory."""

    def __init__(self) -> None:
        self._serving = False
        self._pages: Mapping[str, bytes] = {}
        self._errors: tuple[str, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether someone is editing; having this keeps the plugin across rebuilds."""
        del dirty
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the folders that pages are made from."""
        root = Path(config.config_file_path).parent
        for folder in (self.config.seeds, self.config.templates):
            if folder and (root / folder).is_dir():
                config.watch.append(str(root / folder))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what `briefings generate` once wrote by what it would write now."""
        try:
            self._pages = _generate(config)
            self._errors = ()
        except BriefingsError as error:
            self._errors = _lines(error)
            if not self._serving:
                raise PluginError("\n".join(self._errors)) from None
            _report(self._errors, shown="the last good ones" if self._pages else "those on disk")
        if self._pages:
            _overlay(files, self._pages, config)
        return files

    def on_page_content(
        self, content: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say above each page that it is not fresh, while sources have errors."""
        del page, config, files
        return _banner(self._errors) + content if self._errors else content


def _generate(config: MkDocsConfig) -> Mapping[str, bytes]:
    """Return the pages and assets that the sources make now."""
    settings = settings_from(config)
    build = importlib.import_module("generator.pipeline").build(settings)
    _tell(build.findings)
    files: Mapping[str, bytes] = build.files
    return files


def _tell(findings: Iterable[Finding]) -> None:
    """Log findings that forbid nothing; `--strict` does not count them."""
    count = 0
    for finding in findings:
        _log.info("%s", finding)
        count += finding.level is Level.WARNING
    if count:
        _log.info("%d %s to look at; the pages are made", count, "warning" + "s" * (count > 1))


def _lines(error: BriefingsError) -> tuple[str, ...]:
    """Return one line for each error."""
    if isinstance(error, FindingsError):
        return tuple(str(f) for f in error.findings if f.level is Level.ERROR)
    return tuple(str(error).splitlines())


def _report(errors: Iterable[str], *, shown: str) -> None:
    """Print errors as MkDocs does, but past its log: `--strict` would stop the server for them."""
    for line in errors:
        click.secho(f"ERROR   -  {line}", fg="red", err=True)
    _log.info("Pages shown are %s until that is mended", shown)


def _overlay(files: Files, pages: Mapping[str, bytes], config: MkDocsConfig) -> None:
    """Take out what was generated before, put in what is generated now."""
    for uri in {*_made_before(Path(config.docs_dir)), *pages}:
        if old := files.get_file_from_path(uri):
            files.remove(old)
    for uri, content in pages.items():
        level = InclusionLevel.UNDEFINED if _is_entrance(uri) else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=content, inclusion=level))
    if STYLESHEET in pages and STYLESHEET not in config.extra_css:
        config.extra_css.append(STYLESHEET)


def _is_entrance(uri: str) -> bool:
    """Tell whether a page may stand in the navigation; one that lists every page is quadratic."""
    return "/" not in uri or uri.endswith("/index.md")


def _made_before(docs: Path) -> tuple[str, ...]:
    """Return the files that the manifest lists; none when it is absent or unreadable."""
    try:
        manifest: dict[str, Any] = json.loads((docs / MANIFEST).read_bytes())
        return tuple(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _banner(errors: Iterable[str]) -> str:
    """Return the note above pages that are not fresh."""
    items = "".join(f"<li><code>{html.escape(line)}</code></li>" for line in errors)
    return (
        '<div class="admonition failure" role="alert"><p class="admonition-title">'
        f"Not fresh: the sources have errors</p><ul>{items}</ul></div>"
    )
