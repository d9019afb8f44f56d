"""A source document with its parse; the one place where spaCy's offsets become stored ones."""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from generator.model import SourceDocument, Span

_TEXT = "characters"


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of a document's body."""

    document: SourceDocument
    doc: Doc
    """spaCy's parse of `document.text[base:document.body_end]`; a paragraph break is a token of
    white space, and no sentence crosses it."""
    base: int
    """What to add to a spaCy character offset to get an offset of the stored text."""

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
    text: str = doc.user_data.get(_TEXT) or doc.user_data.setdefault(_TEXT, doc.text)
    return text


def parse(document: SourceDocument, nlp: Language) -> Parse:
    """Parse the body of `document`; sentences never cross a paragraph."""
    base = document.body_start
    doc = nlp.make_doc(document.text[base : document.body_end])
    starts = {paragraph.start - base for paragraph in document.paragraphs}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    for _, component in nlp.pipeline:
        doc = component(doc)
    return Parse(document, doc, base)
