"""Proofs: what every stretch of a page's text is, in order, as data that travels with the site."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from generator.model import Dossier, Editorial, Label, NoteAction, Piece, Reference, Slice
from generator.model.page import Asset
from generator.validate.context import Context
from generator.validate.texts import stated

INDEX = "proofs.json"
"""Where the index of proofs stands below `docs/`; no page has this as its proof."""

_SHOWN = frozenset({NoteAction.COMMENT, NoteAction.QUESTION})
"""Notes whose words stand on pages."""

Run = list[Any]
"""`["s", document, start, end]` a slice of a stored text; `["l", key, slots]` an interface string;
`["r", text, origin]` reference data; `["e", text, signed]` editorial text; `["x", text]` white
space and punctuation between them."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one page."""

    page: str
    """Path of the page below `docs/`."""
    title: Run
    """The run of the title."""
    attributes: list[Run]
    """Runs of texts in attributes."""
    runs: list[Run]
    """Runs of the page's visible text, in order and without gaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A source document as the index of proofs names it."""

    path: str
    """The file, relative to the seeds folder."""
    media_type: str
    """Its media type."""
    stored: str
    """Path of the stored text below the site."""
    text_sha256: str
    """SHA-256 of the stored text."""
    sha256: str
    """SHA-256 of the file."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What is known beside the text, and where it is from."""
    notes: tuple[tuple[str, str], ...] = ()
    """Signed comments, questions and reasons for corrections: text and signer."""


@dataclass(frozen=True, slots=True)
class LeftOutRecord:
    """A document without pages as the index of proofs names it."""

    files: tuple[str, ...]
    """Its path, and the files beside it that pages name, relative to the seeds folder."""
    text_sha256: str = ""
    """SHA-256 of its text when it was last published; empty when it never was."""


@dataclass(frozen=True, slots=True)
class ProofIndex:
    """What all proofs rest on."""

    generator: str
    """Version of the generator."""
    site: tuple[str, ...]
    """Texts of the site's configuration that pages show."""
    documents: dict[str, DocumentRecord]
    """By document id."""
    pages: dict[str, str]
    """Path of a page below `docs/` to the path of the file that its proof stands in."""
    left_out: dict[str, LeftOutRecord] = field(default_factory=dict)
    """Documents that have no pages, by id."""


def run_of(piece: Piece) -> Run:
    """Return the run of a piece."""
    match piece:
        case Slice(span):
            return ["s", span.document, span.start, span.end]
        case Label(key, values):
            return ["l", key, dict(values)]
        case Reference(text, origin):
            return ["r", text, origin]
        case Editorial(text, signed):
            return ["e", text, signed]


def index_asset(dossier: Dossier, places: Mapping[str, str], context: Context) -> Asset:
    """Return the index of proofs; `places` gives the file of each page's proof."""
    index = ProofIndex(
        generator=context.version,
        site=tuple(sorted(context.reference)),
        documents=_documents(dossier, context.stored_text_path),
        pages=dict(places),
        left_out={
            document: LeftOutRecord(files, context.withdrawn.get(document, ""))
            for document, files in context.left_out.items()
        },
    )
    text = json.dumps(msgspec.to_builtins(index), ensure_ascii=False, indent=1, sort_keys=True)
    return Asset(path=INDEX, content=(text + "\n").encode())


def _documents(dossier: Dossier, stored: Mapping[str, str]) -> dict[str, DocumentRecord]:
    """Return the record of every document that has a stored text on the site."""
    records = {}
    comments = {
        linked.annotated.document.id: [note for note in linked.notes if note.action in _SHOWN]
        for linked in dossier.documents
    }
    for document in dossier.source_documents:
        if document.id in stored:
            records[document.id] = DocumentRecord(
                path=document.path,
                media_type=document.media_type,
                stored=stored[document.id],
                text_sha256=document.text_sha256,
                sha256=document.sha256,
                metadata=tuple(stated(document.metadata)),
                notes=(
                    *((note.value, note.signed) for note in comments.get(document.id, ())),
                    *((each.why, each.signed) for each in document.corrections),
                ),
            )
    return records
