"""A parse has the stored text's characters and paragraphs, however long the text is."""

import importlib
from typing import TYPE_CHECKING

import pytest

from generator.collect import document_from_text
from generator.extract.parse import parse

if TYPE_CHECKING:
    from spacy.language import Language

parsing = importlib.import_module("generator.extract.parse")
TEXT = "Ada Orlen spoke in Vesk.\n\nThe bridge is closed. Nobody was hurt.\n\nIt rained\n\n" * 12


def test_sentences_end_with_paragraphs(nlp: "Language") -> None:
    """A paragraph without a full stop is a sentence of its own."""
    parsed = parse(document_from_text("a.txt", TEXT), nlp)
    sentences = [sent.text.strip() for sent in parsed.doc.sents if sent.text.strip()]
    assert sentences[:4] == [
        "Ada Orlen spoke in Vesk.",
        "The bridge is closed.",
        "Nobody was hurt.",
        "It rained",
    ]


@pytest.mark.parametrize("longest", [10, 60, 130, 100_000])
def test_pieces_make_the_whole_text(
    nlp: "Language", monkeypatch: pytest.MonkeyPatch, longest: int
) -> None:
    """Parsed in pieces, the text has the same characters at the same places."""
    monkeypatch.setattr(parsing, "_LONGEST", longest)
    document = document_from_text("a.txt", TEXT)
    parsed = parse(document, nlp)
    body = document.text[document.body_start : document.body_end]
    assert parsed.doc.text == body
    for token in parsed.doc:
        assert body[token.idx : token.idx + len(token.text)] == token.text
        assert parsed.span(token).text == token.text.strip()


def test_pieces_change_no_sentence(nlp: "Language", monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pieces end with paragraphs, sentences are those of the whole."""
    document = document_from_text("a.txt", TEXT)
    whole = [sent.text.strip() for sent in parse(document, nlp).doc.sents]
    monkeypatch.setattr(parsing, "_LONGEST", 200)
    assert [sent.text.strip() for sent in parse(document, nlp).doc.sents] == whole


@pytest.mark.parametrize("mark", ['""', "“”"])
def test_a_closing_mark_ends_its_own_sentence(nlp: "Language", mark: str) -> None:
    """The mark that closes a quotation at the end of a paragraph is no sentence by itself."""
    opening, closing = mark
    said = f"{opening}The ferry has come to Vesk and now we are here because of the storm.{closing}"
    parsed = parse(document_from_text("a.txt", f"{said}\n\nThe crew left on Monday."), nlp)
    first = next(parsed.doc.sents)
    assert first.text.strip() == said
