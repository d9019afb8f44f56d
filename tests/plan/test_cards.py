"""A card reads as the sentence does."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)


def page(folder: Path, text: str) -> str:
    """Return the Markdown of the briefing about a text."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(f" date 2024-03-05 {text}\n", "utf-8")
    made = pipeline.build(load_settings(folder / "mkdocs.yml"))
    return next(p.markdown for p in made.pages if p.path.startswith("briefings/2"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("According to Ada Orlen, the bridge is closed.", "*According to* [Ada Orlen]"),
        ('The Gazette quoted Orlen as saying "We do not need it."', "*quoted* [Orlen]"),
        (
            "The owners were told that the bridge is closed.",
            "The owners *were told* (Speaker not stated)",
        ),
        ('"It is closed," said Ada Orlen.', "[Ada Orlen](../glossary/ada-orlen.md)"),
    ],
)
def test_speaker_and_cue_stand_in_the_order_that_reads(
    tmp_path: Path, text: str, line: str
) -> None:
    """According to X, quoted X, of whom it is said: none is turned round."""
    card = next(part for part in page(tmp_path, text).split("<div") if 'class="statement ' in part)
    assert line in card.split("\n\n")[1]


def test_percentages_of_different_things_are_not_set_beside_each_other(tmp_path: Path) -> None:
    """A shared unit of measure says nothing; a shared noun does."""
    text = (
        "Ada Orlen said 40 percent of the fields were dry. Bo Vesk said 20 percent of the pumps "
        "failed. Ada Orlen said 300 farmers left. Bo Vesk said 200 farmers left."
    )
    shown = page(tmp_path, text).split("{ #accounts }")[1].split("## ")[0]
    assert "farmers" in shown
    assert "percent" not in shown
