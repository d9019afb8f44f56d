"""The published site in Chromium; every test also fails on a foreign request or an error."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import arrive, said, unfold

if TYPE_CHECKING:
    from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

BRIEFING = ".md-content .home-item h3 a"
ENTRY = ".md-content a.mention[data-preview]"
NUMBER = ".md-content .detail > summary"
SOURCE = ".md-content .statement a.show"
SETTLED = """
() => document.querySelector("link[rel=canonical]").href === location.href.split("#")[0]
"""
"""Whether the page that the address names has been put in place of the one before."""

CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) =>
    [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(getComputedStyle(e).backgroundColor);
    return layers.reverse().map(rgba).reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => {
    const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true}))
      continue;
    if (element.closest(".headerlink, script, style, [aria-hidden=true]")) continue;
    const ground = behind(element);
    const ink = over(rgba(getComputedStyle(element).color), ground);
    const [a, b] = [light(ink), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim()}`);
  }
  return poor;
}
"""
"""Texts whose contrast is under 4.5, the least that WCAG 2.2 AA allows."""

narrow_and_wide = pytest.mark.parametrize(
    "tab",
    [
        pytest.param((320, 700), id="320px"),
        pytest.param((375, 800), id="375px"),
        pytest.param((1440, 900), id="1440px"),
    ],
    indirect=True,
)


without_panel = pytest.mark.parametrize(
    "tab", [pytest.param((1200, 900), id="1200px")], indirect=True
)
"""Where a link into the source leads there; on wider screens the text opens beside it."""


def pages(page: Page) -> list[str]:
    """Return one address of each kind of page, found as a reader would."""
    home = page.url
    briefing = link(page, BRIEFING)
    arrive(page, briefing)
    entry, source = link(page, ENTRY), link(page, SOURCE)
    menu = page.locator(".md-nav--primary a.md-nav__link")
    kinds = [str(one.evaluate("a => a.href")) for one in menu.all()]
    return list(dict.fromkeys([home, briefing, entry, source, *kinds]))


def link(page: Page | Locator, selector: str) -> str:
    """Return the address of the first link that matches."""
    return str(page.locator(selector).first.evaluate("a => a.href"))


def follow(page: Page, selector: str) -> None:
    """Click the first link that matches, and wait until its page stands."""
    address = link(page, selector)
    page.locator(selector).first.click()
    page.wait_for_url(address)
    page.wait_for_function(SETTLED)


@without_panel
def test_a_reader_can_check_a_statement(tab: "Tab") -> None:
    """Home, briefing, statement, and its place in the stored source, in view and marked."""
    page = tab.open()
    follow(page, BRIEFING)
    expect(page.locator(".md-content h1")).to_be_visible()
    page.locator(NUMBER).first.click()
    follow(page, SOURCE)
    expect(page.locator(".found").first).to_be_in_viewport()
    unmarked = page.locator(".md-content p").first
    marked = page.locator(".found").first
    assert colour(marked, "background-color") != colour(unmarked, "background-color")
    page.go_back()
    page.wait_for_function(SETTLED)
    expect(page.locator(".found")).to_have_count(0)


@without_panel
def test_a_link_followed_while_scrolling_arrives(tab: "Tab") -> None:
    """Instant navigation leads to the place that a link names, however slow the server is."""
    page = tab.open()
    arrive(page, link(page, BRIEFING))
    page.wait_for_load_state("networkidle")
    address = str(page.locator(SOURCE).first.evaluate("a => a.href"))

    def late(route: Route) -> None:
        """Answer when the scrolled place has been noted."""
        page.wait_for_timeout(400)
        route.fallback()

    page.route(address.split("#", maxsplit=1)[0], late)
    page.locator(NUMBER).first.click()
    page.locator(SOURCE).first.scroll_into_view_if_needed()
    page.locator(SOURCE).first.click()
    page.wait_for_url(address)
    page.wait_for_function(SETTLED)
    expect(page.locator(".found").first).to_be_in_viewport()


def test_exactly_the_words_of_a_statement_are_marked(tab: "Tab") -> None:
    """What the source marks is what the card shows, also for a statement inside another."""
    page = tab.open()
    arrive(page, link(page, BRIEFING))
    cards = [
        (link(card, "a.show"), said(card)) for card in page.locator(".md-content .statement").all()
    ]
    assert cards
    for address, words in cards:
        arrive(page, address)
        expect(page.locator(".found").first).to_be_in_viewport()
        assert bare("".join(page.locator(".found").all_inner_texts())) == bare(words), address


def bare(text: str) -> str:
    """Return only letters and digits."""
    return re.sub(r"\W", "", text)


def colour(locator: Locator, which: str) -> str:
    """Return a computed colour."""
    return str(locator.evaluate("(e, which) => getComputedStyle(e)[which]", which))


def test_a_name_leads_to_its_entry_and_back_to_the_source(tab: "Tab") -> None:
    """A name in a briefing is a link to its entry, which leads to where it stands."""
    page = tab.open()
    follow(page, BRIEFING)
    follow(page, ENTRY)
    expect(page.locator(".md-content h1")).to_be_visible()
    follow(page, '.md-content a[href*="#"][href*="/"]')
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_name_shows_its_entry_before_it_is_followed(tab: "Tab") -> None:
    """Pointing at a name, and reaching it by keyboard, opens a preview of its entry."""
    page = tab.open()
    arrive(page, link(page, BRIEFING))
    page.wait_for_load_state("networkidle")
    name = page.locator(ENTRY).first
    name.scroll_into_view_if_needed()
    name.hover()
    preview = page.locator(".md-tooltip2--active")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text(re.compile(r"\w"))
    page.mouse.move(1, 1)
    expect(preview).to_have_count(0)
    name.focus()
    expect(preview).to_be_visible()


def test_other_links_have_no_preview(tab: "Tab") -> None:
    """Only entries of the glossary open a preview."""
    page = tab.open()
    arrive(page, link(page, BRIEFING))
    for one in page.locator("a[data-preview]").all():
        assert "/glossary/" in str(one.evaluate("a => a.href"))


def test_search_finds_a_name(tab: "Tab") -> None:
    """Searching for a name leads to its entry."""
    page = tab.open()
    arrive(page, link(page, BRIEFING))
    entry = link(page, ENTRY)
    arrive(page, entry)
    name = page.locator(".md-content h1").evaluate("h => h.firstChild.data")
    arrive(page, tab.url)
    page.wait_for_load_state("networkidle")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(name)
    result = page.locator(f'.md-search-result a[href^="{entry}"]').first
    expect(result).to_be_visible()
    result.click()
    expect(page.locator(".md-content h1")).to_contain_text(name)


@narrow_and_wide
def test_nothing_is_wider_than_the_screen(tab: "Tab") -> None:
    """No page of any kind scrolls sideways, on a telephone or a desk."""
    for address in pages(tab.open()):
        arrive(tab.page, address)
        unfold(tab.page)
        wider = tab.page.evaluate(
            "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(tab: "Tab", scheme: str) -> None:
    """Every visible text has a contrast of 4.5 or more, in the colours the reader prefers."""
    tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for address in pages(tab.open()):
        arrive(tab.page, address)
        ground = colour(tab.page.locator("body"), "background-color")
        assert (brightness(ground) > 128) is (scheme == "light")
        unfold(tab.page)
        assert tab.page.evaluate(CONTRAST) == [], address


def brightness(colour: str) -> float:
    """Return the mean of red, green and blue of `rgb(…)`."""
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3


def test_colours_can_be_chosen(tab: "Tab") -> None:
    """The button in the header goes through system, light and dark, and the choice holds."""
    page = tab.open()
    seen = []
    for _ in range(3):
        page.locator("[data-md-component=palette] label:not([hidden])").click()
        seen.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert set(seen) == {"default", "slate"}
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == chosen


def test_the_keyboard_shows_where_it_is(tab: "Tab") -> None:
    """Each link reached by the tabulator key has a visible outline."""
    page = tab.open()
    arrive(page, link(page, BRIEFING))
    for _ in range(25):
        page.keyboard.press("Tab")
        style, width = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, s.outlineWidth]; }"
        )
        place = page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)")
        assert (style, width) != ("none", "0px"), place


def test_search_has_a_name(tab: "Tab") -> None:
    """Whoever listens to the page hears what the dialog is."""
    dialog = tab.open().get_by_role("dialog", name="Search")
    expect(dialog).to_have_count(1)


def test_no_script_is_needed_to_read(tab: "Tab") -> None:
    """Without scripts the words and the way to the source are still there."""
    assert tab.page.context.browser
    context = tab.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    arrive(page, tab.url)
    arrive(page, urljoin(tab.url, str(page.locator(BRIEFING).first.get_attribute("href"))))
    expect(page.locator(".statement").first).to_be_visible()
    page.locator(NUMBER).first.click()
    expect(page.locator(SOURCE).first).to_be_visible()
    assert page.locator(SOURCE).first.get_attribute("href")
    context.close()
