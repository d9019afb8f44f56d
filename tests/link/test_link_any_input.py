"""Linking survives whatever names and statements a document may hold."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.link import link
from generator.model import AnnotatedDocument

_COMMON = (
    "Dana Vell Orin the The an of & Inc. US U.S. Peru Peruvian Lima Ministry Defense region Kim "
    "Yo-jin al-Tarsi von der O'Vell \u03a9 \u91d1 \U0001f642 - . , RTL\u202e Jr. president said he"
)
_ANY = st.text(
    st.characters(exclude_characters="{}|", exclude_categories=["Cs"]), min_size=1, max_size=6
)
_WORD = st.one_of(st.sampled_from(sorted(set(_COMMON.split()))), _ANY)
_KIND = st.sampled_from(
    [
        "person agent", "person", "person feminine", "organization agent", "organization", "group",
        "place", "place locative", "place agent", "adjective", "event", "weapon",
        "the organization", "the person agent", "pronoun masculine", "pronoun agent",
    ]
)  # fmt: skip
_NAME = st.builds(
    lambda words, kind: f"{{{' '.join(words)}|{kind}}}",
    st.lists(_WORD, min_size=1, max_size=4),
    _KIND,
)
_TEXT = st.lists(st.one_of(_WORD, _NAME, st.just(".\n\n")), min_size=1, max_size=25).map(" ".join)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200
)
@given(texts=st.lists(_TEXT, min_size=1, max_size=3))
def test_any_names_link_to_spans_of_their_documents(
    texts: list[str], document_of: Callable[[dict[str, Any]], AnnotatedDocument]
) -> None:
    """Ids and addresses are unique, every span slices to its text, and nothing raises."""
    documents = [document_of({"path": f"{n}.txt", "text": text}) for n, text in enumerate(texts)]
    dossier, findings = link(documents, ())
    sources = {document.document.id: document.document.text for document in documents}
    assert len({entity.id for entity in dossier.entities}) == len(dossier.entities)
    assert len({entity.slug for entity in dossier.entities}) == len(dossier.entities)
    for entity in dossier.entities:
        spans = [entity.name, *(entry.mention.span for entry in entity.links)]
        spans += [span for alias in entity.aliases for span in (alias.text, alias.evidence)]
        assert all(sources[s.document][s.start : s.end] == s.text for s in spans)
    assert link(documents[::-1], ()) == (dossier, findings)
