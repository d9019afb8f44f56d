"""A reprint or a wire copy is no second source, and looking for them does not compare all pairs."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from generator.link import link
from generator.model import AnnotatedDocument

Build = Callable[[Mapping[str, Any]], AnnotatedDocument]

WORDS = ("road", "bridge", "minister", "harbor", "vote", "storm", "ship", "mayor", "river", "train",
         "court", "budget", "school", "market", "border", "island", "farmer", "doctor", "strike",
         "harvest", "tunnel", "signal", "ferry", "museum")  # fmt: skip


def _text(seed: int, length: int = 200) -> str:
    chance = random.Random(seed)  # noqa: S311 - a test
    return " ".join(chance.choice(WORDS) for _ in range(length))


def _reprints(build: Build, texts: list[str]) -> dict[str, tuple[str, int]]:
    """Return, by path, the path of what a document repeats, and how much of it."""
    documents = [
        build({"path": f"{n}.txt", "date": f"2031-01-0{n + 1}", "text": text})
        for n, text in enumerate(texts)
    ]
    dossier, _ = link(documents, ())
    paths = {d.annotated.document.id: d.annotated.document.path for d in dossier.documents}
    return {
        paths[d.annotated.document.id]: (paths[d.reprint.document], d.reprint.share)
        for d in dossier.documents
        if d.reprint
    }


def test_a_copy_with_another_head_and_end_repeats_the_first(document_of: Build) -> None:
    """A wire copy with a dateline of its own, shortened at the end, is the wire's story."""
    story = _text(1)
    copy = "TARROW (Wire) - " + " ".join(story.split()[:150]) + " More on this later."
    found = _reprints(document_of, [story, copy])
    assert found["1.txt"][0] == "0.txt"
    assert found["1.txt"][1] >= 90


def test_a_copy_of_a_copy_repeats_the_first(document_of: Build) -> None:
    """What counts is where the words come from."""
    story = _text(1)
    assert {path: of for path, (of, _) in _reprints(document_of, [story] * 3).items()} == {
        "1.txt": "0.txt",
        "2.txt": "0.txt",
    }


def test_a_story_that_quotes_another_is_a_source_of_its_own(document_of: Build) -> None:
    """Less than three fifths shared is no reprint; nor is the same subject in other words."""
    story = _text(1)
    half = " ".join(story.split()[:90]) + " " + _text(2, 110)
    assert _reprints(document_of, [story, half, _text(3)]) == {}


def test_short_texts_are_no_reprints(document_of: Build) -> None:
    """Two headlines alike say nothing."""
    assert _reprints(document_of, [_text(1, 12), _text(1, 12)]) == {}


def test_a_reprint_is_a_finding_for_a_person(document_of: Build) -> None:
    """Whoever generates the site learns which document repeats which."""
    documents = [document_of({"path": f"{n}.txt", "text": _text(1)}) for n in range(2)]
    _, findings = link(documents, ())
    assert [(f.path, f.code) for f in findings] == [("seeds/1.txt", "link.reprint")]
    assert "seeds/0.txt" in findings[0].what
