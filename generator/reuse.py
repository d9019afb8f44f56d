"""Pages that MkDocs builds, from what was made of the same before.

A page's Markdown is converted once: for its proof, by `briefings generate`, or here. Its content,
with links led on, rests on that and on which files the site has; its HTML rests on the content,
the navigation, the configuration and the theme. Each is kept under all of these, so that what comes
out is byte for byte what MkDocs would make; where a theme or a plugin may look at more, it is made.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils.templates import TemplateContext

from generator.config import Settings
from generator.converted import LOG, Leader, Led
from generator.keeping import Keeping
from generator.look import THEME

_TEMPLATE = "main.html"
"""The theme's template of pages; other templates that rest on it name themselves as asking."""
_HARMLESS = ("generator.", "material.plugins.search.")
"""Modules of plugins that look at nothing but a page, and change its content or what is kept."""
_OF_NO_PAGE = frozenset(
    {
        *("config_file_path", "dev_addr", "docs_dir", "draft_docs", "exclude_docs", "hooks", "nav"),
        *("not_in_nav", "plugins", "site_dir", "strict", "theme", "validation", "watch"),
    }
)
"""Keys of the configuration that say where things are, or whose effects are looked at instead."""
_LOOKING = ("env", "nav", "page_context", "post_page")
"""Events after which a page may be made of anything."""


class Reuse:
    """What pages of one build are made of."""

    def __init__(
        self, config: MkDocsConfig, files: Files, settings: Settings, kept: Keeping
    ) -> None:
        self._kept = kept
        self._config = config
        self._files = files
        self._leader = Leader(config, files)
        self._convert = kept(settings.to_html.converted, settings.markdown)
        about_links = {key: dict(value) for key, value in config.validation.items()}
        places = sorted((file.src_uri, file.dest_uri, file.inclusion.value) for file in files)
        shown = LOG.getEffectiveLevel()
        links = _digest([settings.markdown, about_links, shown, config.use_directory_urls, places])
        self._led = kept(self._lead, links)
        self._site = ""

    def page(self, page: Page) -> Page:
        """Return a page that is made from what is known."""
        vars(page)["render"] = partial(self._render, page)
        return page

    def env(self, env: Environment) -> Environment:
        """Return the theme's templates; that of pages makes none twice, if that can be told."""
        if self._is_plain():
            theirs = env.get_template

            def get_template(name: Any, parent: Any = None, *others: Any) -> Any:
                template = theirs(name, parent, *others)
                is_asked = name == _TEMPLATE and parent is None
                return _Remembering(template, self._output) if is_asked else template

            vars(env)["get_template"] = get_template
        return env

    def _is_plain(self) -> bool:
        """Tell whether pages are made of nothing but what a theme's own templates look at."""
        config = self._config
        if config.theme.name != THEME or config.theme.custom_dir or config.hooks:
            return False
        methods = (each for name in _LOOKING for each in config.plugins.events[name])
        return all(f"{method.__module__}.".startswith(_HARMLESS) for method in methods)

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do what MkDocs' `Page.render` does."""
        led = self._led(page.markdown or "", page.file.src_uri)
        if led is None:
            Page.render(page, config, files)
            return
        converted = led.converted
        page.content = led.html
        page.toc = get_toc(converted.toc)  # type: ignore[arg-type] # as the extension made it
        page._title_from_render = converted.title  # noqa: SLF001 - as MkDocs does
        page.present_anchor_ids = {*converted.ids}
        found = ((self._files.get_file_from_path(uri), dict(links)) for uri, links in led.anchors)
        page.links_to_anchors = {file: links for file, links in found if file is not None}
        for level, message in led.said:
            LOG.log(level, "%s", message)

    def _lead(self, body: str, uri: str) -> Led | None:
        """Return the content of the page at `uri`; None where MkDocs has to make it."""
        converted, file = self._convert(body), self._files.get_file_from_path(uri)
        if file is None or not converted.leads:
            return None
        return self._leader.led(converted, file)

    def _output(self, template: Template, context: TemplateContext) -> str:
        """Return the HTML of a page from its template."""
        page = context["page"]
        if page is None:
            return template.render(context)
        if not self._site:
            self._site = self._of_site(context)

        def printed(said: str) -> str:
            del said
            return template.render(context)

        return self._kept(printed, self._site)(_digest(_said(page)))

    def _of_site(self, context: TemplateContext) -> str:
        """Return a digest of everything that a template may look at beside the page."""
        config = self._config
        return _digest(
            [
                {key: config[key] for key in config.keys() - _OF_NO_PAGE},
                {name: dict(plugin.config) for name, plugin in config.plugins.items()},
                {key: config.theme[key] for key in config.theme},
                [_item(item) for item in context["nav"]],
            ]
        )


class _Remembering:
    """A template that is not asked for what is known."""

    def __init__(
        self, template: Template, output: Callable[[Template, TemplateContext], str]
    ) -> None:
        self._template = template
        self._output = output

    def render(self, context: TemplateContext) -> str:
        """Return what the template makes of a page."""
        return self._output(self._template, context)


def _said(page: Page) -> list[Any]:
    """Return everything that a template may look at in a page."""
    beside = [each and [each.title, each.url] for each in (page.previous_page, page.next_page)]
    own = [page.title, page.url, page.canonical_url, page.edit_url, page.is_homepage]
    above = [_item(each) for each in page.ancestors]
    file = [page.file.src_uri, page.file.dest_uri, page.file.inclusion.value]
    toc = [_heading(item) for item in page.toc]
    return [own, beside, above, file, page.meta, page.content, toc]


def _item(item: StructureItem) -> list[Any]:
    """Return what a template may look at in a part of the navigation, but whether it is active."""
    below = [_item(each) for each in getattr(item, "children", None) or ()]
    meta = item.meta if isinstance(item, Page) else {}
    return [type(item).__name__, item.title, getattr(item, "url", ""), meta, below]


def _heading(item: AnchorLink) -> list[Any]:
    return [item.title, item.id, item.level, [_heading(each) for each in item.children]]


def _digest(value: Any) -> str:
    """Return a digest of plain values, of options, and of functions by name."""
    text = json.dumps(value, default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    """Return what tells a value from others, however often it is made."""
    if isinstance(value, Mapping):
        return dict(value)
    name = getattr(value, "__qualname__", "")
    return f"{value.__module__}.{name}" if name else repr(value)
