"""Blocks of Markdown as traced text: what a reader sees, and where each character stands.

The block parser of markdown-it says which lines a block has; what it took off the front of a line
(indentation, marks of quotes and lists) is found again because the rest is the line's end.
"""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.collect.html_align import all_paragraphs
from generator.collect.html_text import scan
from generator.collect.markdown_inline import InlineReader
from generator.collect.normalise import normalise, without_soft_hyphens
from generator.collect.report import Report
from generator.collect.traced import Traced, added, join

_READ = frozenset({"inline", "fence", "code_block", "html_block"})
_KEPT = _READ | {"tr_open", "hr"}
"""Tokens whose lines hold all that a reader sees of them."""
_DEEPEST = 200
"""How deep blocks may be nested; the parser's own limit of 20 is met by a list of ten levels."""


def blocks(source: Traced, report: Report, *, first_line: int = 1) -> list[Traced]:
    """Return the paragraphs, headings, list items, code blocks and table rows of a text.

    `first_line` is where the text begins in its file.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, Any] = {}
    inline_nesting = parser.options["maxNesting"]
    parser.options["maxNesting"] = _DEEPEST
    try:
        tokens = parser.parse(source.text, env)
    except RecursionError:
        _tell_deep(report, first_line)
        return []
    parser.options["maxNesting"] = inline_nesting
    lost = _lost(source.text, tokens, env)
    if lost is not None:
        _tell_deep(report, first_line + lost)
    walk = _Blocks(source, InlineReader(parser, env), report, first_line)
    return [normalise(without_soft_hyphens(block)) for block in walk.of(tokens)]


def _tell_deep(report: Report, line: int) -> None:
    what = f"its lists or quotations are nested more than {_DEEPEST} deep, and text is left out"
    report.error("too-deep", what, "take some of the levels out", line=line)


def _lost(text: str, tokens: list[Token], env: dict[str, Any]) -> int | None:
    """Return the first line, from 0, with words that no token has; None where there is none.

    The parser gives up on what is nested too deeply, and says nothing.
    """
    kept = [token.map for token in tokens if token.map and token.type in _KEPT]
    definitions = (*env.get("references", {}).values(), *env.get("duplicate_refs", ()))
    kept += [each["map"] for each in definitions]
    covered = {number for first, last in kept for number in range(first, last)}
    for number, line in enumerate(text.split("\n")):
        if number not in covered and re.search(r"\w", line):
            return number
    return None


class _Blocks:
    """Walks over the tokens of one text."""

    def __init__(
        self, source: Traced, inline: InlineReader, report: Report, first_line: int
    ) -> None:
        self._source = source
        self._inline = inline
        self._report = report
        self._first_line = first_line
        self._lines = [0, *(match.end() for match in re.finditer("\n", source.text))]
        self._cursor = 0
        """Where the search for the next cell of a table's row begins."""

    def of(self, tokens: list[Token]) -> Iterator[Traced]:
        """Yield the blocks in order."""
        row: list[Traced] | None = None
        for token in tokens:
            if token.type == "tr_open" and token.map:
                row, self._cursor = [], self._lines[token.map[0]]
            elif token.type == "tr_close" and row is not None:
                yield _in_a_row(row)
                row = None
            elif token.type == "inline" and row is not None:
                row.append(self._inline.shown(self._cell(token)))
            elif token.type in _READ:
                yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Traced]:
        first = (token.map[0] if token.map else 0) + (token.type == "fence")
        if token.type == "inline":
            # The parser trims lines of odd white space, such as U+3000, off a paragraph's front.
            while first + 1 < len(self._lines) and not self._text_of(first).strip("> \t").strip():
                first += 1
        content = self._traced(token.content, first)
        if token.type == "html_block":
            yield from all_paragraphs(scan(content))
        else:
            yield self._inline.shown(content) if token.type == "inline" else content

    def _traced(self, content: str, first: int) -> Traced:
        """Return a token's content as it stands in the source, whose lines begin at `first`."""
        if not content.strip("\n"):
            return self._source[0:0]
        kept: list[int] = []
        for number, wanted in enumerate(content.rstrip("\n").split("\n"), first):
            if number > first:
                kept.append(self._lines[number] - 1)
            kept.extend(self._line(number, wanted))
        return self._source.pick(kept)

    def _text_of(self, number: int) -> str:
        start = self._lines[number]
        end = self._source.text.find("\n", start)
        return self._source.text[start : end if end >= 0 else None]

    def _line(self, number: int, wanted: str) -> range:
        """Return where the end of a line stands that the parser took its front off."""
        start, line = self._lines[number], self._text_of(number)
        tails = (line, line.rstrip(), line.rstrip().rstrip("#").rstrip())
        # The parser writes what is left of a tab as spaces; those stand nowhere.
        for words in (wanted, wanted.lstrip(" ")):
            for tail in tails:
                if tail.endswith(words):
                    return range(start + len(tail) - len(words), start + len(tail))
        what = f"its words {wanted[:40]!r} could not be found again in the line"
        hint = "write the line in a simpler way"
        self._report.error("untraced", what, hint, line=self._first_line + number)
        return range(0)

    def _cell(self, token: Token) -> Traced:
        """Return the next cell of the row, in which a bar stands with a backslash before it."""
        words = re.escape(token.content).replace(r"\|", r"\\?\|")
        cell = re.compile(rf"(?:^|\|)?[ \t]*({words})[ \t]*(?=\||$)", re.MULTILINE)
        match = cell.search(self._source.text, self._cursor)
        if not match:
            return self._source[0:0]
        self._cursor = match.end()
        start, end = match.span(1)
        text = self._source.text
        return self._source.pick(
            offset for offset in range(start, end) if text[offset : offset + 2] != r"\|"
        )


def _in_a_row(cells: list[Traced]) -> Traced:
    """Return the cells of a row as one paragraph, an added tab between them."""
    parts: list[Traced] = []
    for cell in cells:
        parts.extend([added("\t"), cell] if parts else [cell])
    return join(parts)
