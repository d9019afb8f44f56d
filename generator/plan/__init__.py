"""What each page says, in typed pieces and in a documented order; no looks, no files."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from generator.keeping import Keeping, nothing_kept
from generator.model import Dossier
from generator.model.briefing import Briefing, Card, DocumentLine, Moment, StoredPage
from generator.model.site import Edition, HomeItem, LeftOut, Site, SpeakerSection
from generator.plan.atlas import atlas
from generator.plan.briefings import briefing, source, stored
from generator.plan.cards import all_cards
from generator.plan.editions import calendar, editions
from generator.plan.glossary import Glossary, entity_line, names
from generator.plan.index import Index, index
from generator.plan.maps import site_map
from generator.plan.moved import moved, renamed
from generator.plan.news import spoken, told, with_news
from generator.plan.shelf import shelf

__all__ = ["plan"]

_ON_HOME = 4
"""Briefings on the home page with what they say."""
_ALSO = 8
"""Further ones by title."""
_FEW = 3
"""Documents of a day below which the home page shows the week."""
_WEEK = timedelta(days=7)


def plan(
    dossier: Dossier,
    published: Collection[str] = (),
    left_out: Iterable[LeftOut] = (),
    kept: Keeping = nothing_kept,
) -> Site:
    """Return everything that the pages of the site say.

    `published` holds the paths below `docs/` that an earlier run made; one that is no longer used
    leads on to the page that took its place. `left_out` are documents that the dossier is without.
    """
    looked_up = index(dossier, kept(atlas))
    cards = all_cards(looked_up)
    briefings = tuple(briefing(looked_up, linked, cards) for linked in dossier.documents)
    ordered = sorted(briefings, key=lambda page: (page.line.date, page.path), reverse=True)
    glossary = Glossary(looked_up, cards)
    known = told(looked_up)
    issued = with_news(looked_up, known, editions(ordered), ordered)
    entries = tuple(glossary.entry(entity) for entity in looked_up.dossier.entities)
    newest = _newest(issued)
    before = _before(newest, issued)
    shown = newest.pages if newest else ordered
    top = _top(shown)
    return Site(
        home=_home(top[:_ON_HOME]),
        also=_also(top, ordered),
        edition=newest,
        spoken=spoken(looked_up, known, shown, before),
        editions=issued,
        months=calendar(issued),
        shelf=shelf([page.line for page in ordered]),
        lines=tuple(page.line for page in ordered),
        latest=_latest(ordered),
        accounts=tuple(page for page in ordered if page.disputes),
        briefings=briefings,
        sources=tuple(source(looked_up, linked, cards) for linked in dossier.documents),
        stored=_newest_first(stored(looked_up, document) for document in dossier.unannotated),
        glossary=entries,
        names=names(looked_up, entries),
        map=site_map(looked_up),
        speakers=_speakers(looked_up, briefings),
        years=tuple((year, tuple(rows)) for year, rows in groupby(_dated(briefings), _year)),
        moved=moved(looked_up, published),
        renamed=renamed(looked_up, published),
        statements=sum(page.counts.statements for page in briefings),
        left_out=tuple(sorted(left_out, key=lambda each: (each.path, each.file, each.line))),
    )


def _newest_first(pages: Iterable[StoredPage]) -> tuple[StoredPage, ...]:
    return tuple(sorted(pages, key=lambda page: (page.line.date, page.path), reverse=True))


def _newest(issued: Sequence[Edition]) -> Edition | None:
    """Return the edition of the newest day, or of its week where the day has few documents."""
    day = next((edition for edition in issued if not edition.week), None)
    if day is None or len(day.pages) >= _FEW:
        return day
    weeks = (edition for edition in issued if edition.week)
    return next((week for week in weeks if week.first <= day.first <= week.last), day)


def _before(edition: Edition | None, issued: Iterable[Edition]) -> Edition | None:
    """Return the edition before one."""
    if edition is None or edition.before is None:
        return None
    path = edition.before.page
    return next(each for each in issued if each.path == path)


def _top(pages: Sequence[Briefing]) -> list[Briefing]:
    """Return briefings, those first in which more voices and sides speak and accounts differ.

    A document that repeats another one is left out.
    """
    own = [page for page in pages if page.repeats is None]
    return sorted(own, key=lambda page: (-_weight(page), -_day_number(page), page.path))


def _also(top: Sequence[Briefing], ordered: Sequence[Briefing]) -> tuple[DocumentLine, ...]:
    """Return the rest of an edition, then the newest documents before it, by title alone."""
    shown = {page.path for page in top}
    rest = [*top[_ON_HOME:], *(page for page in ordered if page.path not in shown)]
    return tuple(page.line for page in rest[:_ALSO])


def _weight(page: Briefing) -> int:
    return (
        min(len(page.sides) + len(page.quiet), _ENOUGH)
        + min(page.counts.voices, _ENOUGH)
        + 2 * len(page.disputes)
    )


_ENOUGH = 4
"""Sides or voices above which more do not count."""


def _day_number(page: Briefing) -> int:
    return date.fromisoformat(page.line.date).toordinal() if page.line.date else 0


def _home(top: Sequence[Briefing]) -> tuple[HomeItem, ...]:
    """Return briefings with what matters most in each."""
    return tuple(
        HomeItem(
            line=page.line,
            in_brief=page.in_brief,
            disputes=page.disputes[:1],
        )
        for page in top
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
            speaker=entity_line(looked_up, entity), anchor=entity.slug, cards=tuple(said[entity.id])
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
    return replace(moment, document=line)
