"""Which kinds of names the words of a name are used like, from the model's word vectors."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.lexeme import Lexeme
from spacy.tokens import Doc, Span, Token

from generator.extract.names.remembered import remembered

KINDS = ("person", "organization", "place")
"""What the columns of the weights stand for."""
FARTHEST = 3
"""Scores beyond this, either way, count as this."""
Vector = NDArray[np.float64]


def likeness(span: Span) -> tuple[str, ...]:
    """Return evidence such as `like person +1 words=2`; empty when no word has a vector."""
    known: dict[str, tuple[str, ...]] = remembered(span.doc, "likeness", _nothing)
    text = span.text
    if text not in known:
        known[text] = tuple(_likeness(span))
    return known[text]


def _nothing(_: Doc) -> dict[str, tuple[str, ...]]:
    return {}


def _likeness(span: Span) -> Iterator[str]:
    middle = mean(span)
    if middle is None:
        return
    size = min(len(span), 2)
    scores = np.clip(np.floor(middle @ weights()), -FARTHEST, FARTHEST)
    for kind, score in zip(KINDS, scores, strict=True):
        yield f"like {kind} {score:+.0f} words={size}"


def mean(words: Iterable[Token | Lexeme]) -> Vector | None:
    """Return the mean of words' vectors, each scaled to length 1, with a constant 1 after it.

    None when none of the words has a vector.
    """
    vectors = [np.asarray(word.vector, float) for word in words if word.has_vector]
    if not vectors:
        return None
    units = [vector / np.linalg.norm(vector) for vector in vectors]
    return np.append(np.mean(units, axis=0), 1.0)


@cache
def weights() -> Vector:
    """Return what each dimension of a vector, then a constant, adds to the score of each kind."""
    table = files("generator").joinpath("data", "organizations_evidence_vectors.tsv")
    rows = (line for line in table.read_text("utf-8").split("\n") if line and line[0] != "#")
    return np.array([[float(cell) for cell in row.split("\t")] for row in rows])
