"""Who gets an entry: whom the documents tell enough of."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.model import EntityType
from generator.model.site import GlossaryEntry
from generator.pipeline import Build

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)
TEXT = (
    " date 2024-03-05 The bridge of Tarsk is closed\n\n"
    "Ada Orlen, a bridge engineer, said on Monday that the bridge is closed. "
    "She told Harbour Radio that Bo Vesk had left.\n\n"
    "Dee Marlow, head of the Tarsk Bridge Authority, said that it was open. Cy Tamsin looked on. "
    "Elsa Moor came from France. Elsa Moor left again.\n\n"
    '"Velm Ferries is the cheapest company in the north," Orlen said, and Velm Ferries, '
    "a shipping company, agreed.\n\n"
    "Irma Tate. Image: Hilda Rusk.\n\nIrma Tate again. Image: Hilda Rusk.\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Pages about one document."""
    return built(tmp_path_factory.mktemp("entries"), TEXT)


def built(folder: Path, text: str) -> Build:
    """Return the pages about a text."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(text, "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"))


@pytest.fixture(scope="module")
def entries(made: Build) -> Mapping[str, GlossaryEntry]:
    """Entries by name."""
    return {entry.name.span.text: entry for entry in made.site.glossary}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Ada Orlen", "speaks"),
        ("Harbour Radio", "is spoken through"),
        ("Tarsk Bridge Authority", "has a speaker for its head"),
        ("Elsa Moor", "is named twice"),
        ("France", "is known to reference data"),
        ("Velm Ferries", "is described"),
    ],
)
def test_whom_a_document_tells_of_has_an_entry(
    entries: Mapping[str, GlossaryEntry], name: str, why: str
) -> None:
    """One ground is enough."""
    assert name in entries, why


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Cy Tamsin", "is named once, and nothing is told of him"),
        ("Bo Vesk", "is named once, in another's words"),
        ("Hilda Rusk", "is named by the credits of pictures alone"),
        ("Irma Tate", "is named by captions alone"),
    ],
)
def test_whom_a_document_only_names_has_no_entry(
    made: Build, entries: Mapping[str, GlossaryEntry], name: str, why: str
) -> None:
    """The name stays in the text without a link, and in the dossier for machines."""
    assert name not in entries, why
    assert name in {entity.name.text for entity in made.dossier.entities}
    (page,) = made.site.briefings
    marked = {
        part.text.span.text
        for paragraph in page.paragraphs
        for part in paragraph.text
        if part.target is not None
    }
    assert name not in marked


def test_a_guess_gets_an_entry_by_what_it_does_alone(tmp_path: Path) -> None:
    """A name whose type the evidence hardly settles has none, though it is named twice."""
    text = " date 2024-03-05 Group B was won by the hosts. Nobody scored in Group B.\n"
    assert not built(tmp_path, text).site.glossary


def test_a_town_that_nothing_places_needs_more_than_its_name(tmp_path: Path) -> None:
    """A word that reference data have as a town of a country not named may be anybody's name."""
    text = (
        " date 2024-03-05 Varna went home. He was the voice of Varna in Varna, a long play. "
        "The farmers in Toulouse grow hops. It rained in Toulouse.\n"
    )
    names = {entry.name.span.text for entry in built(tmp_path, text).site.glossary}
    assert "Varna" not in names
    assert "Toulouse" in names


def test_a_team_is_not_the_country_of_its_name(tmp_path: Path) -> None:
    """It has an entry of its own, and the country keeps its address."""
    text = (
        " date 2024-03-05 Sweden won the match. Sweden scored a late goal after the goalkeeper of"
        " Panama saved a penalty. The coach of Panama praised the goal and the match.\n"
    )
    made = built(tmp_path, text)
    found = {(entry.name.span.text, entry.type, entry.slug) for entry in made.site.glossary}
    assert ("Sweden", EntityType.TEAM, "sweden-team") in found


def test_a_description_in_a_statement_is_its_speakers(
    made: Build, entries: Mapping[str, GlossaryEntry]
) -> None:
    """It says whose words it is, and stands behind what the document says itself."""
    lines = entries["Velm Ferries"].descriptions
    told = [(line.words.span.text, line.told_by is not None) for line in lines]
    assert told == [
        ("a shipping company", False),
        ("the cheapest company in the north", True),
    ]
    page = next(p.markdown for p in made.pages if p.path == "glossary/index.md")
    assert "according to [Ada Orlen](ada-orlen.md){ .voice .mention }: the cheapest" in page
