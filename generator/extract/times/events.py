"""Rules for days that are counted from an event: `day five of the talks`."""

import re

from generator.extract.quantities.numerals import CARDINALS, either
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.reading import Reading, Rule, compiled, dated, unresolved

ON_EVENT = "depends-on-event"
"""Doubt of a phrase that counts from an event whose date the text does not give."""


def _day_of_event(match: re.Match[str], context: Context) -> Reading | None:
    """Read `day five of the talks`: the day named beside it, else the document's, in doubt."""
    rule = "time.day-of-event"
    base, anchor = context.anchor("day")
    if base and anchor and _BESIDE.fullmatch(context.text, anchor.end, match.start()):
        return dated(match, rule, base).counted_from(anchor)
    of = match["of"] is not None
    if not of or context.reference is None:
        return unresolved(match, rule, ON_EVENT) if of else None
    return dated(match, rule, periods.day(context.reference)).in_doubt(ON_EVENT)


_BESIDE = re.compile(r",?[^\S\n](?:on|was|is|the|[-\N{EN DASH}\N{EM DASH}]|[^\S\n])*")

RULES = (
    Rule(
        "time.day-of-event",
        frozenset({"day"}),
        compiled(
            rf"(?i:day) (?:\d{{1,3}}|(?i:{either(CARDINALS)}))\b"
            r"(?P<of>(?= of (?:the|an?|his|her|its|their)\b))?"
        ),
        _day_of_event,
    ),
)
