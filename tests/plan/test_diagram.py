"""Arrows stand for statements, and for nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.config import load_settings
from generator.model.drawing import Diagram
from generator.model.site import GlossaryEntry
from generator.pipeline import Build
from generator.plan.diagram import MOST

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)
OPINIONS = (
    "Ada Orlen said that Bo Vesk was wrong. Ada Orlen said that Bo Vesk had left. "
    "Cy Tamsin said that Bo Vesk would return. Bo Vesk said that Dee Marlow had helped. "
    "Officials said that Bo Vesk was ill. Dee Marlow stayed at home."
)
NAMES = ("Alma Orr", "Clara Dunn", "Cora Lind", "Dora Ashe", "Elsa Moor", "Emma Pell")
MORE_NAMES = ("Hilda Rusk", "Irma Tate", "Jana Holt", "Karl Voss")


def built(folder: Path, text: str) -> Build:
    """Return the pages about a text."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(f" date 2024-03-05 {text}\n", "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"))


def entries(made: Build) -> Mapping[str, GlossaryEntry]:
    """Return entries by name."""
    return {entry.name.span.text: entry for entry in made.site.glossary}


@pytest.fixture(scope="module")
def opinions(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Pages about people who speak of each other."""
    return built(tmp_path_factory.mktemp("opinions"), OPINIONS)


def diagram_of(made: Build, name: str) -> Diagram:
    """Return the diagram of someone."""
    found = entries(made)[name].diagram
    assert found is not None
    return found


def test_arrows_lead_from_who_speaks_to_whom_the_words_name(opinions: Build) -> None:
    """The most statements come first; those without an identified speaker are only counted."""
    shown = diagram_of(opinions, "Bo Vesk")
    assert [(b.name.span.text, len(b.cards)) for b in shown.speakers] == [
        ("Ada Orlen", 2),
        ("Cy Tamsin", 1),
    ]
    assert [b.weight for b in shown.speakers] == [2, 1]
    assert [b.name.span.text for b in shown.spoken_of] == ["Dee Marlow"]
    assert shown.unnamed == 1


def test_every_arrow_is_a_statement_of_its_speaker_that_names_the_other(opinions: Build) -> None:
    """Both ends are in the sources: a card by the one, with the other's name in its words."""
    for entry in entries(opinions).values():
        for branch in entry.diagram.speakers if entry.diagram else ():
            for card in branch.cards:
                words = " ".join(part.text.span.text for rich in card.words for part in rich)
                assert card.voice.target == branch.target
                assert entry.name.span.text.split()[-1] in words


def test_one_arrow_makes_no_diagram(opinions: Build) -> None:
    """The list says as much."""
    assert entries(opinions)["Dee Marlow"].diagram is None


def test_further_ones_stand_in_a_list_that_opens(tmp_path: Path) -> None:
    """At most eight are drawn; none is left out."""
    sentences = " ".join(f"{name} said that Bo Vesk was right." for name in (*NAMES, *MORE_NAMES))
    made = built(tmp_path, sentences)
    shown = diagram_of(made, "Bo Vesk")
    assert len(shown.speakers) == MOST
    assert len(shown.more_speakers) == len(NAMES + MORE_NAMES) - MOST
    page = next(p.markdown for p in made.pages if p.path == "glossary/bo-vesk.md")
    assert all(f"[{name}](" in page for name in (*NAMES, *MORE_NAMES))
    assert "<details" in page


def test_the_drawing_is_a_list_of_links(opinions: Build) -> None:
    """Without sight or style it reads as names with their statements; arrows are not read."""
    page = next(p.markdown for p in opinions.pages if p.path == "glossary/bo-vesk.md")
    body = page.split("---\n", 2)[2]
    html = LexborHTMLParser(markdown(body, extensions=["attr_list", "md_in_html"]))
    sides = html.css(".tree .in li, .tree .out li")
    assert len(sides) == 3
    for side in sides:
        arrow = side.css_first("svg")
        assert arrow is not None
        assert arrow.attributes["aria-hidden"] == "true"
        assert not arrow.text().strip()
        assert len(side.css("a")) >= 2
    hub = html.css_first(".tree-hub")
    assert hub is not None
    assert hub.text().strip() == "Bo Vesk"
