"""Compares the CPU time of extraction with that of the bare spaCy pipeline on the same text.

Run `python -m tests.quality.speed [--runs N]`. Pairs of runs alternate, and the median of their
ratios is printed: single times say little on a shared machine. Linking is measured apart. Before
each of our runs the pipeline forgets the words that it has met, so that the texts are new to it.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable

import click

from generator.collect import document_from_text
from generator.extract import extract
from generator.link import link
from generator.model import SourceDocument
from generator.store import bare_model, load_model
from generator.store.words import WordAttributes
from tests.material import EVAL


def documents() -> list[SourceDocument]:
    """Return news texts to run over: the labelled files' without their labels."""
    lines = (EVAL / "data/gum.news.jsonl").read_text("utf-8").splitlines()
    lines += (EVAL / "data/re3d.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [document_from_text(record["id"], record["text"]) for record in records]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the median ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs")
    runs = parser.parse_args().runs
    texts, nlp, stock = documents(), load_model(), bare_model()
    known = nlp.get_pipe("word_attributes")
    assert isinstance(known, WordAttributes)
    words = sum(len(document.text.split()) for document in texts)
    found = [extract(document, nlp) for document in texts]
    whole, linking, rates = [], [], []
    for _ in range(runs):
        bare = seconds(lambda: [stock(document.text) for document in texts])
        known.forget()
        ours = seconds(lambda: [extract(document, nlp) for document in texts])
        tied = seconds(lambda: link(found, []))
        whole.append(ours / bare)
        linking.append(tied / bare)
        rates.append(words / ours)
    click.echo(f"{len(texts)} documents, {words} words, {runs} pairs of runs")
    click.echo(f"extraction over bare pipeline: median {statistics.median(whole):.2f}")
    click.echo(f"linking over bare pipeline: median {statistics.median(linking):.2f}")
    click.echo(f"words per CPU second: median {statistics.median(rates):.0f}")


if __name__ == "__main__":
    main()
