"""Front matter: a theme puts it into the page as it stands, so it must be escaped and proven."""

import html
from collections.abc import Iterator

import yaml

from generator.errors import Finding, Level
from generator.visible import visible

_SHOWN = ("title", "description", "author")
_PLAIN = frozenset({"hide", "search", "template", "status", "icon", "subtitle_hidden"})


def front_matter(markdown: str) -> dict[str, object] | None:
    """Return the front matter of a page; None when it has none or none that can be read."""
    if not markdown.startswith("---\n"):
        return None
    block, found, _ = markdown.removeprefix("---\n").partition("\n---\n")
    try:
        data = yaml.safe_load(block) if found else None
    except yaml.YAMLError:
        return None
    return data if isinstance(data, dict) else None


def unsafe(markdown: str, title: str, said: frozenset[str], path: str) -> Iterator[Finding]:
    """Yield what is wrong with a page's front matter; `said` is every text it may show."""
    data = front_matter(markdown)
    if data is None:
        what, hint = "it has no front matter that can be read", "begin the template with a title"
        yield _finding(path, "front-matter.none", what, hint)
        return
    if visible(html.unescape(str(data.get("title", "")))).strip() != title:
        what = "the front matter's title is not the page's title"
        yield _finding(path, "front-matter.title", what, "write `title:` with the page's title")
    for key in _SHOWN:
        yield from _shown(path, key, data.get(key, ""), said)
    for key in sorted(map(str, data.keys() - set(_SHOWN) - _PLAIN)):
        what = f"the front matter has `{key}`, which a theme may show unescaped"
        yield _finding(path, "front-matter.key", what, "take the key out of the template")


def _shown(path: str, key: str, value: object, said: frozenset[str]) -> Iterator[Finding]:
    """Yield what is wrong with a value that a theme shows."""
    if not isinstance(value, str) or any(mark in value for mark in "<>\"'`"):
        what = f"the front matter's `{key}` is not escaped"
        yield _finding(path, "front-matter.unsafe", what, "write it through the escape function")
    elif value and visible(html.unescape(value)).strip() not in said:
        what = f"the front matter's `{key}` says “{value[:60]}”, which is no piece of the page"
        yield _finding(path, "front-matter.text", what, "add the piece to page.attributes")


def _finding(path: str, code: str, what: str, hint: str) -> Finding:
    return Finding(path=path, level=Level.ERROR, code=code, what=what, hint=hint)
