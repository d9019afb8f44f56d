"""A page is seen before it does anything, and nothing moves when it does."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.budget import BYTES, PAINT, load
from tests.browser.conftest import Built, opened
from tests.browser.test_matrix import goto

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

pytestmark = pytest.mark.browser

LATE = re.compile(r'<template id="__late">.*?</template>', re.DOTALL)
WATCH = """
window.began = null;
new MutationObserver((changes, all) => {
  if (!document.body) return;
  window.began = document.documentElement.classList.contains("first");
  all.disconnect();
}).observe(document, {childList: true, subtree: true});
"""
"""Notes whether the page has its class for the time before it is seen."""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name)"""
BEGAN = "() => window.document$ && !document.documentElement.classList.contains('first')"
"""Whether the scripts have begun."""
SHIFTED = """() => new Promise(
  (end) => requestAnimationFrame(() => setTimeout(() => end(window.shift))))"""
"""How far anything has moved, a frame later."""


def began(page: Page) -> bool:
    """Return whether an open page was laid out in two steps; wait for the second."""
    page.wait_for_function(BEGAN)
    return bool(page.evaluate("window.began"))


def test_one_style_sheet_and_no_script_stand_before_the_first_paint(
    chromium: Browser, built: Built
) -> None:
    """On each kind of page, by its source and by what the browser says it waited for."""
    with opened(chromium, built.url) as tab:
        for kind, path in built.pages().items():
            file = built.folder / path
            source = (file / "index.html" if file.is_dir() else file).read_text("utf-8")
            before = LATE.sub("", source)
            assert before != source, kind
            assert before.count("stylesheet") == 2, kind  # `rel`, and the folder's name
            assert "<script src=" not in before, kind
            goto(tab.page, built.url + path)
            (blocking,) = tab.page.evaluate(BLOCKING)
            assert re.search(r"/assets/stylesheets/site\.\w+\.css$", blocking), kind


@pytest.mark.parametrize(
    "viewport", [{"width": 375, "height": 812}, {"width": 1440, "height": 900}]
)
def test_nothing_moves_when_the_rest_is_laid_out(
    chromium: Browser, built: Built, viewport: "ViewportSize"
) -> None:
    """Each kind of page stands still while its scripts begin and what is below is laid out."""
    with opened(chromium, built.url, viewport=viewport) as tab:
        tab.page.add_init_script(PAINT + WATCH)
        for kind, path in built.pages().items():
            goto(tab.page, built.url + path)
            assert began(tab.page), kind
            assert tab.page.evaluate(SHIFTED) == 0, kind


def test_a_place_in_a_page_is_found_at_its_true_height(chromium: Browser, built: Built) -> None:
    """A page opened at a place, and one that is come back to, is laid out as a whole at once."""
    address = built.url + built.pages()["longest of briefings"]
    with opened(chromium, built.url, viewport={"width": 375, "height": 812}) as tab:
        tab.page.add_init_script(WATCH)
        goto(tab.page, address)
        assert began(tab.page)
        tab.page.reload()
        assert not began(tab.page)
        name = tab.page.locator("article .statement[id]").last.get_attribute("id")
        tab.page.goto("about:blank")
        goto(tab.page, f"{address}#{name}")
        assert not began(tab.page)
        top = tab.page.locator(f"[id='{name}']").bounding_box()
        assert top
        assert 0 <= top["y"] < 812


def test_a_page_on_a_disk_does_the_same(chromium: Browser, built: Built) -> None:
    """Nothing of it needs a server."""
    address = (built.disk / "index.html").as_uri()
    with opened(chromium, "file://") as tab:
        goto(tab.page, address)
        tab.page.wait_for_function(BEGAN)


def test_a_script_that_waits_for_the_page_is_told(chromium: Browser, tmp_path: Path) -> None:
    """Listeners of document and window hear once that the page has been read, in their order."""
    from generator.first_paint import FirstPaint  # noqa: PLC0415 -- the page is made of it

    (tmp_path / "assets/javascripts").mkdir(parents=True)
    (tmp_path / "assets/javascripts/bundle.1.js").write_text(
        "window.heard = ['begun'];"
        "document.addEventListener('DOMContentLoaded', () => heard.push('document'), {once: true});"
        "addEventListener('DOMContentLoaded', {handleEvent() { heard.push('window'); }});"
        "document.addEventListener('briefings', () => heard.push('other'));"
    )
    (tmp_path / "late.js").write_text("heard.push('late');")
    head = (
        '<html><head><title>T</title><link rel="stylesheet" href="a.css"></head><body><p>Text</p>'
    )
    scripts = (
        '<script src="assets/javascripts/bundle.1.js"></script><script src="late.js"></script>'
    )
    paint = FirstPaint(lambda _: None, lambda *_: None, "/")
    (tmp_path / "a.css").write_text("p { color: red; }")
    (tmp_path / "index.html").write_text(paint.page(f"{head}{scripts}</body></html>", ""))
    with opened(chromium, "file://") as tab:
        tab.page.goto((tmp_path / "index.html").as_uri())
        tab.page.wait_for_function("window.heard?.length === 4")
        tab.page.evaluate("document.dispatchEvent(new Event('briefings'))")
        assert tab.page.evaluate("heard") == ["begun", "late", "document", "window", "other"]


def test_home_and_briefings_weigh_little(chromium: Browser, built: Built) -> None:
    """Over the wire, with an empty cache, they keep to the budget."""
    for kind in ("home", "longest of briefings"):
        assert load(chromium, built.url + built.pages()[kind]).size <= BYTES
