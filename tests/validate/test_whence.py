"""Words that lead to a document are that document's."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Alias, AliasKind, Dossier, Reason, Slice, Span
from generator.model.briefing import Target
from generator.model.site import Site
from generator.plan import plan
from generator.validate import misplaced
from tests.validate.conftest import find, invented

DOSSIER = invented()
BRIDGE, HARBOUR = (linked.annotated.document for linked in DOSSIER.documents)


@pytest.fixture(scope="module")
def site() -> Site:
    """What the pages about the invented dossier say."""
    return plan(DOSSIER)


def explained(dossier: Dossier, text: Span, evidence: Span) -> Dossier:
    """Return the dossier with another form of each name, and what justifies it."""
    alias = Alias(
        text=text, kind=AliasKind.SURNAME, evidence=evidence, reason=Reason("link.test", (text,))
    )
    entities = tuple(replace(entity, aliases=(alias,)) for entity in dossier.entities)
    return replace(dossier, entities=entities)


def evidence_of(site: Site) -> Iterator[tuple[str, str]]:
    """Yield document and words of what justifies other forms of names."""
    for entry in site.glossary:
        for line in entry.aliases:
            spans = [segment.text.span for segment in line.evidence]
            yield spans[0].document, "".join(span.text for span in spans)


def test_no_words_of_a_site_as_planned_stand_in_the_wrong_place(site: Site) -> None:
    """What the planner makes is right."""
    assert list(misplaced(site)) == []


def test_the_sentence_that_explains_a_name_elsewhere_is_the_other_documents() -> None:
    """The evidence is cut from the text that it stands in, and leads there."""
    text, evidence = find(HARBOUR, "Tarn", 1), find(BRIDGE, "Pera Quist, an engineer")
    made = plan(explained(DOSSIER, text, evidence))
    assert set(evidence_of(made)) == {(BRIDGE.id, "Pera Quist, an engineer")}
    assert list(misplaced(made)) == []


@given(st.sampled_from([BRIDGE, HARBOUR]), st.sampled_from([BRIDGE, HARBOUR]), st.data())
def test_whatever_explains_a_name_is_shown_word_for_word(
    one: object, other: object, data: st.DataObject
) -> None:
    """Alias and evidence may stand in any document, at any offsets."""
    spans = []
    for document in (one, other):
        assert isinstance(document, type(BRIDGE))
        start = data.draw(st.integers(document.body_start, document.body_end - 2))
        end = data.draw(st.integers(start + 1, document.body_end))
        spans.append(document.span(start, end))
    made = plan(explained(DOSSIER, *spans))
    assert set(evidence_of(made)) == {(spans[1].document, spans[1].text)}
    assert list(misplaced(made)) == []


def test_a_statement_that_leads_to_another_document_is_found(site: Site) -> None:
    """Each page that would show it is no page to be written."""
    first, second = site.sources
    card = replace(first.cards[0], source=Target(second.path, first.cards[0].anchor))
    wrong = replace(site, sources=(replace(first, cards=(card,)), second))
    assert {finding.code for finding in misplaced(wrong)} == {"closed-text.other-document"}


def test_a_sentence_with_the_target_of_another_document_is_found(site: Site) -> None:
    """A sentence of one document may not lead to another one's page."""
    entry = next(entry for entry in site.glossary if len(entry.groups) > 1)
    one, other = entry.groups
    line = replace(one.mentions[0], sentence=other.mentions[0].sentence)
    wrong = replace(entry, groups=(replace(one, mentions=(line,)), other))
    found = misplaced(replace(site, glossary=(wrong,)))
    assert {finding.path for finding in found} == {f"docs/{one.line.source.page}"}


def test_a_title_of_another_document_is_found(site: Site) -> None:
    """Nor may a list give a page another document's title."""
    line = replace(site.lines[0], title=Slice(find(HARBOUR, "Ilo Tarn")))
    other = next(line for line in site.lines if line.source.page != site.lines[0].source.page)
    (finding,) = misplaced(replace(site, lines=(line, other)))
    assert finding.hint.startswith("report it")
