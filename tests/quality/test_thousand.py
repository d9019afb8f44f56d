"""The measurement with a thousand documents is the same for one seed, and tells faults apart."""

import random
from pathlib import Path

import pytest

from tests.quality.thousand import Step, fill

DUPLICATE = "seeds/a.txt: error: it has the same bytes as b.txt; remove one [collect.duplicate]"
OURS = "docs/a.md: error: its words are no source's; report it [page.unproven]"


def step(status: int, *said: str) -> Step:
    """A command that ended so and said this."""
    return Step(name="generate", status=status, seconds=1.0, megabytes=1.0, said=said)


@pytest.mark.parametrize(
    ("ended", "right"),
    [
        (step(0), True),
        (step(1, DUPLICATE), True),
        (step(1, DUPLICATE, OURS), False),
        (step(1), False),
        (step(0, "Traceback (most recent call last):"), False),
    ],
)
def test_only_faults_of_the_input_may_stop_it(ended: Step, *, right: bool) -> None:
    """A step is right when it succeeds, or when every error is a fault of the input."""
    assert ended.right() is right


def test_one_seed_makes_the_same_documents(tmp_path: Path) -> None:
    """The same names and bytes for one seed, others for another; as many as were asked for."""
    made: dict[str, dict[str, bytes]] = {}
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        fill(tmp_path / name, random.Random(seed), 20)  # noqa: S311 -- no secret
        seeds = tmp_path / name / "seeds"
        files = [path for path in sorted(seeds.rglob("*")) if path.is_file()]
        made[name] = {path.relative_to(seeds).as_posix(): path.read_bytes() for path in files}
    assert made["a"] == made["b"] != made["c"]
    assert sum(not name.endswith(".meta.yml") for name in made["a"]) == 20
