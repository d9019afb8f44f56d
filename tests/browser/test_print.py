"""A printed briefing is a clean brief: statements, their numbers, and the source."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

BRIEFING = ".md-content .home-item h3 a"
AROUND = ".md-header, .md-sidebar, .md-footer, .md-top, .md-skip, .check, .copy, .marks, .beside"
STYLE = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
NUMBERS = """() => [...document.querySelectorAll(".source-text .said[data-s]")].map((element) =>
  [element.dataset.s, getComputedStyle(element, "::before").content])"""
GREY = """() => {
  const grey = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return Math.max(r, g, b) - Math.min(r, g, b) < 8;
  };
  const names = ["color", "background-color", "border-left-color", "border-bottom-color"];
  return [...document.querySelectorAll(".md-content, .md-content *")]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => names.map((name) => getComputedStyle(element)[name]))
    .filter((colour) => !grey(colour));
}"""
"""Colours on the printed page that are not a grey."""


@pytest.fixture(params=["light"])
def paper(tab: "Tab", request: pytest.FixtureRequest) -> "Page":
    """A briefing as it is printed by a reader of light and of dark pages."""
    page = tab.open()
    page.emulate_media(color_scheme=request.param)
    page.goto(str(page.locator(BRIEFING).first.evaluate("a => a.href")))
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print", color_scheme=request.param)
    page.wait_for_timeout(300)  # colours of the theme fade into each other
    return page


def style(page: "Page", selector: str, name: str) -> Any:
    """Return a computed property of the first element that matches."""
    return page.locator(selector).first.evaluate(STYLE, name)


def test_only_the_brief_is_printed(paper: "Page") -> None:
    """Neither navigation nor controls are on paper, and every statement is."""
    for element in paper.locator(AROUND).all():
        assert not element.is_visible(), element.evaluate("e => e.className")
    statements = paper.locator(".md-content .statement")
    assert statements.count()
    assert all(statement.is_visible() for statement in statements.all())


def test_statements_stay_whole(paper: "Page") -> None:
    """No page ends inside a statement, after a heading, or after who speaks."""
    assert style(paper, ".statement", "break-inside") == "avoid"
    assert style(paper, ".md-content h2", "break-after") == "avoid"
    assert style(paper, ".statement-by", "break-after") == "avoid"


def test_the_source_has_the_numbers_of_the_statements(paper: "Page") -> None:
    """A reader of paper finds statement [7] in the text of the source."""
    numbers = paper.evaluate(NUMBERS)
    assert numbers
    for number, printed in numbers:
        assert number in printed


@pytest.mark.parametrize("paper", ["light", "dark"], indirect=True)
def test_black_and_white_is_enough(paper: "Page") -> None:
    """Quoted words, certainty words and kinds of statement differ by form; nothing has a hue."""
    grounds = {style(paper, selector, "background-color") for selector in (".quoted", ".hedge")}
    assert len(grounds) == 2
    assert style(paper, ".hedge", "text-decoration-style") == "dotted"
    kinds = ("direct", "mixed", "indirect")
    lines = {
        style(paper, f".statement.{kind}", "border-left-style")
        for kind in kinds
        if paper.locator(f".statement.{kind}").count()
    }
    assert len(lines) == sum(bool(paper.locator(f".statement.{kind}").count()) for kind in kinds)
    assert paper.evaluate(GREY) == []


def test_only_the_source_has_its_address(paper: "Page") -> None:
    """Links are words without a line; only where the stored text is to be had is spelled out."""
    assert style(paper, ".md-content .statement a", "text-decoration-line") == "none"
    spelled = paper.locator(".md-content a").evaluate_all(
        "links => links.filter(a => getComputedStyle(a, '::after').content.includes('http'))"
        ".map(a => a.pathname)"
    )
    assert spelled
    assert all(address.startswith("/sources/files/") for address in spelled)


def test_chromium_prints_it(paper: "Page", tmp_path: Path) -> None:
    """A PDF of several pages comes out, and no page is wider than the paper."""
    path = tmp_path / "brief.pdf"
    paper.pdf(path=path, prefer_css_page_size=True)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") > 1
    paper.set_viewport_size({"width": 673, "height": 953})  # A4 without margins
    width, visible = paper.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= visible
