"""Kinds of saved pages, each in several forms: one article, and what stands around it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.collect import read_html
from generator.collect.reading import RawFile
from generator.collect.report import Report

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "data" / "collect" / "kinds.yml").read_text("utf-8")
)
PARAGRAPHS = [
    "Mayor Tove Halden said on Monday that the ferry to Osterly would stop for a month it failed.",
    "“We will not wait for another fire,” Halden told the council, and she read a letter aloud.",
    "Nils Brek, the captain, denied that the engine was old and said that twelve men would go.",
    "The council meets again on Thursday to hear the owners, a clerk said, and to choose who pays.",
]
SITE = '<meta property="og:site_name" content="Osterly Post">'
ALLOWED = {"left-out", "apart", "related", "formula", "no-date"}


def _page(case: dict[str, Any]) -> bytes:
    codec = case.get("codec", "utf-8")
    body = case.get("body", case.get("between", "").join(f"<p>{{{n}}}</p>" for n in range(4)))
    for number, words in enumerate(PARAGRAPHS):
        shown = words if codec == "utf-8" else words.replace("“", "").replace("”", "")
        body = body.replace(f"{{{number}}}", shown)
    head = case.get("head", "") + (SITE if case.get("site", True) else "")
    heading = case.get("h1", "Ferry to stop for a month")
    top = (f"<h1>{heading}</h1>" if heading else "") + case.get("before", "")
    article = f"<article>{top}{body}{case.get('after', '')}</article>"
    page = (
        f'<!doctype html><html lang="en"><head>{head}</head><body><header><nav><a href="/">Home</a>'
        f"</nav></header><main>{article}</main><footer>Osterly Post</footer></body></html>"
    )
    return page.encode(codec)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case['kind']}" for number, case in enumerate(CASES)]
)
def test_page_of_a_kind(case: dict[str, Any]) -> None:
    """What the case names is stated, stored or left out, and nothing stops the page."""
    report = Report("a.html")
    reading = read_html.read(RawFile("a.html", _page(case)), report)
    assert reading is not None
    assert {finding.code.removeprefix("collect.") for finding in report.findings} <= ALLOWED
    shown = [reading.text.text[start:end] for start, end in reading.paragraphs or ()]
    for key, value in case.get("meta", {}).items():
        stated = getattr(reading.metadata, key)
        assert (stated.value if stated else None) == value
    assert not [words for words in case.get("absent", ()) if words in reading.text.text]
    assert case.get("last", shown[-1]) == shown[-1]
    assert sum("(" in words for words in shown) == case.get("count", 0)
