"""Writes pages into `docs/`: only what changed, all or nothing, and only what is ours.

The manifest `docs/.briefings.json` names every generated file with its digest. A file that is
not in it, or that was edited since, is somebody's work: it is reported and never touched.
"""

from generator.write.apply import WriteError, Written, write
from generator.write.changes import DocumentChange, changes, lines, published_texts
from generator.write.survey import handwritten, published, stale

__all__ = [
    "DocumentChange",
    "WriteError",
    "Written",
    "changes",
    "handwritten",
    "lines",
    "published",
    "published_texts",
    "stale",
    "write",
]
