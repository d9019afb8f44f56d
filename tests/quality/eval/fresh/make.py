"""Resolves the hand-made labels in `texts/*.yml` to offsets; writes the two halves of the set.

`python -m tests.quality.eval.fresh.make` writes `fresh-open.jsonl` and `fresh-kept.jsonl`; with
`--check` it prints, for each text, what may have been overlooked: capitalised words outside every
name and words of time outside every time expression. How strings are written stands in `README.md`.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
GAP = " … "
"""Stands in a label for the words between its first and its last words."""
MARKS = '"“”'
_OCCURRENCE = re.compile(r"(?P<text>.*?)(?: (?P<sign>[@!])(?P<numbers>[\d,]+))?\Z", re.DOTALL)
_CAPITAL = re.compile(r"(?<![.?!:] )(?<!\n)(?<![“\"\n(])\b[A-Z][\w’'-]+")
_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|\w+day|January|February|March|April|June|July|August|September|October"
    r"|November|December|(?:year|month|week|hour|minute|decade)s?|ago|now|night|morning|evening"
    r"|afternoon|tomorrow|recent(?:ly)?|currently)\b"
)
_END = re.compile(r"[.?!][\"”]? +[A-Z“\"]|\n")
Span = tuple[int, int]
HALVES = ("open", "kept")
LABELS = ("attributions", "entities", "timexes")


class LabelError(ValueError):
    """A label that is not found in its text, or found more often than it says."""


def occurrences(text: str, wanted: str) -> list[Span]:
    """Return every span of a string at word boundaries; ` … ` spans to the nearest end."""
    first, gap, last = wanted.partition(GAP)
    pattern = r"(?<!\w)" + re.escape(first)
    if gap:
        pattern += r".*?" + re.escape(last)
    return [match.span() for match in re.finditer(pattern + r"(?!\w)", text, re.DOTALL)]


def numbered(text: str, label: str) -> list[Span]:
    """Return the spans that a label names: all, those after `@`, or all but those after `!`."""
    match = _OCCURRENCE.match(label)
    assert match is not None
    spans = occurrences(text, match["text"])
    if not spans:
        raise LabelError(f"not found: {label!r}")
    if match["sign"] is None:
        return spans
    chosen = {int(number) for number in match["numbers"].split(",")}
    if max(chosen) > len(spans):
        raise LabelError(f"fewer than {max(chosen)} times in the text: {label!r}")
    return [s for i, s in enumerate(spans, 1) if (i in chosen) is (match["sign"] == "@")]


def only(text: str, label: str) -> Span:
    """Return the one span that a label names."""
    spans = numbered(text, label)
    if len(spans) != 1:
        raise LabelError(f"{len(spans)} times in the text: {label!r}")
    return spans[0]


def nearest(text: str, label: str | None, contents: Sequence[Span]) -> Span | None:
    """Return the span of a speaker or cue that stands nearest to what was said, outside of it."""
    if label is None:
        return None
    spans = numbered(text, label)
    outside = [s for s in spans if not any(a < s[1] and s[0] < b for a, b in contents)]

    def distance(span: Span) -> int:
        """Return characters to the nearest part of what was said; far, if a sentence ends between."""
        between = [text[span[1] : a] or text[b : span[0]] for a, b in contents]
        gaps = [max(a - span[1], span[0] - b, 0) for a, b in contents]
        ended = all(_END.search(words) for words in between)
        return min(gaps) + (len(text) if ended else 0)

    return min(outside or spans, key=distance)


def kind_of(text: str, contents: Sequence[Span]) -> str:
    """Return `direct`, `mixed` or `indirect` by the quotation marks that contents hold."""
    pieces = [re.sub(r"``|''", '"', text[a:b]) for a, b in contents]
    if all(p[0] in MARKS and p[-1] in MARKS and not set(p[1:-1]) & set(MARKS) for p in pieces):
        return "direct"
    return "mixed" if any(mark in piece for piece in pieces for mark in MARKS) else "indirect"


def names(text: str, given: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Yield names, the longest first, none inside of another."""
    found = [
        (span, kind, label)
        for kind, labels in given.items()
        for label in labels
        for span in numbered(text, str(label))
    ]
    taken: list[Span] = []
    used: set[str] = set()
    for (start, end), kind, label in sorted(found, key=lambda f: (f[0][0] - f[0][1], f[0][0])):
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        used.add(label)
        yield {"start": start, "end": end, "type": kind}
    if unused := {label for *_, label in found} - used:
        raise LabelError(f"only inside of longer names: {sorted(unused)}")


def attributions(text: str, given: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield attributions with offsets; `who` may be a list of spans, the first is `source`."""
    for label in given:
        said = label["said"] if isinstance(label["said"], list) else [label["said"]]
        contents = [only(text, piece) for piece in said]
        who = label.get("who")
        sources = [
            nearest(text, name, contents)
            for name in (who if isinstance(who, list) else [who])
            if name is not None
        ]
        record = {
            "source": sources[0] if sources else None,
            "sources": sources,
            "cue": nearest(text, label.get("cue"), contents),
            "content": contents,
            "kind": label.get("kind") or kind_of(text, contents),
        }
        yield record | {key: label[key] for key in ("turn", "stance", "nested") if key in label}


def times(text: str, given: Iterable[Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield time expressions; a string that is given again takes its next occurrence."""
    seen: dict[str, int] = {}
    for label, value in given:
        spans = numbered(text, str(label))
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > len(spans):
            raise LabelError(f"given more often than it is found: {label!r}")
        start, end = spans[seen[label] - 1]
        yield {"start": start, "end": end, "value": None if value is None else str(value)}


def record(path: Path) -> dict[str, Any]:
    """Return one document in the form of the labelled files."""
    given = yaml.safe_load(path.read_text("utf-8"))
    text = given["text"].strip()
    try:
        date = given.get("date")
        return {
            "id": path.stem,
            "date": None if date is None else str(date),
            "text": text,
            "entities": sorted(names(text, given["names"]), key=lambda e: e["start"]),
            "attributions": sorted(
                attributions(text, given["said"]), key=lambda a: a["content"][0]
            ),
            "timexes": sorted(times(text, given["times"]), key=lambda t: t["start"]),
            "meta": {key: given[key] for key in ("kind", "title", "url", "credit", "licence")},
        }
    except LabelError as error:
        raise LabelError(f"{path.name}: {error}") from error


def overlooked(document: dict[str, Any]) -> Iterator[str]:
    """Yield what may have been overlooked in a document, with the words around."""
    text = document["text"]
    start = text.find("\n")
    for what, pattern, key in (("name", _CAPITAL, "entities"), ("time", _TIME, "timexes")):
        spans = [(e["start"], e["end"]) for e in document[key]]
        for match in pattern.finditer(text):
            if match.start() > start and not any(a <= match.start() < b for a, b in spans):
                around = text[max(0, match.start() - 25) : match.end() + 15].replace("\n", " ")
                yield f"{what}: {match[0]} … {around}"


def half(name: str) -> list[dict[str, Any]]:
    """Return the documents of one half, `open` or `kept`, by id."""
    return [record(path) for path in sorted((HERE / "texts" / name).glob("*.yml"))]


def lines(documents: Iterable[dict[str, Any]]) -> str:
    """Return documents as JSON, one a line."""
    return "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)


def main(arguments: Sequence[str]) -> None:
    """Write both halves, each from its folder; with `--check`, print doubts (of named texts)."""
    wanted = [a for a in arguments if a != "--check"]
    for name in HALVES:
        documents = half(name)
        (HERE / f"fresh-{name}.jsonl").write_text(lines(documents), "utf-8")
        words = sum(len(d["text"].split()) for d in documents)
        counts = [f"{sum(len(d[k]) for d in documents)} {k}" for k in LABELS]
        print(f"{name}: {len(documents)} documents, {words} words,", ", ".join(counts))
        for document in documents:
            if "--check" in arguments and (not wanted or document["id"] in wanted):
                print(f"== {document['id']}", *overlooked(document), sep="\n   ")


if __name__ == "__main__":
    main(sys.argv[1:])
