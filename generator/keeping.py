"""How stages say what their units of work rest on, so that equal work is done once.

A stage that has units worth keeping takes a `Keeping` and asks it for each function that makes
one. It need not know where results are kept, or whether they are.
"""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Keeping(Protocol):
    """Gives functions that do nothing twice."""

    def __call__(self, function: Callable[P, R], *rests_on: object) -> Callable[P, R]:
        """Return a function that gives what `function` gives.

        `function` is pure; `rests_on` is what decides its result beside its arguments, but for
        the code. All of these and the result are records and plain values, without sets, whose
        order differs from run to run.
        """


def nothing_kept(function: Callable[P, R], *rests_on: object) -> Callable[P, R]:
    """Return the function itself."""
    del rests_on
    return function
