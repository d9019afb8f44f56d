"""Rules for days beside an event or a date: `day five of the talks`, `the day after Christmas`."""

import re
from dataclasses import replace

from generator.extract.quantities.numerals import CARDINALS, ORDINAL, ORDINALS, either
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.deictic import with_part
from generator.extract.times.periods import Period
from generator.extract.times.reading import Reading, Rule, compiled, dated, unresolved

ON_EVENT = "depends-on-event"
"""Doubt of a phrase that counts from an event whose date the text does not give."""
_BESIDE = re.compile(r",?[^\S\n](?:on|was|is|the|[-\N{EN DASH}\N{EM DASH}]|[^\S\n])*")


def _named_beside(match: re.Match[str], context: Context, rule: str) -> Reading | None:
    """Return the day that the phrase stands beside: "on Sunday, the opening day"."""
    base, anchor = context.anchor("day")
    if base and anchor and _BESIDE.fullmatch(context.text, anchor.end, match.start()):
        return dated(match, rule, base).counted_from(anchor)
    return None


def _day_of_event(match: re.Match[str], context: Context) -> Reading | None:
    """Read `day five of the talks`: the day named beside it, else the document's, in doubt."""
    rule = "time.day-of-event"
    if beside := _named_beside(match, context, rule):
        return beside
    of = match["of"] is not None
    if not of or context.reference is None:
        return unresolved(match, rule, ON_EVENT) if of else None
    return dated(match, rule, periods.day(context.reference)).in_doubt(ON_EVENT)


def _nth_of_event(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the second day of the trial`, `the opening night`: the day beside it, else none."""
    rule = "time.nth-of-event"
    if beside := _named_beside(match, context, rule):
        return beside
    return unresolved(match, rule, ON_EVENT) if match["of"] is not None else None


def _from_date(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the day after Christmas`, `the eve of 4 July`: counted from the date that follows."""
    unit, rule = (match["unit"] or "day").lower(), "time.from-date"
    inner = context.read_at(match.end())
    if inner and inner.period and inner.anchor is None:
        step = 1 if (match["word"] or "").lower() == "after" else -1
        found = _next_to(inner.period, "day" if unit == "night" else unit, step)
        if found is None:
            return None
        reading = replace(dated(match, rule, found).counted_from(inner), end=inner.end)
        if inner.doubt:
            reading = reading.in_doubt(inner.doubt)
        return with_part(reading, "NI") if unit == "night" else reading
    if inner or match["word"] is None or not _EVENT.match(context.text, match.end()):
        return None
    bare = replace(unresolved(match, rule, ON_EVENT), end=match.end("word"))
    beside = _named_beside(match, context, rule) if unit == "day" else None
    return replace(beside, end=bare.end) if beside else bare


_EVENT = re.compile(
    r"(?:the|an?|his|her|its|their|our|my|your|he|she|they|we|i|it|this|that|these|those)\b"
    r"|[A-Z][\w-]+['\N{RIGHT SINGLE QUOTATION MARK}]s\b",
    re.IGNORECASE,
)


def _next_to(base: Period, unit: str, step: int) -> Period | None:
    """Return the day, week, month or year next to a stretch that is no longer than it."""
    if unit != base.grain and not (base.grain == "day" and unit in {"week", "weekend"}):
        return None
    return periods.shift(periods.around(base.first, unit), step)


_ORDINAL_STARTS = frozenset(word.split("-")[0] for word in ORDINALS)

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
    Rule(
        "time.nth-of-event",
        _ORDINAL_STARTS | {"the", "0", "opening", "final", "closing", "last"},
        compiled(
            rf"(?:(?i:the) )?(?i:{ORDINAL}|opening|closing|final|last)"
            rf"(?: (?:or|and|to) (?:the )?(?i:{ORDINAL}))? (?:full )?(?i:day|night)\b"
            r"(?P<of>(?= of (?:(?:the|an?|his|her|its|their) "
            r"(?!year|month|week|quarter|decade|century)|(?!the\b)[a-z]+ing\b|talks\b)))?"
        ),
        _nth_of_event,
    ),
    Rule(
        "time.from-date",
        frozenset({"the"}),
        compiled(
            r"(?i:the )(?:very )?(?P<unit>(?i:day|night|week|weekend|month|year)) "
            r"(?P<word>before|after) (?:the (?=\w+\.? \d|[A-Z]))?(?=\w)"
        ),
        _from_date,
    ),
    Rule(
        "time.from-date",
        frozenset({"the", "eve"}),
        compiled(r"(?:(?i:the) )?(?P<unit>(?!))?(?P<word>(?!))?(?i:eve) of (?:the )?(?=\w)"),
        _from_date,
    ),
)
