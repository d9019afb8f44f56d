"""A digest of everything that pages are made from, but for what `docs/` holds already.

Two runs with one digest make the same pages: sources, templates, configuration, code and the
versions of libraries are all in it, and no stage looks at anything else. Where a file cannot be
read, that is in the digest too.
"""

import functools
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib import metadata
from pathlib import Path

from generator.collect import PASSED_OVER, QUESTIONS
from generator.config import Settings
from generator.store.code import all_code, code_used
from generator.templating import package_folder

_ELSEWHERE = {"cache", "docs", "notes", "to_html"}
"""Settings that change no page: where things are kept, what was said of the configuration, and a
function that `markdown` describes."""


def inputs_digest(settings: Settings) -> str:
    """Return the digest, hexadecimal; it takes about as long as reading the files."""
    stated = {
        field.name: str(getattr(settings, field.name))
        for field in fields(settings)
        if field.name not in _ELSEWHERE
    }
    digest = hashlib.sha256(json.dumps([code_digest(), stated], sort_keys=True).encode())
    for folder in (settings.seeds, package_folder(), settings.templates):
        passed_over = PASSED_OVER if folder == settings.seeds else ()
        for line in _lines(folder, "", passed_over) if folder else ():
            digest.update(f"{line}\0".encode(errors="surrogateescape"))
        digest.update(b"\0\0")
    return digest.hexdigest()


def code_digest() -> str:
    """Return a digest of the whole package, of Python and of every library that is installed."""
    return hashlib.sha256(f"{_versions()}\0{all_code()}".encode()).hexdigest()


def digest_of(*roots: str) -> str:
    """Return a digest of what modules or packages of ours rest on, and of the same versions."""
    return hashlib.sha256(f"{_versions()}\0{code_used(*roots)}".encode()).hexdigest()


@functools.cache
def _versions() -> str:
    versions = sorted(f"{each.name} {each.version}" for each in metadata.distributions())
    return "\n".join((sys.version, *versions))


def _lines(folder: Path, prefix: str, passed_over: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield for everything below a folder its path, what it is, and a digest of what it holds.

    Names that begin with one of `passed_over` are left out, but for the file of questions.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield f"{prefix} {error.errno}"
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(passed_over) and path != QUESTIONS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield f"{path}/"
            yield from _lines(Path(entry.path), f"{path}/", passed_over)
        else:
            yield f"{path} {_held(Path(entry.path))}"


def _held(path: Path) -> str:
    """Return a digest of a file's bytes, with where it leads when it is a symbolic link."""
    try:
        leads = os.fspath(path.resolve()) if path.is_symlink() else ""
        if not stat.S_ISREG(path.stat().st_mode):
            return f"{leads} no file"
        with path.open("rb") as file:
            return f"{leads} {hashlib.file_digest(file, 'sha256').hexdigest()}"
    except (OSError, RuntimeError) as error:
        return type(error).__name__
