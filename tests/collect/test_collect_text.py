import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import Collected, collect, document_from_text
from generator.collect.read_text import read
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.model import ByteRun, Origin, SourceDocument
from tests.material import CORPUS, SEEDS

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]
Check = Callable[[SourceDocument, bytes], None]

BODY = (
    'The "northern" bridge was closed on Tuesday, Minister Orla Venn said.\n\nShe gave no date…\n'
)


def test_header_is_metadata_and_stays_in_the_stored_text(put: Put, run: Run, check: Check) -> None:
    """The header gives the date; offsets and hash count it, the body begins after it."""
    put("a.txt", f" date 2024-11-05 {BODY}")
    (document,) = run().documents
    date = document.metadata.date
    assert date is not None
    assert (date.value, date.origin, date.path, date.line) == (
        "2024-11-05",
        Origin.HEADER,
        "a.txt",
        1,
    )
    assert document.text == f" date 2024-11-05 {BODY}"
    assert document.body_start == 17
    assert [each.start for each in document.paragraphs] == [17, 88]
    check(document, document.text.encode())


@pytest.mark.parametrize(
    "start", ["", "date palms grow here. ", "Date: 5 November. ", "date 5 ", "date 1984 "]
)
def test_other_first_words_are_body(put: Put, run: Run, start: str) -> None:
    """Only the word `date` and a full date are a header; a text may begin with other words."""
    put("a.txt", start + BODY)
    collected = run()
    (document,) = collected.documents
    assert document.body_start == 0
    assert document.metadata.date is None
    assert "collect.no-date" in {finding.code for finding in collected.findings}


@pytest.mark.parametrize(
    "header",
    [
        "date\u00a02024-11-05\u00a0",
        "\u3000date\u2003\u20092024-11-05\u2028",
        "\ufeff\ufeff date 2024-11-05\u200b ",
        "\u200bdate\u202f2024-11-05\n",
        "date 2024\u201111\u201105 ",
        "date\t2024\u201311\u201305\r\n",
    ],
)
def test_header_may_have_any_white_space_and_dash(put: Put, run: Run, header: str) -> None:
    """No-break spaces, marks that nobody sees and dashes of word processors are read as meant."""
    put("a.txt", header + BODY)
    collected = run()
    (document,) = collected.documents
    assert collected.findings == ()
    assert document.metadata.date is not None
    assert document.metadata.date.value == "2024-11-05"
    assert document.text[document.body_start :].startswith('The "northern"')


def test_noncharacters_are_left_out(put: Put, run: Run, check: Check) -> None:
    """What Unicode gives to no character is on no page, so it is not stored either."""
    content = "\ufffe\ufeff date 2024-11-05 The\uffff bridge\ufdd0 was \U0001fffeclosed \ufffd."
    put("a.txt", content)
    collected = run()
    (document,) = collected.documents
    assert document.text == " date 2024-11-05 The bridge was closed \ufffd."
    (finding,) = collected.findings
    assert "left out: 4 (U+1FFFE, U+FDD0, U+FFFE, U+FFFF)" in finding.what
    check(document, content.encode())


def test_text_without_oddities_is_its_own_map(put: Put, run: Run) -> None:
    """A file without byte order mark or carriage returns maps to its bytes as one run."""
    put("a.txt", BODY)
    (document,) = run().documents
    size = len(BODY)
    assert document.runs == (ByteRun(0, size, 0, len(BODY.encode())),)


def test_normalisation_is_the_documented_one(put: Put, run: Run, check: Check) -> None:
    """Mark and control characters go, line ends become one; nothing else changes."""
    content = "\ufeffCafe\u0301 \u200bone\r\ntwo\rthree\u2028four\x00\x1b\ttab\u00a0end\r\n\r\nlast"
    put("a.txt", content)
    collected = run()
    (document,) = collected.documents
    assert document.text == "Cafe\u0301 \u200bone\ntwo\nthree\nfour\ttab\u00a0end\n\nlast"
    finding = next(each for each in collected.findings if each.code.endswith("control-characters"))
    assert finding.line == 4
    assert "U+0000, U+001B" in finding.what
    check(document, content.encode())


LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_maps_to_its_bytes(text: str) -> None:
    """Whatever the characters, every run's bytes decode to the run's text."""
    content = text.encode()
    reading = read(RawFile("a.txt", content), Report("a.txt"))
    if reading is not None:
        for run in reading.text.runs():
            found = content[run.byte_start : run.byte_end].decode()
            stored = reading.text.text[run.start : run.end]
            assert stored == LINE_END.sub("\n", found)
        again = read(RawFile("a.txt", reading.text.text.encode()), Report("a.txt"))
        assert again is not None
        assert again.text.text == reading.text.text


LINES = st.lists(
    st.sampled_from(["word", "Two words.", "\t", " ", "\n", "\r\n", "\n\n"]), max_size=30
)


@given(LINES.map("".join))
def test_bare_text_is_body_with_its_own_offsets(text: str) -> None:
    """`document_from_text` changes nothing and takes nothing for a header."""
    document = document_from_text("doc-1", text, date="2024-11-05")
    assert document.text == text
    assert document.body_start == (len(text) - len(text.lstrip()) if text.strip() else 0)
    assert [document.text[each.start : each.end].strip() for each in document.paragraphs] == [
        document.text[each.start : each.end] for each in document.paragraphs
    ]


def test_bare_text_refuses_an_impossible_date() -> None:
    """A date that never was is an error of the caller."""
    with pytest.raises(ValueError, match="day is out of range"):
        document_from_text("doc-1", "Text.", date="2024-02-30")


def test_documents_are_in_order_of_date_then_path(put: Put, run: Run) -> None:
    """Dated documents come first, by date; undated ones last; ties by path."""
    for name, date in {"c.txt": "2023-01-01", "b.txt": "2024-01-01", "a.txt": "2024-01-01"}.items():
        put(name, f" date {date} Words of {name}.")
    put("0.txt", "No date here.")
    collected = run()
    assert [each.path for each in collected.documents] == ["c.txt", "a.txt", "b.txt", "0.txt"]
    assert {each.id: each.path for each in collected.documents}.keys() == collected.raw.keys()


@pytest.mark.parametrize("folder", [SEEDS, CORPUS], ids=lambda folder: folder.name)
def test_real_documents_hold_the_invariants(check: Check, folder: Path) -> None:
    """Every real document has its header's date, body from 17, one run and no finding."""
    collected = collect(folder)
    assert collected.findings == ()
    assert collected.documents
    for document in collected.documents:
        check(document, collected.raw[document.id])
        assert document.body_start == 17
        assert document.metadata.date is not None
        assert len(document.runs) == 1
        assert len(document.paragraphs) >= 5
    dates = [each.metadata.date.value for each in collected.documents if each.metadata.date]
    assert all(first <= second for first, second in pairwise(dates))


def test_seed_has_the_reference_paragraphs() -> None:
    """The paragraphs of the seed document begin and end where the reference says."""
    (document,) = collect(SEEDS).documents
    assert (document.paragraphs[0].start, document.paragraphs[0].end) == (17, 153)
    assert (document.paragraphs[-1].start, document.paragraphs[-1].end) == (1904, 2081)
    assert len(document.paragraphs) == 13
