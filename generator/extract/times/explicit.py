"""Rules for phrases that name a date: `5 November 2024`, `2024-11-05`, `11/05/2024`."""

import re
from datetime import date

from generator.extract.quantities.numerals import ORDINALS, either
from generator.extract.times import periods
from generator.extract.times.choose import Recurring, choose_year, pick
from generator.extract.times.clock import with_clock
from generator.extract.times.context import Context
from generator.extract.times.holidays import known_year
from generator.extract.times.periods import Period
from generator.extract.times.reading import NO_DATE, Reading, Rule, compiled, dated, unresolved
from generator.extract.times.story import nearest, told
from generator.extract.times.words import (
    DAY_NUMBER,
    MONTH,
    MONTHS,
    ORDINAL_DAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
    weekday_number,
)

IMPOSSIBLE = "impossible-date"
DASH = r" ?(?:-|\N{EN DASH}|\N{EM DASH}) ?"
_CENTURY = 100
_PIVOT = 30
_LEAP = 2000
_WITH_CENTURY = 4
_LONGEST_MONTH = 31


def _whole_date(match: re.Match[str], context: Context, rule: str, month: int, day: str) -> Reading:
    """Return a day with its year as printed or, without one, the year that the tense asks for."""
    number, weekday = int(re.sub(r"\D", "", day)), match.groupdict().get("weekday")
    if periods.make_day(int(match["year"] or _LEAP), month, number) is None:
        return unresolved(match, rule, IMPOSSIBLE)

    def in_year(year: int) -> Period | None:
        period = periods.make_day(year, month, number)
        wrong = period and weekday and period.first.isoweekday() != weekday_number(weekday)
        return None if wrong else period

    year = known_year(month, number, context.after(match.end()))
    if year and match["year"] is None and context.reference and context.reference.year >= year:
        return dated(match, "time.known-day", periods.day(date(year, month, number)))
    if match["year"] is None:
        rest = f"{month:02}-{number:02}"
        return choose_year(match, context, rule, Recurring(in_year, rest))
    printed = periods.make_day(int(match["year"]), month, number)
    if printed is None:
        return unresolved(match, rule, IMPOSSIBLE)
    reading = dated(match, rule, printed)
    return reading if in_year(int(match["year"])) else reading.in_doubt("weekday-does-not-match")


def _month_day(match: re.Match[str], context: Context) -> Reading | None:
    name = match["month"].lower()
    if not match["year"] and name.startswith(("may", "mar")) and match["month"].islower():
        return None
    month = month_number(name)
    if match.groupdict().get("last"):
        return _day_range(match, context, month)
    return _whole_date(match, context, "time.date", month, match["day"])


def _written_day(match: re.Match[str], context: Context) -> Reading:
    """Read "the third of November 2029"."""
    day, month = str(_WRITTEN[match["day"].lower()]), month_number(match["month"])
    return _whole_date(match, context, "time.date", month, day)


def _day_range(match: re.Match[str], context: Context, month: int) -> Reading | None:
    """Return `March 3-5` as an interval of days."""
    first = _whole_date(match, context, "time.day-range", month, match["day"])
    last = _whole_date(match, context, "time.day-range", month, match["last"])
    if first.period is None or last.period is None or first.period.first >= last.period.first:
        return None
    return dated(match, "time.day-range", join(first.period, last.period))


def join(first: Period, last: Period) -> Period:
    """Return the stretch from one period to another."""
    return Period(
        first=first.first,
        last=last.last,
        grain=first.grain,
        value=f"{first.value}/{last.value}",
        edtf=f"{first.edtf.split('/', maxsplit=1)[0]}/{last.edtf.split('/')[-1]}",
    )


def _month_year(match: re.Match[str], context: Context) -> Reading | None:
    del context
    return dated(
        match, "time.month-year", periods.month(int(match["year"]), month_number(match["month"]))
    )


def _month_range(match: re.Match[str], context: Context) -> Reading | None:
    """Read `July-September`, `January\N{EN DASH}March 2012`: a quarter where it is one."""
    first, last = month_number(match["month"]), month_number(match["last"])
    if first >= last:
        return None

    def in_year(year: int) -> Period:
        quarter = periods.quarter(year, (first + 2) // 3)
        ends = periods.month(year, first), periods.month(year, last)
        whole = (quarter.first, quarter.last) == (ends[0].first, ends[1].last)
        return quarter if whole else join(*ends)

    if match["year"]:
        return dated(match, "time.month-range", in_year(int(match["year"])))
    rest = f"{first:02}/XXXX-{last:02}"
    return choose_year(match, context, "time.month-range", Recurring(in_year, rest))


def _iso(match: re.Match[str], context: Context) -> Reading | None:
    month = int(match["month"])
    if match["day"] is None:
        if not 1 <= month <= periods.MONTHS or _spans_years(match, context, month):
            return None
        return dated(match, "time.iso", periods.month(int(match["year"]), month))
    period = periods.make_day(int(match["year"]), month, int(match["day"]))
    if period is None:
        return unresolved(match, "time.iso", IMPOSSIBLE)
    return with_clock(dated(match, "time.iso", period), context)


def _short_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read `19-Nov-12`, `19NOV2012`, as reports and forms write dates."""
    del context
    year, month = _full_year(match["year"]), month_number(match["month"])
    period = periods.make_day(year, month, int(match["day"]))
    return dated(match, "time.date", period) if period else None


def _compact(match: re.Match[str], context: Context) -> Reading | None:
    """Read `20130322`, as wires stamp their copy."""
    if context.before(match.start()).endswith(("$", ".", "-")):
        return None
    period = periods.make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return dated(match, "time.compact", period) if period else None


def _spans_years(match: re.Match[str], context: Context, second: int) -> bool:
    """Tell whether "2003-05" means 2003 to 2005: after a word that asks for years."""
    lead = context.before(match.start())
    return lead in {"during", "in", "the", "of", "from", "between", "season"} and (
        int(match["year"]) % _CENTURY < second
    )


def _full_year(text: str) -> int:
    """Return a year of two or four digits; two mean 1931 to 2030."""
    number = int(text)
    if len(text) == _WITH_CENTURY:
        return number
    return number + (2000 if number <= _PIVOT else 1900)


def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    """Read `7/8/2007`: two readings unless one part is over 12, both are equal, or the text tells.

    A text tells by another such date that reads only one way, or by a day that is one of the two.
    """
    first, second, year = int(match["a"]), int(match["b"]), _full_year(match["year"])
    month_first = periods.make_day(year, first, second)
    day_first = periods.make_day(year, second, first)
    if match["dot"] == ".":  # dots are written by those who put the day first
        month_first, day_first = (None, day_first) if day_first else (month_first, None)
    if month_first is None and day_first is None:
        return unresolved(match, "time.numeric-date", IMPOSSIBLE)
    if month_first is None or day_first is None or month_first == day_first:
        return dated(match, "time.numeric-date", month_first or day_first)  # type: ignore[arg-type]
    known = _by_order(context, month_first, day_first) or _by_day(context, month_first, day_first)
    if known is None:
        return _ambiguous(match, month_first, day_first)
    other = day_first if known == month_first else month_first
    return dated(match, "time.numeric-date", known).over(other, "the text has the other order")


def _by_order(context: Context, month_first: Period, day_first: Period) -> Period | None:
    """Return the reading in the order in which other dates of the text must be read."""

    def has(order: str, a: str, b: str) -> bool:
        pairs = ((int(d[a]), int(d[b])) for d in _ANY_NUMERIC.finditer(context.text))
        return context.remembered(
            order, lambda: any(x > periods.MONTHS >= y and x <= _LONGEST_MONTH for x, y in pairs)
        )

    days_first, months_first = has("day first", "a", "b"), has("month first", "b", "a")
    if days_first == months_first:
        return None
    return day_first if days_first else month_first


def _by_day(context: Context, month_first: Period, day_first: Period) -> Period | None:
    """Return the reading that is a day which the text tells otherwise, or the document's own."""
    days = {p.first for r in context.found if (p := r.period) and p.grain == "day" and not r.doubt}
    days |= {context.reference} if context.reference else set()
    fits = [reading for reading in (month_first, day_first) if reading.first in days]
    return fits[0] if len(fits) == 1 else None


def _ambiguous(match: re.Match[str], month_first: Period, day_first: Period) -> Reading:
    reading = dated(match, "time.numeric-date", month_first)
    return reading.in_doubt("numeric-day-month-order", day_first.edtf)


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read "on the 15th": of the month that the tense asks for."""
    number = int(re.sub(r"\D", "", match["day"]))
    token = context.token(match.start("day"))
    if context.before(match.start()) != "on" or token.dep_ != "pobj":
        return None
    reference = context.reference
    if reference is None:
        return unresolved(match, "time.day-of-month", NO_DATE)
    base, anchor = told(context, match, context.tense(match))
    near = base.first if base else reference
    months = (periods.month(near.year, near.month + step) for step in (-1, 0, 1))
    days = [
        found
        for month in months
        if (found := periods.make_day(month.first.year, month.first.month, number))
    ]
    if base and (found := nearest(days, base)):
        return dated(match, "time.day-of-month", found).counted_from(anchor)
    return pick(match, context, "time.day-of-month", days)


_ANY_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<dot>[/-])(?P<b>\d{1,2})(?P=dot)(?:\d{4}|\d\d)(?![\d/-])"
)
_WD = rf"(?:(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_M, _D = rf"(?P<month>{MONTH})", rf"(?P<day>{ORDINAL_DAY})"
_LAST = rf"(?:(?:{DASH}| to | and )(?P<last>{ORDINAL_DAY})(?! ?[%$€£:\d]|,\d))"
_Y = rf"(?:,? (?:of )?(?P<year>{YEAR}))"
_WRITTEN = {word: day for word, day in ORDINALS.items() if day <= _LONGEST_MONTH}
"""Days of a month by their written ordinals."""
_MONTH_WORDS = frozenset(MONTHS)
_SHORT_MONTH = either(form for name in MONTHS for form in (name.capitalize(), name.upper()))
_WEEKDAY_WORDS = frozenset(WEEKDAYS)
_DIGIT = frozenset({"0"})

RULES = (
    Rule(
        "time.iso",
        _DIGIT,
        compiled(r"(?P<year>[12]\d{3})-(?P<month>\d\d)(?:-(?P<day>\d\d)(?=\b|T\d\d:))?(?![-\d])"),
        _iso,
    ),
    Rule(
        "time.iso",
        _DIGIT,
        compiled(
            r"(?P<year>(?:19|20)\d\d)(?P<apart>[/.])(?P<month>\d\d)(?P=apart)(?P<day>\d\d)"
            r"(?![/.-]?\d)"
        ),
        _iso,
    ),
    Rule(
        "time.compact",
        _DIGIT,
        compiled(
            r"(?<![\w$.,#+-])(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\w,.-]\w|\w)"
        ),
        _compact,
    ),
    Rule(
        "time.date",
        _MONTH_WORDS | _WEEKDAY_WORDS,
        compiled(rf"{_WD}{_M} (?:the )?{_D}(?! ?(?:{MONTH})|[.,]\d|:|%){_Y}?"),
        _month_day,
    ),
    Rule(
        "time.day-range",
        _MONTH_WORDS | _WEEKDAY_WORDS,
        compiled(rf"{_M} {_D}{_LAST}{_Y}?"),
        _month_day,
    ),
    Rule(
        "time.date",
        _WEEKDAY_WORDS | _DIGIT | {"the"},
        compiled(rf"{_WD}(?:the )?{_D}(?: of|-)? ?{_M}(?:[, -]{{1,2}}(?:of )?(?P<year>{YEAR}))?"),
        _month_day,
    ),
    Rule(
        "time.date",
        frozenset({"the"}),
        compiled(rf"(?i:the) (?P<day>{either(_WRITTEN)}) of {_M}{_Y}?(?!['\u2019]s)"),
        _written_day,
    ),
    Rule(
        "time.date",
        _DIGIT,
        compiled(
            rf"(?P<day>{DAY_NUMBER})(?P<apart>[-/.]?)(?P<month>(?:{_SHORT_MONTH}))(?P=apart)"
            r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/.-]\d|\w)"
        ),
        _short_year,
    ),
    Rule(
        "time.day-range",
        _DIGIT | {"the"},
        compiled(rf"{_D}{_LAST} {_M}{_Y}?"),
        _month_day,
    ),
    Rule(
        "time.day-of-month",
        frozenset({"the"}),
        compiled(rf"(?i:the) (?P<day>{DAY_NUMBER}(?:st|nd|rd|th))\b(?: of the month\b)?(?! of\b)"),
        _day_of_month,
    ),
    Rule(
        "time.month-range",
        _MONTH_WORDS,
        compiled(rf"{_M}[-\N{{EN DASH}}](?P<last>{MONTH})(?! \d\d?\b){_Y}?"),
        _month_range,
    ),
    Rule("time.month-year", _MONTH_WORDS, compiled(rf"{_M}{_Y}"), _month_year),
    Rule(
        "time.numeric-date",
        _DIGIT,
        compiled(
            rf"(?P<a>{DAY_NUMBER})(?P<dot>[/.-])(?P<b>{DAY_NUMBER})(?P=dot)"
            r"(?P<year>(?:1[89]|20)\d\d|\d\d)(?![\d/.-]\d|\d)"
        ),
        _numeric,
    ),
)
