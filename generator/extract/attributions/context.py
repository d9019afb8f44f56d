"""What every rule needs to know of one document, prepared once."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from spacy.tokens import Doc, Token

from generator.extract.attributions.lexicon import Lexicon, lexicon
from generator.extract.attributions.quotes import Quote, find_quotes
from generator.extract.parse import Parse, characters
from generator.model import HedgeKind, Mention, MentionForm, Span, Stance, TimeExpression

_CONTEXT = "attributions"
Range = tuple[int, int]
"""Characters of the parsed text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Context:
    """One document, prepared for the rules. Offsets count in `doc.text`."""

    parse: Parse
    doc: Doc
    text: str
    lexicon: Lexicon
    paragraphs: list[Range]
    """Character ranges of the paragraphs."""
    quotes: tuple[Quote, ...]
    """Quotations in order."""
    quote_starts: list[int]
    """Where each of them starts."""
    quote_reach: list[int]
    """The farthest end of any quotation up to each of them."""
    mentions: dict[int, Mention]
    """Names by each token that they cover."""
    times: tuple[TimeExpression, ...]
    """Time expressions in order."""
    lower: tuple[str, ...]
    """The words in small letters, with straight apostrophes, by token."""
    lemmas: tuple[str, ...]
    """The lemmas in small letters, by token."""

    def range_of(self, first: int, last: int) -> Range:
        """Return the characters from token `first` to token `last`, both included."""
        end = self.doc[last]
        return self.doc[first].idx, end.idx + len(end.text)

    def span(self, start: int, end: int) -> Span:
        """Return the stored span of some characters, without outer white space."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        return self.parse.document.span(self.parse.base + start, self.parse.base + end)

    def words(self, first: int, last: int) -> Span:
        """Return the stored span from token `first` to token `last`, both included."""
        return self.span(*self.range_of(first, last))

    def quotes_in(self, start: int, end: int) -> list[Quote]:
        """Return the quotations that share a character with the range."""
        found = []
        at = bisect_left(self.quote_starts, end) - 1
        while at >= 0 and self.quote_reach[at] > start:
            if self.quotes[at].end > start:
                found.append(self.quotes[at])
            at -= 1
        return found[::-1]

    def paragraphs_in(self, start: int, end: int) -> list[Range]:
        """Return the paragraphs that share a character with the range."""
        first = max(bisect_left(self.paragraphs, (start + 1,)) - 1, 0)
        last = bisect_left(self.paragraphs, (end,))
        return [each for each in self.paragraphs[first:last] if start < each[1]]

    def in_quote(self, at: int) -> Quote | None:
        """Return the quotation that holds a character, or None."""
        for quote in self.quotes_in(at, at + 1):
            segment = bisect_left(quote.segments, (at + 1,)) - 1
            if segment >= 0 and at < quote.segments[segment][1]:
                return quote
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in the making."""

    rule: str
    """Dotted name of the rule that made it."""
    content: tuple[Range, ...]
    """Characters said, not yet cleaned."""
    speaker: int | None = None
    """Token at the head of the speaker's noun phrase."""
    cue: Range | None = None
    """Characters of the cue."""
    anchor: int | None = None
    """Token that the saying hangs on: its time, channel and addressee are looked for there."""
    root: int | None = None
    """Token at the head of the content clause."""
    stance: Stance = Stance.AFFIRMS
    hedge: HedgeKind | None = None
    """What the cue itself limits."""
    source: Range | None = None
    """Characters of the speaker where no noun phrase names it, such as a label "MR SMITH:"."""
    role: Range | None = None
    """Characters of the role where no noun phrase gives it."""
    occasion: Range | None = None
    """Characters of the question that it answers."""
    addressee: int | None = None
    """Token at the head of the addressee's noun phrase."""
    channel: int | None = None
    """Token at the head of the medium's noun phrase."""
    note: str = ""
    """The lemma or table entry behind it."""
    beaten: tuple[str, ...] = ()
    """Readings that lost."""

    def but(self, **changes: object) -> "Draft":
        """Return a copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0][0]


def prepare(parse: Parse, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> Context:
    """Return the context of a document; what depends on its text alone is worked out once."""
    if _CONTEXT not in parse.doc.user_data:
        parse.doc.user_data[_CONTEXT] = _of_text(parse)
    plain: Context = parse.doc.user_data[_CONTEXT]
    return replace(plain, mentions=_by_token(parse, mentions), times=tuple(times))


def _of_text(parse: Parse) -> Context:
    """Return the context of a document without names and times."""
    base, text = parse.base, characters(parse.doc)
    tokens = list(parse.doc)  # Each walk over a document makes its tokens anew.
    paragraphs = [(p.start - base, p.end - base) for p in parse.document.paragraphs]
    quotes = find_quotes(text, paragraphs)
    return Context(
        parse=parse,
        doc=parse.doc,
        text=text,
        lexicon=lexicon(),
        paragraphs=paragraphs,
        quotes=quotes,
        quote_starts=[quote.start for quote in quotes],
        quote_reach=list(accumulate((quote.end for quote in quotes), max)),
        mentions={},
        times=(),
        lower=tuple(token.lower_.replace("\u2019", "'") for token in tokens),
        lemmas=tuple(token.lemma_.lower() for token in tokens),
    )


def _by_token(parse: Parse, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Return the names by each token that they cover."""
    covered: dict[int, Mention] = {}
    for mention in mentions:
        if mention.form is MentionForm.NAME:
            start, end = mention.span.start - parse.base, mention.span.end - parse.base
            part = parse.doc.char_span(start, end, alignment_mode="expand")
            if part is not None:
                covered |= dict.fromkeys(range(part.start, part.end), mention)
    return covered


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of a token with one of the dependency labels."""
    return [child for child in token.children if child.dep_ in labels]
