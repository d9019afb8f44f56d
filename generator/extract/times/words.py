"""The calendar's words, from the package's tables, and the regular expressions made of them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from generator.extract.quantities.numerals import CARDINAL, DIGITS, either


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return one of the package's YAML tables."""
    text = files("generator.data").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


_WORDS = table("time_words")
MONTHS: Mapping[str, int] = {**_WORDS["months"], **_WORDS["month_abbreviations"]}
WEEKDAYS: Mapping[str, int] = {**_WORDS["weekdays"], **_WORDS["weekday_abbreviations"]}
UNITS: Mapping[str, str] = _WORDS["units"]
PLURALS: Mapping[str, str] = _WORDS["unit_plurals"]
DAY_PARTS: Mapping[str, str] = _WORDS["day_parts"]
SEASONS: Mapping[str, Mapping[str, Any]] = _WORDS["seasons"]
ZONES: Mapping[str, int] = _WORDS["zones"]
PLANNING: frozenset[str] = frozenset(_WORDS["planning"])
PROMISING: frozenset[str] = frozenset(_WORDS["promising"])
PUTTING_OFF: frozenset[str] = frozenset(_WORDS["putting_off"])
THWARTED: frozenset[str] = frozenset(_WORDS["thwarted"])
PLANNING_WORDS: frozenset[str] = frozenset(_WORDS["planning_words"])
IMPLICATIVE: frozenset[str] = frozenset(_WORDS["implicative"])
DATE_LEADS: frozenset[str] = frozenset(_WORDS["date_leads"])
DATED_THINGS: frozenset[str] = frozenset(_WORDS["dated_things"])
SAYING: frozenset[str] = frozenset(_WORDS["saying"])
PRESENT: tuple[str, ...] = tuple(_WORDS["present"])
PAST: tuple[str, ...] = tuple(_WORDS["past"])
FUTURE: tuple[str, ...] = tuple(_WORDS["future"])
UNRESOLVED: tuple[str, ...] = tuple(_WORDS["unresolved"])

# "may", "march" and "august" are months only when capitalised; "sat", "sun" and "mar" likewise.
_AMBIGUOUS = frozenset({"may", "march", "august"})


def _forms(words: Mapping[str, int], *, lower: bool) -> list[str]:
    forms = [form for word in words for form in (word.capitalize(), word.upper())]
    if lower:
        forms += [word for word in words if word not in _AMBIGUOUS]
    return forms


MONTH = (
    rf"(?:(?:{either(_forms(_WORDS['months'], lower=True))})\b"
    rf"|(?:{either(_forms(_WORDS['month_abbreviations'], lower=False))})(?:\.|\b))"
)
WEEKDAY = (
    rf"(?:(?:{either(_forms(_WORDS['weekdays'], lower=True))})\b"
    rf"|(?:{either(_forms(_WORDS['weekday_abbreviations'], lower=False))})(?:\.|\b))"
)
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
ORDINAL_DAY = rf"{DAY_NUMBER}(?:st|nd|rd|th)?\b"
YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\d|,\d|\.\d)"
UNIT = rf"(?i:{either(UNITS)})\b"
UNIT_PLURAL = rf"(?i:{either(PLURALS)})\b"
SEASON = rf"(?i:{either(SEASONS)})\b"
NUMBER = rf"(?i:{DIGITS}|{CARDINAL})"
VAGUE = (
    r"(?i:several|few|many|some|a\ few|a\ couple\ of|a\ number\ of|couple\ of|numerous"
    r"|countless|(?:tens|dozens|hundreds|thousands|millions)\ of)"
)
DAY_PART = rf"(?i:{either(DAY_PARTS)})\b"

GRAINS: Mapping[str, str] = {
    "night": "day",
    "fortnight": "week",
    "semester": "half",
    **{unit: unit for unit in ("day", "week", "weekend", "month", "quarter", "year")},
    "decade": "decade",
    "century": "century",
}
"""Which period of the calendar a unit names."""


def month_number(text: str) -> int:
    """Return the number of a month's name or abbreviation."""
    return MONTHS[text.lower().rstrip(".")]


def weekday_number(text: str) -> int:
    """Return the ISO number of a weekday's name or abbreviation."""
    return WEEKDAYS[text.lower().rstrip(".")]


def unit_name(text: str) -> str:
    """Return the singular of a unit's name."""
    lower = text.lower().rstrip(".")
    return PLURALS.get(lower, lower)


def squeeze(text: str) -> str:
    """Return text in lower case with single spaces and plain apostrophes."""
    return re.sub(r"\s+", " ", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
