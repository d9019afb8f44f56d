import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import Collected
from generator.collect.read_markdown import read
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.model import SourceDocument
from tests.material import HOSTILE

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]
Check = Callable[[SourceDocument, bytes], None]

CASES = Path(__file__).parent.parent / "data" / "collect" / "markdown.yml"


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda c: c["title"])
def test_markdown_as_a_reader_sees_it(
    put: Put, run: Run, check: Check, case: dict[str, Any]
) -> None:
    """Each case has its paragraphs, metadata and findings, and all is traced to bytes."""
    put("a.md", case["input"])
    collected = run()
    said = [
        f"{each.line} {each.level} {each.code.removeprefix('collect.')}"
        for each in collected.findings
    ]
    expected = [] if "metadata" in case else ["0 warning no-date"]
    assert said == case.get("findings", expected)
    shown = [
        document.text[each.start : each.end]
        for document in collected.documents
        for each in document.paragraphs
    ]
    assert shown == case["paragraphs"]
    for document in collected.documents:
        check(document, case["input"].encode())
        metadata = document.metadata
        stated = {key: getattr(metadata, key) for key in ("title", "date", "language")}
        values = {key: value.value for key, value in stated.items() if value}
        assert values == case.get("metadata", {})


# In these the difference is right: markup-like text that rendering hides or escapes by itself.
OTHERWISE = {174, 183, 617, 627, 630}


def test_commonmark_examples_show_what_rendering_shows() -> None:
    """For every example of the specification, stored text and rendered text have the same words."""
    for line in (HOSTILE / "commonmark.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if int(case["id"].split("-")[1]) in OTHERWISE:
            continue
        reading = read(RawFile("a.md", case["text"].encode()), Report("a.md"))
        assert reading is not None
        assert _words(reading.text.text) == _words(_visible(case["html"])), case["id"]


def _visible(rendered: str) -> str:
    rendered = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", " ", rendered, flags=re.DOTALL)
    return html.unescape(re.sub(r"</?[A-Za-z!?][^<>]*>", " ", rendered))


def _words(text: str) -> str:
    return "".join(text.split())


MARKS = st.sampled_from(
    r"* ** _ ~~ ` `` [ ]( ) ![ <b> &amp; \ >_ -_ 1._ #_ |_ |-| é word _ a_b <!-- --> &#13;"
    r" <script> </script> <https://a.b> [x]:_y".replace("_", "\0").split(" ")
).map(lambda mark: mark.replace("\0", " ")) | st.sampled_from(
    ["\n", "\n\n", "    ", "\t", "```\n", "\r\n", "---\n", "_", "\0"]
)


@given(st.lists(MARKS, max_size=25).map("".join))
def test_any_markdown_is_traced(text: str) -> None:
    """Whatever the marks, nothing fails, and every run's bytes are the run's text."""
    content = text.encode()
    report = Report("a.md")
    reading = read(RawFile("a.md", content), report)
    assert reading is not None
    assert not [each for each in report.findings if each.code == "collect.untraced"]
    stored = reading.text.text
    for run in reading.text.runs():
        found = content[run.byte_start : run.byte_end].decode()
        plain = found.replace("\r\n", "\n").replace("\r", "\n")
        resolved = html.unescape(plain).replace("\r", "\n")
        assert stored[run.start : run.end] in {plain, resolved}
