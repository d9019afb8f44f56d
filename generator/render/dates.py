"""Which words say a date's value to a reader.

Values are EDTF (ISO 8601-2:2019), which few readers know: its intervals, seasons and decades are
said in words. Days, months and years stay as they are, and so does the question mark of a value
that is uncertain; the machine-readable annotations keep the value itself.
"""

import re

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?(.*)")
"""EDTF needs seconds; sources seldom tell them."""
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_SEASONS = {
    "21": "date.season.spring",
    "22": "date.season.summer",
    "23": "date.season.autumn",
    "24": "date.season.winter",
}
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d\d)XX")


def is_told(value: str) -> bool:
    """Tell whether a value is a date that can be said; a duration or a day of any year is none."""
    return value.removeprefix("-")[:1].isdigit() or value.startswith("../")


def words_of(value: str) -> tuple[str, dict[str, str]]:
    """Return the key of the interface string that says an EDTF value, and what fills it."""
    first, between, last = value.partition("/")
    if not between:
        return _single(value)
    if first in {"", ".."}:
        return "date.until", {"value": _near(last)}
    if last in {"", ".."}:
        return "date.since", {"value": _near(first)}
    return "date.period", {"value": _near(first), "other": _near(last)}


def _single(value: str) -> tuple[str, dict[str, str]]:
    if value.endswith("~"):
        return "date.about", {"value": value[:-1]}
    doubt = "?" if value.endswith("?") else ""
    sure = value.removesuffix("?")
    if season := _SEASON.fullmatch(sure):
        return _SEASONS[season[2]], {"value": season[1] + doubt}
    if decade := _DECADE.fullmatch(sure):
        return "date.decade", {"value": f"{decade[1]}0"}
    if century := _CENTURY.fullmatch(sure):
        return "date.period", {"value": f"{century[1]}00", "other": f"{century[1]}99"}
    if clock := _CLOCK.fullmatch(sure):
        return "date.clock", {"value": clock[1], "other": clock[2] + clock[3] + doubt}
    return "value.plain", {"value": value}


def _near(end: str) -> str:
    """Return one end of a period; that it is approximate is left to the machine-readable value."""
    return end.replace("~", "")
