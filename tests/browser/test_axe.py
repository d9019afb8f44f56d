"""axe-core finds no barrier on any kind of page, the theme's own parts included."""

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Built, opened, unfold
from tests.browser.test_matrix import DESK, HEIGHT, PHONE, WIDTHS, goto, largest

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (options) => (await axe.run(document, options)).violations.flatMap(
  ({id, nodes}) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))"""
"""Returns a line for each rule and element that breaks it."""
WHOLE = "* { content-visibility: visible !important }"
"""Lists out of sight have no colours until they are shown; axe would judge those of nothing."""
COLOURS = pytest.mark.parametrize("scheme", ["light", "dark"])


def barriers(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds on the page as it stands; `rules` for these rules only."""
    page.add_style_tag(content=WHOLE)
    page.evaluate(AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    return list(page.evaluate(RUN, {"runOnly": only, "resultTypes": ["violations"]}))


def test_axe_can_find_something(chromium: Browser) -> None:
    """A picture without a text is a barrier; a run that finds nothing at all proves nothing."""
    page = chromium.new_page()
    page.set_content("<!doctype html><title>x</title><img src='data:,'>")
    assert any(line.startswith("image-alt") for line in barriers(page))
    page.close()


@largest
@pytest.mark.parametrize(
    "viewport", [pytest.param(PHONE, id="375px"), pytest.param(DESK, id="1440px")]
)
def test_no_kind_of_page_has_a_barrier(
    chromium: Browser, built: Built, viewport: "ViewportSize"
) -> None:
    """Every rule of WCAG 2.2 AA and of good practice that axe knows, on every kind of page."""
    with opened(chromium, built.url, viewport=viewport, reduced_motion="reduce") as tab:
        for kind, path in built.pages().items():
            goto(tab.page, built.url + path)
            assert barriers(tab.page) == [], kind
            if tab.page.locator("article details").count():
                unfold(tab.page)
                assert barriers(tab.page) == [], f"{kind}, unfolded"


@largest
def test_what_can_be_hit_is_large_enough_at_every_width(chromium: Browser, built: Built) -> None:
    """24 by 24 pixels, or as far from the next one as that; numbers on maps too."""
    with opened(chromium, built.url, reduced_motion="reduce") as tab:
        for kind, path in built.pages().items():
            goto(tab.page, built.url + path)
            unfold(tab.page)
            for width in WIDTHS:
                tab.page.set_viewport_size({"width": width, "height": HEIGHT})
                assert barriers(tab.page, rules=("target-size",)) == [], (kind, width)


@largest
def test_dark_colours_stand_out(chromium: Browser, built: Built) -> None:
    """In the dark every text and every focusable region is as readable."""
    with opened(chromium, built.url, viewport=DESK, color_scheme="dark") as tab:
        for kind, path in built.pages().items():
            goto(tab.page, built.url + path)
            assert tab.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
            unfold(tab.page)
            assert barriers(tab.page, rules=("color-contrast", "link-in-text-block")) == [], kind


@largest
@COLOURS
def test_nothing_that_opens_has_a_barrier(chromium: Browser, built: Built, scheme: str) -> None:
    """The text beside a statement, switched marks, a checked page, a preview, the search."""
    options = {"viewport": DESK, "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(chromium, built.url, **options) as tab:
        page = tab.page
        goto(page, built.url + built.pages()["longest of briefings"])
        page.get_by_role("button", name="Verify").click()
        expect(page.locator(".check output.same")).to_be_visible()
        unfold(page)
        for switch in page.locator("article .marks button").all():
            switch.click()
        page.locator("article .statement a.show").first.click()
        expect(page.locator(".beside .found").first).to_be_in_viewport()
        page.wait_for_timeout(300)
        assert barriers(page) == []
        page.keyboard.press("Escape")
        page.locator("article .statement-by a.mention").first.focus()
        expect(page.locator(".md-tooltip2--active a").first).to_be_visible()
        page.wait_for_timeout(500)
        assert barriers(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        expect(page.get_by_role("dialog").first).to_be_visible()
        page.keyboard.type("the")
        page.wait_for_timeout(1500)
        assert barriers(page) == []


@largest
def test_the_drawer_of_a_telephone_has_no_barrier(chromium: Browser, built: Built) -> None:
    """The navigation that opens over a narrow page."""
    with opened(chromium, built.url, viewport=PHONE, reduced_motion="reduce") as tab:
        goto(tab.page, built.url + built.pages()["longest of briefings"])
        tab.page.locator("label.md-header__button[for=__drawer]").click()
        expect(tab.page.locator(".md-nav--primary a.md-nav__link").first).to_be_visible()
        tab.page.wait_for_timeout(400)
        assert barriers(tab.page) == []
