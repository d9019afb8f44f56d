"""Rules for words that point from the document date: `yesterday`, `now`, `recently`."""

import re
from dataclasses import replace

from generator.extract.quantities.numerals import either
from generator.extract.times import periods
from generator.extract.times.context import Context
from generator.extract.times.periods import DAY, Period
from generator.extract.times.reading import (
    NO_ANCHOR,
    NO_DATE,
    Reading,
    Rule,
    compiled,
    dated,
    plain,
    unresolved,
)
from generator.extract.times.story import told
from generator.extract.times.tense import Tense
from generator.extract.times.words import DAY_PARTS, FUTURE, PAST, PRESENT, UNRESOLVED, squeeze
from generator.model import TimeType

_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
DAY_PARTS_OF = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def with_part(reading: Reading, part: str) -> Reading:
    """Return a day's reading narrowed to a part of that day; EDTF keeps the day.

    The night of 10 to 11 June is that of the 10th.
    """
    if reading.type is TimeType.TIME:
        return reading
    day = (reading.value or "").split("/", maxsplit=1)[0]
    value = f"{day}T{part}" if day else None
    return replace(reading, type=TimeType.TIME, value=value)


def _deictic(match: re.Match[str], context: Context) -> Reading | None:
    """Read today, yesterday, tomorrow and their parts."""
    word = squeeze(match["day"])
    if context.reference is None:
        return unresolved(match, "time.deictic-day", NO_DATE)
    period = periods.day(context.reference + _DAYS[word] * DAY)
    reading = dated(match, "time.deictic-day", period)
    part = "NI" if word == "tonight" else DAY_PARTS_OF.get((match["part"] or "").lower())
    return with_part(reading, part) if part else reading


def _day_part(match: re.Match[str], context: Context) -> Reading | None:
    """Read `this morning` and `last night`."""
    part = DAY_PARTS_OF[match["part"].lower()]
    if context.reference is None:
        return unresolved(match, "time.part-of-day", NO_DATE)
    step = -1 if match["which"].lower() == "last" else 0
    reading = dated(match, "time.part-of-day", periods.day(context.reference + step * DAY))
    return with_part(reading, part)


def reference_value(match: re.Match[str], rule: str, context: Context, *, past: bool) -> Reading:
    """Return what lies at some unknown time before or after the document date."""
    edtf = None
    if context.reference:
        today = context.reference.isoformat()
        edtf = f"../{today}" if past else f"{today}/.."
    value = "PAST_REF" if past else "FUTURE_REF"
    return unresolved(match, rule, "", value=value, edtf=edtf)


_NOW_IDIOM = re.compile(
    r" and (?:again|then)\b|-[a-z]| (?:last|next) [a-z]| (?:affairs|accounts?)\b"
)


def _in_title(match: re.Match[str], context: Context) -> bool:
    """Tell whether a word is capitalised inside a sentence: "The Power of Now"."""
    if not match[0][0].isupper():
        return False
    token = context.token(match.start())
    return not token.is_sent_start and token.i > 0 and token.nbor(-1).is_alpha


def _present(match: re.Match[str], context: Context) -> Reading | None:
    if context.before(match.start()) in {"every", "until", "any"} or _NOW_IDIOM.match(
        context.text, match.end()
    ):
        return None
    if squeeze(match[0]) == "to date" and not _is_until_now(match, context):
        return None
    if _in_title(match, context):
        return None
    edtf = context.reference.isoformat() if context.reference else None
    return unresolved(match, "time.present", "", value="PRESENT_REF", edtf=edtf)


def _is_until_now(match: re.Match[str], context: Context) -> bool:
    """Tell whether "to date" means until now: not "up to date", "began to date the finds"."""
    if context.before(match.start()) in {"up", "hard", "difficult", "able", "how", "began", "used"}:
        return False
    return _NO_OBJECT.match(context.text, match.end()) is not None


_NO_OBJECT = re.compile(
    r"[^\S\n]*(?:[.,;:)\n\"\N{RIGHT DOUBLE QUOTATION MARK}\N{EM DASH}]|$"
    r"|(?:in|has|have|had|is|are|was|were|by|on|for|and|but|under|against|of|with|at|as)\b)"
)


def _past(match: re.Match[str], context: Context) -> Reading | None:
    if match[0].lower() == "previously":
        head = context.token(match.start()).head
        auxiliaries = any(child.dep_ in {"aux", "auxpass"} for child in head.children)
        if head.pos_ != "VERB" or (head.tag_ == "VBN" and not auxiliaries):
            return None  # "the previously used filter" places nothing
    return reference_value(match, "time.past", context, past=True)


def _future(match: re.Match[str], context: Context) -> Reading | None:
    if match[0].lower() == "the future" and context.after(match.end()) == "of":
        return None  # "the future of the treaty" is what becomes of it
    if squeeze(match[0]).endswith(("soon", "shortly")):
        if context.after(match.end()) in {"after", "before", "as", "thereafter", "afterwards"}:
            return None
        if (
            context.before(match.start()) in {"as", "too", "how", "so"}
            or context.text[match.end() : match.end() + 1] == "-"
        ):
            return None
        if context.tense(match) is Tense.PAST:
            return None
    return reference_value(match, "time.future", context, past=False)


def _adverb(match: re.Match[str], context: Context) -> Reading | None:
    """Read `Earlier` and `Later` at the start of a sentence: the word is kept, no date given."""
    token = context.token(match.start())
    if not token.is_sent_start or re.compile(r" than\b| [a-z]+s\b").match(
        context.text, match.end()
    ):
        return None
    edtf = f"../{context.reference.isoformat()}" if context.reference else None
    return unresolved(match, "time.unresolved", "not-stated", edtf=edtf)


def _once(match: re.Match[str], context: Context) -> Reading | None:
    """Read `once` for "formerly": "a once-mighty party", "he once served"; not "once a year"."""
    token = context.token(match.start())
    joined = context.text[match.end() : match.end() + 1] == "-"
    if not joined:
        verb = token.head
        if token.dep_ != "advmod" or token.is_sent_start or verb.tag_ not in {"VBD", "VBN"}:
            return None
        if context.after(match.end()) in _FREQUENCY or context.before(match.start()) in _NOT_ONCE:
            return None
        if verb.i < token.i and verb.pos_ != "AUX":
            return None  # "visited once"
    return reference_value(match, "time.past", context, past=True)


_WAS = frozenset({"a", "an", "the", "only", "still"})
_FREQUENCY = frozenset({"a", "an", "per", "every", "each", "again", "more", "in", "or", "and",
                        "the", "he", "she", "it", "they", "was"})  # fmt: skip
_NOT_ONCE = frozenset({"at", "than", "only", "just", "more", "not", "even", "all", "for", "but"})


def _held_then(match: re.Match[str], context: Context) -> bool:
    """Tell whether "was then" says what somebody was: "was then defense minister"."""
    if context.after(match.end()) in _WAS:
        return True
    following = context.token(match.end() + 1)
    return (
        following.pos_ in {"NOUN", "PROPN"} and following.i > context.token(match.start("then")).i
    )


def _then(match: re.Match[str], context: Context) -> Reading | None:
    """Read `then` where it names the past: "since then", "the then governor"."""
    period, anchor = context.anchor()
    if not match["lead"] and match["was"] is not None and not _held_then(match, context):
        return None
    if match["lead"] and period:
        return Reading(
            start=match.start("then"),
            end=match.end(),
            rule="time.then",
            value="PAST_REF",
            edtf=period.edtf,
            anchor=anchor,
        )
    reading = reference_value(match, "time.then", context, past=True)
    return replace(reading, start=match.start("then"))


def _sky(match: re.Match[str], context: Context) -> Reading | None:
    """Read `at dawn`: of the day last named, else of the document's."""
    part = DAY_PARTS[match["word"].lower()]
    if context.before(match.start()) not in _SKY_LEADS:
        return None
    period, anchor = _day_after(match, context)
    if period is None:
        period, anchor = context.day_told()
        if period and anchor and part == "MO" and (anchor.value or "").endswith("TNI"):
            period = periods.shift(period, 1)  # "on the night of 11 October ... at dawn"
    if period is None and context.reference is None:
        return plain(match, "time.loose-part", TimeType.TIME, f"XXXX-XX-XXT{part}")
    if period is None and context.reference:
        here = dated(match, "time.loose-part", periods.day(context.reference))
        return with_part(here.in_doubt(NO_ANCHOR), part)
    if period is None:
        return None
    return with_part(dated(match, "time.loose-part", period).counted_from(anchor), part)


def _day_after(match: re.Match[str], context: Context) -> tuple[Period | None, Reading | None]:
    """Return the day straight after a part of a day: "at dawn on 4 August"."""
    gap = _ON.match(context.text, match.end())
    day = context.read_at(gap.end()) if gap else None
    if day is None or day.period is None or day.period.grain != "day" or day.anchor:
        return None, None
    return day.period, day


_ON = re.compile(r",?[^\S\n](?:hours[^\S\n])?(?:on[^\S\n]|of[^\S\n])?(?=\w)")
_SKY_LEADS = frozenset(
    {"at", "before", "after", "since", "until", "till", "from", "to", "by", "around", "about"}
)


def _loose_part(match: re.Match[str], context: Context) -> Reading | None:
    """Read `in the morning`, `overnight`, `morning` trading: of the day last named, if any."""
    word = match["part"] or match["trade"] or match["bare"] or "night"
    part = DAY_PARTS_OF.get(word.lower(), "NI")
    before = context.before(match.start())
    if match["part"] and before not in {"in", "through", "during", "throughout"}:
        return None
    named = match["part"] or match["bare"]
    period, anchor = _day_after(match, context) if named else (None, None)
    if period is None and match["bare"] and _is_attribute(context, match):
        return plain(match, "time.loose-part", TimeType.TIME, f"XXXX-XX-XXT{part}")
    if period is None:
        period, anchor = context.anchor("day")
    if match["over"] and period and anchor and _is_left_behind(context, match, anchor):
        period, anchor = None, None
    if period is None and context.reference is not None and match["over"]:
        period = periods.day(context.reference)
    ahead = period is not None and context.is_ahead(period) and context.tense(match) is Tense.PAST
    if ahead and context.reference is not None:
        here = dated(match, "time.loose-part", periods.day(context.reference))
        return with_part(here.in_doubt(NO_ANCHOR), part)
    placed = match["bare"] or match["trade"] or (part == "NI" and before)
    if period is None and context.reference is not None and placed:
        here = dated(match, "time.loose-part", periods.day(context.reference))
        return with_part(here.in_doubt(NO_ANCHOR), part)
    if period is None:
        value = f"XXXX-XX-XXT{part}"
        return plain(match, "time.loose-part", TimeType.TIME, value)
    return with_part(dated(match, "time.loose-part", period).counted_from(anchor), part)


def _is_attribute(context: Context, match: re.Match[str]) -> bool:
    """Tell whether a part of the day says of which kind things are: "early morning raids"."""
    token = context.token(match.start("bare"))
    head = token.head
    return (
        token.dep_ == "compound"
        and head.i > token.i
        and head.tag_ == "NNS"
        and (head.lower_ != "hours")
    )


def _is_left_behind(context: Context, match: re.Match[str], anchor: Reading) -> bool:
    """Tell whether "overnight" is the document's night: its sentence names no day before it."""
    if anchor.start >= context.token(match.start()).sent.start_char:
        return False
    base, _ = told(context, match, context.tense(match))
    return base is None


def _year_end(match: re.Match[str], context: Context) -> Reading | None:
    """Read `year-end` and `month-end`: of the running one, early in a year of the one before."""
    reference, unit = context.reference, (match["unit"] or match["unit2"] or "year").lower()
    if reference is None:
        return unresolved(match, "time.year-end", NO_DATE)
    if match["mid"]:
        return dated(match, "time.mid-year", periods.year(reference.year)).noted("modifier: mid")
    here = periods.around(reference, unit)
    just_over = (reference - here.first).days < (here.last - here.first).days // 4
    step = -1 if just_over and context.tense(match) is Tense.PAST else 0
    return dated(match, "time.year-end", periods.shift(here, step))


def _to_date(match: re.Match[str], context: Context) -> Reading | None:
    """Read `year-to-date`: the running year as far as it has come."""
    if context.reference is None:
        return unresolved(match, "time.to-date", NO_DATE)
    here = periods.around(context.reference, match["unit"].lower())
    edtf = f"{here.first.isoformat()}/{context.reference.isoformat()}"
    return replace(dated(match, "time.to-date", here), edtf=edtf)


def _starts(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


RULES = (
    Rule(
        "time.deictic-day",
        _starts(tuple(_DAYS)),
        compiled(
            rf"(?P<day>(?i:{either(_DAYS)}))\b(?: (?P<part>morning|afternoon|evening|night)\b)?"
        ),
        _deictic,
    ),
    Rule(
        "time.part-of-day",
        frozenset({"this", "last"}),
        compiled(r"(?P<which>(?i:this|last)) (?P<part>(?i:morning|afternoon|evening|night))\b"),
        _day_part,
    ),
    Rule(
        "time.loose-part",
        frozenset({"the", "overnight", "morning", "afternoon", "evening", "early", "mid", "late"}),
        compiled(
            r"(?:(?i:the) (?P<part>(?i:morning|afternoon|evening|night))\b(?! of\b)"
            r"|(?P<over>(?i:overnight))\b"
            r"|(?i:early|mid|late)[ -](?P<bare>(?i:morning|afternoon|evening))\b"
            r"|(?P<trade>(?i:morning|afternoon|evening))(?= trad(?:ing|e)\b| session\b| deals\b))"
        ),
        _loose_part,
    ),
    Rule(
        "time.year-end",
        frozenset({"year", "month", "quarter", "week", "the", "yearend", "midyear", "mid"}),
        compiled(
            r"(?:the )?(?P<unit>(?i:year|month|quarter|week))"
            r"['\N{RIGHT SINGLE QUOTATION MARK}]s end\b"
            r"|(?P<unit2>(?i:year|month|quarter))(?i:[ -]?end)\b|(?P<mid>(?i:mid-?year))\b"
        ),
        _year_end,
    ),
    Rule(
        "time.to-date",
        frozenset({"year", "month", "quarter"}),
        compiled(r"(?P<unit>(?i:year|month|quarter))[ -]to[ -]date\b"),
        _to_date,
    ),
    Rule("time.once", frozenset({"once"}), compiled(r"(?i:once)\b"), _once),
    Rule(
        "time.then",
        frozenset({"since", "back", "the", "his", "her", "then", "was", "were"}),
        compiled(
            r"(?:(?P<lead>(?i:since|back)) |(?P<was>(?:was|were) )|(?=then-\w)"
            r"|(?i:the|his|her) (?=then \w))"
            r"(?P<then>then)\b"
        ),
        _then,
    ),
    Rule(
        "time.loose-part",
        frozenset({"dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall"}),
        compiled(r"(?P<word>dawn|dusk|daybreak|sunrise|sunset|nightfall)\b"),
        _sky,
    ),
    Rule("time.present", _starts(PRESENT), compiled(rf"(?i:{either(PRESENT)})\b"), _present),
    Rule("time.past", _starts(PAST), compiled(rf"(?i:{either(PAST)})\b"), _past),
    Rule("time.future", _starts(FUTURE), compiled(rf"(?i:{either(FUTURE)})\b"), _future),
    Rule(
        "time.unresolved", frozenset(UNRESOLVED), compiled(rf"(?i:{either(UNRESOLVED)})\b"), _adverb
    ),
)
