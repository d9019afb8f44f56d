"""A parse has the stored text's characters and paragraphs, however long the text is."""

import importlib
from typing import TYPE_CHECKING

import pytest

from generator.collect import document_from_text
from generator.extract.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

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
    opening, closing = mark[0], mark[1]
    said = f"{opening}The ferry has come to Vesk and now we are here because of the storm.{closing}"
    parsed = parse(document_from_text("a.txt", f"{said}\n\nThe crew left on Monday."), nlp)
    first = next(parsed.doc.sents)
    assert first.text.strip() == said


SHAPES = {
    "apostrophes": "'" * 3000,
    "marks in a word": "a" + '"([*' * 800 + "b",
    "one long word": "a" * 3000,
    "runs among words": f"Ada said {'-' * 150} no to {'x' * 700} and {'?!' * 90}. Bo left.",
    "spaced marks": "( ) " * 700,
    "hyphened letters": "a-" * 1500,
    "he said": "he said " * 700,
    "items": "apple, " * 700,
    "short lines": "a\n" * 1500,
    "a title": "Ada Orlen spoke. " * 300,
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_any_shape_is_parsed_whole_and_within_bounds(nlp: "Language", text: str) -> None:
    """Every character is in a token, no sentence is too long, no run is many tokens."""
    document = document_from_text("a.txt", text)
    parsed = parse(document, nlp)
    assert parsed.doc.text == document.text[document.body_start : document.body_end]
    assert all(token.text == parsed.doc.text[token.idx :][: len(token)] for token in parsed.doc)
    assert max(len(sentence) for sentence in parsed.doc.sents) <= parsing._MOST
    assert max(len(token) for token in parsed.doc) <= max(parsing._PIECE, 150)


@pytest.mark.parametrize("mark", ["'", '"', "(", "*", "_", "-", ":", "\U0001f600"])
def test_a_run_of_marks_is_few_tokens(nlp: "Language", mark: str) -> None:
    """Ten thousand marks without white space cost no more than some words."""
    parsed = parse(document_from_text("a.txt", f"Ada {mark * 10_000} Bo"), nlp)
    assert len(parsed.doc) <= 3 + 10_000 / parsing._PIECE


def test_the_tokenizer_never_gets_a_long_run(
    nlp: "Language", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time grows with the square of what has no white space, so that is given in pieces."""
    given: list[str] = []

    def make(text: str, *, make: "Callable[[str], Doc]" = nlp.make_doc) -> "Doc":
        given.append(text)
        return make(text)

    monkeypatch.setattr(nlp, "make_doc", make)
    for text in SHAPES.values():
        parse(document_from_text("a.txt", text), nlp)
    assert max(len(word) for text in given for word in text.split()) <= parsing._ADDRESS


def test_a_text_of_short_tokens_is_parsed_in_portions(
    nlp: "Language", monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the parser gets at once is bounded by the characters, as prose of them would be."""
    given: list[int] = []
    parser: Callable[[Doc], Doc] = nlp.get_pipe("parser")

    def counting(doc: "Doc") -> "Doc":
        given.append(len(doc))
        return parser(doc)

    parts = [(name, counting if name == "parser" else part) for name, part in nlp.pipeline]
    monkeypatch.setattr(type(nlp), "pipeline", parts)
    text = "( ) " * 3000
    parse(document_from_text("a.txt", text), nlp)
    assert max(given) <= len(text) / parsing._DENSE
    given.clear()
    parse(document_from_text("a.txt", TEXT * 10), nlp)
    assert len(given) == 1
