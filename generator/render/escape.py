"""The one escape function: text of a source becomes Markdown that shows exactly that text.

`escape`, `escape_attribute` and `escape_yaml` are the only ways in which text reaches a page. They
never change what a reader sees; `visible` says what that is, and proofs compare with it.
"""

import re

from generator.visible import visible

__all__ = ["escape", "escape_attribute", "escape_yaml", "visible"]

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_RISKY = re.compile(
    r"""
      [&<>"\\`*_{}\[\]|~^=$\#!@]      # markup wherever it stands
    | :(?=[\w+-]*:) | :(?=/) | :(?=\ ?\Z)   # emoji, bare address, before a template's markup
    | -(?=-) | \+(?=\+) | \.(?=\.\.)  # dashes, keys, ellipsis
    | \((?=(?i:c|p|r|tm)\))           # (c)
    | (?<=[+\dcC])/(?=[-\doO])        # +/-, 1/2, c/o
    | (?<=[wW]{3})\. | \?(?=\d)        # www., a discussion's number
    """,
    re.VERBOSE,
)
_LEADING = re.compile(
    r"(?P<kept>[ ]?)(?P<mark>[-+?/:])"  # lists, blocks, definitions
    r"|(?P<before>[ ]?\(?(?:\d+|[A-Za-z]|[IVXLCDMivxlcdm]+))(?P<end>[.)])(?=\s|\Z)"  # 1. a) (i)
)


def escape(text: str) -> str:
    """Return Markdown that renders as `visible(text)` and nothing else, wherever it is put.

    Safe in a paragraph, a heading, a table cell, the text of a link, inside HTML with or without
    `markdown`, and at the start of a line; not in a code span and not in the address of a link.
    What stands between asterisks or underscores must be stripped first.
    """
    seen = visible(text)
    leading = _LEADING.match(seen)
    if leading is None:
        return _RISKY.sub(_entity, seen)
    mark = leading["mark"] or leading["end"]
    before = (leading["kept"] or "") + (leading["before"] or "")
    return f"{before}&#{ord(mark)};" + _RISKY.sub(_entity, seen[leading.end() :])


def escape_attribute(text: str) -> str:
    """Return text for an HTML attribute in Markdown, between quotation marks of either kind.

    Not for an element that has the attribute `markdown`: `md_in_html` decodes its attributes once
    more than a browser does.
    """
    return escape(text).strip().replace("'", "&#39;")


def escape_yaml(text: str) -> str:
    """Return a quoted YAML scalar for front matter that a theme puts into HTML as it stands.

    Its content is HTML with entities: Material writes title, description and author unescaped.
    """
    return f'"{escape_attribute(text)}"'


def _entity(match: re.Match[str]) -> str:
    """Return the entity of one risky character."""
    mark = match[0]
    return _NAMED.get(mark) or f"&#{ord(mark)};"
