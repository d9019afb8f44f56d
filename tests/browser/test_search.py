"""Search: other forms of names, facets, order, address, keyboard, narrow screens, what can fail."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import RUN, Tab, arrive, opened
from tests.browser.sites import served
from tests.search.conftest import built, needs_pagefind, project

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
FACETS = ("What", "Speaker", "Kind of statement", "Stance", "Place", "Date", "Source document")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented project."""
    needs_pagefind()
    return project(tmp_path_factory.mktemp("search") / "project").parent


@pytest.fixture(scope="module")
def found_url(folder: Path) -> Iterator[str]:
    """Address of its site."""
    site = folder / "site"
    with served(site) as url:
        built(folder / "mkdocs.yml", site, site_url=url)
        yield url


@pytest.fixture
def tab(chromium: Browser, found_url: str) -> Iterator[Tab]:
    """A tab on that site that fails when anything goes wrong, or another host is asked."""
    with opened(chromium, found_url, viewport=WIDE) as tab:
        yield tab


def opens(tab: Tab, path: str = "") -> Page:
    """Open a page, and the search on it."""
    page = tab.open(path)
    page.keyboard.press("/")
    expect(dialog(page)).to_be_visible()
    expect(group(page, "What")).to_be_visible()
    return page


def dialog(page: Page) -> Locator:
    """Return the dialog."""
    return page.get_by_role("dialog", name="Search")


def group(page: Page, facet: str) -> Locator:
    """Return the values of a facet."""
    return dialog(page).get_by_role("group", name=facet, exact=True)


def hits(page: Page) -> Locator:
    """Return the results."""
    return dialog(page).locator(".search-list > li")


def seek(page: Page, text: str, count: int) -> list[str]:
    """Type a text, wait for so many results, and return them."""
    dialog(page).get_by_role("searchbox").fill(text)
    expect(dialog(page).get_by_role("status")).to_have_text(f"{count} found")
    expect(hits(page)).to_have_count(count)
    return hits(page).all_inner_texts()


def values(page: Page, facet: str) -> dict[str, int]:
    """Return the values of a facet that are shown, with their counts."""
    rows = group(page, facet).locator("li:visible").all()
    return {
        row.locator("label > span").first.inner_text(): int(
            row.locator(".search-count").inner_text()
        )
        for row in rows
    }


def test_another_form_of_a_name_finds_it(tab: Tab) -> None:
    """Initials find the entry first, and statements that never use them; the result says why."""
    found = seek(opens(tab), "VHU", 4)
    assert found[0].startswith("Vesland Harbour Union\n")
    tugs = next(text for text in found if "tugs" in text)
    assert "VHU" not in tugs.split("also written")[0]
    assert "Vesland Harbour Union, also written: VHU" in tugs
    marks = hits(tab.page).filter(has_text="tugs").locator(".search-by mark")
    expect(marks).to_have_text("Vesland Harbour Union")


def test_a_result_shows_the_sentence_and_who_said_it(tab: Tab) -> None:
    """Speaker and cue as printed, the words, the date, kind, stance and document."""
    (text,) = [text for text in seek(opens(tab), "damaged", 2) if "Statement" in text]
    by, words, facts = text.split("\n")[:3]
    assert by.startswith("Vesland Harbour Union")
    assert by.rstrip(": ").endswith("denied")
    assert words == "the pier was damaged"
    facts = text.split("\n")[-1]
    assert facts.startswith("Statement · 2031-05-06 · In the document")
    assert " · denies · At least 300" in facts
    assert facts.endswith("The Norvik Gazette")
    expect(hits(tab.page).locator(".search-said mark")).to_have_text("damaged")


def test_a_word_of_the_sentence_around_finds_the_statement(tab: Tab) -> None:
    """Where only the sentence has the word, the result shows the sentence."""
    found = seek(opens(tab), "meeting", 2)
    (text,) = [text for text in found if "Statement" in text]
    assert "In its sentence: After the meeting at the lighthouse" in text


def test_a_result_leads_to_the_statement(tab: Tab) -> None:
    """The link ends at the statement's card."""
    page = opens(tab, "glossary/")
    seek(page, "tugs old", 3)
    hits(page).filter(has_text="could not confirm").locator("a").click()
    page.wait_for_url("**/briefings/2032-*/#s*")
    expect(dialog(page)).to_have_count(0)
    anchor = urlsplit(page.url).fragment
    expect(page.locator(f"#{anchor}.statement")).to_be_in_viewport()
    expect(page.locator(f"#{anchor}.statement")).to_contain_text("could not confirm")


@pytest.mark.parametrize(
    ("typed", "right", "first"),
    [
        ("Veslant", "Vesland", "Vesland Harbour Union\n"),
        ("Norvk", "Norvik", "Norvik\n"),
        ("Courrier", "Courier", "Norvik Courier\n"),
        ("Snudby", "Sundby", "Sundby\n"),
        ("kighthouse", "lighthouse", ""),
        ("lihgtho", "lighthouse", ""),
        ("VESLANT", "Vesland", "Vesland Harbour Union\n"),
    ],
)
def test_one_typing_mistake_is_forgiven(tab: Tab, typed: str, right: str, first: str) -> None:
    """Another letter, one less, one more, two swapped: it says what it looked for instead."""
    page = opens(tab)
    dialog(page).get_by_role("searchbox").fill(typed)
    note = dialog(page).locator(".search-note")
    expect(note).to_contain_text(f"Stands nowhere; looked for instead: {typed} → {right}")
    assert hits(page).first.inner_text().startswith(first)
    dialog(page).get_by_role("searchbox").fill(right)
    expect(note).to_have_text("")
    count = dialog(page).get_by_role("status").inner_text()
    dialog(page).get_by_role("searchbox").fill(typed)
    expect(note).to_contain_text(typed)
    expect(dialog(page).get_by_role("status")).to_have_text(count)


@pytest.mark.parametrize("typed", ["damag", "denying", "tug", "Roel", "pier"])
def test_what_stands_somewhere_in_any_form_is_no_mistake(tab: Tab, typed: str) -> None:
    """A beginning, or another ending of a word, is looked for as it is."""
    page = opens(tab)
    dialog(page).get_by_role("searchbox").fill(typed)
    expect(hits(page).first).to_be_visible()
    expect(dialog(page).locator(".search-note")).to_have_text("")


def test_what_is_far_from_everything_finds_nothing(tab: Tab) -> None:
    """The index alone would look for the beginning of such a word, and find what begins like it."""
    page = opens(tab)
    seek(page, "pierogiwanka", 0)
    expect(dialog(page).get_by_text("Nothing was found.")).to_be_visible()


def test_another_spelling_can_be_chosen(tab: Tab) -> None:
    """Where several are near, the others are a click away."""
    page = opens(tab)
    dialog(page).get_by_role("searchbox").fill("sand tugs")
    note = dialog(page).locator(".search-note")
    expect(note).to_contain_text("sand → said · or:")
    note.get_by_role("button", name="Sundby").click()
    expect(dialog(page).get_by_role("searchbox")).to_have_value("Sundby tugs")
    expect(note).to_have_text("")
    page.wait_for_url("**find=Sundby+tugs")


def test_without_the_spellings_a_search_is_a_plain_one(chromium: Browser, found_url: str) -> None:
    """Where the list cannot be had, words are looked for as typed."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/spellings.json", lambda route: route.abort())
    arrive(page, f"{found_url}?find=tugs+qwxyz")
    expect(hits(page)).to_have_count(4)
    context.close()


def test_a_name_that_is_just_so_comes_first(tab: Tab) -> None:
    """Before longer ones that hold it, and before those that have it as another form."""
    found = seek(opens(tab), "Norvik", 5)
    assert found[0].startswith("Norvik\n")
    assert found[1].startswith("Norvik Courier\n")


def test_a_day_finds_what_its_documents_say(tab: Tab) -> None:
    """A day or a month as in ISO 8601 finds documents and statements of it, alone or with words."""
    page = opens(tab)
    found = seek(page, "2031-05-06", 4)
    assert all(" · 2031-05-06 · " in text for text in found)
    assert {text.split("\n")[-1].split(" · ")[0] for text in found} == {"Document", "Statement"}
    seek(page, "2031-05 pier", 3)
    seek(page, "2032-01-15 pier", 0)
    seek(page, "2031-05-07", 0)


def test_words_between_quotation_marks_stand_together(tab: Tab) -> None:
    """Alone and beside other words, whatever quotation marks are typed; facets count the rest."""
    page = opens(tab)
    seek(page, "tugs old", 3)
    seek(page, '"old tugs"', 0)
    seek(page, '"tugs are old"', 2)
    seek(page, "“tugs are old” Roel", 2)
    assert values(page, "What") == {"Document": 1, "Statement": 1}
    seek(page, '"tugs are old" ferry', 0)
    seek(page, '"tugs are old" "could not"', 2)


def test_a_document_is_shown_by_what_is_in_brief(tab: Tab) -> None:
    """Its lines are those of the page; a match that is elsewhere is shown below them."""
    page = opens(tab)
    group(page, "What").get_by_label("Document").check()
    seek(page, "lighthouse 40", 1)
    lines = hits(page).locator(".search-brief").all_inner_texts()
    briefing = page.context.new_page()
    briefing.goto(str(hits(page).locator("a").first.evaluate("(one) => one.href")))
    assert lines == briefing.locator(".in-brief .whole").all_inner_texts()


def test_pages_written_by_hand_are_found(tab: Tab) -> None:
    """They have neither speaker nor source."""
    (text,) = seek(opens(tab), "zeppelin", 1)
    assert text.startswith("About this harbour\n")
    assert text.endswith("\nPage")


@pytest.mark.parametrize("facet", FACETS)
def test_each_facet_narrows(tab: Tab, facet: str) -> None:
    """Each value leaves as many results as it says; two values of one facet add up."""
    page = opens(tab)
    offered = values(page, facet)
    assert len(offered) > 1
    boxes = group(page, facet).locator("li:visible input")
    for place, (label, count) in enumerate(offered.items()):
        boxes.nth(place).check()
        expect(dialog(page).get_by_role("status")).to_have_text(f"{count} found")
        expect(hits(page)).to_have_count(min(count, 20))
        assert values(page, facet)[label] == count
        boxes.nth(place).uncheck()
    boxes.nth(0).check()
    boxes.nth(1).check()
    several = sum(list(offered.values())[:2])
    status = dialog(page).get_by_role("status")
    # A month is in its year; everything else excludes its neighbours, or names both.
    expect(status).to_have_text(re.compile(r"\d+ found"))
    if facet not in {"Date", "Place"}:
        expect(status).to_have_text(f"{several} found")


def test_facets_count_what_is_left(tab: Tab) -> None:
    """A choice in one facet changes the counts of the others, not its own."""
    page = opens(tab)
    speakers = values(page, "Speaker")
    group(page, "Speaker").get_by_label("Bo Tann").check()
    expect(dialog(page).get_by_role("status")).to_have_text(f"{speakers['Bo Tann']} found")
    assert values(page, "Speaker") == speakers
    assert sum(values(page, "Kind of statement").values()) == speakers["Bo Tann"]
    assert values(page, "What") == {"Statement": speakers["Bo Tann"]} | {
        name: count for name, count in values(page, "What").items() if name != "Statement"
    }
    group(page, "Date").get_by_label("Without a date").check()
    expect(dialog(page).get_by_role("status")).to_have_text("1 found")
    dialog(page).get_by_role("button", name="Take back all choices").click()
    expect(dialog(page).get_by_role("status")).to_have_text("")
    expect(hits(page)).to_have_count(0)


def test_results_are_sorted_by_date(tab: Tab) -> None:
    """Newest or oldest first; what has no date comes last either way."""
    page = opens(tab)
    group(page, "What").get_by_label("Statement").check()
    for order in ("Newest first", "Oldest first"):
        dialog(page).get_by_label("Order").select_option(order)
        page.wait_for_url(f"**find-order={order.split(' ', maxsplit=1)[0].lower()}*")
        dates = [
            (re.findall(r"· (\d{4}-\d\d-\d\d) ·", text) or [""])[0]
            for text in hits(page).all_inner_texts()
        ]
        dated = [date for date in dates if date]
        assert dates == dated + [""] * (len(dates) - len(dated))
        assert 1 < len(set(dated)) < len(dates)
        assert dated == sorted(dated, reverse=order == "Newest first")


def test_a_search_can_be_linked_and_gone_back_to(tab: Tab) -> None:
    """The address holds text, choices and order; so does the page that is gone back to."""
    page = opens(tab, "timeline/")
    seek(page, "tugs", 4)
    group(page, "Speaker").get_by_label("Bo Tann").check()
    page.wait_for_url("**find-speaker=*")
    expect(hits(page)).to_have_count(1)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["find"] == ["tugs"]
    assert asked["find-speaker"] == ["bo-tann Bo Tann"]
    before = hits(page).all_inner_texts()
    page.goto("about:blank")
    arrive(page, f"{tab.url}timeline/?find=tugs&find-speaker=bo-tann+Bo+Tann&find-order=wrong")
    expect(dialog(page)).to_have_count(1)
    expect(hits(page)).to_have_count(len(before))
    assert hits(page).all_inner_texts() == before
    hits(page).first.locator("a").click()
    page.wait_for_url("**/briefings/**")
    page.go_back()
    expect(hits(page)).to_have_count(len(before))
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    page.wait_for_function("location.search === ''")


def test_nothing_found_says_what_to_do(tab: Tab) -> None:
    """An empty list explains itself; a word that stands nowhere is named and passed over."""
    page = opens(tab)
    expect(dialog(page).get_by_text("Type words, or choose from the lists.")).to_be_visible()
    seek(page, "qwxyz", 0)
    expect(dialog(page).get_by_text("Nothing was found.")).to_be_visible()
    seek(page, "zeppelins qwxyz", 1)
    expect(dialog(page).get_by_text("Stands nowhere, so it was passed over: qwxyz")).to_be_visible()


def test_keyboard_alone(tab: Tab) -> None:
    """`s` opens it, arrows go through the results, Enter follows one, Escape closes it."""
    page = tab.open("statements/")
    page.keyboard.press("s")
    field = dialog(page).get_by_role("searchbox", name="Search statements, names and documents")
    expect(field).to_be_focused()
    expect(group(page, "What")).to_be_visible()
    page.keyboard.type("tugs")
    expect(hits(page)).to_have_count(4)
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(0).locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1).locator("a")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    page.get_by_role("searchbox", name="Words").focus()
    page.keyboard.type("s/s")
    expect(dialog(page)).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.locator("a.search-open").focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(hits(page).nth(0).locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(briefings|glossary)/"))


def test_the_first_page_loads_no_index(tab: Tab) -> None:
    """Whoever does not search fetches nothing of the index; Material's own is not there at all."""
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page = tab.open()
    assert [path for path in asked if "pagefind" in path or "search_index" in path] == []
    assert page.locator("[data-md-component=search]").count() == 0
    assert page.request.get(f"{tab.url}search/search_index.json").status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280px", "320px"])
def test_no_barriers(chromium: Browser, found_url: str, scheme: str, size: dict[str, int]) -> None:
    """Axe finds nothing in the open dialog, and nothing is too wide for a telephone."""
    with opened(chromium, found_url, viewport=size, color_scheme=scheme) as tab:
        page = tab.open()
        page.locator("a.search-open").click()
        expect(dialog(page)).to_be_visible()
        expect(dialog(page).locator("summary")).to_be_visible()
        seek(page, "tugs", 4)
        dialog(page).locator("details").evaluate("(one) => { one.open = true; }")
        found = Axe().run(page, context=".search-dialog").response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        assert dialog(page).evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_without_javascript_the_control_leads_to_the_statements(
    chromium: Browser, found_url: str
) -> None:
    """It is a link, on a page of any depth and on the page for a wrong address."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("", "how-to-read/", "glossary/ana-roel/", "404.html"):
        arrive(page, found_url + path)
        page.get_by_role("link", name="Search", exact=True).click()
        assert page.url == f"{found_url}statements/"
    context.close()


def test_letters_typed_before_the_dialog_is_there_are_kept(tab: Tab) -> None:
    """Somebody who types on after the key that opens it loses nothing, however slow the network."""
    page = tab.open()

    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/search/words.js", late)
    page.keyboard.press("/")
    page.keyboard.type("tugs")
    expect(dialog(page)).to_be_visible()
    expect(dialog(page).get_by_role("searchbox")).to_have_value("tugs")
    page.keyboard.type(" x")
    expect(dialog(page).get_by_role("searchbox")).to_have_value("tugs x")


def test_a_missing_index_is_told(chromium: Browser, found_url: str) -> None:
    """Where the index cannot be had, the dialog says so and where to go; so it does later on."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    arrive(page, found_url)
    page.wait_for_function(RUN)
    page.locator("a.search-open").click()
    expect(dialog(page).get_by_role("status")).to_contain_text("Search is not available here.")
    dialog(page).get_by_role("searchbox").fill("tugs")
    page.wait_for_timeout(300)
    expect(dialog(page).get_by_role("status")).to_contain_text("Search is not available here.")
    dialog(page).get_by_role("link", name="All statements").click()
    page.wait_for_url("**/statements/")
    expect(dialog(page)).to_be_hidden()
    context.close()


def test_without_its_words_the_control_leads_to_the_statements(
    chromium: Browser, found_url: str
) -> None:
    """Where not even the dialog can be made, the link does what a link does."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/search/words.js", lambda route: route.abort())
    arrive(page, found_url)
    page.locator("a.search-open").click()
    page.wait_for_url("**/statements/")
    context.close()


def test_from_a_disk_it_says_that_it_needs_a_server(chromium: Browser, folder: Path) -> None:
    """A page opened from a folder may load no index; the dialog says so in words."""
    site = built(folder / "mkdocs.yml", folder / "disk", use_directory_urls=False)
    page = chromium.new_page()
    arrive(page, (site / "glossary/index.html").as_uri())
    page.locator("a.search-open").click()
    expect(dialog(page).get_by_role("status")).to_contain_text("read from a server")
    dialog(page).get_by_role("link", name="All statements").click()
    page.wait_for_url("**/statements.html")
    page.close()


def test_a_first_result_takes_four_requests(tab: Tab) -> None:
    """The dialog's words, what every search needs, the part of the index, and the records."""
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page = tab.open("")
    asked.clear()
    page.keyboard.press("/")
    page.keyboard.type("pier")
    expect(dialog(page).locator("a.search-hit").first).to_be_visible()
    expect(dialog(page).locator(".search-status")).not_to_be_empty()
    ours = (path for path in asked if path.startswith(("/search/", "/pagefind/")))
    assert [re.sub(r"\w+\.pf_index", "*", path) for path in ours] == [
        "/search/words.js",
        "/pagefind/start.pack",
        "/pagefind/index/*",
        "/pagefind/records/all.pack",
    ]
