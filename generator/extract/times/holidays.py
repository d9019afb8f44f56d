"""When a holiday falls in a year."""

from datetime import date, timedelta

from generator.extract.times import moons
from generator.extract.times.periods import DAY, weekday_from
from generator.extract.times.words import table

_TABLE = table("holidays")
NAMES: tuple[str, ...] = tuple(
    name
    for kind in (
        "fixed",
        "easter",
        "nth",
        "after",
        "islamic",
        "islamic_month",
        "hebrew",
        "moon",
        "event",
    )
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
    """Tell whether a holiday's day hangs on who sees the moon: computed here to a day."""
    return name in _TABLE["islamic"] or name == "diwali"


def month_in(name: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day of an Islamic month in a year; None for any other name."""
    number = _TABLE["islamic_month"].get(name)
    first = _islamic(year, number, 1) if number else None
    if first is None:
        return None
    following = _month_start(first + timedelta(days=30))
    return first, following - DAY


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
    return _by_moon(name, year) if year in moons.YEARS else None


def _by_moon(name: str, year: int) -> date | None:
    """Return a holiday of the Jewish, Chinese or Hindu calendar."""
    if name in _TABLE["hebrew"]:
        return moons.hebrew(year, *_TABLE["hebrew"][name])
    kind = _TABLE["moon"].get(name)
    if kind == "diwali":
        return moons.diwali(year)
    return moons.lunar_new_year(year) if kind else None


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
_CYCLE_YEARS = 30


def _islamic(year: int, month: int, day: int) -> date | None:
    """Return a day of the Islamic calendar in a Gregorian year, the first if two.

    The arithmetic calendar says which month is meant, the new moon when it begins.
    """
    first = (year - 622) * 33 // 32
    for islamic_year in range(first - 1, first + 3):
        leap_days = (3 + 11 * islamic_year) // _CYCLE_YEARS
        month_days = (59 * (month - 1) + 1) // 2
        days = 354 * (islamic_year - 1) + leap_days + month_days
        found = _month_start(date.fromordinal(_ISLAMIC_EPOCH + days)) + timedelta(days=day - 1)
        if found.year == year:
            return found
    return None


def _month_start(near: date) -> date:
    """Return the first day of the Islamic month that begins near a day."""
    return moons.month_start(near) if near.year in moons.YEARS else near
