"""Who says what: each speaker once, by side; short lines in the open, the rest folded."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.model.briefing import Briefing
from generator.model.sides import Speaking

MKDOCS = "site_name: Test\nplugins: [briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"


def briefing(folder: Path, text: str) -> Briefing:
    """Return what the page about a text says."""
    (folder / "seeds").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "seeds/a.txt").write_text(f" date 2031-05-06 {text}\n", "utf-8")
    return pipeline.build(load_settings(folder / "mkdocs.yml")).site.briefings[0]


def speakers(page: Briefing) -> list[Speaking]:
    """Return all speakers of a page, those first of whom something stands in the open."""
    return [speaker for side in (*page.sides, *page.quiet) for speaker in side.speakers]


TALK = (
    "French defence minister Ada Orlen said that the port is open. Bo Vesk, a fisherman, said "
    "that the port is shut. Orlen added that the ferries would sail again. "
    "Orlen did not reveal the cost.\n\n"
    "Nothing else happened in the town on that day, and the square was empty until the evening, "
    "when the band of the fire brigade played for an hour in the rain and everybody went home."
)


def test_each_statement_stands_once_under_its_speaker(tmp_path: Path) -> None:
    """In the open or folded, and nowhere twice."""
    page = briefing(tmp_path, TALK)
    lines = [
        line.card.number
        for side in (*page.sides, *page.quiet)
        for speaker in side.speakers
        for line in (*speaker.lines, *speaker.more)
    ]
    nested = [card.number for card in page.cards if card.parent]
    assert sorted(lines + nested) == sorted(card.number for card in page.cards)


def test_a_speaker_is_named_once_in_full_with_the_role(tmp_path: Path) -> None:
    """The later "Orlen" is the one named above it."""
    page = briefing(tmp_path, TALK)
    first = speakers(page)[0]
    assert first.voice.printed is not None
    assert first.voice.printed.span.text == "Ada Orlen"
    assert first.voice.role is not None
    assert first.voice.role.span.text == "French defence minister"
    assert [line.card.number for line in (*first.lines, *first.more)] == ["1", "3"]


def test_what_a_speaker_declined_to_say_stands_with_the_speaker(tmp_path: Path) -> None:
    """Not in a list of its own that nobody reads."""
    first = speakers(briefing(tmp_path, TALK))[0]
    assert ["did not reveal the cost" in w.words.span.text for w in first.withheld] == [True]


def test_a_long_statement_is_cut_after_a_sentence_and_never_inside_one(tmp_path: Path) -> None:
    """What the line shows begins the words and ends with a stop."""
    long = (
        "The pier was built of oak by my grandfather and by the men of three villages. "
        "If it breaks in the winter storms, nobody here will be able to repair it before June. "
        "We have asked the ministry for help each year since the flood, and had no answer. "
        "So we shall do it alone."
    )
    page = briefing(tmp_path, f'"{long}" Ada Orlen said. {TALK}')
    (line,) = [
        line
        for side in (*page.sides, *page.quiet)
        for speaker in side.speakers
        for line in (*speaker.lines, *speaker.more)
        if line.cut
    ]
    shown = "".join(s.text.span.text for part in line.words for s in part)
    assert long.startswith(shown)
    assert shown.endswith(".")
    assert shown.count(".") in {1, 2}


def test_long_documents_fold_what_weighs_less(tmp_path: Path) -> None:
    """The open part does not grow with the number of statements."""
    text = " ".join(
        f"Ada Orlen said that the ferry had brought {name} to all the villages of the islands."
        for name in "bread water wood coal salt oil paper seed wool wine rope glass".split()  # noqa: SIM905
    )
    page = briefing(tmp_path, text)
    speaker = speakers(page)[0]
    assert speaker.more
    assert len(speaker.lines) >= 2


def opened(page: Briefing) -> dict[str, str]:
    """Return what stands in the open, by number."""
    return {
        line.card.number: " … ".join("".join(s.text.span.text for s in part) for part in line.words)
        for speaker in speakers(page)
        for line in speaker.lines
    }


QUIET = "\n\n" + " ".join(
    f"The square was empty at {hour} o'clock in the rain." for hour in range(30)
)
"""A long text in which nobody speaks, so that there is room in the open."""


def test_no_line_ends_inside_a_quotation(tmp_path: Path) -> None:
    """A sentence of a quotation that goes on is no place to cut."""
    said = (
        'Ada Orlen described the quarrel as "one more skirmish in a war over the harbour that has '
        "been going on for almost fifteen years, ever since the first of the old cranes was sold. "
        "Suits were filed. Boats were seized and burned in the night by people whom nobody knew, "
        'and the owners were sent home without a word."'
    )
    page = briefing(tmp_path, said + QUIET)
    (line,) = [line for s in speakers(page) for line in (*s.lines, *s.more)]
    text = "".join(segment.text.span.text for part in line.words for segment in part)
    assert text.count('"') == 2


def test_words_set_apart_once_more_are_folded(tmp_path: Path) -> None:
    """A pull quote repeats what its speaker says in the text."""
    page = briefing(
        tmp_path,
        '"We will open the harbour again in June. The cranes are paid for," Ada Orlen said.\n\n'
        'The council met.\n\n"The cranes are paid for" - Ada Orlen' + QUIET,
    )
    said = {
        line.card.number: line in s.lines for s in speakers(page) for line in (*s.lines, *s.more)
    }
    assert said == {"1": True, "2": False}


@pytest.mark.parametrize("hours", [8, 10, 12])
def test_what_the_headline_says_is_not_opened_before_the_text(tmp_path: Path, hours: int) -> None:
    """It stands above the page already: where there is room for one line, it is the text's."""
    text = (
        "Mayor claims League broke crane\n\nAda Orlen, mayor of Norvik, has claimed that the "
        "League broke the old crane in the harbour. Bo Vesk, a fisherman, said that it is whole."
    )
    quiet = " ".join(
        f"The square was empty at {hour} o'clock in the rain." for hour in range(hours)
    )
    page = briefing(tmp_path, f"{text}\n\n{quiet}")
    opened = {line.card.number for s in speakers(page) for line in s.lines}
    assert "1" not in opened or opened == {"1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Ada Orlen had known Cai Dunne at sea, and said that the tales about him were lies.",
            "Ada Orlen had known Cai Dunne at sea, and said that the tales about him were lies.",
        ),
        (
            "Cai Dunne took a lamp to the pier, and a keeper thought it resembled a shell.",
            "Cai Dunne took a lamp to the pier, and a keeper thought it resembled a shell.",
        ),
        (
            '"Yes, it was ours," Ada Orlen said when asked whether the net was stolen.',
            '"Yes, it was ours," Ada Orlen said when asked whether the net was stolen.',
        ),
        (
            "Mara was found early. By then, her hands were blue, according to the Norvik Courier.",
            "Mara was found early. By then, her hands were blue, according to the Norvik Courier.",
        ),
        ("Ada Orlen said that she would sail at noon.", "she would sail at noon"),
        ("The Norvik Line said it would buy six ferries.", "it would buy six ferries"),
        (
            '"It is a good day for the harbour," Ada Orlen said.',
            "It is a good day for the harbour,",
        ),
    ],
)
def test_words_are_shown_with_the_sentence_that_tells_of_whom_they_speak(
    tmp_path: Path, text: str, shown: str
) -> None:
    """Where a pronoun among them stands for nothing there, nor for the speaker above."""
    page = briefing(tmp_path, f"The square of Norvik was empty.{QUIET}\n\n{text}")
    assert [" ".join(words.split()) for words in opened(page).values()] == [shown]


@pytest.mark.parametrize(
    "text",
    [
        '"This would not have been possible then," Ada Orlen said.',
        "According to those figures, the ferry carried 300 sheep in May.",
    ],
)
def test_what_tells_nobody_of_whom_or_by_whom_it_is_said_stays_folded(
    tmp_path: Path, text: str
) -> None:
    """A "this" without what it points at; a figure above words."""
    page = briefing(tmp_path, f"The square of Norvik was empty.{QUIET}\n\n{text}")
    assert opened(page) == {}


def test_marks_of_a_language_are_left_out_of_a_line(tmp_path: Path) -> None:
    """A wiki sets them behind words that it has translated."""
    said = 'Ada Orlen said a "wider look" ((it)) at the harbour is needed.'
    page = briefing(tmp_path, f"The square of Norvik was empty.{QUIET}\n\n{said}")
    assert list(opened(page).values()) == ['a "wider look" …  at the harbour is needed']
