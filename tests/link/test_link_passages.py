"""Who speaks in passages of `tests/data/speakers`, read by the whole of extraction and linking."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from generator.collect import document_from_text
from generator.extract import extract
from generator.link import link
from generator.model import Statement
from generator.store import load_model

PASSAGES = Path(__file__).parent.parent / "data" / "speakers" / "passages.yml"
RIGHT, WRONG = 155, 4
"""Statements at least right, and at most given to somebody who does not say them."""


def _answers(passage: dict[str, Any]) -> Counter[str]:
    """Count how a passage's statements were answered: right, wrong, open, or not found."""
    text = passage["text"].strip()
    document = document_from_text(passage["title"], text, date="2031-03-05")
    dossier, _ = link([extract(document, load_model())], ())
    called = {
        entity.id: {entity.name.text, *(entry.mention.span.text for entry in entity.links)}
        for entity in dossier.entities
    }
    counts: Counter[str] = Counter()
    for words, wanted in passage["speakers"].items():
        statement = _holding(words, dossier.documents[0].statements)
        if statement is None:
            counts["not found"] += 1
            continue
        names = called.get(statement.speaker or "", set())
        if any(wanted in name for name in names) if wanted else not names:
            counts["right"] += 1
        else:
            counts["wrong" if names else "open"] += 1
    return counts


def _holding(words: str, statements: tuple[Statement, ...]) -> Statement | None:
    """Return the shortest statement whose content holds some words."""
    found = [s for s in statements if any(words in part.text for part in s.attribution.content)]
    return min(
        found,
        key=lambda s: s.attribution.content[-1].end - s.attribution.content[0].start,
        default=None,
    )


def test_speakers_of_passages_are_right_or_open() -> None:
    """Nearly all are right, and hardly anybody gets words of somebody else."""
    passages = yaml.safe_load(PASSAGES.read_text("utf-8"))
    counts = sum((_answers(passage) for passage in passages), Counter[str]())
    assert counts["right"] >= RIGHT, counts
    assert counts["wrong"] <= WRONG, counts
