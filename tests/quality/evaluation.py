"""Annotates the openly licensed labelled files and scores the result; makes the error report.

The labelled files and their scorer stand in `tests/quality/eval`. Each metric is an
F1 or a rate in per cent, by that scorer. Two mappings are made here and not in the product, because
they are a corpus' convention and not what a reader would want (the dates also stand unmapped):

- `gum.*` writes a week or a weekend as the interval of its days and a part of the day as the day,
  and labels neither durations, nor sets, nor words such as "now": TIMEX3's `2017-W28` is turned
  into its days, `2017-07-21TNI` into the day, and `P3D` or `PRESENT_REF` is left out.
- `gum.*` and `re3d` label common nouns too; only names count (`--named` of the scorer).
"""

import datetime as dt
import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from generator.annotate import annotate
from generator.store import load_model
from tests.material import EVAL

NAMED = frozenset({"gum.news", "gum.interview", "re3d"})
"""Files that label common nouns as well as names."""
CORPORA = ("gum.news", "gum.interview", "meantime", "re3d", "uner-pud")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_PART_OF_DAY = re.compile(r"T[A-Z]{2}\Z")
_UNDATED = re.compile(r"P\d*|P[\dX]|PT|(?:PAST|PRESENT|FUTURE)_REF|XXXX")
_HALF = 0.5
_TYPES = {
    **dict.fromkeys(("person", "per"), "person"),
    **dict.fromkeys(("organization", "organisation", "org"), "organization"),
    **dict.fromkeys(("place", "location", "loc", "gpe", "fac"), "place"),
}
"""What the labelled files call the kinds of names, in small letters, with our words for them."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A labelled file with what we found in its texts."""

    name: str
    gold: Mapping[str, Record]
    """Labelled records by id."""
    found: Mapping[str, Record]
    """Our annotations of the same texts by id."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Miss:
    """One error of a kind, with where it is."""

    kind: str
    weight: int
    """How bad it is: the number of characters that are wrong."""
    place: str
    """Corpus and record."""
    text: str
    """The words, in their sentence."""
    detail: str


@cache
def scorer() -> ModuleType:
    """Return the scorer that stands with the labelled files."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def annotated(name: str) -> Corpus:
    """Return a labelled file with our annotations; the model runs once per process and file."""
    lines = (EVAL / f"data/{name}.jsonl").read_text("utf-8").splitlines()
    gold = {record["id"]: record for record in map(json.loads, lines)}
    nlp = load_model()
    found = {
        identity: annotate({key: record[key] for key in ("id", "date", "text")}, nlp)
        for identity, record in gold.items()
    }
    return Corpus(name=name, gold=gold, found=found)


def _as_gum(record: Record) -> Record:
    """Return a record with its time expressions in GUM's convention."""
    dated = [time for time in record["timexes"] if not _UNDATED.match(time["value"] or "P")]
    return {**record, "timexes": [{**time, "value": _days(time["value"])} for time in dated]}


def _days(value: str) -> str:
    """Return a TIMEX3 week or weekend as the interval of its days, a part of a day as the day."""
    week = _WEEK.match(value)
    if week is None:
        return _PART_OF_DAY.sub("", value)
    monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
    first = monday + dt.timedelta(days=5 if week[3] else 0)
    return f"{first}/{monday + dt.timedelta(days=6)}"


def scores(name: str) -> dict[str, float]:
    """Return the metrics of one labelled file, by dotted name."""
    return metrics(annotated(name))


def metrics(corpus: Corpus) -> dict[str, float]:
    """Return the metrics of what was found in one labelled file, by dotted name."""
    name = corpus.name
    result = scorer().score(corpus.gold, corpus.found, name in NAMED)
    measured: dict[str, float] = {}
    if name != "gum.interview":
        measured["names"] = result["entities"]["overlap"]["F1"]
    if "attributions" in result:
        found = result["attributions"]
        measured |= {
            "attribution.triple": found["triple"]["F1"],
            "attribution.token": found["token"]["F1"],
            "attribution.speaker": found["source|match"]["overlap"],
            "attribution.indirect": float(found["recall_by_kind"]["indirect"].split("%")[0]),
        }
    if name in {"gum.news", "meantime"}:
        measured["dates.value"] = result["timexes"]["value"]["F1"]
    if name == "gum.news":
        mapped = {identity: _as_gum(record) for identity, record in corpus.found.items()}
        result = scorer().score(corpus.gold, mapped, name in NAMED)
        measured["dates.value.mapped"] = result["timexes"]["value"]["F1"]
    return {f"{name}.{metric}": value for metric, value in measured.items()}


def misses(corpus: Corpus) -> Iterator[Miss]:
    """Yield every error in a file, by kind."""
    for identity, gold in corpus.gold.items():
        place, found = f"{corpus.name} {identity}", corpus.found[identity]
        yield from _missed_contents(place, gold, found)
        yield from _missed_names(place, gold, found, named=corpus.name in NAMED)
        yield from _missed_times(place, gold, found)


def _missed_contents(place: str, gold: Record, found: Record) -> Iterator[Miss]:
    """Yield contents that were missed or made up, and speakers that are wrong."""
    text = gold["text"]
    for label in gold["attributions"]:
        best = max(found["attributions"], key=lambda a: _shared(a, label), default=None)
        share = _shared(best, label) if best else 0.0
        size = sum(end - start for start, end in label["content"])
        words = _words(text, label["content"][0])
        if share < _HALF:
            yield Miss(
                kind=f"{label['kind']} content missed", weight=size, place=place, text=words,
                detail=f"label: {_source(text, label)}",
            )  # fmt: skip
        elif best and not _same_source(text, best, label):
            yield Miss(
                kind="wrong speaker", weight=size, place=place, text=words,
                detail=f"found {_source(text, best)}, label {_source(text, label)}",
            )  # fmt: skip
    for made in found["attributions"]:
        if all(_shared(made, label) < _HALF for label in gold["attributions"]):
            yield Miss(
                kind="content that no label has",
                weight=sum(end - start for start, end in made["content"]),
                place=place,
                text=_words(text, made["content"][0]),
                detail=f"{_source(text, made)}, rule {made['rule']}",
            )


def _characters(spans: Sequence[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _shared(found: Record, label: Record) -> float:
    """Return intersection over union of two contents, in characters."""
    first, second = _characters(found["content"]), _characters(label["content"])
    return len(first & second) / len(first | second) if first | second else 0.0


def _source(text: str, attribution: Record) -> str:
    source = attribution.get("source")
    return repr(text[source[0] : source[1]]) if source else "nobody"


def is_right(found: Record, label: Record) -> bool:
    """Tell whether a statement is a label's: half of its content, and its source."""
    return _shared(found, label) >= _HALF and _same_source("", found, label)


def _same_source(text: str, found: Record, label: Record) -> bool:
    """Tell whether two sources overlap, or neither is given."""
    del text
    given = label.get("sources") or ([label["source"]] if label.get("source") else [])
    mine = found.get("source")
    if not given or not mine:
        return not given and not mine
    return any(mine[0] < end and start < mine[1] for start, end in given)


def _missed_names(place: str, gold: Record, found: Record, *, named: bool) -> Iterator[Miss]:
    """Yield names that were missed, made up or given another type."""
    text, types = gold["text"], {"person", "organization", "place"}
    labels = [{**e, "type": _TYPES.get((e["type"] or "").casefold())} for e in gold["entities"]]
    labels = [e for e in labels if e["type"] and (not named or e.get("named", True))]
    for label in labels:
        over = [e for e in found["entities"] if _overlap(e, label)]
        words = _words(text, (label["start"], label["end"]))
        size = label["end"] - label["start"]
        if not over:
            yield Miss(
                kind="name missed", weight=size, place=place, text=words, detail=label["type"]
            )
        elif all(e["type"] != label["type"] for e in over):
            detail = f"found {over[0]['type']}, label {label['type']}"
            yield Miss(
                kind="name of wrong type", weight=size, place=place, text=words, detail=detail
            )
    for made in found["entities"]:
        if made["type"] in types and not any(_overlap(made, e) for e in labels):
            yield Miss(
                kind="name that no label has",
                weight=made["end"] - made["start"],
                place=place,
                text=_words(text, (made["start"], made["end"])),
                detail=made["type"],
            )


def _missed_times(place: str, gold: Record, found: Record) -> Iterator[Miss]:
    """Yield time expressions that were missed, or read as something else."""
    text = gold["text"]
    for label in gold["timexes"]:
        over = [t for t in found["timexes"] if _overlap(t, label)]
        words = _words(text, (label["start"], label["end"]))
        size = label["end"] - label["start"]
        if not over:
            yield Miss(
                kind="time missed", weight=size, place=place, text=words, detail=f"{label['value']}"
            )
        elif label.get("value") and label["value"] not in {t["value"] for t in over}:
            detail = f"found {over[0]['value']}, label {label['value']}"
            yield Miss(
                kind="time of wrong value", weight=size, place=place, text=words, detail=detail
            )


def _overlap(first: Record, second: Record) -> bool:
    return bool(first["start"] < second["end"] and second["start"] < first["end"])


def _words(text: str, span: Sequence[int]) -> str:
    """Return the words in brackets, with a little of what stands around them."""
    start, end = span[0], span[1]
    around = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}"
    return " ".join(around.split())


def worst(number: int, pick: Callable[[Miss], bool]) -> dict[str, list[Miss]]:
    """Return the worst errors of each kind over all files, the gravest first."""
    kinds: dict[str, list[Miss]] = {}
    for name in CORPORA:
        for miss in filter(pick, misses(annotated(name))):
            kinds.setdefault(miss.kind, []).append(miss)
    return {
        kind: sorted(found, key=lambda m: (-m.weight, m.place, m.text))[:number]
        for kind, found in sorted(kinds.items())
    }
