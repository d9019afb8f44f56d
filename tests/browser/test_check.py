"""The Verify control compares the page with the stored text, in the browser and offline."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ROOT, Tab, arrive

pytestmark = pytest.mark.browser
BRIEFING = next(path.stem for path in sorted((ROOT / "docs/briefings").glob("2*.md")))


def verdict(page: Page) -> tuple[str, str]:
    """Press Verify; return the class and the words of what it says."""
    page.get_by_role("button", name="Verify").click()
    output = page.locator(".check output")
    page.wait_for_function("document.querySelector('.check output').className !== ''")
    return output.get_attribute("class") or "", output.inner_text()


@pytest.mark.parametrize("folder", ["briefings", "sources"])
def test_untouched_page_is_found_to_be_the_stored_text(tab: Tab, folder: str) -> None:
    """Every passage is compared, and the SHA-256 is that of the file beside the page."""
    page = tab.open(f"{folder}/{BRIEFING}/")
    kind, words = verdict(page)
    assert (kind, "SHA-256" in words) == ("same", True), words
    printed = str(page.locator("text=SHA-256 of the file").text_content()).split()[-1]
    assert printed in words


def test_it_says_what_it_did_not_check_and_where_that_is_measured(tab: Tab) -> None:
    """Letters and their place are no proof that a sentence was read rightly."""
    page = tab.open(f"briefings/{BRIEFING}/")
    _, words = verdict(page)
    assert words.startswith("All ")
    assert "Not checked: whether each sentence was read rightly" in words
    page.locator(".check output a").click()
    page.wait_for_url("**/how-to-read/#quality")
    expect(page.locator("#quality")).to_be_in_viewport()


def test_a_page_that_differs_says_only_that(tab: Tab) -> None:
    """What else was not checked would only lead away from it."""
    page = tab.open(f"briefings/{BRIEFING}/")
    page.evaluate("document.querySelector('article').append('More.')")
    assert "Not checked" not in verdict(page)[1]


@pytest.mark.parametrize(
    "script",
    [
        "document.querySelector('.said-line > .words').append(' not')",
        "document.querySelector('.statement blockquote').firstElementChild.append(' not')",
        "h1 = document.querySelector('h1').firstChild; h1.data = h1.data.replace('e', '\\u0430')",
        "document.querySelector('.source-text .said').textContent += 's'",
        "document.querySelector('article').append('More.')",
        "document.querySelector('.in-brief > p').remove()",
    ],
)
def test_changed_page_is_found_out(tab: Tab, script: str) -> None:
    """A word more, a letter that only looks alike, a passage less: each is told."""
    page = tab.open(f"briefings/{BRIEFING}/")
    page.evaluate(script)
    assert verdict(page)[0] == "differs"


def test_changed_text_is_found_out(tab: Tab) -> None:
    """A stored text that was changed no longer has its SHA-256."""

    def change(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("said", "sang", 1))

    page = tab.open(f"briefings/{BRIEFING}/")
    page.route("**/proofs/*.js", change)
    assert verdict(page)[0] == "differs"


def test_it_works_from_a_disk_without_any_server(chromium: Browser, tmp_path: Path) -> None:
    """A site that is opened from a folder can be checked there."""
    build(
        load_config(
            str(ROOT / "mkdocs.yml"),
            plugins=["search"],
            site_dir=str(tmp_path),
            use_directory_urls=False,
        )
    )
    page = chromium.new_page()
    arrive(page, (tmp_path / f"briefings/{BRIEFING}.html").as_uri())
    assert verdict(page)[0] == "same"
    page.close()


def test_without_javascript_there_is_no_control_and_nothing_else_is_lost(
    chromium: Browser, site_url: str
) -> None:
    """The proof is still a link."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    arrive(page, f"{site_url}briefings/{BRIEFING}/")
    assert page.locator(".check").count() == 0
    assert page.locator("a.proof").count() == 1
    context.close()
