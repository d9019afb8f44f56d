"""HTML: the article of a saved page, traced to the file's bytes.

`html_text` reads the page's text and elements, trafilatura says which words are an article's, and
`html_article` puts that right by what stands around them. The stored text is taken from the page
itself, with character references resolved and white space folded. What of the page was left out
is a finding. Where there is no article, all visible text is taken.

What the page says of itself is read by `page_metadata`: only what stands in the file counts.
"""

import contextlib
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator.collect import charset, html_align, page_metadata, page_names
from generator.collect.html_align import dense
from generator.collect.html_article import Article, article
from generator.collect.html_blocks import Block
from generator.collect.html_text import Scanned, scan
from generator.collect.normalise import normalise
from generator.collect.other_forms import is_other_form
from generator.collect.page_said import Sayings, sayings
from generator.collect.reading import RawFile, Reading, of_blocks
from generator.collect.report import Report
from generator.collect.traced import Traced
from generator.model import Metadata

_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "list", "table", "body", "div", "code"})
"""Elements of trafilatura's tree that are paragraphs of their own, or hold some."""
_FEW = 60
"""A page with fewer words may hide its article."""
_TIMES = 5
"""It does when so many times as many words are hidden."""
_MUCH = 0.2
"""When more words than this share of an article's are missed in its midst, a person should look;"""
_MUCH_NOTED = 0.33
"""so when those of captions, notes and drawings make more than this share."""


def read(raw: RawFile, report: Report) -> Reading | None:
    """Read an HTML file."""
    decoded = charset.decoded(raw, report)
    if decoded is None:
        return None
    source = normalise(decoded, report)
    if is_other_form(source.text, report, page=True):
        return None
    page = _page(source, raw.path, report)
    if page.words < _FEW:
        told = len(report.findings)
        whole = _page(source, raw.path, report, everything=True)
        if whole.words > _TIMES * page.words:
            what = "the page hides its article until its scripts run; what it hides was taken too"
            report.warning("hidden", what, "check the stored text for words that nobody sees")
            page = whole
        else:
            del report.findings[told:]
    _tell_apart(page, report)
    if page.found is None:
        return _whole_page(page.scanned, page.stated, report)
    _tell_left_out(page.found, page.said, report)
    used = html_align.paragraphs(page.scanned, page.at, page.found.used)
    return of_blocks([normalise(block) for block in used], page.stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page with what was found in it."""

    scanned: Scanned
    said: Sayings
    stated: Metadata
    at: html_align.Words
    found: Article | None

    @property
    def words(self) -> int:
        """How many words its article has."""
        return self.found.words if self.found else 0


def _page(source: Traced, path: str, report: Report, *, everything: bool = False) -> _Page:
    """Return what is found in a page; `everything` takes what it hides, too."""
    scanned = scan(source, everything=everything)
    said = sayings(scanned, source.text)
    stated = page_metadata.metadata_of(said, path, report)
    at = html_align.Words.of(scanned)
    used = _located(scanned.seen(source.text), at, report)
    prints = partial(page_metadata.prints, stated)
    found = article(scanned, at, used, page_metadata.repeated(said), prints)
    return _Page(scanned=scanned, said=said, stated=stated, at=at, found=found)


def _tell_left_out(found: Article, said: Sayings, report: Report) -> None:
    """Add findings for text that a reader of the page sees and the stored text has not."""
    title = dense(stated.value) if (stated := page_names.title(said)) else ""
    missed = [block for block in found.missed if dense(block.text) != title]
    count = sum(block.count for block in missed)
    noted = count + sum(block.count for block in found.noted)
    shown = sorted((*missed, *found.noted, *found.beside), key=lambda block: block.start)
    if shown:
        all_words = sum(block.count for block in shown)
        what = f"words of the page were left out: {all_words} beside {found.words} that were taken"
        hint = "check the stored text; if something is missing, save the article's text as .txt"
        much = count > _MUCH * found.words or noted > _MUCH_NOTED * found.words
        first = [*missed, *found.noted][0] if much else shown[0]
        tell = report.warning if much else report.note
        tell("left-out", f"{what}, first {_start(first)}", hint, line=_line(first, said))
    if found.leads:
        what = f"lines that lead to other pages were left out: {len(found.leads)}"
        hint = "nothing, unless one of them is the article's"
        line = _line(found.leads[0], said)
        report.note("related", f"{what}, first {_start(found.leads[0])}", hint, line=line)


def _tell_apart(page: _Page, report: Report) -> None:
    """Add findings for what a reader of the page sees outside of every line of text."""
    if page.scanned.formulas:
        what = f"formulas were left out: {len(page.scanned.formulas)}"
        hint = "read them in the page; their marks say nothing as plain text"
        report.warning("formula", what, hint, line=page.said.line(page.scanned.formulas[0]))
    if page.scanned.apart:
        start, words = page.scanned.apart[0]
        count = sum(len(words.split()) for _, words in page.scanned.apart)
        what = f"words in drawings, in frames or above others were left out: {count}"
        first = repr(" ".join(words.split())[:60])
        hint = "check the page; if they are needed, save the article's text as .txt"
        tell = report.warning if count > _MUCH_NOTED * page.words else report.note
        tell("apart", f"{what}, first {first}", hint, line=page.said.line(start))


def _start(block: Block) -> str:
    return repr(block.text[:60])


def _line(block: Block, said: Sayings) -> int:
    """Return the line on which the element of a block begins."""
    return said.line(said.page.elements[block.element].start) if block.element >= 0 else 1


def _article(source: str) -> Any:
    """Return trafilatura's tree of the article, or None where there is none or it breaks."""
    import trafilatura  # noqa: PLC0415 - slow to import, and only HTML needs it

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    # Pages exist on which it raises errors of any kind; the text must not be lost with them.
    with contextlib.suppress(Exception):
        document: Any = trafilatura.bare_extraction(source, include_comments=False)
        return None if document is None else document.body
    return None


def _whole_page(page: Scanned, stated: Metadata, report: Report) -> Reading:
    if page.text.text.strip():
        what = "no article was found in the page, so all its text is taken"
        hint = "check the stored text; if it has menus in it, save the article's text as .txt"
        report.warning("no-article", what, hint)
    return of_blocks([normalise(block) for block in html_align.all_paragraphs(page)], stated)


def _located(source: str, words: html_align.Words, report: Report) -> bytearray:
    """Return for each word character of the page whether it was found to be the article's."""
    tree = _article(source)
    texts = _blocks(tree) if tree is not None else []
    used = bytearray(len(words.text))
    for block, places in zip(texts, html_align.located(texts, words), strict=True):
        if places is None:
            shown = " ".join("".join(block).split())[:60]
            what = f"its words {shown!r} could not be found again in the page"
            report.warning("untraced", what, "check the stored text for what stands there")
        for start, end in places or ():
            used[start:end] = b"\1" * (end - start)
    return used


@dataclass(slots=True)
class _Walk:
    """A way through trafilatura's tree."""

    done: list[list[str]] = field(default_factory=list)
    """The blocks so far, each the pieces of its text."""
    now: list[str] = field(default_factory=list)
    """The pieces of the block that is being read."""

    def flush(self) -> None:
        """End the block."""
        if self.now:
            self.done.append(self.now)
            self.now = []


def _blocks(body: Any) -> list[list[str]]:
    """Return the pieces of text of each block of trafilatura's tree."""
    walk = _Walk()
    _follow(body, walk, in_row=False)
    walk.flush()
    return walk.done


def _words(piece: str | None) -> list[str]:
    shown = (piece or "").replace("\u00ad", "")
    return [shown] if shown.strip() else []


def _follow(element: Any, walk: _Walk, *, in_row: bool) -> None:
    parts = element.tag in _BLOCKS and not in_row
    if parts:
        walk.flush()
    walk.now += _words(element.text)
    for child in element:
        _follow(child, walk, in_row=in_row or element.tag == "row")
        walk.now += _words(child.tail)
    if parts:
        walk.flush()
