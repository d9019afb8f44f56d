"""Every kind of page on every width, by mouse, by keyboard, without JavaScript, from a disk.

The other modules try one feature each on the committed pages; this one tries them all on freshly
built sites, with the longest and the shortest page of each kind. Each tab fails when the site asked
another host, and when an error was logged.
"""

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Built, arrive, opened, said, unfold

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (320, 375, 768, 1440)
HEIGHT = 800
PHONE: "ViewportSize" = {"width": 375, "height": 812}
DESK: "ViewportSize" = {"width": 1440, "height": 900}

largest = pytest.mark.parametrize("built", ["forty"], indirect=True)
"""On the largest site that can be built here."""
on_both = pytest.mark.parametrize(
    "viewport", [pytest.param(PHONE, id="375px"), pytest.param(DESK, id="1440px")]
)

READY = """() => window.document$
  && [...document.querySelectorAll("a.proof, article .marks, .filters")]
  .every((one) => one.matches(".proof") ? document.querySelector(".check") : one.children.length)"""
"""Whether the page's scripts have put their controls in place."""

FAULTS = """() => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const wider = document.scrollingElement.scrollWidth - wide;
  if (wider > 0) faults.push(`scrolls sideways by ${wider}`);
  const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX)
    || scrolls(e.parentElement));
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const holder = text.parentElement;
    if (!text.data.trim() || !holder.checkVisibility({visibilityProperty: true})) continue;
    if (holder.closest(".md-sidebar, script, style, svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width <= 1 || (box.left >= -1 && box.right <= wide + 1) || scrolls(holder)) continue;
      faults.push(`beyond the edge: ${text.data.trim().slice(0, 40)}`);
      break;
    }
    const style = getComputedStyle(holder);
    const cut = /hidden|clip/.test(style.overflowX) && holder.scrollWidth > holder.clientWidth + 1;
    if (cut && holder.clientWidth > 1) faults.push(`cut: ${text.data.trim().slice(0, 40)}`);
  }
  const controls = "article :is(button, input, select, summary), :is(.ways, .az) a";
  for (const control of document.querySelectorAll(controls)) {
    if (!control.checkVisibility({visibilityProperty: true})) continue;
    const box = control.getBoundingClientRect();
    if (Math.min(box.width, box.height) < 23.9) {
      faults.push(`${box.width} x ${box.height}: ${control.outerHTML.slice(0, 80)}`);
    }
  }
  return faults;
}"""
"""What is wrong with a page's layout: text that is cut or beyond the edge, controls under 24 px."""

SEEN = """() => {
  let here = document.activeElement;
  // The theme shows a label for the switch of colours, which has no size.
  if (here.matches(".md-option")) here = here.nextElementSibling;
  const box = [...here.getClientRects()].find((one) => one.width && one.height);
  const top = box && document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), box.top + box.height / 2);
  return Boolean(top && (here.contains(top) || top.contains(here)));
}"""
"""Whether nothing covers what has the focus."""

STOP = """() => {
  let here = document.activeElement;
  if (!here || here === document.body) return null;
  // The theme shows a label for the switch of colours, which has no size.
  if (here.matches(".md-option")) here = here.nextElementSibling;
  const last = window.lastStop;
  window.lastStop = here;
  const name = here.outerHTML.slice(0, 90);
  const again = window.stops?.has(here);
  (window.stops ??= new Set()).add(here);
  const style = getComputedStyle(here);
  return {
    name,
    again,
    forward: !last || last.contains(here)
      || Boolean(last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING),
    seen: (%s)(),
    outlined: style.outlineStyle !== "none" && style.outlineWidth !== "0px",
  };
}""".replace("%s", SEEN)
"""Where the keyboard is: in order, in sight, not covered, with an outline."""

CLEAR = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = [...range.getClientRects()].find((one) => one.width > 4);
  const top = box && document.elementFromPoint(box.left + 3, box.top + box.height / 2);
  return Boolean(top && (element.contains(top) || top.contains(element)));
}"""
"""Whether the beginning of an element is on the screen, and nothing lies over it."""

UNREACHED = """() => [...document.querySelectorAll("article *")]
  .filter((one) => one.matches("a[href], button, input, select, summary"))
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !window.stops.has(one))
  .map((one) => one.outerHTML.slice(0, 90))"""


def goto(page: Page, address: str) -> None:
    """Open a page and wait for its scripts."""
    arrive(page, address)
    page.wait_for_function(READY)


def faults(page: Page) -> list[str]:
    """Return what is wrong with the layout of the page, at every width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width}: {fault}" for fault in page.evaluate(FAULTS)]
    return found


def bare(text: str) -> str:
    """Return only letters and digits."""
    return re.sub(r"\W", "", text)


def briefing(built: Built) -> str:
    """Return the address of the longest briefing."""
    return built.url + built.pages()["longest of briefings"]


def cards(page: Page) -> list[Locator]:
    """Return the first, a middle and the last statement of a briefing."""
    every = page.locator("article .statement").all()
    return [every[0], every[len(every) // 2], every[-1]]


def test_every_page_fits_every_width(chromium: Browser, built: Built) -> None:
    """Nothing scrolls sideways, no text is cut, no control is too small to hit."""
    with opened(chromium, built.url) as tab:
        for kind, path in built.pages().items():
            tab.page.set_viewport_size(PHONE)
            goto(tab.page, built.url + path)
            assert faults(tab.page) == [], (kind, path)
            if tab.page.locator("article details").count():
                unfold(tab.page)
                assert faults(tab.page) == [], (kind, path)


def test_every_page_fits_without_javascript(chromium: Browser, built: Built) -> None:
    """The same holds where no script runs, and no control stands there that does nothing."""
    with opened(chromium, built.url, java_script_enabled=False) as tab:
        for kind, path in built.pages().items():
            arrive(tab.page, built.url + path)
            # Playwright still evaluates; only the page's own scripts are off.
            unfold(tab.page)
            assert faults(tab.page) == [], (kind, path)
            assert tab.page.locator("article :is(button, input, select)").count() == 0, kind


@largest
def test_every_page_fits_on_paper(chromium: Browser, built: Built) -> None:
    """No page is wider than A4, and nothing that only leads somewhere is printed."""
    with opened(chromium, built.url) as tab:
        tab.page.emulate_media(media="print")
        tab.page.set_viewport_size({"width": 673, "height": 953})  # A4 without margins
        for kind, path in built.pages().items():
            arrive(tab.page, built.url + path)
            wider = tab.page.evaluate(
                "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wider <= 0, kind
            for element in tab.page.locator(".ways, .copy, .marks, .check, .beside").all():
                assert not element.is_visible(), (kind, element.evaluate("e => e.className"))


@largest
@on_both
@pytest.mark.parametrize(
    "kind", ["home", "longest of briefings", "longest of sources", "accounts/"]
)
@pytest.mark.parametrize("folded", [True, False])
def test_the_keyboard_reaches_everything(
    chromium: Browser,
    built: Built,
    viewport: "ViewportSize",
    kind: str,
    folded: bool,  # noqa: FBT001 -- pytest gives it by name
) -> None:
    """Tab goes through the page from top to bottom, in sight all the time, and skips nothing."""
    with opened(chromium, built.url, viewport=viewport) as tab:
        goto(tab.page, built.url + built.pages()[kind])
        if not folded:
            if not tab.page.locator("article details").count():
                pytest.skip("nothing is folded here")
            unfold(tab.page)
        # What is not seen cannot have the focus.
        expect(tab.page.locator(".md-top")).to_be_hidden()
        for _ in range(1000):
            tab.page.keyboard.press("Tab")
            stop: dict[str, Any] | None = tab.page.evaluate(STOP)
            if stop is None or stop["again"]:
                break
            assert stop["outlined"], stop
            assert stop["forward"], stop
            # The preview of the name before fades away, on a busy machine not at once.
            for _ in range(0 if stop["seen"] else 100):
                tab.page.wait_for_timeout(50)
                stop["seen"] = tab.page.evaluate(SEEN)
                if stop["seen"]:
                    break
            assert stop["seen"], stop
        assert tab.page.evaluate(UNREACHED) == []


@largest
def test_what_matters_is_on_the_first_screen_of_a_telephone(
    chromium: Browser, built: Built
) -> None:
    """Title, date and the beginning of what is in brief need no scrolling."""
    wanted = ("h1", ".briefing-meta", "#in-brief", ".in-brief > p")
    with opened(chromium, built.url, viewport=PHONE) as tab:
        goto(tab.page, built.url)
        links = tab.page.locator(".home-item h3 > a[href*=briefings]").evaluate_all(
            "all => all.map(a => a.href)"
        )
        for address in links[:8]:
            goto(tab.page, address)
            for selector in wanted:
                box = tab.page.locator(f"article {selector}").first.bounding_box()
                assert box, (address, selector)
                assert box["y"] < PHONE["height"] - 60, (address, selector)


@pytest.mark.parametrize("built", ["seed"], indirect=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_of_the_seed_is_short_on_a_telephone(
    chromium: Browser,
    built: Built,
    scripts: bool,  # noqa: FBT001 -- pytest gives it by name
) -> None:
    """Six screens at most, with and without JavaScript."""
    with opened(chromium, built.url, viewport=PHONE, java_script_enabled=scripts) as tab:
        arrive(tab.page, briefing(built))
        assert screens(tab.page) <= 6


@pytest.mark.parametrize("scripts", [True, False])
def test_home_is_short_on_a_telephone(
    chromium: Browser,
    built: Built,
    scripts: bool,  # noqa: FBT001 -- pytest gives it by name
) -> None:
    """Four screens at most, with and without JavaScript, however many documents there are."""
    with opened(chromium, built.url, viewport=PHONE, java_script_enabled=scripts) as tab:
        arrive(tab.page, built.url)
        assert screens(tab.page) <= 4


def screens(page: Page) -> float:
    """Return how many screens of a telephone a page fills."""
    return float(page.evaluate("document.documentElement.scrollHeight")) / PHONE["height"]


@pytest.mark.parametrize("built", ["seed"], indirect=True)
@on_both
def test_an_address_opens_what_hides_its_place(
    chromium: Browser, built: Built, viewport: "ViewportSize"
) -> None:
    """Statements, numbers, folds, paragraphs: opened, followed on the page, come back to."""
    with opened(chromium, built.url, viewport=viewport) as tab:
        page = tab.page
        goto(page, briefing(built))
        names = page.locator("article details").evaluate_all(HIDDEN)
        assert len(names) > 20
        for name in names:
            page.goto("about:blank")
            goto(page, f"{briefing(built)}#{name}")
            seen_at(page, name)
        goto(page, briefing(built))
        for name in names:
            page.evaluate("name => { location.hash = name; }", name)
            seen_at(page, name)
            page.evaluate(FOLD)
        page.go_back()
        seen_at(page, names[-2])


HIDDEN = """(all) => [...new Set(all.flatMap((one) => [...one.querySelectorAll("[id]")]))]
  .filter((one) => !one.closest("svg")).map((one) => one.id)"""
"""Returns the ids of what stands in disclosures."""
FOLD = """() => {
  for (const one of document.querySelectorAll("article details")) one.open = false;
}"""
PLACE = """(name) => {
  const place = document.getElementById(name);
  const card = place.closest(".statement");
  const here = card?.firstElementChild ?? place.closest("p, li, summary") ?? place;
  const open = here.closest("details")?.open !== false
    && card?.querySelector(":scope > .detail")?.open !== false;
  const { top, bottom } = here.getBoundingClientRect();
  return open && here.checkVisibility() && bottom > 40 && top < innerHeight;
}"""
"""Whether a place is in sight, unfolded with its statement's detail."""


def seen_at(page: Page, name: str) -> None:
    """Wait until the place of an id is in sight."""
    page.wait_for_function(PLACE, arg=name, timeout=5000)


@pytest.mark.parametrize("built", ["seed"], indirect=True)
def test_a_reference_opens_its_statement_each_time(chromium: Browser, built: Built) -> None:
    """The number behind a passage in brief opens the statement, again when it was closed."""
    with opened(chromium, built.url, viewport=PHONE) as tab:
        page = tab.page
        goto(page, briefing(built))
        link = page.locator(".in-brief .ref").first
        for _ in range(2):
            link.click()
            card = page.locator("article .statement:target")
            expect(card).to_be_in_viewport()
            expect(card.locator("a.show").first).to_be_visible()
            card.locator(":scope > .detail > summary").click()
            expect(card.locator("a.show").first).to_be_hidden()


@pytest.mark.parametrize("built", ["seed"], indirect=True)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_number_stands_at_the_end_of_its_line(
    chromium: Browser, built: Built, direction: str
) -> None:
    """Where a page runs from right to left, to the left of the words; over none of them."""
    with opened(chromium, built.url, viewport=PHONE) as tab:
        goto(tab.page, briefing(built))
        tab.page.evaluate(
            "way => { document.documentElement.dir = document.body.dir = way; }", direction
        )
        unfold(tab.page)
        places = tab.page.locator(".detail > summary").evaluate_all(ENDS)
        assert len(places) > 5
        for number, words, line in places:
            if direction == "ltr":
                assert words[1] <= number[0]
                assert abs(number[1] - line[1]) < 1
            else:
                assert number[1] <= words[0]
                assert abs(number[0] - line[0]) < 1


ENDS = """(all) => all.map((one) => {
  const card = one.closest(".statement");
  const range = document.createRange();
  range.selectNodeContents(card.querySelector(".said-line"));
  return [one, range, card].map((part) => part.getBoundingClientRect())
    .map((box) => [box.left, box.right]);
})"""
"""Returns left and right of each number, of the words beside it, and of their statement."""


@pytest.mark.parametrize("built", ["seed"], indirect=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_disclosures_open_and_close_by_key(
    chromium: Browser,
    built: Built,
    scripts: bool,  # noqa: FBT001 -- pytest gives it by name
) -> None:
    """Enter and the space bar, of each disclosure in turn, with and without JavaScript."""
    with opened(chromium, built.url, viewport=PHONE, java_script_enabled=scripts) as tab:
        arrive(tab.page, briefing(built))
        every = tab.page.locator("article details").all()
        assert len(every) > 10
        for one in every:
            summary = one.locator(":scope > summary")
            summary.press("Enter")
            assert one.get_attribute("open") is not None
        for one in reversed(every):
            one.locator(":scope > summary").press("Space")
            assert one.get_attribute("open") is None


def covered(element: Locator) -> bool:
    """Return whether something still lies over the beginning of an element after a second."""
    for _ in range(20):
        if element.evaluate(CLEAR):
            return False
        element.page.wait_for_timeout(50)
    return True


@largest
@on_both
@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_statement_has_its_address_source_and_citation(
    chromium: Browser, built: Built, viewport: "ViewportSize", hand: str
) -> None:
    """Permalink, citation and source of a statement: one click or one key each."""
    with opened(chromium, built.url, viewport=viewport) as tab:
        page = tab.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        goto(page, briefing(built))
        unfold(page)
        for card in cards(page):
            name, words = str(card.get_attribute("id")), bare(said(card))
            use(card.locator(".statement-by > .ref").first, hand)
            page.wait_for_url(f"**#{name}")
            expect(card.locator(".statement-by").first).to_be_in_viewport()
            assert covered(card.locator("p").first) is False
            use(card.get_by_role("button", name="Copy citation").first, hand)
            expect(card.get_by_role("button", name="Copied")).to_be_visible()
            assert words in bare(page.evaluate("navigator.clipboard.readText()"))
            use(card.locator("a.show").first, hand)
            if viewport is DESK:
                expect(page.locator(".beside .found").first).to_be_in_viewport()
                assert bare("".join(page.locator(".beside .found").all_inner_texts())) == words
                page.keyboard.press("Escape")
                expect(card.locator("a.show").first).to_be_focused()
            else:
                page.wait_for_url("**/sources/**")
                expect(page.locator("article .found").first).to_be_in_viewport()
                assert covered(page.locator("article .found").first) is False
                assert bare("".join(page.locator("article .found").all_inner_texts())) == words
                goto(page, briefing(built))
                unfold(page)


def use(control: Locator, hand: str) -> None:
    """Click a control, or focus it and press Enter."""
    if hand == "mouse":
        control.click()
    else:
        control.focus()
        control.press("Enter")


@largest
def test_every_proven_page_verifies(chromium: Browser, built: Built) -> None:
    """The control on a briefing and on a source finds every letter in the stored text."""
    kinds = [f"{which} of {kind}" for which in ("longest", "shortest") for kind in PROVEN]
    with opened(chromium, built.url) as tab:
        for kind in kinds:
            goto(tab.page, built.url + built.pages()[kind])
            tab.page.get_by_role("button", name="Verify").click()
            expect(tab.page.locator(".check output.same")).to_be_visible()


PROVEN = ("briefings", "sources")


@largest
def test_a_statement_is_marked_when_a_page_was_scrolled_before(
    chromium: Browser, built: Built
) -> None:
    """The theme keeps where a page was scrolled to; a link to a statement comes first."""
    with opened(chromium, built.url, viewport=PHONE) as tab:
        page = tab.page
        goto(page, built.url)
        page.wait_for_load_state("networkidle")
        link = page.locator(".home-item .ref").first
        # As if the page was scrolled at the moment when the link is followed.
        link.evaluate(
            """() => {
              const push = history.pushState.bind(history);
              history.pushState = (_, title, to) => push({ x: 0, y: 0 }, title, to);
            }"""
        )
        link.click()
        page.wait_for_url("**/briefings/**#*")
        expect(page.locator("article .statement:target")).to_be_in_viewport()


@largest
def test_an_address_that_leads_nowhere_shows_the_way(chromium: Browser, built: Built) -> None:
    """Each link of the page for it leads to an entrance, from any depth and without scripts."""
    with opened(chromium, built.url, java_script_enabled=False) as tab:
        arrive(tab.page, built.url + "404.html")
        ways = tab.page.locator("article .ways a").evaluate_all("all => all.map(a => a.href)")
        assert len(ways) == 5
        for address in ways:
            arrive(tab.page, address)
            expect(tab.page.locator("article h1")).not_to_contain_text("404")


@largest
def test_a_name_shows_its_entry(chromium: Browser, built: Built) -> None:
    """A name that has the focus shows the entry that it leads to."""
    with opened(chromium, built.url, viewport=DESK) as tab:
        arrive(tab.page, briefing(built))
        tab.page.wait_for_load_state("networkidle")
        name = tab.page.locator(".speaker-name a.mention").first
        name.focus()
        preview = tab.page.locator(".md-tooltip2--active")
        expect(preview).to_be_visible()
        expect(preview).to_contain_text(re.compile(r"\w"))
        tab.page.keyboard.press("Escape")
        expect(preview).to_be_hidden()
        expect(name).to_be_focused()


@largest
def test_the_keyboard_does_not_get_lost_in_a_preview(chromium: Browser, built: Built) -> None:
    """Previews stand at the page's end and vanish; its last link leads past an open one."""
    with opened(chromium, built.url, viewport=DESK) as tab:
        page = tab.page
        goto(page, briefing(built))
        page.wait_for_load_state("networkidle")
        page.locator(".speaker-name a.mention").first.hover()
        preview = page.locator(".md-tooltip2--active")
        expect(preview.locator("a").first).to_be_visible()
        page.locator(".md-footer a[href]").last.focus()
        page.keyboard.press("Tab")
        expect(preview).to_be_visible()
        assert page.evaluate("document.activeElement.closest('.md-tooltip2')") is None


@largest
@on_both
def test_everything_works_from_a_disk_without_a_network(
    chromium: Browser, built: Built, viewport: "ViewportSize"
) -> None:
    """From `file://` a page is whole, can be checked, cited and switched, and leads on."""
    home = (built.disk / "index.html").as_uri()
    with opened(chromium, built.disk.as_uri(), viewport=viewport, offline=True) as tab:
        page = tab.page
        arrive(page, home)
        page.locator(".home-item h3 a").first.click()
        page.wait_for_function(READY)
        assert page.evaluate(FAULTS) == []
        page.get_by_role("button", name="Verify").click()
        expect(page.locator(".check output.same")).to_be_visible()
        unfold(page)
        switches = page.locator("article .marks button")
        for switch in switches.all():
            switch.click()
            expect(switch).to_have_attribute("aria-pressed", "false")
        expect(switches).to_have_count(4)
        card = cards(page)[1]
        words = bare(said(card))
        card.get_by_role("button", name="Copy citation").first.click()
        expect(card.get_by_role("button", name="Copied")).to_be_visible()
        card.locator("a.show").first.click()
        place = ".beside .found" if viewport is DESK else "article .found"
        expect(page.locator(place).first).to_be_in_viewport()
        assert bare("".join(page.locator(place).all_inner_texts())) == words
