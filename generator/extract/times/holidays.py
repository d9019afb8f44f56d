"""When a holiday falls in a year."""

from datetime import date, timedelta

from generator.extract.times.periods import DAY, weekday_from
from generator.extract.times.words import table

_TABLE = table("holidays")
NAMES: tuple[str, ...] = tuple(
    name
    for kind in ("fixed", "easter", "nth", "after", "islamic", "event")
    for name in _TABLE[kind]
)
"""Every holiday's name, lower-cased, with plain apostrophes."""


def event_day(name: str) -> date | None:
    """Return the one date of a day that happened once."""
    found = _TABLE["event"].get(name)
    return date.fromisoformat(str(found)) if found else None


def known_year(month: int, day: int, following: str) -> int | None:
    """Return the year that a day means for good before a word: "Sept. 11" before "attacks"."""
    entry = _TABLE["known"].get(f"{month:02}-{day:02}")
    return entry["year"] if entry and following in entry["words"] else None


def is_lunar(name: str) -> bool:
    """Tell whether a holiday follows the Islamic calendar, known here to a day or two."""
    return name in _TABLE["islamic"]


def holiday_in(name: str, year: int) -> date | None:
    """Return the date of a holiday in a year; None when it has none there."""
    if name in _TABLE["fixed"]:
        month, day = map(int, _TABLE["fixed"][name].split("-"))
        return date(year, month, day)
    if name in _TABLE["easter"]:
        return easter(year) + timedelta(days=_TABLE["easter"][name])
    if name in _TABLE["nth"]:
        return _nth(year, *_TABLE["nth"][name])
    if name in _TABLE["after"]:
        first, days = _TABLE["after"][name]
        start = holiday_in(first, year)
        return start + timedelta(days=days) if start else None
    if name in _TABLE["islamic"]:
        return _islamic(year, *_TABLE["islamic"][name])
    return None


def easter(year: int) -> date:
    """Return Easter Sunday (anonymous Gregorian computus)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quad, odd = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * quad - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    """Return the `which`-th weekday of a month; -1 is the last."""
    if which > 0:
        return weekday_from(date(year, month, 1), weekday, 1) + timedelta(weeks=which - 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return weekday_from(following - DAY, weekday, -1) + timedelta(weeks=which + 1)


_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_CYCLE_DAYS, _CYCLE_YEARS = 10631, 30


def _islamic(year: int, month: int, day: int) -> date | None:
    """Return a day of the tabular Islamic calendar in a Gregorian year, the first if two."""
    first = (year - 622) * 33 // 32
    for islamic_year in range(first - 1, first + 3):
        leap_days = (3 + 11 * islamic_year) // _CYCLE_YEARS
        month_days = (59 * (month - 1) + 1) // 2
        days = 354 * (islamic_year - 1) + leap_days + month_days + day - 1
        found = date.fromordinal(_ISLAMIC_EPOCH + days)
        if found.year == year:
            return found
    return None
