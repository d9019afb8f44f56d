"""Passages that may stand in brief: what is shown of a sentence, who says it, what it leans on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import EntityType, LinkedDocument, MentionForm, Span, Stance, Statement
from generator.model.briefing import Voice
from generator.plan.brief.cutting import after_dateline, after_size, balanced, before_aside
from generator.plan.brief.leaning import answers, leans, names_nobody, points, takes_up, turns
from generator.plan.cards import said_by
from generator.plan.index import Index

LONGEST = 100
"""Words of the longest brief."""
_SHORTEST = 6
"""Words of the shortest passage."""
_LONGEST_QUESTION = 45
"""Words of the longest question that is shown with its answer."""
_QUESTIONS = 3
"""Fewest questions that make an interview."""
_CAPTION = 60
"""Words of the longest caption."""
_SPARSE = 20
"""Words above which a paragraph without a full stop is no heading."""
_OWED = 0.8
"""Share of a passage that must be somebody's words for it to be theirs."""
_WORD = re.compile(r"\w+(?:[.,'\u2019]\w+)*")
_CREDIT = re.compile(
    r"\b(?:image|photo|photograph|picture|illustration|credit)s? ?:", re.IGNORECASE
)
_META = re.compile(
    r"(?:good (?:morning|afternoon|evening)|thank(?:s| you)|welcome|hello|"
    r"read (?:below|more|on|the|also)|see also|click|subscribe|sign up|follow us|all rights|"
    r"copyright|\u00a9|for (?:more|further) information|contact|about us|editor['\u2019]s note|"
    r"correction|updated?:|sources?:|related|notes? to editors|media enquiries|ends\b|#)",
    re.IGNORECASE,
)
"""How sentences begin that greet, or speak of the document, and not of its matter."""
_ENDS = (".", "!", "?", ":", "\u2026", '"', "\u201d", "'", "\u2019", ")", ",")
_QUOTING = ('"', "\u201d", "'", "\u2019")
_STOPS = (".", "!", "?", ",", ":", "\u2026")
_BULLET = re.compile(r"(?:[-*\u2022\u2023\u25aa\u2013\u2014\u00b7]|\(?\d{1,2}[.)]) +")
"""What an item of a list begins with."""
_LABEL = re.compile(
    r"(?:[\[(]?\d+:\d[\d:.]*[\])]? )?(?:[A-Z(][\w.'\u2019()-]*,? ?){1,7}: "
    r"|(?:Mr|Mrs|Ms|Dr|The)\.? [A-Z]{3}[^.]{0,40}\. "
)
"""A speaker's name at the beginning of a paragraph."""
_SPOKEN_TO = re.compile(r"\byour?\b", re.IGNORECASE)
_MARKS = ('"', "\u201c", "\u2018", "``", "'")
"""What opens a quotation."""
_CLOSING = ('"', "\u201d")
_QUOTED = re.compile('"[^"]*"|\u201c[^\u201d]*\u201d|``.*?\'\'')
_PERSON = re.compile(r"\b(?:I|we|my|me|our|us|myself|you|your)\b(?!\.)")
_PERSON_FIRST = re.compile(r"(?:We|My|Our|You|Your)\b")
_ASKING = re.compile(
    r"(?:how|what|why|when|where|who|which|do|does|did|would|could|can|will|are|is|have|has)\b"
    r".*\byou\b|(?:please|(?:tell|talk|walk|take) (?:us|me)|describe|explain)\b",
    re.IGNORECASE,
)
"""A question that lost its mark."""
_PLEA = re.compile(r"\bnot guilty\b|\binnocent\b|\binnocence\b", re.IGNORECASE)
"""Words of the accused."""
_ANSWER = "attribution.interview"
"""Rule for answers to questions that stand in paragraphs of their own."""
SET_APART = "attribution.set-apart"
"""Rule for quotations that stand beside the text."""
_TURNS = frozenset({_ANSWER, "attribution.turn"})
"""Rules for turns of an interview or a transcript."""
NOBODY = Voice(printed=None, name=None, role=None, target=None)
"""Who answers where the document does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that may stand in brief."""

    span: Span
    """What is shown."""
    place: int
    """Number of its first sentence among those of the body, from 0."""
    last: int
    """Number of its last sentence."""
    paragraph: int
    voice: Voice | None
    """Who says it, where its words do not."""
    statements: tuple[Statement, ...]
    """Statements whose words it gives, none of them inside another."""
    leans: bool
    """Whether it says nothing clear without the sentence before it."""
    turns: bool
    """Whether it sets itself against what stands before it."""
    words: tuple[str, ...]
    """Its words, folded."""
    short: tuple[tuple[str, str], ...]
    """Names it gives shorter than the document does elsewhere, each with the full one."""
    answers: bool
    """Whether it is of somebody's turn in an interview or a transcript."""
    denies: bool
    """Whether it denies, or pleads not guilty to, what somebody is said to have done."""
    cut_after: bool = False
    question: Span | None = None
    """The question that it answers, where that is shown before it."""


def folded(text: str) -> tuple[str, ...]:
    """Return the words and figures of a text in small letters."""
    return tuple(word.casefold() for word in _WORD.findall(text))


class Reader:
    """Reads the passages of one document that may stand in brief under a title."""

    def __init__(
        self, index: Index, linked: LinkedDocument, title: str, *, running: bool = True
    ) -> None:
        self._running = running
        """Whether only sentences of running text count, and not the title again: as in all but
        lists, fragments and what has nothing else."""
        self._index = index
        self._document = linked.annotated.document
        self._title = frozenset(folded(title))
        self._outer = tuple(s for s in linked.statements if s.attribution.parent is None)
        self._set_apart = frozenset(
            self._paragraph(s.attribution.content[0])
            for s in self._outer
            if s.attribution.reason.rule == SET_APART
        )
        """Paragraphs in which a quotation stands apart."""
        self._told = tuple(own.span for own in linked.annotated.own_voice)
        self._kept = tuple(_kept(linked))
        self._names = tuple(m.span for m in linked.annotated.mentions if m.form is MentionForm.NAME)
        self._answers = self._answering()
        self._answered = any(
            s.speaker and s.attribution.reason.rule == _ANSWER for s in self._outer
        )
        """Whether somebody is known to answer."""
        self.sentences = tuple(s for s in linked.annotated.sentences if self._is_prose(s))
        """Sentences of the body without headings, captions and lines of dates."""
        self.titled = bool(self.sentences) and self._is_title(folded(self.sentences[0].text))
        """Whether the title is the first sentence."""

    def candidates(self) -> Iterator[Candidate]:
        """Yield the passages in source order, shorter forms of one after the whole."""
        for place in range(len(self.sentences)):
            last = self._closing(place)
            found = self._candidate(place, last)
            if found is None:
                continue
            if not self._running or len(found.words) >= _SHORTEST:
                yield found
                yield from self._shorter(found)
            yield from self._asked(found)

    def _answering(self) -> frozenset[int]:
        """Return the paragraphs of an interview that answer a question; none elsewhere."""
        questions, spoken_to, found = 0, 0, set()
        for paragraph in self._document.paragraphs:
            text = self._document.text[paragraph.start : paragraph.end]
            if text.endswith("?"):
                questions += 1
                spoken_to += _SPOKEN_TO.search(text) is not None
            elif questions:
                found.add(paragraph.number)
        # The questions under which a report is set out are put to nobody.
        is_interview = questions >= _QUESTIONS and spoken_to > 1
        return frozenset(found) if is_interview else frozenset()

    def _is_prose(self, sentence: Span) -> bool:
        """Tell whether a sentence stands in running text and not under a picture."""
        paragraph = self._document.paragraph_at(sentence.start)
        if paragraph is None or len(folded(sentence.text)) <= 1:
            return False
        if not self._running:
            return True
        text = self._document.text[paragraph.start : paragraph.end]
        if paragraph == self._document.paragraphs[0] and _is_heading(text):
            return False
        size = len(text.split())
        if _CREDIT.search(text) and size < _CAPTION:
            return False
        return text.endswith(_ENDS) or size > _SPARSE

    def _is_title(self, words: Sequence[str]) -> bool:
        return self._running and frozenset(words) <= self._title

    def _closing(self, place: int) -> int:
        """Return the last sentence of a quotation that begins in one; else the sentence itself.

        A mark that has no fellow in its paragraph is the source's slip and no quotation.
        """
        first = self.sentences[place]
        paragraph = self._document.paragraph_at(first.start)
        for last in range(place, len(self.sentences)):
            end = self.sentences[last].end
            if paragraph is None or end > paragraph.end:
                break
            if balanced(self._document.text[first.start : end]):
                return last
        return place

    def _candidate(self, place: int, last: int) -> Candidate | None:
        """Return the passage of some sentences; None where it cannot stand alone."""
        first = self.sentences[place]
        bullet = _BULLET.match(first.text)
        whole = self._document.span(
            first.start + (bullet.end() if bullet else 0), self.sentences[last].end
        )
        span = self._shown(whole)
        words = folded(span.text)
        statements = tuple(s for s in self._outer if _gives(s, span))
        if not self._is_fit(span, words):
            return None
        told = statements or not self._running
        if not told and not any(own.touches(span) for own in self._told):
            return None
        if any(s.attribution.stance is Stance.ASKS for s in statements):
            return None
        if self._paragraph(span) in self._set_apart:
            return None  # a quotation set apart says again what the text says
        voice = self._voice(span, statements)
        if voice is None and self._is_unowned(span, statements):
            return None
        return Candidate(
            span=span, place=place, last=last, paragraph=self._paragraph(span), voice=voice,
            statements=statements, words=words,
            short=tuple(self._short(span)), denies=_denies(span, statements),
            cut_after=whole.text.endswith(":") and span.end < whole.end,
            answers=voice is NOBODY or any(
                s.attribution.reason.rule in _TURNS for s in statements
            ),
            turns=turns(span.text), leans=self._leans(span, place, voice),
        )  # fmt: skip

    def _shown(self, whole: Span) -> Span:
        """Return a sentence without its dateline, and without a colon behind a denial.

        "In a letter the league denied this:" says it all; "The minister said:" says nothing. Nor
        does it end with the mark of a quotation that began in a sentence before it.
        """
        start = whole.start + (after_dateline(whole.text) or after_size(whole.text))
        span = self._document.span(start, whole.end)
        if span.text.endswith(_CLOSING) and not balanced(span.text) and balanced(span.text[:-1]):
            return self._document.span(start, whole.end - 1)
        if not span.text.endswith(":"):
            return span
        told = self._document.span(start, whole.end - 1)
        return told if _denies(told, [s for s in self._outer if _gives(s, told)]) else span

    def _paragraph(self, span: Span) -> int:
        """Return the number of the paragraph in which a passage begins; 0 for none."""
        paragraph = self._document.paragraph_at(span.start)
        return paragraph.number if paragraph is not None else 0

    def _is_fit(self, span: Span, words: Sequence[str]) -> bool:
        """Tell whether a passage is of a fit length and says something of the matter."""
        if not words or len(words) > LONGEST:
            return False
        if self._is_title(words) and span.end != self.sentences[0].end:
            return False  # a first sentence that is the title too is the news itself
        if "?" in span.text or span.text.endswith((":", ",")) or _META.match(span.text):
            return False
        if span.text.startswith(_MARKS) and not balanced(span.text):
            return False
        return _ASKING.match(span.text) is None

    def _voice(self, span: Span, statements: Sequence[Statement]) -> Voice | None:
        """Return who must be named before the words; None where the words tell it."""
        for statement in statements:
            if _covers(statement, span) >= _OWED and not _names_speaker(statement, span):
                return _called(said_by(self._index, statement))
        answered = self._paragraph(span) in self._answers
        return NOBODY if answered and not statements and not self._answered else None

    def _is_unowned(self, span: Span, statements: Sequence[Statement]) -> bool:
        """Tell whether words of a passage are somebody's who is not named in it."""
        if any(not _names_speaker(s, span) and s.attribution.quoted for s in statements):
            return True
        outside = _QUOTED.sub(" ", span.text)
        if _PERSON.search(outside) or _PERSON_FIRST.match(outside):
            return True
        if statements:
            return False
        return not outside.strip(" .,") or self._is_labelled(span)

    def _is_labelled(self, span: Span) -> bool:
        """Tell whether the paragraph begins with a speaker's name and the passage does not."""
        paragraph = self._document.paragraph_at(span.start)
        if paragraph is None or paragraph.start == span.start:
            return False
        return _LABEL.match(self._document.text, paragraph.start, paragraph.end) is not None

    def _leans(self, span: Span, place: int, voice: Voice | None) -> bool:
        if place == 0:
            return names_nobody(span.text)
        paragraph = self._document.paragraph_at(span.start)
        if voice is not None and paragraph is not None and paragraph.start == span.start:
            return answers(span)
        return leans(span, self._names) or (voice is not None and takes_up(span.text))

    def _short(self, span: Span) -> Iterator[tuple[str, str]]:
        """Yield the names of people and bodies in a passage that the document has fuller."""
        for link, entity in self._index.within(span):
            named = link.mention.form is MentionForm.NAME
            if named and entity.type in {EntityType.PERSON, EntityType.ORGANIZATION}:
                full = self._index.name(entity, span.document).text
                if full not in span.text:
                    yield link.mention.span.text, full

    def _shorter(self, found: Candidate) -> Iterator[Candidate]:
        """Yield a passage without what its end says more of something."""
        end = before_aside(found.span, self._kept)
        if end is not None:
            span = self._document.span(found.span.start, found.span.start + end)
            yield replace(found, span=span, cut_after=True, words=folded(span.text))

    def _asked(self, found: Candidate) -> Iterator[Candidate]:
        """Yield the beginning of an answer with its question before it."""
        question = self._question(found) if found.voice is not None else None
        if question is not None and len(folded(question.text)) <= _LONGEST_QUESTION:
            yield replace(found, question=question, leans=False, turns=False)

    def _question(self, found: Candidate) -> Span | None:
        """Return the question right before a passage, if there is one."""
        paragraph = self._document.paragraph_at(found.span.start)
        if paragraph is None or paragraph.start != found.span.start:
            return None
        before = [p for p in self._document.paragraphs if p.number == paragraph.number - 1]
        asked = [self._document.span(p.start, p.end) for p in before]
        return next((q for q in asked if q.text.endswith("?") and not points(q.text)), None)


def _is_heading(text: str) -> bool:
    """Tell whether the first paragraph ends in a quotation and is no sentence: a headline."""
    return text.endswith(_QUOTING) and not text.rstrip("".join(_QUOTING)).endswith(_STOPS)


def _called(voice: Voice) -> Voice:
    """Return a speaker by the fullest name: before the words alone, "I" tells nobody."""
    return Voice(printed=voice.name or voice.printed, name=None, role=None, target=voice.target)


def _kept(linked: LinkedDocument) -> Iterator[Span]:
    """Yield what is never cut off: hedges, cues, speakers and refusals."""
    for statement in linked.statements:
        found = statement.attribution
        yield from (hedge.span for hedge in found.hedges)
        yield from (part for part in (found.cue, found.source) if part is not None)
    for own in linked.annotated.own_voice:
        yield from (hedge.span for hedge in own.hedges)
    yield from (refusal.span for refusal in linked.annotated.refusals)


def _gives(statement: Statement, span: Span) -> bool:
    return any(part.touches(span) for part in statement.attribution.content)


def _denies(span: Span, statements: Sequence[Statement]) -> bool:
    """Tell whether a passage is somebody's answer to what is said of them."""
    denied = any(s.attribution.stance is Stance.DENIES for s in statements)
    return denied or (bool(statements) and _PLEA.search(span.text) is not None)


def _covers(statement: Statement, span: Span) -> float:
    """Return the share of a passage that a statement's content takes."""
    shared = sum(
        max(0, min(part.end, span.end) - max(part.start, span.start))
        for part in statement.attribution.content
    )
    return shared / (span.end - span.start)


def _names_speaker(statement: Statement, span: Span) -> bool:
    """Tell whether a passage holds who speaks, or the words that say that someone does."""
    attribution = statement.attribution
    parts = (attribution.cue, attribution.source)
    return any(part is not None and part.touches(span) for part in parts)
