"""The committed pages are plain Markdown: they build without our plugin, and with Zensical."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parent.parent
FURNITURE = ".headerlink, .md-content__button, #__skip"
"""What a theme adds inside a page's content."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the committed pages with MkDocs, strictly and without our plugin."""
    folder = tmp_path_factory.mktemp("site")
    build(
        load_config(str(ROOT / "mkdocs.yml"), plugins=["search"], strict=True, site_dir=str(folder))
    )
    return folder


def pages(site: Path) -> dict[str, tuple[str, str, list[str]]]:
    """Return title, visible words and addresses of each page's content."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        article, title = tree.css_first("article"), tree.css_first("title")
        assert article is not None
        assert title is not None
        for node in article.css(FURNITURE):
            node.decompose()
        addresses = [str(link.attributes.get("href")) for link in article.css("a")]
        words = re.sub(r"\s+", " ", article.text()).strip()
        found[path.relative_to(site).as_posix()] = (title.text(), words, addresses)
    return found


def test_builds_strictly_without_the_plugin(site: Path) -> None:
    """No warning, and every committed page is there."""
    markdown = list((ROOT / "docs").rglob("*.md"))
    assert markdown
    assert len(pages(site)) == len(markdown)


def test_zensical_shows_the_same(site: Path, tmp_path: Path) -> None:
    """Zensical, where it is installed, shows the same words and links on every page."""
    zensical = shutil.which("zensical")
    if zensical is None:
        pytest.skip("needs Zensical, which is not installed (pip install zensical)")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    subprocess.run([zensical, "build", "--strict"], cwd=tmp_path, check=True)
    assert pages(tmp_path / "site") == pages(site)
