"""Segments cut a span at the bounds of its marks and lose nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import document_from_text
from generator.model.briefing import MarkKind, Target
from generator.plan.segments import Mark, segments, untranslated

DOCUMENT = document_from_text("a.txt", "The minister said that the bridge may have been closed.")
LENGTH = len(DOCUMENT.text)
KINDS = st.sampled_from([MarkKind.SAID, MarkKind.QUOTED, MarkKind.HEDGE])
MARKS = st.lists(
    st.builds(
        lambda start, length, kind: Mark(
            span=DOCUMENT.span(start, min(LENGTH, start + length)), kind=kind
        ),
        st.integers(0, LENGTH - 1),
        st.integers(1, LENGTH),
        KINDS,
    ),
    max_size=8,
)


@given(MARKS, st.integers(0, LENGTH - 1), st.integers(1, LENGTH))
def test_segments_put_together_are_the_span(marks: list[Mark], start: int, length: int) -> None:
    """However marks overlap, the segments in order are exactly the characters of the span."""
    end = min(LENGTH, start + length)
    rich = segments(DOCUMENT.span(start, end), marks)
    assert "".join(segment.text.span.text for segment in rich) == DOCUMENT.text[start:end]


@given(MARKS)
def test_each_character_has_the_marks_that_cover_it(marks: list[Mark]) -> None:
    """A character is set apart by exactly the marks that hold it."""
    for segment in segments(DOCUMENT.span(0, LENGTH), marks):
        for at in range(segment.text.span.start, segment.text.span.end):
            expected = {mark.kind for mark in marks if mark.span.start <= at < mark.span.end}
            assert set(segment.marks) == expected


def test_anchors_of_two_statements_that_begin_together_both_stand() -> None:
    """A statement inside another that begins at the same word keeps its own id."""
    marks = [
        Mark(span=DOCUMENT.span(19, 54), kind=MarkKind.SAID, anchor="s1", statement="1"),
        Mark(span=DOCUMENT.span(19, 30), kind=MarkKind.SAID, anchor="s2", statement="1a"),
    ]
    first = segments(DOCUMENT.span(19, 54), marks)[0]
    assert first.anchors == ("s1", "s2")
    assert first.statement == "1 1a"


def test_a_name_keeps_its_link() -> None:
    """A mention's segment leads where the mark does."""
    target = Target("glossary/x.md")
    mark = Mark(span=DOCUMENT.span(4, 12), kind=MarkKind.MENTION, target=target)
    rich = segments(DOCUMENT.span(0, 12), [mark])
    assert [segment.target for segment in rich] == [None, target]


@given(MARKS, MARKS, st.integers(0, LENGTH - 1), st.integers(1, LENGTH))
def test_marks_of_another_document_cut_and_set_apart_nothing(
    marks: list[Mark], others: list[Mark], start: int, length: int
) -> None:
    """Every segment is of the span's own document, as if the others were not there."""
    span = DOCUMENT.span(start, min(LENGTH, start + length))
    foreign = [replace(each, span=replace(each.span, document="another")) for each in others]
    assert segments(span, [*foreign, *marks]) == segments(span, marks)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a wider debate ((it)) is needed", ["a wider debate", " is needed"]),
        ("a wider debate ((it))", ["a wider debate"]),
        ("a debate (in it) is needed", ["a debate (in it) is needed"]),
    ],
)
def test_marks_of_a_language_are_not_said(said: str, shown: list[str]) -> None:
    """A wiki sets them behind words that it has translated; nobody spoke them."""
    whole = document_from_text("b.txt", said)
    assert [span.text for span in untranslated(whole.span(0, len(said)))] == shown
