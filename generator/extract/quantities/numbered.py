"""Quantities with a figure: `at least 10,000 DPRK forces`, `£2m`, `three dead`."""

import re
from collections.abc import Iterator

from generator.extract.quantities.bounds import bound_after, bound_before, range_start
from generator.extract.quantities.candidate import Candidate, Text
from generator.extract.quantities.figures import Figure, find_figures
from generator.extract.quantities.guards import is_name_or_label, is_score, is_year
from generator.extract.quantities.units import after_of, noun_unit, sign_unit
from generator.extract.quantities.words import words
from generator.model import Exactness

_CASUALTY_VERBS = words("casualty_verbs")
_VAGUE_LEADS = frozenset({"several", "few", "many", "some", "couple"})
_SMALL = 12
_BARE_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


def numbered(text: Text) -> Iterator[Candidate]:
    """Return the quantities of a text whose number is printed, in order."""
    for figure in find_figures(text.text, text.starts["figure"]):
        if text.in_time(figure.start, figure.end) or is_name_or_label(text, figure):
            continue
        if _BARE_SCALE.match(text.text, figure.start):
            continue
        candidate = _candidate(text, figure)
        if candidate:
            yield candidate


def _candidate(text: Text, figure: Figure) -> Candidate | None:
    """Return the quantity around a figure, or None when the figure counts nothing."""
    start, before = bound_before(text.text, figure.start)
    if figure.low != figure.high:
        start = range_start(text.text, start)
    figure_end, after = bound_after(text.text, figure.end)
    unit, head = _unit(text, figure, figure_end)
    if is_year(text, figure, has_unit=unit is not None) or (
        unit is None and is_score(text, figure)
    ):
        return None
    bound = before or after
    casualty = _casualty(text, figure) if unit is None else ""
    if unit is None and not _stands_alone(text, figure, bounded=bound is not None, note=casualty):
        return None
    end = max(figure_end, unit[1] if unit and unit[0] >= figure.end else 0)
    if after is None and unit:
        end, after = bound_after(text.text, end)
    exactness = bound or after or _own(figure)
    low, high = _bounds(figure, exactness)
    token = head or text.token(figure.number_start)
    return Candidate(
        start=start,
        end=end,
        figure=(figure.number_start, figure.end),
        exactness=exactness,
        low=low,
        high=high,
        unit=unit,
        head=token,
        rule=f"quantity.{figure.kind}" if not casualty else "quantity.casualties",
        note=casualty,
    )


def _unit(text: Text, figure: Figure, end: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return what a figure counts and the noun that heads it."""
    if figure.kind == "money":
        return (figure.start, figure.number_start), None
    sign = sign_unit(text, figure.end)
    if sign:
        return sign, None
    offset = after_of(text, end) if figure.kind in {"fraction", "multiple"} else None
    if figure.kind == "ratio":
        offset = None
    found = noun_unit(text, end if offset is None else offset)
    if found is None:
        return None, None
    gap = text.text[end : found[0][0]]
    if offset is None and gap.strip():
        return None, None
    return found


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


def _casualty(text: Text, figure: Figure) -> str:
    """Return the verb that counts people without a noun: "killed three and wounded 12"."""
    token = text.token(figure.number_start)
    if token.dep_ in {"dobj", "nsubjpass", "obj", "conj", "nsubj", "attr"}:
        verb = token.head
        if verb.lemma_.lower() in _CASUALTY_VERBS and verb.pos_ == "VERB":
            return f"verb: {verb.lemma_.lower()}"
    return ""


def _stands_alone(text: Text, figure: Figure, *, bounded: bool, note: str) -> bool:
    """Tell whether a figure without a unit still states a quantity."""
    raw = text.text[figure.number_start : figure.end]
    if note or bounded or figure.kind in {"fraction", "ratio"}:
        return True
    token = text.token(figure.number_start)
    if token.ent_type_ not in {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"}:
        return False
    if token.dep_ in {"pobj", "dobj", "attr", "nsubj", "nsubjpass"}:
        return figure.high > _SMALL or ("," in raw)
    return "," in raw and figure.high >= 1000  # noqa: PLR2004
