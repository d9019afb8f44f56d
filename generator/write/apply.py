"""Changes `docs/` so that a run that is killed at any moment leaves it whole or mendable.

Everything is first written to a staging folder and made durable; then the manifest says what is
about to happen; then files are moved into place, one atomic step each; then the manifest says
that it has happened. A run that finds an unfinished one knows its files by their digests and
goes on from there.
"""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BriefingsError, FindingsError
from generator.write.manifest import NAME, digest, encode
from generator.write.survey import State, Survey, folders, survey

if sys.platform != "win32":
    import fcntl

STAGING = ".briefings-"
"""How the names of staging folders begin."""


class WriteError(BriefingsError):
    """`docs/` cannot be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run changed, as paths in `docs/`, sorted."""

    written: tuple[str, ...]
    """Files that are new or have other bytes than before."""
    removed: tuple[str, ...]
    """Files that an earlier run made and nothing asks for now."""
    unchanged: tuple[str, ...]
    """Files that already were as they should be."""


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be done."""

    write: tuple[str, ...]
    """Files to move into place."""
    remove: tuple[str, ...]
    """Files to remove."""
    before: bytes
    """The manifest while it is being done: old and new digests."""
    after: bytes
    """The manifest when it is done."""


def write(files: Mapping[str, bytes], docs: Path) -> Written:
    """Make the generated part of `docs` equal to `files`, whose keys are paths with `/`.

    Raises `FindingsError`, before anything is changed, when a file is not ours to overwrite.
    """
    try:
        docs.mkdir(parents=True, exist_ok=True)
        with _locked(docs):
            return _write(files, docs)
    except OSError as error:
        raise WriteError(
            f"{error.filename or docs}: {error.strerror or error}; "
            "make room or allow writing there, then run `briefings generate` again"
        ) from error


def _write(files: Mapping[str, bytes], docs: Path) -> Written:
    """Survey, then change what differs."""
    _clear(docs)
    found = survey(files, docs)
    if found.findings:
        raise FindingsError(found.findings)
    change = _change(files, found)
    if change.write or change.remove or found.manifest != change.after:
        _apply(files, docs, change, known=tuple(found.known))
    kept = sorted(files.keys() - set(change.write))
    return Written(change.write, change.remove, tuple(kept))


def _change(files: Mapping[str, bytes], found: Survey) -> Change:
    """Work out what to do."""
    write = tuple(path for path in sorted(files) if found.states[path] is not State.SAME)
    remove = tuple(
        path for path, state in found.states.items() if path not in files and state is State.OURS
    )
    new = {path: digest(content) for path, content in files.items()}
    return Change(write, remove, encode(found.ours, pending=new), encode(new))


def _apply(files: Mapping[str, bytes], docs: Path, change: Change, *, known: Iterable[str]) -> None:
    """Stage, announce, move, and say that it is done."""
    touched = (*change.write, *change.remove)
    _check_writable(docs, touched)
    with _staging(docs) as staging:
        staged = {path: staging / str(number) for number, path in enumerate(change.write)}
        before, after = staging / "before", staging / "after"
        contents = {place: files[path] for path, place in staged.items()}
        _stage({**contents, before: change.before, after: change.after})
        _make_durable([staging])
        with _uninterrupted():
            before.replace(docs / NAME)
            _make_durable([docs])
            _move(docs, change.remove, staged)
            _remove_empty(docs, known)
            _make_durable([*_existing(docs, touched), docs])
            after.replace(docs / NAME)
            _make_durable([docs])


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until files are in place; what kills outright is mended by the next run."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)
    if asked:
        raise KeyboardInterrupt


def _stage(contents: Mapping[Path, bytes]) -> None:
    """Write every file; only then wait for the disk, which is quicker than one by one."""
    for place, content in contents.items():
        place.write_bytes(content)
    _make_durable(contents)


def _move(docs: Path, remove: Collection[str], staged: Mapping[str, Path]) -> None:
    """Remove files, then move the staged ones into place."""
    for path in remove:
        (docs / path).unlink()
    _remove_empty(docs, remove)
    for path, place in staged.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        place.replace(docs / path)


def _make_durable(paths: Iterable[Path]) -> None:
    """Wait until files and folders have reached the disk."""
    for path in paths:
        if sys.platform == "win32" and path.is_dir():
            continue  # folders cannot be opened there
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_writable(docs: Path, paths: Iterable[str]) -> None:
    """Raise when a folder does not allow its files to change."""
    for folder in (*_existing(docs, paths), docs):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied", str(folder))


def _existing(docs: Path, paths: Iterable[str]) -> tuple[Path, ...]:
    return tuple(folder for folder in folders(docs, paths) if folder.is_dir())


def _remove_empty(docs: Path, paths: Iterable[str]) -> None:
    """Remove the folders of `paths` that hold nothing, inner ones first."""
    for folder in _existing(docs, paths):
        with contextlib.suppress(OSError):  # not empty
            folder.rmdir()


@contextlib.contextmanager
def _staging(docs: Path) -> Iterator[Path]:
    """Give a new folder on the same file system, which MkDocs does not look into."""
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=docs))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(docs: Path) -> None:
    """Remove the staging folders of runs that were killed."""
    for left in docs.glob(f"{STAGING}*/"):
        shutil.rmtree(left)


@contextlib.contextmanager
def _locked(docs: Path) -> Iterator[None]:
    """Keep a second run waiting; the lock ends with the process, however it ends."""
    if sys.platform == "win32":  # there two runs at once are on their own
        yield
        return
    handle = os.open(docs, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
