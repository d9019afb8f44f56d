"""What lies in the seeds folder: documents, sidecars and notes, and what cannot be used.

Names that begin with `.` or `_` are passed over, files and folders alike: a place for drafts. One
file alone is read of them, an editor's questions. Passed over too is the folder `NAME_files` that
a browser saves beside `NAME.html`.
The order never depends on the file system: everything is sorted by path.
"""

import os
import stat
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.collect import names
from generator.collect.data_uris import slim
from generator.collect.readers import format_of, known_extensions
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.errors import Finding

LIMIT = 5_000_000
"""The most text that is read of a file, in bytes; a long report is a tenth of it."""
LARGEST = 100_000_000
"""The largest page that is looked into for pictures, which are no text, in bytes."""
PASSED_OVER = (".", "_")
"""What the names of files and folders begin with that are not read."""
SIDECAR = ".meta.yml"
"""What the name of a file of metadata ends in."""
NOTES = ".notes.yml"
"""What the name of a file of curated notes ends in."""
_SAVED_BESIDE = ("_files", "_Files")
"""What the name of the folder that a browser saves beside `NAME.html` ends in."""
QUESTIONS = "_questions.yml"
"""Name of the file of an editor's questions, in the seeds folder itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The files of the seeds folder that could be read, by kind, in order of path."""

    documents: tuple[RawFile, ...]
    """Files with an extension of a known format."""
    sidecars: tuple[RawFile, ...]
    """Files named `NAME.meta.yml`."""
    notes: tuple[RawFile, ...]
    """Files named `NAME.notes.yml`."""
    questions: RawFile | None
    """The file of an editor's questions, if there is one."""
    broken: frozenset[str]
    """Paths of documents that are there but could not be read."""
    findings: tuple[Finding, ...]
    """What was wrong with names, links and files."""


def read_folder(seeds: Path, shown_as: str) -> Folder:
    """Read every file below `seeds`."""
    found: dict[str, list[RawFile]] = {"": [], SIDECAR: [], NOTES: []}
    broken: set[str] = set()
    findings: list[Finding] = []
    paths: list[str] = []
    for path in _walk(seeds, "", shown_as, findings):
        report = Report(names.shown(f"{shown_as}/{path}"), findings)
        kind = kind_of(path)
        if kind is None:
            if not (seeds / path).is_symlink() or _stays_inside(seeds, seeds / path, report):
                _tell_unknown(path, report)
            continue
        paths.append(path)
        content = _content(seeds, path, report) if names.usable(path, report) else None
        if content is None:
            broken.add(path)
        else:
            found[kind].append(RawFile(path, content))
    findings.extend(names.clashes(paths, shown_as))
    return Folder(
        documents=tuple(found[""]),
        sidecars=tuple(found[SIDECAR]),
        notes=tuple(found[NOTES]),
        questions=_questions(seeds, shown_as, findings),
        broken=frozenset(broken),
        findings=tuple(findings),
    )


def kind_of(path: str) -> str | None:
    """Return `SIDECAR`, `NOTES`, the empty string for a document, or None for other files."""
    for ending in (SIDECAR, NOTES):
        if path.endswith(ending):
            return ending
    return "" if format_of(path) else None


def _walk(folder: Path, prefix: str, shown_as: str, findings: list[Finding]) -> Iterator[str]:
    """Yield the paths of files, relative to the seeds folder, sorted within each folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        report = Report(names.shown(f"{shown_as}/{prefix}".rstrip("/")), findings)
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            hint = "make the folder and put documents into it, or correct its name in mkdocs.yml"
            report.error("no-folder", "there is no such folder", hint)
        else:
            _tell_unreadable(error, report)
        return
    pages = {PurePath(entry.name).stem for entry in entries if _is_page(entry.name)}
    for entry in entries:
        if entry.name.startswith(PASSED_OVER):
            continue
        path = prefix + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield path
            continue
        if _of_page(entry.name, pages):
            continue
        if kind_of(path) is not None:
            Report(names.shown(f"{shown_as}/{path}"), findings).warning(
                "folder-named-as-file",
                "it is a folder, though its name ends as a file's",
                "rename the folder; the files in it are read all the same",
            )
        yield from _walk(Path(entry.path), f"{path}/", shown_as, findings)


def _is_page(name: str) -> bool:
    return (form := format_of(name)) is not None and form.media_type == "text/html"


def _of_page(name: str, pages: Container[str]) -> bool:
    """Tell whether a folder holds what a browser saved beside a page: pictures, scripts, frames."""
    return name.endswith(_SAVED_BESIDE) and name.rpartition("_")[0] in pages


def _questions(seeds: Path, shown_as: str, findings: list[Finding]) -> RawFile | None:
    if not os.path.lexists(seeds / QUESTIONS):
        return None
    content = _content(seeds, QUESTIONS, Report(names.shown(f"{shown_as}/{QUESTIONS}"), findings))
    return RawFile(QUESTIONS, content) if content is not None else None


def _content(seeds: Path, path: str, report: Report) -> bytes | None:
    """Return a file's bytes, or None after a finding."""
    file = seeds / path
    try:
        if file.is_symlink() and not _stays_inside(seeds, file, report):
            return None
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            report.error(
                "not-a-file",
                "it is neither a file nor a folder",
                "remove it from the folder, or put a file there",
            )
            return None
        page = _is_page(path)
        size = status.st_size
        if size <= (LARGEST if page else LIMIT):
            content = file.read_bytes()
            size = size if size <= LIMIT else len(slim(content).content)
            if size <= LIMIT:
                return content
        _tell_large(size, report)
    except OSError as error:
        _tell_unreadable(error, report)
    return None


def _stays_inside(seeds: Path, link: Path, report: Report) -> bool:
    """Tell whether a symbolic link leads to a file of the seeds folder, with a finding if not."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        what = "it is a symbolic link that leads to nothing or to itself"
        report.error("broken-link", what, "put the file itself there, or remove the link")
        return False
    if not target.is_relative_to(seeds.resolve()):
        what = "it is a symbolic link out of the seeds folder"
        report.error("link-outside", what, "put the file itself there; such links are not read")
        return False
    if target.is_dir():
        what = "it is a symbolic link to a folder"
        report.error("link-to-folder", what, "put the folder's files there, or remove the link")
        return False
    return True


def _tell_large(size: int, report: Report) -> None:
    report.error(
        "too-large",
        f"it has {size:,} bytes of text; at most {LIMIT:,} are read",
        "split it into several documents, or move it out of the folder",
    )


def _tell_unreadable(error: OSError, report: Report) -> None:
    report.error(
        "unreadable",
        f"it cannot be read: {error.strerror or 'input error'}",
        "allow this user to read it, or move it out of the folder",
    )


def _tell_unknown(path: str, report: Report) -> None:
    for ending in (SIDECAR, NOTES):
        other = ending.replace(".yml", ".yaml")
        if path.lower().endswith((other, ending)):
            what = f"it is ignored: such files end in {ending}"
            report.error("unknown-extension", what, f"rename it so that it ends in {ending}")
            return
    report.warning(
        "unknown-extension",
        "it is ignored: its extension is none that can be read",
        f"save its text in one of {known_extensions()}, or begin its name with _ to pass it over",
    )
