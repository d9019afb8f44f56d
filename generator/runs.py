"""What a run through all stages gives, kept for the next run that would give the same.

Of what stands in `docs/` only three things decide what pages say: the addresses that were
published, since those that are no longer used lead on; the files that people put there, which may
be linked to; and the digests of published texts whose documents are left out.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.collect import document_id
from generator.config import Settings
from generator.errors import Finding
from generator.inputs import inputs_digest
from generator.model import Dossier, SourceDocument
from generator.model.page import Page
from generator.model.site import LeftOut, Site
from generator.store import Kept
from generator.write import handwritten, published, published_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What `docs/` holds before a run, as far as it decides what the run makes."""

    published: frozenset[str]
    """Paths below `docs/` that an earlier run made."""
    others: frozenset[str]
    """Paths below `docs/` of files that no run made."""
    texts: Mapping[str, str]
    """SHA-256 of each published text by document id."""

    @classmethod
    def of(cls, docs: Path) -> "Before":
        """Return what is there."""
        return cls(published=published(docs), others=handwritten(docs), texts=published_texts(docs))

    def withdrawn(self, left_out: Iterable[LeftOut]) -> dict[str, str]:
        """Return the digests of published texts whose documents are left out, by document id."""
        documents = (document_id(each.path) for each in left_out)
        return {each: self.texts[each] for each in documents if each in self.texts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The records that pages were made of, and the pages."""

    dossier: Dossier
    site: Site
    """What the pages say, in typed pieces."""
    pages: tuple[Page, ...]
    """The Markdown pages with the pieces that they show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the stages made, before it is held against what was published."""

    files: Mapping[str, bytes]
    """Path below `docs/` and content of every generated file."""
    collected: tuple[Finding, ...]
    """What is wrong with the sources."""
    findings: tuple[Finding, ...]
    """What the stages found on the way."""
    excuses: tuple[Finding, ...]
    """Why documents were left out, and questions that head nothing: they stop nothing else."""
    left_out: tuple[LeftOut, ...]
    """Documents without pages."""
    texts: tuple[SourceDocument, ...]
    """The documents that have pages, without their texts: what is needed to tell changed ones."""
    published: frozenset[str]
    """Addresses that were known when the run was made."""
    moved: frozenset[str]
    """Those of them that lead on."""
    withdrawn: Mapping[str, str]
    """Digests of published texts whose documents were left out, by document id."""

    def suits(self, before: Before) -> bool:
        """Tell whether a run now would make the same, with `docs/` as it is `before`.

        Each address leads on or not whatever the others do; so the same ones lead on when none of
        them is missing, and none is new that was not looked at.
        """
        known = self.files.keys() | self.published
        same = self.withdrawn == before.withdrawn(self.left_out)
        return same and self.moved <= before.published <= known


def without_text(document: SourceDocument) -> SourceDocument:
    """Return a document with what tells which it is, and why its text changed."""
    return replace(document, text="", body_start=0, body_end=0, paragraphs=(), runs=(), original="")


class KeptRuns:
    """Runs of one site, kept in the folder of its cache."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept = Kept(settings.cache / "runs")
        self._inputs = inputs_digest(settings)

    def get(self, before: Before) -> tuple[Run, Callable[[], Parts]] | None:
        """Return the run that would be made now, and what opens its records; None if not known."""
        found = self._kept.get(self.name(before))
        if found is None or not isinstance(found[0], Run) or not found[0].suits(before):
            return None
        return found

    def put(self, run: Run, parts: Parts, before: Before) -> None:
        """Keep a run, unless its sources were changed while it was made."""
        if inputs_digest(self._settings) == self._inputs:
            self._kept.put(self.name(before), run, parts)

    def name(self, before: Before) -> str:
        """Return a digest of what a run now rests on, but for what was published before."""
        others = "\0".join(sorted(before.others))
        return hashlib.sha256(
            f"{self._inputs}\0{others}".encode(errors="surrogateescape")
        ).hexdigest()
