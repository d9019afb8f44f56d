"""Who searches a built site: ours where Pagefind runs, else the theme's own, or nobody."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator import plugin
from generator.search import building, pagefind
from generator.search.pagefind import SearchError
from tests.search.conftest import built, files_in

CONTROL = 'class="md-header__button search-open"'
THEIRS = "search/search_index.json"


@pytest.fixture
def site(harbour: Path) -> Iterator[Path]:
    """A folder for another build of the invented project; its configuration is put back after.

    No index is kept from the builds before.
    """
    for kept in harbour.parent.rglob("results.sqlite"):
        kept.unlink()
    text = harbour.read_text("utf-8")
    yield harbour.parent / "another"
    harbour.write_text(text, "utf-8")


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the plugin logs."""
    caplog.set_level(logging.INFO, logger="mkdocs.plugins.briefings")
    return caplog


def home(site: Path) -> str:
    """Return the home page."""
    return (site / "index.html").read_text("utf-8")


def fragments(site: Path) -> set[str]:
    """Return the names of the records of a site; they change with what a record says."""
    packs = (site / "pagefind/records").iterdir()
    return {name for pack in packs for name in files_in(pack.read_bytes())}


def test_ours_stands_in_for_the_themes(harbour: Path) -> None:
    """Each page has the control once and loads what it needs; the theme makes no index."""
    site = harbour.parent / "site"
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert page.count(CONTROL) == 1, path
        assert page.count("assets/search.js") == 1, path
        sheet = re.search(r"assets/stylesheets/site\.\w+\.css", page)
        assert sheet, path
        assert ".search-open" in (site / sheet[0]).read_text("utf-8")
        assert 'data-md-component="search"' not in page, path
    assert "pagefind.js" in files_in((site / "pagefind/start.pack").read_bytes())
    assert not (site / THEIRS).exists()


def test_without_pagefind_the_themes_serves(
    harbour: Path, site: Path, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is built, with one line that says what is missing."""
    monkeypatch.setattr(plugin, "program", lambda: None)
    built(harbour, site)
    assert CONTROL not in home(site)
    assert 'data-md-component="search"' in home(site)
    assert (site / THEIRS).is_file()
    assert not (site / "pagefind").exists()
    notices = [text for text in said.messages if "Pagefind" in text]
    assert notices == [
        "Search is the theme's own: Pagefind is missing; install `briefings[search]`"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins: [search, briefings]", "plugins: [briefings]"),
        ("plugins: [search, briefings]", "plugins: [{search: {enabled: false}}, briefings]"),
    ],
)
def test_a_site_that_wants_no_search_gets_none(
    harbour: Path, site: Path, old: str, new: str
) -> None:
    """Who leaves search out of the configuration, or turns it off, is left alone."""
    harbour.write_text(harbour.read_text("utf-8").replace(old, new), "utf-8")
    built(harbour, site)
    assert CONTROL not in home(site)
    assert not (site / "pagefind").exists()


def test_another_theme_keeps_its_own_search(harbour: Path, site: Path) -> None:
    """Our control has a place in Material's header only."""
    start, end = "theme:\n", "plugins:"
    text = harbour.read_text("utf-8")
    text = text[: text.index(start)] + "theme: readthedocs\n" + text[text.index(end) :]
    harbour.write_text(text, "utf-8")
    built(harbour, site)
    assert CONTROL not in home(site)
    assert (site / THEIRS).is_file()


def test_flat_addresses_are_indexed(harbour: Path, site: Path) -> None:
    """Records and control lead to files where pages are no folders."""
    built(harbour, site, use_directory_urls=False)
    page = (site / "glossary/ana-roel.html").read_text("utf-8")
    assert f'{CONTROL} href="../statements.html"' in page
    wrong = (site / "404.html").read_text("utf-8")
    assert f'{CONTROL} href="/statements.html"' in wrong


def test_what_did_not_change_is_not_indexed_again(
    harbour: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that rebuilds runs Pagefind only when there is something else to find."""
    counted: list[int] = []
    real = pagefind.index

    def index(records: Any, language: str) -> dict[str, bytes]:
        counted.append(1)
        return real(records, language)

    monkeypatch.setattr(building, "index", index)
    built(harbour, site, command="serve")
    first = fragments(site)
    for _ in range(2):
        # MkDocs keeps a server's plugins from one build to the next.
        build(load_config(str(harbour), site_dir=str(site)))
        assert fragments(site) == first
    assert len(counted) == 1
    about = harbour.parent / "docs/about.md"
    text = about.read_text("utf-8")
    about.write_text(f"{text}\nAnd dirigibles.\n", "utf-8")
    build(load_config(str(harbour), site_dir=str(site)))
    about.write_text(text, "utf-8")
    assert len(counted) == 2
    assert len(fragments(site) - first) == 1


def fails(*_: object) -> dict[str, bytes]:
    """Stand for a Pagefind that crashes."""
    message = "Pagefind did not make the index: it is tired; report it"
    raise SearchError(message)


def test_an_index_that_cannot_be_made_stops_a_build(
    harbour: Path, site: Path, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody publishes a site whose search does nothing without knowing."""
    monkeypatch.setattr(building, "index", fails)
    with pytest.raises(Abort):
        built(harbour, site)
    assert "Pagefind did not make the index: it is tired; report it" in said.messages


def test_an_index_that_cannot_be_made_does_not_stop_a_server(
    harbour: Path, site: Path, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes goes on, and is told."""
    monkeypatch.setattr(building, "index", fails)
    built(harbour, site, command="serve")
    assert CONTROL in home(site)
    assert [text for text in said.messages if "it is tired" in text]
