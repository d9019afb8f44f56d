"""Addresses of entities that have no page lead to their rows; what a record holds can be saved."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import arrive
from tests.browser.sites import ADDRESS, Wire, served
from tests.search.conftest import built, project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which Ida Moe has a row, and Ana Roel a page."""
    folder = tmp_path_factory.mktemp("leads")
    return built(project(folder / "project"), folder / "site", site_url=ADDRESS)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where it is served, with its own page for wrong addresses."""
    with served(site, Wire) as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab."""
    tab = chromium.new_page()
    yield tab
    tab.close()


def test_the_address_of_an_entity_leads_to_its_row(page: Page, address: str) -> None:
    """No file stands there."""
    arrive(page, f"{address}glossary/ida-moe/")
    page.wait_for_url("**/glossary/#e-ida-moe")
    expect(page.locator("#e-ida-moe")).to_be_in_viewport()


def test_a_former_slug_leads_on(page: Page, address: str, site: Path) -> None:
    """To a row, and to a page."""
    path = site / "glossary/addresses.json"
    found = json.loads(path.read_text("utf-8"))
    found["renamed"] = {"moe": "ida-moe", "roel": "ana-roel"}
    path.write_text(json.dumps(found), "utf-8")
    for old, new in (("moe", "#e-ida-moe"), ("roel", "ana-roel/")):
        arrive(page, f"{address}glossary/{old}/")
        page.wait_for_url(f"**/glossary/{new}")


def test_an_address_of_nobody_stays_wrong(page: Page, address: str) -> None:
    """The page for wrong addresses is shown there."""
    arrive(page, f"{address}glossary/nobody-at-all/")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/glossary/nobody-at-all/")
    expect(page.locator(".ways")).to_be_visible()


def test_a_row_that_went_elsewhere_is_found(page: Page, address: str) -> None:
    """A link to a row on a page that has it no more leads to where it is told of now."""
    arrive(page, f"{address}glossary/ana-roel/#e-ida-moe")
    page.wait_for_url("**/glossary/#e-ida-moe")


SAVED = {
    "BibTeX": (".bib", "@misc{briefing-"),
    "CSL-JSON": (".csl.json", '"id": "briefing-'),
}


@pytest.mark.parametrize("name", SAVED)
def test_a_citation_is_saved_as_a_file(page: Page, address: str, site: Path, name: str) -> None:
    """It stands in the document's record, and is a file of its own for who saves it."""
    ending, words = SAVED[name]
    slug = next(path.parent.name for path in site.glob("briefings/2031*/index.html"))
    arrive(page, f"{address}briefings/{slug}/")
    page.locator("summary#notes").click()
    with page.expect_download() as saving:
        page.get_by_role("link", name=name).click()
    assert saving.value.suggested_filename == f"{slug}{ending}"
    assert words in Path(saving.value.path()).read_text("utf-8")


def test_annotations_are_saved_as_a_file(page: Page, address: str, site: Path) -> None:
    """They are what the record holds."""
    slug = next(path.parent.name for path in site.glob("sources/2031*/index.html"))
    arrive(page, f"{address}sources/{slug}/")
    with page.expect_download() as saving:
        page.get_by_role("link", name="Annotations").click()
    found = json.loads(Path(saving.value.path()).read_text("utf-8"))
    assert found["type"] == "AnnotationCollection"


def test_without_scripts_a_citation_is_read_in_the_record(
    chromium: Browser, address: str, site: Path
) -> None:
    """The link leads to the whole record."""
    slug = next(path.parent.name for path in site.glob("briefings/2031*/index.html"))
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    arrive(page, f"{address}briefings/{slug}/")
    href = page.locator("a.save-bibtex").get_attribute("href")
    assert href is not None
    assert href.endswith(f"proofs/{slug}.js")
    context.close()
