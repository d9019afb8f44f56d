"""Each convention follows its own examples; labels and stage notes are read as their tables say."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.collect import document_from_text
from generator.extract.transcript import find_turns
from generator.extract.transcript.conventions import CONVENTIONS, Convention
from generator.extract.transcript.labels import read_label
from generator.extract.transcript.notes import is_note, is_note_paragraph, without_notes

DATA = Path(__file__).parents[2] / "data/transcript_labels.yml"
TABLES: dict[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))


def examples(kind: str) -> list[Any]:
    """Return the examples of all conventions, each under its convention and words."""
    return [
        pytest.param(convention, text, id=f"{convention.name}: {text}")
        for convention in CONVENTIONS
        for text in getattr(convention, kind)
    ]


@pytest.mark.parametrize(("convention", "text"), examples("hits"))
def test_a_convention_fits_its_hits(convention: Convention, text: str) -> None:
    """The label of each hit is found and read."""
    assert convention.match(text) is not None


@pytest.mark.parametrize(("convention", "text"), examples("misses"))
def test_a_convention_leaves_its_misses(convention: Convention, text: str) -> None:
    """What only looks alike has no label by this convention."""
    assert convention.match(text) is None


@pytest.mark.parametrize("row", TABLES["labels"], ids=lambda row: row["label"])
def test_a_label_is_read(row: dict[str, Any]) -> None:
    """A label calls a person, an office, a thing or nobody, with these words and this office."""
    text = row["label"]
    called = read_label(text)
    if row.get("kind") is None:
        assert called is None
        return
    assert called is not None
    assert called.kind.value == row["kind"]
    assert text[slice(*called.words)] == row.get("words", text)
    assert (called.role and text[slice(*called.role)]) == row.get("role")
    if called.name is not None:
        assert text[slice(*called.name)] == row.get("name", row.get("words", text))


@pytest.mark.parametrize("inner", TABLES["notes"])
def test_what_was_heard_or_seen_is_a_note(inner: str) -> None:
    """Words in brackets that only say what was heard or seen are nobody's."""
    assert is_note(inner)


@pytest.mark.parametrize("inner", TABLES["no_notes"])
def test_what_somebody_says_in_brackets_is_no_note(inner: str) -> None:
    """An aside or an explanation in brackets belongs to who says it."""
    assert not is_note(inner)


@pytest.mark.parametrize("text", TABLES["note_paragraphs"])
def test_a_paragraph_of_the_typist_is_a_note(text: str) -> None:
    """A time, a page, or what happened in the room is a paragraph that nobody says."""
    assert is_note_paragraph(text)


def test_what_is_said_around_notes_stays_in_its_characters() -> None:
    """What is left around notes are stretches of the text itself."""
    text = "We did it. (Applause.) Thank you. [crosstalk]"
    assert [text[a:b] for a, b in without_notes(text, 0, len(text))] == ["We did it.", "Thank you."]


@pytest.mark.parametrize("case", TABLES["no_transcripts"], ids=lambda case: case["title"])
def test_lists_articles_and_pages_are_no_transcripts(case: dict[str, str]) -> None:
    """Labels of lists, results, credits and fact checks give nobody the word."""
    document = document_from_text("case", case["text"])
    paragraphs = [(each.start, each.end) for each in document.paragraphs]
    assert find_turns(document.text, paragraphs).turns == ()
