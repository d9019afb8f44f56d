"""Editions have addresses that stay: a day's is its date, a week's its ISO name."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.model.site import Site

MKDOCS = "site_name: Test\nplugins: [briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"


def site(folder: Path, *dates: str) -> Site:
    """Return the site of a document for each date; an empty one is not stated."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for number, date in enumerate(dates):
        header = f" date {date} " if date else ""
        text = f"{header}Ana Roel said that gate {number} is open.\n"
        (folder / f"seeds/{number}.txt").write_text(text, "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml")).site


def test_each_day_and_week_with_documents_has_an_edition(tmp_path: Path) -> None:
    """Weeks are ISO 8601's: the last days of 2029 are in the first week of 2030."""
    made = site(tmp_path, "2029-12-31", "2030-01-01", "2030-01-08", "")
    assert [edition.path for edition in made.editions] == [
        "editions/2030-01-08.md",
        "editions/2030-01-01.md",
        "editions/2029-12-31.md",
        "editions/2030-W02.md",
        "editions/2030-W01.md",
    ]
    week = made.editions[-1]
    assert (week.first, week.last, len(week.pages)) == ("2029-12-31", "2030-01-06", 2)


def test_editions_lead_to_their_neighbours(tmp_path: Path) -> None:
    """The newest has none after it, the oldest none before."""
    newest, older, *_ = site(tmp_path, "2030-01-08", "2030-01-01").editions
    assert newest.after is None
    assert newest.before is not None
    assert newest.before.page == older.path
    assert older.after is not None
    assert older.after.page == newest.path


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        (("2030-01-08", "2030-01-08", "2030-01-08"), "editions/2030-01-08.md"),
        (("2030-01-08", "2030-01-07"), "editions/2030-W02.md"),
    ],
)
def test_home_shows_the_newest_day_or_its_week_where_that_day_has_little(
    tmp_path: Path, dates: tuple[str, ...], shown: str
) -> None:
    """Three documents make a day's edition worth a home page."""
    edition = site(tmp_path, *dates).edition
    assert edition is not None
    assert edition.path == shown


@pytest.mark.parametrize("dates", [("0001-01-01",), ("9999-12-31",), ("",)])
def test_the_calendars_ends_and_no_date_are_no_mistake(
    tmp_path: Path, dates: tuple[str, ...]
) -> None:
    """Weeks at the ends of the calendar are cut short; without a date there is no edition."""
    made = site(tmp_path, *dates)
    assert bool(made.editions) is bool(dates[0])
