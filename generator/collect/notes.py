"""Curated notes, `NAME.notes.yml`: a person's corrections and comments, bound to exact words.

    - text: the exact words
      before: the words just before them      # optional
      paragraph: 3                            # optional
      action: comment                         # or another action; comment when left out
      value: what the action needs
      signed: who says so
      why: for whoever reads the file         # optional

A note binds to the one place in the body where its words stand. Letters, signs and case must
agree; only white space may differ, because a line break in the source is a space in YAML. Words
that stand nowhere, or in more than one place, are an error: a note never drifts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.collect import metadata, names, yaml_nodes
from generator.collect.decode import utf8
from generator.collect.normalise import from_utf8
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.collect.yaml_nodes import Pair
from generator.model import CuratedNote, EntityType, NoteAction, SourceDocument, Span

_KEYS = ("text", "before", "paragraph", "action", "value", "signed", "why")
_NEEDED = ("text", "signed")
_ACTIONS = tuple(action for action in NoteAction if action is not NoteAction.QUESTION)
"""What a note may do; a question has a file of its own."""
_WITHOUT_VALUE = frozenset({NoteAction.NOT_A_NAME, NoteAction.NOT_A_STATEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody says that something belongs."""

    text: str
    before: str
    paragraph: int | None
    line: int


def read_notes(
    raw: RawFile, document: SourceDocument | None, report: Report
) -> tuple[CuratedNote, ...]:
    """Return the notes of a file; without a document only their form is checked."""
    decoded = utf8(raw, report)
    root = yaml_nodes.compose(from_utf8(decoded, report).text, report) if decoded else None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        what = f"it must be a list of notes, and it is {yaml_nodes.kind_of(root)}"
        report.error("wrong-type", what, "begin each note with `- text: the words`", line=1)
        return ()
    return tuple(_notes(root, raw.path, document, report))


def _notes(
    root: yaml.SequenceNode, path: str, document: SourceDocument | None, report: Report
) -> Iterator[CuratedNote]:
    for entry in root.value:
        line = entry.start_mark.line + 1
        if not isinstance(entry, yaml.MappingNode):
            what = f"a note must be `key: value` lines, and it is {yaml_nodes.kind_of(entry)}"
            report.error("wrong-type", what, "begin it with `- text: the words`", line=line)
            continue
        before = len(report.findings)
        note = _note(entry, path, document, report)
        if note is not None and len(report.findings) == before:
            yield note


def _note(
    entry: yaml.MappingNode, path: str, document: SourceDocument | None, report: Report
) -> CuratedNote | None:
    """Return one note, or None after a finding or without a document."""
    line = entry.start_mark.line + 1
    said = len(report.findings)
    words, paragraph = _fields(entry, report)
    if len(report.findings) > said:
        return None
    for key in _NEEDED:
        if key not in words:
            what = f"the note has no {key}"
            report.error("note-incomplete", what, f"add a line `{key}: …`", line=line)
    action = _action(words, line, report)
    if document is None or action is None or "text" not in words:
        return None
    place = Place(
        text=words["text"], before=words.get("before", ""), paragraph=paragraph, line=line
    )
    span = bound(place, document, report)
    if span is None:
        return None
    return CuratedNote(
        span=span,
        action=action,
        value=words.get("value", ""),
        signed=words.get("signed", ""),
        path=path,
        line=line,
    )


def _fields(entry: yaml.MappingNode, report: Report) -> tuple[dict[str, str], int | None]:
    """Return a note's texts by key, and its paragraph."""
    words: dict[str, str] = {}
    paragraph: int | None = None
    for pair in yaml_nodes.pairs(entry, report):
        if pair.key not in _KEYS:
            metadata.tell_unknown_key(pair, _KEYS, report)
        elif pair.key == "paragraph":
            paragraph = yaml_nodes.number_of(pair, report)
        else:
            words[pair.key] = _words(pair, report)
    return words, paragraph


def _words(pair: Pair, report: Report) -> str:
    return yaml_nodes.text_of(pair, report) or ""


def _action(words: dict[str, str], line: int, report: Report) -> NoteAction | None:
    """Return what a note does, when it has the value that it needs for it."""
    written = words.get("action", NoteAction.COMMENT.value)
    if written not in _ACTIONS:
        _tell_choice("action", written, [action.value for action in _ACTIONS], (line, report))
        return None
    action = NoteAction(written)
    value = words.get("value", "")
    if not value and action not in _WITHOUT_VALUE:
        what = f"the note has no value, which the action {action.value!r} needs"
        report.error("note-incomplete", what, "add a line `value: …`", line=line)
        return None
    if action is NoteAction.TYPE and value not in list(EntityType):
        _tell_choice("type", value, [kind.value for kind in EntityType], (line, report))
        return None
    return action


def _tell_choice(name: str, written: str, choices: list[str], at: tuple[int, Report]) -> None:
    line, report = at
    meant = names.slip_of(written.lower(), choices)
    hint = f"write {meant}" if meant else f"use one of {', '.join(choices)}"
    report.error("note-choice", f"there is no {name} {written!r}", hint, line=line)


def bound(place: Place, document: SourceDocument, report: Report) -> Span | None:
    """Return the one place where words stand that something is bound to; None after a finding."""
    numbers = {paragraph.number for paragraph in document.paragraphs}
    if place.paragraph is not None and place.paragraph not in numbers:
        what = f"the document has {len(numbers)} paragraphs, and no {place.paragraph}"
        report.error("note-unbound", what, "correct the paragraph", line=place.line)
        return None
    found = list(_places(place, document))
    if len(found) == 1:
        return found[0]
    if not found:
        what = f"its words {_short(place.text)} stand nowhere in {document.path}"
        where = " in that paragraph, after those words" if place.before or place.paragraph else ""
        hint = f"copy them from the document{where}, letter for letter, or remove the note"
        report.error("note-unbound", what, hint, line=place.line)
        return None
    what = f"its words {_short(place.text)} stand in {len(found)} places of {document.path}"
    numbers = {each.number for span in found if (each := document.paragraph_at(span.start))}
    choices = ", ".join(str(number) for number in sorted(numbers))
    hint = "add `before:` with the words just before"
    hint += f", or `paragraph:` with one of {choices}" if len(numbers) > 1 else ""
    report.error("note-ambiguous", what, hint, line=place.line)
    return None


def _places(place: Place, document: SourceDocument) -> Iterator[Span]:
    pattern = re.compile(rf"(?=({_whole(place.text)}))")
    before = re.compile(rf"(?:{_flexible(place.before)})\s*\Z") if place.before else None
    body = document.text[: document.body_end]
    for match in pattern.finditer(body, document.body_start):
        start, end = match.span(1)
        paragraph = document.paragraph_at(start)
        if place.paragraph is not None and (
            paragraph is None or paragraph.number != place.paragraph
        ):
            continue
        if before is None or before.search(body, document.body_start, start):
            yield document.span(start, end)


def _whole(words: str) -> str:
    """Return a pattern for words that are not part of longer ones."""
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return left + _flexible(words) + right


def _flexible(words: str) -> str:
    """Return a pattern that agrees with words in all but the length and kind of white space."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:59]}…")  # noqa: PLR2004 - a line's worth
