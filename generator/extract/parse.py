"""A source document with its parse; the one place where spaCy's offsets become stored ones."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from generator.extract.transcript import Transcript, find_turns
from generator.model import SourceDocument, Span

_TEXT = "characters"
_LONGEST = 100_000
"""Characters that are parsed at once."""

_CLOSING = frozenset(['"', "\u201d", "\u2019", "''", "'"])
"""Tokens that may close a quotation."""
DATELINE = re.compile(
    r"[A-Z][A-Z.'\u2019 -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?: \([^()\n]{2,20}\))?"
    r" ?(?:--|[-\u2013\u2014]) (?=[A-Z\"\u201c])"
)
"""The place, and perhaps the agency, before the first sentence: "CARROW, Beland (AP) -- "."""
_REACH = 100
"""Characters of a paragraph in which a dateline must end."""
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
    what it is given at once.
    """
    transcript = find_turns(document.text, [(p.start, p.end) for p in document.paragraphs])
    said = {label.end for label in transcript.labels} | {end for _, end in transcript.things}
    pieces = [_parse(document, nlp, start, end, said) for start, end in _pieces(document)]
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


def _parse(
    document: SourceDocument, nlp: Language, start: int, end: int, said: Iterable[int]
) -> Doc:
    """Parse one piece of the body; sentences begin with `said`, where turns of a transcript do."""
    doc = nlp.make_doc(document.text[start:end])
    starts = {paragraph.start - start for paragraph in document.paragraphs}
    starts |= {_after_dateline(document.text, p.start) - start for p in document.paragraphs}
    starts |= {turn - start for turn in said}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.text in _CLOSING and _closes(doc, token.i):
            token.is_sent_start = False
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _after_dateline(text: str, start: int) -> int:
    """Return where a paragraph goes on after its dateline; its beginning where it has none.

    The parser takes the place for the subject: "CARROW (AP) -- Governor Lind said".
    """
    found = DATELINE.match(text, start, start + _REACH)
    return start if found is None else found.end()


def _closes(doc: Doc, at: int) -> bool:
    """Tell whether the mark at `at` closes a quotation that ends with a sentence, also one of two.

    The parser often takes such a mark for the beginning of the next sentence.
    """
    last = first = at
    while first and doc[first - 1].text in _CLOSING and not doc[first - 1].whitespace_:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].text in _CLOSING and not doc[last].whitespace_:
        last += 1
    before = doc[first - 1] if first else None
    return (
        before is not None
        and not before.whitespace_
        and before.text[-1] in _ENDS
        and (last + 1 == len(doc) or bool(doc[last].whitespace_) or doc[last + 1].is_space)
    )
