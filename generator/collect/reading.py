"""What a reader of one format gets and gives back."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.collect.report import Report
from generator.collect.traced import Traced
from generator.model import Metadata


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of the seeds folder, as it lies there."""

    path: str
    """Relative to the seeds folder, with `/`."""
    content: bytes
    """All its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of one file."""

    text: Traced
    """The stored text."""
    body_start: int
    """Where the body may begin: after a header, before white space is trimmed."""
    paragraphs: tuple[tuple[int, int], ...] | None = None
    """Start and end of each paragraph where the format says it; None: by lines."""
    metadata: Metadata
    """What the file says about itself."""


Reader = Callable[[RawFile, Report], Reading | None]
"""Reads one file; says in the report what is wrong, and returns None when nothing can be kept."""
