"""Names in any script stand where they belong, and a site speaks one language throughout."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.config import load_settings
from generator.errors import Level
from generator.templating import load_strings
from generator.validate.site import verify
from tests.browser.building import built, served
from tests.browser.conftest import arrive, unfold

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "tests" / "data" / "scripts"
"""Invented documents whose names run from right to left, have no spaces, or never end."""
PATHS = ("", "statements/", "glossary/", "timeline/", "sources/", "briefings/")
WIDE = """() => {
  const most = document.documentElement.clientWidth + 1;
  const found = [...document.querySelectorAll("article *")].filter((element) =>
    element.checkVisibility() && !element.closest("svg")
      && element.getBoundingClientRect().right > most);
  return [document.documentElement.scrollWidth <= most,
    found.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
}"""
"""Whether a page needs no sideways scrolling, and what stands out of it."""
LEFT_OF = """([before, after]) => {
  const box = (words) => {
    const walker = document.createTreeWalker(document.querySelector("article"),
      NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.nodeValue.indexOf(words);
      if (at < 0 || !walker.currentNode.parentElement.checkVisibility()) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + words.length);
      return range.getBoundingClientRect();
    }
    return null;
  };
  const [first, second] = [box(before), box(after)];
  return second.top > first.bottom - 4 || first.right <= second.left + 1;
}"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site of names in many scripts."""
    folder = tmp_path_factory.mktemp("scripts")
    built(folder, {path.name: path.read_text("utf-8") for path in SCRIPTS.glob("*.txt")})
    return folder


@pytest.fixture(scope="module")
def address(scripts: Path) -> Iterator[str]:
    """Where that site is served."""
    with served(scripts / "site") as url:
        yield url


@pytest.fixture
def narrow(chromium: "Browser") -> Iterator["Page"]:
    """A page as wide as a small telephone."""
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def errors(folder: Path) -> list[str]:
    """Return what `verify` finds wrong with a site, by the language of its own configuration."""
    settings = load_settings(folder / "mkdocs.yml")
    strings = load_strings(language=settings.language)
    config = settings.config_file
    found = verify(folder / "site", settings.docs, strings, settings.to_html, config=config)
    return [str(finding) for finding in found if finding.level is Level.ERROR]


@pytest.mark.slow
def test_names_in_any_script_are_proven(scripts: Path) -> None:
    """Every character of a site of such names is proven, as of any other."""
    assert errors(scripts) == []


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_scrolls_sideways(scripts: Path, address: str, narrow: "Page") -> None:
    """At 320 pixels no page is wider than the screen, and nothing in it stands out."""
    site = scripts / "site"
    made = [
        f"{path.parent.relative_to(site).as_posix()}/"
        for kind in ("briefings", "sources", "glossary")
        for path in sorted(site.glob(f"{kind}/*/index.html"))
    ]
    for path in (*PATHS, *made):
        arrive(narrow, address + path)
        assert narrow.evaluate(WIDE) == [True, []], path
        unfold(narrow)
        assert narrow.evaluate(WIDE) == [True, []], path


def page_of(scripts: Path, kind: str, day: str) -> str:
    """Return the path of the page of a kind that is about the document of a day."""
    (found,) = (scripts / "site" / kind).glob(f"{day}-*/index.html")
    return f"{kind}/{found.parent.name}/"


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("day", "order"),
    [
        ("2031-05-06", ("Mayor", "سامي الخوري")),
        ("2031-05-06", ("سامي الخوري", "said")),
        ("2031-05-06", ("صوت الميناء", "(14,000")),
        ("2031-05-06", ("پروین رستمی", "(Parvin")),
        ("2031-05-07", ("דנה לוין", "denied")),
        ("2031-05-07", ("קול הנמל", "12 ships left")),
        ("2031-05-08", ("山田太郎", "said")),
    ],
)
def test_words_stand_in_the_order_of_the_sentence(
    scripts: Path, address: str, narrow: "Page", day: str, order: tuple[str, str]
) -> None:
    """In the stored text, what follows a name in an English sentence stands to its right."""
    narrow.set_viewport_size({"width": 1440, "height": 900})
    arrive(narrow, address + page_of(scripts, "sources", day))
    assert narrow.evaluate(LEFT_OF, list(order))


@pytest.mark.slow
@pytest.mark.browser
def test_a_paragraph_from_right_to_left_stands_on_the_right(
    scripts: Path, address: str, narrow: "Page"
) -> None:
    """Its number and its first word are at the right side, and it reads from there."""
    narrow.set_viewport_size({"width": 1000, "height": 800})
    arrive(narrow, address + page_of(scripts, "sources", "2031-05-06"))
    last = narrow.locator(".source-text .para").last
    assert last.evaluate("p => getComputedStyle(p).direction") == "rtl"
    number, text = last.locator(".para-number").bounding_box(), last.bounding_box()
    assert number is not None
    assert text is not None
    assert number["x"] > text["x"] + text["width"] / 2
    first = narrow.locator(".source-text .para").first
    assert first.evaluate("p => getComputedStyle(p).direction") == "ltr"


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("day", ["2031-05-06", "2031-05-07", "2031-05-08", "2031-05-09"])
def test_the_browser_checks_such_a_page(
    scripts: Path, chromium: "Browser", address: str, day: str
) -> None:
    """Offsets and SHA-256 hold for any script: the page's own check passes."""
    page = chromium.new_page()
    arrive(page, address + page_of(scripts, "briefings", day))
    page.locator(".check button").first.click()
    page.locator(".check output.same").wait_for(timeout=10_000)
    page.close()


@pytest.mark.slow
@pytest.mark.browser
def test_the_panel_marks_a_statement_in_any_script(
    scripts: Path, chromium: "Browser", address: str
) -> None:
    """The stored text beside a statement has its words marked, and says whose they are."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    arrive(page, address + page_of(scripts, "briefings", "2031-05-06"))
    unfold(page)
    page.locator(".statement a.show").last.click()
    panel = page.locator(".beside")
    panel.locator(".found").first.wait_for()
    assert panel.locator(".found").first.is_visible()
    page.close()


# One language throughout --------------------------------------------------------------------------

WORD = re.compile(r"[^\W\d_]{2,}")
READ = ("title", "aria-label", "placeholder", "alt", "data-verify", "data-print")
MACHINE = re.compile(
    r"[\w-]+\.(?:txt|md|json|html)|[0-9a-f]{6,}|[se][0-9a-f]{10}|\d{4}-\S+|https?://\S+|BibTeX"
)


TABLE = ROOT / "generator" / "data" / "countries.tsv"


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the seed documents' site in German."""
    folder = tmp_path_factory.mktemp("german")
    seeds = {path.name: path.read_text("utf-8") for path in (ROOT / "seeds").glob("*.txt")}
    built(folder, seeds, language="de")
    return folder


@pytest.mark.slow
def test_a_german_site_is_proven(german: Path) -> None:
    """`verify` takes it for what it is, with its feeds and what machines read in its heads."""
    assert errors(german) == []


def words_of(text: str) -> set[str]:
    """Return the words of a text, without a machine's values."""
    return set(WORD.findall(MACHINE.sub(" ", text)))


def of_interface(page: Path) -> str:
    """Return what a page says beside the words of sources, which name their language."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    (article,) = tree.css("article")
    said = [node.attributes.get(name) or "" for name in READ for node in article.css(f"[{name}]")]
    for node in article.css('[lang="en"], .headerlink, script, style'):
        node.decompose()
    return " ".join([article.text(separator=" "), *said])


@pytest.mark.slow
def test_no_page_mixes_two_interfaces(german: Path) -> None:
    """Every word of the German pages is a German string's, or stands in a source's words."""
    strings = load_strings(language="de")
    known = words_of(" ".join(strings.values())) | {"Vesl"}
    english = words_of(" ".join(load_strings().values())) - known
    pages = sorted((german / "site").rglob("index.html"))
    assert len(pages) > 10
    for page in pages:
        words = words_of(of_interface(page))
        assert words & english == set(), page
        assert words - known == set(), page


@pytest.mark.slow
def test_words_of_sources_say_their_language(german: Path) -> None:
    """The page is German; words of a source and of our tables are English, and only they."""
    stored = "\n".join(path.read_text("utf-8") for path in (ROOT / "seeds").glob("*.txt"))
    known = words_of(stored) | words_of(TABLE.read_text("utf-8"))
    known |= words_of(TABLE.relative_to(ROOT).as_posix())
    for page in sorted((german / "site").rglob("index.html")):
        tree = LexborHTMLParser(page.read_text("utf-8"))
        assert [node.attributes["lang"] for node in tree.css("html")] == ["de"]
        for node in tree.css('article [lang="en"]'):
            assert words_of(node.text()) <= known, page


@pytest.mark.slow
def test_feeds_say_both_languages(german: Path) -> None:
    """A feed is German, its entries are in the words of the documents."""
    feed = (german / "site" / "feed.atom.xml").read_text("utf-8")
    assert '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">' in feed
    assert '<entry xml:lang="en">' in feed


@pytest.mark.slow
@pytest.mark.browser
def test_scripts_speak_german_too(german: Path, chromium: "Browser") -> None:
    """Buttons, filters, panel and the result of a check have their words from the catalogue."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    known = words_of(" ".join(load_strings(language="de").values()))
    (briefing,) = (german / "site" / "briefings").glob("*/index.html")
    with served(german / "site") as url:
        arrive(page, f"{url}briefings/{briefing.parent.name}/")
        page.locator(".check button").first.click()
        result = page.locator(".check output.same")
        result.wait_for(timeout=10_000)
        unfold(page)
        page.locator(".statement a.show").first.click()
        said = [
            result.inner_text(),
            *page.locator("article button, .beside button").all_inner_texts(),
        ]
        said += [str(b.get_attribute("title")) for b in page.locator(".beside button").all()]
        arrive(page, f"{url}statements/")
        page.locator(".filters label").first.wait_for()
        said += page.locator(".filters label, .filters button").all_inner_texts()
    page.close()
    assert len(said) > 20
    assert words_of(" ".join(said)) - known == set()
