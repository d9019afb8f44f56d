"""What holds for every attribution, refusal and own-voice passage of real documents."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import document_from_text
from generator.extract.attributions import find_attributions, find_own_voice, find_refusals
from generator.extract.attributions.lexicon import hedge_phrases, lexicon
from generator.extract.attributions.quotes import find_quotes
from generator.extract.parse import Parse, parse
from generator.model import Attribution, HedgeKind, Span, Stance
from tests.material import CORPUS, SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

MARKS = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"


def documents() -> "Iterator[str]":
    """Yield the seed and the documents of the corpus."""
    for folder in (SEEDS, CORPUS):
        for path in sorted(folder.glob("*.txt")):
            yield path.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def parses(nlp: "Language") -> list[Parse]:
    """The parses of every real document."""
    return [
        parse(document_from_text(f"d{number}", text), nlp)
        for number, text in enumerate(documents())
    ]


def spans(attribution: Attribution) -> "Iterator[Span]":
    """Yield every span of an attribution."""
    yield from attribution.content
    yield from attribution.quoted
    yield from (hedge.span for hedge in attribution.hedges)
    single = ("source", "role", "cue", "addressee", "channel", "topic", "occasion", "time")
    yield from (span for name in single if (span := getattr(attribution, name)) is not None)


def test_spans_slice_to_the_text(parses: list[Parse]) -> None:
    """Every span of every record is not empty and has exactly the text at its offsets."""
    for text in parses:
        found = find_attributions(text, (), ())
        withheld = find_refusals(text, ())
        own = find_own_voice(text, found, withheld)
        every = [span for attribution in found for span in spans(attribution)]
        every += [s for r in withheld for s in (r.span, r.cue, r.who, r.withheld) if s is not None]
        every += [passage.span for passage in own]
        for span in every:
            assert span.text == text.document.text[span.start : span.end]
            assert span.text.strip() == span.text != ""


def test_contents_are_ordered_and_apart(parses: list[Parse]) -> None:
    """Contents never overlap and stand in the order of the text, as do the attributions."""
    for text in parses:
        found = find_attributions(text, (), ())
        for attribution in found:
            pairs = zip(attribution.content, attribution.content[1:], strict=False)
            assert all(first.end <= second.start for first, second in pairs)
        starts = [attribution.content[0].start for attribution in found]
        assert starts == sorted(starts)


def test_ids_hash_the_contents(parses: list[Parse]) -> None:
    """An id is unique in its document and hashes the document's id and the contents' offsets."""
    for text in parses:
        found = find_attributions(text, (), ())
        assert len({attribution.id for attribution in found}) == len(found)
        for attribution in found:
            offsets = ",".join(f"{span.start}-{span.end}" for span in attribution.content)
            digest = hashlib.sha256(f"{text.document.id}:{offsets}".encode()).hexdigest()
            assert attribution.id == "s" + digest[:10]


def test_parents_hold_their_children(parses: list[Parse]) -> None:
    """The parent of an attribution is in the document and has the child inside its content."""
    for text in parses:
        found = {attribution.id: attribution for attribution in find_attributions(text, (), ())}
        for attribution in found.values():
            if attribution.parent is not None:
                outer = found[attribution.parent].content
                for part in attribution.content:
                    assert any(o.start <= part.start and part.end <= o.end for o in outer)


def test_a_second_run_finds_the_same(parses: list[Parse]) -> None:
    """Reading a document twice gives equal records."""
    for text in parses[:5]:
        assert find_attributions(text, (), ()) == find_attributions(text, (), ())


def test_the_cue_stands_outside_its_content(parses: list[Parse]) -> None:
    """No cue is part of what it says is said."""
    for text in parses:
        for attribution in find_attributions(text, (), ()):
            cue = attribution.cue
            if cue is not None:
                for part in attribution.content:
                    assert cue.end <= part.start or part.end <= cue.start, attribution


@given(st.text(alphabet="ab \n.,:\"'\u201c\u201d\u2018\u2019\u00ab\u00bb`", max_size=60))
def test_any_marks_pair_up(text: str) -> None:
    """However many quotation marks there are, each stretch is inside the text and not empty."""
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            paragraphs.append((left, start + len(part.rstrip())))
        start += len(part) + 2
    for quote in find_quotes(text, paragraphs):
        assert quote.segments
        assert all(0 <= first <= last <= len(text) for first, last in quote.segments)


def test_lexicons_are_whole() -> None:
    """Every family of verbs has verbs, and every hedge has words."""
    assert {"say", "deny", "vow", "claim"} <= set(lexicon().verbs)
    assert all(entries for entries in lexicon().verbs.values())
    assert all(words and kind in HedgeKind for p in hedge_phrases().values() for words, kind in p)


def test_every_frame_of_the_lexicon_has_a_reader() -> None:
    """No family of verbs names a frame that nothing reads."""
    from generator.extract.attributions.frames import FRAMES  # noqa: PLC0415 - beside its use

    named = {frame for cues in lexicon().verbs.values() for cue in cues for frame in cue.frames}
    assert named == set(FRAMES)


def test_only_denials_deny(parses: list[Parse]) -> None:
    """No stance is "denies" without a denying verb as its cue."""
    denials = {verb for verb, cues in lexicon().verbs.items() if cues[0].stance is Stance.DENIES}
    for text in parses:
        for attribution in find_attributions(text, (), ()):
            if attribution.stance is Stance.DENIES:
                assert attribution.reason.note.split(":")[0] in denials | {"denial", "rejection"}


def test_data_files_name_origin_and_licence() -> None:
    """Each cue file says where it is from and under which licence."""
    folder = Path(__file__).parents[3] / "generator/data"
    files = sorted(folder.glob("cues-*.yaml"))
    assert files
    for path in files:
        header = path.read_text("utf-8").split("\n\n")[0]
        assert "Origin:" in header, path.name
        assert "Licence:" in header, path.name
        assert yaml.safe_load(path.read_text("utf-8"))
