"""Which reader reads which files.

To add a format: write a module `read_FORMAT.py` with a function `read(raw, report)` of type
`reading.Reader`, add a line for each of its extensions here, a module to `tests/collect/`, and a
line to the documentation. The fixture `check` of `tests/collect/conftest.py` holds whatever a
reader returns to the invariants of `SourceDocument`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from generator.collect import read_html, read_markdown, read_text
from generator.collect.reading import Reader


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read."""

    media_type: str
    """As `SourceDocument.media_type` has it."""
    read: Reader
    """What reads it."""


_TEXT = Format("text/plain", read_text.read)
_HTML = Format("text/html", read_html.read)
_MARKDOWN = Format("text/markdown", read_markdown.read)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": _TEXT,
        ".md": _MARKDOWN,
        ".markdown": _MARKDOWN,
        ".html": _HTML,
        ".htm": _HTML,
    }
)
"""Format by extension, in small letters."""


def format_of(path: str) -> Format | None:
    """Return the format that a path's extension stands for, whatever its case."""
    return FORMATS.get(PurePosixPath(path).suffix.lower())


def known_extensions() -> str:
    """Return the extensions as a message lists them."""
    return ", ".join(FORMATS)
