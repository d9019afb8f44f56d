"""Files of a cache: each sealed over its name and content, so that none is taken for another."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

KEPT_DAYS = 30
"""Days after its last use for which an entry is kept."""
_SEAL = hashlib.sha256().digest_size
"""Bytes of an entry's seal."""


class Entries:
    """Bytes by name, in files below one folder; safe to share between processes.

    A name is a digest of all that the bytes rest on, hexadecimal.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        """Where entries are; made on first use."""
        self.limit = limit
        """Size in bytes of all entries above which the longest unused ones go."""

    def get(self, name: str) -> bytes | None:
        """Return what was put under `name`; None when it is absent, damaged or another's."""
        path = self._path(name)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        content = unsealed(entry, name.encode())
        if content is not None:
            _touch(path)
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` under `name`, in one move; a full disk is no failure."""
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(sealed(content, name.encode()))
            os.replace(file.name, path)  # noqa: PTH105 -- NamedTemporaryFile gives a string
        except OSError:
            return

    def prune(self) -> None:
        """Remove entries that were not used for long, then the longest unused above the limit."""
        total = 0
        for used, size, path in sorted(self._all(), reverse=True):
            total += size
            if total > self.limit or time.time() - used > KEPT_DAYS * 86400:
                path.unlink(missing_ok=True)

    def _all(self) -> Iterator[tuple[float, int, Path]]:
        """Yield last use in seconds since the epoch, size in bytes, and path of each entry."""
        for path in self.folder.glob("*/*"):
            try:
                stat = path.stat()
            except OSError:
                continue
            if path.is_file():
                yield stat.st_mtime, stat.st_size, path

    def _path(self, name: str) -> Path:
        """Return where the entry with a name is."""
        return self.folder / name[:2] / name[2:]


def sealed(content: bytes, name: bytes) -> bytes:
    """Return an entry: a seal over its name and content, then the content."""
    return hashlib.sha256(name + content).digest() + content


def unsealed(entry: bytes, name: bytes) -> bytes | None:
    """Return an entry's content; None when it is damaged, or another name's."""
    seal, content = entry[:_SEAL], entry[_SEAL:]
    return content if seal == hashlib.sha256(name + content).digest() else None


def _touch(path: Path) -> None:
    """Note that an entry was used."""
    try:
        os.utime(path)
    except OSError:
        return
