import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import Collected, read_html
from generator.collect.html_align import Words, located
from generator.collect.html_text import scan
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.collect.traced import traced
from generator.model import SourceDocument
from tests.material import HOSTILE

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]
Check = Callable[..., None]

CASES = Path(__file__).parent.parent / "data" / "collect" / "html.yml"
PAGE = (
    '<html><head>{}<meta name="date" content="2024-11-05"></head><body><article>'
    "<p>{}</p></article></body></html>"
)


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda c: c["title"])
def test_article_of_a_page(put: Put, run: Run, check: Check, case: dict[str, Any]) -> None:
    """Each case has its paragraphs, metadata with lines, and findings, all traced to bytes."""
    put("a.html", case["input"])
    collected = run()
    said = [
        f"{each.line} {each.level} {each.code.removeprefix('collect.')}"
        for each in collected.findings
    ]
    assert said == case.get("findings", [])
    shown = [
        document.text[each.start : each.end]
        for document in collected.documents
        for each in document.paragraphs
    ]
    assert shown == case["paragraphs"]
    for document in collected.documents:
        check(document, case["input"].encode())
        assert _stated(document) == case["metadata"]


def _stated(document: SourceDocument) -> dict[str, list[int | str]]:
    keys = ("title", "publisher", "author", "url", "licence", "date", "language")
    values = {key: getattr(document.metadata, key) for key in keys}
    return {key: [value.line, value.value] for key, value in values.items() if value}


CHARSETS = {
    "windows-1252": "The café “Old Bridge” was closed — it said",
    "iso-8859-1": "The café “Old Bridge” was closed — it said",
    "windows-1251": "The paper Мост («Bridge») said",
    "koi8-r": "The paper Мост said",
    "shift_jis": "The paper 橋の新聞 said",
    "euc-kr": "The paper 다리 신문 said",
    "gb2312": "The paper 桥报 said",
    "big5": "The paper 橋報 said",
    "utf-8": "The café “Old Bridge” 橋 was closed",
}


@pytest.mark.parametrize(("charset", "words"), CHARSETS.items(), ids=CHARSETS.keys())
def test_declared_charset_is_read(
    put: Put, run: Run, check: Check, charset: str, words: str
) -> None:
    """Pages in the usual encodings of the web are read, each character with its bytes."""
    sentence = f"{words} on Tuesday, and the ministry confirmed it to the newspapers."
    codec = "windows-1252" if charset == "iso-8859-1" else charset
    content = PAGE.format(f'<meta charset="{charset}">', sentence).encode(codec)
    put("a.html", content)
    collected = run()
    assert collected.findings == ()
    (document,) = collected.documents
    assert document.text == sentence
    check(document, content, codec)


def test_byte_order_mark_outranks_the_declaration(put: Put, run: Run, check: Check) -> None:
    """A page that begins with the mark of UTF-8 is UTF-8, whatever it declares."""
    content = (
        b"\xef\xbb\xbf" + PAGE.format('<meta charset="koi8-r">', "Café closed, it said.").encode()
    )
    put("a.html", content)
    (document,) = run().documents
    assert document.text == "Café closed, it said."
    check(document, content)


def test_charset_that_is_not_the_true_one(put: Put, run: Run) -> None:
    """Bytes that the declared encoding does not have are an error with byte and line."""
    content = PAGE.format('<meta charset="windows-1252">', "Closed\n\x81.").encode("latin-1")
    put("a.html", content)
    (finding,) = run().findings
    assert (finding.code, finding.line) == ("collect.bad-charset", 2)
    assert "(0x81)" in finding.what


@pytest.mark.parametrize("charset", ["x-unknown", "utf-7", "hex"])
def test_unusable_charset_is_read_as_utf8(put: Put, run: Run, charset: str) -> None:
    """An encoding that browsers do not have is a warning, and the page is read as UTF-8."""
    put("a.html", PAGE.format(f'\n<meta charset="{charset}">', "The café was closed, it said."))
    collected = run()
    (finding,) = collected.findings
    assert (finding.code, finding.line) == ("collect.unknown-charset", 2)
    assert "café" in collected.documents[0].text


def test_words_that_the_page_does_not_have_are_an_error(
    put: Put, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the extraction hands back, but the page does not have, is never stored or dropped."""
    monkeypatch.setattr(read_html, "_blocks", lambda _: [["It was closed."], ["It was open."]])
    put("a.html", PAGE.format("", "It was closed."))
    collected = run()
    (finding,) = collected.findings
    assert finding.code == "collect.untraced"
    assert "It was open." in finding.what
    assert collected.documents[0].text == "It was closed."


def test_page_that_breaks_the_extraction_is_taken_whole(
    put: Put, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error inside the extraction loses nothing: all visible text is stored, with a warning."""
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: 1 / 0)
    put("a.html", PAGE.format("", "It was closed."))
    collected = run()
    assert [each.code for each in collected.findings] == ["collect.no-article"]
    assert collected.documents[0].text == "It was closed."


def _located(page: str, blocks: list[list[str]]) -> list[list[tuple[int, int]] | None]:
    return located(blocks, Words.of(scan(traced(page))))


def test_repeated_words_are_taken_from_between_their_neighbours() -> None:
    """A short paragraph that also stands in the menu is found where the article has it."""
    page = "<li>Yes.</li><p>First of all.</p><p>Yes.</p><p>Last.</p><li>Yes.</li>"
    places = _located(page, [["First of all."], ["Yes."], ["Last."]])
    assert places == [[(4, 15)], [(15, 19)], [(19, 24)]]


def test_first_words_are_taken_from_beside_their_neighbour() -> None:
    """A short first paragraph is not taken from the menu before it."""
    page = "<li>Yes.</li><p>Yes.</p><p>Last.</p><li>Yes.</li>"
    assert _located(page, [["Yes."], ["Last."]]) == [[(4, 8)], [(8, 13)]]


def test_repeated_paragraphs_all_have_their_place() -> None:
    """The same words three times in succession are found three times, in order."""
    page = "<p>Yes.</p><p>Yes.</p><p>Yes.</p>"
    assert _located(page, [["Yes."]] * 3) == [[(0, 4)], [(4, 8)], [(8, 12)]]
    blocks = [["Yes."], ["Yes."], ["Last."]]
    assert _located(f"<li>Yes.</li>{page}<p>Last.</p>", blocks) == [
        [(8, 12)],
        [(12, 16)],
        [(16, 21)],
    ]


def test_whole_blocks_are_preferred_to_parts_of_others() -> None:
    """`Yes.` is found in its own paragraph, not at the end of another."""
    assert _located("<p>He said Yes.</p><p>Yes.</p>", [["Yes."]]) == [[(10, 14)]]


def test_block_with_more_in_its_midst_is_found_in_parts() -> None:
    """Where the page has words inside a block that the extraction left out, the rest is found."""
    page = "<p>The bridge was closed <i>ADVERTISEMENT</i> on Tuesday morning.</p>"
    found = _located(page, [["The bridge was closed  on Tuesday morning."]])
    assert found == [[(0, 18), (31, 48)]]


def test_block_that_is_there_in_part_is_not_found() -> None:
    """Words that only nearly stand in the page do not count as found."""
    page = "<p>The bridge was closed on Tuesday morning.</p>"
    assert _located(page, [["The bridge was closed again on Tuesday morning."]]) == [None]


def test_trafilatura_is_imported_for_html_only() -> None:
    """Reading other formats does not wait for the import."""
    code = "import sys, generator.collect; sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["markdown", "h5sc", "blns", "commonmark"])
def test_hostile_pages_hold_the_invariants(put: Put, run: Run, check: Check, name: str) -> None:
    """Hostile input as a page, as Markdown and as text is stored with all invariants."""
    lines = (HOSTILE / f"{name}.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        text = json.loads(line)["text"]
        content = text.encode(errors="surrogatepass")
        for extension in ("html", "md", "txt"):
            put(f"{number:04}.{extension}", content)
    collected = run()
    for document in collected.documents:
        check(document, collected.raw[document.id])
    untraced = [each for each in collected.findings if each.code == "collect.untraced"]
    assert len(untraced) <= 1


MARKUP = """
    <p> </p> <br> <b> </b> <div_class='x>y'> </div> <!-- --> <a_href= <script> </script> <td> < >
    &amp; &#13; &#10; &lt &nosuch; é word two_words &#x1F600; = " ' <style> <title> </title>
"""
TAGS = st.sampled_from([mark.replace("_", " ") for mark in MARKUP.split()])
SPACE = st.sampled_from([" ", "\n", "\r\n", "\0"])


@given(st.lists(TAGS | SPACE, max_size=30).map("".join))
def test_scanner_keeps_every_character_of_text(source: str) -> None:
    """Whatever the markup, nothing fails and each character knows its place in the source."""
    page = scan(traced(source))
    assert len(page.breaks) == len(page.text)
    content = source.encode()
    for character, start, end in zip(page.text.text, page.text.starts, page.text.ends, strict=True):
        found = content[start:end].decode()
        assert found == character or found.startswith("&")


def test_scanner_is_linear_in_unclosed_markup() -> None:
    """Megabytes of unclosed tags, quotes or comments take no more than a moment."""
    for unit in ("<a ", '<a b="', "<!--", "<!", "&", "<script>", "<a b='>"):
        scan(traced(unit * 100_000))


def test_reading_bytes_that_are_not_utf8(put: Put, run: Run) -> None:
    """A page that declares nothing is UTF-8, or an error that names the likely encoding."""
    put("a.html", PAGE.format("", "The café was closed.").encode("cp1252"))
    (finding,) = run().findings
    assert finding.code == "collect.not-utf8"
    report = Report("a.html")
    assert read_html.read(RawFile("a.html", b"%PDF-1.4"), report) is None
