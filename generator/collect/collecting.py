"""Runs the steps of `collect` over a seeds folder."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from generator.collect import dates, metadata, names
from generator.collect.companions import matched
from generator.collect.documents import document_of, duplicates
from generator.collect.folder import NOTES, SIDECAR, Folder, kind_of, read_folder
from generator.collect.notes import read_notes
from generator.collect.questions import Shelf, read_questions
from generator.collect.readers import format_of, known_extensions
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.collect.sidecar import NO_SIDECAR, Sidecar, date_hint, read_sidecar
from generator.collect.stated_language import tell_stored, with_language
from generator.collect.translations import with_originals
from generator.errors import Finding
from generator.model import CuratedNote, SourceDocument
from generator.visible import visible

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Everything that the seeds folder holds."""

    documents: tuple[SourceDocument, ...]
    """In order of metadata date (undated last), then path."""
    notes: tuple[CuratedNote, ...]
    """From the `NAME.notes.yml` files, in order of file and line; then from `_questions.yml`."""
    findings: tuple[Finding, ...]
    """Everything that is wrong, in order of file and line."""
    raw: Mapping[str, bytes]
    """A document's id and its file's bytes, to be published beside the page."""


def collect(seeds: Path, *, shown_as: str = "seeds") -> Collected:
    """Read every document below `seeds`; paths of findings begin with `shown_as` and a slash."""
    folder = read_folder(seeds, shown_as)
    desk = _Desk(shown_as, list(folder.findings))
    sidecars = _sidecars(folder, desk)
    documents = [
        document
        for raw in folder.documents
        if (document := desk.guarded(raw, lambda raw: _document(raw, sidecars, desk)))
    ]
    documents = with_originals(documents, _all_documents(folder), desk.report)
    documents.sort(key=lambda document: document.path)
    tell_stored(documents, desk.report)
    for finding in duplicates(documents, shown_as):
        desk.findings.append(finding)
    documents.sort(key=_date_order)
    if not folder.documents and not desk.findings:
        hint = f"put documents there: {known_extensions()}"
        desk.report("").warning("no-documents", "the folder holds no documents", hint)
    contents = {raw.path: raw.content for raw in folder.documents}
    return Collected(
        documents=tuple(documents),
        notes=(*_notes(folder, documents, desk), *_questions(folder, documents, desk)),
        findings=tuple(sorted(set(desk.findings))),
        raw=MappingProxyType({each.id: contents[each.path] for each in documents}),
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the findings of all files come together."""

    shown_as: str
    """What findings call the seeds folder."""
    findings: list[Finding]
    """What was found so far."""

    def report(self, path: str) -> Report:
        """Return the report of one file, or of the folder for the empty path."""
        return Report(names.shown(f"{self.shown_as}/{path}".rstrip("/")), self.findings)

    def guarded(self, raw: RawFile, read: Callable[[RawFile], T]) -> T | None:
        """Return what is read of a file; a fault of ours in it is a finding, and costs no other."""
        try:
            return read(raw)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other files are read
            what = f"it cannot be read yet: {type(error).__name__}"
            hint = "report this, with the file, and move it out of the folder until then"
            self.report(raw.path).error("unread", what, hint)
            return None

    def tells_of_date(self, *paths: str) -> bool:
        """Tell whether a date in one of these files was found to be wrong."""
        shown = {self.report(path).path for path in paths if path}
        return any(
            finding.code in dates.CODES and finding.path in shown for finding in self.findings
        )


def _date_order(document: SourceDocument) -> tuple[bool, str]:
    date = document.metadata.date
    return date is None, date.value if date else ""


def _all_documents(folder: Folder) -> list[str]:
    """Return the paths of all documents, those that could not be read included."""
    broken = (path for path in folder.broken if kind_of(path) == "")
    return sorted({*broken, *(raw.path for raw in folder.documents)})


def _sidecars(folder: Folder, desk: _Desk) -> Mapping[str, Sidecar]:
    """Return the sidecars by path of document."""
    files, findings = matched(folder.sidecars, SIDECAR, _all_documents(folder), desk.shown_as)
    desk.findings.extend(findings)
    read = {
        path: desk.guarded(raw, lambda raw: read_sidecar(raw, desk.report(raw.path)))
        for path, raw in files.items()
    }
    return {path: sidecar for path, sidecar in read.items() if sidecar}


def _document(raw: RawFile, sidecars: Mapping[str, Sidecar], desk: _Desk) -> SourceDocument | None:
    """Return the document of a file, or None after a finding."""
    report = desk.report(raw.path)
    form = format_of(raw.path)
    reading = form.read(raw, report) if form else None
    if form is None or reading is None:
        return None
    sidecar = sidecars.get(raw.path, NO_SIDECAR)
    metadata.check_dates_agree(sidecar.metadata, reading.metadata, desk.report)
    merged = metadata.merged(sidecar.metadata, reading.metadata)
    document = document_of(
        raw,
        reading,
        media_type=form.media_type,
        metadata=merged,
        corrections=sidecar.corrections,
    )
    if not visible(document.text[document.body_start : document.body_end]).strip():
        what = "it holds no text" + (" beside its header" if reading.body_start else "")
        page = form.media_type == "text/html"
        put = "save the page once its text is shown" if page else "put the document's text into it"
        report.error("empty", what, f"{put}, or remove it")
        return None
    told = with_language(document, raw.content, desk.report)
    if told is None:
        return None
    if told.is_english and merged.date is None and not desk.tells_of_date(raw.path, sidecar.path):
        what = "its date is not stated, so times such as `last Tuesday` stay unresolved"
        report.warning("no-date", what, date_hint(raw.path))
    return told


def _notes(folder: Folder, documents: list[SourceDocument], desk: _Desk) -> Iterator[CuratedNote]:
    """Yield the notes of every file, in order of file and line."""
    files, findings = matched(folder.notes, NOTES, _all_documents(folder), desk.shown_as)
    desk.findings.extend(findings)
    by_path = {document.path: document for document in documents}
    for path, raw in sorted(files.items(), key=lambda item: item[1].path):
        document = by_path.get(path)
        yield from desk.guarded(raw, partial(_notes_of, document, desk)) or ()


def _questions(
    folder: Folder, documents: list[SourceDocument], desk: _Desk
) -> tuple[CuratedNote, ...]:
    """Return the places of an editor's questions."""
    if folder.questions is None:
        return ()
    fit = {document.path: document for document in documents}
    shelf = Shelf(fit, tuple(_all_documents(folder)))
    report = desk.report(folder.questions.path)
    read = desk.guarded(folder.questions, lambda raw: read_questions(raw, shelf, report))
    return read or ()


def _notes_of(
    document: SourceDocument | None, desk: _Desk, raw: RawFile
) -> tuple[CuratedNote, ...]:
    report = desk.report(raw.path)
    if document is not None and not document.is_english:
        what = f"{names.shown(document.path)} is not in English, so nothing in it is annotated"
        report.error("notes-on-stored", what, "remove the notes, or put them to a translation")
        document = None
    return read_notes(raw, document, report)
