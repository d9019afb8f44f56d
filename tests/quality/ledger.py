"""What each decision of the rules for statements is worth: how often it is met, what it changes.

    python -m tests.quality.ledger [--seldom N] [NAME …]

A decision is a function of `generator/extract/attributions` that answers yes or no, or something
or nothing. All open documents (labelled files, corpus, seed) are parsed once. Then it is counted
how often each decision said yes, in how many documents; and each is switched off, as if it always
said no, where it had said yes: how many documents change, and by how much the scores of news and of
interviews. `cases` are texts that were made to show a kind: field cases and transcripts. `--seldom`
lists only what was met at most so often, NAME only decisions whose name holds these words.

A decision that real text does not earn goes, or has its reason beside it.
"""

import argparse
import importlib
import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType

import click
import yaml

from generator.annotate import attribution_records
from generator.collect import collect, document_from_text
from generator.extract import attributions
from generator.extract.attributions import (
    find_attributions,
    find_credits,
    find_own_voice,
    find_refusals,
)
from generator.extract.names import find_mentions
from generator.extract.parse import Parse, parse
from generator.extract.times import find_times
from generator.layout import Reading, carried, read
from generator.model import (
    AnnotatedDocument,
    Attribution,
    Mention,
    OwnVoice,
    Refusal,
    SourceDocument,
    TimeExpression,
)
from generator.store import load_model
from tests.material import ROOT
from tests.quality.bytes import files
from tests.quality.evaluation import Corpus, Record, annotated, metrics

SCORED = ("gum.news", "gum.interview")
"""Files in which statements are labelled."""
_SHOWN = ("attribution.triple", "attribution.token")
_CASES = "cases"

Statements = tuple[tuple[Attribution, ...], tuple[Refusal, ...], tuple[OwnVoice, ...]]
"""What the rules find in one document."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document with what the rules for statements are given."""

    file: str
    reading: Reading
    parse: Parse
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]


@dataclass(slots=True)
class Entry:
    """What was counted of one decision."""

    met: Counter[str] = field(default_factory=Counter)
    """How often it said yes, by name of document."""
    changed: int = 0
    """Real documents in which something else is found without it."""
    cases: int = 0
    """Cases in which something else is found without it."""
    gains: dict[str, float] = field(default_factory=dict)
    """What it adds to each score."""


def main() -> int:
    """Print what each decision is worth; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seldom", type=int, help="only decisions met at most so often")
    parser.add_argument("--met", action="store_true", help="only count, switch nothing off")
    parser.add_argument("names", nargs="*", help="only decisions whose name holds these words")
    arguments = parser.parse_args()
    documents, chosen = known(), decisions()
    if arguments.names:
        chosen = {n: f for n, f in chosen.items() if any(word in n for word in arguments.names)}
    ledger = counted(documents, chosen)
    if arguments.seldom is not None:
        real = {name: _real(documents, entry.met) for name, entry in ledger.items()}
        ledger = {n: e for n, e in ledger.items() if real[n] <= arguments.seldom}
    if not arguments.met:
        weigh(documents, ledger, chosen)
    click.echo("\n".join(lines(documents, ledger)))
    return 0


def lines(documents: Mapping[str, Known], ledger: Mapping[str, Entry]) -> Iterator[str]:
    """Yield a line for each decision, the seldom met first."""
    heads = [_column(file, metric) for file in SCORED for metric in _SHOWN]
    head = "".join(f"{each:>18}" for each in heads)
    yield f"{'decision':44}{'yes':>7}{'docs':>6}{'differ':>8}{'cases':>7}{head}"
    for name, entry in sorted(
        ledger.items(), key=lambda item: (_real(documents, item[1].met), item[0])
    ):
        gains = "".join(f"{entry.gains.get(each, 0.0):18.1f}" for each in heads)
        docs = sum(documents[each].file != _CASES for each in entry.met)
        met = _real(documents, entry.met)
        yield f"{name:44}{met:7}{docs:6}{entry.changed:8}{entry.cases:7}{gains}"
    never = sum(not _real(documents, entry.met) for entry in ledger.values())
    yield f"{len(ledger)} decisions, {never} never met in real text"


def _real(documents: Mapping[str, Known], met: Mapping[str, int]) -> int:
    return sum(number for name, number in met.items() if documents[name].file != _CASES)


def decisions() -> dict[str, FunctionType]:
    """Return the functions that decide something about statements, by `room.name`."""
    found: dict[str, FunctionType] = {}
    for room in pkgutil.iter_modules(attributions.__path__):
        module = importlib.import_module(f"{attributions.__name__}.{room.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and _decides(function):
                found[f"{room.name}.{name}"] = function
    return found


def _decides(function: FunctionType) -> bool:
    answer = function.__annotations__.get("return")
    return answer is bool or type(None) in getattr(answer, "__args__", ())


def known() -> dict[str, Known]:
    """Return all open documents and cases, parsed, by name."""
    nlp = load_model()
    found: dict[str, Known] = {}
    for file, documents in (*files(), (_CASES, dict(_cases()))):
        for name, document in documents.items():
            reading = read(document)
            parsed = parse(reading.document, nlp)
            found[name] = Known(file, reading, parsed, find_mentions(parsed), find_times(parsed))
    return found


def _cases() -> Iterator[tuple[str, SourceDocument]]:
    for each in collect(ROOT / "tests/field/cases").documents:
        yield f"case {each.path}", each
    for path in sorted((ROOT / "tests/data/transcripts").glob("*.yml")):
        case = yaml.safe_load(path.read_text("utf-8"))
        yield f"case {path.stem}", document_from_text(path.stem, case["text"])


def statements(of: Known) -> Statements:
    """Return what the rules find in one document: statements, refusals, own voice."""
    of.parse.doc.user_data.pop("attributions", None)
    said = find_attributions(of.parse, of.mentions, of.times)
    withheld = find_refusals(of.parse, of.mentions)
    return said, withheld, find_own_voice(of.parse, said, withheld)


def counted(documents: Mapping[str, Known], chosen: Mapping[str, FunctionType]) -> dict[str, Entry]:
    """Return how often each decision said yes, by document."""
    names: dict[CodeType, str] = {function.__code__: name for name, function in chosen.items()}
    ledger = {name: Entry() for name in chosen}
    here = ""

    def note(frame: FrameType, event: str, answer: object) -> None:
        if event == "return" and answer is not None and answer is not False:
            name = names.get(frame.f_code)
            if name is not None:
                ledger[name].met[here] += 1

    for here, document in documents.items():  # noqa: B007 - read by `note`
        sys.setprofile(note)
        try:
            statements(document)
        finally:
            sys.setprofile(None)
    return ledger


def weigh(
    documents: Mapping[str, Known],
    ledger: Mapping[str, Entry],
    chosen: Mapping[str, FunctionType],
) -> None:
    """Add to each entry what changes when its decision always says no."""
    whole = {name: statements(document) for name, document in documents.items()}
    scored = Scores(documents)
    for name, entry in ledger.items():
        with switched_off([chosen[name]]):
            other = {each: _found(documents[each]) for each in entry.met}
        differing = {each: found for each, found in other.items() if found != whole[each]}
        entry.cases = sum(documents[each].file == _CASES for each in differing)
        entry.changed = len(differing) - entry.cases
        entry.gains = scored.gains(differing)


def _found(document: Known) -> Statements:
    """Return what is found with something switched off; nothing where that breaks a rule."""
    try:
        return statements(document)
    except Exception:  # noqa: BLE001 - others may count on what is off now
        return ((), (), ())


@contextmanager
def switched_off(functions: Iterable[FunctionType]) -> Iterator[None]:
    """Let some decisions say no to everything."""
    kept = [(function, function.__code__) for function in functions]
    for function, _ in kept:
        function.__code__ = _nothing.__code__
    try:
        yield
    finally:
        for function, code in kept:
            function.__code__ = code


def _nothing(*_: object, **__: object) -> None:
    return None


class Scores:
    """Scores of the labelled files with other statements in some documents."""

    def __init__(self, documents: Mapping[str, Known]) -> None:
        """Score what is found with everything on."""
        self._documents = documents
        self._whole = {
            key: value for file in SCORED for key, value in _score(annotated(file)).items()
        }

    def gains(self, differing: Mapping[str, Statements]) -> dict[str, float]:
        """Return what is lost of each score when some documents have other statements."""
        lost: dict[str, float] = {}
        for file in SCORED:
            names = [name for name in differing if self._documents[name].file == file]
            if names:
                records = [self._record(name, differing[name]) for name in names]
                now = _score(_with(annotated(file), records))
                lost |= {key: self._whole[key] - value for key, value in now.items()}
        return lost

    def _record(self, name: str, found: Statements) -> Record:
        """Return the annotations of a document with other statements."""
        known_ = self._documents[name]
        empty = AnnotatedDocument(
            document=known_.parse.document, sentences=(), mentions=(), attributions=found[0],
            credits=find_credits(known_.parse), refusals=found[1], own_voice=(), times=(),
            quantities=(), descriptions=(), definitions=(),
        )  # fmt: skip
        identity = name.removeprefix(f"{known_.file} ")
        text = annotated(known_.file).gold[identity]["text"]
        plain = known_.reading.is_plain
        stored = empty if plain else carried(empty, known_.reading.back)
        return {"id": identity, "attributions": attribution_records(stored, text)}


def _score(corpus: Corpus) -> dict[str, float]:
    measured = metrics(corpus)
    return {_column(corpus.name, each): measured[f"{corpus.name}.{each}"] for each in _SHOWN}


def _with(corpus: Corpus, records: Sequence[Record]) -> Corpus:
    """Return a labelled file with other statements in some documents."""
    others = {each["id"]: {**corpus.found[each["id"]], **each} for each in records}
    return Corpus(name=corpus.name, gold=corpus.gold, found={**corpus.found, **others})


def _column(file: str, metric: str) -> str:
    return f"{file.removeprefix('gum.')} {metric.removeprefix('attribution.')}"


if __name__ == "__main__":
    sys.exit(main())
