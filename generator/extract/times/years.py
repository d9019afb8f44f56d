"""Rules for years and their parts and multiples: `1987`, `2012/13`, `the 1990s`, `Q3 2022`."""

import re

from spacy.tokens import Token

from generator.extract.quantities.numerals import ORDINAL, ORDINALS, either, ordinal_value
from generator.extract.times import periods
from generator.extract.times.choose import Recurring, choose_year
from generator.extract.times.context import Context
from generator.extract.times.reading import (
    NO_ANCHOR,
    NO_DATE,
    Reading,
    Rule,
    compiled,
    dated,
    unresolved,
)
from generator.extract.times.tense import Tense
from generator.extract.times.words import DATE_LEADS, MONTH, MONTHS, YEAR, month_number, squeeze

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


def _short_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read `'96` after a word that asks for a date: in the century nearest to the document."""
    apostrophe = match.start() - 1
    text = context.text
    if apostrophe < 1 or text[apostrophe] not in _APOSTROPHES or not text[apostrophe - 1].isspace():
        return None
    if context.before(apostrophe) not in _YEAR_LEADS:
        return None
    return dated(match, "time.short-year", periods.year(full_year(match[0], context)))


_APOSTROPHES = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"


def full_year(digits: str, context: Context) -> int:
    """Return the year that two digits mean: at most twenty years after the document date."""
    latest = (context.reference.year if context.reference else 2030) + 20
    return latest - (latest - int(digits)) % 100


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
        if len(digits) == _SHORT and (
            _lower_part(context, match) or _OF_WEATHER.search(context.lead(match.start()))
        ):
            return None
    if first % 10:
        return None
    if first % 100 == 0 and text.startswith("1"):
        return dated(match, "time.century", periods.century(first // 100))
    return dated(match, "time.decade", periods.decade(first))


_OF_WEATHER = re.compile(
    r"\b(?:temperatures?|highs|lows|degrees|readings|scores?)\b", re.IGNORECASE
)


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
        year = int(match["year"])
        reading = dated(match, "time.quarter", periods.quarter(year, number))
        return _fiscal_quarter(reading, year, number) if match["fiscal"] else reading
    if (match["which"] or "").lower() == "last":
        return None
    told = context.before(match.start()) != "fiscal" and _OF_FIGURES.match(
        context.text, match.end()
    )
    past = bool(told) and context.tense(match) is Tense.PAST
    recurring = Recurring(lambda year: periods.quarter(year, number), f"Q{number}", by_tense=past)
    return choose_year(match, context, "time.quarter", recurring)


_FIGURES = ("profit", "profits", "net", "earnings", "sales", "revenue", "revenues", "results",
            "loss", "losses", "income", "pretax", "operating", "output", "exports")  # fmt: skip


_OF_FIGURES = compiled(rf" (?:{either(_FIGURES)})\b")


def _month_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the December quarter`, `the July-September quarter`: the one that ends in it."""
    number = month_number(match["month"])
    if number % 3 or (match["first"] and month_number(match["first"]) != number - 2):
        return None
    if match["year"]:
        return dated(match, "time.quarter", periods.quarter(int(match["year"]), number // 3))
    recurring = Recurring(lambda year: periods.quarter(year, number // 3), f"Q{number // 3}")
    return choose_year(match, context, "time.quarter", recurring)


def _half_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read `first-half profit`; a game's halves have none."""
    number = _QUARTERS.get(match["which"].lower(), 1)
    recurring = Recurring(lambda year: periods.half(year, number), f"H{number}")
    return choose_year(match, context, "time.half", recurring)


def _part_of_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read `fiscal 1989's first quarter`, `last year's second half`."""
    number = _QUARTERS[match["which"].lower()]
    if match["beside"] and context.reference is None:
        return unresolved(match, "time.quarter", NO_DATE)
    steps = {"last": -1, "this": 0, "next": 1}
    running = context.reference.year if context.reference else 0
    year = int(match["year"] or running + steps[match["beside"].lower()])
    if match["unit"] == "half":
        return dated(match, "time.half", periods.half(year, 1 if number == 1 else 2))
    reading = dated(match, "time.quarter", periods.quarter(year, number))
    return _fiscal_quarter(reading, year, number) if match["fiscal"] else reading


def _fiscal_quarter(reading: Reading, year: int, number: int) -> Reading:
    """Return a quarter of a fiscal year; where that year begins depends on whose it is."""
    earlier = (periods.month(year - 1, start + 3 * (number - 1)) for start in _FISCAL_STARTS)
    others = (periods.around(month.first, "quarter").edtf for month in earlier)
    return reading.in_doubt("fiscal-year-start", *others)


_FISCAL_STARTS = (4, 10)
"""Months with which many fiscal years begin that do not begin in January."""


def _latest(match: re.Match[str], context: Context) -> Reading | None:
    """Read `the latest quarter`: the one last named, else the last that is over."""
    unit = match["unit"].lower()
    base, anchor = context.anchor("half")
    if unit == "period":
        grains = {"month", "quarter", "half", "week"}
        for found in reversed(context.found):
            if found.period and found.period.grain in grains:
                return dated(match, "time.latest", found.period).counted_from(found)
        return None
    if base is not None and base.grain == unit:
        return dated(match, "time.latest", base).counted_from(anchor)
    if context.reference is None:
        return unresolved(match, "time.latest", NO_DATE)
    running = periods.around(context.reference, unit)
    reading = dated(match, "time.latest", periods.shift(running, -1))
    return reading.in_doubt(NO_ANCHOR, running.edtf)


def _fiscal(match: re.Match[str], context: Context) -> Reading | None:
    """Read a fiscal year; where it begins depends on whose it is."""
    del context
    digits = match["year"]
    return _fiscal_year(match, int(digits) if len(digits) > _SHORT else 2000 + int(digits))


def _fiscal_year(match: re.Match[str], number: int) -> Reading:
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


_FISCAL_LEADS = frozenset({"for", "in", "of", "during", "throughout", "through"})
_FISCAL_STEPS = {"last": -1, "past": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1}


def _running_fiscal(match: re.Match[str], context: Context) -> Reading | None:
    """Read `this fiscal year`, `the end of the financial year`; whose it is stays open."""
    bare = match["which"] is None and match["edge"] is None
    if bare and context.before(match.start()) not in _FISCAL_LEADS:
        return None
    if context.reference is None:
        return unresolved(match, "time.fiscal-year", NO_DATE)
    number = context.reference.year + _FISCAL_STEPS.get((match["which"] or "").lower(), 0)
    return _fiscal_year(match, number)


_DIGIT = frozenset({"0"})
_ORDINALS = frozenset(_QUARTERS) | {"0", "the"}


RULES = (
    Rule("time.year", _DIGIT, compiled(rf"{YEAR}(?![a-z])"), _year),
    Rule("time.short-year", _DIGIT, compiled(r"\d\d(?![\w'])"), _short_year),
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
            rf"(?:,? (?:of )?(?P<fiscal>(?i:fiscal|financial) (?:[Yy]ear )?)?(?P<year>{YEAR}))?"
        ),
        _quarter,
    ),
    Rule(
        "time.quarter",
        frozenset(MONTHS) | {"the"},
        compiled(
            rf"(?:(?i:the) )?(?:(?P<first>{MONTH})(?:[-\N{{EN DASH}}]| to ))?(?P<month>{MONTH})"
            rf"(?: (?P<year>{YEAR}))? quarter\b"
        ),
        _month_quarter,
    ),
    Rule(
        "time.half",
        frozenset({"first", "second"}),
        compiled(rf"(?P<which>(?i:first|second))[ -]half(?= (?:{either(_FIGURES)})\b)"),
        _half_year,
    ),
    Rule(
        "time.quarter-of",
        _DIGIT | {"fiscal", "financial", "last", "this", "next"},
        compiled(
            rf"(?:(?P<fiscal>(?i:fiscal|financial) (?:[Yy]ear )?)?(?P<year>{YEAR})"
            r"|(?P<beside>(?i:last|this|next)) year)(?:['\N{RIGHT SINGLE QUOTATION MARK}]s)? "
            rf"(?P<which>(?i:{either(_QUARTERS)}))[ -](?P<unit>quarter|half)\b"
        ),
        _part_of_year,
    ),
    Rule(
        "time.latest",
        frozenset({"the", "latest"}),
        compiled(
            r"(?:(?i:the) )?(?i:latest|most recent) (?:[a-z]+ )?"
            r"(?P<unit>quarter|month|period|week)\b"
        ),
        _latest,
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
        "time.fiscal-year",
        frozenset({"the", "last", "this", "next", "current"}),
        compiled(
            r"(?:(?:[Tt]he )?(?P<edge>(?:very )?(?:beginning|start|end|close) of (?=the ))?"
            r"(?:[Tt]he )?"
            r"(?:(?P<which>(?i:last|this|next|current|previous|prior|past|coming)) )?"
            r"(?i:fiscal|financial) year)\b(?! \d)"
        ),
        _running_fiscal,
    ),
)
