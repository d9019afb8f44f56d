"""An editor's questions, `_questions.yml`: what heads a row of what is disputed, and who says so.

    - question: Was the pier damaged?
      signed: R. Lund
      on: 2031-05-07                       # optional
      about:
        - document: 2031/harbour.txt       # relative to the seeds folder
          text: exact words of a statement or figure in that row
          before: the words just before them    # optional
          paragraph: 3                          # optional

The file lies in the seeds folder itself, for a question may be about several documents. Each place
is bound to exact words as a curated note is, and fails as one does when they move.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from generator.collect import dates, metadata, names, yaml_nodes
from generator.collect.decode import utf8
from generator.collect.normalise import from_utf8
from generator.collect.notes import Place, bound
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.collect.yaml_nodes import Pair
from generator.model import CuratedNote, NoteAction, SourceDocument, Span

_NEEDED = ("question", "signed", "about")
_KEYS = (*_NEEDED, "on")
_PLACE_NEEDED = ("document", "text")
_PLACE_KEYS = (*_PLACE_NEEDED, "before", "paragraph")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that a question may be about."""

    fit: Mapping[str, SourceDocument]
    """Those that could be read, by path."""
    paths: tuple[str, ...]
    """Of all that are there."""


def read_questions(raw: RawFile, shelf: Shelf, report: Report) -> tuple[CuratedNote, ...]:
    """Return a note for each place of each question; what cannot be read of them is a finding."""
    decoded = utf8(raw, report)
    root = yaml_nodes.compose(from_utf8(decoded, report).text, report) if decoded else None
    if root is None:
        return ()
    return tuple(
        note
        for entry in _entries(root, "question", 1, report)
        for note in _question(entry, raw.path, shelf, report)
    )


def _entries(node: yaml.Node, first: str, line: int, report: Report) -> Iterator[yaml.MappingNode]:
    """Yield the entries of a list that begin with the key `first`; others become findings."""
    hint = f"begin each entry with `- {first}: …`"
    if not isinstance(node, yaml.SequenceNode):
        what = f"there must be a list, and there is {yaml_nodes.kind_of(node)}"
        report.error("wrong-type", what, hint, line=line)
        return
    for entry in node.value:
        if isinstance(entry, yaml.MappingNode):
            yield entry
            continue
        what = f"an entry must be `key: value` lines, and it is {yaml_nodes.kind_of(entry)}"
        report.error("wrong-type", what, hint, line=entry.start_mark.line + 1)


def _question(
    entry: yaml.MappingNode, path: str, shelf: Shelf, report: Report
) -> tuple[CuratedNote, ...]:
    """Return a note for each place of a question; none after a finding."""
    said = len(report.findings)
    line = entry.start_mark.line + 1
    pairs = _pairs(entry, _KEYS, _NEEDED, report)
    words = {key: _text(pair, report) for key, pair in pairs.items() if key != "about"}
    about = pairs.get("about")
    places = _entries(about.node, "document", about.line, report) if about is not None else ()
    spans = [_span(place, shelf, report) for place in places]
    if len(report.findings) > said:
        return ()
    return tuple(
        CuratedNote(
            span=span,
            action=NoteAction.QUESTION,
            value=words["question"],
            signed=words["signed"],
            on=words.get("on", ""),
            path=path,
            line=line,
        )
        for span in spans
        if span is not None
    )


def _pairs(
    entry: yaml.MappingNode, known: tuple[str, ...], needed: tuple[str, ...], report: Report
) -> dict[str, Pair]:
    """Return the pairs of an entry by key; unknown and missing keys become findings."""
    pairs: dict[str, Pair] = {}
    said = len(report.findings)
    for pair in yaml_nodes.pairs(entry, report):
        if pair.key in known:
            pairs[pair.key] = pair
        else:
            metadata.tell_unknown_key(pair, known, report)
    for key in needed:
        if key not in pairs and len(report.findings) == said:
            what, line = f"the entry has no {key}", entry.start_mark.line + 1
            report.error("question-incomplete", what, f"add a line `{key}: …`", line=line)
    return pairs


def _text(pair: Pair, report: Report) -> str:
    """Return a value in one line; a date only where it is one. Empty after a finding."""
    text = yaml_nodes.text_of(pair, report, dates=pair.key == "on") or ""
    if pair.key == "on" and text:
        text = dates.checked(text, report, line=pair.line) or ""
    return " ".join(text.split())


def _span(entry: yaml.MappingNode, shelf: Shelf, report: Report) -> Span | None:
    """Return the one place that an entry says; None after a finding, or where it cannot be told."""
    line = entry.start_mark.line + 1
    said = len(report.findings)
    pairs = _pairs(entry, _PLACE_KEYS, _PLACE_NEEDED, report)
    number = pairs.pop("paragraph", None)
    paragraph = yaml_nodes.number_of(number, report) if number is not None else None
    words = {key: yaml_nodes.text_of(pair, report) or "" for key, pair in pairs.items()}
    if len(report.findings) > said:
        return None
    document = _document(words["document"], line, shelf, report)
    if document is None:
        return None
    before = words.get("before", "")
    place = Place(text=words["text"], before=before, paragraph=paragraph, line=line)
    return bound(place, document, report)


def _document(path: str, line: int, shelf: Shelf, report: Report) -> SourceDocument | None:
    """Return the document of that path; None after a finding, or where it could not be read."""
    document = shelf.fit.get(path)
    if document is not None and not document.is_english:
        what = f"{names.shown(path)} is not in English, so nothing in it is disputed here"
        report.error("question-on-stored", what, "bind the question to a translation", line=line)
        return None
    if path not in shelf.paths:
        close = difflib.get_close_matches(path, shelf.paths, n=1)
        hint = f"write {names.shown(close[0])}" if close else "write its path in the seeds folder"
        what = f"there is no document {names.shown(path)!r}"
        report.error("question-document", what, hint, line=line)
    return document
