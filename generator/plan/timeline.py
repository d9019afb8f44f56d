"""What a timeline shows: dated events, and the document's own.

A phrase that names no day of an event is no row: a time of day alone, "now" and "soon", the "today"
of somebody's words, "that time", the year in the name of a games or a fair. The machine-readable
annotations keep them all.
"""

from datetime import date

from generator.model import (
    AnnotatedDocument,
    AttributionKind,
    EntityType,
    LinkedDocument,
    Mention,
    MentionForm,
    Slice,
    Span,
    Statement,
    TimeExpression,
)
from generator.model.briefing import Moment, Target
from generator.plan.calendar import bounds, is_empty
from generator.plan.cards import outer_at, said_by, when
from generator.plan.index import Index

_UNDATED = frozenset({"not-stated", "no-anchor", "quoted-deictic"})
"""Doubts with which a value is the document's date for want of a better one."""
_MEASURES = (" level", " price", " rate", " value")
"""How what is measured goes on after the year to which it is compared: "2000 levels"."""
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
    dated = [m for m in dated if not any(_within(other, m) for other in dated)]
    own = _own(index, linked, dated)
    rows = [*dated, own] if own is not None else dated
    return tuple(sorted(rows, key=lambda moment: (moment.sort, moment.words.span.start)))


def _within(one: Moment, other: Moment) -> bool:
    """Tell whether a moment tells the days of another of its sentence more closely.

    Of "the fair runs until 11 March this year" the year is no row.
    """
    inner, outer = _days(one), _days(other)
    if one.words.span != other.words.span or inner is None or outer is None or inner == outer:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _days(moment: Moment) -> tuple[date, date] | None:
    """Return the first and the last day of a moment; None where an end is open."""
    days = bounds(moment.when.edtf) if moment.when and moment.when.edtf else None
    return (days[0], days[1]) if days and days[0] and days[1] else None


def _dates(index: Index, annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a phrase tells when something happens."""
    if not time.edtf or is_empty(time) or time.doubt in _UNDATED:
        return False
    if time.reason.rule in _POINTING or _in_event(annotated, time.span):
        return False
    after = annotated.document.text[time.span.end :]
    if time.span.text.isdigit() and after.startswith(_MEASURES):
        return False
    told = index.teller(time.span) if time.reason.rule == "time.deictic-day" else None
    return told is None or not _own_words(annotated, told)


def _own_words(annotated: AnnotatedDocument, told: Statement) -> bool:
    """Tell whether a statement has whole sentences of its speaker, whose "today" is another's."""
    if told.attribution.kind is not AttributionKind.INDIRECT:
        return True
    first = told.attribution.content[0]
    return first.start in {sentence.start for sentence in annotated.sentences}


def _in_event(annotated: AnnotatedDocument, span: Span) -> bool:
    """Tell whether a year or a feast belongs to the name of an event: "the 2018 Tarsk Cup"."""
    text = annotated.document.text
    names = [mention.span for mention in annotated.mentions if _is_event(mention)]
    before = text[: span.start].endswith("the ")
    if any(before and name.start <= span.start and span.end <= name.end for name in names):
        return True
    return span.text.isdecimal() and any(
        " " in {text[name.end : span.start], text[span.end : name.start]} for name in names
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
    told = lead is None or any(m.words.span.touches(lead) for m in dated)
    if not line.date or lead is None or told or _contradicted(linked.annotated, line.date):
        return None
    return Moment(
        when=None,
        sort=line.date,
        words=Slice(lead),
        number="",
        voice=None,
        briefing=line.briefing,
    )


def _contradicted(annotated: AnnotatedDocument, day: str) -> bool:
    """Tell whether a line of the text is a date, and another than the document's."""
    lines = {line.strip() for line in annotated.document.text.splitlines()}
    dated = [t for t in annotated.times if t.reason.rule == "time.date" and t.span.text in lines]
    return any(time.value != day for time in dated[:1])


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
