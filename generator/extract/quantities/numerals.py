"""Numbers in words and digits, as regular expressions and as values."""

import math
import re
from collections.abc import Iterable, Mapping
from decimal import MAX_PREC, Context, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def number_words() -> Mapping[str, Any]:
    """Return the table of number words that the package ships."""
    path = files("generator.data").joinpath("number_words.yaml")
    table: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


def either(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of `words`, longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_TABLE = number_words()
CARDINALS: Mapping[str, int] = _TABLE["cardinals"]
SCALES: Mapping[str, int] = _TABLE["scales"]
SUFFIXES: Mapping[str, int] = _TABLE["suffixes"]
ORDINALS: Mapping[str, int] = _TABLE["ordinals"]
FRACTIONS: Mapping[str, int] = _TABLE["fractions"]
MULTIPLES: Mapping[str, int] = _TABLE["multiples"]

_WORD = f"(?:{either((*CARDINALS, *SCALES))})"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in digits, with English thousands separators."""
CARDINAL = (
    rf"(?:(?:(?:a|an) )?(?:{either(SCALES)})|{_WORD})(?:[ -]{_WORD}(?![a-z]))*"
    rf"(?:(?<=hundred) and {_WORD}(?:[ -]{_WORD})*|(?<=thousand) and {_WORD}(?:[ -]{_WORD})*)?"
    r"(?![a-z])"
)
"""A cardinal number in words: "twenty-five", "three hundred and twelve", "a hundred"."""
SCALE = rf"(?:{either(SCALES)})"
"""A word that multiplies what stands before it."""
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|(?:{either(ORDINALS)}))(?![a-z])"
"""An ordinal number in words or digits."""

_SKIPPED = frozenset({"a", "an", "and"})
_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_EXACT = Context(prec=MAX_PREC)
"""Arithmetic that never rounds."""
_ORDINAL_DIGITS = re.compile(r"(\d{1,15})(?:st|nd|rd|th)")
_SCALED = re.compile(
    rf"({DIGITS})[ -]?({either(SUFFIXES)}|{either(SCALES)})?(?:[ -]({either(SCALES)}))?",
    re.IGNORECASE,
)


def cardinal_value(text: str) -> float | None:
    """Return the value of a number in digits or words.

    None when it is not well formed, or when it has more digits than a float holds: rather no
    number than one that is written out with other digits than the source's.
    """
    text = text.strip().lower()
    if match := _SCALED.fullmatch(text):
        digits, first, second = match.groups()
        factor = {**SCALES, **SUFFIXES}
        number = Decimal(digits.replace(",", ""))
        value = _EXACT.multiply(number, factor.get(first, 1) * factor.get(second, 1))
        return float(value) if Decimal(repr(float(value))) == value else None
    return _words_value(re.split(r"[\s-]+", text))


def _words_value(words: list[str]) -> float | None:
    """Return what number words add up to: hundreds multiply, larger scales close a group."""
    total = group = 0.0
    room = math.inf  # only smaller values may follow: after "twenty" below 10, after "two" none
    for word in words:
        if word in _SKIPPED:
            continue
        if word in CARDINALS:
            value = CARDINALS[word]
            if value >= room:
                return None
            group += value
            room = _TEN if value >= _TWENTY else 0
        elif word == "hundred":
            if group >= _HUNDRED:
                return None
            group = (group or 1) * _HUNDRED
            room = _HUNDRED
        elif word in SCALES:
            total += (group or 1) * SCALES[word]
            group = 0.0
            room = SCALES[word]
        else:
            return None
    return total + group


def ordinal_value(text: str) -> int | None:
    """Return the value of an ordinal number in digits or words."""
    text = text.strip().lower()
    if match := _ORDINAL_DIGITS.fullmatch(text):
        return int(match[1])
    return ORDINALS.get(text)
