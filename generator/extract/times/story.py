"""The past that a text tells of: "3 May 1943 ... 7 May" are days of one year.

News counts from the day that it is printed. A chronicle, or a paragraph that looks back, counts
from the last date that it named.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from generator.extract.times.context import Context
from generator.extract.times.periods import Period
from generator.extract.times.reading import Reading
from generator.extract.times.tense import Tense, climb

_OVER = timedelta(days=400)
"""How long before the document date a stretch must end for its year not to go without saying."""
_REACH = 400
"""Characters within which news stays with the past that it looked back to."""
_BACKWARD = 1.5
"""How much farther off a date before the last one seems: stories run forward."""
_PRINTED = re.compile(r"(?<![\d,.$£€])(1[0-9]\d\d|20\d\d)(?![\d,]\d|\d|%)")
_OF_TODAY = re.compile(
    r"\b(?:says?|said|today|yesterday|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:last|this|next) (?:week|month|year|weekend|quarter))\b"
)
_TIMES_AS_OFTEN, _LONG = 4, 30
"""How many times as often as near ones remote years stand in a chronicle; years after which one
alone makes a chronicle of a text that names no day of its own."""
_LOOKED_AT = 40
"""Phrases back to the last one that prints its year."""
_PARTICIPLES = frozenset({"acl", "appos"})
_ASIDE = _PARTICIPLES | {"relcl", "advcl", "parataxis"}


def told(
    context: Context, match: re.Match[str], tense: Tense
) -> tuple[Period | None, Reading | None]:
    """Return the stretch long over that the text has come to, with its phrase."""
    reference = context.reference
    if reference is None or tense is Tense.FUTURE:
        return None, None
    chronicle = context.remembered("chronicle", lambda: _is_chronicle(context))
    if not chronicle and tense is Tense.PRESENT:
        return None, None
    for reading in reversed(context.found[-_LOOKED_AT:]):
        period = reading.period
        if period is None or reading.compares or period.grain in {"decade", "century"}:
            continue
        if reference - period.last >= _OVER and _is_rooted(context, reading):
            if chronicle and _is_aside(context, match, reading, _PARTICIPLES):
                continue
            if chronicle or _looks_back(context, match, reading, period):
                return period, reading
            return None, None
        if not chronicle:
            return None, None
    return None, None


def nearest(choices: Iterable[Period | None], base: Period) -> Period | None:
    """Return the choice nearest to a stretch of a story, rather after it than before."""

    def distance(choice: Period) -> float:
        if choice.last < base.first:
            return (base.first - choice.last).days * _BACKWARD
        return float(max((choice.first - base.last).days, 0))

    return min((choice for choice in choices if choice), key=distance, default=None)


def _is_chronicle(context: Context) -> bool:
    """Tell whether a text tells of years long over, and hardly of its own day."""
    if context.reference is None:
        return False
    printed = [int(number) for number in _PRINTED.findall(context.text)]
    remote = sum(number < context.reference.year - 1 for number in printed)
    near = len(printed) - remote + len(_OF_TODAY.findall(context.text))
    long_ago = any(number < context.reference.year - _LONG for number in printed)
    return remote > _TIMES_AS_OFTEN * near and (remote > 1 or long_ago)


def _looks_back(context: Context, match: re.Match[str], reading: Reading, period: Period) -> bool:
    """Tell whether news has turned to a past day or month, not only mentioned it in passing."""
    if period.grain not in {"day", "month"} or match.start() - reading.end > _REACH:
        return False
    if "\n" in context.text[reading.end : match.start()] or context.beside_saying(match.start()):
        return False
    return not _is_aside(context, match, reading, _ASIDE)


def _is_aside(
    context: Context, match: re.Match[str], reading: Reading, dependencies: frozenset[str]
) -> bool:
    """Tell whether a phrase stands in an aside: "the firm, founded on 3 May 1943,"."""
    token, here = context.token(reading.start), context.token(match.end() - 1)
    above = {node.i for node in climb(here)}
    path = (token, *climb(token))
    return any(node.dep_ in dependencies and node.i not in above for node in path)


def _is_rooted(context: Context, reading: Reading) -> bool:
    """Tell whether a phrase, or the one that it counts from in the end, prints its year."""
    path: list[Reading] = []
    at: Reading | None = reading
    rooted = False
    while at is not None and not rooted:
        known = context.rooted.get(at.start)
        path.append(at)
        rooted = known if known is not None else _prints_year(context, at)
        at = None if known is not None else at.anchor
    context.rooted.update({step.start: rooted for step in path})
    return rooted


def _prints_year(context: Context, reading: Reading) -> bool:
    return _PRINTED.search(context.text[reading.start : reading.end]) is not None
