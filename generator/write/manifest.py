"""The list of generated files that stands beside them."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

NAME = ".briefings.json"
"""Its name in `docs/`; MkDocs leaves out files that begin with a full stop."""
VERSION = 1
"""Raised when older programs could no longer read it rightly."""

Known = Mapping[str, frozenset[str]]
"""For each path that is ours, the digests that it may have while it is."""


class ManifestError(ValueError):
    """The manifest cannot be read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Generated files and their digests."""

    version: int = VERSION
    """Form of this file."""
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256, hexadecimal, of each generated file, by its path in `docs/`."""
    pending: dict[str, str] = field(default_factory=dict)
    """Digests of the files that a run was about to write; empty unless it was stopped."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content`, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def encode(files: Mapping[str, str], pending: Mapping[str, str] | None = None) -> bytes:
    """Return a manifest as JSON, one file a line, so that it merges as text does."""
    parts = {"version": VERSION, "files": dict(sorted(files.items()))}
    if pending:
        parts["pending"] = dict(sorted(pending.items()))
    return msgspec.json.format(msgspec.json.encode(parts), indent=2) + b"\n"


def decode(content: bytes) -> Known:
    """Return what a manifest knows; where a merge left both sides in it, both hold."""
    if b"<<<<<<<" in content:
        return _gather(re.findall(r'"([^"\n]+)": "([0-9a-f]{64})"', content.decode("utf-8")))
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, ValueError) as error:
        raise ManifestError(str(error)) from error
    if manifest.version != VERSION:
        raise ManifestError(f"its version is {manifest.version}, not {VERSION}")
    return _gather([*manifest.files.items(), *manifest.pending.items()])


def _gather(pairs: Iterable[tuple[str, str]]) -> Known:
    known: dict[str, frozenset[str]] = {}
    for path, sha256 in pairs:
        known[path] = known.get(path, frozenset()) | {sha256}
    return known
