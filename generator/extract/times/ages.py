"""Rules for how old somebody or something is: `the 41-year-old`, `62 years old`."""

import re

from generator.extract.times.context import Context
from generator.extract.times.counted import COUNTED, NUMBERS, count_of, duration_value
from generator.extract.times.reading import Reading, Rule, compiled, plain
from generator.extract.times.words import unit_name
from generator.model import TimeType


def _age(match: re.Match[str], context: Context) -> Reading | None:
    """Read an age as TimeML does, as a length of time: `P41Y`."""
    del context
    count = None if match["vague"] else count_of(match["n"])
    if match["vague"] is None and count is None:
        return None
    if match["half"] and count is not None:
        count += 0.5
    value = duration_value(unit_name(match["unit"]), count)
    return plain(match, "time.age", TimeType.DURATION, value)


RULES = (Rule("time.age", NUMBERS, compiled(rf"{COUNTED}(?:[ -]olds?\b| of age\b)"), _age),)
