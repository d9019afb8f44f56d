"""What a reader of one format gets and gives back."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.collect.paragraphs import trimmed
from generator.collect.report import Report
from generator.collect.traced import Traced, added, join
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


def of_blocks(parts: list[Traced], stated: Metadata) -> Reading:
    """Return the reading of a text whose paragraphs are `parts`, an added blank line apart."""
    pieces: list[Traced] = []
    bounds: list[tuple[int, int]] = []
    size = 0
    for part in parts:
        start, end = trimmed(part.text, 0, len(part))
        if start == end:
            continue
        if pieces:
            pieces.append(added("\n\n"))
            size += 2
        pieces.append(part[start:end])
        bounds.append((size, size + end - start))
        size += end - start
    return Reading(text=join(pieces), body_start=0, paragraphs=tuple(bounds), metadata=stated)
