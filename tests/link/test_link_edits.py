"""What was kept of earlier runs changes nothing: after any edits, all is as from nothing."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.link import link
from generator.link.curation.notes import curate
from generator.model import (
    AnnotatedDocument,
    CuratedNote,
    EntityType,
    MetaValue,
    NoteAction,
    Origin,
)
from generator.store import Results

CASES = Path(__file__).parent.parent / "data/link"
EDITS = 200
_MOST = 12
"""Documents of a site, at most."""

Case = Mapping[str, Any]
Build = Callable[[Case], AnnotatedDocument]


@dataclass(slots=True)
class Site:
    """A few documents with notes, which a person edits."""

    cases: Sequence[Case]
    """Documents to choose from."""
    build: Build
    chance: random.Random
    documents: dict[str, AnnotatedDocument] = field(default_factory=dict)
    """By path."""
    notes: list[CuratedNote] = field(default_factory=list)

    def add(self) -> None:
        """Put in a new document, or another text under a known path."""
        path = f"{self.chance.randrange(2 * _MOST)}.txt"
        self.documents[path] = self.build({**self.chance.choice(self.cases), "path": path})

    def remove(self) -> None:
        """Take a document away; its notes stay, and are told to be nobody's."""
        del self.documents[self.chance.choice(sorted(self.documents))]

    def date(self) -> None:
        """Change what stands in a sidecar."""
        annotated = self._any()
        day = f"2031-01-{self.chance.randint(1, 28):02}"
        known = replace(
            annotated.document.metadata, date=MetaValue(day, Origin.SIDECAR, "a.meta.yml", 1)
        )
        document = replace(annotated.document, metadata=known)
        self.documents[document.path] = replace(annotated, document=document)

    def miss(self) -> None:
        """Let extraction find one mention less, as after an edit of a text or of a rule."""
        annotated = self._any()
        if annotated.mentions:
            gone = self.chance.choice(annotated.mentions)
            kept = tuple(each for each in annotated.mentions if each is not gone)
            self.documents[annotated.document.path] = replace(annotated, mentions=kept)

    def note(self) -> None:
        """Write a note, or take one away."""
        if self.notes and self.chance.random() < 1 / 3:
            self.notes.remove(self.chance.choice(self.notes))
            return
        annotated = self._any()
        spans = [mention.span for mention in annotated.mentions]
        spans += [part for said in annotated.attributions for part in said.content]
        if not spans:
            return
        action = self.chance.choice(list(NoteAction))
        named = [m.span.text for each in self.documents.values() for m in each.mentions]
        kind = self.chance.choice(list(EntityType))
        self.notes.append(
            CuratedNote(
                span=self.chance.choice(spans),
                action=action,
                value=kind if action is NoteAction.TYPE else self.chance.choice([*named, "Nobody"]),
                signed="An editor",
                path=annotated.document.path.replace(".txt", ".notes.yml"),
                line=self.chance.randint(1, 9),
            )
        )

    def edit(self) -> None:
        """Do one of these."""
        edits = [self.date, self.miss, self.note, self.add]
        edits += [self.remove] if len(self.documents) > _MOST // 2 else []
        if len(self.documents) >= _MOST:
            edits.remove(self.add)
        self.chance.choice(edits)()

    def _any(self) -> AnnotatedDocument:
        return self.documents[self.chance.choice(sorted(self.documents))]


@pytest.fixture
def site(document_of: Build) -> Site:
    """A site of three documents of the cases."""
    files = [yaml.safe_load(file.read_text("utf-8")) for file in sorted(CASES.glob("*.yml"))]
    cases = [given for cases in files for case in cases for given in case["documents"]]
    site = Site(cases, document_of, random.Random(7))  # noqa: S311 - no secret
    for _ in range(3):
        site.add()
    return site


def test_many_edits_in_a_row_give_what_linking_from_nothing_gives(
    site: Site, tmp_path: Path
) -> None:
    """Text, sidecar, note, new document, deletion: kept results are those of a new run."""
    for number in range(EDITS):
        site.edit()
        documents = list(site.documents.values())
        kept = Results(tmp_path / "results.sqlite", "rules")
        found = link(documents, site.notes, (), kept.kept)
        kept.save()
        assert found == link(documents, site.notes), f"after edit {number}"


def test_an_edit_links_only_what_it_touches(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other documents are not linked again, whoever else the new one names."""
    curated: list[str] = []

    def noting(document: AnnotatedDocument, notes: Sequence[CuratedNote]) -> Any:
        curated.append(document.document.path)
        return curate(document, notes)

    monkeypatch.setattr("generator.link.alone.curate", noting)
    kept = Results(tmp_path / "results.sqlite", "rules")
    link(list(site.documents.values()), (), (), kept.kept)
    curated.clear()
    site.documents["new.txt"] = site.build(
        {"path": "new.txt", "text": "{Dana Vell|person agent} said so."}
    )
    link(list(site.documents.values()), (), (), kept.kept)
    assert curated == ["new.txt"]
