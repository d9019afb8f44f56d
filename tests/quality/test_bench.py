"""The ratios that are published are those of the costs that were measured."""

import pytest

from tests.quality.bench import Cost, middle, ratios

DONE = ("nothing changed", "one edited", "one new", "one note", "one template")


def test_ratios_compare_what_was_measured_in_one_run() -> None:
    """Cold over a change, and ours over the bare programs, by CPU seconds."""
    costs = {f"{command}: {what}": cost(2.0) for command in ("generate", "build") for what in DONE}
    costs |= {"generate: cold": cost(80.0), "build: cold": cost(90.0)}
    costs |= {"build: after generate": cost(15.0), "spaCy alone": cost(40.0)}
    found = ratios({**costs, "MkDocs alone": cost(20.0)})
    assert found["generate, one edited: cold over it"] == 40.0
    assert found["build, one edited: cold over it"] == 45.0
    assert found["generate, cold: over the bare pipeline"] == 2.0
    assert found["build after generate: over bare MkDocs"] == pytest.approx(0.75)


def test_a_round_that_was_disturbed_counts_little() -> None:
    """The figures of several rounds are their medians."""
    assert middle([cost(1.0), cost(9.0), cost(1.5)]).cpu == pytest.approx(1.5)


def cost(seconds: float) -> Cost:
    """Return a cost of so many CPU seconds."""
    return Cost(cpu=seconds, wall=seconds, megabytes=1.0)
