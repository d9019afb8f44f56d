"""An invented dossier, its real pages and their proofs; no language model needed."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.config import load_settings
from generator.errors import Finding
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
    Paragraph,
    Place,
    Reason,
    SourceDocument,
    Span,
    Stance,
    Statement,
    Syntax,
)
from generator.model.page import Annex, Asset, Page
from generator.plan import plan
from generator.render import Rendered, render
from generator.templating import load_templates
from generator.validate import Context, validate

ROOT = Path(__file__).parents[2]
SITE_NAME = "Vexholm Briefings"
BRIDGE = (
    " date 2031-03-04 \n"
    "Rain closed the Vexholm bridge, Mayor Ilo Tarn said.\n\n"
    '"The bridge is not damaged," Tarn told Radio Vexholm.\n\n'
    "Pera Quist, an engineer, said 14 cables were checked & found <sound>.\n"
)
HARBOUR = "Ilo Tarn opened the *new* harbour.\n\n“It is open,” said Tarn.\n"
_WHY = Reason("attribution.verb")


def find(document: SourceDocument, text: str, nth: int = 0) -> Span:
    """Return the span of the `nth` occurrence of a text."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(text, start + 1)
    return document.span(start, start + len(text))


def source(path: str, text: str, **metadata: str) -> SourceDocument:
    """Return a document with paragraphs as blank lines part them."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    body_start = text.index("\n") + 1 if text.startswith(" date") else 0
    paragraphs, at = [], body_start
    for number, part in enumerate(text[body_start:].strip().split("\n\n"), start=1):
        start = text.index(part, at)
        at = start + len(part)
        paragraphs.append(Paragraph(number, start, at))
    stated = {
        name: MetaValue(value, Origin.SIDECAR, f"{path}.meta.yml", 1)
        for name, value in metadata.items()
    }
    return SourceDocument(
        id=hashlib.sha256(path.encode()).hexdigest()[:12],
        path=path,
        media_type="text/plain",
        sha256=digest,
        text=text,
        text_sha256=digest,
        body_start=body_start,
        body_end=len(text.rstrip()),
        paragraphs=tuple(paragraphs),
        runs=(),
        metadata=Metadata(**stated),
    )


def said(document: SourceDocument, who: Span, cue: Span, content: Span) -> Attribution:
    """Return an attribution."""
    digest = hashlib.sha256(f"{document.id}:{content.start}:{content.end}".encode()).hexdigest()
    direct = document.text[content.start - 1] in '"“'
    return Attribution(
        id="s" + digest[:10],
        source=who,
        role=None,
        cue=cue,
        content=(content,),
        kind=AttributionKind.DIRECT if direct else AttributionKind.INDIRECT,
        quoted=(content,) if direct else (),
        stance=Stance.AFFIRMS,
        reason=_WHY,
    )


def linked(
    document: SourceDocument,
    attributions: tuple[Attribution, ...],
    speakers: tuple[str, ...],
    notes: tuple[CuratedNote, ...] = (),
) -> LinkedDocument:
    """Return a document with statements by the entities whose ids are given."""
    return LinkedDocument(
        annotated=AnnotatedDocument(
            document=document,
            sentences=tuple(document.span(p.start, p.end) for p in document.paragraphs),
            mentions=(),
            attributions=attributions,
            refusals=(),
            own_voice=(),
            times=(),
            quantities=(),
            descriptions=(),
            definitions=(),
        ),
        statements=tuple(
            Statement(number=n, attribution=a, speaker=s, party=s, reason=_WHY)
            for n, (a, s) in enumerate(zip(attributions, speakers, strict=True), start=1)
        ),
        notes=notes,
    )


def entity(identity: str, slug: str, kind: EntityType, *names: Span, **more: Place) -> Entity:
    """Return an entity whose mentions are `names`."""
    mentions = [
        Mention(
            span=name,
            type=kind,
            form=MentionForm.NAME,
            syntax=Syntax.AGENT,
            head=name.text.lower(),
            reason=_WHY,
        )
        for name in names
    ]
    return Entity(
        id=identity,
        slug=slug,
        type=kind,
        name=names[0],
        sort_key=slug,
        aliases=(),
        descriptions=(),
        links=tuple(Link(mention=mention, reason=_WHY) for mention in mentions),
        place=more.get("place"),
    )


def invented() -> Dossier:
    """Return the invented dossier."""
    bridge = source("bridge.txt", BRIDGE, date="2031-03-04", url="https://vexholm.example/bridge")
    harbour = source(
        "harbour.txt", HARBOUR, title='Harbour <opens> "now"', publisher="Gazette & Sons"
    )
    tarn, quist, vexholm = "e0000000001", "e0000000002", "e0000000003"
    place = Place(
        kind="city",
        country="SE",
        latitude=59.5,
        longitude=17.25,
        origin="generator/data/places.tsv",
    )
    note = CuratedNote(
        span=find(bridge, "14 cables"),
        action=NoteAction.COMMENT,
        value="The city counts 15 cables.",
        signed="Oda Renn",
        path="bridge.notes.yml",
        line=2,
    )
    bridge_said = (
        said(
            bridge,
            find(bridge, "Ilo Tarn"),
            find(bridge, "said"),
            find(bridge, "Rain closed the Vexholm bridge"),
        ),
        said(
            bridge,
            find(bridge, "Tarn", 1),
            find(bridge, "told"),
            find(bridge, "The bridge is not damaged,"),
        ),
        said(
            bridge,
            find(bridge, "Pera Quist"),
            find(bridge, "said", 1),
            find(bridge, "14 cables were checked & found <sound>"),
        ),
    )
    harbour_said = (
        said(
            harbour, find(harbour, "Tarn", 1), find(harbour, "said"), find(harbour, "It is open,")
        ),
    )
    return Dossier(
        documents=(
            linked(bridge, bridge_said, (tarn, tarn, quist), (note,)),
            linked(harbour, harbour_said, (tarn,)),
        ),
        entities=(
            entity(quist, "pera-quist", EntityType.PERSON, find(bridge, "Pera Quist")),
            entity(
                tarn,
                "ilo-tarn",
                EntityType.PERSON,
                find(bridge, "Ilo Tarn"),
                find(bridge, "Tarn", 1),
                find(harbour, "Ilo Tarn"),
                find(harbour, "Tarn", 1),
            ),
            entity(vexholm, "vexholm", EntityType.PLACE, find(bridge, "Vexholm"), place=place),
        ),
    )


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Markdown to HTML as this repository's own site does it."""
    return load_settings(ROOT / "mkdocs.yml").to_html


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """Two invented documents with four statements, three entities and a signed note."""
    return invented()


@pytest.fixture(scope="session")
def context(dossier: Dossier, to_html: Callable[[str], str]) -> Context:
    """What validation needs to know about the invented site."""
    return Context(
        strings=load_templates().strings,
        to_html=to_html,
        version="1.2.3",
        stored_text_path={
            page.facts.document.id: page.facts.stored for page in plan(dossier).sources
        },
        reference=frozenset({SITE_NAME}),
    )


@pytest.fixture(scope="session")
def rendered(dossier: Dossier) -> Rendered:
    """The real pages and files of the invented dossier."""
    raw = {linked.annotated.document.id: b"" for linked in dossier.documents}
    return render(plan(dossier), load_templates(), raw, name=SITE_NAME, version="1.2.3")


@pytest.fixture(scope="session")
def pages(rendered: Rendered) -> tuple[Page, ...]:
    """The pages of the invented dossier."""
    return rendered.pages


@pytest.fixture(scope="session")
def assets(rendered: Rendered) -> tuple[Asset, ...]:
    """The files beside the pages."""
    return rendered.assets


@pytest.fixture(scope="session")
def annexes(rendered: Rendered) -> tuple[Annex, ...]:
    """What programs are told of the documents."""
    return rendered.annexes


@pytest.fixture(scope="session")
def proofs(
    dossier: Dossier,
    pages: tuple[Page, ...],
    assets: tuple[Asset, ...],
    annexes: tuple[Annex, ...],
    context: Context,
) -> tuple[Asset, ...]:
    """The proofs of the invented site."""
    made, findings = validate(dossier, pages, assets, annexes, context)
    assert findings == ()
    return made


@pytest.fixture(scope="session")
def check(
    dossier: Dossier,
    pages: tuple[Page, ...],
    assets: tuple[Asset, ...],
    annexes: tuple[Annex, ...],
    context: Context,
) -> Callable[..., tuple[Finding, ...]]:
    """Return a function that validates with some of the parts replaced."""

    def run(**parts: Any) -> tuple[Finding, ...]:
        whole = {
            "dossier": dossier,
            "pages": pages,
            "assets": assets,
            "annexes": annexes,
            "context": context,
        }
        return validate(**{**whole, **parts})[1]

    return run
