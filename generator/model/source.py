"""Source documents: what `collect` hands on."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

_ENGLISH = frozenset({"en", "eng", "und"})
"""Languages, as BCP 47 tags begin, of texts that are read; `und` states none."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some characters of a stored text (W3C TextPositionSelector and TextQuoteSelector)."""

    document: str
    """Id of the source document."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """The exact characters."""

    def part(self, start: int, end: int) -> "Span":
        """Return the part between two offsets of the stored text, as far as it is inside."""
        first = min(max(start, self.start), self.end)
        last = max(min(end, self.end), first)
        return Span(self.document, first, last, self.text[first - self.start : last - self.start])

    def touches(self, other: "Span") -> bool:
        """Tell whether both have a character of one document in common."""
        apart = self.end <= other.start or other.end <= self.start
        return self.document == other.document and not apart


class Origin(StrEnum):
    """Where a piece of metadata was read."""

    HEADER = "header"
    """In the file's own ` date YYYY-MM-DD ` header."""
    FRONT_MATTER = "front matter"
    """In the YAML block at the top of a Markdown file."""
    HTML = "html"
    """In the metadata of an HTML page."""
    SIDECAR = "sidecar"
    """In the file's `.meta.yml`."""


@dataclass(frozen=True, slots=True)
class MetaValue:
    """One metadata value with where it came from."""

    value: str
    """The text as found, line ends and outer white space trimmed."""
    origin: Origin
    """What kind of place it was read in."""
    path: str
    """The file it was read in, relative to the seeds folder."""
    line: int
    """Line in that file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document beside its text; None means the source does not state it."""

    title: MetaValue | None = None
    """Headline."""
    publisher: MetaValue | None = None
    """Who published it."""
    author: MetaValue | None = None
    """Who wrote it."""
    url: MetaValue | None = None
    """Where it was published."""
    licence: MetaValue | None = None
    """Terms under which the text may be used."""
    date: MetaValue | None = None
    """Publication date, ISO 8601 `YYYY-MM-DD`; time expressions resolve against it."""
    language: MetaValue | None = None
    """BCP 47 tag."""
    translator: MetaValue | None = None
    """Who translated it."""
    translation_of: MetaValue | None = None
    """The file of which it is a translation, relative to its own folder."""
    note: MetaValue | None = None
    """A remark by whoever added the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why a text that was published changed, in a person's words."""

    before: str
    """The first twelve or more digits of the SHA-256 of the stored text before."""
    why: str
    signed: str
    """Who says so."""
    on: str
    """When, `YYYY-MM-DD`; empty when not said."""
    path: str
    """The sidecar, relative to the seeds folder."""
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    number: int
    """From 1, as printed."""
    start: int
    """First code point that is not white space."""
    end: int
    """One past its last code point that is not white space."""


@dataclass(frozen=True, slots=True)
class ByteRun:
    """`text[start:end]` was decoded from `file[byte_start:byte_end]`.

    Runs are in order of `start`, do not overlap, and leave out only characters that
    normalisation added (paragraph breaks between blocks of HTML or Markdown).
    """

    start: int
    """First code point in the stored text."""
    end: int
    """One past the last code point."""
    byte_start: int
    """First byte in the file."""
    byte_end: int
    """One past the last byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One file of `seeds/`: its normalised text, metadata and hashes."""

    id: str
    """Twelve hexadecimal digits of the SHA-256 of `path`; survives a correction of the text."""
    path: str
    """The file, relative to the seeds folder, with `/`."""
    media_type: str
    """`text/plain`, `text/markdown` or `text/html`."""
    sha256: str
    """SHA-256 of the file's bytes, hexadecimal."""
    text: str
    """The stored text: what offsets count in. Includes the header of a plain-text file."""
    text_sha256: str
    """SHA-256 of the stored text in UTF-8, hexadecimal."""
    body_start: int
    """Where the body begins in `text`, after header and white space."""
    body_end: int
    """Where the body ends in `text`, before trailing white space."""
    paragraphs: tuple[Paragraph, ...]
    """The body's paragraphs in order."""
    breaks: tuple[int, ...] = ()
    """Where inside a paragraph the format itself ends a line (`<br>`) or a cell of a table; other
    line ends there only wrap the text."""
    runs: tuple[ByteRun, ...]
    """How the stored text maps to the file's bytes."""
    metadata: Metadata
    """What is known beside the text."""
    corrections: tuple[Correction, ...] = ()
    """Why its text is not what was published before, oldest first."""
    original: str = ""
    """Id of the document of which it is a translation; empty when it is none."""

    @property
    def is_english(self) -> bool:
        """Whether the rules read it: any other language is stored and not annotated."""
        stated = self.metadata.language
        return stated is None or stated.value.lower().partition("-")[0] in _ENGLISH

    def span(self, start: int, end: int) -> Span:
        """Return the span of the stored text from `start` to `end`."""
        return Span(self.id, start, end, self.text[start:end])

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds the code point at `offset`, or None."""
        place = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start)
        found = self.paragraphs[place - 1] if place else None
        return found if found is not None and offset < found.end else None
