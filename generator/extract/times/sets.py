"""Rules for what recurs: `daily`, `every Monday`, `twice a week`."""

import re

from generator.extract.quantities.numerals import ORDINAL, ORDINALS, either
from generator.extract.times.context import Context
from generator.extract.times.counted import NUMBERS, count_of, duration_value
from generator.extract.times.durations import LENGTHS
from generator.extract.times.reading import Reading, Rule, compiled, plain
from generator.extract.times.words import (
    DAY_PARTS,
    MONTH,
    NUMBER,
    SEASON,
    SEASONS,
    UNIT,
    UNIT_PLURAL,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    month_number,
    squeeze,
    unit_name,
    weekday_number,
)
from generator.model import TimeType

_ADVERBS = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W",
            "fortnightly": "P2W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M",
            "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biannual": "P6M",
            "semiannual": "P6M", "semiannually": "P6M", "semi-annual": "P6M",
            "semi-annually": "P6M", "half-yearly": "P6M", "bimonthly": "P2M", "triennial": "P3Y",
            "quadrennial": "P4Y", "biennial": "P2Y", "biennially": "P2Y",
            "per annum": "P1Y"}  # fmt: skip


def _adverb(match: re.Match[str], context: Context) -> Reading | None:
    """Read `daily`, `annual`, unless part of a name such as a newspaper's."""
    token = context.token(match.start())
    if match[0][0].isupper() and not token.is_sent_start:
        return None
    return plain(match, "time.set", TimeType.SET, _ADVERBS[squeeze(match[0])])


def _every(match: re.Match[str], context: Context) -> Reading | None:
    """Read `every Monday`, `each year`, `every two weeks`, `every other day`."""
    what = match["what"]
    if match["part"] and unit_name(what) in _HALVES:
        return plain(match, "time.set", TimeType.SET, _HALVES[unit_name(what)])
    if match["part"]:
        return None
    if what.lower() == "fall" and context.after(match.end()) in {"in", "of"}:
        return None
    vague = (match["n"] or "").lower() in {"few", "several"}
    count = 2.0 if match["other"] else count_of(match["n"]) if match["n"] else 1.0
    if what.lower().rstrip(".") in WEEKDAYS:
        value = f"XXXX-WXX-{weekday_number(what)}"
    elif what.lower() in SEASONS:
        value = f"XXXX-{SEASONS[what.lower()]['code']}"
    elif what.lower() in DAY_PARTS and what.lower() != "night":
        value = f"XXXX-XX-XXT{DAY_PARTS[what.lower()]}"
    elif unit_name(what) in UNITS:
        if count is None and not vague:
            return None
        value = duration_value(unit_name(what), count)
    else:
        value = f"XXXX-{month_number(what):02}"
    return plain(match, "time.set", TimeType.SET, value)


_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y"}


def _nth_each(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the first Monday of each month`: how often, whatever the day."""
    del context
    value = duration_value(unit_name(match["unit"]), 1)
    return plain(match, "time.set", TimeType.SET, value)


def _plural_weekday(match: re.Match[str], context: Context) -> Reading | None:
    del context
    name = match["name"].lower()
    if name == "weekend":
        return plain(match, "time.set", TimeType.SET, "XXXX-WXX-WE")
    if name == "weekday":
        return plain(match, "time.set", TimeType.SET, "XXXX-WXX-WD")
    return plain(match, "time.set", TimeType.SET, f"XXXX-WXX-{weekday_number(name)}")


def _per(match: re.Match[str], context: Context) -> Reading | None:
    if context.before(match.start()) in LENGTHS:
        return None  # "miles per hour" says how fast
    if adverb := match.groupdict().get("adverb"):
        return plain(match, "time.rate", TimeType.SET, _ADVERBS[adverb.lower()])
    return plain(match, "time.rate", TimeType.SET, duration_value(unit_name(match["unit"]), 1))


_OFTEN = ("hourly", "daily", "nightly", "weekly", "monthly", "yearly", "annually")
_FULL_WEEKDAYS = [name for name in WEEKDAYS if name.endswith("day")]

RULES = (
    Rule(
        "time.adverb",
        frozenset(re.split(r"[ -]", word)[0] for word in _ADVERBS),
        compiled(rf"(?i:{either(_ADVERBS)})\b"),
        _adverb,
    ),
    Rule(
        "time.every",
        frozenset({"every", "each"}),
        compiled(
            rf"(?i:every|each)(?P<other> other| second)?(?: (?P<n>{NUMBER}|few|several))? "
            r"(?P<part>(?i:half)[ -](?:an? )?)?"
            rf"(?P<what>{WEEKDAY}|{UNIT_PLURAL}|{UNIT}|{MONTH}|{SEASON}|morning|afternoon|evening)\b"
        ),
        _every,
    ),
    Rule(
        "time.every",
        frozenset(word.split("-")[0] for word in ORDINALS) | {"0", "the", "last"},
        compiled(
            rf"(?:(?i:the) )?(?i:{ORDINAL}|last) (?:{WEEKDAY}|(?i:day|week|weekend|month|quarter)) "
            rf"(?:of|in) (?i:each|every) (?P<unit>{UNIT})"
        ),
        _nth_each,
    ),
    Rule(
        "time.plural-weekday",
        frozenset({f"{name}s" for name in _FULL_WEEKDAYS} | {"weekends", "weekdays"}),
        compiled(rf"(?P<name>(?i:{either(_FULL_WEEKDAYS)}|weekend|weekday))s\b"),
        _plural_weekday,
    ),
    Rule(
        "time.times-a",
        frozenset({"once", "twice", "several", "many"}) | NUMBERS,
        compiled(
            rf"(?i:once|twice|thrice|(?:{NUMBER}|several|many) times)(?: (?i:an?|per|each|every) "
            rf"(?P<unit>{UNIT})| (?P<adverb>(?i:{either(_OFTEN)}))\b)"
        ),
        _per,
    ),
    Rule("time.per", frozenset({"per"}), compiled(rf"(?i:per) (?P<unit>{UNIT})"), _per),
)
