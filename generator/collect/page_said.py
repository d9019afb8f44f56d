"""What a page says of itself, and where: meta tags, JSON-LD, microdata and marked words.

Nothing is chosen here. Each value keeps the line on which it stands in the file.
"""

import html
import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.collect.html_elements import Element
from generator.collect.html_text import NONE, Scanned
from generator.visible import NONCHARACTERS

_ARTICLE = re.compile(r"(?:.*Article|.*Posting|Report|Review|PressRelease|CreativeWork)$")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)?[\s;]*$")
_TRAILING = re.compile(r",(\s*[}\]])")
_UNPRINTABLE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u00ad\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\ufeff{NONCHARACTERS}]+"
)
_SAVED = re.compile(r"<!--\s*Page saved with SingleFile(?P<body>.*?)-->", re.DOTALL)
_LONGEST = 300
"""Characters that a value of metadata may have; anything longer is text of the page."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value that a page states."""

    value: str
    """The words, character references resolved, white space folded."""
    line: int
    """Where it stands in the file, from 1."""
    offset: int
    """Where it, or the element that holds it, begins in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """All that a page states of itself."""

    meta: Mapping[str, Sequence[Said]]
    """Contents of meta tags by name in small letters."""
    article: Mapping[str, Any]
    """The JSON-LD of the article; references resolved one step."""
    nodes: Sequence[Mapping[str, Any]]
    """Every JSON-LD object of the page."""
    page: Scanned
    """The page's text and elements."""
    source: str
    """The page's source, whose line ends are all alike."""
    ends: Sequence[int]
    """Where its lines end."""

    def line(self, offset: int) -> int:
        """Return the line, from 1, of a place in the source."""
        return 1 + bisect_left(self.ends, offset)

    def of(self, *names: str) -> Iterator[Said]:
        """Yield the contents of meta tags of some names, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def json(self, *keys: str) -> Iterator[Said]:
        """Yield the texts that the article's JSON-LD has under some keys."""
        for key in keys:
            for value in listed(self.article.get(key)):
                yield from self.told(value)

    def told(self, value: Any) -> Iterator[Said]:
        """Yield a value of JSON-LD as text, with the line on which it stands."""
        if isinstance(value, dict):
            value = value.get("name") or value.get("@id") or value.get("url")
        if isinstance(value, str) and cleaned(html.unescape(value)):
            at = self._where(value)
            yield Said(cleaned(html.unescape(value)), self.line(at), at)

    def _where(self, value: str) -> int:
        forms = (value, json.dumps(value)[1:-1], json.dumps(value)[1:-1].replace("/", r"\/"))
        found = [at for form in forms if (at := self.source.find(form)) >= 0]
        scripts = (each.start for each in self.page.elements if _is_json(each))
        return min(found) if found else next(scripts, 0)

    def texts(self, name: str) -> Iterator[tuple[Element, Said]]:
        """Yield the elements of a name that show words, with the words."""
        for element in self.page.elements:
            if element.name == name and (said := self.shown(element)):
                yield element, said

    def shown(self, element: Element) -> Said | None:
        """Return the words that a reader sees of an element; None where there are none."""
        start, end = element.text_start, min(element.text_end, element.text_start + 4 * _LONGEST)
        text, breaks = self.page.text.text, self.page.breaks
        value = cleaned(
            "".join(
                text[at] if breaks[at] == NONE or at == start else f" {text[at]}"
                for at in range(start, end)
            )
        )
        if not value or len(value) > _LONGEST:
            return None
        return Said(value, self.line(element.start), element.start)


def cleaned(value: str) -> str:
    """Return words on one line, without characters that no reader sees."""
    return " ".join(_UNPRINTABLE.sub(" ", value.replace("\u00ad", "")).split())


def listed(value: Any) -> list[Any]:
    """Return a value of JSON-LD as a list: it may be one thing, or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def types_of(node: Mapping[str, Any]) -> list[str]:
    """Return the names of a JSON-LD object's types, without their address."""
    return [kind.rsplit("/", 1)[-1] for kind in listed(node.get("@type")) if isinstance(kind, str)]


def sayings(page: Scanned, source: str) -> Sayings:
    """Return what a page states of itself."""
    ends = [match.start() for match in re.finditer("\n", source)]
    meta: dict[str, list[Said]] = {}
    for element in page.elements:
        for name, value in _stated(element):
            line = 1 + bisect_left(ends, element.start)
            meta.setdefault(name, []).append(Said(value, line, element.start))
    if saved := _SAVED.search(source):
        for key, value in re.findall(
            r"^\s*(url|saved date):\s*(.+?)\s*$", saved["body"], re.MULTILINE
        ):
            at = saved.start() + saved[0].find(value)
            meta[f"singlefile:{key}"] = [Said(cleaned(value), 1 + bisect_left(ends, at), at)]
    nodes = list(_nodes(page, source))
    return Sayings(
        meta=meta, article=_article(nodes), nodes=nodes, page=page, source=source, ends=ends
    )


def _stated(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the names and values that an element's attributes state."""
    attributes = element.attributes
    if element.name == "meta":
        value = cleaned(attributes.get("content", ""))
        if value and len(value) <= _LONGEST:
            for key in ("name", "property", "itemprop", "http-equiv"):
                yield from ((name, value) for name in element.words_of(key))
    elif element.name in {"link", "a"} and attributes.get("href"):
        for rel in set(element.words_of("rel")) & {"canonical", "license"}:
            yield f"rel:{rel}", cleaned(attributes["href"])


def _is_json(element: Element) -> bool:
    return element.name == "script" and "ld+json" in element.attributes.get("type", "").lower()


def _nodes(page: Scanned, source: str) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, outer ones first."""
    found: list[dict[str, Any]] = []
    for element in page.elements:
        if _is_json(element):
            found.extend(_walked(_parsed(source[element.inside : element.end])))
    named = {each["@id"]: each for each in reversed(found) if _is_named(each)}
    for node in found:
        yield {key: _resolved(value, named) for key, value in node.items()}


def _is_named(node: Mapping[str, Any]) -> bool:
    return isinstance(node.get("@id"), str) and len(node) > 1


def _resolved(value: Any, named: Mapping[str, Any]) -> Any:
    """Return a value with the objects that it only refers to."""
    if isinstance(value, list):
        return [_resolved(each, named) for each in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _parsed(text: str) -> Any:
    """Return what a script says in JSON, or None where it is none."""
    text = _WRAPPED.sub("", text)
    for form in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walked(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in a value of JSON, outer ones first."""
    waiting = [root]
    while waiting:
        following: list[Any] = []
        for value in waiting:
            if isinstance(value, dict):
                yield value
                following.extend(value.values())
            elif isinstance(value, list):
                following.extend(value)
        waiting = following


def _article(nodes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the object that describes the page's article; empty where there is none."""
    articles = [
        node
        for node in nodes
        if any(_ARTICLE.match(kind) for kind in types_of(node))
        and {"headline", "datePublished", "author", "articleBody"} & node.keys()
    ]
    with_headline = [node for node in articles if "headline" in node]
    return next(iter(with_headline or articles), {})
