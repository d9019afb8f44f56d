"""What stands in stretches of a text is found by place."""

from hypothesis import given
from hypothesis import strategies as st

from generator.extract.ranges import Ranges

STRETCH = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda at: (at[0], sum(at)))


@given(st.lists(STRETCH, max_size=12), STRETCH)
def test_what_shares_a_character_is_found_in_order(
    stretches: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    """The answer is that of looking at every one, in whatever order they come and overlap."""
    ranges = Ranges((start, end, number) for number, (start, end) in enumerate(stretches))
    start, end = asked
    assert ranges.over(start, end) == [
        number for number, (first, last) in enumerate(stretches) if first < end and start < last
    ]
