"""The seed document's statements, refusals and own voice, against its reference."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.collect import document_from_text
from generator.extract import extract

if TYPE_CHECKING:
    from spacy.language import Language

    from generator.model import AnnotatedDocument, Attribution, Span

ROOT = Path(__file__).parents[3]
GOLD: dict[str, Any] = yaml.safe_load((ROOT / "tests/data/gold/seed.yaml").read_text("utf-8"))
HEADER = GOLD["document"]["body_starts_at"]
"""Characters of the file's header, which the reference counts and the text here has not."""
STATEMENTS = GOLD["statements"]

Place = tuple[int, int] | None


@pytest.fixture(scope="module")
def seed(nlp: "Language") -> "AnnotatedDocument":
    """Everything found in the seed document."""
    path = ROOT / "seeds" / GOLD["meta"]["source_file"]
    text = path.read_bytes().decode("utf-8")[HEADER:]
    return extract(document_from_text("seed", text, date="2024-11-05"), nlp)


def place(span: "Span | dict[str, Any] | None") -> Place:
    """Return where a span is, ours or the reference's."""
    if span is None:
        return None
    if isinstance(span, dict):
        return span["start"] - HEADER, span["end"] - HEADER
    return span.start, span.end


def statement(seed: "AnnotatedDocument", gold: dict[str, Any]) -> "Attribution":
    """Return the attribution with exactly the content of the reference."""
    wanted = [place(gold["content"])]
    return next(a for a in seed.attributions if [place(c) for c in a.content] == wanted)


@pytest.mark.parametrize("gold", STATEMENTS, ids=[gold["id"] for gold in STATEMENTS])
def test_a_statement_is_whole(seed: "AnnotatedDocument", gold: dict[str, Any]) -> None:
    """Speaker, role, cue, quoted words, and all that hangs on them are where the reference says."""
    found = statement(seed, gold)
    assert place(found.source) == place(gold["speaker_span"])
    assert place(found.role) == place(gold["role_span"])
    assert place(found.cue) == place(gold["cue"])
    assert [place(q) for q in found.quoted] == [place(q) for q in gold.get("quoted", [])]
    assert place(found.addressee) == place(gold.get("addressee"))
    assert place(found.channel) == place(gold.get("channel"))
    assert place(found.topic) == place(gold.get("topic"))
    assert place(found.occasion) == place(gold.get("prompt"))
    assert [place(h.span) for h in found.hedges] == [place(h) for h in gold["hedges"]]
    assert found.kind.value == gold["mode"].split()[0]


@pytest.mark.parametrize("gold", STATEMENTS, ids=[gold["id"] for gold in STATEMENTS])
def test_the_time_of_saying(seed: "AnnotatedDocument", gold: dict[str, Any]) -> None:
    """The time is one that the document has, and hangs on the saying or is not stated."""
    found = statement(seed, gold).time
    wanted = gold["date"]["expression"]
    assert (found is None) == (wanted is None)
    if found is not None:
        assert found in {time.span for time in seed.times}
        first, last = place(wanted) or (0, 0)
        assert first <= found.start < found.end <= last


def test_eleven_statements(seed: "AnnotatedDocument") -> None:
    """Eleven statements stand by themselves; what is told inside them has one as its parent."""
    own = [a for a in seed.attributions if a.parent is None]
    assert len(own) == GOLD["statement_counts"]["attributed"] == len(STATEMENTS)
    embedded = next(gold for gold in STATEMENTS if "embedded" in gold)
    inner = statement(seed, embedded["embedded"] | {"id": "embedded"})
    assert place(inner.source) == place(embedded["embedded"]["source"])
    assert inner.parent == statement(seed, embedded).id


def test_what_is_withheld(seed: "AnnotatedDocument") -> None:
    """Both refusals have their words, and what is withheld."""
    gold = GOLD["non_disclosures"]
    assert [place(r.span) for r in seed.refusals] == [place(g["span"]) for g in gold]
    assert [place(r.cue) for r in seed.refusals] == [place(g["cue"]) for g in gold]
    assert place(seed.refusals[0].withheld) == place(gold[0]["withheld"][0])


def test_own_voice(seed: "AnnotatedDocument") -> None:
    """Exactly the seven passages of the reference are in the document's own voice."""
    gold = sorted(place(item["span"]) or (0, 0) for item in GOLD["document_voice"])
    assert sorted(place(passage.span) or (0, 0) for passage in seed.own_voice) == gold
