"""Names, descriptions and definitions in short invented texts (tests/data/names)."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract.names import find_definitions, find_descriptions, find_mentions
from generator.extract.parse import Parse
from generator.model import Gender, Mention, MentionForm

FOLDER = Path(__file__).parents[2] / "data/names"
Reader = Callable[[str], Parse]
Case = Mapping[str, Any]


def cases(*files: str) -> list[Any]:
    """Return the cases of some files, each with its title as its id."""
    return [
        pytest.param(case, id=f"{file}: {case['title']}")
        for file in files
        for case in yaml.safe_load((FOLDER / f"{file}.yaml").read_text("utf-8"))
    ]


def shown(mention: Mention) -> str:
    """Return a name as the files write it: `=` for a name, `~` for an adjective."""
    mark = "=" if mention.form is MentionForm.NAME else "~"
    return f"{mention.span.text} {mark} {mention.type}"


@pytest.mark.parametrize("case", cases("people", "places", "organizations", "headlines", "things"))
def test_names(case: Case, read: Reader) -> None:
    """Each name is found with its type, and nothing else is."""
    forms = {MentionForm.NAME, MentionForm.ADJECTIVE}
    found = [m for m in find_mentions(read(case["input"])) if m.form in forms]
    assert [shown(mention) for mention in found] == case["expected"]


@pytest.mark.parametrize("case", cases("descriptions"))
def test_descriptions(case: Case, read: Reader) -> None:
    """A description is the whole describing phrase and nothing after it."""
    parsed = read(case["input"])
    found = find_descriptions(parsed, find_mentions(parsed))
    assert [f"{d.subject.text} <- {d.span.text}" for d in found] == case["expected"]


@pytest.mark.parametrize("case", cases("definitions"))
def test_definitions(case: Case, read: Reader) -> None:
    """A definition ties two names together, with the words that say so."""
    parsed = read(case["input"])
    found = find_definitions(parsed, find_mentions(parsed))
    lines = [f"{d.kind}: {d.first.text} = {d.second.text} | {d.span.text}" for d in found]
    assert lines == case["expected"]


@pytest.mark.parametrize("case", cases("references"))
def test_references(case: Case, read: Reader) -> None:
    """Pronouns and noun phrases say what they can stand for."""
    forms = {MentionForm.PRONOUN, MentionForm.DESCRIPTION}
    mentions = [m for m in find_mentions(read(case["input"])) if m.form in forms]
    assert sorted(map(described, mentions)) == sorted(case["expected"])


def described(mention: Mention) -> str:
    """Return a reference as the file writes it."""
    kind = mention.gender if mention.form is MentionForm.PRONOUN else mention.type
    return f"{mention.span.text} {mention.form} {kind} {mention.syntax}"


def test_gender_of_a_name_comes_from_title_relative_or_first_name(read: Reader) -> None:
    """Ms, "his sister" and a first name each tell a gender; a bare surname tells none."""
    text = "Ms. Quendry left. His sister Odra Vell stayed. Oleksandr Drozhenko spoke to Quendry."
    found = {m.span.text: m.gender for m in names(find_mentions(read(text)))}
    assert found["Odra Vell"] is Gender.FEMININE
    assert found["Oleksandr Drozhenko"] is Gender.MASCULINE
    assert next(m.gender for m in names(find_mentions(read(text)))) is Gender.FEMININE


def names(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the proper names among some mentions."""
    return [mention for mention in mentions if mention.form is MentionForm.NAME]
