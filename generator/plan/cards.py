"""Statements, passages, figures and time expressions as the reader meets them."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from generator.layout import as_read
from generator.model import (
    AnnotatedDocument,
    Attribution,
    CuratedNote,
    Editorial,
    HedgeKind,
    LinkedDocument,
    NoteAction,
    OwnVoice,
    Quantity,
    Refusal,
    Slice,
    SourceDocument,
    Span,
    Statement,
    TimeExpression,
)
from generator.model.briefing import (
    Card,
    Figure,
    HedgeWords,
    MarkKind,
    OriginalParagraph,
    Passage,
    Target,
    Voice,
    When,
    Withheld,
)
from generator.plan.asof import is_of, time_beside
from generator.plan.calendar import is_empty
from generator.plan.entries import is_named
from generator.plan.index import Index
from generator.plan.segments import Mark, segments, untranslated

_CUE_FIRST = frozenset({"attribution.according-to", "attribution.view"})
"""Rules whose cue is a preposition and stands before the speaker."""


def when(time: TimeExpression) -> When:
    """Return a time expression as the reader meets it."""
    return When(
        phrase=Slice(time.span),
        edtf=time.edtf,
        value=time.value,
        rule=time.reason.rule,
        doubt=time.doubt,
        alternatives=time.alternatives,
    )


def paragraph_number(annotated: AnnotatedDocument, offset: int) -> int:
    """Return the number of the paragraph at or before `offset`; 0 when there is none."""
    paragraphs = annotated.document.paragraphs
    place = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start)
    return paragraphs[place - 1].number if place else 0


def said_by(index: Index, statement: Statement) -> Voice:
    """Return who makes a statement."""
    attribution = statement.attribution
    document = attribution.content[0].document
    return voice(index, document, attribution.source, statement.speaker, attribution.role)


def voice(
    index: Index, document: str, printed: Span | None, speaker: str | None, role: Span | None
) -> Voice:
    """Return who speaks: as printed, and by the document's fullest name where that is more."""
    entity = index.entity(speaker)
    name = index.name(entity, document) if entity else None
    fuller = name is not None and (
        printed is None or as_read(name.text) not in as_read(printed.text)
    )
    return Voice(
        printed=Slice(printed) if printed else None,
        name=Slice(name) if name and fuller else None,
        role=Slice(role) if role else None,
        target=index.targets[entity.id] if entity else None,
    )


def fullest(spoken: Voice) -> Voice:
    """Return a voice with its fullest name alone."""
    return replace(spoken, printed=spoken.name or spoken.printed, name=None)


def mention_marks(index: Index, span: Span) -> list[Mark]:
    """Return marks for the names inside `span` that lead to their entries."""
    return [
        Mark(
            span=link.mention.span,
            kind=MarkKind.MENTION,
            target=index.targets[entity.id],
        )
        for link, entity in index.within(span)
        if is_named(link)
    ]


def inner_marks(statement: Statement) -> list[Mark]:
    """Return marks for hedges and quoted stretches of a statement."""
    attribution = statement.attribution
    hedges = [Mark(span=hedge.span, kind=MarkKind.HEDGE) for hedge in attribution.hedges]
    return hedges + [Mark(span=span, kind=MarkKind.QUOTED) for span in attribution.quoted]


Cards = Mapping[str, Card]
"""Every card of the site by attribution id; made once, shown on several pages."""


def all_cards(index: Index) -> Cards:
    """Return the card of every statement."""
    return {
        statement.attribution.id: card(index, linked, statement)
        for linked in index.dossier.documents
        for statement in linked.statements
    }


def cards_of(linked: LinkedDocument, cards: Cards) -> tuple[Card, ...]:
    """Return the cards of one document in source order."""
    return tuple(cards[statement.attribution.id] for statement in linked.statements)


def card(index: Index, linked: LinkedDocument, statement: Statement) -> Card:
    """Return the card of a statement."""
    attribution, annotated = statement.attribution, linked.annotated
    document, slug = annotated.document, index.slugs[annotated.document.id]
    marks = inner_marks(statement)
    first, last = attribution.content[0], attribution.content[-1]
    saying = next((t for t in annotated.times if t.span == attribution.time), None)
    return Card(
        number=index.numbers[attribution.id],
        anchor=attribution.id,
        kind=attribution.kind,
        stance=attribution.stance,
        voice=said_by(index, statement),
        cue=_cue(document, attribution),
        opening=_opening(attribution),
        cue_first=_cue_first(attribution),
        told_first=_told_first(attribution),
        words=tuple(
            segments(part, marks) for span in attribution.content for part in untranslated(span)
        ),
        addressee=_addressee(document, attribution),
        channel=_slice(attribution.channel),
        topic=_slice(attribution.topic),
        occasion=_slice(attribution.occasion),
        when=when(saying) if saying and not is_empty(saying) else None,
        hedges=tuple(HedgeWords(words=Slice(h.span), kind=h.kind) for h in attribution.hedges),
        parent=index.numbers.get(attribution.parent or "", ""),
        paragraph=paragraph_number(annotated, first.start),
        start=first.start,
        end=last.end,
        date=index.date(document.id),
        rule=attribution.reason.rule,
        briefing=Target(f"briefings/{slug}.md", attribution.id),
        source=Target(f"sources/{slug}.md", attribution.id),
        comments=comments(linked, first.start, last.end),
        originals=_originals(index, linked, first.start, last.end),
    )


def _originals(
    index: Index, linked: LinkedDocument, start: int, end: int
) -> tuple[OriginalParagraph, ...]:
    """Return the paragraphs of the original that stand for the text from `start` to `end`.

    Paragraphs answer to each other by their numbers; none do where the numbers differ.
    """
    original, document = linked.original, linked.annotated.document
    if original is None or len(original.paragraphs) != len(document.paragraphs):
        return ()
    line = index.stored[original.id]
    return tuple(
        OriginalParagraph(
            number=theirs.number,
            text=Slice(original.span(theirs.start, theirs.end)),
            language=line.language,
            source=Target(line.source.page, f"p{theirs.number}"),
        )
        for ours, theirs in zip(document.paragraphs, original.paragraphs, strict=True)
        if ours.start < end and start < ours.end
    )


def _cue_first(attribution: Attribution) -> bool:
    """Tell whether a card reads "according to X" or "quoted X", the cue before the speaker."""
    if attribution.reason.rule in _CUE_FIRST:
        return True
    channel, cue, source = attribution.channel, attribution.cue, attribution.source
    return bool(channel and cue and source and channel.start < cue.start < source.start)


def _told_first(attribution: Attribution) -> bool:
    """Tell whether a card reads "X is accused of": nobody is named who says it, but of whom."""
    cue, told = attribution.cue, attribution.addressee
    if attribution.source or cue is None or told is None or told.start > cue.start:
        return False
    # In "she was taken in and told that" the verb that makes it passive is not beside the cue.
    return _AUXILIARY.match(cue.text) is not None


def _cue(document: SourceDocument, attribution: Attribution) -> Slice | None:
    """Return the words that say that someone says it, with the preposition that they need.

    "Called for a count" is not "called a count", nor is "said to reporters" "said reporters".
    """
    cue, told = attribution.cue, attribution.addressee
    if cue is None:
        return None
    wanted = told if told and told.start > cue.end else attribution.content[0]
    between = _PREPOSITION.fullmatch(document.text, cue.end, max(cue.end, wanted.start))
    if between is None or (told and wanted is not told and told.start > cue.start):
        return Slice(cue)
    return Slice(document.span(cue.start, between.end(1)))


def _opening(attribution: Attribution) -> Slice | None:
    """Return the hedge that stands before speaker, cue and content; None where none does."""
    parts = (attribution.source, attribution.cue, *attribution.content)
    first = min(part.start for part in parts if part is not None)
    apart = (h.span for h in attribution.hedges if h.kind is HedgeKind.DISTANCING)
    return next((Slice(span) for span in apart if span.end < first), None)


def _addressee(document: SourceDocument, attribution: Attribution) -> Slice | None:
    """Return to whom it is said; with its "to" where that stands behind other words than the cue.

    So "said Orlen to the crowd" reads "Orlen said to the crowd".
    """
    told, cue = attribution.addressee, attribution.cue
    if told is None:
        return None
    before = _TO.search(document.text, max(0, told.start - _NEAR), told.start)
    if before is None or cue is None or cue.end >= before.start() > cue.start:
        return Slice(told)
    return Slice(document.span(before.start(1), told.end))


_NEAR = 8
_TO = re.compile(r"\s(to\s+)\Z")
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|am|be|been|being|has|have|had|will|would|can|could|may|might|must|should|"
    r"gets?|got)\b"
)
_PREPOSITION = re.compile(
    r"(\s+(?:to|for|of|on|about|against|with|over|at|in|into|from|upon|before|through))"
    r"\s+[\"'\u201c\u2018]?"
)


def comments(linked: LinkedDocument, start: int, end: int) -> tuple[Editorial, ...]:
    """Return the signed comments bound to words between `start` and `end`."""
    return tuple(
        Editorial(note.value, note.signed)
        for note in linked.notes
        if _is_comment(note) and start <= note.span.start < end
    )


def _is_comment(note: CuratedNote) -> bool:
    return note.action is NoteAction.COMMENT


def _slice(span: Span | None) -> Slice | None:
    return Slice(span) if span is not None else None


def passage(index: Index, linked: LinkedDocument, own: OwnVoice) -> Passage:
    """Return something that the document says in its own voice."""
    annotated = linked.annotated
    marks = [Mark(span=hedge.span, kind=MarkKind.HEDGE) for hedge in own.hedges]
    number = paragraph_number(annotated, own.span.start)
    return Passage(
        words=segments(own.span, marks),
        kind=own.kind,
        hedges=tuple(HedgeWords(words=Slice(h.span), kind=h.kind) for h in own.hedges),
        paragraph=number,
        source=Target(f"sources/{index.slugs[annotated.document.id]}.md", f"p{number}"),
    )


def withheld(index: Index, linked: LinkedDocument, refusal: Refusal) -> Withheld:
    """Return something that a speaker did not say."""
    annotated = linked.annotated
    number = paragraph_number(annotated, refusal.span.start)
    speaker = _meant(index, refusal.who) if refusal.who else None
    return Withheld(
        who=voice(index, annotated.document.id, refusal.who, speaker, None),
        outside=refusal.who is not None and not refusal.who.touches(refusal.span),
        words=Slice(refusal.span),
        paragraph=number,
        source=Target(f"sources/{index.slugs[annotated.document.id]}.md", f"p{number}"),
    )


def _meant(index: Index, span: Span) -> str | None:
    """Return the id of the entity that the longest mention inside `span` means."""
    links = sorted(index.within(span), key=lambda pair: -len(pair[0].mention.span.text))
    return links[0][1].id if links else None


def outer_at(linked: LinkedDocument, span: Span) -> Statement | None:
    """Return the outermost statement whose content overlaps `span`: who answers for the words."""
    for statement in linked.statements:
        if statement.attribution.parent is None and any(
            part.touches(span) for part in statement.attribution.content
        ):
            return statement
    return None


def figure(index: Index, linked: LinkedDocument, quantity: Quantity) -> Figure:
    """Return a quantity with its statement and the time expression of its sentence."""
    annotated = linked.annotated
    statement = outer_at(linked, quantity.span)
    number = paragraph_number(annotated, quantity.span.start)
    slug = index.slugs[annotated.document.id]
    attribution = statement.attribution if statement else None
    beside = time_beside(annotated, quantity, statement)
    said = attribution.time if attribution else None
    return Figure(
        printed=Slice(quantity.span),
        exactness=quantity.exactness,
        minimum=quantity.minimum,
        maximum=quantity.maximum,
        unit=_slice(quantity.unit),
        place=_slice(quantity.place),
        when=when(beside) if beside else None,
        as_of=when(beside) if beside and is_of(annotated, quantity, beside, said) else None,
        number=index.numbers[attribution.id] if attribution else "",
        voice=said_by(index, statement) if statement and attribution else None,
        paragraph=number,
        target=Target("", attribution.id)
        if attribution
        else Target(f"sources/{slug}.md", f"p{number}"),
    )
