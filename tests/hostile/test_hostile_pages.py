"""Every hostile text survives in every place of every page, and changes nothing around it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.errors import Finding
from generator.model import Dossier
from generator.model.page import Page
from generator.plan import plan
from generator.render import render
from generator.render.escape import escape, escape_attribute, escape_yaml
from generator.templating import load_templates
from generator.validate import Context, validate
from generator.validate.html import folded
from generator.visible import visible

NAME = "Vexholm"
PLACES = """\
---
title: {yaml}
---

# {text} {{ #top }}

Before {text} after [{text}](a.md){{ .c title="{attribute}" }} and <span title="{attribute}">{text}</span>
{text}

- {text}
- **a** {text}

| a | b |
|---|---|
| {text} | c |

<div class="card" markdown>

{text}

</div>

??? note "{text}"

    {text}
"""  # noqa: E501 - one line holds what may stand on one
_BY_OUTLET = frozenset({"briefings/index.md", "sources/index.md"})
"""Pages in the order of publishers: these are alike where their letters say nothing, so that rows
change places, and fewer groups are left. Of these pages the kinds of elements are compared."""
ToHtml = Callable[[str], str]
DossierOf = Callable[[Sequence[Any]], Dossier]
Shape = list[tuple[str | None, str | None]]


def shape(html: str) -> Shape:
    """Return the elements of a page in order, with their classes.

    Those left out only set a text apart that runs against the direction of the page.
    """
    tree = LexborHTMLParser(f"<body>{html}")
    ours: tuple[dict[str, str], ...] = ({}, {"dir": "ltr"}, {"dir": "rtl"})
    apart = {node.mem_id for node in tree.css("bdi") if node.attributes in ours}
    nodes = [node for node in tree.css("*") if node.mem_id not in apart]
    return [(node.tag, node.attributes.get("class")) for node in nodes]


def pages_of(dossier: Dossier, to_html: ToHtml) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the real pages of a dossier, with every finding about them."""
    templates, site = load_templates(), plan(dossier)
    raw = {linked.annotated.document.id: b"" for linked in dossier.documents}
    made = render(site, templates, raw, name=NAME, version="1.2.3")
    stored = {page.facts.document.id: page.facts.stored for page in site.sources}
    context = Context(
        strings=templates.strings,
        to_html=to_html,
        version="1.2.3",
        stored_text_path=stored,
        reference=frozenset({NAME}),
    )
    return made.pages, validate(dossier, made.pages, made.assets, made.annexes, context)[1]


@pytest.mark.slow
def test_hostile_documents_make_sound_pages(
    cases: Sequence[Any], dossier_of: DossierOf, to_html: ToHtml
) -> None:
    """As body, title, publisher, name, statement and note it is shown whole, and nothing acts.

    Validation proves that each page shows its pieces and nothing else, has nothing active, and
    that its links and front matter are sound; the elements of the page are those of a page about
    a document of the same shape that says nothing.
    """
    shapes: list[list[Shape]] = []

    def keeping(markdown: str) -> str:
        html = to_html(markdown)
        shapes[-1].append(shape(html))
        return html

    for told in (cases, [case.harmless() for case in cases]):
        shapes.append([])
        pages, findings = pages_of(dossier_of(told), keeping)
        # One text is title, name, note and statement at once, so it stands there very often.
        assert {finding.code for finding in findings} <= {"page.repeats"}
        assert len(shapes[-1]) == len(pages)
        for place, page in enumerate(pages):
            if page.path in _BY_OUTLET:
                shapes[-1][place] = sorted(set(shapes[-1][place]), key=str)
    differing = [n for n, (one, other) in enumerate(zip(*shapes, strict=True)) if one != other]
    assert differing == []


def test_hostile_texts_survive_in_markdown(cases: Sequence[Any], to_html: ToHtml) -> None:
    """In a heading, link, attribute, item, cell, block or admonition it is just its text."""
    plain = to_html(PLACES.format(yaml='"ZQ"', text="ZQ", attribute="ZQ"))
    template, elements = LexborHTMLParser(plain), shape(plain)
    wanted = folded(template.css("body")[0].text())
    for case in cases:
        text = visible(case.text).strip()
        html = to_html(
            PLACES.format(
                yaml=escape_yaml(text), text=escape(text), attribute=escape_attribute(text)
            )
        )
        tree = LexborHTMLParser(html)
        assert shape(html) == elements, case.id
        assert folded(tree.css("body")[0].text()) == folded(wanted.replace("ZQ", text)), case.id
        titles = {node.attributes["title"] for node in tree.css("a.c, span[title]")}
        assert titles == {text}, case.id
