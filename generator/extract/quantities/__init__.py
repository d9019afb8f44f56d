"""Quantities: figures as printed, with bounds, what they count and where."""

from collections.abc import Sequence

from generator.extract.parse import Parse
from generator.model import Quantity, TimeExpression


def find_quantities(parse: Parse, times: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
    """Return the quantities of the body, in order; none lies inside a time expression."""
    del parse, times
    return ()
