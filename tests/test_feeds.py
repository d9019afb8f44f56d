"""The built site can be followed, shared and indexed, and `verify` proves what it says there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline, store
from generator.config import load_settings
from generator.errors import Level
from generator.templating import load_templates
from generator.validate.site import verify

pytestmark = pytest.mark.slow

ADDRESS = "https://harbour.example/news/"
CONFIGURATION = """\
site_name: Harbour <briefings>
{address}
theme:
  name: material
  font: false
plugins:
  - search
  - briefings
markdown_extensions:
  - attr_list
  - md_in_html
  - toc:
      permalink: true
"""
DATED = """\
 date 2031-05-06 At least 300 ships have left the port of Norvik, harbour minister Ana Roel said.

"We will rebuild the pier," Roel told the Norvik Courier on Monday. She did not reveal the cost.

Vesland denied that the "great pier" was damaged.

Roel said that the harbour is open.
"""
UNDATED = """\
The pier is <open>, mayor Ilo Tarn said.
"""
Judge = Callable[[Path], set[str]]


def built(folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """Make a site of two documents in a folder; return what MkDocs said."""
    store.load_model()
    (folder / "seeds").mkdir()
    (folder / "seeds" / "dated.txt").write_text(DATED)
    (folder / "seeds" / "undated.txt").write_text(UNDATED)
    (folder / "mkdocs.yml").write_text(CONFIGURATION.format(address=address))
    pipeline.generate(load_settings(folder / "mkdocs.yml"))
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that knows its address."""
    folder = tmp_path_factory.mktemp("followed")
    built(folder, f"site_url: {ADDRESS}")
    return folder


@pytest.fixture
def site(original: Path, tmp_path: Path) -> Path:
    """A copy of the built site to tamper with."""
    return shutil.copytree(original / "site", tmp_path / "site")


@pytest.fixture(scope="module")
def judge(original: Path) -> Judge:
    """Return a function that gives the codes of the errors that `verify` finds in a site."""
    settings = load_settings(original / "mkdocs.yml")
    strings = load_templates().strings

    def codes(site: Path) -> set[str]:
        findings = verify(site, settings.docs, strings, settings.to_html)
        return {finding.code for finding in findings if finding.level is Level.ERROR}

    return codes


def alternates(page: Path) -> list[str]:
    """Return the addresses of the feeds that a page names."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    return [str(node.attributes["href"]) for node in tree.css('head > link[rel~="alternate"]')]


def test_what_machines_read_is_proven(site: Path, judge: Judge) -> None:
    """A site with feeds and data in its heads passes as built."""
    assert judge(site) == set()


def test_a_site_that_was_built_for_another_address_says_so_once(original: Path, site: Path) -> None:
    """One finding names both addresses, in place of one for each link."""
    settings = load_settings(original / "mkdocs.yml")
    strings = load_templates().strings
    elsewhere = original / "elsewhere.yml"
    text = (original / "mkdocs.yml").read_text("utf-8")
    elsewhere.write_text(text.replace(ADDRESS, "https://elsewhere.example/"), "utf-8")
    (found,) = verify(site, settings.docs, strings, settings.to_html, config=elsewhere)
    assert found.code == "site.address"
    assert ADDRESS in found.what
    assert "https://elsewhere.example/" in found.what


def test_every_page_names_feeds_that_exist(site: Path) -> None:
    """A reader's program finds the site's feeds on each generated page, and an entry's own."""
    home = alternates(site / "index.html")
    assert home == [f"{ADDRESS}feed.{kind}" for kind in ("atom.xml", "rss.xml", "json")]
    entry = next(page for page in site.glob("glossary/*/index.html") if "roel" in page.parent.name)
    assert len(alternates(entry)) == len(home) + 1
    for page in site.rglob("index.html"):
        for address in alternates(page):
            assert (site / address.removeprefix(ADDRESS)).is_file()


def test_a_reader_sees_where_to_follow(site: Path) -> None:
    """At the foot of each page, one written by hand too, a link with a name leads to the feed."""
    for page in site.rglob("index.html"):
        links = LexborHTMLParser(page.read_text("utf-8")).css(".md-footer .md-social a")
        assert [link.attributes["href"] for link in links] == [f"{ADDRESS}feed.rss.xml"]
        assert links[0].attributes["title"] == "Follow new briefings (RSS)"


def test_feeds_are_valid(site: Path) -> None:
    """A strict reader finds nothing wrong with any feed, and all that there is."""
    feedparser = pytest.importorskip("feedparser", reason="needs feedparser, a test tool")
    for path in site.rglob("*.xml"):
        if path.name == "sitemap.xml":
            continue
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version in {"atom10", "rss20"}
        assert feed.feed.title
        assert feed.feed.link.startswith(ADDRESS)
        for entry in feed.entries:
            assert entry.id.startswith("urn:briefings:")
            assert entry.link.startswith(f"{ADDRESS}briefings/")
            assert entry.title
            assert entry.summary
    assert len(feedparser.parse((site / "feed.rss.xml").read_bytes()).entries) == 2
    assert len(feedparser.parse((site / "feed.atom.xml").read_bytes()).entries) == 1


def test_json_feed_has_what_version_1_1_demands(site: Path) -> None:
    """Version, title, and for each item an id and content; dates as RFC 3339."""
    feed = json.loads((site / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Harbour <briefings>"
    assert feed["feed_url"] == f"{ADDRESS}feed.json"
    dates = [item.get("date_published") for item in feed["items"]]
    assert dates == ["2031-05-06T00:00:00+00:00", None]
    assert all(item["id"] and item["content_text"] for item in feed["items"])


def test_a_page_is_described_by_what_is_in_brief(site: Path) -> None:
    """What is shown of a shared briefing is its title and what it tells."""
    tree = LexborHTMLParser(next(site.glob("briefings/2031*/index.html")).read_text("utf-8"))

    def content(selector: str) -> str:
        found = tree.css(selector)
        assert len(found) == 1
        return str(found[0].attributes["content"])

    brief = (
        '"We will rebuild the pier," Roel told the Norvik Courier on Monday. '
        'She did not reveal the cost. Vesland denied that the "great pier" was damaged.'
    )
    assert content('meta[property="og:description"]') == brief
    assert content('meta[name="description"]') == brief
    assert content('meta[property="og:type"]') == "article"
    assert content('meta[property="og:site_name"]') == "Harbour <briefings>"
    heading = tree.css_first("article h1")
    assert heading is not None
    assert heading.text().startswith(content('meta[property="og:title"]'))


def test_a_site_without_an_address_has_no_feeds(tmp_path: Path) -> None:
    """Feeds need absolute addresses; without one the build says so."""
    said = built(tmp_path, "").stderr
    assert "There are no feeds: `site_url` is not configured" in said
    assert not list((tmp_path / "site").glob("feed.*"))
    assert "ld+json" not in (tmp_path / "site/index.html").read_text("utf-8")


BRIEFING = "briefings/2031-*/index.html"
TAMPERING = {
    "a statement turned round": (BRIEFING, '"text":"We will rebuild', '"text":"We will not'),
    "a denial without its cue": (BRIEFING, "Vesland denied: ", "Vesland said: "),
    "words put into another's mouth": (BRIEFING, '"name":"Ana Roel"', '"name":"Vesland"'),
    "another's page": (BRIEFING, f'"@id":"{ADDRESS}glossary/ana-', f'"@id":"{ADDRESS}glossary/an-'),
    "a claim as a quotation": (BRIEFING, '"@type":"Claim"', '"@type":"Quotation"'),
    "a review": (BRIEFING, '"@type":"Claim"', '"@type":"ClaimReview"'),
    "a made-up headline": (BRIEFING, '"headline":"At least', '"headline":"Almost'),
    "a made-up date": (BRIEFING, '"datePublished":"2031-05-06"', '"datePublished":"2031-05-07"'),
    "a foreign address": (BRIEFING, f'"url":"{ADDRESS}', '"url":"https://elsewhere.example/'),
    "a title in one word": (BRIEFING, 'og:title" content="', 'og:title" content="FALSE" id="'),
    "a shared description": (BRIEFING, "cost. Vesland denied that", "cost. Vesland said that"),
    "a term": ("glossary/*roel/index.html", '"name":"Ana Roel"', '"name":"Ana Rool"'),
    "a feed's title": ("feed.atom.xml", "<title>Harbour", "<title>Other"),
    "an entry's title": ("feed.rss.xml", "<title>At least", "<title>Almost"),
    "a line of a feed": ("feed.atom.xml", "Vesland denied", "Vesland said"),
    "half a line": ("feed.json", " Roel told the Norvik Courier on Monday.", ""),
    "an entry's date": ("feed.rss.xml", "06 May 2031", "07 May 2031"),
    "an entity's statement": ("glossary/*roel.atom.xml", "We will rebuild", "We will not rebuild"),
    "an entry elsewhere": ("feed.json", f'"url": "{ADDRESS}', '"url": "https://elsewhere.example/'),
    "markup in a feed": ("feed.rss.xml", "&lt;ul&gt;", "&lt;ul onclick=''&gt;&lt;b&gt;"),
    "an element more": ("feed.atom.xml", "<entry>", "<rights>Mine</rights><entry>"),
    "a declaration": ("feed.atom.xml", "<feed", '<!DOCTYPE feed [<!ENTITY a "b">]><feed'),
    "an entry's id": ("feed.json", "urn:briefings:", "urn:other:"),
}  # fmt: skip


@pytest.mark.parametrize("place", sorted(TAMPERING))
def test_tampering_is_found(site: Path, judge: Judge, place: str) -> None:
    """No text that machines read can be changed, cut, or given to someone else."""
    pattern, old, new = TAMPERING[place]
    path = next(site.glob(pattern))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert judge(site) & {"site.head", "site.feed"}
