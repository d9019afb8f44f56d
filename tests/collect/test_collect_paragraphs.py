import textwrap
from pathlib import Path

import pytest
import yaml

from generator.collect import collect, document_from_text
from generator.collect.paragraphs import paragraphs
from generator.collect.read_text import read as read_text
from generator.collect.reading import RawFile
from generator.collect.report import Report
from tests.material import CORPUS

CASES = Path(__file__).parent.parent / "data" / "collect" / "paragraphs.yml"


def _paragraphs(text: str) -> list[str]:
    document = document_from_text("doc", text)
    return [document.text[each.start : each.end] for each in document.paragraphs]


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda c: c["title"])
def test_paragraphs_of(case: dict[str, str | list[str]]) -> None:
    """Each case's text has the paragraphs that a reader would see."""
    assert _paragraphs(str(case["text"])) == [each.rstrip("\n") for each in case["paragraphs"]]


def test_header_counts_in_the_width_of_its_line() -> None:
    """The first line of a wrapped text is full with its header, though the body begins later."""
    first = " date 2024-11-05 The port has ordered ferries from"
    second = "Lowhaven, and they will sail very soon, to the ports of the"
    content = f"{first}\n{second}\nsouth and of the north.".encode()
    reading = read_text(RawFile("a.txt", content), Report("a.txt"))
    assert reading is not None
    text = reading.text.text
    assert paragraphs(text, reading.body_start, len(text)) == ((17, len(text)),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_parts_paragraphs(end: str) -> None:
    """Blank lines count whatever ends the lines, also in text that is not normalised."""
    assert _paragraphs(f"One.{end}{end}Two.{end} {end}Three.") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapping_real_text_does_not_change_its_paragraphs(width: int) -> None:
    """Real documents, wrapped to a width, keep nearly all their paragraphs."""
    documents = collect(CORPUS).documents
    same = 0
    for document in documents:
        whole = [document.text[each.start : each.end] for each in document.paragraphs]
        wrapped = (textwrap.fill(each, width, break_on_hyphens=False) for each in whole)
        found = [" ".join(each.split()) for each in _paragraphs("\n\n".join(wrapped))]
        same += found == [" ".join(each.split()) for each in whole]
    assert same >= len(documents) - 1
