"""What a timeline shows: dated events, and the document's own.

A phrase that names no day of an event is no row: a time of day alone, "now" and "soon", the "today"
of somebody's words, "that time", the year in the name of a games or a fair. The machine-readable
annotations keep them all.
"""

from generator.model import (
    AnnotatedDocument,
    AttributionKind,
    EntityType,
    LinkedDocument,
    Mention,
    MentionForm,
    Slice,
    Span,
    TimeExpression,
)
from generator.model.briefing import Moment, Target
from generator.plan.calendar import is_empty
from generator.plan.cards import outer_at, said_by, when
from generator.plan.index import Index

_UNDATED = frozenset({"not-stated", "no-anchor", "quoted-deictic"})
"""Doubts with which a value is the document's date for want of a better one."""
_POINTING = frozenset({"time.that-time"})
"""Rules for phrases that only point at a date told before."""
_STOPS = frozenset(".!?\"'\u201d\u2019)")
"""How a sentence ends, which a heading and a date line do not."""


def moments(index: Index, linked: LinkedDocument) -> tuple[Moment, ...]:
    """Return dated moments in order of time, with the document's own event among them."""
    times = [time for time in linked.annotated.times if _dates(index, linked.annotated, time)]
    dated = [_moment(index, linked, time) for time in times]
    # A line that is nothing but its date tells no event.
    dated = [m for m in dated if m.when and m.when.phrase.span.text != m.words.span.text.strip()]
    dated = list({(m.words.span, m.when and m.when.edtf): m for m in dated}.values())
    own = _own(index, linked, dated)
    rows = [*dated, own] if own is not None else dated
    return tuple(sorted(rows, key=lambda moment: (moment.sort, moment.words.span.start)))


def _dates(index: Index, annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a phrase tells when something happens."""
    if not time.edtf or is_empty(time) or time.doubt in _UNDATED:
        return False
    if time.reason.rule in _POINTING or _in_event(annotated, time.span):
        return False
    told = index.teller(time.span) if time.reason.rule == "time.deictic-day" else None
    return told is None or told.attribution.kind is AttributionKind.INDIRECT


def _in_event(annotated: AnnotatedDocument, span: Span) -> bool:
    """Tell whether a year belongs to the name of an event: "the 2018 Tarsk Cup"."""
    text = annotated.document.text
    return any(
        (mention.span.end <= span.start and text[mention.span.end : span.start] == " ")
        or (span.end <= mention.span.start and text[span.end : mention.span.start] == " ")
        or (mention.span.start <= span.start and span.end <= mention.span.end)
        for mention in annotated.mentions
        if _is_event(mention) and span.text.isdigit()
    )


def _is_event(mention: Mention) -> bool:
    return mention.type is EntityType.EVENT and mention.form is MentionForm.NAME


def _moment(index: Index, linked: LinkedDocument, time: TimeExpression) -> Moment:
    """Return the row of a time expression: its statement, else its sentence."""
    said = next((s for s in linked.statements if s.attribution.time == time.span), None)
    said = said or outer_at(linked, time.span)
    page = index.lines[linked.annotated.document.id].briefing.page
    return Moment(
        when=when(time),
        sort=sort_key(time.edtf or ""),
        words=Slice(_sentence_around(linked.annotated, time.span)),
        number=index.numbers[said.attribution.id] if said else "",
        voice=said_by(index, said) if said else None,
        briefing=Target(page, said.attribution.id) if said else Target(page),
    )


def _own(index: Index, linked: LinkedDocument, dated: list[Moment]) -> Moment | None:
    """Return the row of what a document reports, where its first sentence has no date."""
    line = index.lines[linked.annotated.document.id]
    lead = _lead(linked.annotated)
    if not line.date or lead is None or any(m.words.span.touches(lead) for m in dated):
        return None
    return Moment(
        when=None,
        sort=line.date,
        words=Slice(lead),
        number="",
        voice=None,
        briefing=line.briefing,
    )


def _lead(annotated: AnnotatedDocument) -> Span | None:
    """Return the first sentence that is no heading and no date line; None where there is none."""
    return next((s for s in annotated.sentences if s.text.rstrip()[-1:] in _STOPS), None)


def _sentence_around(annotated: AnnotatedDocument, phrase: Span) -> Span:
    """Return the sentence of a phrase whole: the parser may end one inside a date line."""
    first, last = annotated.sentence_at(phrase.start), annotated.sentence_at(phrase.end - 1)
    if first is None or last is None:
        return phrase
    return annotated.document.span(first.start, last.end)


def sort_key(edtf: str) -> str:
    """Return what an EDTF value sorts by: the earliest day it may mean."""
    first, _, last = edtf.partition("/")
    first = first.strip("?~%") if first not in {"", ".."} else last.strip("?~%")
    return first.replace("X", "0")
