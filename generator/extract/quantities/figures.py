"""Finds the figures themselves: `10,000`, `US$3.5 billion`, `two thirds`, `five to six`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.extract.quantities.numerals import (
    CARDINAL,
    CARDINALS,
    DIGITS,
    FRACTIONS,
    MULTIPLES,
    ORDINALS,
    SCALE,
    SCALES,
    SUFFIXES,
    cardinal_value,
    either,
)
from generator.extract.quantities.words import choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as printed; offsets count in the parsed text."""

    start: int
    """First character of the figure, its currency sign included."""
    end: int
    low: float
    high: float
    """The same as `low` unless two ends are printed."""
    kind: str
    """`number`, `money`, `mixed`, `fraction`, `multiple` or `ratio`."""
    number_start: int
    """First character of the number alone."""


_SYMBOL = rf"(?:{choice('currency_symbols')}|(?:{choice('currency_codes')}) ?)"
_NUMBER = (
    rf"(?:{DIGITS})(?:(?:{either(SUFFIXES)})\b|\s(?:bn|mn|tn|trn|mln|bln)\b)?"
    rf"(?:[ -]{SCALE}\b){{0,2}}"
)
_SIGNED = rf"(?P<symbol>{_SYMBOL})?\s?(?P<digits>{_NUMBER})"
_JOIN = r"(?:\s?[-\u2013]\s?|\s(?:to|and|or)\s)"
_WORDS = rf"(?P<words>{CARDINAL})"
_RANGE_TAIL = re.compile(
    rf"(?P<join>{_JOIN})(?:{_SYMBOL})?\s?(?P<second>{_NUMBER}|{CARDINAL})(?![\w])", re.IGNORECASE
)
_PARTS = either(word for word in FRACTIONS if word != "half")
_FRACTION = (
    rf"(?P<part>(?:{either(CARDINALS)}|a|an))[ -](?P<whole>{_PARTS})\b"
    r"(?=\s+of\b|\s+(?:the|its|his|her|their)\b|[ -](?:majority|majorities|vote|share|stake)\b)"
    r"|(?P<half>half)(?=\s+(?:of|the|an?|its|their|his|her|all)\b)"
    rf"|(?<=\bby )(?P<by>(?:(?:{either(CARDINALS)}|an?)[ -](?:{_PARTS})|half))"
    r"(?=[,.;)]|\s+(?:to|from|in|since|over|and|this|last|compared|by|after|because|as)\b)"
)
_AND_HALF = rf"(?P<andhalf>(?:{either(CARDINALS)}|{DIGITS}) and a half {SCALE})\b"
_MULTIPLE = (
    rf"(?P<times>a|an|half a|{either(CARDINALS)})\s(?P<multiple>{either(MULTIPLES)})(?:s)?(?=\s)"
)
_MIXED = (
    r"(?P<mark>\$ ?)?(?P<mixed>(?:(?P<wholes>\d{1,4})[ -])?"
    r"(?P<over>\d{1,2})/(?P<under>2|4|8|16|32|64))(?![/\d])"
)
"""A price in fractions, as markets printed them until 2001: "38 3/8", "$7/8"."""
_RATIO = (
    rf"(?P<one>{either(CARDINALS)}|{DIGITS})\s(?:in|out of|of every|in every)\s(?:every )?"
    rf"(?P<of>{either(CARDINALS)}|{DIGITS})\b"
)
_HALF_SCALE = (
    rf"(?P<halfscale>half a {SCALE})\b"
    rf"|(?P<partscale>(?:(?:an?|three)[ -](?:quarter|third)s?|two[ -]thirds)"
    rf"(?: of an?[ -]|-){SCALE})\b"
)
_AT = re.compile(
    rf"(?<![\w.,/#@&:'\u2019-])(?:{_HALF_SCALE}|{_AND_HALF}|{_MULTIPLE}|{_FRACTION}|{_MIXED}|{_SIGNED}|{_WORDS})(?![\w])",
    re.IGNORECASE,
)
_SYMBOL_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{_SYMBOL})\s?$", re.IGNORECASE)
_RATIO_AT = re.compile(_RATIO, re.IGNORECASE)
ORDINAL = re.compile(rf"\b(?:{either(ORDINALS)}|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)


def find_figures(text: str, offsets: Iterable[int]) -> list[Figure]:
    """Return every figure that begins at one of some offsets, in order, without overlap."""
    figures: list[Figure] = []
    end = 0
    for offset in offsets:
        if offset < end:
            continue
        figure = figure_at(text, _with_symbol(text, offset))
        if figure:
            figures.append(figure)
            end = figure.end
    return figures


def _with_symbol(text: str, offset: int) -> int:
    """Return where a sum of money begins, its currency sign included."""
    window = text[max(0, offset - 5) : offset]
    match = _SYMBOL_BEFORE.search(window) if window and not window[-1].isalnum() else None
    return offset - len(match[0]) if match else offset


def figure_at(text: str, offset: int) -> Figure | None:
    """Return the figure that begins at an offset."""
    match = _AT.match(text, offset)
    if match is None:
        return None
    group = match.groupdict()
    for names, read in _READERS:
        if any(group[name] for name in names):
            return read(match)
    return _number(text, match)


def _figure(match: re.Match[str], value: float, kind: str, number_start: int) -> Figure:
    return Figure(
        start=match.start(),
        end=match.end(),
        low=value,
        high=value,
        kind=kind,
        number_start=number_start,
    )


def _scaled_half(match: re.Match[str]) -> Figure | None:
    """Return "half a million", "one and a half million"."""
    *count, _, _, scale = match[0].lower().split()
    whole = cardinal_value(count[0]) if len(count) > 1 else 0
    if whole is None:
        return None
    return _figure(match, (whole + 0.5) * SCALES[scale], "number", match.start())


def _scaled_part(match: re.Match[str]) -> Figure | None:
    """Return "a quarter of a million", "three-quarters of a million", "a quarter-million"."""
    count, whole, *_, scale = re.split(r"[\s-]+", match[0].lower())
    value = CARDINALS.get(count, 1) / FRACTIONS[whole] * SCALES[scale]
    return _figure(match, round(value, 6), "number", match.start())


def _fraction(match: re.Match[str]) -> Figure | None:
    words = re.split(r"[\s-]+", match[0].lower())
    if words == ["half"]:
        return _figure(match, 0.5, "fraction", match.start())
    part = CARDINALS.get("-".join(words[:-1]), 1)
    return _figure(match, round(part / FRACTIONS[words[-1]], 6), "fraction", match.start())


def _multiple(match: re.Match[str]) -> Figure | None:
    times = match["times"].lower()
    count = 0.5 if times == "half a" else CARDINALS.get(times, 1)
    return _figure(match, count * MULTIPLES[match["multiple"].lower()], "multiple", match.start())


def _mixed(match: re.Match[str]) -> Figure | None:
    """Return "38 3/8"; none where the fraction is no part of a whole, as in a date."""
    over, under = int(match["over"]), int(match["under"])
    if not over % 2 or over >= under or not (match["wholes"] or match["mark"]):
        return None
    value = int(match["wholes"] or 0) + over / under
    kind = "money" if match["mark"] else "mixed"
    return _figure(match, value, kind, match.start("mixed"))


_READERS: tuple[tuple[tuple[str, ...], Callable[[re.Match[str]], Figure | None]], ...] = (
    (("part", "half", "by"), _fraction),
    (("halfscale", "andhalf"), _scaled_half),
    (("partscale",), _scaled_part),
    (("multiple",), _multiple),
    (("mixed",), _mixed),
)
"""What reads a match in which one of these groups took part."""


def _number(text: str, match: re.Match[str]) -> Figure | None:
    """Return a plain number or sum of money, with its other end if it is a range."""
    raw = match["digits"] or match["words"]
    start = match.start("digits") if match["digits"] else match.start("words")
    if ratio := _RATIO_AT.match(text, start):
        return _ratio(ratio)
    value = cardinal_value(raw)
    if value is None or raw.lower() in {"a", "an"}:
        return None
    kind = "money" if match["symbol"] else "number"
    low = high = value
    end = match.end()
    tail = _RANGE_TAIL.match(text, end)
    if tail and (second := cardinal_value(tail["second"])) is not None:
        scaled = _same_scale(value, tail["second"])
        join = tail["join"].strip().lower()
        joined = join != "and" or re.search(
            r"\bbetween\s\S{0,6}$", text[max(0, start - 20) : start], re.IGNORECASE
        )
        far = second > scaled * _FAR
        if joined and scaled < second and not (far and _moved(text, match.start(), join)):
            low, high, end = scaled, second, tail.end()
    return Figure(start=match.start(), end=end, low=low, high=high, kind=kind, number_start=start)


_SUFFIX = re.compile(rf"\d\s?({either(SUFFIXES)})$", re.IGNORECASE)
_MOVES = re.compile(rf"\b(?:{choice('moved')})\s$", re.IGNORECASE)
_FAR = 3
"""How many times as high as its first end the second end of a range seldom is."""


def _moved(text: str, start: int, join: str) -> bool:
    """Tell whether "fell $1.20 to $54.15" says by how much and where to, if so far apart."""
    return join == "to" and bool(_MOVES.search(text, max(0, start - 12), start))


def _same_scale(value: float, second: str) -> float:
    """Return the first end of "2 to 3 million", "5-10bn" in the scale after the second."""
    factors = [scale for word, scale in SCALES.items() if second.lower().endswith(f" {word}")]
    suffix = _SUFFIX.search(second)
    if suffix is not None:
        factors.append(SUFFIXES[suffix[1].lower()])
    if factors and value < SCALES["thousand"] <= factors[0]:
        return value * factors[0]
    return value


def _ratio(match: re.Match[str]) -> Figure | None:
    one, whole = cardinal_value(match["one"]), cardinal_value(match["of"])
    if not one or not whole or one >= whole:
        return None
    return _figure(match, float(f"{one / whole:.6g}"), "ratio", match.start())
