"""Words that lead to a document are that document's: none stands beside another one's address."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from generator.errors import Finding, Level
from generator.model import Slice
from generator.model.briefing import (
    Briefing,
    DocumentLine,
    EntityLine,
    Repetition,
    SourcePage,
    StoredLine,
    StoredPage,
    Target,
    Voice,
)
from generator.model.drawing import Map
from generator.model.site import AliasLine, Site

_APART = (EntityLine, Map, Repetition)
"""What leads to an entry or to another document, and is shown as nobody's words."""
_FREE = frozenset({(Voice, "name"), (AliasLine, "text")})
"""Names, which stand for an entity and may be printed elsewhere than the words beside them."""


def misplaced(site: Site, docs: str = "docs") -> Iterator[Finding]:
    """Yield a finding for words of one document that are shown as those of another."""
    yield from _Found(owners(site), docs).below(site, "")


def owners(site: Site) -> dict[str, str]:
    """Return the id of the document that each page is of, by its path; none of shared pages."""
    tables = (getattr(site, field.name) for field in fields(site))
    pages = (page for table in tables if isinstance(table, tuple) for page in table)
    return {page.path: page.facts.document.id for page in pages if hasattr(page, "facts")}


class _Found:
    """Walks through what pages say; remembers what it has seen, for pages share much."""

    def __init__(self, owners: Mapping[str, str], docs: str) -> None:
        self._owners = owners
        self._pages = {document: page for page, document in owners.items()}
        self._docs = docs
        self._seen: set[tuple[int, str]] = set()

    def below(self, value: object, document: str) -> Iterator[Finding]:
        """Yield what is wrong in a value that stands where words are those of `document`.

        It is empty where words may be anyone's. What leads to a document itself is of that one.
        """
        if isinstance(value, Slice):
            if document and value.span.document != document:
                yield self._finding(document, value.span.text)
        elif isinstance(value, tuple):
            lines = [self._owner(each) for each in value if isinstance(each, DocumentLine)]
            beside = lines[0] if len(lines) == 1 and len(value) > 1 else document
            for each in value:
                yield from self.below(each, beside)
        elif is_dataclass(value) and not isinstance(value, _APART):
            yield from self._record(value, document)

    def _record(self, record: object, around: str) -> Iterator[Finding]:
        if (id(record), around) in self._seen:
            return
        self._seen.add((id(record), around))
        values = {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type] # a dataclass
        owners = {self._owner(value) for value in values.values()} | {self._owner(record)}
        own = sorted(owners - {""}) or [around]
        if len(own) > 1:
            yield self._finding(own[0], f"a link to {self._pages.get(own[1], own[1])}")
            return
        for name, value in values.items():
            if (type(record), name) not in _FREE:
                yield from self.below(value, own[0])

    def _owner(self, value: object) -> str:
        """Return the document that a value leads to or is about; empty when there is none."""
        if isinstance(value, Target):
            return self._owners.get(value.page, "")
        if isinstance(value, DocumentLine | StoredLine):
            return self._owner(value.source)
        if isinstance(value, Briefing | SourcePage | StoredPage):
            return self._owners.get(value.path, "")
        return ""

    def _finding(self, document: str, shown: str) -> Finding:
        return Finding(
            path=f"{self._docs}/{self._pages.get(document, document)}",
            level=Level.ERROR,
            code="closed-text.other-document",
            what=f"“{shown[:60]}” is shown as of this document, and is not",
            hint="report it: the planner joined words with another document",
        )
