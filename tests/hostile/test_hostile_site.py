"""A whole site about hostile documents is built, proven, and harmless in a browser."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline, store
from generator.config import Settings, load_settings
from generator.errors import Level
from generator.search.pagefind import program, reindex
from generator.templating import load_templates
from generator.validate.built_page import take_apart
from generator.validate.site import verify
from generator.visible import visible
from tests.browser.conftest import arrive

ROOT = Path(__file__).parents[2]
PER_DOCUMENT = 24
DATA = ("application/json", "application/ld+json")
"""Types of scripts that nothing runs."""
SPACE = re.compile(r"\s+")
LISTEN = """
window.called = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...all) => { window.called.push(name + ":" + all.join()); };
"""
"""Runs before any script of a page: whatever a hostile text calls is noted."""


ARTICLE = """() => {
  const article = document.querySelector("article").cloneNode(true);
  for (const added of article.querySelectorAll(".headerlink, .check")) added.remove();
  return article.textContent;
}"""
"""The text of a page without what the theme and the reader's own control add."""


def seeds_of(cases: Sequence[Any], folder: Path) -> None:
    """Write documents that have the cases as paragraphs, in quotations and as metadata."""
    for start in range(0, len(cases), PER_DOCUMENT):
        texts = [case.text for case in cases[start : start + PER_DOCUMENT]]
        said = [
            f'Clerk Ada Brunn said: "{text}"' if number % 2 else text
            for number, text in enumerate(texts)
        ]
        body = "\n\n".join(said).encode(errors="replace")
        (folder / f"{start:04}.txt").write_bytes(b" date 2031-03-04 \n\n" + body + b"\n")
        stated = [" ".join(visible(text).split()) for text in texts]
        names = ("title", "publisher", "author", "licence", "note")
        metadata = {name: stated[n % len(stated)] for n, name in enumerate(names)}
        metadata["language"] = "en"
        if not start:
            # The first is also a translation, from a text of the same words in another order.
            original = b"\n\n".join(reversed(body.split(b"\n\n")))
            (folder / "original.txt").write_bytes(b" date 2031-03-03 \n\n" + original + b"\n")
            (folder / "original.meta.yml").write_text(yaml.safe_dump(metadata | {"language": "he"}))
            metadata |= {"translation of": "original.txt", "translator": stated[0]}
        (folder / f"{start:04}.meta.yml").write_text(yaml.safe_dump(metadata))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, sampled: Sequence[Any]) -> Settings:
    """A folder of hostile documents with this repository's own configuration."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "seeds").mkdir()
    (root / "docs").mkdir()
    seeds_of(sampled, root / "seeds")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    return load_settings(root / "mkdocs.yml")


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """Where the site will be served, on this machine alone."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(settings.root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def site(settings: Settings, address: str) -> Path:
    """The site about them."""
    store.load_model()
    # Pages may lead to those that are written by hand, so these are there first.
    made = pipeline.build(settings).files
    for name in re.findall(r": ([\w/-]+\.md)$", settings.config_file.read_text(), re.MULTILINE):
        if name not in made:
            (settings.docs / name).write_text("# Written by hand\n")
    pipeline.generate(settings)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}
    subprocess.run(command, cwd=settings.root, check=True, env=environment)
    return settings.root / "site"


@pytest.mark.slow
def test_hostile_site_is_proven(
    site: Path, settings: Settings, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every character of it is a source's, and nothing in it acts."""
    monkeypatch.setenv("SITE_URL", address)
    strings = load_templates().strings
    findings = verify(
        site,
        settings.docs,
        strings,
        settings.to_html,
        config=settings.config_file,
        reindex=reindex,
    )
    assert [f for f in findings if f.level is Level.ERROR] == []


@pytest.fixture(scope="module")
def tab(chromium: Browser, address: str) -> Iterator[Page]:
    """A tab of Chromium that may reach nothing but the site, and notes what is called."""
    page = chromium.new_page()

    def route(request: Route) -> None:
        if request.request.url.endswith("/filter.js"):
            request.abort()  # it moves what the page shows, and this compares what that is
        elif request.request.url.startswith(address):
            request.continue_()
        else:
            FOREIGN.append(request.request.url)
            request.abort()

    page.route("**/*", route)
    page.add_init_script(LISTEN)
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    page.close()


FOREIGN: list[str] = []
"""Requests to other hosts; all were refused."""


@pytest.mark.browser
@pytest.mark.slow
def test_hostile_pages_do_nothing_in_a_browser(tab: Page, address: str, site: Path) -> None:
    """In Chromium no hostile text runs, asks for anything, or changes the page around it."""
    plain = _scripts(site / "how-to-read" / "index.html")
    pages = [*site.glob("briefings/*/index.html"), *site.glob("sources/*/index.html")]
    pages += [site / name / "index.html" for name in ("", "statements", "glossary", "sources")]
    for path in pages:
        tab.goto(address + path.parent.relative_to(site).as_posix() + "/")
        assert tab.evaluate("window.called") == [], path
        shown = tab.evaluate(ARTICLE)
        built = take_apart(path.read_text("utf-8"))
        assert not isinstance(built, str)
        assert SPACE.sub("", shown) == SPACE.sub("", built.content.text), path
        assert (
            tab.locator("article script, article iframe, article style, article form").count() == 0
        )
        assert _scripts(path) == plain
        control = tab.locator("article a.proof + .check button")
        if control.count():
            control.click()
            tab.locator(".check output.same").wait_for()
    assert FOREIGN == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("query", ["script", "alert", "onerror"])
def test_hostile_search_results_do_nothing(tab: Page, address: str, query: str) -> None:
    """What search shows of a hostile text is its text."""
    arrive(tab, address)
    if program() is None:
        field, results = ".md-search__input", ".md-search-result__item"
        tab.locator(field).click()
    else:
        field, results = ".search-form input", ".search-list > li"
        tab.locator(".search-open").click()
    tab.locator(field).press_sequentially(query)
    tab.locator(results).first.wait_for(timeout=60_000)
    assert tab.locator(f"{results} :is(img, script, svg, iframe, style)").count() == 0
    assert tab.evaluate("window.called") == []
    assert FOREIGN == []


def _scripts(path: Path) -> list[str]:
    """Return the inline scripts of a page; any other is a file of the site."""
    tree = LexborHTMLParser(path.read_text("utf-8"))
    scripts = [node for node in tree.css("script") if node.attributes.get("type") not in DATA]
    files = [node.attributes.get("src") or "" for node in scripts]
    assert all(name.lstrip("./").startswith("assets/") for name in files if name)
    inline = [node.text() for node in scripts if "src" not in node.attributes]
    return [re.sub(r'URL\("[./]*"', 'URL("."', text) for text in inline]
