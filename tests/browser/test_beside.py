"""The stored text beside a statement, citations to copy, and switches of marks."""

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ROOT, Built, Tab, arrive, opened, said, unfold

pytestmark = pytest.mark.browser
BRIEFING = next(path.stem for path in sorted((ROOT / "docs/briefings").glob("2*.md")))
PANEL = ".beside"
FOUND = ".beside .found"
WAYS = ("Previous", "Next")
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""

narrow = pytest.mark.parametrize("tab", [pytest.param((375, 800), id="375px")], indirect=True)


def bare(text: str) -> str:
    """Return only letters and digits."""
    return re.sub(r"\W", "", text)


def briefing(tab: Tab) -> Page:
    """Open the briefing and all that is folded there."""
    page = tab.open(f"briefings/{BRIEFING}/")
    unfold(page)
    return page


def cards(page: Page) -> list[Locator]:
    """Return all statements."""
    return page.locator("article .statement").all()


def marked(page: Page) -> str:
    """Return the letters that the panel marks."""
    return bare("".join(page.locator(FOUND).all_inner_texts()))


def focused(page: Page) -> str:
    """Return the address that the focused link leads to, or the class of what has the focus."""
    script = "() => document.activeElement.href || document.activeElement.className"
    return str(page.evaluate(script))


def test_each_statement_opens_with_exactly_its_words(tab: Tab) -> None:
    """The panel marks a statement's words to the letter, in view, also one inside another."""
    page = briefing(tab)
    for card in cards(page):
        card.locator("a.show").first.click()
        expect(page.locator(FOUND).first).to_be_in_viewport()
        assert marked(page) == bare(said(card))
        assert page.url.endswith(f"#{card.get_attribute('id')}")
    expect(page.locator(PANEL)).to_have_count(1)


def test_the_panel_hides_no_text_and_moves_none(tab: Tab) -> None:
    """It stands beside the article, which keeps its place, on the narrowest wide screen too."""
    for width in (1220, 1440, 1920):
        tab.page.set_viewport_size({"width": width, "height": 800})
        page = briefing(tab)
        before = page.locator("article").bounding_box()
        cards(page)[0].locator("a.show").click()
        panel = page.locator(PANEL).bounding_box()
        after = page.locator("article").bounding_box()
        assert before
        assert after
        assert panel
        assert (before["x"], before["width"]) == (after["x"], after["width"])
        assert panel["x"] >= after["x"] + after["width"]
        assert panel["x"] + panel["width"] <= width


def test_keyboard_alone(tab: Tab) -> None:
    """Enter opens, arrow keys go on and back, Escape closes and the focus is where it was."""
    page = briefing(tab)
    first, second, *_ = cards(page)
    first.locator("a.show").focus()
    page.keyboard.press("Enter")
    assert "beside" in focused(page)
    expect(page.get_by_role("complementary", name="Stored text")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert marked(page) == bare(said(second))
    page.keyboard.press("ArrowLeft")
    assert marked(page) == bare(said(first))
    page.keyboard.press("ArrowLeft")
    assert marked(page) == bare(said(first))
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    assert focused(page) == str(first.locator("a.show").evaluate("a => a.href"))


def test_mouse_alone(tab: Tab) -> None:
    """The buttons go on and back and close; the focus goes to the statement that was shown."""
    page = briefing(tab)
    first, second, *_ = cards(page)
    first.locator("a.show").click()
    before, after = (page.get_by_role("button", name=f"{one} statement") for one in WAYS)
    expect(before).to_have_attribute("aria-disabled", "true")
    expect(after).to_have_attribute("aria-disabled", "false")
    after.click()
    expect(before).to_have_attribute("aria-disabled", "false")
    assert marked(page) == bare(said(second))
    assert page.url.endswith(f"#{second.get_attribute('id')}")
    before.click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(PANEL)).to_have_count(0)
    expect(page.locator(".statement.shown")).to_have_count(0)
    assert focused(page) == str(first.locator("a.show").evaluate("a => a.href"))


def test_the_copy_repeats_no_id(tab: Tab) -> None:
    """No id stands twice while the panel is open."""
    page = briefing(tab)
    cards(page)[0].locator("a.show").click()
    ids = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_the_panel_goes_with_its_page(tab: Tab) -> None:
    """Its heading leads to the source's own page; there, and back again, it is closed."""
    page = briefing(tab)
    cards(page)[0].locator("a.show").click()
    page.locator(".beside-head a").click()
    page.wait_for_url("**/sources/**")
    expect(page.locator("article .found").first).to_be_in_viewport()
    expect(page.locator(PANEL)).to_have_count(0)
    page.go_back()
    expect(page.locator("article .copy").first).to_be_attached()
    unfold(page)
    cards(page)[1].locator("a.show").click()
    expect(page.locator(PANEL)).to_have_count(1)


def test_a_window_that_gets_narrow_has_no_panel(tab: Tab) -> None:
    """The panel closes where it would hide the text."""
    page = briefing(tab)
    cards(page)[0].locator("a.show").click()
    page.set_viewport_size({"width": 900, "height": 800})
    expect(page.locator(PANEL)).to_have_count(0)


def test_a_click_for_a_new_tab_is_left_alone(tab: Tab) -> None:
    """With the control key the link opens the source's page in another tab, as links do."""
    page = briefing(tab)
    with page.context.expect_page() as other:
        cards(page)[0].locator("a.show").click(modifiers=["ControlOrMeta"])
    assert "/sources/" in other.value.url
    expect(page.locator(PANEL)).to_have_count(0)


@narrow
def test_on_a_telephone_the_link_leads_to_the_source(tab: Tab) -> None:
    """There is no room for a panel."""
    page = briefing(tab)
    cards(page)[0].locator("a.show").click()
    page.wait_for_url("**/sources/**")
    expect(page.locator("article .found").first).to_be_in_viewport()


@pytest.mark.parametrize("panel", [False, True])
def test_the_page_is_still_what_its_proof_says(tab: Tab, panel: bool) -> None:  # noqa: FBT001 -- pytest gives it by name
    """Verify passes with every button in place, and with the panel open."""
    page = briefing(tab)
    if panel:
        cards(page)[2].locator("a.show").click()
    page.get_by_role("button", name="Verify").click()
    expect(page.locator(".check output.same")).to_be_visible()


def test_a_citation_says_what_the_page_says(tab: Tab) -> None:
    """Words, speaker and cue, title and date with the SHA-256, place, address: all of the page."""
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = briefing(tab)
    shown = bare(page.locator("article").inner_text())
    for card in cards(page):
        card.get_by_role("button", name="Copy citation").first.click()
        expect(card.get_by_role("button", name="Copied")).to_be_visible()
        text = page.evaluate("() => navigator.clipboard.readText()")
        words, by, document, place, address = text.splitlines()
        assert bare(words) == bare(said(card))
        assert bare(by) in bare(card.locator(".statement-by").first.inner_text())
        assert re.search(r"SHA-256 [0-9a-f]{64}$", document)
        assert re.fullmatch(r"¶\d+ · characters \d+\W\d+", place)
        assert all(bare(line) in shown for line in (words, by, document, place))
        assert address == f"{tab.url}briefings/{BRIEFING}/#{card.get_attribute('id')}"


def test_a_citation_can_be_copied_where_there_is_no_clipboard(tab: Tab) -> None:
    """On plain http a browser has no clipboard to ask for; the old way of copying is used."""
    tab.page.add_init_script("delete Navigator.prototype.clipboard")
    page = briefing(tab)
    card = cards(page)[0]
    card.get_by_role("button", name="Copy citation").click()
    expect(card.get_by_role("button", name="Copied")).to_be_focused()


def test_marks_can_be_switched_off_and_on(tab: Tab) -> None:
    """Each switch takes one kind of mark away, in the panel too, and says whether it is on."""
    page = briefing(tab)
    cards(page)[0].locator("a.show").click()
    switches = page.get_by_role("group", name="Marks shown in the text").get_by_role("button")
    expect(switches).to_have_count(4)
    kinds = {"Statements": "said", "Quoted words": "quoted"}
    kinds |= {"Certainty words": "hedge", "Names": "mention"}
    for name, kind in kinds.items():
        switch = page.get_by_role("button", name=name)
        looks = [look(page, f"{place} .{kind}") for place in ("article .source-text", PANEL)]
        switch.focus()
        page.keyboard.press("Space")
        expect(switch).to_have_attribute("aria-pressed", "false")
        hidden = [look(page, f"{place} .{kind}") for place in ("article .source-text", PANEL)]
        assert all(one != other for one, other in zip(looks, hidden, strict=True)), name
        page.keyboard.press("Space")
        expect(switch).to_have_attribute("aria-pressed", "true")
        assert look(page, f"article .source-text .{kind}") == looks[0]


def look(page: Page, selector: str) -> tuple[str, ...]:
    """Return how the last element that matches looks."""
    script = "e => { const s = getComputedStyle(e); return [%s].map((one) => s[one]); }"
    names = '"borderBottomWidth", "backgroundColor", "textDecorationLine"'
    return tuple(page.locator(selector).last.evaluate(script % names))


@pytest.mark.parametrize("built", ["seed"], indirect=True)
@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_moves_when_the_buttons_come(chromium: Browser, built: Built, width: int) -> None:
    """Their place is kept, also when the page is opened at a statement or at the text."""
    address = built.url + built.pages()["longest of briefings"]
    with opened(chromium, built.url, viewport={"width": width, "height": 850}) as tab:
        tab.page.add_init_script(SHIFT)
        for anchor in ("", "#n4", "#source", "#statements", "#timeline"):
            tab.page.goto("about:blank")
            arrive(tab.page, address + anchor)
            tab.page.wait_for_load_state("networkidle")
            assert tab.page.evaluate("window.shift") == 0, anchor


def test_nothing_of_it_is_printed(tab: Tab) -> None:
    """On paper there is no panel and no button."""
    page = briefing(tab)
    cards(page)[0].locator("a.show").click()
    page.emulate_media(media="print")
    for selector in (PANEL, ".marks", ".copy"):
        expect(page.locator(selector).first).to_be_hidden()


def test_it_works_from_a_disk(chromium: Browser, tmp_path: Path) -> None:
    """A site opened from a folder shows the text beside a statement and copies citations."""
    build(
        load_config(
            str(ROOT / "mkdocs.yml"),
            plugins=["search"],
            site_dir=str(tmp_path),
            use_directory_urls=False,
        )
    )
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    arrive(page, (tmp_path / f"briefings/{BRIEFING}.html").as_uri())
    unfold(page)
    card = cards(page)[1]
    card.locator("a.show").click()
    assert marked(page) == bare(said(card))
    assert page.url.endswith(f"#{card.get_attribute('id')}")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    card.get_by_role("button", name="Copy citation").click()
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    page.close()
    assert errors == []


def test_without_javascript_there_is_a_link_and_no_button(chromium: Browser, site_url: str) -> None:
    """The way to the source is a link; no room is kept for what does not come."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    arrive(page, f"{site_url}briefings/{BRIEFING}/")
    assert page.locator("article button").count() == 0
    page.locator("#source").click()
    box = page.locator(".marks").bounding_box()
    assert box
    assert box["height"] == 0
    page.locator("article .detail > summary").first.click()
    page.locator("article .statement a.show").first.click()
    page.wait_for_url("**/sources/**")
    context.close()
