"""The same words give the same turns, at whatever width they are wrapped."""

import textwrap
from pathlib import Path

import pytest
import yaml

from generator.collect import document_from_text
from generator.extract.transcript import find_turns

DATA = Path(__file__).parents[2] / "data/transcripts"
TEXTS = {
    path.stem: case["text"]
    for path in sorted(DATA.glob("*.yml"))
    for case in [yaml.safe_load(path.read_text("utf-8"))]
    if case.get("format", "txt") == "txt"
}

Said = list[tuple[str, str]]


def parts(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line."""
    document = document_from_text("case", text)
    return [" ".join(document.text[p.start : p.end].split()) for p in document.paragraphs]


def turns(text: str) -> Said:
    """Return whom each turn's label calls, and what is said, each on one line."""
    document = document_from_text("case", text)
    found = find_turns(document.text, [(p.start, p.end) for p in document.paragraphs])
    return [
        (
            " ".join(document.text[slice(*turn.label.called.words)].split()),
            " ".join(word for part in turn.content for word in document.text[slice(*part)].split()),
        )
        for turn in found.turns
    ]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("name", TEXTS)
def test_wrapping_a_transcript_changes_no_turn(name: str, width: int) -> None:
    """Speakers and words are the same when each paragraph is wrapped, also inside a label."""
    whole = parts(TEXTS[name])
    wrapped = (textwrap.fill(part, width, break_on_hyphens=False) for part in whole)
    assert turns("\n\n".join(wrapped)) == turns(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_a_line_a_paragraph_changes_no_turn(name: str) -> None:
    """Speakers and words are the same without blank lines and with single spaces."""
    assert turns("\n".join(parts(TEXTS[name]))) == turns(TEXTS[name])
