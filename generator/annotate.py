"""Annotates the texts of a JSON-lines file: how the annotations are used and measured elsewhere.

Form: one object a line with `id`, `date` (ISO or null) and `text`; the same records come out with
`entities`, `attributions`, `timexes` and `quantities`. Offsets count code points, end exclusive.
Credits of pictures ("…  Image: NAME.") are among the attributions, with the rule
`attribution.credit`; on pages they stand apart, because nobody says a caption. So is what a
speaker withheld ("declined to say whether …"), with the stance `withholds` and the rule of the
refusal; on pages it has a place of its own. A content begins with the "that" which opens its
clause, as in corpora of attributions (PARC, GUM); on pages a statement begins after it. Teams and
websites are organizations here, as in corpora of names; on pages they have types of their own.
"""

import codecs
import contextlib
import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.collect import document_from_text, other_language
from generator.errors import BriefingsError, Finding, FindingsError, Level, MistakeError
from generator.link import link
from generator.model import (
    AnnotatedDocument,
    Attribution,
    AttributionKind,
    EntityType,
    Mention,
    MentionForm,
    Quantity,
    Refusal,
    Span,
    Stance,
    TimeExpression,
)
from generator.store import load_model

if TYPE_CHECKING:
    from spacy.language import Language


_BESIDE = 3
"""Most characters between a name and the role beside it: a comma and a space."""
_NATIONAL_BODY = "names.national-body"
"""Rule for "the Iraqi government": a description that names its body as surely as a name."""
_UNNAMED = frozenset({_NATIONAL_BODY, "names.event", "names.weapon"})
"""Rules for descriptions that tell by themselves what they mean: also "joint drills"."""


_SURROGATE = re.compile("[\ud800-\udfff]")
_THAT = re.compile(r"\bthat,?\s+[\"\u201c'\u2018]?\Z")
"""The word that opens a content clause, right before it."""
_CLOSING = frozenset("\"\u201d'\u2019")
"""Marks that close a quotation after such a word: 'said that "it would hold"'."""
_THAT_REACH = 8
"""Characters before a content in which all of that word stands."""


_CLAUSE = "time.until-clause"
"""Rule for "until the war is won": an end that hangs on an event, which TIMEX3 does not mark."""


_UNANSWERED = frozenset({"respond", "return", "reply", "answer"})
"""Verbs of those who withhold nothing in particular."""


_AS_LABELLED = {
    EntityType.TEAM: EntityType.ORGANIZATION,
    EntityType.WEBSITE: EntityType.ORGANIZATION,
}
"""Types that corpora of names label as another one; works, products and vessels they leave out."""


_TITLE = "link.title"
"""Rule for a capitalised title that stands for one known person, as a name does."""


class AnnotateError(BriefingsError):
    """A record of the input cannot be used."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a person should know of a file that was annotated."""

    wrong: tuple[Finding, ...]
    """Lines of the input that are no records; they are left out."""
    warnings: tuple[str, ...]
    """Dates that were passed over, texts in other languages."""
    mistakes: tuple[Exception, ...]
    """Mistakes of ours; the records at which they were made are left out."""
    left_out: tuple[str, ...]
    """What to say of each of those records."""


def annotate_file(
    source: Path, target: Path, progress: Callable[[int, int], None] | None = None
) -> Annotated:
    """Read records from `source`, write them annotated to `target`.

    All lines are checked first. One that is no record is left out, and so is a record at which we
    make a mistake. A date that is no ISO date is as good as none: relative times of that record
    stay unresolved. Raises `FindingsError` when no line is a record, `AnnotateError` for what
    cannot be read or written; nothing is written then.
    """
    records, wrong = _records(source)
    if wrong and not records:
        raise FindingsError(wrong)
    nlp = load_model()
    lines: list[str] = []
    mistakes: list[tuple[str, Exception]] = []
    for done, record in enumerate(records, start=1):
        try:
            lines.append(json.dumps(annotate(record, nlp), ensure_ascii=False) + "\n")
        except Exception as error:  # noqa: BLE001 - a mistake in one record stops no other
            mistakes.append((record["id"], error))
        if progress:
            progress(done, len(records))
    _write(target, "".join(lines))
    return Annotated(
        wrong=tuple(wrong),
        warnings=tuple(
            f"{source}: record {record['id']!r}: {wrong}" for record, wrong in _odd(records)
        ),
        mistakes=tuple(error for _, error in mistakes),
        left_out=tuple(
            f"{source}: record {identity!r} is left out: {MistakeError(error)}"
            for identity, error in mistakes
        ),
    )


def _odd(records: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield records with what a person should look at."""
    for record in records:
        if record.get("date") and _day(record) is None:
            yield record, f"{record['date']!r} is not a date; write YYYY-MM-DD"
        tongue = other_language(record["text"])
        if tongue:
            yield record, f"its text looks {tongue}, and rules read English only"


def _write(target: Path, text: str) -> None:
    """Put the records in place in one step, so that nobody finds half of them.

    A link, or what is no file, such as `/dev/stdout`, is written as it stands.
    """
    in_place = target.is_symlink() or (target.exists() and not target.is_file())
    part = target if in_place else target.with_name(f".{target.name}.part")
    try:
        part.write_text(text, "utf-8")
        if not in_place:
            part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            if not in_place:
                part.unlink(missing_ok=True)
        message = f"{target}: it cannot be written: {error.strerror or error}; name another file"
        raise AnnotateError(message) from error


def _day(record: dict[str, Any]) -> str | None:
    """Return the record's date where it is an ISO date."""
    try:
        return dt.date.fromisoformat(record.get("date") or "").isoformat()
    except ValueError:
        return None


def _records(source: Path) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Return the records of a file, and a finding for each line that is none."""
    try:
        lines = source.read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n")
    except OSError as error:
        message = f"{source}: it cannot be read: {error.strerror or error}; name a JSON-lines file"
        raise AnnotateError(message) from error
    records: list[dict[str, Any]] = []
    wrong: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            records.append(_record(line))
        except _WrongRecordError as error:
            what, hint = error.args
            wrong.append(
                Finding(
                    path=str(source),
                    line=number,
                    level=Level.ERROR,
                    code="annotate.record",
                    what=what,
                    hint=hint,
                )
            )
    return records, wrong


class _WrongRecordError(Exception):
    """A line is no record: what is wrong with it, and what to do."""


def _record(line: bytes) -> dict[str, Any]:
    """Return the record of a line; raises `_WrongRecordError`."""
    record = _parsed(line)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise _WrongRecordError('"text" is missing or not a string', "give each record its text")
    if not isinstance(record.get("id"), str):
        raise _WrongRecordError('"id" is missing or not a string', "give each record an id")
    if not isinstance(record.get("date"), str | None):
        raise _WrongRecordError('"date" is not a string', 'write it as "YYYY-MM-DD" or null')
    if _SURROGATE.search(json.dumps(record, ensure_ascii=False)):
        what = "half a character (U+D800 to U+DFFF)"
        raise _WrongRecordError(what, "write both halves, or leave it out")
    return record


def _parsed(line: bytes) -> object:
    """Return what a line of JSON says; raises `_WrongRecordError`."""
    try:
        return json.loads(line.decode(), parse_float=_number, parse_constant=_number)
    except UnicodeDecodeError as error:
        what = f"byte {error.start} of the line (0x{line[error.start]:02X}) is not UTF-8"
        raise _WrongRecordError(what, "save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        what = f"not JSON ({error.msg}, at character {error.pos + 1})"
        raise _WrongRecordError(what, "write one object a line") from error
    except ValueError as error:  # Python's own words name its settings
        raise _WrongRecordError(
            "a number is too large, or none", "write it between quotation marks"
        ) from error
    except RecursionError as error:
        what = "lists or objects are nested too deeply"
        raise _WrongRecordError(what, "write one flat object a line") from error


def _number(written: str) -> float:
    """Return a number of JSON; ValueError where it could not be written again."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError
    return number


def annotate(record: dict[str, Any], nlp: "Language") -> dict[str, Any]:
    """Return the record with what the rules find in its text."""
    from generator.extract import extract  # noqa: PLC0415 - imports spaCy

    document = document_from_text(record["id"], record["text"], date=_day(record))
    found = extract(document, nlp)
    return {
        **record,
        "entities": list(_entities(found)),
        "attributions": attribution_records(found, record["text"]),
        "timexes": [_timex(t) for t in found.times if t.reason.rule != _CLAUSE],
        "quantities": [_quantity(q) for q in found.quantities],
    }


def attribution_records(found: AnnotatedDocument, text: str) -> list[dict[str, Any]]:
    """Return statements, credits and refusals as the form has them."""
    said = (_attribution(each, text) for each in (*found.attributions, *found.credits))
    return [*said, *map(_withheld, _untold(found))]


def _entities(found: AnnotatedDocument) -> Iterator[dict[str, Any]]:
    """Yield names with type and, where linking knows it, the group they belong to."""
    dossier, _ = link([found], [])
    entries = [(entry, entity.id) for entity in dossier.entities for entry in entity.links]
    groups = {entry.mention.span: group for entry, group in entries}
    # Linking leaves out the article of "the Iraqi government", so such a body is known by its end.
    bodies = {entry.mention.span.end: group for entry, group in entries}
    names = [
        mention
        for mention in dossier.documents[0].annotated.mentions
        if mention.form is MentionForm.NAME or mention.reason.rule == _TITLE
    ]
    unnamed = [mention for mention in found.mentions if mention.reason.rule in _UNNAMED]
    for mention in sorted([*names, *unnamed], key=_place):
        if mention.type is not None:
            span = mention.span
            is_body = mention.reason.rule == _NATIONAL_BODY
            yield {
                "start": span.start,
                "end": span.end,
                "type": _AS_LABELLED.get(mention.type, mention.type).value,
                "group": groups.get(span) or (bodies.get(span.end) if is_body else None),
                "rule": mention.reason.rule,
            }


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _attribution(attribution: Attribution, text: str) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "source": _phrase(attribution, text),
        "name": _pair(attribution.source),
        "cue": _pair(attribution.cue),
        "content": _with_that(attribution, text),
        "kind": attribution.kind.value,
        "stance": attribution.stance.value,
        "role": _pair(attribution.role),
        "addressee": _pair(attribution.addressee),
        "channel": _pair(attribution.channel),
        "hedges": [{"span": _pair(h.span), "kind": h.kind.value} for h in attribution.hedges],
        "rule": attribution.reason.rule,
    }


def _with_that(attribution: Attribution, text: str) -> list[list[int]]:
    """Return the content with the "that" which its cue governs: "said *that it would hold*"."""
    first, *rest = _pairs(attribution.content)
    opener = _THAT.search(text, max(0, first[0] - _THAT_REACH), first[0])
    ruled = attribution.cue is not None and attribution.cue.end < first[0]
    if opener is not None and ruled:
        marked = not opener[0][-1].isspace() and text[first[1] : first[1] + 1] in _CLOSING
        first = [opener.start(), first[1] + marked]
    return [first, *rest]


def _untold(found: AnnotatedDocument) -> Iterator[Refusal]:
    """Yield refusals to say something, where no attribution has their cue.

    Who did not answer a call withheld nothing in particular.
    """
    cues = [a.cue for a in found.attributions if a.cue is not None]
    for refusal in found.refusals:
        apart = all(c.end <= refusal.cue.start or refusal.cue.end <= c.start for c in cues)
        if apart and refusal.withheld is not None and refusal.reason.note not in _UNANSWERED:
            yield refusal


def _withheld(refusal: Refusal) -> dict[str, Any]:
    return {
        "id": None,
        "parent": None,
        "source": _pair(refusal.who),
        "name": _pair(refusal.who),
        "cue": _pair(refusal.cue),
        "content": _pairs([refusal.withheld] if refusal.withheld else []),
        "kind": AttributionKind.INDIRECT.value,
        "stance": Stance.WITHHOLDS.value,
        "role": None,
        "addressee": None,
        "channel": None,
        "hedges": [],
        "rule": refusal.reason.rule,
    }


def _phrase(attribution: Attribution, text: str) -> list[int] | None:
    """Return the speaker with the role beside the name: "the mayor, Anna Torvin"."""
    name, role = attribution.source, attribution.role
    if name is None or role is None:
        return _pair(name)
    beside = name.end <= role.start <= name.end + _BESIDE
    whole = not set("()[]") & set(role.text)
    if whole and (beside or role.end <= name.start <= role.end + _BESIDE):
        first, last = min(name.start, role.start), max(name.end, role.end)
        return [first, last + (text[last : last + 1] == ")" and "(" in text[first:last])]
    return _pair(name)


def _timex(time: TimeExpression) -> dict[str, Any]:
    return {
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type.value,
        "value": time.value,
        "edtf": time.edtf,
        "doubt": time.doubt or None,
        "rule": time.reason.rule,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "figure": _pair(quantity.figure),
        "exactness": quantity.exactness.value,
        "minimum": quantity.minimum,
        "maximum": quantity.maximum,
        "unit": _pair(quantity.unit),
        "place": _pair(quantity.place),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
