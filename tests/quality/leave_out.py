"""What each corpus' scores rest on: rows of tables and rules that only it can have suggested.

    python -m tests.quality.leave_out [--tables | --rules] [CORPUS …]

Rules and tables were written with the labelled files at hand. Two losses tell how much of a
corpus' score may be owed to that:

- *Tables.* A row that a person wrote counts as known from a corpus when its words stand there. The
  corpus is annotated again without the rows that stand in it and in no other labelled file, as if
  it had never been seen. That is harsh: such a row may well have come from general knowledge.
  Tables that were distilled from reference data (places, first names, organizations of the world)
  and closed classes (numbers, months, units, what the countries of the world and their people are
  called) are left as they are, and so are the learned weights, which have a test of their own
  (`generator/data/train_evidence.py --leave-one-out`).
- *Rules.* What a rule made is taken out of the other labelled files; a rule whose loss they would
  not feel is then taken out of the corpus too. `kept` counts a rule that never fires elsewhere as
  earned, `strict` does not. Nothing takes a dropped annotation's place, so this is harsh as well.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import click
import yaml

import generator
from generator.store import load_model
from tests.material import EVAL
from tests.quality.evaluation import CORPORA, Corpus, Record, annotated, metrics

_TABLES: Mapping[str, tuple[int, ...]] = {
    "countries_metonyms.tsv": (0,),
    "events.txt": (0,),
    "groups.txt": (0,),
    "organizations.tsv": (1,),
    "organizations_heads.txt": (0,),
    "organizations_not.txt": (0,),
    "outlets.txt": (0,),
    "places_heads.txt": (0,),
    "places_regions.tsv": (0, 6),
    "roles.txt": (0,),
    "weapons.txt": (0,),
}
"""Tables that were written by hand, with the columns that hold names; bars part the names."""
_LEXICONS = ("cues-hedges.yaml", "cues-nouns.yaml", "cues-refusals.yaml", "cues-verbs.yaml")
"""Lexicons whose strings are lists of words."""
_FIXED = {"stance", "frames", "hedge"}
"""Keys of lexicons that say what words do and hold none."""
_LAYERS = {
    "attributions": "attribution.triple",
    "entities": "names",
    "timexes": "dates.value",
}
"""Annotations, and the metric that a rule of theirs must serve, in our convention where mapped."""
_LONGEST = 6
"""Words of the longest name looked for."""
_WORD = re.compile(r"[^\W_]+(?:[.'\u2019-][^\W_]+)*\.?")
_ANNOTATE = (
    "import sys; from generator.cli import main; sys.exit(main(['annotate', *sys.argv[1:]]))"
)

Drop = Callable[[str], bool]


def main() -> int:
    """Print the losses of each corpus asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", action="store_true", help="only rows of tables")
    parser.add_argument("--rules", action="store_true", help="only rules")
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=", ".join(CORPORA))
    arguments = parser.parse_args()
    names = arguments.corpora or CORPORA
    if not arguments.rules:
        click.echo(
            f"{'without rows known from it alone':40}{'rows':>6}{'all':>8}{'left':>8}{'loss':>8}"
        )
        for name in names:
            _print_tables(name)
    if not arguments.tables:
        click.echo(f"\n{'without rules others do not earn':40}{'all':>8}{'kept':>8}{'strict':>8}")
        for name in names:
            _print_rules(name)
    return 0


def _print_tables(name: str) -> None:
    rows, found = without_rows(name)
    before, after = metrics(annotated(name)), metrics(found)
    for key, value in before.items():
        click.echo(f"{key:40}{rows:6}{value:8.1f}{after[key]:8.1f}{after[key] - value:+8.1f}")


def without_rows(name: str) -> tuple[int, Corpus]:
    """Return how many rows only this corpus knows, and the corpus annotated without them."""
    own = _vocabulary(name)
    others = frozenset().union(*(_vocabulary(other) for other in CORPORA if other != name))

    def alone(words: str) -> bool:
        parts = _phrase(words)
        return parts in own and parts not in others

    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "generator"
        copytree(Path(generator.__file__).parent, package, ignore=ignore_patterns("__pycache__"))
        rows = sum(_reduce(package / "data" / table, alone) for table in (*_TABLES, *_LEXICONS))
        result = Path(folder) / "found.jsonl"
        source = EVAL / f"data/{name}.jsonl"
        subprocess.run(
            [sys.executable, "-P", "-c", _ANNOTATE, str(source), str(result)],
            check=True, env={"PYTHONPATH": folder, **_environment()}, capture_output=True,
        )  # fmt: skip
        found = [json.loads(line) for line in result.read_text("utf-8").splitlines()]
    gold = annotated(name).gold
    return rows, Corpus(name=name, gold=gold, found={record["id"]: record for record in found})


def _environment() -> Mapping[str, str]:
    """Return what the child needs of this process' environment: where the model is kept."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


@cache
def _vocabulary(name: str) -> frozenset[tuple[str, ...]]:
    """Return every run of up to six words of a corpus' texts, as written and as lemmas."""
    nlp = load_model()
    runs: set[tuple[str, ...]] = set()
    for record in annotated(name).gold.values():
        runs |= _runs(_phrase(record["text"]))
        lemmas = " ".join(token.lemma_ for token in nlp(record["text"]))
        runs |= {run for run in _runs(_phrase(lemmas)) if len(run) == 1}
    return frozenset(runs)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {
        tuple(words[start : start + size])
        for size in range(1, _LONGEST + 1)
        for start in range(len(words) - size + 1)
    }


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(word.casefold().rstrip(".") for word in _WORD.findall(words))


def _reduce(path: Path, drop: Drop) -> int:
    """Rewrite a table without the rows to be dropped; return how many there were."""
    text = path.read_text("utf-8")
    if path.suffix == ".yaml":
        table, dropped = _reduced_words(yaml.safe_load(text), drop)
        path.write_text(yaml.safe_dump(table, allow_unicode=True, sort_keys=False), "utf-8")
        return dropped
    columns = _TABLES[path.name]
    lines = [_reduced_line(line, columns, drop) for line in text.splitlines()]
    path.write_text("\n".join(line for line, _ in lines if line) + "\n", "utf-8")
    return sum(dropped for _, dropped in lines)


def _reduced_line(line: str, columns: Sequence[int], drop: Drop) -> tuple[str, int]:
    """Return a table's line without dropped names; empty when it names nothing any more."""
    if line.startswith(("#", "[")) or not line.strip():
        return line, 0
    cells, dropped = line.split("\t"), 0
    for at in columns:
        if at < len(cells):
            names = cells[at].split("|")
            kept = [name for name in names if not drop(name)]
            dropped += len(names) - len(kept)
            cells[at] = "|".join(kept)
    return ("\t".join(cells) if cells[columns[0]] else ""), dropped


def _reduced_words(table: object, drop: Drop) -> tuple[Any, int]:
    """Return a lexicon without dropped words, and how many there were."""
    if isinstance(table, dict):
        kept, total = {}, 0
        for key, value in table.items():
            kept[key], dropped = (value, 0) if key in _FIXED else _reduced_words(value, drop)
            total += dropped
        return kept, total
    mark = ";" if ";" in str(table) else None
    words = str(table).split(mark)
    left = [word for word in words if not drop(word)]
    return f"{mark or ''} ".join(left), len(words) - len(left)


def _print_rules(name: str) -> None:
    whole = metrics(annotated(name))
    kept = metrics(without_rules(name, strict=False))
    strict = metrics(without_rules(name, strict=True))
    for key, value in whole.items():
        row = f"{value:8.1f}{kept[key] - value:+8.1f}{strict[key] - value:+8.1f}"
        click.echo(f"{key:40}{row}")


def without_rules(name: str, *, strict: bool) -> Corpus:
    """Return a corpus without what rules made that the other corpora do not earn.

    `strict` drops a rule, too, that never fires where its layer is labelled elsewhere.
    """
    corpus = annotated(name)
    dropped = set()
    for layer in _LAYERS:
        rules = {item["rule"] for record in corpus.found.values() for item in record[layer]}
        dropped |= {
            (layer, rule) for rule in rules if not _earned(layer, rule, name, strict=strict)
        }
    return _without(corpus, dropped)


def _earned(layer: str, rule: str, name: str, *, strict: bool) -> bool:
    """Tell whether the other corpora would miss what a rule makes."""
    gains = [gain for other in CORPORA if other != name for gain in _gains(layer, rule, other)]
    return sum(gains) >= 0 if gains else not strict


@cache
def _gains(layer: str, rule: str, name: str) -> tuple[float, ...]:
    """Return what a rule adds to a corpus' main metric of its layer; nothing if it never fires."""
    corpus = annotated(name)
    whole = _whole(name)
    key = f"{name}.{_LAYERS[layer]}"
    key = f"{key}.mapped" if f"{key}.mapped" in whole else key
    fires = any(item["rule"] == rule for record in corpus.found.values() for item in record[layer])
    if not fires or key not in whole:
        return ()
    return (whole[key] - metrics(_without(corpus, {(layer, rule)}))[key],)


@cache
def _whole(name: str) -> Mapping[str, float]:
    return metrics(annotated(name))


def _without(corpus: Corpus, dropped: AbstractSet[tuple[str, str]]) -> Corpus:
    """Return a corpus without what some rules made."""

    def left(record: Record) -> Record:
        layers = {
            layer: [item for item in record[layer] if (layer, item["rule"]) not in dropped]
            for layer in _LAYERS
        }
        return {**record, **layers}

    found = {identity: left(record) for identity, record in corpus.found.items()}
    return Corpus(name=corpus.name, gold=corpus.gold, found=found)


if __name__ == "__main__":
    sys.exit(main())
