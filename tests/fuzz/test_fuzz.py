"""Sites of mutated real documents are made, built and proven, and nothing goes wrong.

`make fuzz` searches longer, and makes what it finds small.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.drafts import Draft, sites
from tests.fuzz.smaller import Site
from tests.fuzz.trial import Problem, attempt

SITES = 20
"""As many as a machine builds in about a minute and a half."""


@pytest.mark.slow
def test_no_site_of_mutated_documents_breaks_anything(tmp_path: Path) -> None:
    """No traceback, no false alarm, no passage of another document; the same sites on every run."""
    broken: list[str] = []
    tried: list[Site] = []

    @settings(
        max_examples=SITES,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(sites())
    def look(site: tuple[Draft, ...]) -> None:
        tried.append(site)
        problem = attempt(site, tmp_path / str(len(tried)))
        if problem is not None:
            broken.append(_told(problem, site))

    look()
    assert len(tried) >= SITES
    assert not broken, "\n\n".join(broken)


def _told(problem: Problem, site: Site) -> str:
    """Return a problem with the documents that show it."""
    files = "\n".join(
        f"{number}.{draft.kind}: {draft.content()!r}" for number, draft in enumerate(site)
    )
    return f"{problem.kind}\n{problem.detail}\n{files}"


@pytest.mark.parametrize("shared", ["Ada Brunn (AB) said the bridge at Vesk is closed."])
def test_a_paragraph_in_two_documents_stays_that_of_each(tmp_path: Path, shared: str) -> None:
    """A form of a name that another document explains is justified by that document's words."""
    first = Draft("txt", "2031-03-04", ("A long way from home.", shared, "It opens in May."))
    second = Draft("txt", "2031-03-05", (shared, "AB denied it.", "Brunn will speak on Friday."))
    assert attempt((first, second), tmp_path / "site") is None
