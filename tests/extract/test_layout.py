"""The same words give the same annotations, however they are wrapped, spaced and encoded."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.collect import document_from_text
from generator.extract import extract
from generator.layout import carried, read
from generator.link import link
from generator.model import AnnotatedDocument, Span

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parent.parent.parent
CASES = yaml.safe_load((ROOT / "tests/data/layout/cases.yml").read_text("utf-8"))
TEXT = """\
The harbour authority said on Tuesday that the port of Lorvik would close for three weeks after \
the storm of October 2023, and the well-known deputy mayor, Petra Holmvik, told reporters that at \
least 40 ships had been sent to Varna.

“We had no choice,” José Peñalund, who leads the office of the Norhaven Ministry of Foreign \
Affairs, told Lorvik Radio. “The wall could have fallen at any time.” He declined to say who \
would pay 12.5 million crowns for a 300-metre wall; Holmvik denied that it was unsafe.

According to the council, Erik van der Lundvik was not in Lorvik on 6 November 2024."""
"""Names, figures, dates, quotations and a refusal, each of which some width tears."""
GROUPED = "O'Learvik said that D'Ambrovik had 1,250,000 crowns and 40,000 ships in the port."
"""A name with an apostrophe, and figures with thousands."""
SPACES = " \u00a0\u2009\u2007\u202f\u3000\t"
FORMS = ("NFC", "NFD")


def texts() -> list[str]:
    """Return texts with an empty line between their paragraphs: ours, the seed's and real news."""
    paths = sorted((ROOT.parent / "shared" / "corpus").glob("*.txt"))[:12]
    paths += sorted((ROOT / "seeds").glob("*.txt"))
    real = [path.read_text("utf-8").split("\n", 1)[1] for path in paths]
    return [TEXT, *("\n\n".join(text.strip().split("\n")) for text in real)]


TEXTS = texts()


def paragraphs(text: str) -> list[str]:
    """Return the words of each paragraph."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def wrapped(text: str, width: int, *, at_hyphens: bool) -> str:
    """Return a text whose paragraphs are wrapped to a width."""
    fill = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=at_hyphens).fill
    return "\n\n".join(map(fill, paragraphs(text)))


def copy(text: str) -> str:
    """Return the reading copy of a plain text."""
    return read(document_from_text("a.txt", text)).document.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_text_reads_as_its_words(case: dict[str, str]) -> None:
    """The copy of each golden text is what the golden says, and its own copy."""
    assert copy(case["text"]) == case["reads"]
    assert copy(case["reads"]) == case["reads"]


def test_ordinary_text_is_its_own_copy() -> None:
    """Where nothing is odd, no copy is made."""
    assert read(document_from_text("a.txt", TEXT)).is_plain


@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize("at_hyphens", [False, True])
def test_any_width_reads_the_same(width: int, *, at_hyphens: bool) -> None:
    """A text reads the same however wide its lines are, broken at hyphens or not."""
    for text in TEXTS[:5]:
        whole = "\n\n".join(paragraphs(text))
        assert copy(wrapped(whole, width, at_hyphens=at_hyphens)) == copy(whole)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a text, and the same words in odd layout."""
    parts = paragraphs(draw(st.sampled_from(TEXTS)))
    first = draw(st.integers(0, len(parts) - 1))
    plain = "\n\n".join(parts[first : first + 4])
    odd = plain
    if draw(st.booleans()):
        odd = wrapped(plain, draw(st.integers(50, 90)), at_hyphens=draw(st.booleans()))
        # Too few lines do not show that a text is wrapped.
        assume(len(document_from_text("a.txt", odd).paragraphs) == plain.count("\n\n") + 1)
    chosen = draw(st.lists(st.sampled_from(SPACES), min_size=1, max_size=5))
    words = odd.split(" ")
    odd = words[0] + "".join(chosen[at % len(chosen)] + word for at, word in enumerate(words[1:]))
    every = draw(st.integers(3, 40))
    unseen = draw(st.sampled_from(["", "\u00ad", "\u200b", "\u2060"]))
    if unseen:
        inside = re.compile(r"(?<=\w)(?=\w)")
        odd = inside.sub(lambda match: "" if match.start() % every else unseen, odd)
    odd = odd.replace("fi", draw(st.sampled_from(["fi", "\ufb01"])))
    return plain, unicodedata.normalize(draw(st.sampled_from(FORMS)), odd)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(layout=layouts())
def test_any_layout_reads_the_same(layout: tuple[str, str]) -> None:
    """Whatever the wrap, the white space, the normal form: the copy has the same words."""
    plain, odd = layout
    assert copy(odd) == copy(plain)


@settings(max_examples=200)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), data=st.data())
def test_spans_come_back(text: str, data: st.DataObject) -> None:
    """Spans of the copy come back in order, apart, as slices of the stored text."""
    reading = read(document_from_text("a.txt", text))
    if reading.is_plain:
        return
    copied = reading.document
    cuts = sorted(data.draw(st.sets(st.integers(0, len(copied.text)), max_size=6)))
    last = 0
    for start, end in pairwise(cuts):
        span = reading.back(copied.span(start, end))
        assert text[span.start : span.end] == span.text == span.text.strip()
        if copied.text[start:end].strip():
            assert last <= span.start < span.end
            last = span.end


def found(annotated: AnnotatedDocument) -> Any:
    """Return what was found, without places and ids: words, types, values, speakers, stances."""
    reading = read(annotated.document)
    plain = annotated if reading.is_plain else carried(annotated, reading.plain)
    bare: dict[str, Any] = msgspec.to_builtins(plain)
    del bare["document"]
    return list(_without_places(bare))


def _without_places(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in {"id", "parent", "start", "end", "document"}:
                yield key, list(_without_places(part))
    elif isinstance(value, list | tuple):
        for part in value:
            yield list(_without_places(part))
    else:
        yield value


ODD = {
    "narrow lines": wrapped(TEXT, 32, at_hyphens=True),
    "wide lines": wrapped(TEXT, 80, at_hyphens=False),
    "no-break spaces": TEXT.replace(" ", "\u00a0"),
    "letters taken apart": unicodedata.normalize("NFD", wrapped(TEXT, 60, at_hyphens=False)),
    "soft hyphens": TEXT.replace("o", "o\u00ad"),
    "ligatures": TEXT.replace("fi", "\ufb01").replace("ff", "\ufb00"),
    "notes": TEXT.replace("40 ships", "40\u2076 ships").replace("storm", "storm\u00b3"),
    "notes in brackets": TEXT.replace("40 ships", "40[3] ships[a]").replace("storm", "storm [4]"),
    "curly apostrophes": TEXT.replace("'", "\u2019"),
    "quoted mail": re.sub("(?m)^", "> ", wrapped(TEXT, 66, at_hyphens=True)),
    "mail in mail": re.sub("(?m)^", ">> ", wrapped(TEXT, 58, at_hyphens=False)),
    "double-spaced": re.sub(r"\n(?!\n)", "\n\n", wrapped(TEXT, 64, at_hyphens=False)),
    "one word a line": re.sub("[ ]", "\n", TEXT),
    "torn words": TEXT.replace("authority", "author-\nity").replace("minister", "min-\nister"),
    "torn names": wrapped(TEXT, 44, at_hyphens=False).replace("Norhaven", "Nor\u00ad\nhaven"),
    "carriage returns": wrapped(TEXT, 70, at_hyphens=True).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_any_layout_says_the_same(text: str, nlp: "Language") -> None:
    """Odd layout changes no annotation; its spans are exact slices of the stored text."""
    plain = extract(document_from_text("a.txt", TEXT), nlp)
    odd = extract(document_from_text("a.txt", text), nlp)
    assert found(odd) == found(plain)
    carried(odd, lambda span: _checked(span, text))
    ids = [attribution.id for attribution in odd.attributions]
    assert len(set(ids)) == len(ids)
    assert {a.parent for a in odd.attributions} <= {None, *ids}


def _checked(span: Span, text: str) -> Span:
    assert text[span.start : span.end] == span.text == span.text.strip()
    return span


@pytest.mark.parametrize("space", "\u2009\u202f\u00a0")
def test_thousands_and_apostrophes_say_the_same(space: str, nlp: "Language") -> None:
    """Figures with a space for a mark of thousands are quantities; a curly name is the name."""
    text = GROUPED.replace(",0", f"{space}0").replace(",2", f"{space}2").replace("'", "\u2019")
    plain = extract(document_from_text("a.txt", GROUPED), nlp)
    odd = extract(document_from_text("a.txt", text), nlp)
    assert found(odd) == found(plain)
    assert [(each.minimum, each.span.text) for each in odd.quantities] == [
        (1_250_000, f"1{space}250{space}000 crowns"),
        (40_000, f"40{space}000 ships"),
    ]
    (said,) = odd.attributions
    assert said.source is not None
    assert said.source.text == "O\u2019Learvik"


def test_every_letter_of_odd_layout_is_in_a_paragraph() -> None:
    """What is no white space is proven: marks of mail and of notes too."""
    for text in ODD.values():
        document = document_from_text("a.txt", text)
        shown = "".join(text[each.start : each.end] for each in document.paragraphs)
        assert "".join(shown.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_any_layout_means_the_same(text: str, nlp: "Language") -> None:
    """The same people and places are found, under the same ids, addresses and sort keys."""
    plain, _ = link([extract(document_from_text("a.txt", TEXT), nlp)], [])
    odd, _ = link([extract(document_from_text("a.txt", text), nlp)], [])
    keys = [(e.id, e.slug, e.sort_key, e.type, len(e.links)) for e in plain.entities]
    assert [(e.id, e.slug, e.sort_key, e.type, len(e.links)) for e in odd.entities] == keys
    speakers = [statement.speaker for statement in plain.documents[0].statements]
    assert [statement.speaker for statement in odd.documents[0].statements] == speakers
    carried(odd, lambda span: _checked(span, text))
    assert odd.documents[0].annotated.document.text == text


def test_documents_of_different_layout_have_one_entity_a_name(nlp: "Language") -> None:
    """A name that one document tears and another prints plainly is one entity's."""
    texts = {"a.txt": ODD["narrow lines"], "b.txt": TEXT, "c.txt": ODD["letters taken apart"]}
    found = [extract(document_from_text(path, text), nlp) for path, text in texts.items()]
    alone, _ = link(found[1:2], [])
    dossier, _ = link(found, [])
    names = {(e.id, e.slug): len(e.links) for e in alone.entities}
    assert {(e.id, e.slug): len(e.links) for e in dossier.entities} == {
        key: 3 * links for key, links in names.items()
    }
    stored = {each.document.id: each.document.text for each in found}
    carried(dossier, lambda span: _checked(span, stored[span.document]))
