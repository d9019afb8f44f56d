"""Rules for a day a week on, as the British say: `Tuesday week`, `a week on Monday`."""

import re
from datetime import timedelta

from generator.extract.quantities.numerals import either
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.reading import NO_DATE, Reading, Rule, compiled, dated, unresolved
from generator.extract.times.tense import Tense
from generator.extract.times.words import WEEKDAY, WEEKDAYS, weekday_number

_NAME = "time.week-on"
_WEEK = 7
_DAYS = {"week": _WEEK, "fortnight": 2 * _WEEK}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_FROM = {"today": 0, "tomorrow": 1}
_LONG = frozenset({"for", "after", "of", "every", "last", "within", "over"})
"""Words before "a week on Monday" or "Monday week" that make it something else."""


def _week_on(match: re.Match[str], context: Context) -> Reading | None:
    """Read `Tuesday week`: seven days after the next Tuesday."""
    group = match.groupdict()
    if context.before(match.start()) in _LONG or context.tense(match) is Tense.PAST:
        return None
    if context.reference is None:
        return unresolved(match, _NAME, NO_DATE)
    if group["day"]:
        ahead = _FROM[group["day"].lower()]
    else:
        # The coming one: on a Tuesday "Tuesday week" is no "today week".
        ahead = (weekday_number(group["weekday"]) - context.reference.isoweekday() - 1) % _WEEK + 1
    count = _COUNTS[(group.get("count") or "a").lower()]
    days = ahead + count * _DAYS[group["unit"].lower().removesuffix("s")]
    return dated(match, _NAME, periods.day(context.reference + timedelta(days=days)))


_ON_DAY = rf"(?:(?P<weekday>{WEEKDAY})|(?P<day>(?i:{either(_FROM)})))"

RULES = (
    Rule(
        _NAME,
        frozenset(WEEKDAYS) | frozenset(_FROM),
        compiled(
            rf"{_ON_DAY} (?P<unit>(?i:week|fortnight))\b"
            r"(?! (?:after|by|in|of|at)\b|['\N{RIGHT SINGLE QUOTATION MARK}-])"
        ),
        _week_on,
    ),
    Rule(
        _NAME,
        frozenset(_COUNTS),
        compiled(
            rf"(?P<count>(?i:{either(_COUNTS)})) (?P<unit>(?i:weeks?|fortnights?)) on {_ON_DAY}\b"
        ),
        _week_on,
    ),
)
