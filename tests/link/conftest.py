"""Builds annotated documents from texts with marked names, without a language model.

In a text, `{words|kind}` marks a mention: `person`, `organization`, `place`, `group` for names,
`adjective`, `pronoun`, or `the` and a type for descriptions; more words may follow: a syntax
(`agent`), a gender (`feminine`), `plural`. Without a syntax a mention is `other`.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import pytest

from generator.collect import document_from_text
from generator.model import (
    AnnotatedDocument,
    Attribution,
    AttributionKind,
    CuratedNote,
    Definition,
    DefinitionKind,
    Description,
    EntityType,
    Gender,
    Mention,
    MentionForm,
    NoteAction,
    Reason,
    SourceDocument,
    Span,
    Syntax,
)

_MARK = re.compile(r"\{|\|([^{}|]+)\}")
_SENTENCE = re.compile(r"[^\n.!?]+[.!?]*[\"”]?")
_MADE = Reason("test.made")


def _marked(text: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """Return the text without marks, and where each mark's words stand in it; marks may nest."""
    plain, found, opened, last = "", [], [], 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        last = match.end()
        if match[0] == "{":
            opened.append(len(plain))
        else:
            found.append((opened.pop(), len(plain), match[1].split()))
    return plain + text[last:], sorted(found, key=lambda mark: (mark[0], -mark[1]))


def _one_of(kind: type[StrEnum], words: Sequence[str], default: Any) -> Any:
    return next((kind(word) for word in words if word in list(kind)), default)


def _mention(span: Span, words: list[str]) -> Mention:
    form = MentionForm.NAME
    if words[0] in ("adjective", "pronoun"):
        form = MentionForm(words[0])
    elif words[0] == "the":
        form = MentionForm.DESCRIPTION
    return Mention(
        span=span,
        type=_one_of(EntityType, words, None),
        form=form,
        syntax=_one_of(Syntax, words, Syntax.OTHER),
        head=span.text.split()[-1].casefold(),
        gender=_one_of(Gender, words, Gender.UNKNOWN),
        plural="plural" in words,
        reason=_MADE,
    )


def _find(document: SourceDocument, text: str | None, after: int = 0) -> Span | None:
    if text is None:
        return None
    start = document.text.index(text, after)
    return document.span(start, start + len(text))


def _after(document: SourceDocument, subject: str) -> Span:
    """Return the first `subject`; of "Vell@42" the first Vell from that offset on."""
    name, _, offset = subject.partition("@")
    return _needed(document, name, int(offset or 0))


def _needed(document: SourceDocument, text: str, after: int = 0) -> Span:
    found = _find(document, text, after)
    assert found is not None
    return found


def _attribution(document: SourceDocument, said: Mapping[str, Any]) -> Attribution:
    content = _needed(document, said["content"])
    after = int(said.get("after", 0))
    kind = AttributionKind(said.get("kind", "indirect"))
    return Attribution(
        id="s" + hashlib.sha256(f"{document.id}{content.start}".encode()).hexdigest()[:10],
        source=_find(document, said.get("source"), after),
        role=_find(document, said.get("role")),
        cue=_find(document, said.get("cue")),
        content=(content,),
        kind=kind,
        quoted=(content,) if kind is AttributionKind.DIRECT else (),
        parent=said.get("parent"),
        reason=Reason(said.get("rule", "test.made")),
    )


def _attributions(
    document: SourceDocument, given: Sequence[Mapping[str, Any]]
) -> tuple[Attribution, ...]:
    """Return attributions; `inside` names the content of the one around."""
    made = [_attribution(document, said) for said in given]
    ids = {a.content[0].text: a.id for a in made}
    return tuple(
        _attribution(document, {**said, "parent": ids[said["inside"]]}) if "inside" in said else a
        for said, a in zip(given, made, strict=True)
    )


def build_document(case: Mapping[str, Any]) -> AnnotatedDocument:
    """Return an annotated document from a case's text with marked mentions."""
    text, marks = _marked(case["text"].strip())
    document = document_from_text(case.get("path", "a.txt"), text, date=case.get("date"))
    descriptions = tuple(
        Description(subject=_after(document, subject), span=_needed(document, words), reason=_MADE)
        for subject, words in case.get("descriptions", {}).items()
    )
    spans = {text[start:end]: document.span(start, end) for start, end, _ in marks}
    definitions = tuple(
        Definition(
            first=spans[first],
            second=spans[second],
            kind=DefinitionKind(kind),
            span=_needed(document, words),
            reason=_MADE,
        )
        for first, second, kind, words in case.get("definitions", ())
    )
    return AnnotatedDocument(
        document=document,
        sentences=tuple(
            document.span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end())
            for m in _SENTENCE.finditer(text)
            if m[0].strip()
        ),
        mentions=tuple(_mention(document.span(start, end), words) for start, end, words in marks),
        attributions=_attributions(document, case.get("said", ())),
        refusals=(),
        own_voice=(),
        times=(),
        quantities=(),
        descriptions=descriptions,
        definitions=definitions,
    )


def build_notes(
    documents: Sequence[AnnotatedDocument], given: Sequence[Mapping[str, Any]]
) -> tuple[CuratedNote, ...]:
    """Return a case's curated notes; `occurrence` counts from 1."""
    by_path = {document.document.path: document.document for document in documents}
    return tuple(_note(by_path[note.get("path", "a.txt")], note, n) for n, note in enumerate(given))


def _note(document: SourceDocument, note: Mapping[str, Any], number: int) -> CuratedNote:
    starts = [m.start() for m in re.finditer(re.escape(note["text"]), document.text)]
    start = starts[int(note.get("occurrence", 1)) - 1]
    return CuratedNote(
        span=document.span(start, start + len(note["text"])),
        action=NoteAction(note["action"]),
        value=note.get("value", ""),
        signed="An editor",
        path=document.path.replace(".txt", ".notes.yml"),
        line=number + 1,
    )


@pytest.fixture
def document_of() -> Callable[[Mapping[str, Any]], AnnotatedDocument]:
    """Make an annotated document from a case."""
    return build_document


@pytest.fixture
def notes_of() -> Callable[..., tuple[CuratedNote, ...]]:
    """Make curated notes from a case."""
    return build_notes
