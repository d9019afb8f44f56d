"""Five tasks of a reader, done in a browser with actions counted; none may take more than three."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Built, opened
from tests.browser.sites import ROOT
from tests.browser.test_matrix import DESK, PHONE, bare, largest, on_both

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = ROOT / "docs/reading-test.md"
MOST = 3
REFERENCE = ".in-brief .ref, .home-item .ref"


@dataclass(slots=True)
class Reader:
    """Somebody at the home page, whose actions are counted."""

    page: Page
    """The tab."""
    actions: int = 0
    """Clicks, choices and fields filled in so far."""

    def click(self, control: Locator) -> None:
        """Click or tap."""
        self.actions += 1
        control.click()

    def choose(self, field: Locator, value: str) -> None:
        """Choose from a list."""
        self.actions += 1
        field.select_option(value)

    def type(self, field: Locator, words: str) -> None:
        """Fill in a field."""
        self.actions += 1
        field.fill(words)

    def way(self, name: str) -> None:
        """Take one of the ways that the home page offers."""
        self.click(self.page.locator(".ways").get_by_role("link", name=name, exact=True))
        expect(self.page.locator("article h1")).to_contain_text(name)


def find(reader: Reader) -> None:
    """Find what a speaker said about something: only statements of both are left."""
    reader.way("Statements by speaker")
    page = reader.page
    speaker = page.locator(".filters select").first
    expect(speaker).to_be_visible()
    rows = page.locator("article li:has(> .ref):visible")
    options = speaker.locator("option").all()
    said = page.locator("article h2[id]").first
    value = next(v for o in options if (v := o.get_attribute("value")) == said.get_attribute("id"))
    reader.choose(speaker, str(value))
    word = max(re.findall(r"[a-z]{5,}", rows.first.inner_text()), key=len)
    reader.type(page.locator(".filters input"), word)
    expect(rows.first).to_be_visible()
    page.wait_for_timeout(300)
    assert rows.count()
    for row in rows.all():
        assert word in row.inner_text().lower()


def check(reader: Reader) -> None:
    """Check a key point in the source: its words are marked there, and nothing else."""
    page = reader.page
    reader.click(page.locator(REFERENCE).first)
    card = page.locator("article .statement:target")
    expect(card).to_be_visible()
    words = bare(card.locator("blockquote").inner_text())
    reader.click(card.locator("a.show"))
    found = page.locator(".beside .found, .source-text .found")
    expect(found.first).to_be_in_viewport()
    place = ".beside .found" if page.locator(".beside").count() else "article .found"
    assert bare("".join(page.locator(place).all_inner_texts())) == words


def differ(reader: Reader) -> None:
    """See where accounts differ: statements side by side, each with its number."""
    reader.way("Where accounts differ")
    first = reader.page.locator("article .contrast").first
    expect(first).to_be_visible()
    assert first.locator(".ref").count() > 1


def week(reader: Reader) -> None:
    """Find all statements of the latest week: as many as its documents say that they have."""
    reader.way("Latest week")
    page = reader.page
    said = page.locator("article .briefing-meta").all_inner_texts()
    stated = sum(int(m[1]) for text in said if (m := re.search(r"(\d+) attributed", text)))
    listed = page.locator("article li > .ref").count()
    assert listed >= stated > 0


def cite(reader: Reader) -> None:
    """Cite a statement: the citation has its words and its address."""
    page = reader.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.click(page.locator(REFERENCE).first)
    card = page.locator("article .statement:target")
    reader.click(card.get_by_role("button", name="Copy citation"))
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert bare(card.locator("blockquote").inner_text()) in bare(text)
    assert text.endswith(f"#{card.get_attribute('id')}")


TASKS = {
    "Find what someone said about something": find,
    "Check it in the source": check,
    "See where accounts differ": differ,
    "Find all statements of the latest week": week,
    "Cite one": cite,
}


def written() -> dict[str, int]:
    """Return the tasks of the page and the actions that it says they take."""
    rows = re.findall(r"(?m)^\| ([A-Z][^|]+) \| .* \| (\d+) \|$", PAGE.read_text(encoding="utf-8"))
    return {task: int(actions) for task, actions in rows}


def test_the_page_tells_these_tasks() -> None:
    """What is written down is what is tried, and no task is longer than it may be."""
    assert list(written()) == list(TASKS)
    assert max(written().values()) <= MOST


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
        assert reader.actions == written()[task]
