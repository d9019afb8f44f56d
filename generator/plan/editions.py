"""Editions: what documents of one day or one week say, each under an address that stays.

A week is that of ISO 8601, Monday to Sunday, such as `2024-W45`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.model.briefing import Briefing, Target
from generator.model.site import Edition, EditionMonth

_SIX = timedelta(days=6)


def editions(pages: Iterable[Briefing]) -> tuple[Edition, ...]:
    """Return the editions of all days, then of all weeks, each newest first.

    A week in which all is of one day has none: it would say again what that day's says. Documents
    without a date are in none.
    """
    dated = [(date.fromisoformat(page.line.date), page) for page in pages if page.line.date]
    days: defaultdict[date, list[Briefing]] = defaultdict(list)
    weeks: defaultdict[date, list[Briefing]] = defaultdict(list)
    for day, page in dated:
        days[day].append(page)
        weeks[day - timedelta(days=day.weekday())].append(page)
    return (
        *_row([_day(day, found) for day, found in sorted(days.items(), reverse=True)]),
        *_row(
            [
                _week(day, found)
                for day, found in sorted(weeks.items(), reverse=True)
                if len({page.line.date for page in found}) > 1
            ]
        ),
    )


def calendar(found: Sequence[Edition]) -> tuple[EditionMonth, ...]:
    """Return the editions by month of their first day, newest month first, days in order."""
    months: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in found:
        months[edition.first[:7]].append(edition)
    return tuple(
        EditionMonth(
            month=month,
            days=tuple(sorted((e for e in all_ if not e.week), key=lambda e: e.first)),
            weeks=tuple(sorted((e for e in all_ if e.week), key=lambda e: e.first)),
        )
        for month, all_ in sorted(months.items(), reverse=True)
    )


def _day(day: date, pages: Sequence[Briefing]) -> Edition:
    return Edition(
        path=f"editions/{day}.md", first=f"{day}", last=f"{day}", week="", pages=tuple(pages)
    )


def _week(monday: date, pages: Sequence[Briefing]) -> Edition:
    year, week, _ = monday.isocalendar()
    name = f"{year:04}-W{week:02}"
    return Edition(
        path=f"editions/{name}.md",
        first=f"{monday}",
        last=f"{_sunday(monday)}",
        week=name,
        pages=tuple(pages),
    )


def _sunday(monday: date) -> date:
    """Return the last day of a week; the calendar's own last day where it ends before."""
    return monday + _SIX if monday <= date.max - _SIX else date.max


def _row(found: Sequence[Edition]) -> Iterable[Edition]:
    """Yield editions, newest first, each with the address of the one before and the one after."""
    for place, edition in enumerate(found):
        after = Target(found[place - 1].path) if place else None
        before = Target(found[place + 1].path) if place + 1 < len(found) else None
        yield replace(edition, before=before, after=after)
