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
    "shift_jis": "The paper 橋の新聞 said ①㈱",
    "x-sjis": "The paper 橋の新聞 said ①㈱",
    "ks_c_5601-1987": "The paper 다리 신문 said 똠",
    "x-gbk": "The paper 桥报 said",
    "x-cp1252": "The café “Old Bridge” said",
    "iso-2022-jp": "The paper 橋の新聞 said",
    "euc-kr": "The paper 다리 신문 said",
    "gb2312": "The paper 桥报 said",
    "big5": "The paper 橋報 said",
    "utf-8": "The café “Old Bridge” 橋 was closed",
}


CODECS = {
    "iso-8859-1": "windows-1252",
    "x-cp1252": "windows-1252",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gb18030",
}
"""What browsers read some labels as."""


@pytest.mark.parametrize(("charset", "words"), CHARSETS.items(), ids=CHARSETS.keys())
def test_declared_charset_is_read(
    put: Put, run: Run, check: Check, charset: str, words: str
) -> None:
    """Pages in the usual encodings of the web are read, each character with its bytes."""
    sentence = f"{words} on Tuesday, and the ministry confirmed it to the newspapers."
    codec = CODECS.get(charset, charset)
    content = PAGE.format(f'<meta charset="{charset}">', sentence).encode(codec)
    put("a.html", content)
    collected = run()
    assert collected.findings == ()
    (document,) = collected.documents
    assert document.text == sentence
    if charset != "iso-2022-jp":  # where a character's bytes say nothing without those before
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
    content = PAGE.format('<meta charset="windows-1253">', "Closed\n\xff.").encode("latin-1")
    put("a.html", content)
    (finding,) = run().findings
    assert (finding.code, finding.line) == ("collect.bad-charset", 2)
    assert "(0xFF)" in finding.what


def test_page_that_was_saved_in_another_charset(put: Put, run: Run) -> None:
    """A page that declares what it was sent in, and was saved as UTF-8, is read with a warning."""
    put("a.html", PAGE.format('<meta charset="euc-jp">', "The café “Bridge” closed."))
    collected = run()
    assert [each.code for each in collected.findings] == ["collect.wrong-charset"]
    assert [each.text for each in collected.documents] == ["The café “Bridge” closed."]


def test_byte_that_windows_has_no_sign_for_is_left_out(put: Put, run: Run) -> None:
    """Browsers take such a byte for a control character; one of them does not lose the page."""
    content = PAGE.format('<meta charset="iso-8859-1">', "Closed\n\x81.").encode("latin-1")
    put("a.html", content)
    collected = run()
    (finding,) = collected.findings
    assert (finding.code, finding.line) == ("collect.control-characters", 2)
    assert [each.text for each in collected.documents] == ["Closed\n."]


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


LONG = "The wall of the harbour cracked in the storm, and forty ships were sent to another port."
SAID = {
    "formula": PAGE.format(
        "", f"{LONG} It bears <math><mi>A</mi><mo>=</mo><mn>2</mn></math> tons."
    ),
    "left-out": "<h1>Wall</h1><article>"
    f"<div class=text><p>{LONG}</p><p>{LONG} Twice.</p></div>"
    f"<div class=other><aside>{LONG} Elsewhere.</aside></div></article>",
    "related": f"<article><p>{LONG}</p><p><a href=/1>Read more: Ships</a></p><p>{LONG} Two.</p>",
    "hidden": f"<body><div id=root hidden><article>{f'<p>{LONG}</p>' * 9}</article></div>",
    "saved-date": "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://a.example/1"
    f" \n saved date: Tue Nov 05 2024 10:00:00 GMT+0100 (CET)\n--><article><p>{LONG}</p>",
}


@pytest.mark.parametrize("code", SAID)
def test_what_is_not_stored_of_a_page_is_said(put: Put, run: Run, code: str) -> None:
    """Formulas, leads, boxes, hidden text and a day that only saving gives are findings."""
    put("a.html", SAID[code])
    findings = {finding.code: finding for finding in run().findings}
    assert findings[f"collect.{code}"].line > 0 or code == "hidden"


def test_formula_leaves_its_sentence_whole(put: Put, run: Run) -> None:
    """A formula is left out of its sentence, which stays one paragraph."""
    put("a.html", SAID["formula"])
    (document,) = run().documents
    assert document.text.endswith("It bears tons.")


def test_page_that_carries_its_pictures_is_read(put: Put, run: Run, check: Check) -> None:
    """Pictures in `data:` addresses do not count as text, and bytes are those of the file."""
    picture = "data:image/png;base64," + "QUJD" * 500_000
    images = f'<img src="{picture}">'.join(f"<p>{LONG} Part {number}.</p>" for number in range(5))
    content = f'<style>a{{b:url("{picture}")}}</style><article>{images}</article>'.encode()
    put("a.html", content)
    (document,) = run().documents
    assert [document.text[each.start : each.end] for each in document.paragraphs] == [
        f"{LONG} Part {number}." for number in range(5)
    ]
    check(document, content)


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
