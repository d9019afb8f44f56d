"""A built site on a loopback address, and a Chromium that may reach nothing else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, Route

from tests.browser.sites import ROOT, Quiet, Wire, make, served

__all__ = ["ROOT", "Built", "Quiet", "Tab", "arrive", "opened", "said", "unfold"]


RUN = """() => !matchMedia("(scripting: enabled)").matches
  || !document.getElementById("__late")"""
"""Whether the scripts that wait for the first paint have run, where scripts run."""


def arrive(page: Page, address: str) -> None:
    """Open a page and wait until its scripts have run."""
    page.goto(address)
    page.wait_for_function(RUN)


UNFOLD = """() => {
  for (const one of document.querySelectorAll("article details")) one.open = true;
}"""
SAID = """(card) => (card.querySelector(":scope > .said-line > .words:not(.cut, .passage)")
  ?? card.querySelector("blockquote")).textContent"""


def unfold(page: Page) -> None:
    """Open every disclosure of the page, for what is tried behind them."""
    page.evaluate(UNFOLD)


def said(card: Locator) -> str:
    """Return all words of a statement: those of its line, or of its detail where that is cut."""
    return str(card.evaluate(SAID))


@dataclass(frozen=True, slots=True)
class Tab:
    """A browser tab and what went wrong in it."""

    page: Page
    """The tab."""
    url: str
    """Address of the site's home page."""
    foreign: list[str] = field(default_factory=list)
    """Requests to any other host; all were refused."""
    errors: list[str] = field(default_factory=list)
    """Errors on the console, uncaught exceptions, and answers that are errors."""

    def open(self, path: str = "") -> Page:
        """Go to a page of the site and wait until it is quiet."""
        arrive(self.page, self.url + path)
        self.page.wait_for_load_state("networkidle")
        return self.page


def _listen(tab: Tab) -> None:
    """Note everything that goes wrong in a tab."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            tab.errors.append(message.text)

    def answered(response: Response) -> None:
        if not response.ok and response.status != HTTPStatus.NOT_MODIFIED:
            tab.errors.append(f"{response.status} {response.url}")

    tab.page.on("console", said)
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.page.on("response", answered)


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the committed pages, built without our plugin and served."""
    folder = tmp_path_factory.mktemp("site")
    with served(folder) as url:
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        build(
            load_config(
                str(ROOT / "mkdocs.yml"), plugins=["search"], site_url=url, site_dir=str(folder)
            )
        )
        yield url


@dataclass(frozen=True, slots=True)
class Built:
    """A site freshly built of source documents, with everything that readers get."""

    kind: str
    """`seed`, or `forty` for forty documents more."""
    url: str
    """Where it is served."""
    folder: Path
    """What is served."""
    disk: Path
    """The same for opening from a disk."""

    def path(self, page: Path) -> str:
        """Return the address of an `index.html` of the site, relative to `url`."""
        name = page.relative_to(self.folder).as_posix()
        return name.removesuffix("index.html")

    def pages(self) -> dict[str, str]:
        """Return one path for each kind of page, and the longest and the shortest of a kind."""
        found = {}
        for kind in ("briefings", "sources", "glossary"):
            pages = [page for page in self.folder.glob(f"{kind}/*/index.html") if _whole(page)]
            pages.sort(key=lambda page: (page.stat().st_size, page))
            found[f"longest of {kind}"] = self.path(pages[-1])
            found[f"shortest of {kind}"] = self.path(pages[0])
        others = [self.folder / "index.html", *sorted(self.folder.glob("*/index.html"))]
        found |= {self.path(page) or "home": self.path(page) for page in others}
        return {**found, "missing page": "404.html"}


def _whole(page: Path) -> bool:
    """Return whether this is no page that only leads on to another."""
    return "<h2" in page.read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=["seed", "forty"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    """A site of the seed, and one of forty documents more, built once for all processes."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, disk = make(shared / "sites", request.param)
    with served(folder, Wire) as url:
        yield Built(request.param, url, folder, disk)


@contextmanager
def opened(chromium: Browser, url: str, **options: Any) -> Iterator[Tab]:
    """Open a tab that may reach nothing but `url`; fail when anything went wrong in it."""
    context = chromium.new_context(**options)
    tab = Tab(context.new_page(), url)

    def guard(route: Route) -> None:
        """Let through what stays on the site."""
        if route.request.url.startswith((url, "data:", "blob:")):
            route.continue_()
        else:
            tab.foreign.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    _listen(tab)
    yield tab
    context.close()
    assert tab.foreign == []
    assert tab.errors == []


@pytest.fixture(params=[pytest.param((1440, 900), id="1440px")])
def tab(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Iterator[Tab]:
    """A fresh tab; the test fails when the site asked another host or an error was logged."""
    width, height = request.param
    with opened(chromium, site_url, viewport={"width": width, "height": height}) as tab:
        yield tab
