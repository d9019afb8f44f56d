"""Which sidecar and which notes belong to which document.

`a.meta.yml` and `a.txt.meta.yml` both belong to `a.txt`; the second also where there is an `a.md`.
"""

import difflib
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
    known = sorted(documents)
    for file in files:
        report = Report(names.shown(f"{shown_as}/{file.path}"), findings)
        owners = list(_owners(file.path.removesuffix(ending), known))
        if len(owners) != 1:
            _tell_owners(file.path.removesuffix(ending), ending, (owners, known), report)
        elif owners[0] in found:
            first = names.shown(found[owners[0]].path)
            what = f"{names.shown(owners[0])} has two such files: this and {first}"
            report.error("two-companions", what, "merge them into one")
        else:
            found[owners[0]] = file
    return found, tuple(findings)


def _owners(stem: str, known: list[str]) -> Iterator[str]:
    """Yield the documents that a name means: the one of exactly that name, else any of it."""
    if stem in known:
        yield stem
    else:
        yield from (path for path in known if _without_extension(path) == stem)


def _without_extension(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))


def _tell_owners(
    stem: str, ending: str, owners_of_known: tuple[list[str], list[str]], report: Report
) -> None:
    owners, known = owners_of_known
    if owners:
        listed = " and ".join(names.shown(owner) for owner in owners)
        hint = f"name it after the whole file: {names.shown(owners[0])}{ending}"
        report.error("ambiguous-companion", f"it could belong to {listed}", hint)
        return
    close = difflib.get_close_matches(stem, [_without_extension(path) for path in known], n=1)
    meant = f"; did you mean {names.shown(close[0])}{ending}" if close else ""
    what = "there is no document of that name beside it"
    report.error("no-document", what, f"rename it to its document's name, or remove it{meant}")
