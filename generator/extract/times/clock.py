"""Rules for the time of day: `6:40 p.m. (GMT +8)`, `1600 GMT`, `noon`."""

import re
from dataclasses import replace
from datetime import date, timedelta

from generator.extract.quantities.numerals import CARDINALS, either
from generator.extract.times.context import Context
from generator.extract.times.reading import NO_ANCHOR, NO_DATE, Reading, Rule, compiled
from generator.extract.times.tense import Tense
from generator.extract.times.words import ZONES
from generator.model import TimeType

_LEADS = frozenset({"at", "by", "until", "till", "from", "around", "about", "before", "after",
                    "since", "between", "and", "to"})  # fmt: skip
_MEASURED = frozenset(
    {"percent", "per", "percentage", "points", "point", "million", "billion", "trillion", "cents",
     "dollars", "euros", "meters", "metres", "seconds", "miles", "kilometers", "kilometres", "km",
     "tons", "tonnes"}
)  # fmt: skip
"""What a decimal is a number of where it is no time: "from 6.55 percent"."""
_NOON, _MINUTES, _HOURS = 12, 60, 24
_HOUR_WORDS = {word: value for word, value in CARDINALS.items() if 1 <= value <= _NOON}


def _clock(match: re.Match[str], context: Context) -> Reading | None:
    """Read a time of day; it needs a.m. or p.m., a zone, or a word such as "at" before it."""
    group = match.groupdict()
    if not (group["half"] or group["zone"] or group["oclock"]) and not (
        group["minute"] and _asks_for_time(context, match.start())
    ):
        return None
    if context.after(match.end()) in _MEASURED or _is_decimal(match, context):
        return None  # "up from 6.55 percent"
    hour_text = group["hour"].lower()
    hour = _HOUR_WORDS.get(hour_text) or int(hour_text)
    minute = int(group["minute"] or 0)
    half = (group["half"] or "").lower().replace(".", "")
    if hour >= _HOURS or minute >= _MINUTES or (half and hour > _NOON):
        return None
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    return at_time(match, context, f"{hour:02}:{minute:02}", zone_suffix(group))


def _is_decimal(match: re.Match[str], context: Context) -> bool:
    """Tell whether "at 1.57 marks" gives a number with what it counts."""
    group = match.groupdict()
    if group["half"] or group["zone"] or group["oclock"] or "." not in match[0]:
        return False
    following = context.token(match.end() + 1)
    return following.idx > match.start() and following.pos_ == "NOUN"


def _asks_for_time(context: Context, offset: int) -> bool:
    """Tell whether the words before a number ask for a time: "at", "as of"."""
    before = context.before(offset)
    return before in _LEADS or (
        before == "of" and _AS_PRINTED.search(context.lead(offset)) is not None
    )


def _first_of_two(match: re.Match[str], context: Context) -> Reading | None:
    """Read the `6` of "from 6 to 9 p.m.": of the other half of the day when it is the later."""
    if context.before(match.start()) not in {"from", "between"}:
        return None
    hour, last, late = int(match["hour"]), int(match["last"]), match["half"].lower() == "p"
    if not (1 <= hour <= _NOON and 1 <= last <= _NOON):
        return None
    if hour % _NOON > last % _NOON:
        late = not late
    hour = hour % _NOON + (_NOON if late else 0)
    return at_time(match, context, f"{hour:02}:{match['minute'] or '00'}", "")


def _military(match: re.Match[str], context: Context) -> Reading | None:
    """Read `1600 GMT`, `at 0415 hours`, `at 0615Z`, `at 14.30hrs`."""
    line = context.text.rfind("\n", 0, match.start()) + 1
    opens = not context.text[line : match.start()].strip()
    named = (match["hours"] or match["zulu"]) and (opens or _asks_for_time(context, match.start()))
    if not (match["zone"] or named):
        return None
    zone = "Z" if match["zulu"] else zone_suffix(match.groupdict())
    return at_time(match, context, f"{match['hour']}:{match['minute']}", zone)


def _named(match: re.Match[str], context: Context) -> Reading | None:
    """Read `noon` and `midnight`."""
    word = match["word"].lower()
    token = context.token(match.start())
    if token.pos_ == "PROPN" or match[0][0].isupper():
        return None
    text = "12:00" if word in {"noon", "midday"} else "24:00"
    return at_time(match, context, text, zone_suffix(match.groupdict()))


def zone_suffix(group: dict[str, str | None]) -> str:
    """Return `Z`, an offset such as `+08:00`, or nothing when the zone is not known."""
    name = (group.get("zone") or "").lower()
    if not name or name not in ZONES:
        return ""
    minutes = ZONES[name]
    if group.get("shift"):
        sign = -1 if (group["shift"] or "").startswith(("-", "\N{MINUS SIGN}")) else 1
        hours, _, rest = (group["shift"] or "")[1:].strip().partition(":")
        minutes += sign * (int(hours) * _MINUTES + int(rest or 0))
    if minutes == 0:
        return "Z"
    sign_text = "+" if minutes > 0 else "-"
    return f"{sign_text}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def at_time(match: re.Match[str], context: Context, clock: str, zone: str) -> Reading:
    """Return a time of the day that stands beside it, or of the document date."""
    day, end, anchor = None, 0, None
    sure, recurs = True, _RECURS.match(context.text, match.end())
    if not recurs:
        day, end, anchor = _day_of(match, context)
    if day is None and not recurs:
        day, anchor, sure = _day_before(match, context)
        day = _past_midnight(context, match.start(), day, clock) if day and not sure else day
    note = f"day: {'named' if anchor or end else 'document date'}" if day else ""
    value = f"{day.isoformat() if day else 'XXXX-XX-XX'}T{clock}{zone}"
    edtf, doubt = None, "" if recurs else NO_DATE
    if day:
        edtf = day.isoformat() if clock == "24:00" else f"{day.isoformat()}T{clock}:00{zone}"
        edtf, doubt = (edtf, "") if sure else (f"{day.isoformat()}?", NO_ANCHOR)
    return Reading(
        start=match.start(),
        end=end or match.end(),
        rule="time.clock",
        type=TimeType.TIME,
        value=value,
        edtf=edtf,
        doubt=doubt,
        anchor=anchor,
        note=note,
    )


def with_clock(reading: Reading, context: Context) -> Reading:
    """Return a day in digits lengthened by the clock after it: `2013-03-22T10:15:00Z`."""
    if reading.period is None or reading.period.grain != "day" or reading.rule not in _IN_DIGITS:
        return reading
    tail = _STAMP.match(context.text, reading.end)
    if tail is None or int(tail["hour"]) >= _HOURS or int(tail["minute"]) >= _MINUTES:
        return reading
    zone = "Z" if tail["utc"] else (tail["offset"] or "")
    clock = f"T{tail['clock']}"
    seconds = "" if tail["second"] else ":00"
    edtf = f"{reading.period.edtf}{clock}{seconds}{zone}" if not reading.doubt else reading.edtf
    value = f"{reading.value}{clock}{zone}"
    return replace(reading, end=tail.end(), type=TimeType.TIME, value=value, edtf=edtf)


_IN_DIGITS = frozenset({"time.iso", "time.numeric-date", "time.compact"})
_STAMP = re.compile(
    r"(?:T|[^\S\n]{1,2})(?P<clock>(?P<hour>\d\d):(?P<minute>\d\d)(?P<second>:[0-5]\d)?)"
    r"(?:\.\d{1,6})?(?:(?P<utc>Z|[^\S\n](?:UTC|GMT))|(?P<offset>[+-]\d\d:\d\d))?(?![\w:])"
)

_GAP = re.compile(
    r"(?P<apart>,?[^\S\n](?:local time[^\S\n])?on[^\S\n]|,[^\S\n])|[^\S\n](?:local time[^\S\n])?"
)
"""What stands between a time and its day; a comma or "on" keeps them two phrases."""


_RECURS = re.compile(
    r"(?:[^\S\n](?:to|until|and|-)[^\S\n][\d:.]+(?:[^\S\n]?(?:[ap]\.m\.?|[ap]m))?)?,?[^\S\n]"
    r"(?:daily|nightly|every|each|(?:on )?weekdays|(?:on )?weekends)\b",
    re.IGNORECASE,
)
"""What says that a time comes again each day: "from 9 a.m. to 5 p.m. daily"."""
_SECOND = re.compile(
    r"[^\S\n]?(?:to|and|until|till|-|\N{EN DASH})[^\S\n]?\d{1,2}(?:[:.]\d\d)?"
    r"[^\S\n]?(?:[ap]\.m\.?|[ap]m\b)"
    r"|[^\S\n]\(\d[^()\n]{3,20}\)|\)(?=[^\S\n][A-Z])",
    re.IGNORECASE,
)
"""What may stand before a time's day: "from 6 to 9 p.m. on Monday", "6 p.m. (1800 GMT) Sunday"."""
_AS_PRINTED = re.compile(r"\b(?:as of|updated|posted|published|filed)(?: at)? $", re.IGNORECASE)


def _day_of(match: re.Match[str], context: Context) -> tuple[date | None, int, Reading | None]:
    """Return the day of a time, the end of a day that belongs to the phrase, and its anchor."""
    second = _SECOND.match(context.text, match.end())
    gap = _GAP.match(context.text, second.end() if second else match.end())
    if gap:
        following = context.read_at(gap.end())
        if following and following.period and following.period.grain == "day":
            end = 0 if gap["apart"] or second else following.end
            return following.period.first, end, following if second else None
    sentence = context.token(match.start()).sent.start_char
    for reading in reversed(context.found):
        if reading.start < sentence:
            break
        if reading.period and reading.period.grain == "day":
            return reading.period.first, 0, reading
    return None, 0, None


def _day_before(match: re.Match[str], context: Context) -> tuple[date | None, Reading | None, bool]:
    """Return the day that a sentence without one tells of, its phrase, and whether it is sure.

    That is the day last named in the paragraph unless it is the day of a saying, else the
    document's; only of what is as it is printed ("as of 15:00") is the document's day sure.
    """
    period, anchor = context.day_told()
    if period and context.is_ahead(period) and context.tense(match) is Tense.PAST:
        period = None  # "could arrive Tuesday. At 5 p.m. it was far off"
    if (
        period
        and anchor
        and context.text.find("\n", anchor.end, match.start()) < 0
        and not context.beside_saying(anchor.start)
    ):
        return period.first, anchor, False
    return context.reference, None, _AS_PRINTED.search(context.lead(match.start())) is not None


_LATE, _EARLY, _NIGHT = 18, 6, 4
"""Hours that end an evening and a night; how many phrases back the evening may have been told."""


def _past_midnight(context: Context, offset: int, day: date, clock: str) -> date:
    """Return the day after one whose late evening was just told of, for an early hour."""
    if context.before(offset) in {"to", "until", "till", "and"}:
        return day
    clocks = (found for found in reversed(context.found[-_NIGHT:]) if found.rule == "time.clock")
    last = next(clocks, None)
    told = _TOLD.match(last.value or "") if last else None
    if told is None or told["day"] != day.isoformat() or int(clock[:2]) >= _EARLY:
        return day
    return day + timedelta(days=1) if _LATE <= int(told["hour"]) < _HOURS else day


_TOLD = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>\d\d):")

_ZONE = (
    rf"(?: ?(?P<open>\()?(?P<zone>(?:{either(name.upper() for name in ZONES if len(name) > 1)}))"
    r"(?: ?(?P<shift>[-+\N{MINUS SIGN}] ?\d{1,2}(?::\d\d)?))?(?(open)\))(?![A-Za-z]))"
)
_REGION = r"(?:Eastern|Central|Mountain|Pacific)(?: [Tt]ime\b|(?=[,.;)]| on\b| and\b))"
"""A zone whose offset hangs on the season, so that none is given."""
_HALF = r"(?P<half>(?i:[ap]\.m\.?|[ap]m\b))"

MILITARY = (
    Rule(
        "time.clock",
        frozenset({"0"}),
        compiled(
            r"(?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d)"
            rf"(?:(?P<hours> ?(?:hours|hrs?|h)(?!\w))|(?P<zulu> ?Z\b)|{_ZONE})"
        ),
        _military,
    ),
)
"""They stand before durations, which "1715 hours" might be too."""
RULES = (
    Rule(
        "time.clock",
        frozenset({"0"}) | frozenset(_HOUR_WORDS),
        compiled(
            rf"(?P<hour>\d{{1,2}}|(?i:{either(_HOUR_WORDS)})(?= ?(?i:a\.?m\b|p\.?m\b|o.clock)))"
            rf"(?:[:.h](?P<minute>\d\d)(?::\d\d)?)?(?![\d:%])"
            rf"(?: ?{_HALF}| (?P<oclock>o['\N{{RIGHT SINGLE QUOTATION MARK}}]clock))?"
            rf"(?: \(?(?:local time|{_REGION}|[ECMP]T\b)\)?)?"
            rf"{_ZONE}?"
        ),
        _clock,
    ),
    Rule(
        "time.clock",
        frozenset({"0"}),
        compiled(
            r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?= ?(?:to|and|until|till|-|\N{EN DASH}) ?"
            r"(?P<last>\d{1,2})(?::[0-5]\d)? ?(?P<half>[AaPp])\.?[Mm])"
        ),
        _first_of_two,
    ),
    Rule(
        "time.clock",
        frozenset({"noon", "midnight", "midday"}),
        compiled(rf"(?P<word>(?i:noon|midnight|midday))\b{_ZONE}?"),
        _named,
    ),
)
