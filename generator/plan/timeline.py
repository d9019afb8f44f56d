"""What a timeline shows: dated events, and the document's own."""

import re
from datetime import date

from generator.model import AnnotatedDocument, LinkedDocument, Slice, Span, TimeExpression
from generator.model.briefing import Moment, Target
from generator.plan.calendar import closed
from generator.plan.cards import outer_at, said_by, when
from generator.plan.dating import dating, is_told
from generator.plan.index import Index

_NEWS = 62
"""Days between a document and what it reports, at most."""
_OPENING = len("Early on ")
"""Characters of a sentence before a date that it begins with."""
_NOW = re.compile(r"\b(?:has|have|is|are|will)\b")
"""What tells of now, whatever else a sentence dates."""
_TURN = "attribution.turn"
"""Rule for what somebody says in a record of many turns."""
_STOPS = frozenset(".!?\"'\u201d\u2019)]\u2026")


def moments(index: Index, linked: LinkedDocument) -> tuple[Moment, ...]:
    """Return dated moments in order of time, with the document's own event among them."""
    dated = [_moment(index, linked, time) for time in dating(index, linked)]
    # A line that is nothing but its date tells no event.
    dated = [m for m in dated if m.when and m.when.phrase.span.text != m.words.span.text.strip()]
    dated = list({(_words(m), _days(m) or m.sort): m for m in sorted(dated, key=_rank)}.values())
    dated = [m for m in dated if not any(_within(other, m) for other in dated)]
    dated = [m for m in dated if _is_sentence(m.words.span) or not _again(m, dated)]
    own = _own(index, linked, dated)
    rows = [*dated, own] if own is not None else dated
    return tuple(sorted(rows, key=lambda moment: (moment.sort, moment.words.span.start)))


def _words(moment: Moment) -> str:
    """Return the words of a row by which it is the same as another: a heading may stand twice."""
    return " ".join(moment.words.span.text.split())


def _rank(moment: Moment) -> tuple[bool, int]:
    """Return what the better of two rows for one day has more of: who says it, and first."""
    phrase = moment.when.phrase.span if moment.when else moment.words.span
    return bool(moment.number), -phrase.start


def _is_sentence(span: Span) -> bool:
    """Tell whether words end as a sentence does; a heading and a date line do not."""
    return span.text.rstrip()[-1:] in _STOPS


def _again(heading: Moment, moments: list[Moment]) -> bool:
    """Tell whether a sentence tells of the days of a heading too."""
    days = _days(heading)
    return days is not None and any(
        _is_sentence(m.words.span) and (inner := _days(m)) and _holds(days, inner) for m in moments
    )


def _holds(outer: tuple[date, date], inner: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _within(one: Moment, other: Moment) -> bool:
    """Tell whether a moment tells the days of another of its sentence more closely.

    Of "the fair runs until 11 March this year" the year is no row.
    """
    inner, outer = _days(one), _days(other)
    if one.words.span != other.words.span or inner is None or outer is None or inner == outer:
        return False
    return _holds(outer, inner)


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
        # The sentence stands whole: a "they" before it would tell nothing, a name tells who speaks.
        voice=said_by(index, said) if said and said.speaker else None,
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

    A date of long ago counts where the sentence begins with it or tells of the past alone: not the
    "begun two years ago" of what "has been put off".
    """
    if not moment.words.span.touches(lead) or moment.when is None:
        return False
    if moment.when.phrase.span.start - lead.start <= _OPENING or not _NOW.search(lead.text):
        return True
    days, reported = _days(moment), date.fromisoformat(day).toordinal()
    return days is None or (days[0].toordinal() - _NEWS <= reported <= days[1].toordinal() + _NEWS)


def _lead(annotated: AnnotatedDocument) -> Span | None:
    """Return the first sentence that tells something, and is no heading; None where none does.

    Those who speak in turns greet each other first.
    """
    if any(each.reason.rule == _TURN for each in annotated.attributions):
        return None
    told = (s for s in annotated.sentences if _is_sentence(s) and is_told(annotated, s))
    return next(told, None)


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
