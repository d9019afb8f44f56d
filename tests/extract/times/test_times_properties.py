"""What holds for the time expressions of any text."""

import json
import locale
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from generator.extract.parse import Parse
from generator.extract.times import find_times
from generator.model import TimeType
from tests.material import HOSTILE

Reader = Callable[[str, str | None], Parse]
TODAY = "2024-11-05"
BATCH = 40
TIMEX = re.compile(
    r"(?:P[\dX.]|PT[\dX.]).*|(?:PRESENT|PAST|FUTURE)_REF|BC\d{2,4}|FY\d{4}|"
    r"[\dX]{2,4}(?:-[\dXWQHSPUFAIE]+)*(?:T.+)?(?:/.+)?"
)
DATA = Path(__file__).parents[2] / "data/times"
WORDS = st.sampled_from([*(DATA / "words.txt").read_text("utf-8").split(), "\n\n"])


def check(text: str, read: Reader, date: str | None = TODAY) -> None:
    """Assert everything that holds for any text."""
    parsed = read(text, date)
    stored, end = parsed.document.text, 0
    for time in find_times(parsed):
        span = time.span
        assert stored[span.start : span.end] == span.text
        assert span.text.strip() == span.text != ""
        assert span.start >= end
        end = span.end
        assert time.reason.rule.startswith("time.")
        assert span in time.reason.evidence
        if time.value is not None:
            assert TIMEX.fullmatch(time.value), time.value
        for value in filter(None, (time.edtf, *time.alternatives)):
            parse_edtf(value)
        if time.type in {TimeType.DURATION, TimeType.SET}:
            assert time.edtf is None
        if time.alternatives:
            assert time.doubt


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_mixture_of_time_words_is_read_without_a_crash(read: Reader, text: str) -> None:
    """Whatever calendar words stand side by side, spans slice, never overlap, and EDTF is valid."""
    check(text, read)


@given(st.text(max_size=60), st.sampled_from([None, "0001-01-01", "9999-12-31", "not a date"]))
def test_any_text_is_read_without_a_crash(read: Reader, text: str, date: str | None) -> None:
    """No text and no document date breaks the reading."""
    check(text, read, date)


@given(
    st.lists(WORDS, max_size=10).map(" ".join),
    st.sampled_from(["0001-01-01", "0003-05-09", "9999-12-31", "9991-01-31", "2024-02-29"]),
)
def test_no_document_date_leads_out_of_the_calendar(read: Reader, text: str, date: str) -> None:
    """At both ends of the calendar a phrase stays unread rather than breaking."""
    check(text, read, date)


@pytest.mark.parametrize("phrase", ["May 3 to ", "the end of ", "early ", "the day after "])
def test_phrases_within_phrases_end_somewhere(read: Reader, phrase: str) -> None:
    """A phrase that opens another hundreds of times over is read without a crash."""
    find_times(read(f"It ran {phrase * 400}June 4.", "2010-01-01"))


def test_hostile_text_is_read_without_a_crash(read: Reader) -> None:
    """Input that breaks generators breaks nothing here."""
    for path in sorted(HOSTILE.glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        for start in range(0, len(texts), BATCH):
            check("\n\n".join(texts[start : start + BATCH]), read)


def test_without_a_document_date_nothing_is_invented(read: Reader) -> None:
    """A phrase that counts from an unknown date has no year in its value."""
    text = "Last week, on Monday, yesterday and in June he left. Two years ago it was next month."
    found = find_times(read(text, None))
    assert len(found) > 5
    for time in found:
        assert time.value is None or time.value.startswith("XXXX")
        assert time.doubt


def test_reading_does_not_depend_on_the_clock(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rule asks what day it is."""
    text = "He left last Tuesday, at 5 p.m., two weeks ago, in June and at Easter."
    before = find_times(read(text, TODAY))
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("time.localtime", lambda *_: pytest.fail("asked the clock"))
    assert find_times(read(text, TODAY)) == before


def test_reading_does_not_depend_on_the_locale(read: Reader) -> None:
    """Month and weekday names come from the package's table, whatever the locale is."""
    text = "On Monday, 3 March 2019, and in December he spoke."
    before = find_times(read(text, TODAY))
    old = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert find_times(read(text, TODAY)) == before
    finally:
        locale.setlocale(locale.LC_ALL, old)


def test_date_line_counts_when_there_is_no_document_date(read: Reader) -> None:
    """A date alone in the first lines is what "yesterday" counts from, and the note says so."""
    text = "Bridge opens\nFriday, July 21, 2017\nThe bridge opened yesterday."
    yesterday = find_times(read(text, None))[-1]
    assert yesterday.value == "2017-07-20"
    assert "date line" in yesterday.reason.note


def test_date_line_of_the_same_days_wins_over_the_metadata(read: Reader) -> None:
    """What the writer printed beside the text outranks a document date of the same week."""
    text = "Bridge opens\nFriday, July 21, 2017\nThe bridge opened yesterday."
    assert find_times(read(text, "2017-07-18"))[-1].value == "2017-07-20"
    assert find_times(read(text, "2018-07-18"))[-1].value == "2018-07-17"
