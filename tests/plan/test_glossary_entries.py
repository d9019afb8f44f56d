"""An entry says who or what, in whose words, and since when; nothing of its own."""

import re
from collections.abc import Mapping

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.config import load_settings
from generator.model import Unsited
from generator.model.drawing import SpotKind
from generator.model.site import GlossaryEntry
from generator.pipeline import Build

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)
SEEDS = {
    "a.txt": (
        " date 2024-03-05 Ada Orlen, a bridge engineer, said that the ferry to Toulouse was late. "
        "Orlen met Bo Vesk in France. Vesk sold the Harbour Gazette in Toulouse. "
        "The Harbour Gazette is no more. Orlen said that Toulouse was full. Orlen said that "
        "Toulouse was closed to lorries.\n"
    ),
    "b.txt": (
        " date 2024-05-09 Ada Orlen, a bridge engineer, spoke in France. "
        "Farmers in Velmar Province grow hops. People in Springfield were told of it. "
        "It rained in Velmar Province and in Springfield.\n"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Pages about two documents."""
    folder = tmp_path_factory.mktemp("entries")
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, text in SEEDS.items():
        (folder / "seeds" / name).write_text(text, "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"))


@pytest.fixture(scope="module")
def entries(made: Build) -> Mapping[str, GlossaryEntry]:
    """Entries by name."""
    return {entry.name.span.text: entry for entry in made.site.glossary}


def html(made: Build, path: str) -> LexborHTMLParser:
    """Return the content of a page."""
    page = next(page.markdown for page in made.pages if page.path == path)
    body = page.split("---\n", 2)[2]
    return LexborHTMLParser(markdown(body, extensions=["attr_list", "md_in_html"]))


def text(tree: LexborHTMLParser, selector: str) -> str:
    """Return the text of one element."""
    (node,) = tree.css(selector)
    return " ".join(node.text().split())


def test_a_description_names_every_document_that_has_it(
    entries: Mapping[str, GlossaryEntry],
) -> None:
    """The same words in two documents are one description with two dates."""
    (described,) = (
        line
        for line in entries["Ada Orlen"].descriptions
        if line.words.span.text.endswith("bridge engineer")
    )
    assert [use.line.date for use in described.uses] == ["2024-03-05", "2024-05-09"]


def test_an_entry_leads_with_what_the_sources_call_someone(made: Build) -> None:
    """Kind, words, documents and dates stand before any heading."""
    lead = text(html(made, "glossary/ada-orlen.md"), ".entry-lead")
    assert lead.startswith("person: “a bridge engineer”")
    assert "2 documents · First seen: 2024-03-05 · Last seen: 2024-05-09" in lead


def test_an_alias_stands_with_its_kind_its_sentence_and_its_date(made: Build) -> None:
    """Why two names are one can be checked."""
    page = html(made, "glossary/ada-orlen.md")
    (listed,) = (node for node in page.css("li") if node.text().startswith("Orlen · surname"))
    assert "2024-03-05" in listed.text()
    assert "Ada Orlen" in listed.text()


def test_related_names_stand_by_kind_with_their_sentences(
    entries: Mapping[str, GlossaryEntry], made: Build
) -> None:
    """People, organizations and places apart; counted, not explained."""
    related = {r.entity.name.span.text: r.sentences for r in entries["Ada Orlen"].related}
    assert related["Bo Vesk"] == 1
    page = html(made, "glossary/ada-orlen.md")
    assert page.css_first("#related-people") is not None
    assert page.css_first("#related-places") is not None


def test_a_place_shows_where_it_is_and_says_that_this_is_reference_data(
    entries: Mapping[str, GlossaryEntry], made: Build
) -> None:
    """The map has one place; its caption says what it does not show, and from where it is."""
    shown = entries["Toulouse"].map
    assert shown is not None
    assert [line.spot for line in shown.lines] == [SpotKind.POINT]
    page = html(made, "glossary/toulouse.md")
    assert "never where anything happened" in page.text()
    assert "Natural Earth, public domain" in page.text()
    assert "GeoNames" in page.text()


@pytest.mark.parametrize(
    ("name", "why"), [("Velmar Province", Unsited.UNKNOWN), ("Springfield", Unsited.AMBIGUOUS)]
)
def test_a_place_that_may_be_any_has_no_map_and_no_coordinates(
    entries: Mapping[str, GlossaryEntry], name: str, why: Unsited
) -> None:
    """Reference data never guesses."""
    entry = entries[name]
    assert (entry.map, entry.place, entry.unsited) == (None, None, why)


def test_a_documents_map_has_what_the_document_names_and_no_more(made: Build) -> None:
    """Each place drawn is a name of that document, and the list beside the map has all of them."""
    for page in made.site.briefings:
        if page.map is None:
            continue
        document = page.facts.document
        for line in page.map.lines:
            span = line.name.span
            assert document.text[span.start : span.end] == span.text
            assert span.document == document.id
        assert {line.target for line in page.map.lines} == {line.target for line in page.places}


def test_the_drawing_has_a_title_a_description_and_a_list(made: Build) -> None:
    """Shapes are one picture with a name; labels are links beside it, and a list says the same."""
    path = next(page.path for page in made.site.briefings if page.line.date == "2024-03-05")
    page = html(made, path)
    (picture,) = page.css("svg.map")
    assert picture.attributes["role"] == "img"
    ids = (picture.attributes["aria-labelledby"] or "").split()
    assert [page.css_first(f"#{i}").tag for i in ids] == ["title", "desc"]  # type: ignore[union-attr]
    assert picture.css("a, text") == []
    labels = {node.text() for node in page.css(".map-at a")}
    labels = {label for label in labels if not label[0].isdigit()}
    listed = {node.text() for node in page.css(".map-places a")}
    assert labels <= listed
    assert {"Toulouse", "France"} <= listed


def test_the_glossary_shows_where_its_places_are(made: Build) -> None:
    """One map of all that is known; each place in it has an entry."""
    shown = made.site.map
    assert shown is not None
    places = {entry.target for entry in made.site.glossary if entry.place is not None}
    assert {line.target for line in shown.lines} == places
    assert html(made, "glossary/index.md").css_first("#map") is not None


def test_what_is_there_has_a_section(made: Build) -> None:
    """Descriptions and statements of an entity with a page stand below headings."""
    much = html(made, "glossary/ada-orlen.md")
    assert {"Described in the sources as", "Said"} <= {head.text() for head in much.css("h2")}


def test_an_entity_with_little_to_say_has_a_row(made: Build) -> None:
    """It has no page: name, kind, and each place where it is named stand under its letter."""
    paths = {page.path for page in made.pages}
    assert "glossary/ada-orlen.md" in paths
    assert "glossary/harbour-gazette.md" not in paths
    (row,) = html(made, "glossary/index.md").css("#e-harbour-gazette")
    assert not re.search(r"\b(no description|[Nn]o statement|none mentions)\b", row.text())
    assert "Harbour Gazette · organization" in " ".join(row.text().split())
    places = [link.attributes["href"] or "" for link in row.css("a")]
    assert sum("/sources/" in place for place in places) == 2


def test_a_page_of_names_leads_to_who_has_a_page(made: Build) -> None:
    """An anchor of a row stays when its entity gets a page."""
    page = html(made, "glossary/index.md")
    (link,) = page.css("#e-ada-orlen + a")
    assert link.attributes["href"] == "ada-orlen.md"
