# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
"""Learns `organizations_evidence.tsv` from labelled texts; run by hand, never imported.

    python -m generator.data.train_evidence FILES > organizations_evidence.tsv
    python -m generator.data.train_evidence --leave-one-out FILES

The files are `gum.news`, `gum.interview`, `meantime`, `re3d` and `uner-pud`, in this order. Each
line of a file is a record with `id`, `text` and `entities` (`start`, `end`, `type`); offsets count
code points. The model is a softmax regression over the evidence that
`generator.extract.names.evidence` names. Its L2 penalty pulls each weight towards what a person set
(`organizations_evidence_rules.tsv`), not towards zero, so that what the texts say little about
stays as the rules have it. It draws no random number and stores weights with two decimals. It is
fitted twice: the second time on evidence that knows the types which the first fit gave to the
other names of a document.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import click
import numpy as np

from generator import store
from generator.collect import document_from_text
from generator.data.train_vectors import descended
from generator.extract.names import find_mentions, typing
from generator.extract.names.candidates import Candidate
from generator.extract.names.evidence import document_evidence, local_evidence
from generator.extract.names.finding import proposed, settled
from generator.extract.names.rules import ruled, with_initials
from generator.extract.names.verdicts import CLASSES, Table
from generator.extract.parse import Parse, parse
from generator.model import MentionForm

PENALTY, RAREST = 16.0, 4
KINDS = {
    **dict.fromkeys(("person", "per"), 0),
    **dict.fromkeys(("organization", "organisation", "org"), 1),
    **dict.fromkeys(("place", "location", "loc", "gpe", "fac"), 2),
}
NOTHING = 3
NAMED = frozenset({"gum", "re3d"})
"""Corpora that label common nouns as well as names."""
HEADER = """\
# What each piece of evidence adds to a name's score as person, organization, place, none of them.
# Columns: evidence, person, organization, place, none.
# Origin: learned by train_evidence.py from GUM (news, interviews), NewsReader MEANTIME, dstl re3d
# and Universal NER (PUD). It holds no text of theirs.
# Licence: CC BY-SA 3.0, the strictest of theirs (CC BY 4.0, CC BY 4.0, OGL 3.0, CC BY-SA 3.0).
"""


class Example(NamedTuple):
    """A document with its candidates and what they are labelled as."""

    parse: Parse
    items: list[Candidate]
    labels: list[int]


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
        found.append(Example(parsed, items, labels))
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
    for parsed, items, kinds in sets:
        doc = parsed.doc
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
    """Return the weights that explain the labels best, and stay near the hand-set ones."""
    counts = Counter(part for row in rows for part in set(row))
    usual = {part for part, count in counts.items() if count >= RAREST}
    names = sorted(usual | rules().keys())
    index = {name: column for column, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for line, row in enumerate(rows):
        seen[line, [index[part] for part in row if part in index]] = 1
    wanted = np.eye(len(CLASSES))[list(labels)]
    centre = np.array([rules().get(name, typing.NO_SCORE) for name in names])
    weights = descended(seen, wanted, penalty=PENALTY, centre=centre)
    weights -= weights.mean(axis=1, keepdims=True)
    return {
        name: tuple(round(float(cell), 2) for cell in weights[column])
        for name, column in index.items()
    }


def rules() -> Table:
    """Return the weights that a person set."""
    return typing.weights("organizations_evidence_rules.tsv")


def learned(sets: Sequence[Example]) -> Table:
    """Return the table that some labelled documents teach."""
    return fitted(*evidence_of(sets, fitted(*evidence_of(sets, None))))


def compare(paths: Sequence[Path]) -> Iterator[str]:
    """Yield for each file the F1 of its names with three tables, as lines of text.

    Overlap with the right type, by the scorer that stands beside the files' folder: with the
    hand-set weights, with weights learned from the other corpora (files whose names begin alike
    are one corpus), with weights learned from all files.
    """
    scorer = _scorer(paths[0].parent.parent / "score.py")
    sets = {path: examples(path) for path in paths}
    whole = learned([item for path in paths for item in sets[path]])
    yield f"{'names, overlap with type':26}{'rules alone':>16}{'without it':>16}{'with all':>16}"
    for path in paths:
        others = [other for other in paths if _corpus(other) != _corpus(path)]
        without = learned([item for other in others for item in sets[other]])
        found = [_f1(scorer, path, sets[path], table) for table in (rules(), without, whole)]
        yield f"{path.stem:26}" + "".join(f"{score:16.1f}" for score in found)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        message = f"{path}: not a module; put the labelled files beside their scorer"
        raise click.ClickException(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _corpus(path: Path) -> str:
    """Return the corpus that a file belongs to: `gum` for `gum.news.jsonl`."""
    return path.name.split(".", maxsplit=1)[0]


def _f1(scorer: ModuleType, path: Path, sets: Sequence[Example], table: Table) -> float:
    """Return the F1 of the names of a file's documents with some weights."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = {}
    for record, example in zip(records, sets, strict=True):
        mentions = find_mentions(example.parse, table)
        entities = [
            {"start": m.span.start, "end": m.span.end, "type": m.type.value}
            for m in mentions
            if m.type and (m.form is MentionForm.NAME or m.reason.rule == "names.national-body")
        ]
        found[record["id"]] = {"entities": entities, "attributions": [], "timexes": []}
    gold = {record["id"]: record for record in records}
    score: float = scorer.score(gold, found, _corpus(path) in NAMED)["entities"]["overlap"]["F1"]
    return score


def main() -> None:
    """Print the table, or what it is worth on corpora that it was not learned from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave-one-out", action="store_true", help="compare instead of print")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    if arguments.leave_one_out:
        for line in compare(arguments.files):
            click.echo(line)
        return
    table = learned([item for path in arguments.files for item in examples(path)])
    sys.stdout.write(HEADER)
    for name in sorted(table):
        sys.stdout.write("\t".join([name, *(f"{cell:g}" for cell in table[name])]) + "\n")


if __name__ == "__main__":
    main()
