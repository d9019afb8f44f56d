"""An address that was published once keeps leading somewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.config import load_settings

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)
FIRST = " date 2024-03-05 Orlen said the bridge is closed.\n"
SECOND = " date 2024-03-05 Minister Ada Orlen said the bridge is closed. Orlen left.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one document that was generated once."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (tmp_path / "seeds/a.txt").write_text(FIRST, "utf-8")
    pipeline.generate(load_settings(tmp_path / "mkdocs.yml"))
    return tmp_path


def pages(site: Path, folder: str) -> set[str]:
    """Return the names of a folder's pages."""
    return {path.name for path in (site / "docs" / folder).glob("*.md")} - {"index.md"}


def test_corrected_document_leaves_a_page_that_leads_on(site: Path) -> None:
    """A new title gives a new address; the old one leads to it."""
    (old,) = pages(site, "briefings")
    (site / "seeds/a.txt").write_text(SECOND, "utf-8")
    pipeline.generate(load_settings(site / "mkdocs.yml"), unread=True)
    (new,) = pages(site, "briefings") - {old}
    assert f"]({new})" in (site / "docs/briefings" / old).read_text("utf-8")


def test_fuller_name_leads_on_without_a_page(site: Path) -> None:
    """An entity whose fuller name became known is still found under the shorter one."""

    def addresses() -> Any:
        return json.loads((site / "docs/glossary/addresses.json").read_text("utf-8"))

    assert addresses() == {"rows": {"index": ["orlen"]}, "renamed": {}}
    (site / "seeds/a.txt").write_text(SECOND, "utf-8")
    for _ in range(2):
        pipeline.generate(load_settings(site / "mkdocs.yml"), unread=True)
        assert addresses()["rows"]["index"] == ["ada-orlen"]
        assert addresses()["renamed"] == {"orlen": "ada-orlen"}
    assert pages(site, "glossary") == set()


def test_an_entity_that_gets_a_page_keeps_its_address(site: Path) -> None:
    """Its page stands at the address that led to its row before, and leads nowhere else."""
    more = " Orlen said the road is closed. Orlen said the ferry is late.\n"
    (site / "seeds/a.txt").write_text(FIRST.rstrip() + more, "utf-8")
    pipeline.generate(load_settings(site / "mkdocs.yml"), unread=True)
    assert pages(site, "glossary") == {"orlen.md"}
    found = json.loads((site / "docs/glossary/addresses.json").read_text("utf-8"))
    assert "orlen" not in [slug for slugs in found["rows"].values() for slug in slugs]


def test_page_of_a_removed_document_goes(site: Path) -> None:
    """Nothing is kept of a document that is gone."""
    (site / "seeds/a.txt").rename(site / "seeds/b.txt")
    old = pages(site, "briefings")
    pipeline.generate(load_settings(site / "mkdocs.yml"))
    assert not old & pages(site, "briefings")


def test_redirects_are_the_same_on_the_next_run(site: Path) -> None:
    """A page that moved stays moved; the second run writes nothing."""
    (site / "seeds/a.txt").write_text(SECOND, "utf-8")
    settings = load_settings(site / "mkdocs.yml")
    pipeline.generate(settings, unread=True)
    _, written, _ = pipeline.generate(settings)
    assert not written.written
    assert not written.removed
