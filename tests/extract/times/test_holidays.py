from datetime import date

import pytest

from generator.extract.times.holidays import NAMES, easter, event_day, holiday_in, is_lunar


@pytest.mark.parametrize(
    "day",
    ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2038-04-25"],
)
def test_easter_falls_on_its_day(day: str) -> None:
    """The computus gives the Gregorian Easter, earliest and latest included."""
    assert easter(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", "2024-11-28"),
        ("memorial day", "2024-05-27"),
        ("labor day", "2024-09-02"),
        ("good friday", "2024-03-29"),
        ("whit monday", "2024-05-20"),
        ("black friday", "2024-11-29"),
        ("christmas eve", "2024-12-24"),
    ],
)
def test_holiday_falls_on_its_day(name: str, day: str) -> None:
    """Fixed, Easter-bound, n-th-weekday and following holidays are computed."""
    assert holiday_in(name, 2024) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("name", "day"), [("eid al-fitr", "2024-04-10"), ("eid al-adha", "2024-06-16")]
)
def test_islamic_holiday_is_known_to_a_day_or_two(name: str, day: str) -> None:
    """The tabular calendar lies within two days of what was observed."""
    found = holiday_in(name, 2024)
    assert is_lunar(name)
    assert found is not None
    assert abs((found - date.fromisoformat(day)).days) <= 2


def test_every_named_holiday_has_a_day_in_most_years() -> None:
    """No entry of the table is without a date."""
    for name in NAMES:
        assert event_day(name) or any(holiday_in(name, year) for year in range(2020, 2025)), name
