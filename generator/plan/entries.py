"""Who gets an entry: what the documents do not tell enough of stays a name in their text.

An entity has one if it spoke or was spoken to or through, if a speaker holds an office of it, if a
source says what it is, if reference data know it, or if it is named twice with a settled type. The
maker of a picture is named by its credit alone, and nobody is told of by that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import (
    Dossier,
    Entity,
    EntityType,
    Ground,
    Link,
    LinkedDocument,
    MentionForm,
    Span,
    Syntax,
    Unsited,
)

_ENOUGH = 2
"""Times that a name must stand in the documents where nothing else tells of it; once more
where only words such as "the union" repeat it."""
_NAMES = frozenset({MentionForm.NAME, MentionForm.ADJECTIVE})

_Spans = Mapping[str, Sequence[Span]]
"""By document id."""


def is_named(link: Link) -> bool:
    """Tell whether a mention names its entity, as a name or an adjective."""
    return link.mention.form in _NAMES


def with_entries(dossier: Dossier) -> Dossier:
    """Return the dossier with the entities that get an entry alone."""
    credited, shown_in = _spans(dossier, _credits), _spans(dossier, _captions)
    told = _spans(dossier, _told)
    heard = {identity for linked in dossier.documents for identity in _heard(linked)}
    shown = []
    for entity in dossier.entities:
        links = tuple(link for link in entity.links if not _inside(link, credited))
        if _tells(replace(entity, links=links), heard, told, shown_in):
            shown.append(replace(entity, links=links))
    return replace(dossier, entities=tuple(shown))


def _tells(entity: Entity, heard: set[str], told: _Spans, captions: _Spans) -> bool:
    """Tell whether the documents tell enough of an entity; its links leave out credits."""
    named = [link for link in entity.links if is_named(link)]
    if not named:
        return entity.id in heard
    if entity.id in heard or entity.descriptions or entity.place is not None:
        return True
    if any(link.mention.ground is Ground.REFERENCE for link in named):
        return True
    sure = [link for link in named if link.mention.ground is Ground.CONTEXT]
    if any(_inside(link, told) for link in sure):
        return True
    if entity.unsited is Unsited.ALONE:
        # A town of a country that no document names may as well be somebody's name.
        named = [link for link in named if link.mention.syntax is Syntax.LOCATIVE]
    told_of = [link for link in named if not _inside(link, captions)]
    repeated = entity.type is not EntityType.PLACE and len(entity.links) > _ENOUGH
    often = len(told_of) >= _ENOUGH or repeated
    return bool(sure) and bool(told_of) and often


def _heard(linked: LinkedDocument) -> Iterator[str]:
    """Yield the entities that make statements, and those for whom they are made."""
    for statement in linked.statements:
        yield from filter(None, (statement.speaker, statement.party))


def _told(linked: LinkedDocument) -> Iterator[Span]:
    """Yield the words that say to whom, through whom and for whom somebody speaks."""
    for attribution in linked.annotated.attributions:
        phrases = (attribution.role, attribution.addressee, attribution.channel)
        yield from filter(None, phrases)


def _credits(linked: LinkedDocument) -> Iterator[Span]:
    """Yield the makers of pictures."""
    yield from filter(None, (credit.source for credit in linked.annotated.credits))


def _captions(linked: LinkedDocument) -> Iterator[Span]:
    """Yield the captions of pictures, which repeat what the text tells, or name who is dressed."""
    yield from (part for credit in linked.annotated.credits for part in credit.content)


def _spans(dossier: Dossier, found: Callable[[LinkedDocument], Iterable[Span]]) -> _Spans:
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for linked in dossier.documents:
        spans[linked.annotated.document.id].extend(found(linked))
    return spans


def _inside(link: Link, spans: _Spans) -> bool:
    span = link.mention.span
    return any(
        outer.start <= span.start and span.end <= outer.end for outer in spans[span.document]
    )
