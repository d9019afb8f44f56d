"""The page of one document, and the page of its stored text."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from generator.layout import as_read
from generator.model import (
    AttributionKind,
    EntityType,
    Exactness,
    LinkedDocument,
    MentionForm,
    OwnVoiceKind,
    Slice,
    SourceDocument,
    TimeExpression,
    TimeType,
)
from generator.model.briefing import (
    AnnotatedParagraph,
    Briefing,
    Counts,
    Credit,
    DocumentLine,
    EntityLine,
    Figure,
    MarkKind,
    Passage,
    Repetition,
    SourceFacts,
    SourcePage,
    StoredPage,
    Translation,
    Withheld,
)
from generator.model.sides import Dispute
from generator.plan import addresses
from generator.plan.brief import in_brief
from generator.plan.calendar import is_empty
from generator.plan.cards import (
    Cards,
    cards_of,
    comments,
    figure,
    inner_marks,
    mention_marks,
    passage,
    when,
    withheld,
)
from generator.plan.chart import chart
from generator.plan.dateline import dateline
from generator.plan.dating import is_told
from generator.plan.disputes import disputes
from generator.plan.glossary import entity_line
from generator.plan.index import Index
from generator.plan.maps import document_map
from generator.plan.questions import asked
from generator.plan.segments import Mark, segments
from generator.plan.sides import sides
from generator.plan.timeline import moments
from generator.plan.titles import title_text
from generator.plan.weighing import outer

_SHOWN_VOICE = frozenset({OwnVoiceKind.ASSERTION, OwnVoiceKind.CONDITIONAL})
_LISTED_APART = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE})
_UNCOUNTED = frozenset({Exactness.ORDINAL})


def briefing(index: Index, linked: LinkedDocument, cards: Cards) -> Briefing:
    """Return everything that the page of one document says."""
    annotated, document = linked.annotated, linked.annotated.document
    line = index.lines[document.id]
    passages = tuple(passage(index, linked, own) for own in annotated.own_voice)
    told = tuple(p for p in passages if not _is_title(p, line))
    conditions = tuple(p for p in passages if p.kind is OwnVoiceKind.CONDITIONAL)
    refusals = tuple(withheld(index, linked, refusal) for refusal in annotated.refusals)
    figures = _figures(index, linked)
    dated = moments(index, linked)
    lines = entity_lines(index, linked)
    rows = asked(linked, disputes(index, linked, cards, figures))
    brief = in_brief(index, linked, cards, title_text(line.title), rows)
    spoken, quiet = sides(index, linked, cards, brief, rows)
    return Briefing(
        path=line.briefing.page,
        title=line.title,
        line=line,
        facts=facts(index, document),
        counts=_counts(index, linked, refusals, passages),
        dateline=dateline(index, linked, lines),
        printed=when(linked.printed) if linked.printed else None,
        repeats=_repeats(index, linked),
        translation=_translation(index, linked),
        conditions=conditions,
        in_brief=brief,
        disputes=rows,
        sides=spoken,
        quiet=quiet,
        cards=cards_of(linked, cards),
        passages=tuple(p for p in told if p.kind in _SHOWN_VOICE),
        dated=dated,
        chart=chart(dated),
        figures=_telling(figures, rows),
        withheld=refusals,
        unresolved=tuple(when(t) for t in annotated.times if _stays_open(linked, t)),
        people=_of(lines, EntityType.PERSON),
        organizations=_of(lines, EntityType.ORGANIZATION),
        places=_of(lines, EntityType.PLACE),
        map=document_map(index, linked),
        others=tuple(line for line in lines if line.type not in _LISTED_APART),
        paragraphs=paragraphs(index, linked, linked_names=True),
        credits=tuple(_credits(linked)),
        comments=comments(linked, document.body_start, document.body_end),
    )


def source(index: Index, linked: LinkedDocument, cards: Cards) -> SourcePage:
    """Return everything that the page of one stored text says."""
    line = index.lines[linked.annotated.document.id]
    return SourcePage(
        path=line.source.page,
        title=line.title,
        line=line,
        facts=facts(index, linked.annotated.document),
        paragraphs=paragraphs(index, linked, linked_names=False),
        cards=cards_of(linked, cards),
    )


def stored(index: Index, document: SourceDocument) -> StoredPage:
    """Return everything that the page of one stored text says that is not annotated."""
    line = index.stored[document.id]
    return StoredPage(
        path=line.source.page,
        title=line.title,
        line=line,
        facts=facts(index, document),
        paragraphs=tuple(
            AnnotatedParagraph(
                number=each.number, text=segments(document.span(each.start, each.end), ())
            )
            for each in document.paragraphs
        ),
        translations=_translations(index, document.id),
    )


def _translations(index: Index, original: str) -> tuple[DocumentLine, ...]:
    """Return the documents that were translated from one document."""
    return tuple(
        index.lines[linked.annotated.document.id]
        for linked in index.dossier.documents
        if linked.original is not None and linked.original.id == original
    )


def _translation(index: Index, linked: LinkedDocument) -> Translation | None:
    """Return what a document was translated from."""
    if linked.original is None:
        return None
    own = index.lines[linked.annotated.document.id]
    others = (line for line in _translations(index, linked.original.id) if line is not own)
    return Translation(line=index.stored[linked.original.id], others=tuple(others))


def _repeats(index: Index, linked: LinkedDocument) -> Repetition | None:
    """Return the earlier document that a document repeats."""
    found = linked.reprint
    return Repetition(line=index.lines[found.document], share=found.share) if found else None


def facts(index: Index, document: SourceDocument) -> SourceFacts:
    """Return metadata, files and hashes of a document."""
    slug = index.slugs[document.id]
    identical = document.text_sha256 == document.sha256
    before = document.text[: document.body_start]
    start = len(before) - len(before.lstrip())
    stored = addresses.stored_file(slug)
    return SourceFacts(
        document=document,
        metadata=document.metadata,
        stored=stored,
        raw=stored if identical else addresses.raw_file(slug, document),
        record=addresses.record_file(slug),
        header=Slice(document.span(start, len(before.rstrip()))) if before.strip() else None,
    )


def paragraphs(
    index: Index, linked: LinkedDocument, *, linked_names: bool
) -> tuple[AnnotatedParagraph, ...]:
    """Return the body with statements, hedges and quoted stretches marked; names on demand."""
    document = linked.annotated.document
    marks: list[Mark] = []
    for statement in linked.statements:
        for place, part in enumerate(statement.attribution.content):
            marks.append(
                Mark(
                    span=part,
                    kind=MarkKind.SAID,
                    anchor=statement.attribution.id if place == 0 else "",
                    statement=index.numbers[statement.attribution.id],
                )
            )
        marks += inner_marks(statement)
    if linked_names:
        marks += mention_marks(index, document.span(document.body_start, document.body_end))
    return tuple(
        AnnotatedParagraph(
            number=paragraph.number,
            text=segments(document.span(paragraph.start, paragraph.end), marks),
        )
        for paragraph in document.paragraphs
    )


def _figures(index: Index, linked: LinkedDocument) -> tuple[Figure, ...]:
    years = {time.span.start for time in linked.annotated.times if time.span.text.isdigit()}
    return tuple(
        figure(index, linked, quantity)
        for quantity in linked.annotated.quantities
        if quantity.exactness not in _UNCOUNTED and quantity.span.start not in years
    )


def _telling(figures: tuple[Figure, ...], rows: tuple[Dispute, ...]) -> tuple[Figure, ...]:
    """Return the figures that tell something: those that differ, and counts of more than a few."""
    disputed = {figure.printed.span for row in rows for figure in row.figures}
    return tuple(
        f for f in figures if f.printed.span in disputed or (f.maximum or f.minimum or 0) > _FEW
    )


_FEW = 3


_AS_CLEAR_AS = frozenset({"depends-on-event", "quoted-deictic", "no-anchor"})
"""Doubts about what is as clear as an event or a day told elsewhere: "until the war is over"."""


def _stays_open(linked: LinkedDocument, time: TimeExpression) -> bool:
    """Tell whether a reader may ask when a phrase means, and the document does not tell surely.

    "Earlier" asks when something was said; elsewhere it only says that it came first.
    """
    unsure = time.doubt or time.value is None
    asked = time.type is TimeType.DATE and unsure and time.doubt not in _AS_CLEAR_AS
    if time.doubt == "not-stated":
        asked = any(s.attribution.time == time.span for s in linked.statements)
    return bool(asked) and not is_empty(time) and is_told(linked.annotated, time.span)


def entity_lines(index: Index, linked: LinkedDocument) -> tuple[EntityLine, ...]:
    """Return the entities that the document names, in order of their sort keys.

    A country that stands there once, in "a Velmish magazine", is not told of.
    """
    document = linked.annotated.document
    mentions = index.mentions.get(document.id, [])
    forms: defaultdict[str, list[MentionForm]] = defaultdict(list)
    for link, entity in mentions:
        forms[entity.id].append(link.mention.form)
    named = {identity for identity, found in forms.items() if found != [MentionForm.ADJECTIVE]}
    return tuple(
        replace(entity_line(index, entity, document.id), numbers=_numbers(index, linked, entity.id))
        for entity in index.dossier.entities
        if entity.id in named
    )


def _numbers(index: Index, linked: LinkedDocument, entity: str) -> tuple[str, ...]:
    """Return the statements that an entity makes or is named in."""
    spans = [
        link.mention.span
        for link, meant in index.mentions.get(linked.annotated.document.id, [])
        if meant.id == entity
    ]
    return tuple(
        index.numbers[statement.attribution.id]
        for statement in linked.statements
        if statement.speaker == entity
        or any(span.touches(part) for span in spans for part in statement.attribution.content)
    )


def _credits(linked: LinkedDocument) -> Iterator[Credit]:
    """Yield captions with their makers."""
    for found in linked.annotated.credits:
        if found.cue is not None and found.source is not None:
            caption, cue, who = (Slice(s) for s in (found.content[0], found.cue, found.source))
            yield Credit(caption=caption, cue=cue, who=who)


def _is_title(own: Passage, line: DocumentLine) -> bool:
    """Tell whether a passage is what the page is headed with already."""
    title = line.title
    return isinstance(title, Slice) and own.words[0].text.span.start == title.span.start


def _of(lines: tuple[EntityLine, ...], *types: EntityType) -> tuple[EntityLine, ...]:
    return tuple(line for line in lines if line.type in types)


def _counts(
    index: Index,
    linked: LinkedDocument,
    refusals: tuple[Withheld, ...],
    passages: tuple[Passage, ...],
) -> Counts:
    """Count what the source notes state."""
    statements = outer(linked)
    speakers = {s.speaker for s in statements if s.speaker}
    types = [index.entities[speaker].type for speaker in speakers if speaker in index.entities]
    kinds = [s.attribution.kind for s in statements]
    return Counts(
        sentences=len(linked.annotated.sentences),
        statements=len(statements),
        direct=kinds.count(AttributionKind.DIRECT),
        mixed=kinds.count(AttributionKind.MIXED),
        indirect=kinds.count(AttributionKind.INDIRECT),
        voices=len(speakers),
        persons=types.count(EntityType.PERSON),
        organizations=types.count(EntityType.ORGANIZATION),
        states=types.count(EntityType.PLACE),
        channels=len(
            {as_read(s.attribution.channel.text) for s in statements if s.attribution.channel}
        ),
        refusals=len(refusals),
        passages=len(passages),
        unnamed=sum(s.speaker is None for s in statements),
    )
