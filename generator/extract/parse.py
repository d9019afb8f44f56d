"""A source document with its parse; the one place where spaCy's offsets become stored ones."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from generator.extract.dateline import after_dateline
from generator.extract.transcript import Transcript, find_turns
from generator.model import SourceDocument, Span

_TEXT = "characters"
_LONGEST = 100_000
"""Characters that are parsed at once."""
_DENSE = 3
"""Characters a token below which a text is no prose, and is parsed in smaller portions."""
_FEW = 1_500
"""Tokens that are always parsed at once."""
_MOST = 300
"""Tokens of a sentence at most: four times as many as the longest of real news has."""
_PAUSES = frozenset([";", ":", ",", ".", "!", "?"])
"""Tokens after which a sentence that is too long may end."""
_ADDRESS = 500
"""Characters without white space that may be an address of the web."""
_RUN = re.compile(rf"(?:[^\w\s]|_){{100,}}|\S{{{_ADDRESS},}}")
"""Characters without white space that are no word, and no address of the web."""
_MARKS = re.compile(r"(?:[^\w\s]|_)+")
_PIECE = 100
"""Characters of such a run that become tokens at once: the tokenizer's time grows with the square
of what it is given without white space."""

_CLOSING = frozenset(['"', "\u201d", "\u2019", "''", "'"])
"""Tokens that may close a quotation."""
_START, _NO_START = 1, -1
"""What spaCy calls a token with which a sentence begins, and one with which none does."""
_NO_TRANSCRIPT = Transcript()
_ENDS = ".?!"
"""What a sentence ends with."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of a document's body."""

    document: SourceDocument
    doc: Doc
    """spaCy's parse of `document.text[base:document.body_end]`; a paragraph break is a token of
    white space, and no sentence crosses it."""
    base: int
    """What to add to a spaCy character offset to get an offset of the stored text."""
    transcript: Transcript = _NO_TRANSCRIPT
    """Its turns, if it is a transcript; offsets count in the stored text."""

    def span(self, part: TokenSpan | Token) -> Span:
        """Return the span of some tokens, without outer white space."""
        if isinstance(part, Token):
            return self.chars(part.idx, part.idx + len(part.text))
        return self.chars(part.start_char, part.end_char)

    def tokens(self, first: int, last: int) -> Span:
        """Return the span from token `first` to token `last`, both included."""
        end = self.doc[last]
        return self.chars(self.doc[first].idx, end.idx + len(end.text))

    def chars(self, start: int, end: int) -> Span:
        """Return the span of `doc.text[start:end]`, without outer white space."""
        text = characters(self.doc)[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        return self.document.span(self.base + start, self.base + end)


def characters(doc: Doc) -> str:
    """Return `doc.text`, which spaCy would put together from the tokens each time."""
    known = doc.user_data
    if _TEXT not in known:
        known[_TEXT] = doc.text
    text: str = known[_TEXT]
    return text


def parse(document: SourceDocument, nlp: Language) -> Parse:
    """Parse the body of `document`; sentences never cross a paragraph.

    A long body is parsed in pieces that end with a paragraph, since the parser's memory grows with
    what it is given at once. No sentence is longer than some hundred tokens, so that rules may look
    at all pairs of its words.
    """
    transcript = find_turns(document.text, [(p.start, p.end) for p in document.paragraphs])
    turns = {label.end for label in transcript.labels} | {end for _, end in transcript.things}
    pieces = [
        _parse(portion, document, at, turns, nlp)
        for start, end in _pieces(document)
        for at, portion in _portions(_tokens(document.text[start:end], nlp), document, start)
    ]
    doc = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)
    doc.user_data[_TEXT] = document.text[document.body_start : document.body_end]
    return Parse(document, doc, document.body_start, transcript)


def _pieces(document: SourceDocument) -> Iterator[tuple[int, int]]:
    """Yield where each piece of the body begins and ends; together they are the body."""
    start = document.body_start
    for paragraph in document.paragraphs:
        while paragraph.end - start > _LONGEST:
            # Break before the paragraph, or inside one that is too long itself.
            end = paragraph.start if paragraph.start > start else start + _LONGEST
            yield start, end
            start = end
    yield start, document.body_end


def _tokens(text: str, nlp: Language) -> Doc:
    """Return the tokens of a text; runs of marks that no writer means are few tokens."""
    docs, done = [], 0
    for run in _RUN.finditer(text):
        docs.append(nlp.make_doc(text[done : run.start()]))
        done = run.end() + text.startswith(" ", run.end())
        for start in range(run.start(), done, _PIECE):
            piece = text[start : min(start + _PIECE, done)]
            word = piece.rstrip(" ")
            is_one = word and _MARKS.fullmatch(word)
            tokens = Doc(nlp.vocab, [word], [word != piece]) if is_one else nlp.make_doc(piece)
            docs.append(tokens)
    docs.append(nlp.make_doc(text[done:]))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _portions(doc: Doc, document: SourceDocument, start: int) -> Iterator[tuple[int, Doc]]:
    """Yield parts of a piece that begins at `start`, and where they begin; nearly always it all.

    Where tokens are so short that there are many, a part ends with a paragraph, or anywhere.
    """
    most = max(_FEW, len(doc.text) // _DENSE)
    if len(doc) <= most:
        yield start, doc
        return
    begins = {paragraph.start - start for paragraph in document.paragraphs}
    first = 0
    while first < len(doc):
        last = min(first + most, len(doc))
        ends = (at for at in range(last, first + most // 2, -1) if doc[at].idx in begins)
        last = last if last == len(doc) else next(ends, last)
        yield start + doc[first].idx, doc[first:last].as_doc()
        first = last


def _parse(
    doc: Doc, document: SourceDocument, start: int, turns: Collection[int], nlp: Language
) -> Doc:
    """Parse tokens that begin at `start`; `turns` are where words of a transcript begin."""
    starts = _starts(document, start, start + len(doc.text), turns)
    bounds = frozenset[int]()
    while True:
        _bound(doc, starts, bounds)
        for name, component in nlp.pipeline:
            doc = component(doc)
            if name == "parser" and not bounds and (bounds := frozenset(_cuts(doc))):
                break
        else:
            return doc
        words = [token.text for token in doc]
        doc = Doc(doc.vocab, words, [bool(token.whitespace_) for token in doc])


def _starts(document: SourceDocument, start: int, end: int, turns: Collection[int]) -> set[int]:
    """Return where sentences begin between two offsets, counted from the first of them.

    That is known before the parse of paragraphs, of what follows a dateline, and of turns. The
    parser takes a place before it for the subject: "CARROW (AP) -- Governor Lind said".
    """
    paragraphs = [p.start for p in document.paragraphs if start <= p.start < end]
    begun = {*paragraphs, *(after_dateline(document.text, at) for at in paragraphs), *turns}
    return {at - start for at in begun}


def _bound(doc: Doc, starts: Collection[int], bounds: Collection[int]) -> None:
    """Say where sentences begin and where they do not, as far as that is known."""
    # All at once: spaCy looks at every token before it believes one.
    known = np.zeros(len(doc), dtype=np.int64)
    known[list(_closing(doc))] = _NO_START
    begun = [token.i for token in doc if token.idx in starts or token.i in bounds]
    known[begun] = _START
    doc.from_array(["SENT_START"], cast("Any", known.astype(np.uint64)))


def _cuts(doc: Doc) -> Iterator[int]:
    """Yield the tokens with which a sentence must begin so that none is too long."""
    for sentence in doc.sents:
        first, end = sentence.start, sentence.end
        if end - first <= _MOST:
            continue
        yield from (at for at in (first, end) if at < len(doc))
        while end - first > _MOST:
            pauses = (
                at
                for at in range(first + _MOST, first + _MOST // 2, -1)
                if doc[at - 1].text in _PAUSES or doc[at - 1].is_space
            )
            first = next(pauses, first + _MOST)
            yield first


def _closing(doc: Doc) -> Iterator[int]:
    """Yield the marks that close a quotation which ends with a sentence, one or several.

    The parser often takes such a mark for the beginning of the next sentence.
    """
    last = -1
    for token in doc:
        first = token.i
        if first <= last or token.text not in _CLOSING:
            continue
        last = first
        while last + 1 < len(doc) and doc[last + 1].text in _CLOSING and not doc[last].whitespace_:
            last += 1
        before = doc[first - 1] if first else None
        if (
            before is not None
            and not before.whitespace_
            and before.text[-1] in _ENDS
            and (last + 1 == len(doc) or bool(doc[last].whitespace_) or doc[last + 1].is_space)
        ):
            yield from range(first, last + 1)
