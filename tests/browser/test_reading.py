"""Five tasks of a reader, done in a browser with actions counted; none may take more than three."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Built, opened, said
from tests.browser.sites import ROOT
from tests.browser.test_matrix import DESK, PHONE, bare, largest, on_both

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = ROOT / "docs/reading-test.md"
MOST = 3
REFERENCE = ".in-brief .ref"


@dataclass(slots=True)
class Reader:
    """Somebody at the home page, whose actions are counted."""

    page: Page
    """The tab."""
    actions: int = 0
    """Clicks and fields filled in so far."""

    def click(self, control: Locator) -> None:
        """Click or tap."""
        self.actions += 1
        control.click()

    def type(self, field: Locator, words: str) -> None:
        """Fill in a field."""
        self.actions += 1
        field.press_sequentially(words)

    def way(self, name: str) -> None:
        """Take an entry of the menu, which on a telephone has to be opened first."""
        menu = self.page.locator("label.md-header__button[for=__drawer]")
        if menu.is_visible():
            self.click(menu)
        entries = self.page.locator(".md-nav--primary > .md-nav__list > li > a")
        self.click(entries.filter(has_text=re.compile(rf"^\s*{name}\s*$")))
        expect(self.page.locator("article h1")).to_contain_text(name)

    def refer(self) -> Locator:
        """Follow the first number behind what is in brief that leads to a statement."""
        self.click(self.page.locator(f"{REFERENCE}[href*='#s']").first)
        card = self.page.locator("article .statement:target")
        expect(card).to_be_visible()
        return card


def find(reader: Reader) -> None:
    """Find what a speaker said about something: the first hit is a statement of both."""
    page = reader.page
    reader.click(page.locator("a.search-open:visible").first)
    field = page.get_by_role("dialog").get_by_role("searchbox")
    reader.type(field, "Ryder Kursk")
    hit = page.get_by_role("dialog").locator("li:has(a[href*='#s'])").first
    expect(hit).to_contain_text("Pat Ryder")
    expect(hit).to_contain_text("Kursk")


def check(reader: Reader) -> None:
    """Check what is in brief in the source: its words are marked there, and nothing else."""
    page = reader.page
    card = reader.refer()
    words = bare(said(card))
    reader.click(card.locator("a.show").first)
    found = page.locator(".beside .found, .source-text .found:visible")
    expect(found.first).to_be_in_viewport()
    place = ".beside .found" if page.locator(".beside").count() else "article .found"
    assert bare("".join(page.locator(place).all_inner_texts())) == words


def differ(reader: Reader) -> None:
    """See where accounts differ: positions side by side, each with its number."""
    reader.way("Where accounts differ")
    first = reader.page.locator("article .disputes li").first
    expect(first).to_be_visible()
    assert first.locator(".position .ref").count() > 1


def week(reader: Reader) -> None:
    """Find all statements of the latest week: as many as its documents say that they have."""
    reader.way("Latest week")
    page = reader.page
    told = page.locator("article .briefing-meta").all_inner_texts()
    stated = sum(int(m[1]) for text in told if (m := re.search(r"(\d+) attributed", text)))
    listed = page.locator("article li > .ref").count()
    assert listed >= stated > 0


def cite(reader: Reader) -> None:
    """Cite a statement: the citation has its words and its address."""
    page = reader.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = reader.refer()
    reader.click(card.get_by_role("button", name="Copy citation").first)
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert bare(said(card)) in bare(text)
    assert text.endswith(f"#{card.get_attribute('id')}")


TASKS = {
    "Find what someone said about something": find,
    "Check it in the source": check,
    "See where accounts differ": differ,
    "Find all statements of the latest week": week,
    "Cite one": cite,
}


def written() -> dict[str, tuple[int, int]]:
    """Return the tasks of the page and the actions that they take, on a desk and a telephone."""
    text = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| ([A-Z][^|]+) \| .* \| (\d+) \| (\d+) \|$", text)
    return {task: (int(desk), int(phone)) for task, desk, phone in rows}


def test_the_page_tells_these_tasks() -> None:
    """What is written down is what is tried, and no task is longer than it may be."""
    assert list(written()) == list(TASKS)
    assert max(map(max, written().values())) <= MOST


@largest
@on_both
@pytest.mark.parametrize("task", TASKS)
def test_a_task_takes_as_many_actions_as_written(
    chromium: Browser, built: Built, viewport: "ViewportSize", task: str
) -> None:
    """From the home page to the goal, on a desk and on a telephone."""
    assert viewport in (PHONE, DESK)
    with opened(chromium, built.url, viewport=viewport) as tab:
        reader = Reader(tab.open())
        TASKS[task](reader)
        assert reader.actions == written()[task][viewport is PHONE]
