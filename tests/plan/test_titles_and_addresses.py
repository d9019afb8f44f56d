"""Titles are verbatim and keep their speaker; addresses survive what does not concern them."""

from dataclasses import replace

import pytest

from generator.collect import document_from_text
from generator.model import (
    AnnotatedDocument,
    Label,
    Metadata,
    MetaValue,
    Origin,
    Reference,
    Slice,
    SourceDocument,
)
from generator.plan.addresses import document_slug, raw_file, slug_words
from generator.plan.titles import title


def annotated(document: SourceDocument) -> AnnotatedDocument:
    """Return a document whose sentences end at full stops, with nothing found in it."""
    sentences, start = [], document.body_start
    for at, char in enumerate(document.text):
        if char == "." or at == len(document.text) - 1:
            sentences.append(document.span(start, at + 1))
            start = at + 2
    return AnnotatedDocument(
        document=document,
        sentences=tuple(sentences),
        mentions=(),
        attributions=(),
        refusals=(),
        own_voice=(),
        times=(),
        quantities=(),
        descriptions=(),
        definitions=(),
    )


def words(text: str) -> str:
    """Return the title of a text."""
    piece = title(annotated(document_from_text("a.txt", text)))
    assert isinstance(piece, Slice)
    assert piece.span.text == text[piece.span.start : piece.span.end]
    return piece.span.text


def test_title_is_the_first_sentence_with_its_speaker() -> None:
    """The words that say who says it are not cut off."""
    text = "The bridge is closed, Minister Ada Orlen told Radio Vesk. Nobody was hurt."
    assert words(text) == "The bridge is closed, Minister Ada Orlen told Radio Vesk"


def test_long_first_sentence_is_cut_where_a_clause_ends() -> None:
    """A title is at most as long as it may be, and ends at a clause."""
    text = "The council of Vesk met, " + "and spoke of many things " * 8 + "until it was late."
    assert words(text) == "The council of Vesk met" or len(words(text)) <= 170
    assert not words(text).endswith(",")


def test_stated_title_stands_before_the_text() -> None:
    """A title from the sidecar is used, labelled with its file and key."""
    document = document_from_text("a.txt", "Something happened.")
    stated = MetaValue("Bridge closed", Origin.SIDECAR, "a.meta.yml", 1)
    piece = title(annotated(replace(document, metadata=Metadata(title=stated))))
    assert piece == Reference("Bridge closed", "a.meta.yml title")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (". The bridge is closed. Nobody was hurt.", "The bridge is closed"),
        ("—. * * *. \u200b.. 14 cables were checked.", "14 cables were checked"),
        ("!!!. ???. The bridge is closed.", "The bridge is closed"),
    ],
)
def test_a_sentence_that_shows_nothing_is_no_title(text: str, shown: str) -> None:
    """The next one that shows a letter or a digit is taken."""
    assert words(text) == shown


@pytest.mark.parametrize(
    "head",
    [
        "FOR IMMEDIATE RELEASE.",
        "Press Release.",
        "EMBARGOED UNTIL TUESDAY MORNING.",
        "Media contact: Ada Orlen, 555 0100.",
        "Release No: NR-17-24.",
    ],
)
def test_the_standing_head_of_a_release_is_no_title(head: str) -> None:
    """What every release begins with tells nothing; words that only look like it are kept."""
    assert words(f"{head} The night bus returns to Brenmoor.").startswith("The night bus")
    assert words("Release of the prisoners begins. They walk.") == "Release of the prisoners begins"
    assert words("Press release.") == "Press release"


@pytest.mark.parametrize("text", [".", "* * *", "…", "\u200b.\u200b", "—\n\n—", "😀."])
def test_a_text_without_letters_is_called_by_its_file(text: str) -> None:
    """So no document is without a title."""
    piece = title(annotated(document_from_text("notes/odd file.txt", text)))
    assert piece == Label("value.file", (("file", "odd file.txt"),))


def test_a_stated_title_that_shows_nothing_is_none() -> None:
    """The text's own first words stand in for it."""
    document = document_from_text("a.txt", "Something happened.")
    stated = MetaValue(" . \u200b", Origin.SIDECAR, "a.meta.yml", 1)
    piece = title(annotated(replace(document, metadata=Metadata(title=stated))))
    assert piece == Slice(document.span(0, 18))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Orlen's bridge: closed!", "orlens-bridge-closed"),
        ("Übergang à Öst", "ubergang-a-ost"),
        ("한국 문서", ""),
        ("one two three four five six seven", "one-two-three-four-five-six"),
    ],
)
def test_slug_is_ascii_words(text: str, slug: str) -> None:
    """A slug holds at most six words, in ASCII."""
    assert slug_words(text) == slug


def test_two_documents_with_the_same_title_and_date_have_two_addresses() -> None:
    """The id of the document keeps reprints apart."""
    first = document_from_text("a.txt", "Same words.", date="2024-01-02")
    second = document_from_text("b.txt", "Same words.", date="2024-01-02")
    assert document_slug(first, "Same words") != document_slug(second, "Same words")
    assert document_slug(first, "Same words").startswith("2024-01-02-same-words-")


def test_raw_file_is_never_served_as_a_page() -> None:
    """A source in HTML or Markdown is published as text."""
    for path in ("a.html", "b/c.md", "d"):
        document = replace(document_from_text("x", "Words."), path=path)
        assert raw_file("slug", document).endswith(".raw.txt")
