"""Says for the annotations at a line which rule made them, on which words, and what they beat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.collect import collect
from generator.config import Settings
from generator.errors import BriefingsError
from generator.link import link
from generator.model import (
    AnnotatedDocument,
    Dossier,
    Entity,
    LinkedDocument,
    MentionForm,
    Reason,
    Slice,
    Span,
)
from generator.model.page import Page
from generator.model.site import Site
from generator.pipeline import build
from generator.plan import plan
from generator.store import Cache, extract_all


class ExplainError(BriefingsError):
    """There is nothing to explain at the place that was named."""


@dataclass(frozen=True, slots=True)
class Explained:
    """An annotation and why it was made."""

    what: str
    """Kind of annotation and what it says."""
    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the sources."""

    dossier: Dossier
    site: Site
    pages: tuple[Page, ...] = ()
    """The pages; none where only a source is asked about."""


def explain(settings: Settings, place: str) -> Iterator[str]:
    """Yield lines about every annotation at `place`: `FILE:LINE` of a source or of a page.

    For a source nothing is rendered or checked, so that it works while findings stand. Raises
    `ExplainError` when the place does not exist, `FindingsError` when the pages cannot be made.
    """
    name, _, number = place.rpartition(":")
    if not name or not number.isdecimal() or not int(number):
        message = f"{place}: not a place; write PAGE-or-FILE:LINE, such as seeds/a.txt:3"
        raise ExplainError(message)
    made = _known(settings, Path(name))
    for document in made.dossier.unannotated:
        if Path(name).absolute() == (settings.seeds / document.path).absolute():
            message = f"{place}: the document is not in English, so nothing in it is annotated"
            raise ExplainError(message)
    spans = list(_spans(made, settings, Path(name), int(number)))
    if not spans:
        what = "no words of a source stand there" if Path(name).is_file() else "no such file"
        message = f"{place}: {what}; name a line of a document of seeds/ or of a page of docs/"
        raise ExplainError(message)
    there = [each for each in _all(made) if any(each.span.touches(span) for span in spans)]
    if not there:
        message = f"{place}: nothing is annotated there; no rule found anything in these words"
        raise ExplainError(message)
    for found in there:
        yield from _lines(found)


def _known(settings: Settings, path: Path) -> Known:
    """Return what is known, with the pages where `path` is no source."""
    if not path.absolute().is_relative_to(settings.seeds.absolute()):
        made = build(settings, unread=True)
        return Known(made.dossier, made.site, made.pages)
    collected = collect(settings.seeds)
    english = [document for document in collected.documents if document.is_english]
    others = [document for document in collected.documents if not document.is_english]
    dossier, _ = link(extract_all(english, Cache(settings.cache)), collected.notes, others)
    return Known(dossier, plan(dossier))


def _spans(made: Known, settings: Settings, path: Path, line: int) -> Iterator[Span]:
    """Yield the spans of sources that stand in a line of a source or of a page."""
    absolute = path.absolute()
    for linked in made.dossier.documents:
        document = linked.annotated.document
        if absolute == (settings.seeds / document.path).absolute():
            starts = [0, *(i + 1 for i, char in enumerate(document.text) if char == "\n")]
            if line <= len(starts):
                end = starts[line] - 1 if line < len(starts) else len(document.text)
                yield document.span(starts[line - 1], end)
    for page in made.pages:
        if absolute == (settings.docs / page.path).absolute():
            for piece, at in zip(page.pieces, page.lines, strict=True):
                if at == line and isinstance(piece, Slice):
                    yield piece.span


def _all(made: Known) -> Iterator[Explained]:
    """Yield every annotation of the dossier, statements with the numbers that pages give them."""
    dossier = made.dossier
    for page, linked in zip(made.site.briefings, dossier.documents, strict=True):
        yield from _statements(linked, [card.number for card in page.cards])
        yield from _found(linked.annotated)
    shown = {entry.entity for entry in made.site.glossary}
    for entity in dossier.entities:
        told = "" if entity.id in shown else "; too little is told of it for an entry"
        for tied in entity.links:
            what = f"means {entity.name.text} ({entity.type}, {entity.id}){told}"
            yield Explained(what, tied.mention.span, tied.reason)
            if entity.sited is not None:
                what = f"{entity.name.text} is {_where(entity)}"
                yield Explained(what, tied.mention.span, entity.sited)
        for alias in entity.aliases:
            what = f"{alias.kind} of {entity.name.text}"
            yield Explained(what, alias.text, alias.reason)


def _where(entity: Entity) -> str:
    """Return where a place is, or why that is not known."""
    place = entity.place
    if place is None:
        return f"nowhere on a map: {entity.unsited}"
    return f"a {place.kind} in {place.country or '-'} at {place.latitude}, {place.longitude}"


def _statements(linked: LinkedDocument, numbers: Sequence[str]) -> Iterator[Explained]:
    for statement, number in zip(linked.statements, numbers, strict=True):
        attribution = statement.attribution
        what = f"statement [{number}] {attribution.kind}, {attribution.stance}"
        yield Explained(what, attribution.content[0], attribution.reason)
        if statement.reason is not None and attribution.source is not None:
            what = f"speaker of [{number}] is {statement.speaker}"
            yield Explained(what, attribution.source, statement.reason)


def _found(annotated: AnnotatedDocument) -> Iterator[Explained]:
    for mention in annotated.mentions:
        ground = f" by {mention.ground}" if mention.form is MentionForm.NAME else ""
        yield Explained(f"{mention.form}, {mention.type}{ground}", mention.span, mention.reason)
    for time in annotated.times:
        what = f"time: {time.value}, EDTF {time.edtf}{', in doubt' if time.doubt else ''}"
        yield Explained(what, time.span, time.reason)
    for quantity in annotated.quantities:
        yield Explained(f"quantity: {quantity.exactness}", quantity.span, quantity.reason)
    for refusal in annotated.refusals:
        yield Explained("withheld", refusal.span, refusal.reason)
    for own in annotated.own_voice:
        yield Explained(f"own voice: {own.kind}", own.span, own.reason)
    for description in annotated.descriptions:
        what = f"describes {description.subject.text}"
        yield Explained(what, description.span, description.reason)
    for definition in annotated.definitions:
        what = f"{definition.first.text} is {definition.kind} {definition.second.text}"
        yield Explained(what, definition.span, definition.reason)


def _lines(found: Explained) -> Iterator[str]:
    """Yield what to print of one annotation."""
    span, reason = found.span, found.reason
    yield f"{span.start}-{span.end} {span.text!r}: {found.what}"
    note, *more = reason.note.split("; ")
    yield f"    rule {reason.rule}{f' ({note})' if note else ''}"
    yield from (f"    {part}" for part in more)
    for evidence in reason.evidence:
        yield f"    because of {evidence.text!r} at {evidence.start}-{evidence.end}"
    for beaten in reason.beaten:
        yield f"    not {beaten}"
