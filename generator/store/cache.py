"""The extraction cache: a file for each parsed document, named by a key of all it rests on."""

import functools
import hashlib
import sys
import zlib
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import msgspec

from generator.model import AnnotatedDocument, Metadata, MetaValue, SourceDocument
from generator.store.code import code_used
from generator.store.entries import Entries
from generator.store.model import model_digest

KEPT_BYTES = 1 << 30
"""Size of all entries above which the longest unused ones go."""
RULES = ("generator.extract", "generator.store.cache", "generator.store.model")
"""Modules and packages on which extraction rests, with all of ours that they import."""
VERSIONS = ("blis", "msgspec", "numpy", "pyyaml", "spacy", "thinc")
"""Libraries on which it rests."""


class Cache:
    """Annotated documents by what they were made from; safe to share between processes."""

    def __init__(self, folder: Path) -> None:
        self.entries = Entries(folder, KEPT_BYTES)
        """The files that it keeps."""

    def get(self, document: SourceDocument) -> AnnotatedDocument | None:
        """Return what was found in `document` before, or None."""
        annotated = self.entries.get(key(document))
        try:
            return None if annotated is None else decode(annotated, document)
        except (ValueError, zlib.error, msgspec.MsgspecError):
            return None  # of another form: made anew, overwritten

    def put(self, document: SourceDocument, annotated: bytes) -> None:
        """Keep what `encode` made of `document`'s annotations; a full disk is no failure."""
        self.entries.put(key(document), annotated)

    def prune(self) -> None:
        """Remove entries that were not used for long, then the longest unused above the size."""
        self.entries.prune()


def essence(document: SourceDocument) -> SourceDocument:
    """Return `document` with only what extraction may rest on; the rest is blank.

    Extraction is given this, so nothing outside the key can change what it finds.
    """
    known = document.metadata
    return replace(
        document,
        path="",
        media_type="",
        sha256="",
        text_sha256="",
        runs=(),
        corrections=(),
        original="",
        metadata=Metadata(date=_bare(known.date), language=_bare(known.language)),
    )


def key(document: SourceDocument) -> str:
    """Return the digest of everything that decides what extraction finds in `document`."""
    content = msgspec.msgpack.encode(essence(document))
    parts = (model_digest().encode(), rules_version().encode(), content)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@functools.cache
def rules_version() -> str:
    """Return a digest of the rules, tables and records, and of the versions they run on."""
    versions = [f"python {sys.version_info[:2]}"]
    versions += [f"{name} {metadata.version(name)}" for name in VERSIONS]
    return hashlib.sha256("\n".join((code_used(*RULES), *versions)).encode()).hexdigest()


def encode(annotated: AnnotatedDocument) -> bytes:
    """Return the annotations, without the document, as compressed MessagePack."""
    blank = replace(annotated, document=_NOTHING)
    return zlib.compress(msgspec.msgpack.encode(blank), level=1)


def decode(data: bytes, document: SourceDocument) -> AnnotatedDocument:
    """Return the annotations that `encode` packed, with `document` put back."""
    annotated = msgspec.msgpack.decode(zlib.decompress(data), type=AnnotatedDocument)
    return replace(annotated, document=document)


_NOTHING = SourceDocument(
    id="",
    path="",
    media_type="",
    sha256="",
    text="",
    text_sha256="",
    body_start=0,
    body_end=0,
    paragraphs=(),
    runs=(),
    metadata=Metadata(),
)


def _bare(value: MetaValue | None) -> MetaValue | None:
    """Return the value without where it was read."""
    return value and replace(value, path="", line=0)
