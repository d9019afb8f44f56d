"""Maps and arrows in a browser: nothing covers anything, everything is a link one can reach."""

import gzip
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.building import built, served
from tests.browser.conftest import arrive, unfold

pytestmark = pytest.mark.browser

SEEDS = {
    "a.txt": (
        " date 2024-03-05 Ferry to Toulouse delayed, harbour master says\n\n"
        "Ada Orlen, a harbour master, said that the ferries from Marseille, Barcelona and Genoa "
        "to Toulouse were late. Bo Vesk said that Orlen was wrong. Cy Tamsin said that Orlen "
        "had warned of it.\n\n"
        "Ships from Valencia, Naples and Palermo wait in France, Spain, Italy, Morocco, Algeria, "
        "Tunisia, Malta and Libya. Lyon, Milan, Turin, Nice, Bordeaux and Zaragoza wait for them. "
        "Orlen said that Vesk knew it.\n"
    ),
    "b.txt": (
        " date 2024-04-09 Grain for three continents\n\n"
        "Growers in Canada, Brazil, Japan, Kenya, Australia and Poland met in Toronto. "
        "Ada Orlen said that they would meet again in Nairobi.\n"
    ),
}
WIDTHS = (320, 375, 640, 768, 1024, 1440)
OVERLAPS = """() => [...document.querySelectorAll(".map-at")]
  .filter((label) => getComputedStyle(label).display !== "none")
  .map((label) => [label.textContent.trim(), label.getBoundingClientRect(),
                   label.closest(".map-box").getBoundingClientRect()])
  .map(([text, own, frame]) => ({ text, left: own.left, top: own.top, right: own.right,
    bottom: own.bottom, inside: own.left >= frame.left - 1 && own.right <= frame.right + 1 &&
    own.top >= frame.top - 1 && own.bottom <= frame.bottom + 1 }))"""
OUTSIDE = """() => [...document.querySelectorAll("article *")]
  .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
  .map((part) => part.outerHTML.slice(0, 80))"""
HEAVIEST = 250_000
"""Bytes over the wire that a page and what it needs may weigh, but for the theme's own."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site about places near each other, and far apart."""
    with served(built(tmp_path_factory.mktemp("entries"), SEEDS)) as url:
        yield url


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A tab that fails the test when a script of the page fails."""
    context = chromium.new_context(color_scheme=request.param)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert errors == []


def briefings(page: Page, address: str) -> list[str]:
    """Return the addresses of the two briefings."""
    arrive(page, address + "briefings/")
    links = page.locator("article li > a").all()
    return sorted({link.evaluate("link => link.href") for link in links if "/20" in _href(link)})


def _href(link: Any) -> str:
    return str(link.evaluate("link => link.href"))


def labels(page: Page, width: int) -> list[Mapping[str, Any]]:
    """Return the labels of a map that are seen at a width of the window, with their places."""
    page.set_viewport_size({"width": width, "height": 900})
    found: list[Mapping[str, Any]] = page.evaluate(OVERLAPS)
    return found


def test_labels_of_a_map_cover_nothing_at_any_width(page: Page, address: str) -> None:
    """Neither each other nor the edge, with the letters of a real browser."""
    for briefing in briefings(page, address):
        arrive(page, briefing)
        unfold(page)
        for width in WIDTHS:
            seen = labels(page, width)
            assert len(seen) >= 4
            assert [label["text"] for label in seen if not label["inside"]] == []
            for one, other in itertools.combinations(seen, 2):
                apart = (
                    one["right"] <= other["left"]
                    or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"]
                    or other["bottom"] <= one["top"]
                )
                assert apart, (width, one, other)


def test_a_label_is_a_link_that_the_keyboard_reaches(page: Page, address: str) -> None:
    """It leads to the entry of its place; a number leads to the list below."""
    page.set_viewport_size({"width": 1440, "height": 900})
    arrive(page, briefings(page, address)[0])
    unfold(page)
    links = page.locator(".map-at a:visible").all()
    assert len(links) >= 4
    for link in links:
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        link.focus()
        assert link.evaluate("link => link === document.activeElement")
    for link in links:
        text = link.text_content() or ""
        assert ("#place-" if text[0].isdigit() else "/glossary/") in _href(link)


def test_an_entry_is_no_wider_than_its_window(page: Page, address: str) -> None:
    """Arrows and maps fold with the text."""
    for path in ("glossary/ada-orlen/", "glossary/"):
        arrive(page, address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(OUTSIDE) == [], (path, width)


def test_arrows_join_names_to_the_one_in_the_middle(page: Page, address: str) -> None:
    """On a wide screen speakers stand to the left, those spoken of to the right."""
    page.set_viewport_size({"width": 1440, "height": 900})
    arrive(page, address + "glossary/ada-orlen/")
    speaker = page.locator(".tree .in li").first.bounding_box()
    middle = page.locator(".tree-hub p").bounding_box()
    named = page.locator(".tree .out li").first.bounding_box()
    assert speaker is not None
    assert middle is not None
    assert named is not None
    assert speaker["x"] + speaker["width"] <= middle["x"] + 3
    assert middle["x"] + middle["width"] <= named["x"] + 3


def test_a_page_with_a_map_stays_light(page: Page, address: str) -> None:
    """A briefing with a map of the world weighs little, even before it is packed."""
    for briefing in briefings(page, address):
        arrive(page, briefing)
        content = page.locator("article").inner_html().encode()
        assert page.locator("svg.map").count() == 1
        assert len(gzip.compress(content)) < HEAVIEST / 5
