"""How often each rule for statements is right, counted on the labelled news.

A statement is right when half of its words are those of a label, and its speaker is the label's:
what the scorer beside the files calls a triple. Rules that read too few labelled statements have no
figure. `python -m tests.quality.rules` counts, and writes what pages show.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from tests.quality.evaluation import Corpus, annotated, is_right

CORPORA = ("gum.news",)
"""Files whose statements are labelled; in the interviews those of the turns are not."""
ENOUGH = 20
"""Statements of a rule from which on a figure says something."""
TABLE = Path(__file__).parent.parent.parent / "generator/data/rules_measured.tsv"
_HEAD = """\
# How often rules for statements are right: rule, statements that are, statements in all, on the
# twelve labelled Wikinews articles of tests/quality/eval. Counted and written by
# `python -m tests.quality.rules`. Origin: this project. Licence: CC0 1.0.
"""


def counted(corpora: Iterable[Corpus]) -> dict[str, tuple[int, int]]:
    """Return how many statements of each rule are right, and how many there are."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for corpus in corpora:
        for identity, found in corpus.found.items():
            labels = corpus.gold[identity]["attributions"]
            for statement in found["attributions"]:
                total[statement["rule"]] += 1
                right[statement["rule"]] += any(is_right(statement, label) for label in labels)
    return {rule: (right[rule], number) for rule, number in total.items() if number >= ENOUGH}


def table() -> str:
    """Return the table as it has to stand in the package."""
    rows = sorted(counted(map(annotated, CORPORA)).items())
    return _HEAD + "".join(f"{rule}\t{right}\t{total}\n" for rule, (right, total) in rows)


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
    click.echo(TABLE.read_text("utf-8"))
