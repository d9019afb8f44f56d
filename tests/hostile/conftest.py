"""Hostile texts, and dossiers that have them as body, title, publisher, name and statement."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator.collect import document_from_text
from generator.config import load_settings
from generator.model import (
    AnnotatedDocument,
    Attribution,
    AttributionKind,
    CuratedNote,
    Dossier,
    Entity,
    EntityType,
    Link,
    LinkedDocument,
    Mention,
    MentionForm,
    Metadata,
    MetaValue,
    NoteAction,
    Origin,
    Reason,
    SourceDocument,
    Span,
    Statement,
    Syntax,
)
from generator.visible import visible
from tests.material import HOSTILE

ROOT = Path(__file__).parents[2]
SAMPLED = {"markdown": 1, "h5sc": 4, "blns": 4, "commonmark": 10}
"""Files of cases; for a whole site one case in so many is taken."""
_WHY = Reason("test.made")


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile text."""

    id: str
    text: str
    disarmed: bool = False
    """Whether documents are to have it with an x for every visible character."""

    def harmless(self) -> "Case":
        """Return the case that makes documents of the same shape that say nothing."""
        return replace(self, disarmed=True)

    def shown(self) -> str:
        """Return the text as documents have it."""
        if not self.disarmed:
            return self.text
        return "".join("x" if visible(char).strip() else char for char in self.text)


def load(name: str) -> list[Case]:
    """Return the cases of one file that show anything."""
    lines = (HOSTILE / f"{name}.jsonl").read_text("utf-8").splitlines()
    cases = [Case(str(case["id"]), str(case["text"])) for case in map(json.loads, lines)]
    return [case for case in cases if visible(case.text).strip()]


@pytest.fixture(scope="session", params=SAMPLED)
def cases(request: pytest.FixtureRequest) -> list[Case]:
    """The cases of one file."""
    return load(request.param)


@pytest.fixture(scope="session")
def sampled() -> list[Case]:
    """Cases of every kind, few enough for a whole site."""
    return [case for name, step in SAMPLED.items() for case in load(name)[::step]]


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Markdown to HTML as this repository's own site does it."""
    return load_settings(ROOT / "mkdocs.yml").to_html


@pytest.fixture(scope="session")
def dossier_of() -> Callable[[Sequence[Case]], Dossier]:
    """Return the function that makes a dossier with a document and an entity for each case."""
    return _dossier


def _dossier(cases: Sequence[Case]) -> Dossier:
    documents = [_document(number, case) for number, case in enumerate(cases)]
    return Dossier(
        documents=tuple(_linked(number, document) for number, document in enumerate(documents)),
        entities=tuple(_entity(number, document) for number, document in enumerate(documents)),
    )


def _document(number: int, case: Case) -> SourceDocument:
    """Return a document whose body and metadata are the case."""
    path = f"{number:04}.txt"
    before, after = "It began so.\n\n", "\n\nSo said Somebody.\n"
    document = document_from_text(path, before + case.text + after)
    # Paragraphs stay where the hostile text has them: marks of lists begin one, an x does not.
    document = replace(document, text=before + case.shown() + after)
    stated = {
        name: MetaValue(case.shown().strip(), Origin.SIDECAR, f"{path}.meta.yml", 1)
        for name in ("title", "publisher", "author", "licence", "note")
    }
    return replace(document, metadata=Metadata(**stated))


def _hostile(document: SourceDocument) -> Span:
    """Return the hostile words of a document."""
    text = document.text
    start, end = text.index("\n\n") + 2, text.rindex("\n\nSo said")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return document.span(start, start + len(text[start:end].rstrip()))


def _linked(number: int, document: SourceDocument) -> LinkedDocument:
    """Return a document in which Somebody says the hostile words, with a signed hostile note."""
    words = _hostile(document)
    who = document.text.rindex("Somebody")
    attribution = Attribution(
        id=f"s{number:010x}",
        source=document.span(who, who + 8),
        role=words,
        cue=words,
        content=(words,),
        kind=AttributionKind.DIRECT,
        quoted=(words,),
        channel=words,
        addressee=words,
        reason=_WHY,
    )
    note = CuratedNote(
        span=words,
        action=NoteAction.COMMENT,
        value=words.text,
        signed=words.text,
        path="a.notes.yml",
        line=1,
    )
    annotated = AnnotatedDocument(
        document=document,
        sentences=tuple(document.span(p.start, p.end) for p in document.paragraphs),
        mentions=(),
        attributions=(attribution,),
        refusals=(),
        own_voice=(),
        times=(),
        quantities=(),
        descriptions=(),
        definitions=(),
    )
    statement = Statement(
        number=1,
        attribution=attribution,
        speaker=f"e{number:010x}",
        party=None,
        reason=_WHY,
    )
    return LinkedDocument(annotated=annotated, statements=(statement,), notes=(note,))


def _entity(number: int, document: SourceDocument) -> Entity:
    """Return the entity whose name is the hostile words."""
    words = _hostile(document)
    mention = Mention(
        span=words,
        type=EntityType.PERSON,
        form=MentionForm.NAME,
        syntax=Syntax.AGENT,
        head="x",
        reason=_WHY,
    )
    return Entity(
        id=f"e{number:010x}",
        slug=f"name-{number}",
        type=EntityType.PERSON,
        name=words,
        sort_key=f"{number:04}",
        aliases=(),
        descriptions=(),
        links=(Link(mention=mention, reason=_WHY),),
    )
