"""Makes source documents of what readers return."""

import datetime as dt
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from generator.collect import names, paragraphs
from generator.collect.reading import RawFile, Reading
from generator.collect.report import Report
from generator.collect.traced import traced
from generator.errors import Finding
from generator.model import Correction, Metadata, MetaValue, Origin, Paragraph, SourceDocument

_LINE_END = re.compile(rb"\r\n?|\n")


def document_id(path: str) -> str:
    """Return a document's id: twelve hexadecimal digits hashed from its path."""
    return sha256(path)[:12]


def sha256(content: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text in UTF-8, hexadecimal."""
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def document_of(
    raw: RawFile,
    reading: Reading,
    *,
    media_type: str,
    metadata: Metadata,
    corrections: tuple[Correction, ...] = (),
) -> SourceDocument:
    """Return the source document that a file holds."""
    text = reading.text.text
    start, end = paragraphs.trimmed(text, reading.body_start, len(text))
    bounds = reading.paragraphs
    if bounds is None:
        bounds = paragraphs.paragraphs(text, start, end)
    return SourceDocument(
        id=document_id(raw.path),
        path=raw.path,
        media_type=media_type,
        sha256=sha256(raw.content),
        text=text,
        text_sha256=sha256(text),
        body_start=start,
        body_end=end,
        paragraphs=tuple(Paragraph(number, *bound) for number, bound in enumerate(bounds, 1)),
        breaks=tuple(at for bound in bounds for at in reading.text.added(*bound)),
        runs=reading.text.runs(),
        metadata=metadata,
        corrections=corrections,
    )


def line_in_file(document: SourceDocument, offset: int, content: bytes) -> int:
    """Return the line, from 1, of a document's file on which a code point of its text stands."""
    place = bisect_right(document.runs, offset, key=lambda run: run.start)
    run = document.runs[max(0, place - 1)]
    before = len(document.text[run.start : offset].encode(errors="surrogatepass"))
    ahead = content[: min(run.byte_start + before, run.byte_end)]
    return 1 + len(_LINE_END.findall(ahead))


def duplicates(documents: Iterable[SourceDocument], shown_as: str) -> Iterator[Finding]:
    """Yield a finding for each document that repeats an earlier one of the list."""
    by_bytes: dict[str, str] = {}
    by_words: dict[str, str] = {}
    for document in documents:
        report = Report(names.shown(f"{shown_as}/{document.path}"))
        body = " ".join(document.text[document.body_start : document.body_end].split())
        same_bytes = by_bytes.setdefault(document.sha256, document.path)
        same_words = by_words.setdefault(sha256(body), document.path)
        if same_bytes != document.path:
            what = f"it has the same bytes as {names.shown(same_bytes)}"
            report.error("duplicate", what, "remove one of the two: a copy is no second source")
        elif same_words != document.path:
            what = f"its body has the same words as {names.shown(same_words)}"
            report.warning("same-text", what, "remove one of the two, unless both are meant")
        yield from report.findings


def document_from_text(path: str, text: str, *, date: str | None = None) -> SourceDocument:
    """Return a text as a source document: all of it is body, and nothing in it is changed.

    `date` is the day that time expressions resolve against, `YYYY-MM-DD`; ValueError when it
    is none. Offsets are those of `text`; byte positions are those of its UTF-8 form.
    """
    day = dt.date.fromisoformat(date).isoformat() if date is not None else None
    metadata = Metadata(date=MetaValue(day, Origin.SIDECAR, path, 1) if day else None)
    reading = Reading(text=traced(text), body_start=0, metadata=metadata)
    raw = RawFile(path, text.encode(errors="surrogatepass"))
    return document_of(raw, reading, media_type="text/plain", metadata=metadata)
