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
class Units:
    """Everything that a page says as a whole."""

    lines: frozenset[str]
    """What the templates set apart as a whole: a statement with who says it, a description; and
    what is in brief, its passages one behind the other."""
    names: frozenset[str]
    """Texts set apart as names."""
    statements: Mapping[str, Said]
    """By anchor."""


NO_UNITS = Units(lines=frozenset(), names=frozenset(), statements={})


def units_of(region: LexborNode) -> Units:
    """Return what the content of a page says as wholes."""
    wholes = {text_of(node) for node in region.css(_WHOLE)}
    brief = " ".join(text_of(node) for node in region.css(f".in-brief {_WHOLE}"))
    return Units(
        lines=frozenset(wholes | {brief}),
        names=frozenset(text_of(node) for node in region.css(_NAMES)),
        statements={
            node.attributes.get("id") or "": _said(node) for node in region.css(".statement")
        },
    )


def is_quoted(text: str) -> bool:
    """Tell whether a text stands between quotation marks of some language."""
    return text[:1] + text[-1:] in _MARKS


def _said(node: LexborNode) -> Said:
    by, words = node.css_first(".statement-by"), node.css_first("blockquote")
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
        quoted=frozenset(text_of(part) for part in node.css("blockquote .quoted")),
    )
