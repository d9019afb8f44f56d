"""A figure has the time that is sure to be its own."""

from pathlib import Path

import pytest

from tests.plan.test_timeline import briefing


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("The toll rose to 300 people on Monday.", "Monday"),
        ("In 2019, 300 people lived in the valley.", "2019"),
        ("Ada Orlen said on Monday that 300 people had left.", "Monday"),
        ("By 2050, hunger would rise by 49 percent.", "2050"),
        ("The line has options of 60 more barges to take up by 2034.", None),
        ("The line runs 300 barges, and wanted more since it was sold in 2006.", None),
        ("She spoke on Monday against the deal to lease 100 barges.", None),
        ("Crowds came on Saturday night to the 240,000 square meter park.", None),
        ("\n\nThe 40 barges of Tarsk on Monday. Image: A. Berg.", None),
    ],
)
def test_a_figure_is_dated_only_by_what_its_clause_says(
    tmp_path: Path, sentence: str, as_of: str | None
) -> None:
    """The date of another clause, of a limit, of a picture or beside a size says nothing of it."""
    (figure,) = briefing(tmp_path, f"Tarsk counts. {sentence}").figures
    assert (figure.as_of and figure.as_of.phrase.span.text) == as_of


def test_the_year_of_a_prize_counts_nothing(tmp_path: Path) -> None:
    """A number that is read as a year is no figure."""
    assert not briefing(tmp_path, "Listed are the 2022 Tarsk Prize recipients.").figures
