"""Gold transcripts (tests/data/transcripts/*.yml): who has the word, turn by turn.

Each file: title, convention, format (txt where it does not say), text, turns and, where somebody
in a turn tells what others said, `nested`. A turn: `by` (the label's words for the speaker, null
for nobody), `role`, `asks`, `who` (the entity, null for none sure; not looked at where it is
missing), `says` (the whole content, its stretches joined by " / ").
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.collect import collect
from generator.link import link
from generator.model import Dossier, Span, Stance, Statement
from generator.store.extraction import extract_one

DATA = Path(__file__).parents[2] / "data/transcripts"
FILES = sorted(path.stem for path in DATA.glob("*.yml"))
CONVENTIONS = 12
LEAST = 30
"""Transcripts."""
SHARE = 0.95
"""Least share of turns whose speaker is right."""

MARKS = " .,;:-\u2013\u2014"
"""What the ends of a content may lose."""
RULES = {"attribution.turn", "attribution.interview"}
Case = dict[str, Any]


def cases() -> dict[str, Case]:
    """Return the transcripts by name."""
    return {name: yaml.safe_load((DATA / f"{name}.yml").read_text("utf-8")) for name in FILES}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dossier]:
    """What each transcript gives, alone."""
    made = {}
    for name, case in cases().items():
        folder = tmp_path_factory.mktemp("seeds")
        (folder / f"{name}.{case.get('format', 'txt')}").write_text(case["text"], "utf-8")
        (document,) = collect(folder).documents
        made[name], _ = link([extract_one(document)], [])
    return made


def words(span: Span | None) -> str | None:
    """Return the words of a span, on one line."""
    return None if span is None else " ".join(span.text.split())


def said(statement: Statement) -> str:
    """Return what is said as the gold writes it."""
    return plain(" / ".join(part.text for part in statement.attribution.content))


def plain(says: str) -> str:
    """Return what is said without loose marks at the ends of its stretches."""
    return " / ".join(" ".join(part.split()).strip(MARKS) for part in says.split(" / "))


def turns(dossier: Dossier) -> list[Statement]:
    """Return the statements that are turns, or answers to questions without labels."""
    (document,) = dossier.documents
    return [s for s in document.statements if s.attribution.reason.rule in RULES]


def who(dossier: Dossier, statement: Statement) -> str | None:
    """Return the entity that speaks."""
    found = (words(e.name) for e in dossier.entities if e.id == statement.speaker)
    return next(found, None)


def shown(dossier: Dossier, statement: Statement, turn: Case) -> Case:
    """Return a turn as found, with the keys that the gold's turn has."""
    attribution = statement.attribution
    found: Case = {
        "by": words(attribution.source),
        "role": words(attribution.role),
        "asks": attribution.stance is Stance.ASKS,
        "says": said(statement),
    }
    return found | ({"who": who(dossier, statement)} if "who" in turn else {})


def wanted(turn: Case) -> Case:
    """Return a turn of the gold with what it leaves out."""
    return {"role": None, "asks": False} | turn | {"says": plain(turn["says"])}


@pytest.mark.parametrize("name", FILES)
def test_each_turn_has_its_speaker_and_its_words(name: str, read: dict[str, Dossier]) -> None:
    """The turns are those of the gold: speaker, office, whether it asks, and every word."""
    case, dossier = cases()[name], read[name]
    found = turns(dossier)
    blank: Case = {}
    gold = [*case["turns"], *[blank] * (len(found) - len(case["turns"]))]
    paired = zip(found, gold, strict=False)
    assert [shown(dossier, *pair) for pair in paired] == [wanted(turn) for turn in case["turns"]]


@pytest.mark.parametrize("name", [name for name, case in cases().items() if case.get("nested")])
def test_what_a_speaker_says_that_others_said_is_theirs(
    name: str, read: dict[str, Dossier]
) -> None:
    """Each told statement has its own speaker, and stands inside a turn where there are turns."""
    dossier = read[name]
    has_turns = bool(turns(dossier))
    for told in cases()[name]["nested"]:
        held = [s for s in dossier.documents[0].statements if said(s) == plain(told["says"])]
        assert [words(s.attribution.source) for s in held] == [told["by"]], told
        assert all(bool(s.attribution.parent) is has_turns for s in held)


def test_speakers_are_right_for_nearly_all_turns_and_wrong_for_none(
    read: dict[str, Dossier],
) -> None:
    """Over all transcripts 95 in 100 turns have their speaker, and nobody has another's words."""
    right = wrong = whole = 0
    for name, case in cases().items():
        whole += len(case["turns"])
        for statement in turns(read[name]):
            by = words(statement.attribution.source)
            mine = [t for t in case["turns"] if plain(t["says"]) == said(statement)]
            right += any(turn["by"] == by for turn in mine)
            wrong += by is not None and all(turn["by"] != by for turn in mine)
    assert right >= SHARE * whole
    assert not wrong


def test_there_are_enough_transcripts() -> None:
    """The gold has 30 transcripts in 12 conventions."""
    assert len(FILES) >= LEAST
    assert len({case["convention"] for case in cases().values()}) >= CONVENTIONS
