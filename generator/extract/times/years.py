"""Rules for years and their parts and multiples: `1987`, `2012/13`, `the 1990s`, `Q3 2022`."""

import re

from spacy.tokens import Token

from generator.extract.quantities.numerals import ORDINAL, ORDINALS, either, ordinal_value
from generator.extract.times import periods
from generator.extract.times.choose import Recurring, choose_year
from generator.extract.times.context import Context
from generator.extract.times.reading import Reading, Rule, compiled, dated, unresolved
from generator.extract.times.words import DATE_LEADS, YEAR, squeeze

_SHORT = 2
"""Digits of a year without its century."""
_LAST_CENTURY = 22
_LONGEST = 200
_YEAR_LEADS = DATE_LEADS | frozenset({"c", "c.", "ca", "ca.", "year", "autumn", "winter", "spring"})


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
        if re.search(r"\b(?:his|her|their|my|our|your)\b[^.]{0,12}$", context.lead(match.start())):
            return None
        first = 1900 + _DECADE_WORDS[text]
    else:
        digits = re.sub(r"\D", "", text)
        first = int(digits) if len(digits) > _SHORT else 1900 + int(digits)
        if len(digits) == _SHORT and _lower_part(context, match):
            return None
    if first % 10:
        return None
    if first % 100 == 0 and text.startswith("1"):
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
    if not number or number > _LAST_CENTURY:
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
    number = int(digits) if len(digits) > _SHORT else 2000 + int(digits)
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


_DIGIT = frozenset({"0"})
_ORDINALS = frozenset(_QUARTERS) | {"0", "the"}


RULES = (
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
)
