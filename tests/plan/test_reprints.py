"""What pages say of a document that repeats another: it is no second source."""

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.pipeline import Build

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)
STORY = (
    "Ada Orlen, a bridge engineer, said on Monday that the ferry to Tarrow was late because of the "
    "storm that hit the coast in the night and tore the roof from the hall beside the harbor. She "
    "added that nobody was hurt and that repairs would cost the town a good part of its budget for "
    "the year, which the council had passed only a week before over the objection of the farmers. "
    "Boats will leave again once the pier has been looked at by two divers from the next town.\n"
)
SEEDS = {
    "a.txt": f" date 2024-03-05 Ferry late\n\n{STORY}",
    "b.txt": f" date 2024-03-06 Storm delays ferry\n\nTARROW (Velm Wire) - {STORY}",
    "c.txt": " date 2024-03-07 Hops grow\n\nBo Vesk, a farmer, said that the hops grew well.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Pages about a story, its copy, and something else."""
    folder = tmp_path_factory.mktemp("reprints")
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, text in SEEDS.items():
        (folder / "seeds" / name).write_text(text, "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"))


def test_the_copy_says_at_its_top_whose_words_it_repeats(made: Build) -> None:
    """Only the later document, with a link to the earlier one."""
    repeats = {page.line.date: page.repeats for page in made.site.briefings}
    assert repeats["2024-03-05"] is None
    assert repeats["2024-03-07"] is None
    found = repeats["2024-03-06"]
    assert found is not None
    assert (found.line.date, found.share > 90) == ("2024-03-05", True)
    pages = {page.path: page.markdown for page in made.pages}
    said = [path for path, text in pages.items() if f"No second source: {found.share}%" in text]
    assert said == [p.path for p in made.site.briefings if p.line.date == "2024-03-06"]


def test_an_entry_counts_origins_and_not_documents(made: Build) -> None:
    """Whoever two documents name with the same words has one origin."""
    entries = {entry.name.span.text: entry for entry in made.site.glossary}
    assert (entries["Ada Orlen"].documents, entries["Ada Orlen"].origins) == (2, 1)
    assert (entries["Bo Vesk"].documents, entries["Bo Vesk"].origins) == (1, 1)
    pages = {page.path: page.markdown for page in made.pages}
    assert "2 documents from one origin" in pages[entries["Ada Orlen"].path]
    assert "origin" not in pages[entries["Bo Vesk"].path]
