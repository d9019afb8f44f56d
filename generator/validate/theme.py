"""What a theme says by itself: read from its own templates, so that a page can be held to it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from generator.validate.html import folded

READABLE = frozenset({"title", "alt", "aria-label", "placeholder", "content", "label", "value"})
"""Attributes outside the content that a reader may see or hear."""
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{.*?\}\}|%\(\w+\)s", re.DOTALL)
_ENTRY = re.compile(r'^\s*"[\w.]+": "((?:[^"\\]|\\.)*)",?$', re.MULTILINE)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
_LITERAL = re.compile(r"""(["'])(.*?)\1""")
_HOLE = "\ue000"
"""Stands for what Jinja puts in; no template has this character."""
_TEXT = r'"(?:[^"\\<>\n]|\\u[0-9a-f]{4}|\\[\\"/nt])*"'
_RECORD = rf"\{{(?:{_TEXT}: (?:{_TEXT}|[\w.]+)(?:, )?)*\}}"
_BARE = rf"(?:[\w.+-]*|{_TEXT}|{_RECORD})"
"""What a template may fill into a script as a value: a word, a number, a string or a record."""
_QUOTED = r"[^\"'`\\<>\n]*"
"""What it may fill into a string: nothing that ends it."""
_QUOTES = ("'", '"', "`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a theme's templates say."""

    words: frozenset[str]
    """Interface texts, white space folded."""
    openings: tuple[str, ...]
    """Those behind which a template prints something: "Edit on " before a repository's name."""
    scripts: tuple[re.Pattern[str], ...]
    """Inline scripts, with holes where templates fill in values."""
    source: str
    """All templates, for looking up addresses and handlers."""


def theme_of(templates: Mapping[str, str], languages: Iterable[str]) -> Theme:
    """Return what templates say; of files in a `languages/` folder only those named count."""
    wanted = frozenset(languages)
    words: set[str] = set()
    scripts: list[re.Pattern[str]] = []
    for name, text in templates.items():
        folder, _, file = name.rpartition("/")
        if folder.endswith("languages"):
            if file.removesuffix(".html") in wanted:
                words |= {_unescaped(entry) for entry in _ENTRY.findall(text)}
            continue
        words |= _words(text)
        scripts += _scripts(text)
    shown = {folded(word.removesuffix(_HOLE)) for word in words} - {""}
    before = {folded(word.removesuffix(_HOLE)) for word in words if word.endswith(_HOLE)} - {""}
    return Theme(
        words=frozenset(shown),
        openings=tuple(sorted(f"{word} " for word in before)),
        scripts=tuple(scripts),
        source="\n".join(templates.values()),
    )


def _words(template: str) -> set[str]:
    """Return the texts of a template outside of its Jinja tags, and strings that it prints.

    A text behind which Jinja prints something ends in a hole.
    """
    plain = _COMMENT.sub("", template)
    tags = [*_OUTPUT.findall(plain), *_STATEMENT.findall(plain)]
    words = {text for tag in tags for _, text in _LITERAL.findall(tag) if "<" not in text}
    marked = [text for tag in tags for _, text in _LITERAL.findall(tag) if "<" in text]
    outside = _OUTPUT.sub(_HOLE, _STATEMENT.sub(_HOLE, plain))
    for html in (outside, *marked):
        words |= {part for text in _texts(html) for part in _cut(text)}
    return words


def _cut(text: str) -> list[str]:
    """Return a text cut behind its holes."""
    *parts, last = text.split(_HOLE)
    return [f"{part}{_HOLE}" for part in parts] + [last]


def _texts(html: str) -> set[str]:
    """Return the texts and readable attributes of HTML, holes and all."""
    words: set[str] = set()
    tree = LexborHTMLParser(html)
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        if node.is_text_node:
            words.add(node.text_content or "")
        elif node.is_element_node:
            words |= {node.attributes[name] or "" for name in READABLE & node.attributes.keys()}
    return words


def _scripts(template: str) -> list[re.Pattern[str]]:
    """Return patterns of a template's inline scripts."""
    plain = _COMMENT.sub("", template)
    bodies = [body.strip() for body in _SCRIPT.findall(plain) if body.strip()]
    return [_pattern(body) for body in bodies]


def _pattern(body: str) -> re.Pattern[str]:
    """Return the pattern of a script: literal, but for what Jinja prints."""
    first, *others = _OUTPUT.split(_STATEMENT.sub("", body))
    pattern, before = re.escape(first), first
    for part in others:
        pattern += (_QUOTED if before.endswith(_QUOTES) else _BARE) + re.escape(part)
        before = part
    return re.compile(pattern)


def _unescaped(text: str) -> str:
    """Return a string of a language file without its backslashes."""
    return re.sub(r"\\(.)", r"\1", text)
