"""In brief tells the news in passages that can stand alone, and never more than they say."""

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import document_from_text
from generator.data import train_brief
from generator.extract import extract
from generator.link import link
from generator.model import Dossier, Span
from generator.plan.brief import FEATURES, in_brief
from generator.plan.brief.choice import RULE, limit
from generator.plan.brief.cutting import after_dateline, balanced, before_aside
from generator.plan.brief.leaning import leans, points, turns
from generator.plan.brief.passages import LONGEST, folded
from generator.plan.brief.worth import weights, worths
from generator.plan.cards import all_cards
from generator.plan.disputes import disputes
from generator.plan.index import index
from generator.plan.titles import title, title_text
from generator.store import load_model
from generator.syndicate.words import Words
from generator.templating import load_templates
from tests.material import EVAL
from tests.quality.brief import FILES

LAST = 0.0101
"""The last digit of what is stored."""
WORDS = Words(load_templates().strings, "")


@cache
def dossier(text: str) -> Dossier:
    """Return what is found in a text."""
    document = document_from_text("a", text, date="2024-03-05")
    return link([extract(document, load_model())], [])[0]


def brief(text: str) -> list[str]:
    """Return what is in brief of a text."""
    found = dossier(text)
    looked_up, linked = index(found), found.documents[0]
    head, cards = title_text(title(linked.annotated)), all_cards(looked_up)
    passages = in_brief(looked_up, linked, cards, head, disputes(looked_up, linked, cards, ()))
    return [WORDS.passage(passage) for passage in passages]


def sentence(text: str) -> tuple[Span, tuple[Span, ...]]:
    """Return the spans of a one-sentence text: itself, and its names."""
    annotated = dossier(text).documents[0].annotated
    whole = annotated.document.span(0, len(text))
    return whole, tuple(m.span for m in annotated.mentions if m.form == "name")


NEWS = """Bridge at Bellmere destroyed

The bridge at Bellmere was destroyed on Sunday night and 41 people were killed, the Sarnovan \
government said.

Defence minister Tomas Orvel accused the League of having blown it up. "They knew that families \
were on it," he said.

The League denied that its fighters had been anywhere near the bridge.

The bridge was built in 1931.
"""


def test_the_news_and_who_denies_it_are_told() -> None:
    """What happened, where, how many, who says so, and who does not."""
    told = " ".join(brief(NEWS))
    assert "41 people were killed, the Sarnovan government said." in told
    assert "The League denied that" in told


DENIED = """Sailor says Order held her on ship

Ada Orlen has claimed that the Order of Tides held her on the ship Larkspur for twelve years.

Orlen was born in Norvik and moved to Halden at six with her brothers, who still live there today.

Orlen claims that her papers were taken and that she worked in the engine room of the ship at night.

In a letter to the Norvik Courier, the Order denied these claims:

She was free to go whenever she liked. The ship was her home.
"""
PLEADED = """Father tried over death of Norvik boy

Carl Dunne, 42, is on trial for the death of his son Bram, who was left in a locked car in July.

The car stood in the sun in front of the harbour office of Norvik, where Dunne works as a clerk.

Doctors at the Norvik hospital found that the boy had died of heat before noon.

For the father, lawyer Ida Holm said that Dunne was not guilty of the death because he was ill.
"""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (DENIED, "In a letter to the Norvik Courier, the Order denied these claims …"),
        (PLEADED, "Dunne was not guilty of the death"),
    ],
)
def test_whoever_is_accused_is_heard(text: str, answer: str) -> None:
    """A denial or a plea stands behind what it answers, also where a colon ends it."""
    assert answer in " ".join(brief(text))


def test_each_part_of_the_title_is_told() -> None:
    """What the title announces after a semicolon is told, however far down it stands."""
    told = " ".join(
        brief(
            "Norvik fleet marks 50 years; announces new berths for retired ferries\n\nThe Norvik "
            "fleet celebrated 50 years on Tuesday with a parade of ships in the harbour of Norvik. "
            "On 12 April 1981 the first ship of the fleet, the Larkspur, left the harbour.\n\n"
            "The fleet held a dinner for its crews in the old customs house, where the first "
            "captain, now 90, spoke about the winter of 1983 and the ice in the harbour.\n\nAt the "
            "dinner director Ada Orlen announced which towns would get the three retired ferries. "
            "The ferry Larkspur will move to the museum in Halden. The ferry Teal will go to Kelm."
        )
    )
    assert "announced which towns would get the three retired ferries" in told
    assert "The ferry " in told


def test_what_is_counted_on_needs_what_it_is_counted_from() -> None:
    """So "for 18 more" stands only behind the sentence that it adds to."""
    leaning = "Options are included for 18 more trams and 46 more buses."
    assert leans(*sentence(leaning))
    assert not leans(*sentence("The city bought more than 18 trams."))


def test_no_quotation_ends_that_did_not_begin() -> None:
    """The last sentence of a longer quotation stands without its closing mark."""
    told = brief(
        'Rower wins at Kelm\n\nAda Orlen won the regatta at Kelm.\n\n"The wind was with me at '
        'Kelm," Orlen said. "My brother built the boat for this regatta. I want to win the regatta '
        'at Kelm again next year with the same boat."'
    )
    assert not any(passage.count('"') % 2 for passage in told)


def test_news_behind_its_context_is_told() -> None:
    """A report that opens with what went before does not hide what its title announces."""
    told = brief(
        "Council votes down stadium plan\n\n"
        "For more than a decade people in Haldor have argued about their old harbour.\n\n"
        "On Tuesday night the city council voted 14 to 9 against a plan for a stadium there.\n\n"
        "The club said it would appeal."
    )
    assert any("voted 14 to 9" in passage for passage in told)


def test_words_stand_with_who_speaks() -> None:
    """A sentence in the middle of a long quotation has its speaker before it."""
    told = brief(
        "Press briefing\n\nMODERATOR: Good morning to all of you.\n\n"
        "ORLAK: Last night an explosion destroyed the pumping station at Vessel Hill. Eleven "
        "people were hurt at the pumping station.\n\nQUESTION: Was it sabotage?\n\n"
        "ORLAK: I will not speculate about that."
    )
    assert told[0].startswith("ORLAK: Last night an explosion")
    assert not any("Good morning" in passage for passage in told)


INTERVIEW = """Interview: biologist Karin Tolle on the lynx

Karin Tolle leads the group for large mammals at the University of Norvik.

Why do you bring the lynx back at all?

Because the young forest of Halden does not regenerate without them. It cannot bear the deer.

What do you say to farmers in Halden?

I take it seriously. In the first year we expect thirty sheep to be killed.

How many animals do you have now?

Nine. We hope for forty by 2030.
"""


def test_an_answer_that_needs_its_question_has_it() -> None:
    """So "because" points at something."""
    told = brief(INTERVIEW)
    answers = [passage for passage in told if "Because" in passage]
    assert all(passage.startswith("Asked: Why do you bring the lynx") for passage in answers)
    assert all("Karin Tolle" in passage for passage in told)


def test_the_questions_of_an_explainer_are_put_to_nobody() -> None:
    """What stands under them is the document's own."""
    told = brief(
        "What we know about the dam at Kelm\n\nWhat happened?\n\n"
        "The dam above Kelm failed on Saturday after four days of rain.\n\nWho is hurt?\n\n"
        "At least 19 people have died, the rescue service says.\n\nWho is to blame?\n\n"
        "Nobody knows yet."
    )
    assert told[0].startswith("The dam above Kelm failed")
    assert not any("not stated" in passage for passage in told)


@pytest.mark.parametrize("label", ["Tove Halm:", "[00:00:09] Tove Halm:", "Mr. HALMVIK."])
def test_words_behind_a_label_that_nobody_read_are_not_told_as_facts(label: str) -> None:
    """Where extraction does not know the turn, only the sentence with the label may stand."""
    told = brief(
        "Hearing on the mine at Kelm\n\nThe committee met on Tuesday about the mine at Kelm.\n\n"
        f"{label} Thanks. The mine at Kelm closed in March because the owner had no money."
    )
    assert not any(passage.startswith("The mine at Kelm closed") for passage in told)


def test_captions_and_lines_to_readers_are_not_told() -> None:
    """Nor what speaks of the document itself."""
    told = " ".join(
        brief(
            "Ferry sinks off Norvik\n\nThe ferry Alma leaves Norvik harbour in June. "
            "Image: Bo Vesk.\n\nA ferry with 61 people aboard sank off Norvik on Sunday.\n\n"
            "Read more about the ferry Alma and the harbour of Norvik below.\n\n"
            "Subscribe to our newsletter about ferries in Norvik harbour."
        )
    )
    assert told == "A ferry with 61 people aboard sank off Norvik on Sunday."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The gate at Kelm is shut.", "The gate at Kelm is shut."),
        ("- Gate shut at Kelm\n- Ferry late\n", "Gate shut at Kelm"),
    ],
)
def test_a_document_with_nothing_else_gives_what_it_has(text: str, told: str) -> None:
    """Its title again, or a line of its list, rather than nothing."""
    assert told in " ".join(brief(text))


def test_a_sentence_that_leans_stands_behind_what_it_leans_on() -> None:
    """A pronoun never opens a passage whose antecedent is left out."""
    told = brief(
        "Mayor of Haldor resigns\n\nPetra Lindqvist, mayor of Haldor, resigned on Friday.\n\n"
        "The weather in Haldor was mild and the harbour stayed open all day.\n\n"
        "She had led the city of Haldor since 2011, and the city had grown."
    )
    assert not any(passage.startswith("She") for passage in told)


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("He left Norvik at noon.", True),
        ("This brings the orders of Norvik Lines to 230.", True),
        ("In 2019, at the age of six, she moved to Norvik.", True),
        ("The second ferry of Norvik Lines was late.", True),
        ("Ada Orlen said that she had left.", False),
        ("Two soldiers died when their lorry struck a mine.", False),
        ("On board the Alma, Ada Orlen found her hat.", False),
        ("The first ferry of Norvik Lines was late.", False),
    ],
)
def test_what_leans_is_told_from_what_stands(text: str, *, leaning: bool) -> None:
    """By its first words, and by a pronoun where the subject is still to come."""
    whole, names = sentence(text)
    assert leans(whole, names) is leaning


@pytest.mark.parametrize(
    ("text", "turning"),
    [
        ("But the mission could not verify it.", True),
        ("The mission, however, could not verify it.", True),
        ("The mission could not verify it.", False),
    ],
)
def test_what_sets_itself_against_something_is_known(text: str, *, turning: bool) -> None:
    """It stands only behind what it shares words with."""
    assert turns(text) is turning


@pytest.mark.parametrize(
    ("question", "pointing"),
    [
        ("And why is that?", True),
        ("What goes through your head when that happens?", True),
        ("Why do you think that the lynx will stay?", False),
    ],
)
def test_a_question_about_what_was_said_is_not_shown_alone(
    question: str, *, pointing: bool
) -> None:
    """It would need a question of its own."""
    assert points(question) is pointing


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("NORVIK, Vesland \u2014 The harbour is closed.", "The harbour is closed."),
        ("BELLMERE (NNA) - Two ferries sank.", "Two ferries sank."),
        ("The harbour \u2014 the largest in Vesland \u2014 is closed.", None),
    ],
)
def test_a_dateline_is_left_out(text: str, rest: str | None) -> None:
    """But not what a dash sets apart inside a sentence."""
    assert text[after_dateline(text) :] == (rest or text)


CUT = "The harbour of Norvik was closed by the ministry on Monday evening"


@pytest.mark.parametrize(
    ("tail", "goes"),
    [
        (", which has the largest fleet of ferries in the world.", True),
        (", leaving forty lorries and two buses on the quay.", True),
        (", which was not true of the smaller port beside it.", False),
        (", who allegedly knew about all of it for a month.", False),
        (", leaving forty lorries, according to the head of the port.", False),
        (", with lorries let through if they carried bread or milk.", False),
        (", leaving the port.", False),
        (" and the ministry said that nobody had been told.", False),
    ],
)
def test_only_an_aside_is_cut_off(tail: str, *, goes: bool) -> None:
    """Never a hedge, a negation, a condition, or who says it."""
    whole, _ = sentence(CUT + tail)
    assert (before_aside(whole, ()) == len(CUT)) is goes


def test_what_is_kept_is_not_cut_off() -> None:
    """A hedge or a speaker that extraction found counts like one of the listed words."""
    text = f"{CUT}, leaving forty lorries and two buses on the quay."
    whole, _ = sentence(text)
    inside = dossier(text).documents[0].annotated.document.span(len(text) - 5, len(text) - 1)
    assert before_aside(whole, (inside,)) is None


@given(st.integers(min_value=0, max_value=5000))
def test_a_brief_is_short(words: int) -> None:
    """Sixty words as a rule, a hundred at most, and never most of a short document."""
    most = limit(words)
    assert most <= LONGEST
    assert most <= math.ceil(words * 0.6)
    assert most >= min(RULE, int(words * 0.6))


@pytest.mark.parametrize("text", [NEWS, INTERVIEW])
def test_a_brief_keeps_its_length_and_marks(text: str) -> None:
    """Its words are the source's in order, within the limit, each mark with its fellow."""
    told = brief(text)
    assert len(folded(" ".join(told))) <= limit(len(folded(text)))
    assert all(balanced(passage) for passage in told)


def test_a_word_of_the_title_that_comes_early_and_often_is_worth_most() -> None:
    """What is learned is what a reader would expect."""
    annotated = dossier(NEWS).documents[0].annotated
    found = worths(annotated, annotated.sentences, "Bridge at Bellmere destroyed", weights())
    assert found["bridge"] > found["killed"] > found["built"]


@pytest.mark.slow
def test_the_weights_are_what_their_script_learns() -> None:
    """A table that nobody can make again is a table that nobody can check."""
    paths = [EVAL / f"data/{name}.summaries.jsonl" for name in FILES]
    found = train_brief.learned(
        [train_brief.example(*one) for path in paths for one in train_brief.dossiers(path)]
    )
    kept = [weights()[name] for name in FEATURES]
    assert np.abs(np.subtract(found, kept)).max() < LAST
