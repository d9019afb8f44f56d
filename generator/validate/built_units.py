"""What a page says as wholes: lines, statements, names. Whoever quotes a page must quote these.

A head or a feed that repeated any stretch of a page could leave out "not" or who says it; so a
text there has to be a whole line or a whole statement. Which those are the templates say, by the
classes of elements: words of a source may look like any mark, number or date of the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from generator.validate.html import text_of

_KINDS = ("direct", "mixed", "indirect")
_WHOLE = ".whole"
_BRIEF = ".in-brief"
_NUMBER = "ref"
_NAMES = "strong, a.mention, h1"
_MARKS = frozenset({"“”", "„“", "„”", "””", "«»", "»«", "「」", "『』"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as its card shows it."""

    kind: str
    """`direct`, `mixed` or `indirect`."""
    by: str
    """Speaker, role, cue and addressee."""
    leads: frozenset[str]
    """Addresses of the glossary entries that `by` leads to, without dots before them."""
    words: str
    """The words, in the quotation marks that the card sets."""
    facts: str
    """Kind and stance, and inside which other statement it stands."""
    quoted: frozenset[str]
    """Stretches between the source's own quotation marks."""

    @property
    def whole(self) -> str:
        """Return the statement as one line."""
        return f"{self.by}: {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is told of an entity that has no page of its own."""

    name: str
    """What it is called."""
    said: frozenset[str]
    """Other forms of its name, and what reference data say."""
    text: str
    """All that is told."""
    links: tuple[str, ...]
    """Addresses of its links, as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Everything that a page says as a whole."""

    lines: frozenset[str]
    """What the templates set apart as a whole: a statement with who says it, a description; what
    is in brief, by passages and all together."""
    names: frozenset[str]
    """Texts set apart as names."""
    statements: Mapping[str, Said]
    """By anchor."""
    rows: Mapping[str, Row]
    """Of entities, by anchor."""


NO_UNITS = Units(lines=frozenset(), names=frozenset(), statements={}, rows={})


def units_of(region: LexborNode) -> Units:
    """Return what the content of a page says as wholes."""
    return Units(
        lines=frozenset({*map(text_of, region.css(_WHOLE)), *map(_together, region.css(_BRIEF))}),
        names=frozenset(text_of(node) for node in region.css(_NAMES)),
        statements={
            node.attributes.get("id") or "": _said(node) for node in region.css(".statement")
        },
        rows={node.attributes.get("id") or "": _row(node) for node in region.css(".entry")},
    )


def _row(node: LexborNode) -> Row:
    """Return what a row tells of its entity."""
    name = node.css_first("strong")
    return Row(
        name=text_of(name) if name is not None else "",
        said=frozenset(text_of(part) for part in node.css("strong, .reference")),
        text=text_of(node),
        links=tuple(link.attributes.get("href") or "" for link in node.css("a[href]")),
    )


def _together(brief: LexborNode) -> str:
    """Return all passages that are in brief as one text."""
    return " ".join(map(text_of, brief.css(_WHOLE)))


def is_quoted(text: str) -> bool:
    """Tell whether a text stands between quotation marks of some language."""
    return text[:1] + text[-1:] in _MARKS


def _said(node: LexborNode) -> Said:
    by, words = node.css_first(".statement-by"), _in_full(node)
    facts = node.css_first("ul > li")
    classes = (node.attributes.get("class") or "").split()
    return Said(
        kind=next((kind for kind in _KINDS if kind in classes), ""),
        by=text_of(by, without=_NUMBER) if by is not None else "",
        leads=frozenset(
            (link.attributes.get("href") or "").lstrip("./")
            for link in node.css(".statement-by a.mention")
        ),
        words=text_of(words) if words is not None else "",
        facts=text_of(facts) if facts is not None else "",
        quoted=frozenset(text_of(part) for part in words.css(".quoted")) if words else frozenset(),
    )


def _in_full(node: LexborNode) -> LexborNode | None:
    """Return the element with all words of a statement: its line, or what the line cuts short."""
    whole = node.css_first(".said-line .words:not(.cut):not(.passage)")
    return whole or node.css_first("blockquote")
