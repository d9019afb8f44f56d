"""Runs the steps of `collect` over a seeds folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.collect import names
from generator.collect.documents import document_of
from generator.collect.folder import Folder, read_folder
from generator.collect.readers import format_of, known_extensions
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.errors import Finding
from generator.model import CuratedNote, SourceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Everything that the seeds folder holds."""

    documents: tuple[SourceDocument, ...]
    """In order of metadata date (undated last), then path."""
    notes: tuple[CuratedNote, ...]
    """From the `NAME.notes.yml` files, in order of file and line."""
    findings: tuple[Finding, ...]
    """Everything that is wrong, in order of file and line."""
    raw: Mapping[str, bytes]
    """A document's id and its file's bytes, to be published beside the page."""


def collect(seeds: Path, *, shown_as: str = "seeds") -> Collected:
    """Read every document below `seeds`; paths of findings begin with `shown_as` and a slash."""
    folder = read_folder(seeds, shown_as)
    findings = list(folder.findings)
    documents = list(_documents(folder, shown_as, findings))
    documents.sort(key=_order)
    if not documents and not findings:
        Report(shown_as, findings).warning(
            "no-documents", "the folder holds no documents", f"put {known_extensions()} files there"
        )
    contents = {raw.path: raw.content for raw in folder.documents}
    return Collected(
        documents=tuple(documents),
        notes=(),
        findings=tuple(sorted(findings)),
        raw={document.id: contents[document.path] for document in documents},
    )


def _order(document: SourceDocument) -> tuple[bool, str, str]:
    date = document.metadata.date
    return date is None, date.value if date else "", document.path


def _documents(folder: Folder, shown_as: str, findings: list[Finding]) -> Iterator[SourceDocument]:
    for raw in folder.documents:
        report = Report(names.shown(f"{shown_as}/{raw.path}"), findings)
        document = _document(raw, report)
        if document is not None:
            yield document


def _document(raw: RawFile, report: Report) -> SourceDocument | None:
    form = format_of(raw.path)
    reading = form.read(raw, report) if form else None
    if form is None or reading is None:
        return None
    document = document_of(raw, reading, media_type=form.media_type, metadata=reading.metadata)
    if not document.paragraphs:
        report.error("empty", "it holds no text", "put the document's text into it, or remove it")
        return None
    if document.metadata.date is None:
        report.warning("no-date", "it has no date", "add one")
    return document
