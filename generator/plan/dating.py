"""Which phrases about time tell when something happens.

A phrase that names no day of an event dates nothing: a time of day alone, "now" and "soon", the
"today" of somebody's words, "that time", the year in the name of a games or a fair, any date under
a picture or in words without a verb. The machine-readable annotations keep them all.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from generator.model import (
    AnnotatedDocument,
    AttributionKind,
    EntityType,
    LinkedDocument,
    Mention,
    MentionForm,
    Span,
    Statement,
    TimeExpression,
)
from generator.plan.calendar import closed, is_empty
from generator.plan.index import Index

_UNDATED = frozenset({"not-stated", "no-anchor", "quoted-deictic"})
"""Doubts with which a value is the document's date for want of a better one."""
_MEASURES = (" level", " price", " rate", " value")
"""How what is measured goes on after the year to which it is compared: "2000 levels"."""
_POINTING = frozenset({"time.that-time", "time.that-unit"})
"""Rules for phrases that only point at a date told before."""
_OWNING = re.compile(r"(?:this year['\u2019]?|today['\u2019])s\b", re.IGNORECASE)
"""A running time that only says which thing is meant: "this year's theme", "today's army"."""
_NAMING = re.compile(r" (?=[A-Z])")
"""What follows a year that names a thing, where no "in" stands before: "his 2031 Tarsk saloon"."""
_IN = re.compile(r"(?:\b(?i:in|since|by|during|from|until|till|year|before|after)|[,(]) $")
_LAW = re.compile(r"\b[A-Z]\w+ of $")
"""What ends with a year as a name does: "the Harbour Act of 1996"."""
_BORN = re.compile(r"\b(?:DOB|D\.O\.B\.|date of birth):? ?$", re.IGNORECASE)
_UNREAL = re.compile(r"\bwould(?: not|n['\u2019]t)? have\b", re.IGNORECASE)
"""Words of what did not happen: "this would not have been possible"."""
_SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:first|only|last|best|worst|most|least|[a-z]{2,}est|record)\b", re.IGNORECASE
)
"""What compares with all that came since a date: "the first victory since 1958"."""
_TO = re.compile(r" ?(?:-|\u2013|\u2014) ?| (?:to|until|till|through) (?:the )?")
_AND = re.compile(r" and (?:in )?")
_BETWEEN = re.compile(r"\b(?:between|from) (?:the )?$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:postpon|delay|mov|shift|reschedul|chang|defer|push|put(?:ting)? (?:it )?(?:off|back)|"
    r"br(?:ing|ought)|advanc|set back|slipp?)\w*\b[^.;]*$",
    re.IGNORECASE,
)
"""What makes "from May to June" two dates and no period."""


def dating(index: Index, linked: LinkedDocument) -> tuple[TimeExpression, ...]:
    """Return the phrases that date what a document tells; a period with two ends is one of them."""
    annotated = linked.annotated
    return tuple(t for t in _joined(annotated) if _dates(index, annotated, t))


def is_caption(annotated: AnnotatedDocument, span: Span) -> bool:
    """Tell whether words stand under a picture, beside the name of its maker."""
    return any(
        credit.cue is not None and credit.content[0].start <= span.start < credit.cue.end
        for credit in annotated.credits
    )


def _dates(index: Index, annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a phrase tells when something happens."""
    if not time.edtf or is_empty(time) or time.doubt in _UNDATED:
        return False
    if time.reason.rule in _POINTING or _in_event(annotated, time.span):
        return False
    if _only_names(annotated, time) or not is_told(annotated, time.span):
        return False
    told = index.teller(time.span) if time.reason.rule == "time.deictic-day" else None
    return told is None or not _own_words(annotated, told)


def _only_names(annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a date only says which thing is meant, or with what something is compared."""
    text, span = annotated.document.text, time.span
    lead = max(0, span.start - _LEAD)
    if span.text.isdigit():
        named = _NAMING.match(text, span.end) and not _IN.search(text, lead, span.start)
        law = _LAW.search(text, lead, span.start)
        if named or law or text.startswith(_MEASURES, span.end):
            return True
    if _OWNING.match(text, span.start) or _BORN.search(text, lead, span.start):
        return True
    sentence = annotated.sentence_at(span.start)
    if sentence is None:
        return False
    record = _RECORD.search(text, sentence.start, span.start)
    since = _SINCE.search(text, lead, span.start)
    return (since is not None and record is not None) or _UNREAL.search(sentence.text) is not None


_LEAD = 60
"""Characters before a phrase in which what leads to it stands."""


def is_told(annotated: AnnotatedDocument, span: Span) -> bool:
    """Tell whether a sentence with a verb holds a phrase: what is said, or stated by nobody."""
    if is_caption(annotated, span):
        return False
    sentence = annotated.sentence_at(span.start)
    if sentence is None:
        return False
    said = (
        part
        for each in annotated.attributions
        for part in (*each.content, *([each.cue] if each.cue else []))
    )
    own = (passage.span for passage in annotated.own_voice)
    return any(sentence.touches(part) for part in (*own, *said))


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


def _joined(annotated: AnnotatedDocument) -> Iterator[TimeExpression]:
    """Yield the phrases of a document, the two ends of a period as one."""
    held: TimeExpression | None = None
    for time, after in pairwise([*annotated.times, None]):
        first = held or time
        if first is None:
            continue
        held = _period(annotated, first, after) if after else None
        if held is None:
            yield first


def _period(
    annotated: AnnotatedDocument, first: TimeExpression, last: TimeExpression
) -> TimeExpression | None:
    """Return the period from one phrase to the next; None where they are two dates."""
    text = annotated.document.text
    start, end = closed(first.edtf), closed(last.edtf)
    between = text[first.span.end : last.span.start]
    before = text[max(0, first.span.start - _LEAD) : first.span.start]
    if start is None or end is None or start[0] >= end[0] or first.type is not last.type:
        return None
    joined = _TO.fullmatch(between) and not _MOVED.search(before)
    in_turn = _AND.fullmatch(between) and (_BETWEEN.search(before) or (end[0] - start[1]).days == 1)
    if not joined and not in_turn:
        return None
    edges = (first.edtf or "").split("/")[0], (last.edtf or "").split("/")[-1]
    values = (first.value or "").split("/")[0], (last.value or "").split("/")[-1]
    return replace(
        first,
        span=annotated.document.span(first.span.start, last.span.end),
        value="/".join(values),
        edtf="/".join(edges),
        doubt=first.doubt or last.doubt,
        alternatives=(),
    )
