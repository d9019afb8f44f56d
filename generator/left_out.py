"""Leaves out the documents that would stop all others, and finds out which those are.

`blame` tells whose a finding is. A mistake of ours stops a stage without a word about whom. That
stage is then tried with each document alone, which together is about as much work as all at once;
where each alone goes well, with more and more of them, until one more is too many.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.blame import Blame, Found
from generator.errors import BriefingsError, Finding, FindingsError, Level

_ROUNDS = 20
"""Searches for documents that stop a stage only in company, before giving up."""
_LONGEST = 160
"""Characters of an exception's message in a finding."""
_PACKAGE = Path(__file__).parent

T = TypeVar("T")


class StageError(BriefingsError):
    """A mistake of ours stopped a stage."""

    def __init__(self, stage: str, error: Exception) -> None:
        self.stage = stage
        """Name of the stage: `extract`, `link`, `plan`, `render` or `validate`."""
        self.error = error
        """What stopped it."""
        super().__init__(f"{stage} stops at {told(error)}; report this, it is a mistake of ours")

    def finding(self, path: str) -> Finding:
        """Return what to say of the document at `path`, as findings show it."""
        return Finding(
            path=path,
            level=Level.ERROR,
            code=f"ours.{self.stage}",
            what=f"it cannot be read yet: {self.stage} stops at {told(self.error)}",
            hint="report this, it is a mistake of ours",
        )


class GuiltyError(BriefingsError):
    """Some documents have findings that forbid their pages."""

    def __init__(self, found: Found) -> None:
        self.found = found
        """Their findings by document id; never empty."""
        super().__init__("\n".join(str(each) for each in _all(found)))


class _EnoughError(BriefingsError):
    """The stage that was to be tried has gone well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One run through the stages, of all documents that are left or, to find out, of some."""

    documents: frozenset[str]
    """Ids of the documents that it is for."""
    left: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Documents that earlier runs left out, with why."""
    last: str = ""
    """The stage after which to stop; empty for a run that is meant."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Run a stage: what stops it is a `StageError` that names it."""
        try:
            yield
        except (StageError, GuiltyError):
            raise
        except Exception as error:
            raise StageError(name, error) from error
        if name == self.last:
            raise _EnoughError

    def judge(self, name: str, findings: Iterable[Finding], blame: Blame) -> None:
        """Raise `GuiltyError` when documents have errors, `StageError` for those of no document."""
        found, rest = blame.sort(findings)
        if found and not self.last:
            raise GuiltyError(found)
        if rest and self.last in {"", name}:
            raise StageError(name, FindingsError(rest))


def spared(
    sources: Mapping[str, str], attempt: Callable[[Trial], T], left: Found
) -> tuple[T, Found, tuple[StageError, ...]]:
    """Return what `attempt` makes of the documents that stop nothing, and why others are left out.

    `sources` gives the path of each document as findings show it, `left` those that are out from
    the start. Beside the two stand the mistakes of ours that were met. Raises what stops `attempt`
    whatever the documents are, and `FindingsError` when no document would be left.
    """
    left = dict(left)
    met: list[StageError] = []
    while True:
        kept = [document for document in sources if document not in left]
        if left and not kept:
            raise FindingsError(_all(left))
        try:
            return attempt(Trial(documents=frozenset(kept), left=left)), left, tuple(met)
        except GuiltyError as error:
            found = error.found
        except StageError as error:
            guilty = _guilty(kept, attempt, error) if len(met) < _ROUNDS else {}
            found = {each: (fault.finding(sources[each]),) for each, fault in guilty.items()}
            met += guilty.values()
            if not guilty:
                raise _plain(error) from error
        left |= found


def _guilty(
    kept: Sequence[str], attempt: Callable[[Trial], object], error: StageError
) -> dict[str, StageError]:
    """Return the documents that stop a stage, each with how; none when it stops without any."""

    def fault(some: Iterable[str]) -> StageError | None:
        try:
            attempt(Trial(documents=frozenset(some), last=error.stage))
        except StageError as found:
            return found
        except _EnoughError:
            pass
        return None

    if fault(()) is not None:
        return {}
    alone = {document: found for document in kept if (found := fault([document])) is not None}
    if alone:
        return alone
    well, stops = 1, len(kept)
    while stops - well > 1:
        middle = (well + stops) // 2
        well, stops = (middle, stops) if fault(kept[:middle]) is None else (well, middle)
    return {kept[stops - 1]: error}


def _plain(error: StageError) -> BriefingsError:
    """Return what is no document's: what says itself what to do, else that it is a mistake."""
    return error.error if isinstance(error.error, BriefingsError) else error


def _all(found: Found) -> list[Finding]:
    return [finding for findings in found.values() for finding in findings]


def told(error: Exception) -> str:
    """Return an exception as one line with the place of ours at which it was raised."""
    if isinstance(error, FindingsError):
        return str(error.findings[0])
    message = " ".join(str(error).split())[:_LONGEST].encode(errors="replace").decode()
    return f"{type(error).__name__}{f': {message}' if message else ''}{_place(error)}"


def _place(error: Exception) -> str:
    """Return the last line of ours that an exception came through, in brackets."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    ours = ((Path(frame.filename), frame.lineno) for frame in frames)
    place = next((each for each in ours if each[0].is_relative_to(_PACKAGE)), None)
    return f" ({place[0].relative_to(_PACKAGE.parent).as_posix()}:{place[1]})" if place else ""
