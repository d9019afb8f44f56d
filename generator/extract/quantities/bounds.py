"""Words that limit a figure: `at least`, `some`, `or more`."""

import re

from generator.extract.quantities.words import choice
from generator.model import Exactness

_KINDS = {
    "at_least": Exactness.AT_LEAST,
    "at_most": Exactness.AT_MOST,
    "approximate": Exactness.APPROXIMATE,
}
_BEFORE = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{choice(kind)})\s(?:the\s)?)" for kind in _KINDS) + r"$",
    re.IGNORECASE,
)
_BEFORE_ANY = re.compile(
    r"(?:" + "|".join(rf"(?P<{kind}>\b(?:{choice(kind)}))" for kind in _KINDS) + r")\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:"
    + "|".join(rf"(?P<{kind}>(?:{choice(kind + '_after')}))" for kind in _KINDS)
    + r")(?!\w)",
    re.IGNORECASE,
)
_REACH = 32
_ENDS = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)


def bound_before(text: str, start: int) -> tuple[int, Exactness | None]:
    """Return where the words that limit a figure begin, and what they make of it."""
    window = text[max(0, start - _REACH) : start]
    match = _BEFORE_ANY.search(window)
    if match is None or match.lastgroup is None:
        return start, None
    begin = start - len(window) + match.start()
    outer, stronger = bound_before(text, begin)
    if stronger is not None:
        return outer, stronger
    return begin, _KINDS[match.lastgroup]


def bound_after(text: str, end: int) -> tuple[int, Exactness | None]:
    """Return where the words after a figure that limit it end, and what they make of it."""
    match = _AFTER.match(text, end)
    if match is None or match.lastgroup is None:
        return end, None
    return match.end(), _KINDS[match.lastgroup]


def range_start(text: str, start: int) -> int:
    """Return where "between" or "from" begins before the first end of a range."""
    match = _ENDS.search(text[max(0, start - 9) : start])
    return start - len(match[0]) if match else start
