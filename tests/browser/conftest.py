"""A built site on a loopback address, and a Chromium that may reach nothing else."""

import http.server
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route

ROOT = Path(__file__).parent.parent.parent


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
        self.page.goto(self.url + path)
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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
        """Say nothing."""


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the committed pages, built without our plugin and served."""
    folder = tmp_path_factory.mktemp("site")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(folder))
    )
    url = f"http://127.0.0.1:{server.server_port}/"
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    build(
        load_config(
            str(ROOT / "mkdocs.yml"), plugins=["search"], site_url=url, site_dir=str(folder)
        )
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield url
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=[pytest.param((1440, 900), id="1440px")])
def tab(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Iterator[Tab]:
    """A fresh tab; the test fails when the site asked another host or an error was logged."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    tab = Tab(context.new_page(), site_url)

    def guard(route: Route) -> None:
        """Let through what stays on the site."""
        if route.request.url.startswith((site_url, "data:", "blob:")):
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
