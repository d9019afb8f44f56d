"""What a timeline shows: dated events, and the document's own."""

from datetime import date

from generator.model import AnnotatedDocument, LinkedDocument, Slice, Span, TimeExpression
from generator.model.briefing import Moment, Target
from generator.plan.calendar import closed
from generator.plan.cards import outer_at, said_by, when
from generator.plan.dating import dating, is_caption
from generator.plan.index import Index

_NEWS = 62
"""Days between a document and what it reports, at most."""
_OPENING = len("Early on ")
"""Characters of a sentence before a date that it begins with."""
_STOPS = frozenset(".!?\"'\u201d\u2019)")
"""How a sentence ends, which a heading and a date line do not."""


def moments(index: Index, linked: LinkedDocument) -> tuple[Moment, ...]:
    """Return dated moments in order of time, with the document's own event among them."""
    dated = [_moment(index, linked, time) for time in dating(index, linked)]
    # A line that is nothing but its date tells no event.
    dated = [m for m in dated if m.when and m.when.phrase.span.text != m.words.span.text.strip()]
    dated = list({(m.words.span, _days(m) or m.sort): m for m in reversed(dated)}.values())
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
    return closed(moment.when.edtf) if moment.when else None


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
    """Return the row of what a document reports, where its first sentence does not date it."""
    line = index.lines[linked.annotated.document.id]
    lead = _lead(linked.annotated)
    if not line.date or lead is None or any(_is_news(m, lead, line.date) for m in dated):
        return None
    return Moment(
        when=None,
        sort=line.date,
        words=Slice(lead),
        number="",
        voice=None,
        briefing=line.briefing,
        printed=when(linked.printed) if linked.printed else None,
    )


def _is_news(moment: Moment, lead: Span, day: str) -> bool:
    """Tell whether a row is that of what a document reports: in its first sentence, and near.

    A date that the sentence begins with counts too, however long ago: not the "begun two years
    ago" of an aside.
    """
    if not moment.words.span.touches(lead) or moment.when is None:
        return False
    if moment.when.phrase.span.start - lead.start <= _OPENING:
        return True
    days, reported = _days(moment), date.fromisoformat(day).toordinal()
    return days is None or (days[0].toordinal() - _NEWS <= reported <= days[1].toordinal() + _NEWS)


def _lead(annotated: AnnotatedDocument) -> Span | None:
    """Return the first sentence that is no heading, date line or caption; None where none is."""
    sentences = (s for s in annotated.sentences if not is_caption(annotated, s))
    return next((s for s in sentences if s.text.rstrip()[-1:] in _STOPS), None)


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
