# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
"""Learns `organizations_evidence.tsv` from labelled texts; run by hand, never imported.

    python generator/data/train_evidence.py gum.news.jsonl re3d.jsonl … > new.tsv
    python generator/data/train_evidence.py --leave-one-out gum.news.jsonl re3d.jsonl …

Each line of a file is a record with `id`, `text` and `entities` (`start`, `end`, `type`); offsets
count code points. The model is a softmax regression with an L2 penalty over the evidence that
`generator.extract.names.evidence` names; it starts from zero, draws no random number, and stores
weights with two decimals. It is fitted twice: the second time on evidence that knows the types
which the first fit gave to the other names of a document.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from generator import store
from generator.collect import document_from_text
from generator.extract.names import typing
from generator.extract.names.candidates import Candidate
from generator.extract.names.evidence import document_evidence, local_evidence
from generator.extract.names.finding import proposed, settled
from generator.extract.names.rules import ruled, with_initials
from generator.extract.parse import parse

PENALTY, ROUNDS, STEP, RAREST = 8.0, 400, 0.05, 4
KINDS = {
    **dict.fromkeys(("person", "per"), 0),
    **dict.fromkeys(("organization", "organisation", "org"), 1),
    **dict.fromkeys(("place", "location", "loc", "gpe", "fac"), 2),
}
NOTHING = 3
HEADER = """\
# What each piece of evidence adds to a name's score as person, organization, place, none of them.
# Columns: evidence, person, organization, place, none.
# Origin: learned by train_evidence.py from GUM (news, interviews), NewsReader MEANTIME, dstl re3d
# and Universal NER (PUD). It holds no text of theirs.
# Licence: CC BY-SA 3.0, the strictest of theirs (CC BY 4.0, CC BY 4.0, OGL 3.0, CC BY-SA 3.0).
"""
Table = dict[str, tuple[float, ...]]
Example = tuple[Doc, list[Candidate], list[int]]


def examples(path: Path) -> list[Example]:
    """Return each document of a file with its candidates and what they are labelled as."""
    nlp = store.load_model()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        parsed = parse(document_from_text(record["id"], record["text"]), nlp)
        doc = parsed.doc
        items = with_initials(doc, ruled(doc, settled(proposed(doc))))
        gold = [
            (entity["start"], entity["end"], KINDS[entity["type"].casefold()])
            for entity in record["entities"]
            if (entity["type"] or "").casefold() in KINDS and entity.get("named", True)
        ]
        labels = [_label(item.start + parsed.base, item.end + parsed.base, gold) for item in items]
        found.append((doc, items, labels))
    return found


def _label(start: int, end: int, gold: Iterable[tuple[int, int, int]]) -> int:
    """Return the kind of the labelled stretch that fits best; it must end where the name ends."""
    best, kind = 0.0, NOTHING
    for first, last, label in gold:
        shared = min(end, last) - max(start, first)
        fit = shared / (max(end, last) - min(start, first))
        close = fit >= 1 / 3 or last <= end + 2
        if shared > 0 and close and fit > best:
            best, kind = fit, label
    return kind


def evidence_of(sets: Iterable[Example], table: Table | None) -> tuple[list[list[str]], list[int]]:
    """Return the evidence of all names whose type no rule settles, and their labels."""
    rows: list[list[str]] = []
    labels: list[int] = []
    for doc, items, kinds in sets:
        facts = typing.gather(doc, items)
        local = [local_evidence(doc, item) for item in items]
        if table is not None:
            scores = [
                typing.score([*near, *document_evidence(doc, item, facts)], table)
                for item, near in zip(items, local, strict=True)
            ]
            pooled = typing.pooled_scores(doc, items, scores)
            known = [typing.with_type(item, row) for item, row in zip(items, pooled, strict=True)]
            facts = typing.gather(doc, known)
        for item, near, kind in zip(items, local, kinds, strict=True):
            if item.type is None:
                rows.append([*near, *document_evidence(doc, item, facts)])
                labels.append(kind)
    return rows, labels


def fitted(rows: Sequence[Sequence[str]], labels: Sequence[int]) -> Table:
    """Return the weights that explain the labels best, by Adam from zero."""
    counts = Counter(part for row in rows for part in set(row))
    names = sorted(part for part, count in counts.items() if count >= RAREST)
    index = {name: column for column, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for line, row in enumerate(rows):
        seen[line, [index[part] for part in row if part in index]] = 1
    wanted = np.eye(len(typing.CLASSES))[list(labels)]
    weights = _descended(seen, wanted)
    weights -= weights.mean(axis=1, keepdims=True)
    return {
        name: tuple(round(float(cell), 2) for cell in weights[column])
        for name, column in index.items()
    }


def _descended(seen: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros((seen.shape[1], wanted.shape[1]))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, ROUNDS + 1):
        scores = seen @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = odds / odds.sum(axis=1, keepdims=True) - wanted
        slope = seen.T @ error + PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-8)
        weights -= STEP * step
    return weights


def learned(sets: Sequence[Example]) -> Table:
    """Return the table that some labelled documents teach."""
    return fitted(*evidence_of(sets, fitted(*evidence_of(sets, None))))


def right(sets: Sequence[Example], table: Table) -> float:
    """Return the share of labelled names without a settled type that `table` types rightly."""
    rows, labels = evidence_of(sets, table)
    hits = total = 0
    for row, label in zip(rows, labels, strict=True):
        if label != NOTHING:
            named = typing.score(row, table)[:NOTHING]
            total += 1
            hits += named.index(max(named)) == label
    return hits / max(total, 1)


def main(arguments: Sequence[str]) -> None:
    """Print the table, or how well each file is typed by a table learned from the others."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    sets = {path: examples(path) for path in paths}
    if "--leave-one-out" in arguments:
        for path in paths:
            others = [item for other in paths if other != path for item in sets[other]]
            sys.stdout.write(f"{path.stem}\t{right(sets[path], learned(others)):.3f}\n")
        return
    table = learned([item for path in paths for item in sets[path]])
    sys.stdout.write(HEADER)
    for name in sorted(table):
        sys.stdout.write("\t".join([name, *(f"{cell:g}" for cell in table[name])]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
