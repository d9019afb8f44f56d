"""What each page says, in typed pieces and in a documented order; no looks, no files."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from generator.model import Dossier
from generator.model.briefing import Briefing, Card, DocumentLine, Moment
from generator.model.site import HomeItem, LeftOut, Site, SpeakerSection
from generator.plan.briefings import briefing, source, stored
from generator.plan.cards import all_cards
from generator.plan.glossary import Glossary, entity_line, letters
from generator.plan.index import Index, index
from generator.plan.maps import site_map
from generator.plan.moved import moved

__all__ = ["plan"]

_ON_HOME = 20
_WEEK = timedelta(days=7)


def plan(
    dossier: Dossier, published: Collection[str] = (), left_out: Iterable[LeftOut] = ()
) -> Site:
    """Return everything that the pages of the site say.

    `published` holds the paths below `docs/` that an earlier run made; one that is no longer used
    leads on to the page that took its place. `left_out` are documents that the dossier is without.
    """
    looked_up = index(dossier)
    cards = all_cards(looked_up)
    briefings = tuple(briefing(looked_up, linked, cards) for linked in dossier.documents)
    ordered = sorted(briefings, key=lambda page: (page.line.date, page.path), reverse=True)
    glossary = Glossary(looked_up, cards)
    return Site(
        home=_home(ordered),
        lines=tuple(page.line for page in ordered),
        latest=_latest(ordered),
        accounts=tuple(page for page in ordered if page.contrasts or page.comparisons),
        briefings=briefings,
        sources=tuple(source(looked_up, linked, cards) for linked in dossier.documents),
        stored=tuple(stored(looked_up, document) for document in dossier.unannotated),
        glossary=tuple(glossary.entry(entity) for entity in dossier.entities),
        letters=letters(dossier.entities),
        map=site_map(dossier.entities),
        speakers=_speakers(looked_up, briefings),
        years=tuple((year, tuple(rows)) for year, rows in groupby(_dated(briefings), _year)),
        moved=moved(looked_up, published),
        undated=sum(len(page.undated) for page in briefings),
        statements=sum(page.counts.statements for page in briefings),
        left_out=tuple(sorted(left_out, key=lambda each: (each.path, each.file, each.line))),
    )


def _home(ordered: Sequence[Briefing]) -> tuple[HomeItem, ...]:
    """Return the first of `ordered` with what matters most in each."""
    return tuple(
        HomeItem(
            line=page.line,
            stances=page.stances,
            in_brief=page.in_brief,
        )
        for page in ordered[:_ON_HOME]
    )


def _latest(ordered: Sequence[Briefing]) -> tuple[Briefing, ...]:
    """Return those of `ordered`, newest first, that are dated in its last seven days."""
    dated = [page for page in ordered if page.line.date]
    if not dated:
        return ()
    newest = date.fromisoformat(dated[0].line.date)
    return tuple(p for p in dated if newest - date.fromisoformat(p.line.date) < _WEEK)


def _speakers(looked_up: Index, briefings: Sequence[Briefing]) -> tuple[SpeakerSection, ...]:
    """Return statements by speaker in order of names; those without a known speaker last."""
    said: defaultdict[str, list[tuple[DocumentLine, Card]]] = defaultdict(list)
    for page, linked in zip(briefings, looked_up.dossier.documents, strict=True):
        for shown, statement in zip(page.cards, linked.statements, strict=True):
            said[statement.speaker or ""].append((page.line, shown))
    sections = [
        SpeakerSection(
            speaker=entity_line(entity), anchor=entity.slug, cards=tuple(said[entity.id])
        )
        for entity in looked_up.dossier.entities
        if entity.id in said
    ]
    if said[""]:
        nobody = SpeakerSection(speaker=None, anchor="not-stated", cards=tuple(said[""]))
        sections.append(nobody)
    return tuple(sections)


def _dated(briefings: Sequence[Briefing]) -> tuple[Moment, ...]:
    """Return the dated moments of all documents in order of time."""
    moments = [
        (moment.sort, page.line.date, place, number, moment, page.line)
        for place, page in enumerate(briefings)
        for number, moment in enumerate(page.dated)
    ]
    moments.sort(key=lambda row: row[:4])
    return tuple(_with(moment, line) for *_, moment, line in moments)


def _year(moment: Moment) -> str:
    """Return the first year that a dated moment may mean, such as `2024`."""
    return moment.sort[:4]


def _with(moment: Moment, line: DocumentLine) -> Moment:
    """Return the moment with the document that has it."""
    return Moment(
        when=moment.when,
        sort=moment.sort,
        words=moment.words,
        number=moment.number,
        voice=moment.voice,
        briefing=moment.briefing,
        document=line,
    )
