"""What the head of a page tells machines: it must be what the page says, as wholes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.validate.built_units import Said, Units, is_quoted
from generator.validate.html import folded

_META = 'meta[property^="og:"], meta[name="description"]'
_DATA = 'script[type="application/ld+json"]'
_TYPES = """
    Claim CreativeWork DefinedTerm DefinedTermSet MediaObject NewsArticle Organization Person
    Quotation Report WebSite
"""
_FIXED = {
    "@context": frozenset({"https://schema.org"}),
    "@type": frozenset(_TYPES.split()),
    "encodingFormat": frozenset({"text/plain"}),
    "og:type": frozenset({"article", "website"}),
}
_ADDRESSES = frozenset({"@id", "url", "contentUrl", "og:url"})
_FACTS = frozenset({"sha256", "termCode", "datePublished", "inLanguage"})
_STATEMENTS = frozenset({"Claim", "Quotation"})
_SPEAKERS = frozenset({"Person", "Organization"})
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayable:
    """What the head of one page may say."""

    units: Units
    """What the page says as wholes."""
    text: str
    """All that the page says."""
    title: str
    """Title of the page."""
    beside: frozenset[str] | None
    """Configuration, interface strings and metadata; None when not known."""
    site: str
    """Address of the site, ending in `/`; empty when not known."""

    def says(self, text: str) -> bool:
        """Tell whether a text is the page's as a whole, or known beside it."""
        units = self.units
        return self._known(text) or text in units.lines or text in units.names

    def has(self, value: str) -> bool:
        """Tell whether a value stands on the page, or is known beside it."""
        return self._known(value) or _within(value, self.text)

    def leads(self, address: str) -> bool:
        """Tell whether an address is the site's own or a document's."""
        return self._known(address) or not self.site or address.startswith(self.site)

    def _known(self, text: str) -> bool:
        return text == self.title or self.beside is None or text in self.beside


def in_head(tree: LexborHTMLParser, sayable: Sayable) -> Iterator[str]:
    """Yield what a head says that the page does not; takes what it has checked out of `tree`."""
    for node in tree.css(_META):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        value = folded(node.attributes.get("content") or "")
        if not _is_right(name, value, sayable):
            yield f"`{name}` says “{value[:60]}”, which the page does not"
        node.decompose()
    for node in tree.css(_DATA):
        yield from _data(node, sayable)
        node.decompose()


def _data(node: LexborNode, sayable: Sayable) -> Iterator[str]:
    try:
        record = json.loads(node.text())
    except ValueError:
        yield "its data for machines cannot be read"
        return
    yield from _record(record, sayable)


def _record(record: Any, sayable: Sayable, said: Said | None = None) -> Iterator[str]:
    """Yield what is wrong with a record; `said` is the statement that it is part of."""
    if not isinstance(record, dict):
        yield f"its data for machines has “{str(record)[:60]}” in place of a record"
        return
    kind = record.get("@type")
    if kind in _STATEMENTS:
        said, wrong = _statement(record, sayable, said)
        yield from wrong
    for key, value in record.items():
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, str):
                yield from _record(item, sayable, said)
            elif not _is_so(key, item, kind, sayable, said):
                yield f"`{key}` of its data for machines says “{item[:60]}”"


def _is_so(key: str, value: str, kind: Any, sayable: Sayable, said: Said | None) -> bool:
    """Tell whether a value may stand under a key of a record of that kind."""
    if said is None or key == "@type":
        return _is_right(key, value, sayable)
    if key in {"name", "creditText"}:
        return _within(value, said.by)
    if key == "@id" and kind in _SPEAKERS:
        return sayable.leads(value) and any(value.endswith(f"/{lead}") for lead in said.leads)
    # The text has been compared with the statement.
    return (key == "text" and kind in _STATEMENTS) or _is_right(key, value, sayable)


def _statement(
    record: dict[str, Any], sayable: Sayable, outer: Said | None
) -> tuple[Said | None, list[str]]:
    """Return the statement that a record repeats, and what is wrong with its words."""
    anchor = str(record.get("@id") or "").partition("#")[2]
    said = sayable.units.statements.get(anchor) if anchor else outer
    text, kind = record.get("text"), record["@type"]
    if said is None:
        return None, [f"its data for machines has a {kind} that is not on the page"]
    if outer is not None and not anchor:
        right = kind == "Quotation" and text in said.quoted
    elif kind == "Quotation":
        right = said.kind == "direct" and text == said.words[1:-1] and is_quoted(said.words)
    else:
        right = said.kind != "direct" and text == said.whole
    wrong = [] if right else [f"its data for machines quotes {anchor} as “{str(text)[:60]}”"]
    return said, wrong


def _is_right(key: str, value: str, sayable: Sayable) -> bool:
    """Tell whether a value may stand under a key."""
    if key in _FIXED:
        return value in _FIXED[key]
    if key in _ADDRESSES:
        return sayable.leads(value)
    if key in _FACTS:
        return sayable.has(value)
    return sayable.says(value)


def _within(part: str, text: str) -> bool:
    """Tell whether `part` stands in `text` and neither begins nor ends inside a word."""
    at = text.find(part) if part else -1
    while at >= 0:
        end = at + len(part)
        before = at and _WORD.match(text[at - 1]) and _WORD.match(part[0])
        after = end < len(text) and _WORD.match(text[end]) and _WORD.match(part[-1])
        if not before and not after:
            return True
        at = text.find(part, at + 1)
    return False
