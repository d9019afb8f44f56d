"""Why a weighed name has its type: what spoke for and against it, and which type came second."""

from collections.abc import Mapping, Sequence

from generator.model import EntityType

CLASSES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, None)
"""What a score is kept for; None is for what names nothing that is listed."""
Scores = tuple[float, ...]
Table = Mapping[str, Scores]
_SHOWN = 5
"""Pieces of evidence that are named on each side."""
_SMALLEST = 0.05
"""Evidence that moves a decision by less than this is not worth naming."""


def verdict(scores: Scores, parts: Sequence[str], table: Table) -> tuple[str, str]:
    """Return what to note of a decision, and the alternative that it beat.

    `scores` are those of all mentions of the name together, one for each of `CLASSES`; `parts` is
    the evidence about this mention. What a piece of evidence speaks for is the difference between
    its weights for the type that won and for the one that came second.
    """
    first, second = sorted(range(len(CLASSES)), key=lambda index: -scores[index])[:2]
    pulls = {part: table[part][first] - table[part][second] for part in parts if part in table}
    told = [f"{_name(first)} {scores[first]:.2f}"]
    for side, sign in (("for it", 1), ("against it", -1)):
        found = sorted(pulls.items(), key=lambda pull: (-sign * pull[1], pull[0]))
        named = [f"{part} {pull:+.2f}" for part, pull in found if sign * pull > _SMALLEST]
        if named:
            told.append(f"{side}: {', '.join(named[:_SHOWN])}")
    return "; ".join(told), f"{_name(second)} {scores[second]:.2f}: scores less"


def lead(scores: Scores) -> float:
    """Return by how much the best of some scores beats the second."""
    first, second, *_ = sorted(scores, reverse=True)
    return first - second


def _name(index: int) -> str:
    kind = CLASSES[index]
    return kind.value if kind else "no name"
