"""What a reading says of the readings that it beat."""

from collections.abc import Callable

import pytest

from generator.extract.parse import Parse
from generator.extract.times import find_times


@pytest.mark.parametrize(
    ("text", "beaten"),
    [
        ("The minister resigned on Friday.", ("2024-11-08: tense is past",)),
        ("The minister will resign on Friday.", ("2024-11-01: tense is future",)),
        ("The minister resigned on October 3.", ("2025-10-03: tense is past",)),
        ("The minister will resign in March.", ("2024-03: tense is future",)),
        ("A new bridge, 3 October.", ("2025-10-03: farther from the document date",)),
        ("He spoke next Friday.", ("2024-11-15: next-weekday-this-week",)),
        ("He spoke on 5 November 2023.", ()),
    ],
)
def test_reading_names_what_it_beat(
    text: str, beaten: tuple[str, ...], read: Callable[[str, str | None], Parse]
) -> None:
    """A weekday, day or month without a year says which other one lost, and why."""
    (time,) = find_times(read(text, "2024-11-05"))
    assert time.reason.beaten == beaten
