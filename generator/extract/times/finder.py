"""Reads a text from left to right: at each word the longest reading of any rule wins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from generator.extract.parse import Parse
from generator.extract.times import (
    ages,
    anchored,
    clock,
    compound,
    counted,
    deictic,
    durations,
    events,
    explicit,
    named,
    running,
    sets,
    weeks,
    years,
)
from generator.extract.times.clauses import clause_ends
from generator.extract.times.context import Context
from generator.extract.times.reading import Reading, Rule
from generator.extract.times.speech import as_said
from generator.extract.times.tense import governor, is_pluperfect

_WORD = re.compile(r"[A-Za-z]+|\d+")
_RULES: tuple[Rule, ...] = (
    *explicit.RULES,
    *clock.MILITARY,
    *weeks.RULES,
    *named.RULES,
    *years.RULES,
    *deictic.RULES,
    *running.RULES,
    *anchored.RULES,
    *counted.RULES,
    *durations.RULES,
    *sets.RULES,
    *ages.RULES,
    *events.RULES,
    *clock.RULES,
    *compound.RULES,
)


def _by_first_word(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules that may begin with each word."""
    index: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in rule.starts:
            index.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in index.items()}


_INDEX = _by_first_word(_RULES)


def _key(word: str) -> str:
    """Return what the rules that may begin with a word are filed under."""
    return "0" if word[0].isdigit() else word.lower()


def read_all(parse: Parse, reference: date | None) -> list[Reading]:
    """Return the readings of the whole body, in order, without overlap."""
    context = Context(parse, reference)
    context.reader = read_at
    end = 0
    for word in _WORD.finditer(context.text):
        if word.start() < end or _key(word[0]) not in _INDEX:
            continue
        context.at(word.start())
        reading = read_at(context, word.start(), word[0])
        if reading:
            context.found.append(reading)
            end = reading.end
    found = [settled(context, reading) for reading in context.found]
    return sorted([*found, *clause_ends(context)], key=lambda reading: reading.start)


def read_at(context: Context, offset: int, word: str | None = None) -> Reading | None:
    """Return the longest reading that begins at an offset; the earlier rule wins a tie."""
    if word is None:
        match = _WORD.match(context.text, offset)
        if match is None:
            return None
        word = match[0]
    rules = _INDEX.get(_key(word))
    if not rules or (offset and context.text[offset - 1].isalnum()):
        return None
    best: Reading | None = None
    for rule in rules:
        found = rule.pattern.match(context.text, offset)
        if found is None or (best and found.end() <= best.end and rule.name != "time.compound"):
            continue
        reading = _read(rule, found, context)
        if reading and (best is None or reading.end > best.end) and _whole(context, reading):
            best = reading
    if best is None:
        return None
    best = compound.with_day_part(compound.with_year(best, context), context)
    return clock.with_clock(best, context)


def _read(rule: Rule, match: re.Match[str], context: Context) -> Reading | None:
    """Return what a rule reads; nothing where it would leave the years 1 to 9999."""
    try:
        return rule.read(match, context)
    except (OverflowError, ValueError):
        return None


def settled(context: Context, reading: Reading) -> Reading:
    """Return a reading after a look at its surroundings: who says it when, and "since"."""
    reading = as_said(context, reading, read_at)
    period, reference = reading.period, context.reference
    if (
        period
        and reference
        and period.first <= reference
        and (context.before(reading.start) == "since" and reading.edtf)
        and not is_pluperfect(governor(context.token(reading.start)))  # "had led it since 1941"
    ):
        start = reading.edtf.split("/", maxsplit=1)[0]
        return replace(reading, edtf=f"{start}/{reference.isoformat()}")
    return reading


def _whole(context: Context, reading: Reading) -> bool:
    """Tell whether a reading ends at a word's end and stays in one paragraph."""
    text = context.text
    if reading.end < len(text) and text[reading.end - 1].isalnum() and text[reading.end].isalnum():
        return False
    inside = text.find("\n", reading.start, reading.end)
    if inside < 0:
        return True
    at = context.parse.document.paragraph_at
    base = context.parse.base
    return at(base + reading.start) is at(base + reading.end - 1)
