"""Which sidecar and which notes belong to which document.

`a.meta.yml` and `a.txt.meta.yml` both belong to `a.txt`; the second also where there is an `a.md`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.collect import names
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.errors import Finding


def matched(
    files: Iterable[RawFile], ending: str, documents: Iterable[str], shown_as: str
) -> tuple[Mapping[str, RawFile], tuple[Finding, ...]]:
    """Return the file of each document's path, and a finding for each file that has no place."""
    findings: list[Finding] = []
    found: dict[str, RawFile] = {}
    lost: list[tuple[str, Report]] = []
    known = sorted(documents)
    for file in files:
        report = Report(names.shown(f"{shown_as}/{file.path}"), findings)
        stem = file.path.removesuffix(ending)
        owners = list(_owners(stem, known))
        if not owners:
            lost.append((stem, report))
        elif len(owners) > 1:
            listed = " and ".join(names.shown(owner) for owner in owners)
            hint = f"name it after the whole file: {names.shown(owners[0])}{ending}"
            report.error("ambiguous-companion", f"it could belong to {listed}", hint)
        elif owners[0] in found:
            first = names.shown(found[owners[0]].path)
            what = f"{names.shown(owners[0])} has two such files: this and {first}"
            report.error("two-companions", what, "merge them into one")
        else:
            found[owners[0]] = file
    _tell_lost(lost, ending, [path for path in known if path not in found])
    return found, tuple(findings)


def _owners(stem: str, known: list[str]) -> Iterator[str]:
    """Yield the documents that a name means: the one of exactly that name, else any of it."""
    if stem in known:
        yield stem
    else:
        yield from (path for path in known if _without_extension(path) == stem)


def _without_extension(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))


def _tell_lost(lost: list[tuple[str, Report]], ending: str, free: list[str]) -> None:
    """Add a finding for each file of no document; it may belong to one that has none of its own."""
    choices = [*map(_without_extension, free), *free]
    for stem, report in lost:
        close = names.slip_of(stem, choices)
        meant = f"; did you mean {names.shown(close)}{ending}" if close else ""
        what = "there is no document of that name beside it"
        report.error("no-document", what, f"rename it to its document's name, or remove it{meant}")
