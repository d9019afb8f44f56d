"""Quantities with a figure: `at least 10,000 DPRK forces`, `£2m`, `three dead`."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from generator.extract.quantities.bounds import bound_after, bound_before, range_start
from generator.extract.quantities.candidate import Candidate, Text
from generator.extract.quantities.figures import Figure, find_figures
from generator.extract.quantities.guards import is_model, is_name_or_label, is_score, is_year
from generator.extract.quantities.numerals import SCALES, either
from generator.extract.quantities.units import (
    after_determiner,
    after_of,
    after_of_the,
    noun_unit,
    on_scale,
    sign_unit,
)
from generator.extract.quantities.words import words
from generator.model import Exactness

_CASUALTY_VERBS = words("casualty_verbs")
_CASUALTIES = frozenset({"dead", "killed", "wounded", "injured", "hurt"})
_PEOPLE_VERBS = words("people_verbs")
_ARGUMENTS = frozenset({"dobj", "nsubjpass", "obj", "conj", "nsubj", "attr"})
_COUNTED_ENTITIES = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "DATE"})
_SMALL, _THOUSAND = 12, 1000
_MAGNITUDE = re.compile(r"\b(?P<unit>magnitude) (?:of |was )?$", re.IGNORECASE)
_HANDED_OVER = re.compile(r"\b(?:hand|turn)(?:ed|ing|s)? over $", re.IGNORECASE)
_OF_THEM = re.compile(r" of (?:them|whom|us|those)\b")
_MINUS = re.compile(r"\bminus $", re.IGNORECASE)
_NO_ONE = re.compile(r"\bno $", re.IGNORECASE)
_BARE_SCALE = re.compile(rf"(?:{either(SCALES)})\b", re.IGNORECASE)


def numbered(text: Text) -> Iterator[Candidate]:
    """Return the quantities of a text whose number is printed, in order."""
    for figure in find_figures(text.text, text.starts["figure"]):
        if text.in_time(figure.start, figure.end) or is_name_or_label(text, figure):
            continue
        if _BARE_SCALE.match(text.text, figure.start):
            continue
        if figure.high == 1 and _NO_ONE.search(text.text[: figure.start], max(0, figure.start - 4)):
            continue
        candidate = _candidate(text, figure)
        if candidate:
            yield candidate


def _candidate(text: Text, figure: Figure) -> Candidate | None:
    """Return the quantity around a figure, or None when the figure counts nothing."""
    start, before = bound_before(text.text, figure.start)
    if before and _HANDED_OVER.search(text.text[: start + 5], max(0, start - 9)):
        start, before = figure.start, None  # "handed over 1,000 bodies"
    if figure.low != figure.high:
        start = range_start(text.text, start)
    end, after = bound_after(text.text, figure.end)
    unit, head = _unit(text, figure, end)
    bound = before or after
    befallen = _befallen(head or text.token(figure.number_start), bare=unit is None)
    measure = unit is not None and head is None and figure.kind == "number"
    below = _MINUS.search(text.text, max(0, start - 6), start) if measure else None
    measured = _MAGNITUDE.search(text.text[:start], max(0, start - 20))
    if measured:
        start, unit, head = measured.start(), measured.span("unit"), None
    if not _counts(text, figure, unit, head, sure=bool(bound or befallen or measured)):
        return None
    end = max(end, unit[1] if unit and unit[0] >= figure.end else 0)
    if after is None and unit:
        end, after = bound_after(text.text, end)
    exactness = before or after or _own(figure)
    low, high = _bounds(figure, exactness)
    if below and low == high and low is not None:
        start, low, high = below.start(), -low, -low
    return Candidate(
        start=start,
        end=end,
        figure=(figure.number_start, figure.end),
        exactness=exactness,
        low=low,
        high=high,
        unit=unit,
        head=head or text.token(figure.number_start),
        rule=f"quantity.{'casualties' if befallen in _CASUALTY_VERBS else figure.kind}",
        note=f"verb: {befallen}" if befallen else "",
    )


def _unit(text: Text, figure: Figure, end: int) -> tuple[tuple[int, int] | None, Token | None]:
    """Return what a figure counts and the noun that heads it."""
    if figure.kind == "money":
        return (figure.start, figure.number_start), None
    sign = sign_unit(text, figure.end) or on_scale(text, figure.end)
    if sign:
        return sign, None
    whole = figure.kind in {"fraction", "multiple"}
    offset = after_of(text, end) if whole else after_of_the(text, end)
    if figure.kind == "fraction" and offset is None:
        offset = after_determiner(text, end)
        if offset is not None and (sign := sign_unit(text, offset)):
            return sign, None
    found = noun_unit(text, end if offset is None else offset)
    if found is None or (offset is None and text.text[end : found[0][0]].strip()):
        return None, None
    return found


def _counts(
    text: Text, figure: Figure, unit: tuple[int, int] | None, head: Token | None, *, sure: bool
) -> bool:
    """Tell whether a figure states how many: no year, no score, no model's name."""
    if _is_level(text, figure):
        return True
    if is_year(text, figure, has_unit=unit is not None):
        return False
    if not sure and is_model(text, figure, head, has_unit=unit is not None):
        return False
    if unit is not None:
        return True
    return not is_score(text, figure) and (sure or _stands_alone(text, figure))


def _own(figure: Figure) -> Exactness:
    if figure.low != figure.high:
        return Exactness.RANGE
    return (
        Exactness.APPROXIMATE
        if figure.kind == "multiple" and figure.low >= _SMALL
        else Exactness.EXACT
    )


def _bounds(figure: Figure, exactness: Exactness) -> tuple[float | None, float | None]:
    """Return the lower and upper reading of a figure under a bound."""
    if exactness is Exactness.AT_LEAST:
        return figure.low, None
    if exactness is Exactness.AT_MOST:
        return (figure.low if figure.low != figure.high else None), figure.high
    return figure.low, figure.high


def _befallen(token: Token, *, bare: bool) -> str:
    """Return the verb that says what befell those counted: "killed three and wounded 12"."""
    if token.lower_ in _CASUALTIES:
        return "kill" if token.lower_ == "dead" else "wound"
    if token.dep_ not in _ARGUMENTS:
        return ""
    verb = token.head
    lemma = verb.lemma_.lower()
    if verb.pos_ == "VERB" and (lemma in _CASUALTY_VERBS or (bare and lemma in _PEOPLE_VERBS)):
        return lemma
    return ""


def _stands_alone(text: Text, figure: Figure) -> bool:
    """Tell whether a figure without a unit still states a quantity."""
    if figure.kind in {"fraction", "ratio", "mixed"}:
        return True
    of_them = figure.high > 1 and _OF_THEM.match(text.text, figure.end)
    if of_them or _SCALED.search(text.text, figure.number_start, figure.end):
        return True
    if figure.high >= _THOUSAND and text.text.startswith(("half a", "Half a"), figure.start):
        return True
    token = text.token(figure.number_start)
    if token.ent_type_ not in _COUNTED_ENTITIES:
        return False
    grouped = "," in text.text[figure.number_start : figure.end]
    if token.dep_ in _ARGUMENTS or token.dep_ == "pobj":
        return figure.high > _SMALL or grouped
    return grouped and figure.high >= _THOUSAND


_SCALED = re.compile(r"\d (?:m|b|tr)illion\b", re.IGNORECASE)
_FROM_LEVEL = re.compile(r"\bto \d[\d.,]* from $|\btoll (?:[a-z]+ )?(?:to|at|of) $")


def _is_level(text: Text, figure: Figure) -> bool:
    """Tell whether a figure is a toll, or what another one moved from: "rose to 27 from 19"."""
    start = figure.number_start
    return _FROM_LEVEL.search(text.text, max(0, start - 28), start) is not None
