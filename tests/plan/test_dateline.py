"""The place in a document's dateline stands under its title, and no other place."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings

MKDOCS = "site_name: Test\nplugins: [briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
NEWS = "Mayor Ana Roel said in Vienna that the pier in Rome is open. She will stay in Rome."


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("LISBON \u2014 ", "LISBON"),
        ("LISBON, 6 May \u2013 ", "LISBON"),
        ("LISBON (Courier) -- ", "LISBON"),
        ("LISBON, Portugal \u2014 ", "LISBON"),
        ("Lisbon \u2014 ", "Lisbon"),
        ("", None),
        ("Officials \u2014 ", None),
    ],
)
def test_a_dateline_gives_the_place(tmp_path: Path, head: str, place: str | None) -> None:
    """Whatever stands beside it; places of which the text only tells are not where it is from."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (tmp_path / "seeds/a.txt").write_text(f" date 2031-05-06 {head}{NEWS}\n", "utf-8")
    (tmp_path / "seeds/a.txt.meta.yml").write_text("publisher: The Norvik Gazette\n", "utf-8")
    made = pipeline.build(load_settings(tmp_path / "mkdocs.yml"))
    (page,) = made.site.briefings
    assert (page.dateline.name.span.text if page.dateline else None) == place
    masthead = made.files[page.path].decode().partition('<div class="masthead"')[2]
    shown = masthead.partition("</div>")[0].split("<span")[1:]
    assert "The Norvik Gazette" in shown[0]
    assert "Tuesday, " in shown[1]
    assert ('class="place"' in masthead.partition("</div>")[0]) is (place is not None)
