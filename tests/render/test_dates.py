"""Readers see dates in words, and no code of a standard that they do not know."""

import pytest

from generator.render.dates import is_told, words_of
from generator.render.printer import Printer
from generator.templating import load_strings


@pytest.mark.parametrize(
    ("edtf", "english", "german"),
    [
        ("2031-05-06", "2031-05-06", "2031-05-06"),
        ("2031-05", "2031-05", "2031-05"),
        ("2031-05-06?", "2031-05-06?", "2031-05-06?"),
        ("2031-05-06/2031-05-12", "2031-05-06 to 2031-05-12", "2031-05-06 bis 2031-05-12"),
        ("2031-05-06~/2031-05", "2031-05-06 to 2031-05", "2031-05-06 bis 2031-05"),
        ("../2031-05-06", "until 2031-05-06", "bis 2031-05-06"),
        ("2031-05-06/..", "from 2031-05-06 on", "ab 2031-05-06"),
        ("2031~", "about 2031", "etwa 2031"),
        ("203X", "2030s", "2030er Jahre"),
        ("20XX", "2000 to 2099", "2000 bis 2099"),
        ("2031-21", "spring 2031", "Frühjahr 2031"),
        ("2031-24?", "winter 2031?", "Winter 2031?"),
        ("2031-05-06T14:30:00Z", "2031-05-06, 14:30Z", "2031-05-06, 14:30Z"),
        ("2031-05-06T14:30:15", "2031-05-06, 14:30:15", "2031-05-06, 14:30:15"),
    ],
)
def test_a_value_is_said_in_words(edtf: str, english: str, german: str) -> None:
    """Intervals, seasons, decades and times of day; a day stays as it is."""
    assert is_told(edtf)
    key, slots = words_of(edtf)
    for language, said in (("en", english), ("de", german)):
        printer = Printer({}, load_strings(language=language), language)
        assert printer.text(printer.label(key, **slots)) == said


@pytest.mark.parametrize("value", ["P3Y", "PT6M", "XXXX-12-25", "PRESENT_REF", "XXXX-WXX-7"])
def test_what_is_no_date_is_not_said_as_one(value: str) -> None:
    """A duration, a day of any year, a set: their codes say nothing to readers."""
    assert not is_told(value)
