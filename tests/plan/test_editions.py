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
    """Weeks are ISO 8601's: the last days of 2029 are in the first week of 2030.

    The second week has but one day, and its edition would be that day's again.
    """
    made = site(tmp_path, "2029-12-31", "2030-01-01", "2030-01-08", "")
    assert [edition.path for edition in made.editions] == [
        "editions/2030-01-08.md",
        "editions/2030-01-01.md",
        "editions/2029-12-31.md",
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


def news(folder: Path, **documents: str) -> Site:
    """Return the site of documents by name, each with its header."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, text in documents.items():
        suffix = ".txt.meta.yml" if name.endswith("_meta") else ".txt"
        (folder / f"seeds/{name.removesuffix('_meta')}{suffix}").write_text(text, "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"), unread=True).site


OLD = " date 2030-01-08 Ana Roel said that Bo Tann has left the port of Norvik.\n"
FRESH = (
    " date 2030-01-09 Ida Moe said that Ana Roel has left. Bo Tann said that the pier is closed.\n"
    "\nIda Moe said that Nils Lund is ill. Nils Lund was in bed.\n"
)


def test_an_edition_tells_who_is_heard_and_named_for_the_first_time(tmp_path: Path) -> None:
    """Since the edition before; who was named then and speaks now is heard for the first time."""
    newest, oldest, *_ = news(tmp_path, old=OLD, fresh=FRESH).editions
    assert oldest.new is None
    assert newest.new is not None
    assert newest.new.since == "2030-01-08"
    assert [line.name.span.text for line in newest.new.heard] == ["Ida Moe", "Bo Tann"]
    assert [line.name.span.text for line in newest.new.named] == ["Nils Lund"]


def test_nobody_is_first_whom_an_undated_document_tells_of(tmp_path: Path) -> None:
    """It may be the older one."""
    undated = "Ida Moe said that Nils Lund stays.\n"
    newest, *_ = news(tmp_path, old=OLD, fresh=FRESH, undated=undated).editions
    assert newest.new is not None
    assert [line.name.span.text for line in newest.new.heard] == ["Bo Tann"]
    assert newest.new.named == ()


@pytest.mark.parametrize(("day", "told"), [("2030-01-08", 0), ("2030-01-09", 1), ("2031-01-01", 1)])
def test_an_edition_tells_which_texts_changed_since(tmp_path: Path, day: str, told: int) -> None:
    """Whichever document it is whose text a person says was changed after the edition before."""
    why = (
        f'changed:\n  - from: "6162a774896a"\n    why: A name.\n    signed: R. L.\n    on: {day}\n'
    )
    newest, *_ = news(tmp_path, old=OLD, fresh=FRESH, old_meta=why).editions
    assert newest.new is not None
    assert len(newest.new.changed) == told


def test_who_is_spoken_of_stands_beside_how_often_it_was_before(tmp_path: Path) -> None:
    """In statements that name them; nothing stands beside it where no edition was before."""
    fresh = f"{FRESH}\nNils Lund said that Ana Roel had left.\n" * 2
    (tmp_path / "one").mkdir()
    made = news(tmp_path, old=OLD, fresh=fresh)
    assert made.edition is not None
    found = {row.entity.name.span.text: (row.statements, row.before) for row in made.spoken}
    alone = news(tmp_path / "one", fresh=fresh)
    assert found["Ana Roel"][0] >= 2
    assert {row.before for row in alone.spoken} == {None}
