"""What is disputed: a denial, a doubt, an opposite or another figure beside what it answers."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.model.sides import Dispute

MKDOCS = "site_name: Test\nplugins: [briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"


def disputes(folder: Path, text: str) -> tuple[Dispute, ...]:
    """Return what is disputed in a text."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(f" date 2031-05-06 {text}\n", "utf-8")
    made = pipeline.build(load_settings(folder / "mkdocs.yml"))
    return made.site.briefings[0].disputes


def shape(row: Dispute) -> list[tuple[list[str], list[str]]]:
    """Return the numbers of the statements of each position, and the words that say no."""
    return [
        ([c.number for h in p.heard for c in h.cards], [w.span.text for w in p.words])
        for p in row.positions
    ]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        (
            (
                "Mayor Ada Orlen claimed that French gunboats shelled the port of Norvik. "
                "The French ministry said it could not confirm reports of gunboats near Norvik."
            ),
            [
                (["1"], ["French gunboats shelled the port of Norvik"]),
                (["2"], ["could not confirm"]),
            ],
        ),
        (
            (
                "Ada Orlen claims that her passport was taken away. She also claims that she was "
                "held on the ship for years.\n\nThe Order of Tides denied these allegations."
            ),
            [(["1", "2"], []), (["3"], ["denied"])],
        ),
        (
            (
                "Ada Orlen said that she was forced to work in the engine room.\n\n"
                "The Order of Tides said that she was never forced to work in the engine room."
            ),
            [(["1"], ["she was forced to work in the engine room"]), (["2"], ["was never forced"])],
        ),
        (
            (
                "Ada Orlen said that the stolen charts were sent back to the Order by post in May. "
                "The Order of Tides has said it has not received the charts."
            ),
            [
                (["1"], ["the stolen charts were sent back to the Order by post in May"]),
                (["2"], ["has not received"]),
            ],
        ),
        (
            (
                "Ada Orlen said that her keys were returned on Sunday. Bo Vesk said that harbour "
                "master Cai Dunne told him that the keys were never returned."
            ),
            [
                (["1"], ["her keys were returned on Sunday"]),
                (["2a"], ["were never returned"]),
            ],
        ),
    ],
)
def test_a_position_is_set_against_what_it_answers(
    tmp_path: Path, text: str, positions: list[tuple[list[str], list[str]]]
) -> None:
    """By shared names and words, by pointing back, or by saying the opposite."""
    rows = disputes(tmp_path, text)
    assert [shape(row) for row in rows] == [positions]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Orlen said the situation was good. Bo Vesk said the situation would not last.",
        "Ada Orlen said the ferry was late. Ada Orlen said the ferry was not late.",
        "Ada Orlen asked whether the pier was closed. Bo Vesk said the pier was not closed.",
        "Ada Orlen said that 12 new long-haul ferries came. Bo Vesk said 30 coastal ferries left.",
        "Ada Orlen said 300 ships left in 2029. Bo Vesk said 120 ships left in 2030.",
        "Ada Orlen said 300 ships left. Bo Vesk said 400 ships will leave.",
        "Ada Orlen said that the pier was closed, and that Bo Vesk knew the pier was not closed.",
        "Ada Orlen said the guests received lamps.\n\nBo Vesk said they had not received the fee.",
    ],
)
def test_no_pair_is_better_than_a_false_one(tmp_path: Path, text: str) -> None:
    """One common word, one voice, a question, other things, other years, what is expected."""
    assert disputes(tmp_path, text) == ()


def test_figures_of_one_thing_by_two_voices_differ(tmp_path: Path) -> None:
    """Each with its statement, headed by what is counted."""
    (row,) = disputes(tmp_path, "Ada Orlen said 300 ships left. Bo Vesk said only 120 ships left.")
    assert [word.span.text for word in row.about] == ["ships"]
    assert [figure.number for figure in row.figures] == ["1", "2"]


def test_voices_of_one_side_are_told_to_be_one(tmp_path: Path) -> None:
    """Two officials of one government are one side."""
    text = (
        "French defence minister Ada Orlen claimed that Norvik gunboats shelled the lighthouse. "
        "French army spokesman Bo Vesk said that gunboats from Norvik shelled the lighthouse.\n\n"
        "Norvik said it could not confirm that gunboats shelled a lighthouse."
    )
    (row,) = disputes(tmp_path, text)
    first = row.positions[0]
    assert len(first.heard) == 2
    assert first.side is not None
