"""Elements of XML and HTML as text; every text in them is escaped here and nowhere else."""

import html
from collections.abc import Iterable, Mapping


def element(name: str, inner: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Return an element around markup; its attributes are escaped."""
    opened = name + _listed(attributes or {})
    return f"<{opened}>{inner}</{name}>" if inner else f"<{opened}/>"


def void(name: str, attributes: Mapping[str, str]) -> str:
    """Return an element of HTML that holds nothing, such as `meta`."""
    return f"<{name}{_listed(attributes)}>"


def text(name: str, words: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an element around text."""
    return element(name, html.escape(words, quote=False), attributes)


def listed(lines: Iterable[str]) -> str:
    """Return an HTML list of texts."""
    items = "".join(text("li", line) for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _listed(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())


def document(root: str) -> bytes:
    """Return an XML file."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'.encode()
