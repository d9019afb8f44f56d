"""A mistake of ours while MkDocs builds is one finding that names its place, and exit status 1."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from mkdocs.__main__ import cli
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from generator.errors import ConfigurationError
from generator.mistakes import one_line
from generator.model import Dossier
from generator.model.site import Site
from generator.plan import plan
from generator.syndicate import About, Following
from tests.test_plugin import CONFIG, Build

PLACES = {
    "dress": ("generator.plugin.dress", "mkdocs.yml"),
    "laid": ("generator.plugin._lay", "docs"),
    "described": ("Following.description", "docs/index.md"),
    "head": ("Following.head", "docs/index.md"),
    "feeds": ("Following.feeds", "feeds"),
    "followed": ("generator.offered.Following", "feeds"),
    "searched": ("Search.page", "docs/index.md"),
    "indexed": ("Search.files", "search"),
    "sought": ("Search.themes_page", "404.html"),
    "painted": ("generator.first_paint.FirstPaint.page", "404.html"),
}
"""What goes wrong, and where the finding says it is."""


EMPTY = plan(Dossier(documents=(), entities=()))
"""What the pages of a site without documents say."""


@dataclass(frozen=True)
class Made(Build):
    """What the pipeline returns, with what search and heads are made of."""

    site: Site = EMPTY
    dossier: None = None


class Followed:
    """Feeds and heads of a site without anything."""

    link = "https://a.example/feed.xml"
    invitation = "Feed"

    def description(self, page: str) -> str:
        """Return no description."""
        del page
        return ""

    def head(self, page: str, title: str) -> str:
        """Return an empty head."""
        del page, title
        return ""

    def feeds(self) -> Iterator[tuple[str, bytes]]:
        """Yield no feed."""
        yield from ()


class Sought:
    """A search that finds nothing."""

    def begin(self, strings: object) -> None:
        """Start a build."""

    def page(self, output: str, *_: object, generated: bool) -> str:
        """Return a page as it is."""
        del generated
        return output

    def themes_page(self, output: str, _: object) -> str:
        """Return a page as it is."""
        return output

    by_hand = ()

    def files(self, *_: object) -> tuple[int, dict[str, bytes]]:
        """Return no file."""
        return 0, {}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a site of one page, with an address and a search."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    theme = "site_url: https://a.example/\ntheme: {name: mkdocs}\n"
    (tmp_path / "mkdocs.yml").write_text(CONFIG + theme)
    made = Made({"index.md": b"# Home\n"})
    monkeypatch.setattr("generator.pipeline.build", lambda *_, **__: made)
    monkeypatch.setattr("generator.offered.Following", lambda *_: Followed())
    monkeypatch.setattr("generator.plugin._replaced_search", lambda *_: Sought())
    monkeypatch.delenv("BRIEFINGS_TRACEBACK", raising=False)
    return tmp_path


def _broken(monkeypatch: pytest.MonkeyPatch, what: str, error: Exception) -> None:
    """Let something go wrong whenever it is used."""

    def fail(*_: object, **__: object) -> None:
        raise error

    owner, _, name = what.rpartition(".")
    stubs = {"Following": Followed, "Search": Sought}
    if owner in stubs:
        monkeypatch.setattr(stubs[owner], name, fail)
    else:
        monkeypatch.setattr(what, fail)


def _build(site: Path) -> Result:
    """Run `mkdocs build` as a person does."""
    config = str(site / "mkdocs.yml")
    return CliRunner().invoke(cli, ["build", "--config-file", config], catch_exceptions=True)


@pytest.mark.parametrize(("what", "place"), PLACES.values(), ids=PLACES)
def test_a_build_ends_with_one_finding(
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    what: str,
    place: str,
) -> None:
    """Whatever part of a build a mistake is in, it is named, and no traceback is shown."""
    _broken(monkeypatch, what, LookupError("no wall"))
    result = _build(site)
    said = result.output + caplog.text
    assert result.exit_code == 1
    assert f"{place}: error: cannot be built: " in said
    assert "stops at LookupError: no wall" in said
    assert "; report this, it is a mistake of ours [ours.build]" in said
    assert "Traceback" not in said
    assert isinstance(result.exception, SystemExit)


def test_a_traceback_is_shown_to_who_asks(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The switch that shows where a mistake arose shows it here too."""
    monkeypatch.setenv("BRIEFINGS_TRACEBACK", "1")
    with pytest.raises(PluginError), one_line("feeds", "their list"):
        raise LookupError(site.name)
    assert "in test_a_traceback_is_shown_to_who_asks" in capsys.readouterr().err


def test_what_says_itself_what_to_do_is_no_mistake_of_ours(site: Path) -> None:
    """Messages of the package stay as they are, and a full disk is not to be reported."""
    with (
        pytest.raises(PluginError, match=r"\Awrite it so\Z"),
        one_line("a", "b"),
    ):
        raise ConfigurationError("write it so")
    with (
        pytest.raises(PluginError, match=r"No space left.*; mend that and build again"),
        one_line("a", "b"),
    ):
        raise OSError(28, "No space left on device", str(site))


def test_a_server_goes_on_without_feeds_and_search(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages are served without what they can do without, and the server says so."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    for what in ("Following.feeds", "Search.files"):
        _broken(monkeypatch, what, LookupError("no wall"))
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    said = capsys.readouterr().err
    assert said.count("stops at LookupError: no wall") == 2
    assert (site / "site/index.html").is_file()


def test_an_entity_whose_feed_stops_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding is at the page of which the feed is made."""

    class Entry:
        path = "glossary/ilo-tarn.md"
        own = True
        said = ("",) * 3
        said_about = ()

    monkeypatch.setattr("generator.syndicate.Pages", lambda *_: None)
    monkeypatch.setattr("generator.syndicate.site_feed", lambda *_: None)
    _broken(monkeypatch, "generator.syndicate.entity_feed", LookupError("no wall"))
    site: Any = type("One", (), {"briefings": (), "glossary": (Entry(),)})
    about: Any = About
    with (
        pytest.raises(PluginError, match=r"\Aglossary/ilo-tarn.md: error: cannot be"),
        one_line("feeds", "their list"),
    ):
        Following(site, about)
