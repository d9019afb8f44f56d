"""What stands around a page's content: only titles, headings, configuration and the theme."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.first_paint import BEGIN, FINISH
from generator.validate.closed_text import SEPARATORS
from generator.validate.html import folded
from generator.validate.theme import READABLE, Theme

_FORBIDDEN = frozenset({"base", "iframe", "object", "embed", "frame", "frameset", "applet"})
_QUIET = frozenset({"script", "style"})
_DATA = frozenset({"application/json", "application/ld+json"})
_GENERATOR = re.compile(r"(?:mkdocs|zensical|properdocs)[\w.+-]*(?:, ?[a-z-]+-[\w.+-]+)*")
_MACHINE = re.compile(r"[\w./:#?&=%@~+,;-]*", re.ASCII)
_EDGES = " \u00ab\u00bb\u2190\u2192.,:\u00a9"
"""What themes put before and behind their words."""
_SPLIT = re.compile(r"(?:: | [-–—·|] )")  # noqa: RUF001 - the dashes that themes use


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may be read around the content of any page of a site."""

    theme: Theme
    """What the theme says."""
    configured: frozenset[str]
    """Every text of the site's configuration."""
    titles: frozenset[str]
    """Titles of all pages."""


def around(
    tree: LexborHTMLParser, allowed: Allowed, own: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield code and description of what does not belong around a page's content.

    `tree` is the page without its content; `own` are the page's own headings and attribute texts.
    """
    said = allowed.theme.words | allowed.configured | allowed.titles | frozenset(own)
    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        if node.is_text_node:
            text = folded(node.text_content or "")
            parent = node.parent.tag if node.parent is not None else ""
            if parent not in _QUIET and not _is_said(text, said, allowed):
                yield "site.chrome", f"`{parent}` around the content says “{text[:60]}”"
        elif node.is_element_node:
            yield from _element(node, allowed, said)


def _element(node: LexborNode, allowed: Allowed, said: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an element around the content, its text left aside."""
    tag, attributes = node.tag or "", node.attributes
    if tag in _FORBIDDEN or (tag == "meta" and attributes.get("http-equiv") == "refresh"):
        yield "site.active", f"there is `{tag}` around the content"
    if tag == "script" and "src" not in attributes:
        yield from _script(node, allowed, said)
    for name, value in attributes.items():
        text = folded(value or "")
        if name.startswith("on") and (value or "") not in allowed.theme.source:
            yield "site.active", f"`{tag}` around the content has `{name}`"
        elif (
            name in READABLE
            and not _is_said(text, said, allowed)
            and not _is_meta(node, name, text)
        ):
            yield "site.chrome", f"`{name}` of `{tag}` around the content says “{text[:60]}”"


def _is_meta(node: LexborNode, attribute: str, text: str) -> bool:
    """Tell whether a text is a machine's, in an element that has one."""
    if node.tag == "meta":
        name = node.attributes.get("name") or ""
        return name not in {"description", "author"} and bool(
            _GENERATOR.fullmatch(text) or _MACHINE.fullmatch(text)
        )
    return attribute == "value" and bool(_MACHINE.fullmatch(text))


def _script(node: LexborNode, allowed: Allowed, said: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an inline script: it must be the theme's own, or wait for a page."""
    text = node.text().strip()
    if node.attributes.get("type") in _DATA:
        try:
            strings = list(_strings(json.loads(text)))
        except ValueError:
            strings = [text]
        for string in strings:
            if not _is_said(folded(string), said, allowed) and not _MACHINE.fullmatch(string):
                yield "site.chrome", f"the page's settings say “{string[:60]}”"
    elif (own := _bare(text)) and not any(p.fullmatch(own) for p in allowed.theme.scripts):
        yield "site.active", f"an inline script is not the theme's: “{folded(text)[:60]}”"


def _bare(script: str) -> str:
    """Return an inline script without what we put there."""
    if script.endswith(BEGIN):
        return script.removesuffix(BEGIN).removesuffix(";")
    return "" if script == FINISH else script


def _strings(value: object) -> Iterator[str]:
    """Yield every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def _is_said(text: str, said: frozenset[str], allowed: Allowed) -> bool:
    """Tell whether a text, or every part of it, is one that may be said."""
    bare = text.strip(_EDGES)
    if text in said or bare in said or SEPARATORS.fullmatch(text):
        return True
    openings = [opening for opening in allowed.theme.openings if bare.startswith(opening)]
    if any(bare.removeprefix(opening) in said for opening in openings):
        return True
    breaks = list(_SPLIT.finditer(text))
    halves = [(text[: gap.start()], text[gap.end() :]) for gap in (*breaks[:1], *breaks[-1:])]
    return any(first in said and last in said for first, last in halves) or (
        bool(breaks) and all(part in said for part in _SPLIT.split(text))
    )
