"""Pages say what was checked and what was only measured, and no more."""

from pathlib import Path

import pytest

from generator import pipeline, reference
from generator.config import load_settings

MKDOCS = "site_name: Test\nplugins: [briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
TEXT = " date 2031-05-06 Ana Roel said that the pier is open.\n"


def made(folder: Path) -> pipeline.Build:
    """Return the pages of a site of one document."""
    (folder / "seeds").mkdir()
    (folder / "seeds/a.txt").write_text(TEXT, "utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml"))


@pytest.mark.parametrize("page_of_figures", ["quality.md", ""])
def test_how_to_read_leads_to_the_figures_where_a_site_has_them(
    tmp_path: Path, page_of_figures: str
) -> None:
    """It says what no check can tell; a site without that page gets no link to nowhere."""
    (tmp_path / "docs").mkdir()
    if page_of_figures:
        (tmp_path / "docs" / page_of_figures).write_text("# Figures\n", "utf-8")
    page = made(tmp_path).files["how-to-read.md"].decode()
    assert "Whether a sentence was read rightly" in page
    assert ("(quality.md)" in page) is bool(page_of_figures)


def test_a_statement_tells_how_often_its_rule_is_right(tmp_path: Path) -> None:
    """In its detail, where that was measured."""
    build = made(tmp_path)
    (briefing,) = build.site.briefings
    (card,) = briefing.cards
    figure = reference.measured(card.rule)
    assert figure is not None
    page = build.files[briefing.path].decode()
    assert f"right in {figure[0]} of {figure[1]} labelled statements" in page


def test_a_rule_that_was_not_measured_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No figure is better than one of another rule."""
    monkeypatch.setattr(reference, "measured", lambda _rule: None)
    build = made(tmp_path)
    assert "labelled statements" not in build.files[build.site.briefings[0].path].decode()
