"""Rules for lengths of time: `three days`, `a 12-hour`, `the past week`."""

import re
from dataclasses import replace

from generator.extract.quantities.numerals import (
    ORDINAL,
    ORDINALS,
    cardinal_value,
    either,
    ordinal_value,
)
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.counted import COUNTED, NUMBERS, count_of, duration_value
from generator.extract.times.reading import Reading, Rule, compiled, dated, plain
from generator.extract.times.words import (
    NUMBER,
    PLURALS,
    UNIT,
    UNIT_PLURAL,
    VAGUE,
    unit_name,
)
from generator.model import TimeType

_LEADS = frozenset(
    [
        "for",
        "in",
        "within",
        "after",
        "over",
        "of",
        "take",
        "took",
        "takes",
        "taking",
        "last",
        "lasted",
        "spent",
        "spend",
        "spending",
        "until",
        "wait",
        "waited",
        "than",
        "through",
        "with",
        "by",
        "about",
        "into",
    ]
)
LENGTHS = frozenset(
    {"km", "kilometers", "kilometres", "miles", "meters", "metres", "feet", "knots", "mile"}
)
_TIMES = frozenset({"once", "twice", "times", "thrice"})


def _counted(match: re.Match[str], context: Context) -> Reading | None:
    """Read `three days`, `several weeks`, `two and a half years`, `27-year`, `a week`."""
    unit = unit_name(match["unit"])
    article = (match["n"] or "").lower() in {"a", "an"}
    if _is_no_length(match, context, unit, article=article):
        return None
    count = None if match["vague"] else count_of(match["n"])
    if match["vague"] is None and count is None:
        return None
    if match["half"] and count is not None:
        count += 0.5
    if article and _is_rate(context, match.start()):
        return plain(match, "time.rate", TimeType.SET, duration_value(unit, 1))
    reading = plain(match, "time.duration", TimeType.DURATION, duration_value(unit, count))
    return _with_smaller(reading, context, unit) if count else reading


def _with_smaller(reading: Reading, context: Context, unit: str) -> Reading:
    """Return a length with the smaller units after it: `two hours and 14 minutes`."""
    smaller = _SMALLER.get(unit)
    tail = _REST.match(context.text, reading.end) if smaller else None
    if tail is None or smaller != unit_name(tail["unit"]):
        return reading
    count = cardinal_value(tail["n"])
    if count is None or context.before(reading.start) == "between":
        return reading
    added = duration_value(smaller, count)
    value = f"{reading.value}{added.removeprefix('PT' if unit in _CLOCK else 'P')}"
    longer = replace(reading, end=tail.end(), value=value)
    return _with_smaller(longer, context, smaller)


_CLOCK = frozenset({"hour", "minute"})
_SMALLER = {"year": "month", "month": "day", "week": "day", "day": "hour", "hour": "minute",
            "minute": "second"}  # fmt: skip
_REST = compiled(
    rf"(?:,? and |,? )(?P<n>{NUMBER})[ -](?P<unit>{UNIT_PLURAL}|{UNIT})"
    r"(?! (?:ago|later|earlier|before|after|old|a|per)\b)"
)


def _is_no_length(match: re.Match[str], context: Context, unit: str, *, article: bool) -> bool:
    """Tell whether number and unit are an age, an ordinal, a year or a sum instead."""
    number, text = match["n"] or "", context.text
    plural = match["unit"].lower() in PLURALS
    joined = text[match.start("unit") - 1] == "-" or match[0].endswith("-long")
    before = context.before(match.start())
    return any(
        (
            unit == "second" and (article or not plural),
            unit == "quarter" and (article or not number or number[0].isdigit()),
            article and (plural or joined),
            unit == "quarter" and context.after(match.end()) == "of",
            number.isdigit() and len(number) == _YEAR_DIGITS and (not plural or number[0] == "0"),
            bool(match["vague"]) and before == "as",
            bool(number) and not article and before in {"$", "£", "€"},
            article and _is_what_it_was(context, match),
            article and unit == "hour" and before in LENGTHS,
            number.lower() == "one" and unit == "day" and _is_some_day(context, match),
            _AFTER_AGE.match(text, match.end()) is not None,
            _AGE.search(text[max(0, match.start() - 12) : match.start()]) is not None,
        )
    )


def _is_some_day(context: Context, match: re.Match[str]) -> bool:
    """Tell whether "one day" says when, not how long: "One day it may end"."""
    token = context.token(match.start("unit"))
    return (
        token.dep_ == "npadvmod"
        and token.head.pos_ in {"VERB", "AUX"}
        and context.after(match.end()) not in _COUNTING | {"a", "per", "each", "every"}
        and context.before(match.start()) not in _LEADS
    )


def _is_what_it_was(context: Context, match: re.Match[str]) -> bool:
    """Tell whether "a day" says what kind of day it was: "a day when", "this is a day of joy"."""
    after = context.after(match.end())
    if after in {"when", "that", "which"}:
        return True
    token = context.token(match.start("unit"))
    token = token.head if token.dep_ == "conj" else token
    if token.dep_ != "attr" or token.head.lemma_ != "be" or after in _COUNTING | {"since", "to"}:
        return False
    return any(
        (child.dep_ == "nsubj" and child.lower_ in {"it", "this", "that", "today"})
        for child in token.head.children
    ) and not any(child.lemma_ == "have" for child in token.head.children)


_YEAR_DIGITS = 4
_AFTER_AGE = re.compile(r"[ -]olds?\b| of age\b")
_AGE = re.compile(r"\b(?:age of|aged) $")


def _is_rate(context: Context, offset: int) -> bool:
    """Tell whether "a year" says how often: after a number, a price or `twice`."""
    doc = context.parse.doc
    at = context.token(offset).i
    if at == 0:
        return False
    before = doc[at - 1]
    if before.lower_ in LENGTHS:
        return False
    if before.lower_ in _TIMES or before.like_num or before.text in {"%", "$", "£", "€"}:
        return True
    if before.pos_ in {"NOUN", "PROPN"}:
        return any(child.like_num for child in before.children)
    return False


def _half(match: re.Match[str], context: Context) -> Reading | None:
    """Read `half an hour`, `a year and a half`."""
    del context
    unit = unit_name(match["unit"] or match["unit2"])
    whole = 1.5 if match["one"] else 0.5
    if unit == "hour":
        value = f"PT{whole * 60:g}M"
    elif unit in _PARTS:
        value = f"P{whole * _PARTS[unit][0]:g}{_PARTS[unit][1]}"
    else:
        value = duration_value(unit, whole)
    return plain(match, "time.duration", TimeType.DURATION, value)


_PARTS = {"year": (12, "M"), "decade": (10, "Y"), "century": (100, "Y")}
"""Smaller units in which half of a unit is whole, and how many a unit has."""


def _range(match: re.Match[str], context: Context) -> Reading | None:
    """Read `two to three weeks`; the value gives both ends."""
    unit = unit_name(match["unit"])
    low, high = cardinal_value(match["low"]), cardinal_value(match["high"])
    if low is None or high is None or low >= high:
        return None
    if re.compile(r"[ -]olds?\b| of age\b").match(context.text, match.end()):
        return None
    value = f"{duration_value(unit, low)}/{duration_value(unit, high)}"
    return plain(match, "time.duration-range", TimeType.DURATION, value)


def _first_end(match: re.Match[str], context: Context) -> Reading | None:
    """Read the first number of "between 60 and 90 days"."""
    if context.before(match.start()) != "between":
        return None
    count = cardinal_value(match[0])
    tail = _SECOND_END.match(context.text, match.end())
    if count is None or tail is None:
        return None
    value = duration_value(unit_name(tail["unit"]), count)
    return plain(match, "time.duration", TimeType.DURATION, value)


_SECOND_END = compiled(rf" and (?:{NUMBER})[ -](?P<unit>{UNIT_PLURAL})")


def _window(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the past three weeks`, `the next decade`, `recent years`."""
    unit, which = unit_name(match["unit"]), match["which"].lower()
    token = context.token(match.start("which"))
    if unit == "night" or (token.pos_ == "VERB" and token.dep_ != "amod"):
        return None
    plural = match["unit"].lower() in PLURALS
    if plural:
        count = count_of(match["n"]) if match["n"] else None
        if match["n"] and count is None:
            return None
    elif match["n"] or match["vague"] or not _is_single_window(which, unit):
        return None
    else:
        count = 1
    value = duration_value(unit, count)
    return plain(match, "time.window", TimeType.DURATION, value, f"window: {which}")


def _is_single_window(which: str, unit: str) -> bool:
    """Tell whether one unit is a length: "the past year", "the next decade", not "last year"."""
    return which in {"past", "coming"} or (unit == "decade" and which in {"last", "next"})


_ONLY = frozenset({"only", "just", "mere", "about", "barely"})
_LASTING = frozenset({"after", "within", "lasted", "lasts", "last", "took", "takes", "for", "in"})
_COUNTING = frozenset({"later", "earlier", "ago", "after", "before", "apart"})


def _bare(match: re.Match[str], context: Context) -> Reading | None:
    """Read "for years", "within hours": a length without a number."""
    unit = unit_name(match["unit"])
    if unit in {"quarter", "night", "semester"}:
        return None
    sure = match["long"] or unit in {"decade", "century"} or match["unit"][0].isupper()
    after, before = context.after(match.end()), context.before(match.start())
    if before in _ONLY:
        before = context.before(match.start() - len(before) - 1)
        sure = sure or before in _LASTING
    if not sure and before not in _LEADS and after not in _COUNTING:
        return None
    return plain(match, "time.vague-duration", TimeType.DURATION, duration_value(unit, None))


_SINGLE = {"daylong": "day", "weeklong": "week", "monthlong": "month", "yearlong": "year",
           "day-long": "day", "week-long": "week", "month-long": "month", "year-long": "year",
           "hour-long": "hour", "hourlong": "hour", "weekend-long": "weekend",
           "decade-long": "decade", "century-long": "century", "century-old": "century",
           "half-hour": "half", "half-century": "century"}  # fmt: skip


def _long(match: re.Match[str], context: Context) -> Reading | None:
    del context
    unit = _SINGLE[match[0].lower()]
    if unit == "half":
        return plain(match, "time.duration", TimeType.DURATION, "PT30M")
    if unit == "century" and match[0].lower().startswith("half"):
        return plain(match, "time.duration", TimeType.DURATION, "P50Y")
    count = 1
    return plain(match, "time.duration", TimeType.DURATION, duration_value(unit, count))


def _quarter_century(match: re.Match[str], context: Context) -> Reading:
    """Read `a quarter of a century`, `the next quarter-century`."""
    del context
    return plain(match, "time.duration", TimeType.DURATION, "P25Y")


def _straight(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the third straight day`, `for a third day`, `in its eighth week`: how long it lasts."""
    if match["straight"] is None and match["row"] is None and not _is_running(match, context):
        return None
    number = ordinal_value(match["which"])
    unit = unit_name(match["unit"])
    if number is None:
        return None
    return plain(match, "time.straight", TimeType.DURATION, duration_value(unit, number))


def _is_running(match: re.Match[str], context: Context) -> bool:
    """Tell whether "its eighth week" says how long something has lasted by then."""
    before, after = context.before(match.start()), context.after(match.end())
    if match["whose"]:
        return before in _RUNNING_LEADS and after != "of" and match["unit"].lower() != "quarter"
    return before == "for" and after not in {"of", "in"}


_RUNNING_LEADS = frozenset({"in", "into", "for", "enter", "enters", "entered", "entering",
                            "reached", "reaches", "begins", "began", "now"})  # fmt: skip


def _over_the_years(match: re.Match[str], context: Context) -> Reading | None:
    if context.before(match.start()) not in {"over", "through", "throughout", "down", "across"}:
        return None
    if context.after(match.end()) in {"of", "since", "to", "that", "between"}:
        return None
    value = duration_value(unit_name(match["unit"]), None)
    return plain(match, "time.vague-duration", TimeType.DURATION, value)


def _whole(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the entire year`: the one last named, or the document's."""
    base, anchor = context.anchor()
    start = base.first if base else context.reference
    if start is None:
        return None
    period = periods.around(start, unit_name(match["unit"]))
    return dated(match, "time.whole", period).counted_from(anchor)


_W = (
    r"(?P<which>(?i:past|last|next|coming|previous|preceding|following|recent|first|final|opening))"
)

RULES = (
    Rule("time.duration", NUMBERS, compiled(rf"{COUNTED}(?:-long\b)?"), _counted),
    Rule(
        "time.half",
        frozenset({"half", "a", "an", "one"}),
        compiled(
            rf"(?:(?i:half) (?:an?|the) (?P<unit>{UNIT})"
            rf"|(?P<one>(?i:an?|one))[ -](?P<unit2>{UNIT})[ -]and[ -]a[ -]half)\b"
        ),
        _half,
    ),
    Rule(
        "time.duration-range",
        NUMBERS | {"between"},
        compiled(
            rf"(?P<low>{NUMBER})(?:-| to | or | ?\N{{EN DASH}} ?)(?P<high>{NUMBER})"
            rf"[ -](?P<unit>{UNIT_PLURAL}|{UNIT})"
        ),
        _range,
    ),
    Rule("time.duration", NUMBERS, compiled(rf"(?:{NUMBER})"), _first_end),
    Rule(
        "time.window",
        frozenset(
            {
                "the",
                "past",
                "last",
                "next",
                "recent",
                "coming",
                "previous",
                "first",
                "final",
                "opening",
                "these",
                "preceding",
                "following",
            }
        ),
        compiled(
            rf"(?:(?i:the|these|his|her|their|its) )?{_W} "
            rf"(?:(?:(?P<vague>{VAGUE})|(?P<n>{NUMBER}))(?:[ -]plus|-odd)? )?"
            rf"(?P<unit>{UNIT_PLURAL}|{UNIT})"
        ),
        _window,
    ),
    Rule(
        "time.vague-duration",
        frozenset(PLURALS),
        compiled(rf"(?P<unit>{UNIT_PLURAL})(?P<long>-long\b)?(?!-)"),
        _bare,
    ),
    Rule(
        "time.long",
        frozenset(word.split("-")[0] for word in _SINGLE),
        compiled(rf"(?i:{either(_SINGLE)})\b"),
        _long,
    ),
    Rule(
        "time.duration",
        frozenset({"a", "the", "quarter", "past", "last", "next"}),
        compiled(
            r"(?:(?i:an?|the) )?(?:(?i:past|last|next|first) )?(?i:quarter)"
            r"(?:[ -]| of an? )(?i:century)\b"
        ),
        _quarter_century,
    ),
    Rule(
        "time.over-the-years",
        frozenset({"the"}),
        compiled(r"(?i:the) (?P<unit>(?i:years|decades|centuries|months|weeks))\b"),
        _over_the_years,
    ),
    Rule(
        "time.straight",
        frozenset(word.split("-")[0] for word in ORDINALS)
        | {"0", "a", "the", "its", "their", "his", "her"},
        compiled(
            rf"(?:(?:(?i:a|the)|(?P<whose>(?i:its|their|his|her))) )?(?P<which>(?i:{ORDINAL})) "
            rf"(?:(?P<straight>(?i:straight|consecutive|successive)) )?(?P<unit>{UNIT})"
            r"(?P<row> (?:in a row|running)\b)?"
        ),
        _straight,
    ),
    Rule(
        "time.whole",
        frozenset({"the"}),
        compiled(r"(?i:the) (?i:entire|whole|full) (?P<unit>(?i:day|week|month|year|decade))\b"),
        _whole,
    ),
)
