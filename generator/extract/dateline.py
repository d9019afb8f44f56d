"""The dateline before the first sentence of a report or a release, which is no part of it."""

import re

_REACH = 120
"""Characters of a paragraph in which a dateline must end."""
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:\.|st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:,? \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)"
)
_LETTER = r"[^\W\d_]"
_WORD = rf"(?!{_MONTH} ?\d){_LETTER}[\w.'\u2019-]*"
_PLACE = rf"{_WORD}(?: (?:of |the )?{_WORD}){{0,3}}"
_DASH = r"(?:--|[-\u2013\u2014])"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:, {_PLACE})?(?:,? {_DASH}? ?\(?(?P<day>{_DAY})\)?)?"
    rf"(?: \([^()\n]{{2,30}}\)| /[^/\n]{{2,30}}/)?(?:,? (?P<behind>{_DAY}))?"
    rf"(?: ?\u2014|(?:(?<=[)/])| ){_DASH}) ?(?=(?P<first>[\"\u201c\u2018]?(?:{_LETTER}|\d)))"
)
"""A place, perhaps its region, a day and the agency, up to a dash: "CARROW, Beland (AP) -- "."""
_SHORTEST = 3
"""Characters of a place in capitals at least; a shorter one is somebody's initials."""


def after_dateline(text: str, start: int, end: int | None = None) -> int:
    """Return where a paragraph goes on after its dateline; its beginning where it has none.

    A place in small letters needs a day behind it: "Vesk, 3 June - The", not "Holm - The".
    """
    limit = start + _REACH if end is None else min(end, start + _REACH)
    found = _DATELINE.match(text, start, limit)
    if found is None or found["first"].islower():
        return start
    place = found["place"]
    loud = place.isupper() and len(place) >= _SHORTEST
    dated = found["day"] is not None or found["behind"] is not None
    return found.end() if loud or (dated and place[:1].isupper()) else start


def in_dateline(text: str, at: int) -> bool:
    """Tell whether a character of a text stands in the dateline of its paragraph."""
    start = text.rfind("\n", 0, at) + 1
    return at - start < _REACH and at < after_dateline(text, start)


def names_place(text: str, start: int, end: int) -> bool:
    """Tell whether words of a dateline name the place or its region, not the day or the agency."""
    ahead = text[text.rfind("\n", 0, start) + 1 : end]
    return in_dateline(text, start) and not any(c.isdigit() or c in "(/" for c in ahead)
