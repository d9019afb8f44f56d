"""Of what time a figure is: "the toll rose to 300 on Monday"."""

import re

from generator.model import AnnotatedDocument, Quantity, Span, Statement, TimeExpression
from generator.plan.calendar import closed, is_empty
from generator.plan.dating import is_caption

_BOUND = re.compile(r"\b(?:until|till|through|since)\s+$", re.IGNORECASE)
"""Before a date that only bounds what is counted: "450 jobs until 2034"."""
_BEGUN = re.compile(r"^\W*(?:[A-Z]\w+ed|Built|Born|Begun|Made|Set up)\b[^,;]*$")
"""Before the date of something else: "Founded in 1958, the line carries 1.8 million"."""
_LIMIT = re.compile(r"\b(?:by|before)\s+$", re.IGNORECASE)
"""Before a date to come at which what is counted ends: "options of six to take up by 2034"."""
_APART = re.compile(
    r"[,;:()\u2014\u2013]| -+ |\bto (?=[a-z]{2})|"
    r"\b(?:who|whose|which|that|when|while|as|since|because|although|though|and|but|after|before|"
    r"where|if|against|per)\b"
)
"""What parts two clauses."""
_OPENING = re.compile(r"\W*(?:(?:In|On|By|At|During|Since) )?(?:the )?", re.IGNORECASE)
"""What stands before a date that its sentence begins with."""
_LEAD = 10
"""Characters before a date in which the word that leads to it stands."""
_FIGURE = re.compile(r"\d")
_STATIC = frozenset({"m", "km", "metre", "meter", "mile", "kilometre", "kilometer", "foot", "feet",
                     "ft", "hectare", "acre", "tonne", "ton", "kg", "litre", "liter"})  # fmt: skip
"""Units of how big something is, on any day."""


def time_beside(
    annotated: AnnotatedDocument, quantity: Quantity, statement: Statement | None
) -> TimeExpression | None:
    """Return the time of the saying that gives a figure, else the only date of its sentence."""
    if statement and statement.attribution.time:
        said = [t for t in annotated.times if t.span == statement.attribution.time]
        return said[0] if said and not is_empty(said[0]) else None
    sentence = annotated.sentence_at(quantity.span.start)
    times = [t for t in annotated.times if sentence and t.span.touches(sentence) and t.edtf]
    sole = times[0] if len(times) == 1 else None
    if sentence is None or sole is None or is_empty(sole):
        return None
    ahead = sentence.text[: sole.span.start - sentence.start]
    behind = sentence.text[sole.span.end - sentence.start :]
    bounds = _BOUND.search(ahead) or (_BEGUN.search(ahead) and behind.startswith(","))
    return None if bounds else sole


def is_of(
    annotated: AnnotatedDocument, quantity: Quantity, time: TimeExpression, saying: Span | None
) -> bool:
    """Tell whether a figure is surely of the time beside it, and not of something else there.

    `saying` is the time at which somebody gave it.
    """
    if is_caption(annotated, quantity.span) or _is_size(quantity):
        return False
    if time.span == saying:
        return True
    figure, named = quantity.span, time.span
    text = annotated.document.text
    if named.end > figure.start:
        limit = _LIMIT.search(text, max(0, named.start - _LEAD), named.start)
        ahead = limit is not None and _is_ahead(annotated, time)
        nearer = _FIGURE.search(text, figure.end, named.start)  # "from 41 to 34 this week"
        return not ahead and not nearer and not _APART.search(text, figure.end, named.start)
    between = text[named.end : figure.start]
    sentence = annotated.sentence_at(named.start)
    if sentence is not None and _OPENING.fullmatch(text, sentence.start, named.start):
        between = between.removeprefix(",")
    return not _APART.search(between)


def _is_size(quantity: Quantity) -> bool:
    """Tell whether a figure measures how big something is."""
    unit = quantity.unit.text.split()[-1].lower() if quantity.unit else ""
    return unit in _STATIC or unit.removesuffix("s") in _STATIC


def _is_ahead(annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a time begins after the document's date."""
    days, stated = closed(time.edtf), annotated.document.metadata.date
    return bool(days and stated and days[0].isoformat() > stated.value)
