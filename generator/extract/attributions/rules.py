"""The shape of a rule: what it is called, when it holds, and sentences that it hits and misses.

Rules stand in lists, in the order in which they are asked, and the first that holds decides:
`vetoes.VETOES` (nothing is said after all), `ends.ENDS` (what is said ends here). A new rule is a
record at the end of such a list; `tests/extract/attributions/test_attributions_rules.py` reads the
sentences of every record, and sees each hit fail without its rule.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Case = TypeVar("Case")
"""What a rule of a list looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Case]):
    """One decision, with its own examples."""

    name: str
    """Dotted name, which `briefings explain` prints."""
    holds: Callable[[Case], bool]
    """Tells whether it decides a case."""
    hits: tuple[str, ...]
    """Sentences that it decides, and that read differently without it."""
    misses: tuple[str, ...]
    """Sentences that look alike and that it must leave alone."""


def deciding(rules: Sequence[Rule[Case]], case: Case) -> Rule[Case] | None:
    """Return the first rule that holds, or None."""
    return next((rule for rule in rules if rule.holds(case)), None)
