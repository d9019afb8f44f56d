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
        "This year's theme was the river.",
        "It was the first flood in the town since 1958.",
        "She drove her 2019 Tarsk Roadster onto the bridge.",
        "Ada Orlen, DOB: 2-20-89, was fined.",
        "On Sunday this would not have been possible.",
        "\n\nAda Orlen in September 2023, after leaving the works.",
        "\n\nIn 2019, the bridge awaits its opening. Image: A. Berg.",
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
        ("The bridge broke in 2019 under a Tarsk Roadster.", "2019"),
        ("Ada Orlen was fined for the 2019 crash.", "2019"),
        ("The town has been safe since 1958.", "1958"),
        ("The bridge was shut from 2019 to 2021.", "2019 to 2021"),
        ("The bridge was shut between May 3 and June 4, 2023.", "May 3 and June 4, 2023"),
        ("The bridge was shut in 2021 and 2022.", "2021 and 2022"),
    ],
)
def test_what_dates_an_event_is_a_row(tmp_path: Path, sentence: str, phrase: str) -> None:
    """A night has a day, a period is one row, and a year one that no closer date stands beside."""
    assert phrases(briefing(tmp_path, sentence)) == [phrase]


def test_the_closer_of_two_dates_of_a_sentence_is_its_row(tmp_path: Path) -> None:
    """The year of a day tells nothing beside the day."""
    assert phrases(briefing(tmp_path, "The fair runs through March 11 this year.")) == ["March 11"]


def test_two_dates_of_a_sentence_that_bound_no_period_are_two_rows(tmp_path: Path) -> None:
    """What is put off from one day to another does not last from one to the other."""
    page = briefing(tmp_path, "The fair was moved from May 3, 2023 to June 4, 2023.")
    assert phrases(page) == ["May 3, 2023", "June 4, 2023"]


def test_a_heading_is_no_row_beside_the_sentence_of_its_day(tmp_path: Path) -> None:
    """Neither where it names but the year of that day, nor where it stands twice."""
    heading = "Guard found guilty of the 2019 theft in Tarsk in 2019"
    page = briefing(tmp_path, f"{heading}\n\n{heading}\n\nThe guard stole it on May 3, 2019.")
    assert phrases(page) == ["May 3, 2019"]


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("The works has put off a bridge begun two years ago.", True),
        ("The works has shut the bridge.", True),
        ("The bridge was built in 1958.", False),
        ("The works shut the bridge on Monday.", False),
        ("In 1958 the bridge was the longest that there is.", False),
        ("\n\nA bridge near Tarsk. Image: A. Berg.", False),
    ],
)
def test_what_a_document_reports_has_its_date_where_its_sentence_gives_none(
    tmp_path: Path, sentence: str, *, own: bool
) -> None:
    """The date of what came long before the news is not that of the news."""
    page = briefing(tmp_path, sentence)
    assert [row.sort for row in page.dated if row.when is None] == (["2024-03-05"] if own else [])


def test_a_document_that_its_text_dates_otherwise_is_shown_with_both_dates(tmp_path: Path) -> None:
    """Neither is taken for the right one: the head of the page and the timeline say both."""
    text = "Bridge closed\n\nThursday, May 7, 2015\n\nThe bridge of Tarsk was closed."
    made = built(tmp_path, text)
    (page,) = made.site.briefings
    assert page.printed is not None
    assert page.printed.value == "2015-05-07"
    assert [(row.sort, row.printed) for row in page.dated] == [("2024-03-05", page.printed)]
    shown = made.files[page.path].decode()
    assert shown.count("the text itself is dated: Thursday, May 7, 2015") == 2


@pytest.mark.parametrize("text", ["Bridge closed\n\nTuesday, March 5, 2024", "Bridge closed"])
def test_a_document_that_its_text_dates_alike_is_shown_with_its_date_alone(
    tmp_path: Path, text: str
) -> None:
    """A date that says the same, and none, contradict nothing."""
    assert briefing(tmp_path, f"{text}\n\nThe bridge of Tarsk was closed.").printed is None


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("The guard left 7/8/19 as his first day.", True),
        ("The strike goes on until the works is sold.", False),
        ('Ada Orlen said: "We learned from today\'s game."', False),
    ],
)
def test_only_a_date_that_a_reader_may_ask_about_is_said_to_stay_open(
    tmp_path: Path, sentence: str, *, stays: bool
) -> None:
    """An event, or the day of somebody's words, is as clear as it can be."""
    assert bool(briefing(tmp_path, sentence).unresolved) is stays


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Thursday, May 7, 2015", "warning"),
        ("Thursday, March 7, 2024", "note"),
        ("Tuesday, March 5, 2024", None),
        ("The bridge closed on May 7, 2015, and opened again.", None),
        ("Published: May 7, 2015", "warning"),
        ("TARSK, Norland, May 7, 2015 (NRA) \u2014 The bridge closed.", "warning"),
        ("TARSK, Norland, March 3, 2024 \u2014 The bridge closed.", None),
        ("Tarsk folk, on May 7, 2015 - a Thursday - saw the bridge close.", None),
    ],
)
def test_a_date_line_that_contradicts_the_document_is_a_finding(
    tmp_path: Path, line: str, level: str | None
) -> None:
    """A line that is nothing but another date is one, and a dateline far off; not a sentence."""
    made = built(tmp_path, f"Bridge closed\n\n{line}\n\nThe bridge of Tarsk was closed.")
    found = [f for f in made.findings if f.code == "link.date-contradicted"]
    assert [(f.level.value, f.line) for f in found] == ([(level, 3)] if level else [])
