"""Quantities: figures as printed, with bounds, what they count and where."""

from collections.abc import Iterable, Sequence

from generator.extract.parse import Parse
from generator.extract.quantities.candidate import Candidate, Text
from generator.extract.quantities.numbered import numbered
from generator.extract.quantities.places import place_of
from generator.extract.quantities.unnumbered import none, ordinals, unstated, vague
from generator.model import Quantity, Reason, Span, TimeExpression

__all__ = ["find_quantities"]


def find_quantities(parse: Parse, times: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
    """Return the quantities of the body, in order; none lies inside a time expression."""
    text = Text(parse, times)
    found = (*numbered(text), *vague(text), *unstated(text), *ordinals(text), *none(text))
    return tuple(_quantity(parse, candidate) for candidate in _apart(text, found))


def _apart(text: Text, found: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in order without overlap; of two the one found by the earlier rule."""
    kept: list[Candidate] = []
    taken = [False] * (len(text.text) + 1)
    for candidate in found:
        span = slice(candidate.start, candidate.end)
        if any(taken[span]) or text.in_time(candidate.start, candidate.end):
            continue
        taken[span] = [True] * (candidate.end - candidate.start)
        kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def _quantity(parse: Parse, candidate: Candidate) -> Quantity:
    """Return a candidate as the record that later stages use."""
    span = _span(parse, candidate.start, candidate.end)
    place = place_of(candidate.head, candidate.end) if candidate.head is not None else None
    figure = _span(parse, *candidate.figure)
    return Quantity(
        span=span,
        figure=figure,
        exactness=candidate.exactness,
        minimum=None if candidate.low is None else float(candidate.low),
        maximum=None if candidate.high is None else float(candidate.high),
        unit=_span(parse, *candidate.unit) if candidate.unit else None,
        place=_span(parse, *place) if place else None,
        reason=Reason(rule=candidate.rule, evidence=(span,), note=candidate.note),
    )


def _span(parse: Parse, start: int, end: int) -> Span:
    """Return the span of a stretch of the parsed text."""
    text = parse.document.text
    start, end = parse.base + start, parse.base + end
    while start < end and text[end - 1].isspace():
        end -= 1
    return parse.document.span(start, end)
