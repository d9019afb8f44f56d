"""What can go wrong, as data and as exceptions.

A `Finding` is a problem found while work goes on: all findings are collected and reported at once.
An exception stops the work; its message ends in what to do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

TRACEBACK = "BRIEFINGS_TRACEBACK"
"""Variable of the environment that asks for where a mistake of ours arose."""

_MOST_OF_A_KIND = 10
"""Findings of one kind in one file that are printed each."""


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Nothing may be written while it stands."""
    WARNING = "warning"
    """The pages are right, but a person should look."""
    NOTE = "note"
    """Worth knowing; nothing to do."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Finding:
    """A problem found, as data: where, what, what to do."""

    path: str
    """The file as the user knows it, relative to the folder of `mkdocs.yml`, with `/`."""
    line: int = 0
    """Line in that file, from 1; 0 when the whole file is meant."""
    level: Level
    """How grave it is."""
    code: str
    """A stable name, such as `collect.not-utf8`."""
    what: str
    """What is wrong, one sentence without a final stop."""
    hint: str
    """What to do, one sentence without a final stop."""

    def __str__(self) -> str:
        """Return the finding as one line: `seeds/a.txt:3: error: what; hint [code]`."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.level}: {self.what}; {self.hint} [{self.code}]"


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they are printed: of many of one kind in a file the first, and how many.

    The order is kept. Whoever counts findings, or decides by them, needs all of them.
    """
    findings = list(findings)
    counts = Counter((each.path, each.level, each.code) for each in findings)
    told: Counter[tuple[str, Level, str]] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        kind = (finding.path, finding.level, finding.code)
        told[kind] += 1
        if told[kind] <= _MOST_OF_A_KIND or counts[kind] == _MOST_OF_A_KIND + 1:
            kept.append(finding)
        elif told[kind] == _MOST_OF_A_KIND + 1:
            more = counts[kind] - _MOST_OF_A_KIND
            what = f"and {more:,} more of this kind in {finding.path}, from this line on"
            kept.append(replace(finding, what=what, hint="mend the first; the others are alike"))
    return kept


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding forbids writing."""
    return any(finding.level is Level.ERROR for finding in findings)


class BriefingsError(Exception):
    """Root of every exception of this package; the message ends in what to do."""


class FindingsError(BriefingsError):
    """Work stopped because findings of level error stand."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(findings))
        """Every finding, errors and others, in the order of files and lines."""
        super().__init__("\n".join(str(finding) for finding in grouped(self.findings)))


class MistakeError(BriefingsError):
    """A mistake of ours, found out by an exception that nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        said = " ".join(str(error).split()).encode(errors="replace").decode()
        what = f"{type(error).__name__}: {said}" if said else type(error).__name__
        super().__init__(
            f"{what}; report this, it is a mistake of ours (`{TRACEBACK}=1` shows where it arose)"
        )


class ConfigurationError(BriefingsError):
    """The configuration in `mkdocs.yml` cannot be used."""


class ModelUnavailableError(BriefingsError):
    """The language model is not installed and could not be fetched."""


class ModelTamperedError(BriefingsError):
    """A file of the language model does not have its official digest."""


@contextmanager
def noted(page: str) -> Iterator[None]:
    """Let an exception name the page of which something was made."""
    try:
        yield
    except Exception as error:
        error.add_note(page)
        raise
