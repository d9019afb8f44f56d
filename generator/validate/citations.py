"""Every statement is cited: it stands on its briefing and in its source, and each leads there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.errors import Finding, Level
from generator.model import Dossier
from generator.validate.addresses import Links
from generator.validate.context import Context
from generator.validate.html import Content

_BRIEFINGS, _SOURCES = "briefings/", "sources/"


def uncited(
    dossier: Dossier, pages: Mapping[str, Content], links: Links, context: Context
) -> Iterator[Finding]:
    """Yield a finding for each statement that a reader could not check."""
    where = _where(pages)
    led = {
        (path, *links.target(path, link))
        for path, content in pages.items()
        for link in content.addresses
        if "#" in link.value and ":" not in link.value.partition("#")[0]
    }
    for linked in dossier.documents:
        for statement in linked.statements:
            anchor = statement.attribution.id
            for what in _missing(anchor, where[anchor], led):
                yield Finding(
                    path=f"{context.seeds}/{linked.annotated.document.path}",
                    level=Level.ERROR,
                    code="statement.uncited",
                    what=f"statement {statement.number} ({anchor}) {what}",
                    hint=f"report it: a page below {context.docs} leaves the statement out",
                )


def _where(pages: Mapping[str, Content]) -> defaultdict[str, list[str]]:
    """Return the pages that hold each anchor."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for path, content in pages.items():
        for anchor in content.ids:
            where[anchor].append(path)
    return where


def _missing(anchor: str, where: list[str], led: set[tuple[str, str, str]]) -> Iterator[str]:
    """Yield what is missing for a statement to be checkable."""
    briefings = [path for path in where if path.startswith(_BRIEFINGS)]
    sources = [path for path in where if path.startswith(_SOURCES)]
    if not briefings:
        yield "stands on no briefing"
    if not sources:
        yield "stands on no source page"
    for briefing in briefings:
        for source in sources:
            if (briefing, source, anchor) not in led:
                yield f"has no link from {briefing} to its place in {source}"
            if (source, briefing, anchor) not in led:
                yield f"has no link from {source} back to {briefing}"
