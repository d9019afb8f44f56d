"""What the first words of a briefing tell of what people hold important in its document.

    python -m tests.quality.brief

Scored by the scorer beside the summaries (`eval/keypoints.py`): how much of five people's
one-sentence summaries the first 60 and 100 words below the title have (`r1` single words, `r2`
pairs), and how many of the entities that three of them name (`salient`). In brief is chosen with
weights learned from the other documents (`left out`), from the other file alone (`other file`), and
from all of them (`trained on`); `lead` is the source's own beginning. `±` is the standard error
over documents, by the bootstrap.
"""

import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import click
import numpy as np

from generator.data import train_brief
from generator.model import Dossier
from generator.plan.brief import FEATURES, choose, denials, passages
from generator.plan.cards import all_cards
from generator.plan.disputes import disputes
from generator.plan.index import index
from generator.plan.titles import title, title_text
from generator.syndicate.words import Words
from generator.templating import load_templates
from tests.material import EVAL

FILES = ("gum.news", "gum.interview")
LENGTHS = (60, 100)
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with what people say of it."""

    file: str
    record: dict[str, Any]
    dossier: Dossier
    example: train_brief.Example


@dataclass(frozen=True, slots=True)
class Score:
    """How one document's first words score."""

    r1: float
    r2: float
    salient: int
    """Salient entities that are named."""
    of: int
    """Salient entities."""


def main() -> int:
    """Print the table; return 1 when in brief tells less than the source's own beginning."""
    click.echo(
        f"{'first words':12}{'file':15}{'chosen':12}{'r1':>6}{'±':>6}{'r2':>6}{'salient':>9}"
    )
    for row in rows():
        click.echo(row)
    worse = [key for key, value in scores().items() if value < lead()[key]]
    if worse:
        click.echo(f"\nless than the source's own beginning: {', '.join(worse)}")
    return 1 if worse else 0


def rows() -> Iterator[str]:
    """Yield the lines of the table."""
    for length in LENGTHS:
        for file in FILES:
            for way in ("lead", "left out", "other file", "trained on"):
                found = [_score(one, _words(one, way), length) for one in labelled(file)]
                r1, r2, salient = _means(found)
                spread = _spread(found)
                line = f"{length:<12}{file:15}{way:12}{r1:6.1f}{spread:6.1f}{r2:6.1f}{salient:9.1f}"
                yield line


def scores() -> dict[str, float]:
    """Return what left-out documents score, by dotted name."""
    return _by_name("left out")


def lead() -> dict[str, float]:
    """Return what the sources' own beginnings score, by dotted name."""
    return _by_name("lead")


def _by_name(way: str) -> dict[str, float]:
    measured = {}
    for file in FILES:
        documents = labelled(file)
        for length in LENGTHS:
            r1, _, salient = _means([_score(one, _words(one, way), length) for one in documents])
            measured[f"brief.{file}.{length}.r1"] = round(r1, 1)
            measured[f"brief.{file}.{length}.salient"] = round(salient, 1)
    return measured


@cache
def labelled(file: str) -> tuple[Labelled, ...]:
    """Return the documents of a file."""
    path = EVAL / "data" / f"{file}.summaries.jsonl"
    return tuple(
        Labelled(file, record, dossier, train_brief.example(record, dossier))
        for record, dossier in train_brief.dossiers(path)
    )


def _words(one: Labelled, way: str) -> list[str]:
    """Return what a reader meets below the title, in order."""
    if way == "lead":
        return [str(scorer().body(one.record["text"]))]
    everything = [other for file in FILES for other in labelled(file)]
    kept = {
        "left out": [other for other in everything if other is not one],
        "other file": [other for other in everything if other.file != one.file],
        "trained on": everything,
    }[way]
    learned = train_brief.learned([other.example for other in kept])
    return shown(one.dossier, dict(zip(FEATURES, learned.tolist(), strict=True)))


def shown(dossier: Dossier, learned: Mapping[str, float]) -> list[str]:
    """Return the passages in brief of a dossier's only document, chosen with some weights."""
    looked_up, linked = index(dossier), dossier.documents[0]
    cards = all_cards(looked_up)
    head = title_text(title(linked.annotated))
    rows = disputes(looked_up, linked, cards, ())
    chosen = choose(looked_up, linked, head, denials(rows), learned)
    words = Words(load_templates(None, "en").strings, "")
    return [words.passage(one) for one in passages(looked_up, linked, cards, chosen)]


def _score(one: Labelled, texts: Sequence[str], length: int) -> Score:
    """Return how the first words of some texts score."""
    tool = scorer()
    words = tool.tok(" ".join(texts))[:length]
    summaries = [tool.tok(summary) for summary in one.record["summaries"]]
    named, of = tool.sal(one.record, words)
    return Score(
        r1=sum(tool.recall(words, s, 1) for s in summaries) / len(summaries),
        r2=sum(tool.recall(words, s, 2) for s in summaries) / len(summaries),
        salient=named,
        of=of,
    )


def _means(found: Sequence[Score]) -> tuple[float, float, float]:
    """Return the means in per cent."""
    of = max(1, sum(one.of for one in found))
    size = len(found) / 100
    r1, r2 = sum(one.r1 for one in found) / size, sum(one.r2 for one in found) / size
    return r1, r2, 100 * sum(one.salient for one in found) / of


def _spread(found: Sequence[Score]) -> float:
    """Return the standard error of the mean of r1 over documents, in per cent."""
    values = np.array([one.r1 for one in found])
    draws = np.random.default_rng(0).integers(0, len(values), (_DRAWS, len(values)))
    return float(100 * values[draws].mean(axis=1).std())


@cache
def scorer() -> ModuleType:
    """Return the scorer that stands with the summaries."""
    spec = importlib.util.spec_from_file_location("keypoints", EVAL / "keypoints.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
