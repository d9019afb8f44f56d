"""A seeds folder to write into, and the invariants that hold for every source document."""

import hashlib
import html
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from generator.collect import Collected, collect
from generator.model import SourceDocument

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Return what writes a file into the seeds folder."""
    folder = tmp_path / "seeds"
    folder.mkdir()

    def write(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def run(tmp_path: Path) -> Callable[[], Collected]:
    """Return what collects the seeds folder."""
    return lambda: collect(tmp_path / "seeds")


@pytest.fixture(scope="session")
def check() -> Callable[[SourceDocument, bytes], None]:
    """Return what asserts the invariants of a source document and its file's bytes."""
    return _check


def _check(document: SourceDocument, content: bytes, charset: str = "utf-8") -> None:
    text = document.text
    assert document.id == hashlib.sha256(document.path.encode()).hexdigest()[:12]
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    _check_runs(document, content, charset)
    _check_paragraphs(document)
    body = text[document.body_start : document.body_end]
    assert body == text[document.body_start :].strip()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)


def _check_runs(document: SourceDocument, content: bytes, charset: str) -> None:
    text = document.text
    for run in document.runs:
        assert 0 <= run.byte_start < run.byte_end <= len(content)
        stored, found = text[run.start : run.end], content[run.byte_start : run.byte_end]
        verbatim = _LINE_END.sub("\n", found.decode(charset))
        assert stored in {verbatim, _LINE_END.sub("\n", html.unescape(verbatim))}
        # A run can be counted through on both sides, or it is one construct.
        assert len(found) == len(stored.encode()) or found[:1] == b"&" or len(stored) == 1
    for first, second in pairwise(document.runs):
        assert first.end <= second.start
        assert first.byte_end <= second.byte_start
    covered = {offset for run in document.runs for offset in range(run.start, run.end)}
    rest = "".join(char for offset, char in enumerate(text) if offset not in covered)
    assert not rest.strip(), "only white space may be added"


def _check_paragraphs(document: SourceDocument) -> None:
    text = document.text
    shown = [text[each.start : each.end] for each in document.paragraphs]
    assert all(each and each == each.strip() for each in shown)
    assert [each.number for each in document.paragraphs] == list(range(1, len(shown) + 1))
    assert all(a.end <= b.start for a, b in pairwise(document.paragraphs))
    if shown:
        assert document.paragraphs[0].start == document.body_start
        assert document.paragraphs[-1].end == document.body_end
    body = text[document.body_start : document.body_end]
    assert "".join("".join(shown).split()) == "".join(body.split()), "no word is outside"
