"""Rules for names of the calendar: months, weekdays, years, decades, quarters, holidays."""

import re
from datetime import date

from spacy.tokens import Token

from generator.extract.quantities.numerals import ORDINAL, ORDINALS, either, ordinal_value
from generator.extract.times import holidays, periods
from generator.extract.times.choose import Recurring, choose_year, pick
from generator.extract.times.context import Context
from generator.extract.times.reading import NO_DATE, Reading, Rule, compiled, dated, unresolved
from generator.extract.times.tense import Tense
from generator.extract.times.words import (
    DAY_PARTS,
    MONTH,
    MONTHS,
    SAYING,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
    squeeze,
    weekday_number,
)

_NOT_DATES = frozenset(
    {"PERSON", "ORG", "FAC", "GPE", "LOC", "WORK_OF_ART", "PRODUCT", "NORP", "LAW"}
)
_LEADS = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "to",
        "of",
        "during",
        "late",
        "early",
        "mid",
        "last",
        "next",
        "this",
        "and",
        "or",
        "between",
        "through",
        "before",
        "after",
        "every",
        "each",
        "for",
        "around",
        "about",
        "circa",
        "throughout",
        "past",
        "the",
    ]
)
_YEAR_LEADS = _LEADS | frozenset({"c", "c.", "ca", "ca.", "year", "autumn", "winter", "spring"})


def _other_name(context: Context, match: re.Match[str]) -> bool:
    """Tell whether the model takes the word for part of a longer name that is no date."""
    token = context.token(match.start())
    if token.ent_type_ not in _NOT_DATES:
        return False
    beside = [token.i - 1, token.i + 1]
    doc = context.parse.doc
    return any(
        0 <= i < len(doc)
        and doc[i].ent_type_ == token.ent_type_
        and doc[i].text[:1].isupper()
        and doc[i].lower_ not in DAY_PARTS
        for i in beside
    )


def _month(match: re.Match[str], context: Context) -> Reading | None:
    text = match[0]
    token = context.token(match.start())
    ambiguous = text.lower() in {
        "may",
        "march",
        "mar",
        "mar.",
        "dec",
        "jan",
        "august",
        "april",
        "june",
    }
    if ambiguous and token.ent_type_ != "DATE" and context.before(match.start()) not in _LEADS:
        return None
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.ent_type_ != "DATE":
        return None
    if ambiguous and token.dep_ == "nsubj" and token.head.lemma_ in SAYING:
        return None
    if token.tag_ == "MD" or token.pos_ == "VERB" or _other_name(context, match):
        return None
    number = month_number(text)
    return choose_year(
        match,
        context,
        "time.month",
        Recurring(lambda year: periods.month(year, number), f"{number:02}"),
    )


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    if len(match[0].rstrip(".")) <= len("thurs") and match[0].islower():
        return None
    if match[0].rstrip(".").lower() in {"sat", "sun", "wed", "mon"} and (
        context.token(match.start()).ent_type_ != "DATE"
    ):
        return None
    if _other_name(context, match):
        return None
    number = weekday_number(match[0])
    if context.reference is None:
        return unresolved(match, "time.weekday", NO_DATE, value=f"XXXX-WXX-{number}")
    return weekday_by_tense(match, context, number)


def weekday_by_tense(match: re.Match[str], context: Context, number: int) -> Reading:
    """Return a bare weekday by news convention.

    After a past verb it is the last one up to the document date, after a future verb the next.
    """
    assert context.reference is not None  # noqa: S101
    reference = context.reference
    if reference.isoweekday() == number:
        return dated(match, "time.weekday", periods.day(reference))
    past = periods.day(periods.weekday_from(reference, number, -1))
    ahead = periods.day(periods.weekday_from(reference, number, 1))
    tense = context.tense(match)
    if tense in {Tense.FUTURE, Tense.PRESENT}:
        return dated(match, "time.weekday-ahead", ahead).noted(f"tense: {tense}")
    if tense is Tense.UNKNOWN:
        return dated(match, "time.weekday", past).in_doubt("weekday-without-verb", ahead.edtf)
    return dated(match, "time.weekday", past).noted(f"tense: {tense}")


def _year(match: re.Match[str], context: Context) -> Reading | None:
    token = context.token(match.start())
    if token.idx != match.start() or token.text != match[0]:
        glued = re.compile(r"[\w$£€#]").match(context.text, match.start() - 1)
        if glued or re.compile(r"-\d|\w").match(context.text, match.end()):
            return None
    before = context.before(match.start())
    if before.endswith(("$", "%")) or before in _NUMBERED:
        return None
    if context.after(match.end()) in _COUNTED or not _may_be_year(match, context, token, before):
        return None
    return dated(match, "time.year", periods.year(int(match[0])))


_NUMBERED = frozenset({"resolution", "article", "no.", "no", "flight", "boeing", "number", "room"})
_COUNTED = frozenset(
    {"year", "years", "people", "percent", "per", "km", "miles", "metres", "meters"}
)
_COUNTS = frozenset({"CARDINAL", "MONEY", "QUANTITY", "PERCENT", "TIME"})
_FIRST_BARE, _FIRST_NEAR, _LAST_BARE = 1500, 1900, 2100


def _may_be_year(match: re.Match[str], context: Context, token: Token, before: str) -> bool:
    """Tell whether a four-digit number is a year: by its preposition, the model, what follows."""
    number = int(match[0])
    if token.ent_type_ == "DATE" and number >= _FIRST_BARE:
        return True
    counts = (
        token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in {"NNS", "NNPS"}
    )
    if before == "the" and context.reference:
        return _FIRST_NEAR <= number <= context.reference.year + 10
    if before in _YEAR_LEADS:
        return not counts
    return not counts and token.ent_type_ not in _COUNTS and _FIRST_BARE <= number < _LAST_BARE


def _year_range(match: re.Match[str], context: Context) -> Reading | None:
    del context
    first, last = int(match["first"]), match["last"]
    end = int(match["first"][: 4 - len(last)] + last)
    if not first < end <= first + 200:
        return None
    if match["mark"] == "/" and end != first + 1:
        return None
    whole = periods.year(first)
    period = periods.Period(
        first=whole.first,
        last=periods.year(end).last,
        grain="year",
        value=f"{first}/{end}",
        edtf=f"{first}/{end}",
    )
    return dated(match, "time.year-range", period)


_DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip


def _decade(match: re.Match[str], context: Context) -> Reading | None:
    text = squeeze(match["decade"]).strip("'")
    if text in _DECADE_WORDS:
        if re.search(
            r"\b(?:his|her|their|my|our|your)\b[^.]{0,12}$", context.text[: match.start()]
        ):
            return None
        first = 1900 + _DECADE_WORDS[text]
    else:
        digits = re.sub(r"\D", "", text)
        first = int(digits) if len(digits) > 2 else 1900 + int(digits)  # noqa: PLR2004
        if len(digits) == 2 and _lower_part(context, match):  # noqa: PLR2004
            return None
    if first % 10:
        return None
    if first % 100 == 0 and len(text) > 2 and first != 2000:  # noqa: PLR2004
        return dated(match, "time.century", periods.century(first // 100))
    return dated(match, "time.decade", periods.decade(first))


def _lower_part(context: Context, match: re.Match[str]) -> bool:
    """Tell whether "70s" is somebody's age or a temperature: "in her 70s"."""
    return context.before(match.start()) in {
        "his",
        "her",
        "their",
        "my",
        "our",
        "your",
        "low",
        "high",
    }


def _century(match: re.Match[str], context: Context) -> Reading | None:
    del context
    number = ordinal_value(match["number"])
    if not number or number > 22:  # noqa: PLR2004
        return None
    if match["bc"]:
        value = f"BC{number - 1:02}"
        return unresolved(match, "time.century", "", value=value)
    return dated(match, "time.century", periods.century(number - 1))


def _bc(match: re.Match[str], context: Context) -> Reading | None:
    del context
    number = int(match["year"].replace(",", ""))
    year = f"-{number - 1:04}" if number > 1 else "0000"
    return unresolved(match, "time.year-bc", "", value=f"BC{number:04}", edtf=year)


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
             "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip


def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    number = int(match["digit"]) if match["digit"] else _QUARTERS[match["which"].lower()]
    if match["year"]:
        return dated(match, "time.quarter", periods.quarter(int(match["year"]), number))
    if (match["which"] or "").lower() == "last":
        return None
    recurring = Recurring(lambda year: periods.quarter(year, number), f"Q{number}", by_tense=False)
    return choose_year(match, context, "time.quarter", recurring)


def _fiscal(match: re.Match[str], context: Context) -> Reading | None:
    """Read a fiscal year; where it begins depends on whose it is."""
    del context
    digits = match["year"]
    number = int(digits) if len(digits) == 4 else 2000 + int(digits)  # noqa: PLR2004
    return Reading(
        start=match.start(),
        end=match.end(),
        rule="time.fiscal-year",
        value=f"FY{number}",
        edtf=f"{number}?",
        doubt="fiscal-year-start",
        alternatives=(f"{number - 1}-04/{number}-03", f"{number - 1}-10/{number}-09"),
        period=periods.year(number),
    )


def _season(match: re.Match[str], context: Context) -> Reading | None:
    name = match["season"].lower()
    if match["year"]:
        return dated(match, "time.season", periods.season(int(match["year"]), name))
    token = context.token(match.start("season"))
    if token.pos_ not in {"NOUN", "PROPN"} or context.before(match.start()) not in {
        "in", "by", "until", "since", "during", "early", "late", "mid", "through",
    }:  # fmt: skip
        return None
    code = SEASONS[name]["code"]
    return choose_year(
        match, context, "time.season", Recurring(lambda year: periods.season(year, name), str(code))
    )


def _holiday(match: re.Match[str], context: Context) -> Reading | None:
    name = squeeze(match["name"])
    if event := holidays.event_day(name):
        return dated(match, "time.named-day", periods.day(event))
    if _is_surname(context, match):
        return None
    note = "tabular Islamic calendar" if holidays.is_lunar(name) else ""
    if match["year"]:
        found = holidays.holiday_in(name, int(match["year"]))
        return _holiday_reading(match, found, note)
    if context.reference is None:
        return unresolved(match, "time.holiday", NO_DATE)
    years = (context.reference.year + step for step in (-1, 0, 1))
    days = [day for year in years if (day := holidays.holiday_in(name, year))]
    reading = pick(match, context, "time.holiday", [periods.day(day) for day in days])
    if note and reading.period and not reading.doubt:
        return _holiday_reading(match, reading.period.first, note)
    return reading


def _is_surname(context: Context, match: re.Match[str]) -> bool:
    """Tell whether a holiday's name ends a person's: "Joan Easter"."""
    token = context.token(match.start())
    before = token.nbor(-1) if token.i else None
    return before is not None and before.pos_ == "PROPN" and before.ent_type_ == "PERSON"


def _holiday_reading(match: re.Match[str], found: date | None, note: str) -> Reading | None:
    """Return a holiday's reading; one of another calendar may be a day off."""
    if found is None:
        return None
    day = periods.day(found)
    if not note:
        return dated(match, "time.holiday", day)
    near = tuple(periods.shift(day, step).edtf for step in (-1, 1))
    return dated(match, "time.holiday", day).in_doubt("lunar-calendar", *near).noted(note)


_DIGIT = frozenset({"0"})
_SEASON_WORDS = frozenset(SEASONS)
_ORDINALS = frozenset(_QUARTERS) | {"0", "the"}
_HOLIDAY_STARTS = frozenset(
    "0" if name[0].isdigit() else re.split(r"\W", name)[0] for name in holidays.NAMES
)

RULES = (
    Rule("time.month", frozenset(MONTHS), compiled(rf"{MONTH}(?!-?\d)"), _month),
    Rule("time.weekday", frozenset(WEEKDAYS), compiled(rf"{WEEKDAY}"), _weekday),
    Rule("time.year", _DIGIT, compiled(rf"{YEAR}(?![a-z])"), _year),
    Rule(
        "time.year-range",
        _DIGIT,
        compiled(
            rf"(?P<first>{YEAR})(?P<mark>[-/\N{{EN DASH}}])(?P<last>[12]\d{{3}}|\d\d)(?![-/\d])"
        ),
        _year_range,
    ),
    Rule(
        "time.decade",
        _DIGIT | frozenset(_DECADE_WORDS) | {"the"},
        compiled(
            r"(?:the )?(?P<decade>(?:1\d|20)\d0['\N{RIGHT SINGLE QUOTATION MARK}]?s"
            r"|['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}]?[2-9]0s"
            rf"|(?i:{either(_DECADE_WORDS)}))\b"
        ),
        _decade,
    ),
    Rule(
        "time.century",
        _DIGIT | {"the"} | frozenset(word.split("-")[0] for word in ORDINALS),
        compiled(
            rf"(?:the )?(?P<number>(?i:{ORDINAL}))(?:[ -][Cc]entur(?:y|ies)\b"
            rf"|(?= (?:and|to) (?:the )?(?:{ORDINAL})[ -][Cc]enturies))(?P<bc> B\.?C\.?(?:E\.?)?)?"
        ),
        _century,
    ),
    Rule(
        "time.year-bc",
        _DIGIT,
        compiled(r"(?P<year>\d{1,4}) B\.?C\.?(?:E\.?)?(?!\w)"),
        _bc,
    ),
    Rule(
        "time.quarter",
        _ORDINALS | {"q"},
        compiled(
            rf"(?:(?:[Tt]he )?(?P<which>(?i:{either(_QUARTERS)}))[ -]quarter|Q(?P<digit>[1-4]))\b"
            rf"(?:,? (?:of )?(?:fiscal )?(?P<year>{YEAR}))?"
        ),
        _quarter,
    ),
    Rule(
        "time.fiscal-year",
        frozenset({"fiscal", "fy", "financial", "the"}),
        compiled(
            rf"(?:the )?(?:[Ff]iscal(?: [Yy]ear)?|[Ff]inancial [Yy]ear|FY) ?"
            rf"(?P<year>{YEAR}|(?<=FY)\d\d)(?![-/]\d)"
        ),
        _fiscal,
    ),
    Rule(
        "time.season",
        _SEASON_WORDS | {"the"},
        compiled(rf"(?:the )?(?P<season>{SEASON})(?:(?: of)? (?P<year>{YEAR}))?"),
        _season,
    ),
    Rule(
        "time.holiday",
        _HOLIDAY_STARTS,
        compiled(
            rf"(?P<name>(?i:{either(holidays.NAMES)}))".replace(
                "'", "['\N{RIGHT SINGLE QUOTATION MARK}]"
            )
            + rf"(?!\w)(?:,? (?P<year>{YEAR}))?"
        ),
        _holiday,
    ),
)
