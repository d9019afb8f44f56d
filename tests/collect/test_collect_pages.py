"""Forty pages in the shapes of real sites: what a reader of each sees is what is stored.

The pages and what is expected of them are invented, and were written before their first reading.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.collect import read_html
from generator.collect.reading import RawFile, Reading
from generator.collect.report import Report

PAGES = Path(__file__).parent.parent / "data" / "collect" / "pages"
FLOOR = 0.95
FIELDS = ("title", "date", "author", "publisher", "text")


def _reading(page: str) -> Reading:
    raw = RawFile(f"{page}.html", (PAGES / f"{page}.html").read_bytes())
    reading = read_html.read(raw, Report(raw.path))
    assert reading is not None
    return reading


def _stated(reading: Reading, field: str) -> str | None:
    value = getattr(reading.metadata, field)
    return value.value if value else None


def _text(reading: Reading, title: str) -> list[str]:
    """Return the stored paragraphs, without the headline that may stand above them."""
    shown = [reading.text.text[start:end] for start, end in reading.paragraphs or ()]
    return shown[1:] if shown[:1] == [title] else shown


def _wrong(case: dict[str, Any]) -> Iterator[str]:
    reading = _reading(case["page"])
    for field in FIELDS[:-1]:
        if _stated(reading, field) != case[field]:
            yield field
    if _text(reading, case["title"]) != case["paragraphs"]:
        yield "text"


def test_pages_of_real_shapes(capsys: pytest.CaptureFixture[str]) -> None:
    """Title, date, author, publisher and text are each right for 95 of 100 pages."""
    cases = yaml.safe_load((PAGES / "expected.yml").read_text("utf-8"))
    wrong = {case["page"]: list(_wrong(case)) for case in cases}
    missed = {field: [page for page, found in wrong.items() if field in found] for field in FIELDS}
    shares = {field: 1 - len(pages) / len(cases) for field, pages in missed.items()}
    with capsys.disabled():
        said = ", ".join(f"{field} {share:.3f}" for field, share in shares.items())
        sys.stdout.write(f"\n{len(cases)} pages: {said}\n")
    assert all(share >= FLOOR for share in shares.values()), missed
