# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
"""Learns `brief_words.tsv` from documents with people's summaries; run by hand.

    python -m generator.data.train_brief FILES > generator/data/brief_words.tsv

FILES hold one object a line with `id`, `date`, `text` and five one-sentence `summaries`. Learned is
which words of a document its readers take up: a logistic regression with an L2 penalty, whose aim
is the share of summaries that hold a word. It starts from zero and draws no random number, so it
prints the same bytes each time; a test holds the committed table to them. How well it does on
documents that it was not trained on is measured by `python -m tests.quality.brief`.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from generator import store
from generator.collect import document_from_text
from generator.extract import extract
from generator.link import link
from generator.model import Dossier
from generator.plan.brief import FEATURES, Reader, features, folded
from generator.plan.index import index
from generator.plan.titles import title, title_text

PENALTY, ROUNDS = 3.0, 30
Vector = npt.NDArray[np.float64]
HEADER = """\
# What is known of a word of a document, and what it adds to the score of being worth telling.
# Origin: learned by train_brief.py from summaries of Wikinews texts in GUM (Georgetown). It holds
# no text of theirs.
# Licence: CC BY 4.0 (labels of GUM), text CC BY 2.5 (Wikinews).
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The words of one document."""

    known: Vector
    """What is known of each word: one row a word, one column a feature."""
    taken: Vector
    """Share of the summaries that hold the word."""


def dossiers(path: Path) -> Iterator[tuple[dict[str, Any], Dossier]]:
    """Yield the records of a file, each with what is found in its text."""
    nlp = store.load_model()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        document = document_from_text(record["id"], record["text"], date=record["date"])
        yield record, link([extract(document, nlp)], [])[0]


def example(record: dict[str, Any], dossier: Dossier) -> Example:
    """Return the words of a document with what is known of them and how often they are taken."""
    linked = dossier.documents[0]
    head = title_text(title(linked.annotated))
    sentences = Reader(index(dossier), linked, head).sentences
    summaries = [frozenset(folded(summary)) for summary in record["summaries"]]
    rows = list(features(linked.annotated, sentences, head))
    return Example(
        np.array([known for _, known in rows]),
        np.array([sum(word in s for s in summaries) / len(summaries) for word, _ in rows]),
    )


def learned(examples: Sequence[Example]) -> Vector:
    """Return the weights in the order of `FEATURES`; the constant is not held back."""
    known = np.vstack([one.known for one in examples])
    taken = np.concatenate([one.taken for one in examples])
    penalty = np.diag([0.0] + [PENALTY] * (known.shape[1] - 1))
    weights = np.zeros(known.shape[1])
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (guess - taken) + penalty @ weights
        bend = (known * (guess * (1 - guess))[:, None]).T @ known + penalty
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def table(weights: Vector) -> str:
    """Return the weights as the text of the table."""
    rows = zip(FEATURES, weights, strict=True)
    return HEADER + "".join(f"{name}\t{weight:.2f}\n" for name, weight in rows)


if __name__ == "__main__":
    found = [example(*one) for path in sys.argv[1:] for one in dossiers(Path(path))]
    sys.stdout.write(table(learned(found)))
