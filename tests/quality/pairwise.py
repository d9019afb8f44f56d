"""Scores who-is-who by pairs of mentions, inside documents and across them.

Two mentions are a pair when they mean one thing. Gold mentions are the named mentions of people,
organizations and places of a labelled file. Each gold mention is matched with at most one found
mention, the two of the most common characters first (intersection over union). A found mention
must be of the label's type and cover half of it or stand where its head ends ("U.S. President
Dana Vell", "Dana Vell, who said …"), so that titles and tails inside a label do not matter; or it
must cover nearly all of it. Adjectives are left out: linking ties "Velmish" and "Velmers" to Velm
by design, and no file labels them so. So are labels inside a longer label that was found ("Velm"
in "Bank of Velm"): names are not looked for inside names.

- precision: of the pairs that linking makes among matched mentions, those that gold makes too.
- recall: of all pairs that gold makes, those that linking makes; a name that was not found costs
  its pairs.
- recall on matched: the same, over pairs of matched mentions only; what linking itself misses.

Inside documents gold's `group` says what means one thing (`gum.*`), or its `link` (`meantime`);
across documents its `link` does, and pairs within one document do not count. Where a label means
the name's use rather than its bearer ("Sweden" for a team), that is what gold says, and linking
that takes it for the country still pairs it the same way.

Run `python tests/quality/pairwise.py GOLD.jsonl [--across] [--errors]` (needs the model).
"""

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from generator.collect import document_from_text
from generator.extract import extract
from generator.link import link
from generator.model import AnnotatedDocument, Dossier, MentionForm
from generator.store import load_model

_TYPES = {
    "person": "person", "per": "person", "organization": "organization", "org": "organization",
    "group": "organization", "place": "place", "loc": "place", "gpe": "place",
}  # fmt: skip
_TAIL = re.compile(r",|\(|\s(?:of|in|at|for|from|near|by|who|which|that)\s")
_POSSESSIVE = re.compile("(?:['\u2019]s?)?\\W*$")
_GENITIVE = re.compile("['\u2019]s?$")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_HALF, _NEARLY = 0.5, 0.8
_FORMS = (MentionForm.NAME, MentionForm.DESCRIPTION)


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A mention with what it means."""

    document: str
    start: int
    end: int
    group: str
    """What it means: equal for equal things, in one document or in all."""
    text: str = ""
    type: str = ""
    """`person`, `organization` or `place`."""
    as_found: str = ""
    """For found mentions the type before linking, where it differs from what is linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Counts of pairs."""

    right: int
    """Pairs that both make."""
    made: int
    """Pairs of matched mentions that linking makes."""
    gold: int
    """Pairs that gold makes."""
    reachable: int
    """Pairs that gold makes among matched mentions."""

    @property
    def precision(self) -> float:
        """Return the share of made pairs that are right, in per cent."""
        return 100 * self.right / self.made if self.made else 100.0

    @property
    def recall(self) -> float:
        """Return the share of gold's pairs that were made, in per cent."""
        return 100 * self.right / self.gold if self.gold else 100.0

    @property
    def recall_on_matched(self) -> float:
        """Return the share of gold's pairs among matched mentions that were made, in per cent."""
        return 100 * self.right / self.reachable if self.reachable else 100.0


def gold_mentions(record: Mapping[str, Any], *, across: bool = False) -> list[Named]:
    """Return the named mentions of a labelled document."""
    found = []
    for entity in record["entities"]:
        group = entity.get("link") if across or "group" not in entity else entity["group"]
        if str(entity["type"]).casefold() not in _TYPES or not entity.get("named", True):
            continue
        text = record["text"][entity["start"] : entity["end"]]
        if group and any(char.isupper() for char in text):
            kind = _TYPES[str(entity["type"]).casefold()]
            found.append(
                Named(record["id"], entity["start"], entity["end"], str(group), text, kind)
            )
    return found


def found_mentions(dossier: Dossier, names: Mapping[str, str]) -> list[Named]:
    """Return the linked mentions of a dossier; `names` maps document ids to the records' ids."""
    return [
        Named(
            names[span.document],
            span.start,
            span.end,
            entity.id,
            span.text,
            _TYPES.get(entity.type.value, ""),
            _TYPES.get(entry.mention.type.value if entry.mention.type else "", ""),
        )
        for entity in dossier.entities
        for entry in entity.links
        if entry.mention.form in _FORMS
        for span in (entry.mention.span,)
    ]


def match(gold: Sequence[Named], found: Sequence[Named]) -> dict[Named, Named]:
    """Return the found mention for each gold mention that has one, best overlap first."""
    by_document: dict[str, list[Named]] = {}
    for mention in found:
        by_document.setdefault(mention.document, []).append(mention)
    scored = [
        (-_overlap(_bare(one), other), one, other)
        for one in gold
        for other in by_document.get(one.document, ())
        if _may_match(one, other)
    ]
    matched: dict[Named, Named] = {}
    taken: set[Named] = set()
    for _, one, other in sorted(scored):
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


def outermost(gold: Sequence[Named], matched: Mapping[Named, Named]) -> list[Named]:
    """Return gold mentions without those inside, or around, what was found for another.

    Inside: labels in the found mention of a longer label. Around: labels of the same thing whose
    name is the found mention of a shorter label.
    """
    longer: dict[str, list[Named]] = {}
    for one, other in matched.items():
        if other.end - other.start <= one.end - one.start:
            longer.setdefault(other.document, []).append(other)
    named: dict[tuple[str, str], list[Named]] = {}
    for one, other in matched.items():
        named.setdefault((one.document, one.group), []).append(other)
    return [
        one
        for one in gold
        if one in matched
        or not (
            any(
                other.start <= one.start and one.end <= other.end
                for other in longer.get(one.document, ())
            )
            or any(_may_match(one, other) for other in named.get((one.document, one.group), ()))
        )
    ]


def _may_match(one: Named, other: Named) -> bool:
    if other.end <= one.start or one.end <= other.start:
        return False
    if one.text[other.end - one.start :].startswith("-"):
        return False
    if " and " in one.text[: max(0, other.start - one.start)] and one.type == "person":
        return False
    head = _TAIL.split(one.text, maxsplit=1)[0]
    ends = {one.start + len(_POSSESSIVE.sub("", text)) for text in (head, one.text)}
    common = _overlap(_bare(one), other)
    is_type = one.type in (other.type, other.as_found)
    return common >= _NEARLY or (is_type and (other.end in ends or common >= _HALF))


def _bare(one: Named) -> Named:
    """Return a label without the article before it and the possessive ending after it."""
    article = _ARTICLE.match(one.text)
    start = article.end() if article else 0
    end = len(_GENITIVE.sub("", one.text))
    if end <= start:
        return one
    return replace(one, start=one.start + start, end=one.start + end, text=one.text[start:end])


def _overlap(one: Named, other: Named) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


def score(gold: Sequence[Named], found: Sequence[Named], *, across: bool = False) -> Scores:
    """Return how the pairs of found mentions agree with those of gold."""
    matched = match(gold, found)
    gold = outermost(gold, matched)
    right = made = total = reachable = 0
    for one, other in _pairs(gold, across=across):
        same = one.group == other.group
        both = one in matched and other in matched
        total += same
        reachable += same and both
        if both and matched[one].group == matched[other].group:
            made += 1
            right += same
    return Scores(right=right, made=made, gold=total, reachable=reachable)


def _pairs(gold: Sequence[Named], *, across: bool) -> Iterator[tuple[Named, Named]]:
    for one, other in combinations(gold, 2):
        if (one.document != other.document) == across:
            yield one, other


def errors(gold: Sequence[Named], found: Sequence[Named], *, across: bool = False) -> Counter[str]:
    """Return wrong and missing pairs as lines, with how often each occurs."""
    matched = match(gold, found)
    gold = outermost(gold, matched)
    lines: Counter[str] = Counter()
    for one, other in _pairs(gold, across=across):
        same = one.group == other.group
        both = one in matched and other in matched
        made = both and matched[one].group == matched[other].group
        if made != same:
            kind = "wrong" if made else "missing" if both else "not found"
            names = " / ".join(sorted({one.text, other.text}))
            where = "across" if across else one.document
            lines[f"{kind}: {where}: {names}"] += 1
    return lines


def read(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def annotate(records: Iterable[Mapping[str, Any]]) -> list[tuple[str, AnnotatedDocument]]:
    """Return each record's id with its annotations."""
    nlp = load_model()
    return [
        (
            record["id"],
            extract(document_from_text(record["id"], record["text"], date=_date(record)), nlp),
        )
        for record in records
    ]


def _date(record: Mapping[str, Any]) -> str | None:
    """Return a record's date; None when it has none or is not written in ISO 8601."""
    try:
        return dt.date.fromisoformat(record["date"] or "").isoformat()
    except ValueError:
        return None


def found_in(annotated: Sequence[tuple[str, AnnotatedDocument]], *, across: bool) -> list[Named]:
    """Return linked mentions: of each document alone, or of all documents linked together."""
    names = {document.document.id: name for name, document in annotated}
    if across:
        return found_mentions(link([d for _, d in annotated], ())[0], names)
    return [
        mention
        for _, document in annotated
        for mention in found_mentions(link([document], ())[0], names)
    ]


def main() -> None:
    """Print the scores of a labelled file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--across", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    records = read(options.gold)
    gold = [m for record in records for m in gold_mentions(record, across=options.across)]
    found = found_in(annotate(records), across=options.across)
    result = score(gold, found, across=options.across)
    print(  # noqa: T201 - what the command is for
        f"precision {result.precision:.1f} ({result.right} of {result.made}), "
        f"recall {result.recall:.1f} ({result.right} of {result.gold}), "
        f"recall on matched {result.recall_on_matched:.1f} (of {result.reachable})"
    )
    if options.errors:
        for line, count in errors(gold, found, across=options.across).most_common():
            print(f"{count:5d} {line}")  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
