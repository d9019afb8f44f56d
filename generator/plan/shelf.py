"""All documents by year and outlet: one order for briefings and for sources."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from generator.model.briefing import DocumentLine
from generator.model.site import Outlet, ShelfYear
from generator.plan.titles import title_text


def shelf(lines: Iterable[DocumentLine]) -> tuple[ShelfYear, ...]:
    """Return documents, given newest first, by year and outlet."""
    return tuple(
        ShelfYear(year=year, outlets=_outlets(found))
        for year, found in groupby(lines, lambda line: line.date[:4])
    )


def _outlets(lines: Iterable[DocumentLine]) -> tuple[Outlet, ...]:
    """Return outlets in order of their names, whatever their case; those without one last."""
    found: defaultdict[str, list[DocumentLine]] = defaultdict(list)
    for line in lines:
        found[_name(line)].append(line)
    ordered = sorted(found, key=lambda name: (not name, name))
    return tuple(
        Outlet(publisher=found[name][0].publisher, lines=tuple(found[name])) for name in ordered
    )


def _name(line: DocumentLine) -> str:
    return title_text(line.publisher).casefold() if line.publisher is not None else ""
