"""Stretches of the calendar with their TIMEX3 and EDTF forms."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.extract.times.words import SEASONS

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MONTHS = 12
SUNDAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day or a longer stretch of the calendar."""

    first: date
    """Its first day."""
    last: date
    """Its last day."""
    grain: str
    """`day`, `week`, `weekend`, `month`, `quarter`, `half`, `season`, `year`, `decade`,
    `century`."""
    value: str
    """TIMEX3 value."""
    edtf: str
    """Extended Date/Time Format."""

    def with_edtf(self, edtf: str) -> "Period":
        """Return the same stretch written differently in EDTF."""
        return replace(self, edtf=edtf)


def day(first: date) -> Period:
    """Return one day."""
    text = first.isoformat()
    return Period(first=first, last=first, grain="day", value=text, edtf=text)


def week(inside: date) -> Period:
    """Return the ISO week (Monday first) that holds `inside`; EDTF has no weeks."""
    first = inside - timedelta(days=inside.isoweekday() - 1)
    year, number, _ = inside.isocalendar()
    return _interval(first, first + 6 * DAY, "week", f"{year}-W{number:02}")


def days(first: date, last: date) -> Period:
    """Return the days from one to another."""
    return _interval(first, last, "month", f"{first.isoformat()}/{last.isoformat()}")


def weekend(inside: date) -> Period:
    """Return Saturday and Sunday of the ISO week that holds `inside`."""
    monday = week(inside)
    return _interval(monday.last - DAY, monday.last, "weekend", f"{monday.value}-WE")


def month(year: int, number: int) -> Period:
    """Return a month; `number` may lie outside 1 to 12 and carries over into the year."""
    year, index = divmod(year * MONTHS + number - 1, MONTHS)
    text = f"{year:04}-{index + 1:02}"
    last = calendar.monthrange(year, index + 1)[1]
    return Period(
        first=date(year, index + 1, 1),
        last=date(year, index + 1, last),
        grain="month",
        value=text,
        edtf=text,
    )


def quarter(year: int, number: int) -> Period:
    """Return a quarter of the calendar year; `number` may carry over into the year."""
    year, index = divmod(year * 4 + number - 1, 4)
    return _months(year, 3 * index + 1, 3, "quarter", f"{year:04}-Q{index + 1}")


def half(year: int, number: int) -> Period:
    """Return a half of the calendar year."""
    return _months(year, 6 * number - 5, 6, "half", f"{year:04}-H{number}")


def season(year: int, name: str) -> Period:
    """Return a season; its bounds are the northern ones, EDTF leaves them open."""
    codes = SEASONS[name]
    first = 12 if codes["code"] == "WI" else 3 * (int(codes["edtf"]) - 20)
    months = _months(year, first, 3, "season", f"{year:04}-{codes['code']}")
    return months.with_edtf(f"{year:04}-{codes['edtf']}")


def year(number: int) -> Period:
    """Return a calendar year."""
    text = f"{number:04}"
    first, last = date(number, 1, 1), date(number, 12, 31)
    return Period(first=first, last=last, grain="year", value=text, edtf=text)


def decade(first: int) -> Period:
    """Return the ten years from `first`, a multiple of ten."""
    stem = f"{first // 10:03}"
    return _years(first, first + 9, "decade", stem, f"{stem}X")


def century(stem: int) -> Period:
    """Return the hundred years whose numbers begin with `stem`: 19 for the 20th century."""
    first = max(stem * 100, 1)
    return _years(first, stem * 100 + 99, "century", f"{stem:02}", f"{stem:02}XX")


_AROUND: dict[str, Callable[[date], Period]] = {
    "day": day,
    "week": week,
    "weekend": weekend,
    "month": lambda at: month(at.year, at.month),
    "quarter": lambda at: quarter(at.year, (at.month + 2) // 3),
    "half": lambda at: half(at.year, 1 + (at.month > MONTHS // 2)),
    "decade": lambda at: decade(at.year // 10 * 10),
    "century": lambda at: century(at.year // 100),
}
_SHIFTED: dict[str, Callable[[date, int], Period]] = {
    "day": lambda at, count: day(at + count * DAY),
    "week": lambda at, count: week(at + count * WEEK),
    "weekend": lambda at, count: weekend(at + count * WEEK),
    "month": lambda at, count: month(at.year, at.month + count),
    "quarter": lambda at, count: quarter(at.year, (at.month + 2) // 3 + count),
    "decade": lambda at, count: decade(at.year + 10 * count),
    "century": lambda at, count: century(at.year // 100 + count),
}


def around(inside: date, grain: str) -> Period:
    """Return the period of a grain that holds `inside`; a year for any other grain."""
    make = _AROUND.get(grain)
    return make(inside) if make else year(inside.year)


def shift(period: Period, count: int) -> Period:
    """Return the period of the same grain `count` grains later (earlier when negative)."""
    move = _SHIFTED.get(period.grain)
    return move(period.first, count) if move else year(period.first.year + count)


def moved_to_year(period: Period, number: int) -> Period:
    """Return the same day, week, month, quarter or year in another year."""
    start = period.first
    match period.grain:
        case "day":
            return make_day(number, start.month, start.day) or day(date(number, 2, 28))
        case "week":
            return week(date(number, start.month, min(start.day, 28)) + 3 * DAY)
        case "month":
            return month(number, start.month)
        case "quarter":
            return quarter(number, (start.month + 2) // 3)
        case "half":
            return half(number, 1 + (start.month > MONTHS // 2))
        case _:
            return year(number)


def make_day(year_number: int, month_number: int, day_number: int) -> Period | None:
    """Return a day, or None when the calendar has no such day."""
    try:
        return day(date(year_number, month_number, day_number))
    except ValueError:
        return None


def weekday_from(start: date, number: int, step: int) -> date:
    """Return the first day with ISO weekday `number` from `start` on, stepping by 1 or -1."""
    while start.isoweekday() != number:
        start += step * DAY
    return start


def _interval(first: date, last: date, grain: str, value: str) -> Period:
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Period(first=first, last=last, grain=grain, value=value, edtf=edtf)


def _months(start_year: int, start: int, count: int, grain: str, value: str) -> Period:
    first, last = month(start_year, start), month(start_year, start + count - 1)
    return Period(
        first=first.first,
        last=last.last,
        grain=grain,
        value=value,
        edtf=f"{first.edtf}/{last.edtf}",
    )


def _years(first: int, last: int, grain: str, value: str, edtf: str) -> Period:
    return Period(
        first=date(first, 1, 1), last=date(last, 12, 31), grain=grain, value=value, edtf=edtf
    )
