"""Rules for a number of units before or after a date: `two years ago`, `three days later`."""

import re
from dataclasses import replace
from datetime import date, timedelta

from generator.extract.quantities.numerals import CARDINALS, cardinal_value
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.deictic import reference_value
from generator.extract.times.periods import Period
from generator.extract.times.reading import (
    NO_ANCHOR,
    NO_DATE,
    Reading,
    Rule,
    compiled,
    dated,
    unresolved,
)
from generator.extract.times.words import NUMBER, UNIT, UNIT_PLURAL, VAGUE, squeeze, unit_name

_CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1}
_N = rf"(?:(?P<vague>{VAGUE})|(?P<n>{NUMBER}|[Aa]n?|[Aa]nother))(?P<half> and a half)?"
COUNTED = rf"{_N}[ -](?P<unit>{UNIT_PLURAL}|{UNIT})"
NUMBERS = frozenset(
    {"0", "a", "an", "another", "several", "few", "many", "some", "couple", "numerous", "hundred"}
) | frozenset(CARDINALS)


def count_of(text: str | None) -> float | None:
    """Return the number that counts units; None for a vague one."""
    if text is None:
        return 1
    lower = squeeze(text)
    if lower in {"a", "an", "another"}:
        return 1
    return cardinal_value(lower)


def away(start: date, unit: str, count: float) -> Period | None:
    """Return the period of `unit` that lies `count` units from a date."""
    try:
        if unit in _CLOCK_UNITS:
            days = round(count * _CLOCK_UNITS[unit] / 86400)
            return periods.day(start + timedelta(days=days))
        if unit == "fortnight":
            return periods.week(start + timedelta(weeks=2 * count))
        if unit == "week":
            return periods.week(start + timedelta(weeks=count))
        if unit in {"day", "night"}:
            return periods.day(start + timedelta(days=count))
        if unit == "month":
            return periods.month(start.year, start.month + int(count))
        if unit == "quarter":
            return periods.shift(periods.around(start, "quarter"), int(count))
        years = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}.get(unit)
        if years is None:
            return None
        if unit == "year" and count % 1:
            return periods.month(start.year, start.month + int(count * 12))
        return periods.year(start.year + int(count * years))
    except (OverflowError, ValueError):
        return None


def _ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read `two years ago`, `three weeks from now`."""
    unit = unit_name(match["unit"])
    ahead = match["word"].lower() not in {"ago", "back"}
    rule = "time.from-now" if ahead else "time.ago"
    count = None if match["vague"] else count_of(match["n"])
    if context.reference is None:
        return unresolved(match, rule, NO_DATE)
    if count is None:
        return reference_value(match, rule, context, past=not ahead)
    if match["half"]:
        count += 0.5
    period = away(context.reference, unit, count if ahead else -count)
    if period is None:
        return unresolved(match, rule, "out-of-calendar")
    reading = dated(match, rule, period)
    if unit in {"day", "week"}:
        return reading
    return replace(reading, edtf=f"{period.edtf}~" if "/" not in period.edtf else period.edtf)


def _later(match: re.Match[str], context: Context) -> Reading | None:
    """Read `three days later`, counted from the date last named."""
    unit = unit_name(match["unit"])
    ahead = match["word"].lower() in {"later", "afterwards", "afterward", "hence"}
    rule = "time.later" if ahead else "time.earlier"
    if context.after(match.end()) == "than":
        return None
    anchor = context.anchor()
    count = None if match["vague"] else count_of(match["n"])
    if anchor is None or anchor.period is None or count is None or unit in _CLOCK_UNITS:
        return unresolved(match, rule, NO_ANCHOR)
    if match["half"]:
        count += 0.5
    period = away(anchor.period.first, unit, count if ahead else -count)
    if period is None:
        return unresolved(match, rule, "out-of-calendar")
    return dated(match, rule, period, anchor=anchor)


RULES = (
    Rule(
        "time.ago",
        NUMBERS,
        compiled(rf"{COUNTED} (?P<word>(?i:ago|from now|hence|back(?= in\b)))\b"),
        _ago,
    ),
    Rule(
        "time.later",
        NUMBERS,
        compiled(
            rf"{COUNTED} (?P<word>(?i:later|afterwards|afterward|earlier|previously|before(?=[,.])))\b"
        ),
        _later,
    ),
)
