"""A site with an English document, one that is only stored, and one with its translations."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import pipeline
from generator.config import Settings, load_settings
from generator.errors import Level
from generator.explain import ExplainError, explain
from generator.model.search import Found
from generator.pipeline import Build
from generator.search.pagefind import reindex
from generator.search.records import records
from generator.syndicate import About
from generator.templating import load_strings
from generator.validate.packs import read_record
from generator.validate.site import verify
from generator.validate.whence import misplaced
from tests.browser.building import CONFIGURATION, built, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATA = Path(__file__).parent / "data" / "languages"
"""Documents that tell of one vote: in Ukrainian with two translations, in Arabic with one whose
paragraphs do not match, in Arabic alone; and an English one. Everybody in them is invented."""
SOURCES = {path.name: path.read_text("utf-8") for path in sorted(DATA.iterdir())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that site, built strictly."""
    folder = tmp_path_factory.mktemp("languages")
    built(folder, SOURCES)
    return folder


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    """Its settings."""
    return load_settings(folder / "mkdocs.yml")


@pytest.fixture(scope="module")
def made(settings: Settings) -> Build:
    """What is made of its documents."""
    return pipeline.build(settings)


def briefing_of(made: Build, name: str) -> str:
    """Return the path below `docs/` of the briefing of a file."""
    return next(page.path for page in made.site.briefings if page.facts.document.path == name)


def stored_of(made: Build, name: str) -> str:
    """Return the path below `docs/` of the page of a file that is only stored."""
    return next(page.path for page in made.site.stored if page.facts.document.path == name)


def content(folder: Path, path: str) -> LexborNode:
    """Return the content of the built page of a path below `docs/`."""
    html = folder / "site" / path.removesuffix(".md").removesuffix("index") / "index.html"
    found = LexborHTMLParser(html.read_text("utf-8")).css_first("article")
    assert found is not None
    return found


def words(node: LexborNode | None) -> str:
    """Return the text of an element, white space folded."""
    return " ".join(node.text().split()) if node is not None else ""


def proven(folder: Path, settings: Settings) -> list[str]:
    """Return the codes of what `verify` finds wrong with the built site."""
    strings = load_strings(language=settings.language)
    found = verify(
        folder / "site",
        settings.docs,
        strings,
        settings.to_html,
        config=settings.config_file,
        reindex=reindex,
    )
    return [each.code for each in found if each.level is not Level.NOTE]


def test_every_character_is_proven(folder: Path, settings: Settings) -> None:
    """A strict build of it verifies without an error."""
    assert proven(folder, settings) == []


def test_a_changed_letter_of_an_original_is_found(
    folder: Path, settings: Settings, made: Build
) -> None:
    """The original beside a statement is held to its own stored text."""
    path = folder / "site" / briefing_of(made, "deal.txt").removesuffix(".md") / "index.html"
    html = path.read_text("utf-8")
    path.write_text(html.replace("рада схвалила", "рада відхилила", 1), "utf-8")
    try:
        assert proven(folder, settings) == ["site.text"]
    finally:
        path.write_text(html, "utf-8")


def test_a_document_in_another_language_is_stored_and_no_briefing(made: Build) -> None:
    """It is a source with stored text, proof and citations, and counts nowhere else."""
    stored = [page.facts.document.path for page in made.site.stored]
    assert sorted(stored) == ["council.ar.txt", "deal.uk.txt", "vote.ar.txt"]
    assert len(made.site.briefings) == len(made.site.lines) == len(made.site.home) == 4
    for page in made.site.stored:
        stem = page.path.removesuffix(".md")
        name = stem.removeprefix("sources/")
        assert {f"{stem}.md", page.facts.stored} <= made.files.keys()
        record = read_record(made.files[f"proofs/{name}.js"])
        assert list(record.pages) == [page.path]
        assert record.bibtex[0].startswith("@misc{")
        assert record.annotations is None
        assert not [path for path in made.files if path.startswith(f"briefings/{name}")]
        lists = ("index.md", "briefings/index.md", "statements.md", "latest.md", "timeline.md")
        assert [path for path in lists if name in made.files[path].decode()] == []


def test_a_stored_text_says_its_language_and_direction(folder: Path, made: Build) -> None:
    """On its own page and in the list of sources, by the name that CLDR has for it."""
    page = content(folder, stored_of(made, "council.ar.txt"))
    assert "Arabic · 2031-02-18 · council.ar.txt" in words(page)
    assert "This text is not in English." in words(page)
    texts = page.css(".source-text .para bdi")
    assert [(node.attributes["lang"], node.attributes["dir"]) for node in texts] == [
        ("ar", "rtl")
    ] * 2
    listed = content(folder, "sources/index.md")
    assert words(listed.css_first("#stored")).startswith("Not in English: stored, not annotated")
    lines = [words(node) for node in listed.css("#stored ~ ul > li")]
    title = "Рада Весляни схвалила угоду"
    assert f"{title} · Ukrainian · 2031-02-18 · Голос Гавані" in lines
    assert [line.split(" · ")[2] for line in lines] == ["2031-02-18", "2031-02-18", "2031-02-17"]


def test_a_translation_names_its_translator_and_its_original(folder: Path, made: Build) -> None:
    """At the top of the briefing; the original's page leads to its translations."""
    page = content(folder, briefing_of(made, "other.txt"))
    assert "Translated by P. Osk & Sons from Рада Весляни схвалила угоду (Ukrainian)" in words(page)
    original = content(folder, stored_of(made, "deal.uk.txt"))
    assert [words(node) for node in original.css("article > ul > li")] == [
        "English translation: Vesl council approves the deal · 2031-02-19",
        "English translation: Council of Vesl agrees · 2031-02-19",
    ]


def test_each_statement_shows_its_own_paragraph_of_the_original(folder: Path, made: Build) -> None:
    """Closed at first, without a script; it leads to the place in the stored original."""
    page = content(folder, briefing_of(made, "deal.txt"))
    cards = page.css(".statement")
    assert len(cards) == len(page.css(".statement .detail > details.original:not([open])")) == 3
    paragraphs = SOURCES["deal.uk.txt"].split("\n\n")
    for card, number in zip(cards, (2, 2, 3), strict=True):
        shown = card.css_first("details.original .para")
        assert words(card.css_first("details.original > summary")) == "Original (Ukrainian)"
        assert words(shown) == f"¶{number} {' '.join(paragraphs[number - 1].split())}"
        (link,) = card.css("details.original a")
        path = stored_of(made, "deal.uk.txt").removesuffix(".md")
        assert link.attributes["href"] == f"../../{path}/#p{number}"
        assert [node.attributes["lang"] for node in card.css("details [lang]")] == ["uk"]


def test_words_of_another_document_are_no_original(made: Build) -> None:
    """A paragraph that leads to one stored text and is cut out of another is found."""
    assert list(misplaced(made.site)) == []
    page = next(p for p in made.site.briefings if p.facts.document.path == "deal.txt")
    other = next(p for p in made.site.stored if p.facts.document.path == "council.ar.txt")
    card = page.cards[0]
    false = replace(card.originals[0], text=other.paragraphs[0].text[0].text)
    wrong = replace(page, cards=(replace(card, originals=(false,)),))
    found = misplaced(replace(made.site, briefings=(wrong,), lines=(), home=()))
    assert "closed-text.other-document" in {each.code for each in found}


def test_citations_name_the_translator(made: Build) -> None:
    """Whoever cites a translation cites who made it."""
    name = briefing_of(made, "other.txt").removeprefix("briefings/").removesuffix(".md")
    record = read_record(made.files[f"proofs/{name}.js"])
    assert "  translator = {{P. Osk \\& Sons}}," in record.bibtex
    assert record.csl[0]["translator"] == [{"literal": "P. Osk & Sons"}]


def test_paragraphs_that_do_not_match_are_not_shown(folder: Path, made: Build) -> None:
    """A translation with other paragraphs than its original keeps its header, and a finding."""
    page = content(folder, briefing_of(made, "vote.txt"))
    assert page.css("details.original") == []
    assert "Translated by R. Lundvik from" in words(page)
    told = [each.code for each in made.findings if each.path == "seeds/vote.txt.meta.yml"]
    assert told == ["collect.paragraphs-differ"]
    assert page.css(".statement") != []


def test_original_and_translations_are_one_source(folder: Path, made: Build) -> None:
    """A second translation is no second source: it says so, and counts are of origins."""
    (entry,) = (e for e in made.site.glossary if e.name.span.text == "Olena Torvyk")
    assert (entry.documents, entry.origins) == (2, 1)
    page = content(folder, briefing_of(made, "other.txt"))
    assert (
        "No second source: from the same original is also Vesl council approves the deal"
        in words(page.css_first(".repeats"))
    )


def test_search_finds_a_stored_text(made: Build) -> None:
    """As a document, at the page of the source."""
    about = About(
        name="Vesl",
        description="",
        address="",
        language="en",
        strings=made.strings,
        directories=True,
    )
    found = [
        record
        for record in records(made.site, made.dossier, about)
        if "Марко Дреліс" in record.content
    ]
    path = stored_of(made, "deal.uk.txt").removesuffix(".md")
    assert [(record.url, record.filters["type"]) for record in found] == [
        (f"{path}/", (Found.DOCUMENT,))
    ]


def test_explain_says_why_there_is_nothing(settings: Settings) -> None:
    """A line of a stored text has no annotations, and the message says why."""
    with pytest.raises(ExplainError, match="not in English, so nothing in it is annotated"):
        list(explain(settings, f"{settings.seeds}/deal.uk.txt:1"))


def test_a_briefing_that_turns_out_to_be_foreign_leads_on(
    tmp_path: Path, settings: Settings, made: Build
) -> None:
    """Its address, once published, leads to the stored text."""
    shutil.copytree(settings.seeds, tmp_path / "seeds")
    shutil.copy(settings.config_file, tmp_path)
    moved = load_settings(tmp_path / "mkdocs.yml")
    pipeline.generate(moved)
    (moved.seeds / "ships.meta.yml").write_text("language: sco\n", "utf-8")
    after, _, _ = pipeline.generate(moved)
    was = briefing_of(made, "ships.txt")
    assert stored_of(after, "ships.txt").removeprefix("sources/") in after.files[was].decode()
    assert [page.path for page in after.site.moved] == [was]


def test_a_german_interface_speaks_german_of_it(tmp_path: Path) -> None:
    """Languages have their German names, and all of it is proven."""
    built(tmp_path, SOURCES, language="de")
    settings = load_settings(tmp_path / "mkdocs.yml")
    made = pipeline.build(settings)
    page = content(tmp_path, briefing_of(made, "deal.txt"))
    assert "Übersetzt von R. Lundvik aus Рада Весляни схвалила угоду (Ukrainisch)" in words(page)
    assert words(page.css_first("details.original summary")) == "Original (Ukrainisch)"
    assert proven(tmp_path, settings) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_original_opens_without_a_script(
    folder: Path, made: Build, chromium: "Browser", scheme: Literal["light", "dark"]
) -> None:
    """By keyboard, at the width of a telephone, in both schemes; nothing scrolls sideways."""
    path = briefing_of(made, "deal.txt").removesuffix(".md")
    with served(folder / "site") as url:
        context = chromium.new_context(
            java_script_enabled=False,
            color_scheme=scheme,
            viewport={"width": 320, "height": 640},
        )
        page = context.new_page()
        page.goto(f"{url}{path}/")
        first = page.locator("details.original").first
        for around in first.locator("xpath=ancestor::details/summary").all():
            around.focus()
            page.keyboard.press("Enter")
        assert not first.locator(".para").is_visible()
        first.locator("summary").focus()
        page.keyboard.press("Enter")
        assert first.locator(".para").is_visible()
        box = first.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
        context.close()


def test_a_text_of_unstated_language_is_left_out_with_one_finding(tmp_path: Path) -> None:
    """What is to be added stands in the message and among the sources; the others are published."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION.format(address="", language="en"), "utf-8")
    for name in ("deal.uk.txt", "deal.txt", "deal.txt.meta.yml", "ships.txt"):
        (tmp_path / "seeds" / name).write_text(SOURCES[name], "utf-8")
    made, _, _ = pipeline.generate(load_settings(tmp_path / "mkdocs.yml"))
    first, second = (str(each) for each in made.findings if each.level is Level.ERROR)
    assert first == (
        "seeds/deal.txt.meta.yml:2: error: its original deal.uk.txt could not be used; mend what "
        "is said of that file first [collect.original-unusable]"
    )
    assert second == (
        "seeds/deal.uk.txt:1: error: its text looks Ukrainian (uk), and rules read English only; "
        "add `language: uk` to deal.uk.meta.yml to publish it as a source, or `language: en` if it "
        "is English [collect.looks-foreign]"
    )
    assert [page.facts.document.path for page in made.site.briefings] == ["ships.txt"]
    assert [(each.path, each.code) for each in made.site.left_out] == [
        ("deal.txt", "collect.original-unusable"),
        ("deal.uk.txt", "collect.looks-foreign"),
    ]
