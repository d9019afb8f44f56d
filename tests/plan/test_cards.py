"""A card reads as the sentence does."""

import re
from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)


def page(folder: Path, text: str, path: str = "briefings/2") -> str:
    """Return the Markdown of the briefing about a text, or of another page."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(f" date 2024-03-05 {text}\n", "utf-8")
    made = pipeline.build(load_settings(folder / "mkdocs.yml"))
    return next(p.markdown for p in made.pages if p.path.startswith(path))


def speaks(shown: str) -> str:
    """Return the line of a page that says in full who makes its first statement."""
    return next(line for line in shown.splitlines() if line.startswith("[&#91;1&#93;](#s"))


def fold(shown: str, name: str) -> str:
    """Return one of the folded parts of a page."""
    return shown.split(f'<summary id="{name}">')[1].split("</details>", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("According to Ada Orlen, the bridge is closed.", "*According to* [Ada Orlen]"),
        ('The Gazette quoted Orlen as saying "We do not need it."', "*quoted* [Orlen]"),
        (
            "The owners were told that the bridge is closed.",
            "The owners *were told* (Speaker not stated)",
        ),
        ('"It is closed," said Ada Orlen.', "[Ada Orlen](../glossary/index.md#e-ada-orlen)"),
    ],
)
def test_speaker_and_cue_stand_in_the_order_that_reads(
    tmp_path: Path, text: str, line: str
) -> None:
    """According to X, quoted X, of whom it is said: none is turned round."""
    assert line in speaks(page(tmp_path, text))


def test_percentages_of_different_things_are_not_set_beside_each_other(tmp_path: Path) -> None:
    """A shared unit of measure says nothing; a shared noun does."""
    text = (
        "Ada Orlen said 40 percent of the fields were dry. Bo Vesk said 20 percent of the pumps "
        "failed. Ada Orlen said 300 farmers left. Bo Vesk said 200 farmers left."
    )
    shown = (
        page(tmp_path, text)
        .split("{ #accounts }")[1]
        .split("## ")[0]
        .split('<div class="folds"')[0]
    )
    assert "farmers" in shown
    assert "percent" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Orlen said 300 farmers left. Bo Vesk said 200 farmers left.", True),
        ("Ada Orlen said 300 farmers left. Bo Vesk said a dozen farmers left.", True),
        ("Ada Orlen said 300 farmers left. Bo Vesk said 300 farmers left.", False),
        ("Ada Orlen said 300 farmers came. Ada Orlen said 200 farmers left.", False),
        ("Ada Orlen said 300 farmers left. Bo Vesk said one of the farmers wept.", False),
        ("Ada Orlen said 300 farmers left. Bo Vesk said half of those farmers wept.", False),
        ("Ada Orlen said 300 farmers left. Bo Vesk said a farmer wept.", False),
    ],
)
def test_figures_stand_beside_each_other_where_voices_differ(
    tmp_path: Path, text: str, *, shown: bool
) -> None:
    """Not the same number, not one voice, not one of a kind, not a part of a whole."""
    assert ("{ #accounts }" in page(tmp_path, text)) is shown


def test_what_counts_nothing_is_not_counted(tmp_path: Path) -> None:
    """The summary has no zeros, and nothing is said of a publisher that is not stated above."""
    shown = page(tmp_path, "The gate at Kelm is shut. It stays shut, and nobody says why.")
    summary = next(line for line in shown.splitlines() if "Summary" in line)
    assert re.findall(r"\b0 ", summary.replace("0 attributed", "")) == []
    assert "Publisher" not in shown.split("{ .briefing-meta }")[0]
    assert "Publisher" in fold(shown, "open")


def test_a_document_without_statements_is_not_empty_on_the_home_page(tmp_path: Path) -> None:
    """Its own first words stand there."""
    text = "The gate at Kelm is shut. It stays shut, and nobody says why."
    home = page(tmp_path, text, "index.md")
    assert "It stays shut, and nobody says why." in home


def test_a_name_that_is_printed_already_is_not_repeated(tmp_path: Path) -> None:
    """A name with words before it stands once; a shorter one gets the fuller in brackets."""
    text = (
        "According to French Ambassador to the United States Ada Orlen, the bridge is closed. "
        "Orlen said it would open."
    )
    shown = page(tmp_path, text)
    first, second = (line for line in shown.splitlines() if re.match(r"\[&#91;\d&#93;\]\(#s", line))
    assert first.endswith(
        "[French Ambassador to the United States Ada Orlen](../glossary/index.md#e-ada-orlen)"
        "{ .voice .mention }"
    )
    assert second.endswith(
        "[Orlen](../glossary/index.md#e-ada-orlen){ .voice .mention } (Ada Orlen) *said*"
    )


def test_the_latest_week_has_seven_days(tmp_path: Path) -> None:
    """Also where one document is all that there is."""
    latest = page(tmp_path, "Ada Orlen said that it is closed.", "latest.md")
    assert "dated 2024-02-28 to 2024-03-05, the seven days" in latest


def test_a_cue_without_a_speaker_stands_apart(tmp_path: Path) -> None:
    """Nobody reads that a speaker who is not stated is believed."""
    assert "Speaker not stated · *is believed*" in page(
        tmp_path, "The bridge is believed to be old."
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("300 farmers", "**300 farmers**"),
        ("1,200 farmers", "**1,200 farmers**"),
        ("twelve farmers", "**twelve farmers** · 12"),
        ("2.5 million farmers", "**2.5 million farmers** · 2,500,000"),
        ("at least 300 farmers", "**at least 300 farmers** · ≥ 300"),
    ],
)
def test_a_number_in_digits_is_not_said_again(tmp_path: Path, words: str, shown: str) -> None:
    """A number in words has its value beside it; one in digits is its own value."""
    numbers = fold(page(tmp_path, f"Ada Orlen said {words} left."), "numbers")
    assert f"- {shown} · [Ada Orlen]" in numbers


def test_what_a_document_reports_has_its_date(tmp_path: Path) -> None:
    """Where its first sentence has no date, it has the document's, which says so."""
    rows = fold(page(tmp_path, "Ada Orlen said the bridge is closed. She left."), "timeline")
    assert "(date of the report) · Ada Orlen said the bridge is closed." in rows
    assert rows.count("\n- ") == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("last week", 'last week → <span class="date">2024-02-26 to 2024-03-03</span>'),
        ("in the 1980s", "**the 1980s** ·"),
        ("in the spring of 2023", '→ <span class="date">spring 2023</span>'),
    ],
)
def test_dates_are_said_in_words(tmp_path: Path, words: str, shown: str) -> None:
    """No slash and no code stands for a period."""
    assert shown in fold(page(tmp_path, f"The bridge was closed {words}."), "timeline")


def test_a_line_that_is_only_a_date_is_no_event(tmp_path: Path) -> None:
    """Nor is a part of it, where the parser cuts the date in two."""
    text = "Bridge closed\n\nMarch 3, 2024\n\nThe bridge was closed on Sunday."
    rows = fold(page(tmp_path, text), "timeline")
    assert rows.count("\n- ") == 1


def test_a_word_of_one_noun_dates_no_figure(tmp_path: Path) -> None:
    """The current fleet is not when the ships were ordered."""
    shown = page(tmp_path, "Norvik ordered 12 ferries for the current fleet.")
    assert "as of" not in fold(shown, "numbers")


@pytest.mark.parametrize(
    "text",
    [
        "Founded in 1958, the line carries 12 ferries.",
        "The order secures 450 jobs until 2034.",
    ],
)
def test_a_date_that_bounds_or_begins_dates_no_figure(tmp_path: Path, text: str) -> None:
    """Neither the year of the founding nor the last year of the jobs is when it was counted."""
    assert "as of" not in fold(page(tmp_path, text), "numbers")


def test_a_date_beside_a_count_dates_the_figure(tmp_path: Path) -> None:
    """The only other date of the sentence does."""
    assert "as of" in fold(page(tmp_path, "In 2019 the line carried 12 ferries."), "numbers")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ada Orlen called for a new count of the votes.", "*called for*"),
        ("Ada Orlen warned of a flood in Norvik.", "*warned of*"),
        ('Orlen said to reporters that the bridge "is closed."', "*said to* reporters"),
        ('"It is closed," said Ada Orlen to the crowd.', "*said* to the crowd"),
        ("Orlen told reporters that the bridge is closed.", "*told* reporters"),
        ("Orlen said the bridge is closed.", "*said*"),
    ],
)
def test_a_cue_has_its_preposition(tmp_path: Path, text: str, line: str) -> None:
    """Without it a card says something else, or reads as no sentence does."""
    assert speaks(page(tmp_path, text)).endswith(line)


def test_who_was_told_is_not_who_tells(tmp_path: Path) -> None:
    """A passive whose auxiliary stands further off is not turned into its opposite."""
    text = '"I was brought in and told that the bridge is closed," Ada Orlen said.'
    shown = page(tmp_path, text)
    assert "I *told*" not in shown
    assert "Speaker not stated · *told* I" in shown


@pytest.mark.parametrize("line", ["April 27, 2005", "Sunday, January 20, 2008"])
def test_date_line_is_no_event(tmp_path: Path, line: str) -> None:
    """A line that is its date alone is no dated moment, though the parser may split it."""
    text = f"The harbour of Orlen opens again\n{line}\nThe harbour was closed for a year."
    assert f"**{line}" not in page(tmp_path, text)


def test_an_adverb_that_opens_the_sentence_stands_before_who_speaks(tmp_path: Path) -> None:
    """Who only allegedly said something is not shown to have said it."""
    text = 'Allegedly, Ada Orlen shut the gate, but Bo Vesk said: "The gate was open."'
    assert "*Allegedly* … " in speaks(page(tmp_path, text))
