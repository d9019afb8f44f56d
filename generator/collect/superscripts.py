"""What a mark above the line is: a note's, or part of what it stands on.

A page writes `40<sup>6</sup> million` for a note to the figure 40, and `12 m<sup>2</sup>` for
square metres. As plain text both lose their height: the note's mark would make the figure another
one, so it is left out; what might be a power or a price is set apart by a space.
"""

import re
from enum import Enum

_MARK = re.compile(
    r"""\[?\(?(?:
        \d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*      # 3; 3,4; 3-5
        |[a-z]{1,2}                          # a
        |(?:n|nb|note|nt|fn)\s*\.?\s*\d{1,3}
        |[*†‡§¶#]+
    )[\])]?[.,]?
    |\[[^\]]{1,40}\]                         # [citation needed]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|me|e|o|a|os|as|ème|de|le|lle|r)\.?", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:^|[\d\s(/·*.])(?:[kcmdµnh]?m|in|ft|yd|mi|nmi|ha|s|sec|h|hr|kg|g|l|km/h|sq)$", re.IGNORECASE
)
_POWER = re.compile(r"[+\u2212-]?[2-9]|[\u2212-]1")
_VARIABLE = re.compile(r"(?:^|[^\w\u2019'])[A-Za-z]$|[=+*/^]\s*[A-Za-z]{1,3}$")
_PRICE = re.compile(r"[$€£¥]\s?\d[\d,.]*$")
_TEN = re.compile(r"(?:^|\D)10$")
_ISOTOPE = re.compile(r"(?:[A-Z][a-z]?)(?![A-Za-z])")
_TRADE = re.compile(r"(?:tm|sm|mc|md)", re.IGNORECASE)


class Shown(Enum):
    """What becomes of a mark above the line in plain text."""

    KEPT = "kept"
    """It stays where it is."""
    APART = "apart"
    """A space before it keeps it from being read as part of the word."""
    BEFORE = "before"
    """A space after it parts the mark of a note from the note."""
    LEFT_OUT = "left out"
    """It is a note's, and belongs to no word."""


def shown(before: str, mark: str, after: str, *, linked: bool) -> Shown:
    """Return what becomes of a mark: `before` and `after` are the text around it on the line.

    `linked` tells that the mark holds a link, as those of notes do.
    """
    mark = mark.strip()
    base = before[-1:]
    if not mark:
        return Shown.KEPT
    if not base.strip():
        return _first(before, mark, after, linked=linked)
    if linked:
        return Shown.LEFT_OUT
    if after[:1] in {"/", "\u2044"} and mark.isdigit():
        return Shown.APART if base.isdigit() else Shown.KEPT
    if _TRADE.fullmatch(mark):
        return Shown.APART
    return _on_figure(before, mark) if base.isdigit() else _on_word(before, mark)


def _first(before: str, mark: str, after: str, *, linked: bool) -> Shown:
    """Return what becomes of a mark that stands on nothing: an isotope's, or a note's own."""
    if linked:
        return Shown.LEFT_OUT
    glued = after[:1].isalnum() and _MARK.fullmatch(mark)
    if not glued or (mark.isdigit() and _ISOTOPE.match(after)):
        return Shown.KEPT
    return Shown.LEFT_OUT if before else Shown.BEFORE


def _on_figure(before: str, mark: str) -> Shown:
    if _ORDINAL.fullmatch(mark):
        return Shown.KEPT
    if not mark.lstrip("+\u2212-").isdigit():
        return Shown.LEFT_OUT if _MARK.fullmatch(mark) else Shown.APART
    price = len(mark) == 2 and _PRICE.search(before)  # noqa: PLR2004 - the digits of cents
    return Shown.APART if price or _TEN.search(before) else Shown.LEFT_OUT


def _on_word(before: str, mark: str) -> Shown:
    power = _POWER.fullmatch(mark) and (_UNIT.search(before) or _VARIABLE.search(before))
    if power or not _MARK.fullmatch(mark):
        return Shown.KEPT
    if before[-1:].isalpha() and mark.isalpha():
        return Shown.KEPT
    return Shown.LEFT_OUT
