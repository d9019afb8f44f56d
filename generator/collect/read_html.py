"""HTML: the main text of the page, found by trafilatura and traced to the file's bytes.

trafilatura says which words are the article's; the stored text is then taken from the page itself,
with character references resolved and white space folded. Words of its that cannot be found again
in the page are an error, never dropped. Where it finds no article, all visible text is taken.

What the page says of itself is read by `page_metadata`: only what stands in the file counts.
"""

import contextlib
import logging
from dataclasses import dataclass, field
from typing import Any

from generator.collect import charset, html_align, page_metadata
from generator.collect.html_article import article
from generator.collect.html_text import Scanned, scan
from generator.collect.normalise import normalise
from generator.collect.page_said import sayings
from generator.collect.reading import RawFile, Reading, of_blocks
from generator.collect.report import Report
from generator.model import Metadata

_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "list", "table", "body", "div", "code"})
"""Elements of trafilatura's tree that are paragraphs of their own, or hold some."""
def read(raw: RawFile, report: Report) -> Reading | None:
    """Read an HTML file."""
    decoded = charset.decoded(raw, report)
    if decoded is None:
        return None
    source = normalise(decoded, report)
    page = scan(source)
    said = sayings(page, source.text)
    stated = page_metadata.metadata_of(said, raw.path, report)
    tree = _article(page.seen(source.text))
    texts = _blocks(tree) if tree is not None else []
    if not texts:
        return _whole_page(page, stated, report)
    words = html_align.Words.of(page)
    used = _located(texts, words, report)
    found = article(page, words, used, page_metadata.body_of(said))
    blocks = [normalise(block) for block in html_align.paragraphs(page, words, found.used)]
    return of_blocks(blocks, stated)


def _trafilatura(function: str, *arguments: Any, **options: Any) -> Any:
    """Return what a function of trafilatura makes of a page; None when the page breaks it."""
    import trafilatura  # noqa: PLC0415 - slow to import, and only HTML needs it

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    # Pages exist on which it raises errors of any kind; the text must not be lost with them.
    with contextlib.suppress(Exception):
        return getattr(trafilatura, function)(*arguments, **options)
    return None


def _article(source: str) -> Any:
    """Return the tree of the article, or None where there is none."""
    document = _trafilatura("bare_extraction", source, include_comments=False)
    return None if document is None else document.body


def _whole_page(page: Scanned, stated: Metadata, report: Report) -> Reading:
    if page.text.text.strip():
        what = "no article was found in the page, so all its text is taken"
        hint = "check the stored text; if it has menus in it, save the article's text as .txt"
        report.warning("no-article", what, hint)
    return of_blocks([normalise(block) for block in html_align.all_paragraphs(page)], stated)


def _located(texts: list[list[str]], words: html_align.Words, report: Report) -> bytearray:
    """Return for each word character of the page whether it was found to be the article's."""
    used = bytearray(len(words.text))
    for block, places in zip(texts, html_align.located(texts, words), strict=True):
        if places is None:
            shown = " ".join("".join(block).split())[:60]
            what = f"its words {shown!r} could not be found again in the page"
            report.error("untraced", what, "save the article's text as .txt, or mend the page")
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
