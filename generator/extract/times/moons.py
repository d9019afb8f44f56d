"""New moons and calendars that follow them.

New moons: J. Meeus, *Astronomical Algorithms* (2nd ed. 1998), chapter 49, its larger terms: within
minutes from 1900 to 2100. The Jewish calendar is arithmetic (Dershowitz and Reingold, *Calendrical
Calculations*), so its days are exact; those of the others depend on who observes them.
"""

from datetime import date, datetime, timedelta
from functools import cache
from math import cos, radians, sin

YEARS = range(1900, 2101)
"""Gregorian years for which the new moons hold."""
_LUNATION = 29.530588861
_FIRST = datetime(2000, 1, 6, 14, 20)  # noqa: DTZ001 - universal time, as all times here
_EPOCH = 2451550.09766  # Julian day of the first new moon of 2000
_SINES = (
    (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0),
    (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2),
    (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2), (0.00038, 1, 0, -2),
    (-0.00024, -1, 2, 0),
)  # fmt: skip
"""Days, with multiples of the sun's and the moon's anomaly and the moon's argument of latitude."""


@cache
def new_moon(number: int) -> datetime:
    """Return the new moon (UTC) that is `number` lunations after the first of 2000."""
    age = number / 1236.85  # centuries
    sun = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * age**2)
    latitude = radians(160.7108 + 390.67050284 * number - 0.0016118 * age**2)
    days = _LUNATION * number + 0.00015437 * age**2 - 0.40720 * sin(moon)
    days += sum(size * sin(s * sun + m * moon + f * latitude) for size, s, m, f in _SINES)
    days -= 0.00017 * cos(radians(124.7746 - 1.56375588 * number) - radians(90))
    return datetime(2000, 1, 1, 12) + timedelta(days=_EPOCH - 2451545 + days)  # noqa: DTZ001


def new_moon_near(day: date) -> datetime:
    """Return the new moon nearest to a day."""
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001
    return new_moon(round((noon - _FIRST) / timedelta(days=_LUNATION)))


_MECCA_SUNSET = timedelta(hours=15, minutes=30)


def month_start(near: date) -> date:
    """Return the first day of the Islamic month that begins near a day.

    The new moon before a sunset at Mecca begins it with the next day; sighting may shift it by one.
    """
    moon = new_moon_near(near - timedelta(days=1))
    at_night = timedelta(hours=moon.hour, minutes=moon.minute) > _MECCA_SUNSET
    return moon.date() + timedelta(days=2 if at_night else 1)


_BEIJING = timedelta(hours=8)
_SOLSTICE = (
    (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186),
    (182, 27.85, 445267.112), (156, 73.14, 45036.886), (136, 171.52, 22518.443),
    (77, 222.54, 65928.934), (74, 296.72, 3034.906), (70, 243.58, 9037.513),
    (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
)  # fmt: skip
"""Hundred-thousandths of a day, with phase and speed a century in degrees."""


def winter_solstice(year: int) -> datetime:
    """Return the December solstice (UTC) by Meeus, chapter 27: within minutes."""
    millennia = (year - 2000) / 1000
    mean = 2451900.05952 + 365242.74049 * millennia - 0.06223 * millennia**2
    centuries = (mean - 2451545) / 36525
    speed = radians(35999.373 * centuries - 2.47)
    swing = sum(size * cos(radians(b + c * centuries)) for size, b, c in _SOLSTICE)
    days = mean + 0.00001 * swing / (1 + 0.0334 * cos(speed) + 0.0007 * cos(2 * speed))
    return datetime(2000, 1, 1, 12) + timedelta(days=days - 2451545, minutes=-1)  # noqa: DTZ001


def lunar_new_year(year: int) -> date | None:
    """Return the Chinese New Year: the second new moon in Beijing after that of the solstice.

    The month that holds the solstice is the eleventh; a leap month between puts the new year off.
    """
    solstice = (winter_solstice(year - 1) + _BEIJING).date()
    number = round((datetime(solstice.year, 12, 1) - _FIRST) / timedelta(days=_LUNATION))  # noqa: DTZ001
    days = [(new_moon(number + step) + _BEIJING).date() for step in range(-1, 6)]
    eleventh = max(index for index, day in enumerate(days) if day <= solstice)
    found = days[eleventh + 2]
    return found if found >= date(year, 1, 21) else days[eleventh + 3]


_DELHI_DUSK = timedelta(hours=17, minutes=45)


def diwali(year: int) -> date | None:
    """Return Diwali: the evening before the new moon of Kartika, by the sun of Delhi."""
    found = [new_moon_near(date(year, *day)) for day in ((10, 17), (11, 1), (11, 15))]
    local = [moon + timedelta(hours=5, minutes=30) for moon in found]
    autumn = [at for at in local if date(year, 10, 17) <= at.date() <= date(year, 11, 15)]
    if not autumn:
        return None
    moon = max(autumn)
    after_dusk = timedelta(hours=moon.hour, minutes=moon.minute) > _DELHI_DUSK
    return moon.date() if after_dusk else moon.date() - timedelta(days=1)


_HEBREW_EPOCH = -1373427  # ordinal day before 1 Tishri of year 1
_YEARS_AHEAD = 3761  # Hebrew year that begins in a Gregorian one


def rosh_hashanah(year: int) -> date:
    """Return the first day of the Jewish year that begins in a Gregorian year."""
    return date.fromordinal(_HEBREW_EPOCH + _elapsed(year + _YEARS_AHEAD))


def _elapsed(year: int) -> int:
    """Return the days from the Hebrew epoch to a new year, its postponements included."""
    here, before, after = map(_molad_day, (year, year - 1, year + 1))
    if after - here == 356:  # noqa: PLR2004 - a year must not have 356 days
        return here + 2
    return here + 1 if here - before == 382 else here  # noqa: PLR2004 - nor the one before 382


def _molad_day(year: int) -> int:
    """Return the day of a year's mean new moon, never a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day  # noqa: PLR2004


def hebrew(year: int, name: str, days: int) -> date:
    """Return a Jewish holiday in a Gregorian year, by days from the new year or from Passover."""
    start = rosh_hashanah(year)
    if name == "passover":
        return start + timedelta(days=days - 163)
    if name == "hanukkah":  # 25 Kislev; the month before it has 29 or 30 days
        long = (rosh_hashanah(year + 1) - start).days % 10 == 5  # noqa: PLR2004
        return start + timedelta(days=days + long)
    return start + timedelta(days=days)
