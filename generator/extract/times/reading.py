"""What a rule makes of a phrase, before it becomes a `TimeExpression`."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.extract.times.periods import Period
from generator.model import TimeType

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.extract.times.context import Context

NO_DATE = "no-document-date"
"""Doubt of a phrase that counts from a document date that is not known."""

NO_ANCHOR = "no-anchor"
"""Doubt of a phrase that counts from an event or date that the text before it does not give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A phrase and what one rule takes it to mean; offsets count in the parsed text."""

    start: int
    end: int
    rule: str
    type: TimeType = TimeType.DATE
    value: str | None
    edtf: str | None = None
    doubt: str = ""
    alternatives: tuple[str, ...] = ()
    period: Period | None = None
    """The stretch of the calendar it names, when later phrases may count from it."""
    anchor: "Reading | None" = None
    """The phrase it counts from; None means the document date."""
    note: str = ""
    compares: bool = False
    """Whether figures are compared with it, so that nothing after it counts from it."""
    beaten: tuple[str, ...] = ()
    """Readings that lost without leaving a doubt, each as `EDTF: why not`."""

    def in_doubt(self, doubt: str, *alternatives: str) -> "Reading":
        """Return the same reading as uncertain, with the other readings in EDTF."""
        edtf = doubtful(self.edtf) if self.edtf else None
        return replace(self, edtf=edtf, doubt=doubt, alternatives=alternatives)

    def counted_from(self, anchor: "Reading | None") -> "Reading":
        """Return the same reading with the phrase that it counts from."""
        return replace(self, anchor=anchor)

    def as_comparison(self) -> "Reading":
        """Return the same reading as what figures are compared with: "a year earlier"."""
        return replace(self, compares=True)

    def over(self, other: Period, why: str) -> "Reading":
        """Return the same reading as preferred to another stretch of the calendar."""
        return replace(self, beaten=(*self.beaten, f"{other.edtf}: {why}"))

    def noted(self, note: str) -> "Reading":
        """Return the same reading with data behind it."""
        return replace(self, note=note)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the words it may begin with, and what it means."""

    name: str
    starts: frozenset[str]
    """Lower-cased first words; `0` stands for any that begins with a digit."""
    pattern: re.Pattern[str]
    read: "Callable[[re.Match[str], Context], Reading | None]"
    """Returns None when the context speaks against the pattern."""


_SPACE = r"(?:[^\S\n]{1,3}|\n)"
_PIECE = re.compile(r"\\N\{([^}]+)\}|(\[(?:\\.|[^\]\\])*\])|(\\? )|(\\.)")


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a space stands for short white space, a line's end included."""

    def piece(match: re.Match[str]) -> str:
        name, brackets, space, _ = match.groups()
        if name:
            return unicodedata.lookup(name)
        if brackets:
            return re.sub(r"\\N\{([^}]+)\}", lambda found: unicodedata.lookup(found[1]), brackets)
        return _SPACE if space else match[0]

    return re.compile(_PIECE.sub(piece, pattern))


def dated(match: re.Match[str], rule: str, period: Period) -> Reading:
    """Return the reading of a phrase that names a stretch of the calendar."""
    return Reading(
        start=match.start(),
        end=match.end(),
        rule=rule,
        value=period.value,
        edtf=period.edtf,
        period=period,
    )


def doubtful(edtf: str) -> str:
    """Return an EDTF date marked as uncertain, each end of an interval for itself."""
    return "/".join(
        part if part in {"..", ""} or part.endswith("?") else f"{part}?" for part in edtf.split("/")
    )


def unresolved(
    match: re.Match[str],
    rule: str,
    doubt: str,
    *,
    value: str | None = None,
    edtf: str | None = None,
) -> Reading:
    """Return the reading of a phrase whose date cannot be told."""
    return Reading(
        start=match.start(), end=match.end(), rule=rule, value=value, edtf=edtf, doubt=doubt
    )


def plain(
    match: re.Match[str], rule: str, kind: TimeType, value: str | None, note: str = ""
) -> Reading:
    """Return the reading of a duration, a set or a reference without a date."""
    return Reading(
        start=match.start(), end=match.end(), rule=rule, type=kind, value=value, note=note
    )
