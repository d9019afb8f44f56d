"""No number is too large, too small or too odd to be read, and to be written out right."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extract.parse import Parse
from generator.extract.quantities import find_quantities
from generator.extract.quantities.figures import figure_at
from generator.extract.quantities.numerals import SCALES, SUFFIXES, cardinal_value
from generator.extract.times import find_times
from generator.languages import plainly

Reader = Callable[[str, str | None], Parse]

DIGITS = st.from_regex(r"\d{1,3}(,\d{3}){0,8}(\.\d{1,9})?|\d{1,40}|0+(\.0+)?", fullmatch=True)
SCALED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "$", "€", "Rs ", "US$", "-", "+", "~", "minus "]),
    DIGITS | st.sampled_from(["zero", "one", "half a", "twenty-five", "a hundred", "no"]),
    st.sampled_from(
        ["", *(f" {scale}" for scale in SCALES), *SUFFIXES, " lakh crore", "e9", "⁶", "½", "/0"]
    ),
)
JOIN = st.sampled_from(
    ["-", "\u2013", " to ", " and ", " or ", " of ", " in ", " out of ", "/", ":"]
)
UNIT = st.sampled_from(
    ["", " people", "%", " km", " of them", " points", " years ago", "hrs", "Z", " p.m.", "th", "m"]
)
EXPRESSIONS = st.builds("{}{}{}{}".format, SCALED, JOIN | st.just(""), SCALED | st.just(""), UNIT)
LEADS = st.sampled_from(["", "It fell ", "Between ", "From ", "It rose to ", "In ", "On ", "At "])


@given(EXPRESSIONS)
def test_any_figure_is_read_with_finite_ends_in_order(text: str) -> None:
    """Whatever digits, signs, separators and scales stand together, the ends are numbers."""
    for offset in range(len(text)):
        figure = figure_at(text, offset)
        if figure is not None:
            assert math.isfinite(figure.low)
            assert figure.low <= figure.high
            assert math.isfinite(figure.high)


@given(st.lists(st.tuples(LEADS, EXPRESSIONS), min_size=1, max_size=8))
def test_any_figure_in_a_sentence_is_read(read: Reader, parts: list[tuple[str, str]]) -> None:
    """No arithmetic of figures, units or times fails on a number."""
    parsed = read("\n\n".join(f"{lead}{text}." for lead, text in parts), "2024-11-05")
    for quantity in find_quantities(parsed, find_times(parsed)):
        for end in (quantity.minimum, quantity.maximum):
            assert end is None or (math.isfinite(end) and plainly(end, "de"))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_is_written_out_with_all_its_digits(number: float) -> None:
    """What English and German write reads as the same number again."""
    assert float(plainly(number, "en").replace(",", "")) == number
    assert float(plainly(number, "de").replace(".", "").replace(",", ".")) == number


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [
        (36e12, "36,000,000,000,000", "36.000.000.000.000"),
        (1.25e16, "12,500,000,000,000,000", "12.500.000.000.000.000"),
        (1e-7, "0.0000001", "0,0000001"),
        (1234567.891, "1,234,567.891", "1.234.567,891"),
        (0, "0", "0"),
    ],
)
def test_large_and_small_numbers_are_written_out(number: float, english: str, german: str) -> None:
    """Trillions and millionths have the separators of their language."""
    assert (plainly(number, "en"), plainly(number, "de")) == (english, german)


@pytest.mark.parametrize("text", ["9" * 20, "1" + "0" * 400, "0.12345678901234567891", "1" * 5000])
def test_a_number_that_cannot_be_kept_whole_has_no_value(text: str) -> None:
    """Rather no number than one that ends in other digits than the source's."""
    assert cardinal_value(text) is None
