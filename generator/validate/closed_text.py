"""Proves that a page shows its pieces in order, and nothing else that could be read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from generator.errors import Finding, Level
from generator.model import Piece, Slice
from generator.model.page import Page
from generator.validate.html import Content
from generator.validate.proof import Proof, Run, run_of
from generator.validate.texts import Texts, UnprovenError
from generator.visible import visible

SEPARATORS = re.compile(
    r"[\s,;:.()\[\]/|\"'#*+="
    "\u00b7\u2022\u2013\u2014\u2026\u00b6\u00d7-"  # points, dashes, ellipsis, pilcrow, times
    "\u2018\u2019\u201c\u201d\u201e\u201f\u00ab\u00bb"  # quotation marks
    "\u2190-\u2193\u21a9]*"  # arrows
)
"""What a template may put between two pieces: nothing that says anything."""
_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece with its text as a reader sees it."""

    piece: Piece
    text: str
    """Visible text without white space at its ends."""
    run: Run
    """Its run; a slice's offsets leave out white space at its ends."""
    line: int
    """Line of the Markdown in which it stands; 0 when not known."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What proving a page gave: a proof, or findings that say why there is none."""

    proof: Proof | None
    findings: tuple[Finding, ...]
    said: frozenset[str] = frozenset()
    """Texts that may stand in attributes and front matter: the attribute pieces and the title."""
    title: str = ""
    """Visible text of the title."""


class _Parted(Exception):  # noqa: N818 - says where, is always caught here
    """Page and pieces part."""

    def __init__(self, at: int, expected: Shown | None, why: str) -> None:
        self.at = at
        self.expected = expected
        self.why = why
        super().__init__(at, expected, why)


def prove(page: Page, content: Content, texts: Texts, path: str) -> Proved:
    """Return the proof of a page; `path` is the page as the user knows it."""
    findings: list[Finding] = []
    pieces = [
        shown for shown in _shown(page.pieces, texts, path, findings, page.lines) if shown.text
    ]
    title = next(_shown((page.title,), texts, path, findings), None)
    attributes = list(_shown(page.attributes, texts, path, findings))
    if findings or title is None:
        return Proved(None, tuple(findings))
    said = frozenset(shown.text for shown in (*attributes, title))
    findings += _around(content, title, said, texts, path)
    try:
        places = _places(content.text, pieces)
    except _Parted as parted:
        findings.append(_parting(content.text, parted, path))
    if findings:
        return Proved(None, tuple(findings), said, title.text)
    runs = _runs(content.text, pieces, places, texts)
    shown = [attribute.run for attribute in attributes]
    return Proved(Proof(page.path, title.run, shown, runs), (), said, title.text)


def _shown(
    pieces: Iterable[Piece],
    texts: Texts,
    path: str,
    findings: list[Finding],
    lines: Iterable[int] = (),
) -> Iterator[Shown]:
    """Yield pieces with their texts; a piece without an origin becomes a finding."""
    for piece, line in zip(pieces, chain(lines, repeat(0)), strict=False):
        try:
            text = texts.text_of(piece)
        except UnprovenError as error:
            findings.append(_finding(path, error.code, error.what, error.hint, line))
            continue
        run = run_of(piece)
        if isinstance(piece, Slice):
            run[2] += len(text) - len(text.lstrip())
            run[3] -= len(text) - len(text.rstrip())
        yield Shown(piece, visible(text).strip(), run, line)


def _around(
    content: Content, title: Shown, spoken: frozenset[str], texts: Texts, path: str
) -> Iterator[Finding]:
    """Yield what is wrong with heading, attributes and elements; `spoken` may be in attributes."""
    if not title.text:
        what = "the title shows nothing"
        yield _finding(path, "page.no-title", what, "give the document a title that can be read")
    elif content.heading != title.text:
        what = f"the first heading says “{content.heading}”, the title “{title.text}”"
        yield _finding(path, "page.heading", what, "use the page's title in the template's heading")
    for attribute in content.readable:
        if visible(attribute.value).strip() not in spoken and not texts.is_string(attribute.value):
            name = f"`{attribute.name}` of `{attribute.element}`"
            what = f"{name} says “{attribute.value[:60]}”, which is no piece of the page"
            yield _finding(path, "closed-text.attribute", what, "add the piece to page.attributes")
    for aside in content.asides:
        if not SEPARATORS.fullmatch(aside):
            what = f"a link beside a heading says “{aside[:60]}”"
            yield _finding(path, "closed-text.aside", what, "leave it to the Markdown extension")
    for active in content.active:
        what = f"the page has `{active}`, which can act, load or restyle"
        yield _finding(path, "page.active", what, "take it out of the template")


def _places(text: str, pieces: Sequence[Shown]) -> list[int]:
    """Return where in the page's text each piece stands; raises `_Parted`."""
    places: list[int] = []
    position = 0
    for number, shown in enumerate(pieces):
        at = text.find(shown.text, position)
        if at < 0 or not SEPARATORS.fullmatch(text, position, at):
            raise _Parted(_after(text, position), shown, "does not come next")
        if number and at == position and _runs_together(pieces[number - 1], shown):
            raise _Parted(at, shown, "runs into the piece before it")
        places.append(at)
        position = at + len(shown.text)
    if not SEPARATORS.fullmatch(text, position):
        raise _Parted(_after(text, position), None, "")
    return places


def _runs(text: str, pieces: Sequence[Shown], places: Sequence[int], texts: Texts) -> list[Run]:
    """Return the runs that make up the page's text, separators among them."""
    runs: list[Run] = []
    start, position = 0, 0
    for shown, at in zip(pieces, places, strict=True):
        end = at + len(shown.text)
        if runs and (longer := _continued(runs[-1], shown.run, text[start:end], texts)):
            runs[-1] = longer
        else:
            if position < at:
                runs.append(["x", text[position:at]])
            runs.append(shown.run)
            start = at
        position = end
    return [*runs, ["x", text[position:]]] if position < len(text) else runs


def _continued(before: Run, run: Run, text: str, texts: Texts) -> Run | None:
    """Return one run for two slices that are one stretch of a stored text, else None."""
    if before[0] != "s" or run[0] != "s" or before[1] != run[1] or before[3] > run[2]:
        return None
    stored = texts.stored(run[1])
    between = stored[before[3] : run[2]]
    if between.strip() or visible(stored[before[2] : run[3]]) != text:
        return None
    return ["s", before[1], before[2], run[3]]


def _runs_together(before: Shown, shown: Shown) -> bool:
    """Tell whether two pieces without a separator would read as one word or number."""
    adjoin = before.run[0] == shown.run[0] == "s" and before.run[1] == shown.run[1]
    if adjoin and before.run[3] == shown.run[2]:
        return False
    return before.text[-1].isalnum() and shown.text[0].isalnum()


def _after(text: str, position: int) -> int:
    """Return where the text goes on after separators."""
    found = SEPARATORS.match(text, position)
    return found.end() if found else position


def _parting(text: str, parted: _Parted, path: str) -> Finding:
    """Return the finding that shows the first place where page and pieces part."""
    start, end = max(0, parted.at - _CONTEXT), parted.at + _CONTEXT
    here = f"“{text[start : parted.at]}⟨here⟩{text[parted.at : end]}”"
    expected, line = "there is text after the last piece", 0
    if parted.expected is not None:
        expected = f"the piece “{parted.expected.text[:_CONTEXT]}” {parted.why}"
        line = parted.expected.line
    return _finding(
        path,
        "closed-text.parts",
        f"page and pieces part at {here}: {expected}",
        "show every text through a piece, in the order in which the page shows it",
        line,
    )


def _finding(path: str, code: str, what: str, hint: str, line: int = 0) -> Finding:
    return Finding(path=path, line=line, level=Level.ERROR, code=code, what=what, hint=hint)
