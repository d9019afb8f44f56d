"""Bars are as long as the days that a date may mean."""

import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import document_from_text
from generator.model import Slice
from generator.model.briefing import Moment, Target, When
from generator.plan.calendar import bounds, is_sure
from generator.plan.chart import chart

DOCUMENT = document_from_text("a.txt", "Something happened then.")


def day(text: str) -> dt.date:
    """Return an ISO date."""
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-05", "2024-02-05", "2024-02-05"),
        ("2024-02-05?", "2024-02-05", "2024-02-05"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2000~", "2000-01-01", "2000-12-31"),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2024-02-05T18:40:00+08:00", "2024-02-05", "2024-02-05"),
        ("2024-01/2024-03-04", "2024-01-01", "2024-03-04"),
    ],
)
def test_value_spans_its_days(edtf: str, first: str, last: str) -> None:
    """Each form has its first and last day."""
    assert bounds(edtf) == (day(first), day(last))


def test_open_interval_has_no_end() -> None:
    """An end left open is None, on either side."""
    assert bounds("../2024-02-05") == (None, day("2024-02-05"))
    assert bounds("2024-02-05/..") == (day("2024-02-05"), None)


@pytest.mark.parametrize("edtf", ["", "soon", "2024-13", "2024-02-30", "x/2024"])
def test_what_is_no_date_has_no_days(edtf: str) -> None:
    """Another form is not drawn rather than guessed."""
    assert bounds(edtf) is None


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)), st.sampled_from(["%Y", "%Y-%m"]))
def test_days_agree_with_the_reference_implementation(date: dt.date, form: str) -> None:
    """The edtf package finds the same first and last day."""
    value = date.strftime(form)
    parsed = parse_edtf(value)
    found = bounds(value)
    assert found is not None
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].timetuple()[:3] == parsed.lower_strict()[:3]
    assert found[1].timetuple()[:3] == parsed.upper_strict()[:3]


def test_doubt_is_told_from_certainty() -> None:
    """A qualifier anywhere makes a value unsure."""
    assert is_sure("2024-02-05")
    assert not is_sure("2024-02-05?")
    assert not is_sure("2024~/2025")


def moment(edtf: str, doubt: str = "") -> Moment:
    """Return a moment with this value."""
    phrase = Slice(DOCUMENT.span(0, 9))
    when = When(phrase=phrase, edtf=edtf, value=edtf, rule="r", doubt=doubt, alternatives=())
    return Moment(when=when, sort=edtf, words=phrase, number="1", voice=None, briefing=Target("x"))


def test_a_month_is_longer_than_a_day_and_doubt_is_kept() -> None:
    """Precision shows as length, doubt as a mark."""
    drawn = chart([moment("2024-02"), moment("2024-03-01"), moment("2024-03-05?")])
    assert drawn is not None
    month, sure, unsure = drawn.bars
    assert month.width > 10 * sure.width
    assert sure.sure
    assert not unsure.sure


def test_one_moment_is_not_drawn() -> None:
    """A drawing of one date would say nothing."""
    assert chart([moment("2024-02")]) is None
    assert chart([]) is None


@given(st.lists(st.dates(dt.date(1800, 1, 1), dt.date(2100, 1, 1)), min_size=2, max_size=40))
def test_everything_drawn_stays_inside(dates: list[dt.date]) -> None:
    """No bar and no tick leaves the drawing."""
    drawn = chart([moment(date.isoformat()) for date in dates])
    assert drawn is not None
    assert all(bar.at >= 0 and bar.at + bar.width <= 100.01 for bar in drawn.bars)
    assert all(0 <= tick.at <= 100 for tick in drawn.ticks)
    assert len(drawn.ticks) <= 4
