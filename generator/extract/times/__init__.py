"""Time expressions: phrase, value, rule, doubt."""

from generator.extract.parse import Parse
from generator.extract.times.finder import read_all
from generator.extract.times.reading import Reading
from generator.extract.times.reference import reference_date
from generator.model import Reason, Span, TimeExpression

__all__ = ["find_times"]


def find_times(parse: Parse) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the body, in order; they never overlap."""
    reference, origin = reference_date(parse)
    note = f"document date: {reference} ({origin})" if origin else ""
    readings = read_all(parse, reference)
    return tuple(_expression(parse, reading, note) for reading in readings)


_ABSOLUTE = (
    "time.iso",
    "time.numeric",
    "time.month-year",
    "time.year",
    "time.duration",
    "time.set",
)


def _expression(parse: Parse, reading: Reading, note: str) -> TimeExpression:
    """Return a reading as the record that later stages use; `note` tells of an unusual origin."""
    note = "" if reading.rule.startswith(_ABSOLUTE) or reading.anchor else note
    span = _span(parse, reading)
    anchored = _span(parse, reading.anchor) if reading.anchor else None
    return TimeExpression(
        span=span,
        type=reading.type,
        value=reading.value,
        edtf=reading.edtf,
        doubt=reading.doubt,
        alternatives=reading.alternatives,
        anchor=anchored,
        reason=Reason(
            rule=reading.rule,
            evidence=(span, anchored) if anchored else (span,),
            note="; ".join(filter(None, (reading.note, note))),
            beaten=(
                *(f"{other}: {reading.doubt}" for other in reading.alternatives),
                *reading.beaten,
            ),
        ),
    )


def _span(parse: Parse, reading: Reading) -> Span:
    """Return where a reading stands in the stored text."""
    return parse.document.span(parse.base + reading.start, parse.base + reading.end)
