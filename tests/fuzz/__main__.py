"""Searches for sites that break the generator, as long as it is told to; `make fuzz` runs it.

    python -m tests.fuzz [--seed N] [--seconds S] [--examples N]

The first site of each kind of failure is made as small as can be in a minute, printed, and
written below `build/fuzz/`; the search goes on for other kinds. Exit status 1 when any was found.
"""

import argparse
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.drafts import Draft, sites
from tests.fuzz.smaller import Site, smaller
from tests.fuzz.trial import Problem, attempt, write
from tests.material import ROOT

FOUND = ROOT / "build/fuzz"
"""Where the documents that broke something are written."""
_PATIENCE = 60.0
"""Seconds in which a site that breaks something is made smaller."""
_ROUND = 25
"""Sites from one seed of Hypothesis; each round has another."""


class Search:
    """Searches until its time is over; remembers the kinds of failure that it has met."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds
        """When to stop, in seconds of the monotonic clock."""
        self.kinds: set[str] = set()
        """Kinds of failure met so far."""
        self.tried = 0
        """Sites that were tried."""

    def over(self) -> bool:
        """Tell whether the time is over."""
        return time.monotonic() > self.end

    def round(self, name: str, examples: int) -> None:
        """Try some sites, always the same ones for one name."""

        @seed(name)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        )
        @given(sites())
        def look(site: Site) -> None:
            self.look(site)

        look()

    def look(self, site: Site) -> None:
        """Try a site; print and keep it when it breaks in a new way."""
        if self.over():
            return
        self.tried += 1
        problem = tried(site)
        if problem is None or problem.kind in self.kinds:
            return
        self.kinds.add(problem.kind)
        end = time.monotonic() + _PATIENCE

        def breaks(other: Site) -> bool:
            found = tried(other) if time.monotonic() < end else None
            return found is not None and found.kind == problem.kind

        site = smaller(site, breaks)
        _keep(site, tried(site) or problem)


def tried(site: Sequence[Draft]) -> Problem | None:
    """Return what goes wrong with a site, made in a folder that is removed."""
    with tempfile.TemporaryDirectory() as folder:
        return attempt(site, Path(folder) / "site")


def main() -> int:
    """Search, print and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--examples", type=int, default=10_000, help="the most sites to try")
    arguments = parser.parse_args()
    search = Search(arguments.seconds)
    click.echo(f"seed {arguments.seed}, {arguments.seconds:.0f} seconds")
    for number in range(0, arguments.examples, _ROUND):
        if not search.over():
            search.round(f"{arguments.seed} {number}", min(_ROUND, arguments.examples - number))
    click.echo(f"{search.tried} sites tried, {len(search.kinds)} kinds of failure")
    return bool(search.kinds)


def _keep(site: Site, problem: Problem) -> None:
    """Print a failure and write its documents into a folder of their own."""
    taken = {path.name for path in FOUND.glob("*")}
    folder = FOUND / next(name for name in map(str, range(1, 10**6)) if name not in taken)
    write(site, folder)
    (folder / "problem.txt").write_text(f"{problem.kind}\n\n{problem.detail}\n", "utf-8")
    click.echo(f"\n## {problem.kind}\n\n{problem.detail.strip()}\n")
    for path in sorted((folder / "seeds").iterdir()):
        click.echo(f"{path.relative_to(ROOT)}: {path.read_bytes().decode()!r}")


if __name__ == "__main__":
    sys.exit(main())
