# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
"""Learns `organizations_evidence_vectors.tsv` from the package's tables of names; run by hand.

    python -m generator.data.train_vectors > generator/data/organizations_evidence_vectors.tsv

What is learned is which words are used like names of persons, organizations and places: a softmax
regression with an L2 penalty over the word vectors of the language model. It sees no text, only the
names of `first_names.tsv`, `family_names.txt`, `places.tsv`, `organizations.tsv`, `outlets.txt` and
`organizations_world.tsv` and their kinds, each kind with the same weight in all. It starts from
zero and draws no random number, so it prints the same bytes each time; a test holds the committed
table to them. Train `organizations_evidence.tsv` anew after it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from generator import store
from generator.extract.names import vectors
from generator.extract.names.gazetteer import world_kinds, written_names
from generator.model import EntityType

PENALTY, WEIGHT = 1.0, 3000.0
ROUNDS, STEP = 500, 0.05
Matrix = vectors.Vector
HERE = Path(__file__).parent
HEADER = """\
# What each dimension of a word vector (of en_core_web_md 3.8.0, scaled to length 1), and in the
# last row a constant, adds to the score as name of a person, an organization, a place.
# Origin: learned by train_vectors.py from the package's tables of names; no text was read for it.
# Licence: CC BY 4.0; names of places from GeoNames (geonames.org), names of organizations from the
# origins of organizations_world.tsv (MIT, public domain, WordNet licence).
"""


def names() -> Iterator[tuple[str, int]]:
    """Yield each name of the tables with the index of its kind."""
    for file, kind in (("first_names.tsv", 0), ("family_names.txt", 0), ("places.tsv", 2)):
        for line in (HERE / file).read_text("utf-8").splitlines():
            if not line.startswith("#"):
                yield line.split("\t")[0], kind
    for name, found in written_names().items():
        if found is EntityType.ORGANIZATION:
            yield name, 1
    for name, found_as in world_kinds().items():
        if found_as in {"firm", "body"}:
            yield name, 1


def learned() -> Matrix:
    """Return the weights: one row a dimension and one for the constant, one column a kind."""
    vocabulary = store.load_model().vocab
    rows, kinds = [], []
    for name, kind in names():
        middle = vectors.mean([vocabulary[word] for word in name.split()])
        if middle is not None:
            rows.append(middle)
            kinds.append(kind)
    wanted = np.eye(len(vectors.KINDS))[kinds]
    share = 1 / wanted.sum(axis=0)[kinds]
    weights = descended(np.array(rows), wanted, share * WEIGHT / share.sum(), penalty=PENALTY)
    weights -= weights.mean(axis=1, keepdims=True)
    return weights


def descended(
    seen: Matrix,
    wanted: Matrix,
    share: Matrix | None = None,
    *,
    penalty: float,
    centre: Matrix | None = None,
) -> Matrix:
    """Return the weights of a softmax regression, found by Adam (Kingma and Ba 2015).

    `seen` has a row an example and a column a feature, `wanted` a row an example and a column a
    class, `share` the weight of each example. The L2 penalty pulls towards `centre`, from where
    the search begins; both are zero where it is not given.
    """
    home = np.zeros((seen.shape[1], wanted.shape[1])) if centre is None else centre
    weights = home.copy()
    mean, square = np.zeros_like(home), np.zeros_like(home)
    for turn in range(1, ROUNDS + 1):
        scores = seen @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = odds / odds.sum(axis=1, keepdims=True) - wanted
        if share is not None:
            error *= share[:, None]
        slope = seen.T @ error + penalty * (weights - home)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-8)
        weights -= STEP * step
    return weights


def main() -> None:
    """Print the table."""
    sys.stdout.write(HEADER)
    for row in learned():
        sys.stdout.write("\t".join(f"{cell:.2f}" for cell in row) + "\n")


if __name__ == "__main__":
    main()
