"""Feeds and heads say exactly what the pages say, whatever the documents hold."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.config import load_settings
from generator.model import AttributionKind
from generator.model.briefing import Target
from generator.model.site import Site
from generator.plan import plan
from generator.render.printer import Printer
from generator.syndicate import ATOM, JSON, RSS, About, Following
from generator.syndicate.entries import ENTRIES
from generator.syndicate.words import Words
from generator.templating import load_templates
from generator.validate.html import read
from generator.visible import visible
from tests.hostile.conftest import SAMPLED, Case, load
from tests.hostile.conftest import _dossier as hostile
from tests.validate.conftest import invented

ROOT = Path(__file__).parents[2]
NAMES = {"a": "http://www.w3.org/2005/Atom"}
PROPERTIES = {
    "Claim": {"@id", "url", "text", "author", "creditText", "hasPart"},
    "CreativeWork": {"name", "datePublished", "inLanguage", "creditText", "url", "encoding"},
    "DefinedTerm": {"@id", "url", "name", "termCode", "inDefinedTermSet"}
    | {"alternateName", "description"},
    "DefinedTermSet": {"@id", "url", "name"},
    "MediaObject": {"contentUrl", "encodingFormat", "sha256"},
    "Organization": {"@id", "url", "name"},
    "Person": {"@id", "name"},
    "Quotation": {"@id", "url", "text", "spokenByCharacter", "creditText"},
    "Report": {"@id", "url", "headline", "isBasedOn", "publisher", "hasPart"},
    "WebSite": {"@id", "url", "name"},
}
"""What schema.org has for each type, as far as pages use it."""
PROPERTIES["NewsArticle"] = PROPERTIES["CreativeWork"] | {"publisher"}


def about(name: str = "Vexholm <Briefings>") -> About:
    """Return an invented site at an address below a host."""
    return About(
        name=name,
        description="What was said & done",
        address="https://vexholm.example/news/",
        language="en",
        strings=load_templates().strings,
        directories=True,
    )


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented site: a dated and an undated document."""
    return plan(invented())


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, bytes]:
    """Its feeds."""
    return dict(Following(site, about()).feeds())


def parsed(feed: bytes) -> ET.Element:
    """Return a feed's root."""
    return ET.fromstring(feed)  # noqa: S314 - it was just made


def data_of(head: str) -> Any:
    """Return what a head tells machines."""
    (script,) = LexborHTMLParser(f"<head>{head}</head>").css('[type="application/ld+json"]')
    return json.loads(script.text())


def records(value: Any) -> list[dict[str, Any]]:
    """Return every record in a JSON value."""
    if isinstance(value, list):
        return [record for item in value for record in records(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(record for item in value.values() for record in records(item))]


def test_each_briefing_is_an_entry_in_brief(site: Site, made: dict[str, bytes]) -> None:
    """A feed has title, address and the passages in brief of each briefing, newest first."""
    items = json.loads(made[JSON])["items"]
    newest = sorted(site.briefings, key=lambda page: page.line.date, reverse=True)
    for item, page in zip(items, newest, strict=True):
        words = Words(about().strings, page.path)
        assert item["title"] == words.piece(page.title)
        assert item["url"] == f"{about().address}{page.path.removesuffix('.md')}/"
        assert item["id"] == f"urn:briefings:{page.facts.document.id}"
        assert item["content_text"] == "\n".join(map(words.passage, page.in_brief))


@pytest.mark.parametrize("cue_first", [False, True])
@pytest.mark.parametrize("given", list(product([False, True], repeat=4)))
@pytest.mark.parametrize("kind", list(AttributionKind))
def test_a_line_reads_as_on_the_page(
    site: Site, kind: AttributionKind, given: tuple[bool, ...], *, cue_first: bool
) -> None:
    """Speaker, role, cue, addressee and words stand in the order of the templates' own line."""
    card = site.briefings[0].cards[0]
    printed, name, role, addressee = given
    words = card.cue
    assert words is not None
    card = replace(
        card,
        kind=kind,
        cue_first=cue_first,
        told_first=addressee and not printed,
        addressee=words if addressee else None,
        voice=replace(
            card.voice,
            printed=words if printed else None,
            name=words if name else None,
            role=words if role else None,
        ),
    )
    templates = load_templates()
    macro = '{% import "parts/macros.md.j2" as m with context %}{{ m.brief(card) }}'
    printer = Printer({**templates.sources, "line": macro}, templates.strings)
    page = printer.page("line", "briefings/a.md", words, {"card": card})
    shown = read(load_settings(ROOT / "mkdocs.yml").to_html(page.markdown)).text
    assert shown == f"{Words(templates.strings, 'briefings/a.md').brief(card)} [{card.number}]"


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("voice", [False, True])
@pytest.mark.parametrize("cut", [False, True])
def test_a_passage_reads_as_on_the_page(site: Site, *, asked: bool, voice: bool, cut: bool) -> None:
    """Question, speaker, cuts and words stand in the order of the templates' own passage."""
    first = site.briefings[0]
    passage, card = first.in_brief[0], first.cards[0]
    passage = replace(
        passage,
        question=card.words[0][0].text if asked else None,
        voice=card.voice if voice else None,
        parts=passage.parts * (1 + cut),
        cut_after=cut,
        cards=(card,),
    )
    templates = load_templates()
    macro = '{% import "parts/macros.md.j2" as m with context %}- {{ m.passage(passage) }}'
    printer = Printer({**templates.sources, "line": macro}, templates.strings)
    page = printer.page("line", "briefings/a.md", card.words[0][0].text, {"passage": passage})
    shown = read(load_settings(ROOT / "mkdocs.yml").to_html(page.markdown)).text
    said = Words(templates.strings, "briefings/a.md").passage(passage)
    assert shown == f"{said} [{card.number}]"


def test_an_undated_document_gets_no_date(made: dict[str, bytes]) -> None:
    """It is the last in RSS and JSON Feed, without a date, and not in Atom, which demands one."""
    items = json.loads(made[JSON])["items"]
    assert [item.get("date_published") for item in items] == ["2031-03-04T00:00:00+00:00", None]
    dates = [item.find("pubDate") for item in parsed(made[RSS]).iter("item")]
    assert dates[0] is not None
    assert dates[0].text == "Tue, 04 Mar 2031 00:00:00 +0000"
    assert dates[1] is None
    root = parsed(made[ATOM])
    stamps = [stamp.text for stamp in root.iterfind(".//a:updated", NAMES)]
    assert stamps == ["2031-03-04T00:00:00Z", "2031-03-04T00:00:00Z"]


def test_who_says_several_things_has_a_feed(site: Site, made: dict[str, bytes]) -> None:
    """An entity with a page and several statements has a feed of them; nobody else has one."""
    assert [path for path in made if path.startswith("glossary/")] == ["glossary/ilo-tarn.atom.xml"]
    (quist,) = (entry for entry in site.glossary if entry.slug == "pera-quist")
    page = Target("glossary/pera-quist.md")
    several = replace(quist, path=page.page, target=page, said=quist.said * 3)
    feeds = dict(Following(replace(site, glossary=(several,)), about()).feeds())
    root = parsed(feeds["glossary/pera-quist.atom.xml"])
    (summary,) = root.iterfind(".//a:summary", NAMES)
    assert summary.text == (
        "<ul><li>Pera Quist said: 14 cables were checked &amp; found &lt;sound&gt;</li></ul>"
    )


def test_the_same_site_gives_the_same_bytes(site: Site, made: dict[str, bytes]) -> None:
    """Feeds depend on nothing but the site."""
    assert dict(Following(site, about()).feeds()) == made


def test_a_feed_has_the_newest_only() -> None:
    """A feed does not grow with the site."""
    site = plan(hostile([Case(str(n), f"Words {n}") for n in range(ENTRIES + 5)]))
    feeds = dict(Following(site, about()).feeds())
    assert len(json.loads(feeds[JSON])["items"]) == ENTRIES
    assert ATOM not in feeds, "no document has a date"


def test_quotations_hold_quoted_words_only(site: Site) -> None:
    """Quoted words are a `Quotation`; anything else is a `Claim` that keeps speaker and cue."""
    following = Following(site, about())
    for page in site.briefings:
        words = Words(about().strings, page.path)
        said = {
            record["@id"].partition("#")[2]: record
            for record in records(data_of(following.head(page.path, "")))
            if record["@type"] in {"Claim", "Quotation"}
        }
        for card in page.cards:
            direct = card.kind is AttributionKind.DIRECT
            assert said[card.anchor]["@type"] == ("Quotation" if direct else "Claim")
            told = words.content(card) if direct else words.brief(card)
            assert said[card.anchor]["text"] == told
            assert "ClaimReview" not in {record["@type"] for record in said.values()}


def test_data_for_machines_uses_words_of_schema_org(site: Site) -> None:
    """Every type has only properties that schema.org gives it, and nothing is empty."""
    following = Following(site, about())
    pages = [page.path for page in site.briefings]
    pages += [entry.path for entry in site.glossary if entry.own]
    for path in (*pages, "index.md", "glossary/index.md"):
        data = data_of(following.head(path, "Title"))
        assert data.pop("@context") == "https://schema.org"
        for record in records(data):
            assert record.keys() - {"@type"} <= PROPERTIES[record["@type"]]
            assert all(record.values())


def test_entries_are_terms_of_the_glossary(site: Site) -> None:
    """A glossary entry is a `DefinedTerm` with its name and the address of its page."""
    (tarn,) = [entry for entry in site.glossary if entry.path == "glossary/ilo-tarn.md"]
    data = data_of(Following(site, about()).head(tarn.path, ""))
    assert (data["@type"], data["name"]) == ("DefinedTerm", "Ilo Tarn")
    assert data["url"] == "https://vexholm.example/news/glossary/ilo-tarn/"


@pytest.mark.parametrize(
    ("page", "directories", "address"),
    [
        ("index.md", True, ""),
        ("index.md", False, ""),
        ("statements.md", True, "statements/"),
        ("statements.md", False, "statements.html"),
        ("glossary/index.md", True, "glossary/"),
        ("glossary/index.md", False, "glossary/index.html"),
        ("glossary/a.md", False, "glossary/a.html"),
    ],
)
def test_addresses_are_those_of_the_site(page: str, address: str, *, directories: bool) -> None:
    """A page's address is where MkDocs puts it, with and without directory addresses."""
    site = About(
        name="A",
        description="",
        address="https://a.example/",
        language="en",
        strings={},
        directories=directories,
    )
    assert site.page(Target(page, "s1")) == f"https://a.example/{address}#s1"


@pytest.fixture(scope="module", params=SAMPLED)
def cases(request: pytest.FixtureRequest) -> list[Case]:
    """The hostile texts that travel with this repository."""
    return load(request.param)[:: SAMPLED[request.param]]


def test_hostile_heads_hold_text_only(cases: list[Case]) -> None:
    """A hostile title, speaker or statement adds no element and no attribute to a head."""
    site = plan(hostile(cases))
    following = Following(site, about())
    pages = [page.path for page in site.briefings]
    pages += [page.path for page in site.sources]
    pages += [entry.path for entry in site.glossary if entry.own]
    for path in pages:
        head = following.head(path, "Title")
        tree = LexborHTMLParser(f"<!doctype html><html><head>{head}</head><body></body></html>")
        assert tree.head is not None
        assert tree.body is not None
        assert tree.body.html == "<body></body>"
        nodes = list(tree.head.iter())
        assert {node.tag for node in nodes} <= {"meta", "link", "script"}
        allowed = {"property", "content", "rel", "type", "title", "href"}
        assert all(node.attributes.keys() <= allowed for node in nodes)
        scripts = [node.attributes for node in nodes if node.tag == "script"]
        assert scripts in ([{"type": "application/ld+json"}], [])
        shown = tree.css_first('[property="og:title"]')
        assert shown is not None
        assert shown.attributes["content"] == following._pages.title(path)


def test_hostile_statements_are_data(cases: list[Case]) -> None:
    """What a machine reads of a hostile statement is the statement."""
    site = plan(hostile(cases))
    following = Following(site, about())
    for page, case in zip(site.briefings, cases, strict=True):
        (said,) = data_of(following.head(page.path, ""))["hasPart"]
        assert said["text"] == visible(case.text).strip()


def test_hostile_feeds_hold_text_only(cases: list[Case]) -> None:
    """A hostile title is text in every format, and no element even to a reader of HTML."""
    site = plan(hostile(cases))
    feeds = dict(Following(site, about()).feeds())
    items = json.loads(feeds[JSON])["items"]
    root = parsed(feeds[RSS])
    for item, other in zip(items, root.iter("item"), strict=True):
        title = other.findtext("title") or ""
        assert "<" not in title
        assert title.replace("&lt;", "<") == item["title"].replace("&lt;", "<")
        tree = LexborHTMLParser(other.findtext("description") or "")
        assert {node.tag for node in tree.css("body *")} <= {"ul", "li"}
