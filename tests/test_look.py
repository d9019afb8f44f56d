"""A site that names only the plugin has our look and ways in; what it chose itself stays."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.look import dress, ways_in
from generator.templating import load_strings

STRINGS = load_strings()


def configuration(folder: Path, theme: str) -> MkDocsConfig:
    """Return the configuration of a site with this theme section."""
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: Vesl\ntheme: {theme}\nplugins: []\n")
    return load_config(str(folder / "mkdocs.yml"))


def test_a_theme_left_open_gets_light_and_dark_colours_and_asks_nobody_for_a_font(
    tmp_path: Path,
) -> None:
    """Three schemes to switch between, the reader's own fonts, and instant navigation."""
    config = configuration(tmp_path, "{name: material}")
    dress(config, STRINGS)
    schemes = [scheme.get("scheme") for scheme in config.theme["palette"]]
    assert schemes == [None, "default", "slate"]
    assert config.theme["font"] is False
    assert "navigation.instant" in config.theme["features"]


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("palette", {"primary": "teal"}),
        ("features", ["navigation.tabs"]),
        ("font", {"text": "Lora", "code": "Roboto Mono"}),
    ],
)
def test_what_a_site_chose_stays(tmp_path: Path, key: str, chosen: object) -> None:
    """Palette, features and fonts of the configuration are not replaced."""
    config = configuration(tmp_path, f"{{name: material, {key}: {chosen}}}")
    dress(config, STRINGS)
    assert config.theme[key] == chosen


def test_another_theme_is_left_alone(tmp_path: Path) -> None:
    """Its options mean other things."""
    config = configuration(tmp_path, "{name: mkdocs}")
    before = dict(config.theme)
    dress(config, STRINGS)
    assert dict(config.theme) == before


def test_a_navigation_leads_to_entrances_and_to_pages_written_by_hand() -> None:
    """Generated pages of single documents are not listed, a page of the owner's is."""
    pages = ["sources/index.md", "index.md", "briefings/a.md", "about.md"]
    ways = ways_in(pages, {"index.md", "sources/index.md", "briefings/a.md"}, STRINGS)
    assert ways == [{"Home": "index.md"}, {"Sources": "sources/index.md"}, "about.md"]


def test_a_home_page_written_by_hand_is_listed_once() -> None:
    """It stands where home stands."""
    assert ways_in(["index.md"], [], STRINGS) == [{"Home": "index.md"}]
