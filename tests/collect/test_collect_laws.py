"""Laws for every reader: what a reader of the source sees is stored, or a finding says what is not.

And whatever the bytes of a file, nothing is raised, and no other file is lost.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.collect import Collected, read_html, read_markdown
from generator.collect.reading import RawFile, Reading
from generator.collect.report import Report
from generator.collect.superscripts import Shown, shown

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]

NOUNS = ["harbour", "wall", "storm", "council", "mayor", "letter", "crane", "market", "ferry"]
WORDS = st.sampled_from(NOUNS)
SENTENCE = st.lists(WORDS, min_size=3, max_size=14).map(lambda words: " ".join(words) + ".")


def _inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return blocks of HTML that hold others."""
    many = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        many.map(lambda parts: f"<div>{''.join(parts)}</div>"),
        many.map(lambda parts: f"<blockquote>{''.join(parts)}</blockquote>"),
        many.map(lambda parts: f"<ul>{''.join(f'<li>{part}</li>' for part in parts)}</ul>"),
        many.map(lambda parts: f"<table><tr><td>{'</td><td>'.join(parts)}</td></tr></table>"),
        many.map(lambda parts: f"<dl>{''.join(f'<dt>{p}</dt><dd>{p}</dd>' for p in parts)}</dl>"),
        many.map(lambda parts: f"<details><summary>{parts[0]}</summary>{parts[-1]}</details>"),
        many.map(lambda parts: f"<section><h2>{parts[0]}</h2>{''.join(parts)}</section>"),
    )


LEAF = st.one_of(
    SENTENCE.map(lambda text: f"<p>{text}</p>"),
    SENTENCE.map(lambda text: f"<p>{text[:9]}<b>{text[9:]}</b></p>"),
    SENTENCE.map(lambda text: f"<p>{text}<br>{text}</p>"),
    SENTENCE,
)
ASIDE = st.one_of(
    SENTENCE.map(lambda text: f"<svg><title></title><text>{text}</text></svg>"),
    SENTENCE.map(lambda text: f"<p>A<ruby>wall<rt>{text}</rt></ruby></p>"),
    SENTENCE.map(lambda text: f"<b-x><template shadowrootmode=open><p>{text}</p></template></b-x>"),
    SENTENCE.map(lambda text: f"<figure><figcaption>{text}</figcaption></figure>"),
    SENTENCE.map(lambda text: f"<footer><p>{text}</p></footer>"),
    SENTENCE.map(lambda text: f"<aside><p>{text}</p></aside>"),
    SENTENCE.map(lambda text: f"<xmp>{text}</xmp>"),
)
ARTICLE = st.lists(st.recursive(LEAF, _inside, max_leaves=6), min_size=1, max_size=8)


TOLD = {"collect.left-out", "collect.related", "collect.apart"}
"""Codes of what says that a page has more than is stored."""


def _numbered(source: str) -> str:
    """Return a source in which each word has its own number, so that each can be missed."""
    numbers = iter(range(10_000))
    return re.sub("|".join(NOUNS), lambda match: f"{match[0]}{next(numbers)}", source)


def _lost(source: str, reading: Reading | None) -> set[str]:
    stored = set(re.findall(r"[a-z]+\d+", reading.text.text if reading else ""))
    return set(re.findall(r"[a-z]+\d+", re.sub(r"<[^>]*>", "", source))) - stored


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.tuples(ARTICLE, st.lists(ASIDE, max_size=2)).map(lambda both: [*both[0], *both[1]]),
    st.sampled_from(["<article>{}</article>", "<main>{}</main>", "<div>{}</div>"]),
)
def test_page_loses_no_word_without_a_finding(parts: list[str], frame: str) -> None:
    """Each word of a page's body is stored, or a finding says that words were left out."""
    source = _numbered("".join(parts))
    report = Report("a.html")
    page = f"<html><head><title>Wall</title></head><body>{frame.format(source)}</body></html>"
    reading = read_html.read(RawFile("a.html", page.encode()), report)
    told = {finding.code for finding in report.findings}
    assert not _lost(source, reading) or told & TOLD


@pytest.mark.parametrize("name", ["div", "blockquote", "b", "ul"])
@pytest.mark.parametrize("depth", [30, 300, 3000])
def test_deep_pages_lose_no_word(name: str, depth: int) -> None:
    """Parsers of trees give up somewhere below 300 levels; the words are stored all the same."""
    first = "<p>" + "The harbour1 wall2 cracked in the storm3. " * 9 + "</p>"
    deep = f"<{name}>" * depth + "<p>The council4 said nothing of the mayor5 at dawn6.</p>"
    last = f"</{name}>" * depth + "<p>The ferry7 will sail again in spring, the letter8 said.</p>"
    source = first + deep + last
    report = Report("a.html")
    page = f"<body><article>{source}</article></body>"
    assert not _lost(source, read_html.read(RawFile("a.html", page.encode()), report))


MARKS = st.sampled_from(["- ", "> ", "1. ", "  ", "* ", "    ", "# ", "", ""])
LINE = st.tuples(st.lists(MARKS, max_size=6).map("".join), SENTENCE).map("".join)


@settings(deadline=None, max_examples=200)
@given(st.lists(LINE | st.just(""), min_size=1, max_size=12).map("\n".join))
def test_markdown_loses_no_word_without_a_finding(source: str) -> None:
    """Each word of a Markdown text is stored, however its lists and quotations are nested."""
    source = _numbered(source)
    report = Report("a.md")
    reading = read_markdown.read(RawFile("a.md", source.encode()), report)
    assert not _lost(source, reading) or report.findings


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize("depth", [10, 21, 60, 400, 4000])
def test_deep_markdown_is_stored_or_told(mark: str, depth: int) -> None:
    """Quotations and lists of 60 levels are stored; deeper ones are an error with a line."""
    source = f"First{0}.\n\n{mark * depth}deep1\n\nlast2.\n"
    report = Report("a.md")
    reading = read_markdown.read(RawFile("a.md", source.encode()), report)
    codes = [(finding.code, finding.line > 0) for finding in report.findings]
    if depth <= 60:
        assert not _lost(source, reading)
        assert not codes
    else:
        assert codes == [("collect.too-deep", True)]


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "ignore")),
    st.sampled_from(["b.txt", "b.md", "b.html", "a.meta.yml", "a.notes.yml"]),
)
def test_no_bytes_raise_or_cost_another_document(
    put: Put, run: Run, content: bytes, name: str
) -> None:
    """Whatever one file holds, collecting returns, with every other document."""
    for old in put("a.txt", " date 2024-11-05 The bridge was closed.").parent.glob("*"):
        if old.name != "a.txt":
            old.unlink()
    put(name, content)
    assert "a.txt" in {document.path for document in run().documents}


def test_fault_of_ours_costs_one_document(
    put: Put, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception while one file is read is one error that names it; the others are read."""
    put("a.txt", " date 2024-11-05 The bridge was closed.")
    put("b.html", "<p>The bridge was opened again on Wednesday.</p>")
    monkeypatch.setattr("generator.collect.charset.decoded", lambda *_: 1 / 0)
    collected = run()
    assert [document.path for document in collected.documents] == ["a.txt"]
    (finding,) = collected.findings
    assert (finding.path, finding.code, finding.level) == (
        "seeds/b.html",
        "collect.unread",
        "error",
    )
    assert "ZeroDivisionError" in finding.what


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_ends_of_the_calendar_are_findings(put: Put, run: Run, day: str) -> None:
    """The first and the last day that a computer knows are read, with a warning."""
    put("a.txt", "The bridge was closed.")
    put("a.meta.yml", f"date: {day}\n")
    assert [finding.code for finding in run().findings] == ["collect.unlikely-date"]


def test_lone_surrogates_of_metadata_are_no_text(put: Put, run: Run) -> None:
    """Half of a character, which YAML and JSON can write, never reaches a record."""
    put("a.txt", " date 2024-11-05 The bridge was closed.")
    put("a.meta.yml", 'title: "Half \\ud800"\n')
    json_ld = '{"@type":"NewsArticle","headline":"Half \\ud800","author":"Ada \\ud83d Quill"}'
    put("b.html", f'<script type="application/ld+json">{json_ld}</script><p>Closed again.</p>')
    collected = run()
    assert "collect.bad-value" in {finding.code for finding in collected.findings}
    for document in collected.documents:
        for value in (document.metadata.title, document.metadata.author):
            assert value is None or value.value.encode()


N = 100_000
COSTLY = {
    "attributes.html": "<p " + " ".join(f"a{number}=1" for number in range(N)) + ">Closed.</p>",
    "tags.html": "<div>" * (N // 5) + "Closed.",
    "short.html": "<article>" + "<p>Yes.</p>" * (N // 11) + "</article>",
    "brackets.md": "[" * N,
    "quotes.md": ">" * N,
    "marks.md": "*" * N,
    "brackets.meta.yml": "[" * N,
    "braces.meta.yml": "{" * N,
    "front.md": f"---\n{'[' * N}\n---\nClosed.\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COSTLY)
def test_shapes_that_cost_too_much(put: Put, run: Run, name: str) -> None:
    """100,000 characters of any shape take seconds, not minutes."""
    put("brackets.txt", "Closed.")
    put("braces.txt", "Closed at dawn.")
    put(name, COSTLY[name])
    begun = time.process_time()
    run()
    assert time.process_time() - begun < 15


@pytest.mark.parametrize(
    ("before", "mark", "after", "how"),
    [
        ("built in 1998", "3", " and", Shown.LEFT_OUT),
        ("cost 40", "6", " million", Shown.LEFT_OUT),
        ("the ministry said.", "7", "", Shown.LEFT_OUT),
        ("12 metres", "5", " high", Shown.LEFT_OUT),
        ("the wall", "[12]", ",", Shown.LEFT_OUT),
        ("the wall", "3,4", " fell", Shown.LEFT_OUT),
        ("the wall", "*", " fell", Shown.LEFT_OUT),
        ("the wall", "[citation needed]", ".", Shown.LEFT_OUT),
        ("12 m", "2", " of", Shown.KEPT),
        ("3 km", "3", "", Shown.KEPT),
        ("E = mc", "2", "", Shown.KEPT),
        ("where x", "2", " is", Shown.KEPT),
        ("the 5", "th", " day", Shown.KEPT),
        ("the 21", "st", " day", Shown.KEPT),
        ("M", "me", " Tarn", Shown.KEPT),
        ("about 10", "6", " cells", Shown.APART),
        ("for $3", "99", " each", Shown.APART),
        ("2 1", "1", "/2 cups", Shown.APART),
        ("Gizmo", "TM", " phones", Shown.APART),
        ("of ", "235", "U was", Shown.KEPT),
        ("", "1", "See the report", Shown.BEFORE),
        ("", "1", " See the report", Shown.KEPT),
        ("was ", "1", "closed", Shown.LEFT_OUT),
    ],
)
def test_what_stands_above_the_line(before: str, mark: str, after: str, how: Shown) -> None:
    """A note's mark is left out, a power stays, and nothing makes another figure of one."""
    assert shown(before, mark, after, linked=False) is how


@pytest.mark.parametrize("before", ["12 m", "40", "the wall"])
def test_what_is_linked_above_the_line_is_a_note(before: str) -> None:
    """A link above the line leads to a note, whatever it stands on."""
    assert shown(before, "2", " of", linked=True) is Shown.LEFT_OUT
