"""A timeline has the days of events, and of nothing else."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.model.briefing import Briefing
from generator.pipeline import Build

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)


def built(folder: Path, text: str) -> Build:
    """Return the pages about a text of Tuesday, 5 March 2024."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(f" date 2024-03-05 {text}\n", "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"))


def briefing(folder: Path, text: str) -> Briefing:
    """Return the page of a text."""
    (page,) = built(folder, text).site.briefings
    return page


def phrases(page: Briefing) -> list[str]:
    """Return the phrases of the rows that have one."""
    return [row.when.phrase.span.text for row in page.dated if row.when]


@pytest.mark.parametrize(
    "sentence",
    [
        "The doors opened at 6:00am.",
        "She will soon leave the house.",
        "Recent reports told of a fire.",
        "The strike is ongoing.",
        "The bridge is currently closed.",
        'Ada Orlen said: "We learned a lot from today\'s game."',
        "The 2023 Tarsk Cup drew thousands to the town.",
        "The reduction of yields exceeded 10% of 2000 levels.",
    ],
)
def test_what_dates_no_event_is_no_row(tmp_path: Path, sentence: str) -> None:
    """Nor does it stand anywhere else on the page as a date; machines still find it."""
    made = built(tmp_path, f"The bridge was closed on Monday. {sentence}")
    (page,) = made.site.briefings
    assert phrases(page) == ["Monday"]
    assert not [card.when for card in page.cards if card.when]
    assert len(made.dossier.documents[0].annotated.times) > 1


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("The bridge broke on Saturday night.", "Saturday night"),
        ("The bridge broke in May 2023.", "May 2023"),
        ("The bridge broke in 1998.", "1998"),
    ],
)
def test_what_dates_an_event_is_a_row(tmp_path: Path, sentence: str, phrase: str) -> None:
    """A night has a day, and a year is one where no closer date stands beside it."""
    assert phrases(briefing(tmp_path, sentence)) == [phrase]


def test_the_closer_of_two_dates_of_a_sentence_is_its_row(tmp_path: Path) -> None:
    """The year of a day tells nothing beside the day."""
    assert phrases(briefing(tmp_path, "The fair runs through March 11 this year.")) == ["March 11"]


def test_an_undated_document_and_a_contradicted_one_have_no_event_of_their_own(
    tmp_path: Path,
) -> None:
    """Where a line of the text is another date than the document's, neither is taken for it."""
    text = "Bridge closed\n\nThursday, May 7, 2015\n\nThe bridge of Tarsk was closed."
    assert not briefing(tmp_path, text).dated


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Thursday, May 7, 2015", "warning"),
        ("Thursday, March 7, 2024", "note"),
        ("Tuesday, March 5, 2024", None),
        ("The bridge closed on May 7, 2015, and opened again.", None),
    ],
)
def test_a_date_line_that_contradicts_the_document_is_a_finding(
    tmp_path: Path, line: str, level: str | None
) -> None:
    """A line that is nothing but another date is one; a date in a sentence is none."""
    made = built(tmp_path, f"Bridge closed\n\n{line}\n\nThe bridge of Tarsk was closed.")
    found = [f for f in made.findings if f.code == "link.date-contradicted"]
    assert [(f.level.value, f.line) for f in found] == ([(level, 3)] if level else [])
