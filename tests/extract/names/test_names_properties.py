"""What holds of the names of any text."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extract.names import find_definitions, find_descriptions, find_mentions
from generator.extract.parse import Parse
from generator.model import Mention, MentionForm

Reader = Callable[[str], Parse]

WORDS = st.sampled_from(
    [
        *("Oslo", "Ada", "Lamb", "said", "the", "Ministry", "of", "Defense", "US", "us", "-", "("),
        *(")", ",", ".", '"', "'s", "al-", "bin", "Polish", "who", "minister", "\n\n", "A380", "…"),
        *("Republic", "COR", "HMS", "near", "and", "France", "Kharkiv", "he", "TV", "\u2019s", "&"),
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)


@given(text=TEXTS)
@settings(max_examples=150)
def test_any_mix_of_words_is_read(text: str, read: Reader) -> None:
    """No order of words, marks and breaks makes the search fail or break what holds of mentions."""
    check(read(text))


@given(text=st.text(max_size=40))
@settings(max_examples=60)
def test_any_characters_are_read(text: str, read: Reader) -> None:
    """No characters make the search fail."""
    check(read(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "X", "THE", "'s", "-", "(", "U.S.-", "#", "@"])
def test_the_smallest_texts_are_read(text: str, read: Reader) -> None:
    """Empty and one-character texts give nothing that breaks."""
    check(read(text))


def check(parsed: Parse) -> None:
    """Check what must hold of the mentions, descriptions and definitions of a text."""
    mentions = find_mentions(parsed)
    text = parsed.document.text
    for mention in mentions:
        check_mention(mention, text)
    starts = [(mention.span.start, -mention.span.end) for mention in mentions]
    assert starts == sorted(starts)
    check_apart(mentions)
    known = {mention.span for mention in mentions}
    for description in find_descriptions(parsed, mentions):
        assert description.subject in known
        assert text[description.span.start : description.span.end] == description.span.text
    for definition in find_definitions(parsed, mentions):
        assert {definition.first, definition.second} <= known
        assert definition.span.text == text[definition.span.start : definition.span.end]
    assert find_mentions(parsed) == mentions


def check_mention(mention: Mention, text: str) -> None:
    """Check that a mention is verbatim, trimmed, on one line, and has a type if it is a name."""
    span = mention.span
    assert span.text == text[span.start : span.end]
    assert span.text == span.text.strip() != ""
    assert mention.head == mention.head.casefold()
    assert mention.reason.rule.startswith("names.")
    if mention.form in {MentionForm.NAME, MentionForm.ADJECTIVE}:
        assert mention.type is not None
        assert "\n" not in span.text
        assert not span.text.endswith(("'s", "\u2019s", ","))
        assert not span.text.startswith(("the ", "The ", "Mr. "))


def check_apart(mentions: tuple[Mention, ...]) -> None:
    """Check that names and adjectives do not overlap."""
    forms = {MentionForm.NAME, MentionForm.ADJECTIVE}
    end = -1
    for mention in mentions:
        if mention.form in forms:
            assert mention.span.start >= end
            end = mention.span.end


def test_real_documents_hold_it_too(read: Reader, corpus: list[str]) -> None:
    """What holds of any text holds of 42 real documents."""
    for text in corpus:
        check(read(text))
