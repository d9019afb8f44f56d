"""Where a sentence may be cut, so that what is left says no more than the whole.

A hedge, a negation, a condition and whoever says it are never cut off.
"""

import re
from collections.abc import Sequence

from generator.model import Span

_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][\w.'\u2019-]*(?:,?[ /][A-Z\u00c0-\u00de][\w.'\u2019-]*){0,4}"
    r"(?:,? \d{1,2}(?: [A-Z][a-z]+)?)?(?: \([A-Z][\w .]{1,20}\))? ?(?:\u2014|\u2013|--| - ) ?"
    r"(?=[\"\u201c]?[A-Z0-9])"
)
"""A place, with or without a day and an agency, and a dash before the first word of a sentence."""
_SIZE = re.compile(r"(?:\d{2,4}px|thumb|thumbnail)[ |]+(?=[A-Z])")
_ASIDE = re.compile(
    r"(?:,|;| \u2014| \u2013| -) "
    r"(?=(?:which|who|whose|where|with|including|as well as)\b|[a-z]+ing\b)"
)
"""What opens a relative clause, a participle or a list of examples that says more of something."""
_KEPT = re.compile(
    r"\b(?:not|no|never|none|nobody|nor|neither|without|cannot|if|unless|provided|except|only|but|"
    r"although|though|despite|however|whether|while|until|according|alleged(?:ly)?|reported(?:ly)?|"
    r"claim\w*|said|says?|saying|told|stat(?:ed|ing|es?)|call(?:ed|ing|s)|believ\w+|deni\w+|deny\w*|"
    r"citing|quot\w+|add(?:ed|ing|s)|warn\w*|argu\w+|suggest\w*|announc\w+|may|might|could|would|"
    r"should|perhaps|possibl[ey]|probabl[ey]|likely|expected|about|think\w*|thought|insist\w*)\b"
    r"|n['\u2019]t\b|[\"\u201c\u201d`?]",
    re.IGNORECASE,
)
"""Words that may hedge, negate, condition or attribute what stands before them."""
_PAIRS = (("\u201c", "\u201d"), ("``", "''"), ("(", ")"), ("[", "]"))
_REST = 10
"""Words that must be left of a sentence that is cut."""
_TAIL = 5
"""Words that a cut must save."""


def after_dateline(text: str) -> int:
    """Return where the first sentence of a report begins behind its dateline; 0 without one."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def after_size(text: str) -> int:
    """Return where a sentence begins behind the size of a picture that a wiki left: "150px"."""
    found = _SIZE.match(text)
    return found.end() if found else 0


def before_aside(span: Span, kept: Sequence[Span]) -> int | None:
    """Return the offset in a sentence at which it may end earlier; None when it may not.

    `kept` are the hedges, cues, speakers and refusals of the document.
    """
    for found in _ASIDE.finditer(span.text):
        end, tail = found.start(), span.text[found.end() :]
        if _may_go(span.text[:end], tail) and not any(
            part.end > span.start + end and part.start < span.end for part in kept
        ):
            return end
    return None


def _may_go(rest: str, tail: str) -> bool:
    """Tell whether a tail only says more of something that the rest says whole."""
    long_enough = len(rest.split()) >= _REST and len(tail.split()) >= _TAIL
    return long_enough and balanced(rest) and _KEPT.search(tail) is None


def balanced(text: str) -> bool:
    """Tell whether each quotation mark and each bracket of `text` has its fellow."""
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)
