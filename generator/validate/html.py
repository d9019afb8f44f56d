"""What a page of HTML shows, as an HTML5 parser reads it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = frozenset(
    re.findall(
        r"\w[\w:-]*",
        """
        a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong
        sub sup time u var wbr
        """,
    )
)
"""Elements that do not separate words; every other one does."""
_ASIDE = "headerlink"
"""Class of the link that Markdown puts beside a heading."""
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_FORBIDDEN = frozenset(
    re.findall(
        r"\w[\w:-]*",
        """
        animate animatemotion animatetransform applet base button embed fencedframe
        foreignobject form frame frameset iframe input link math meta noscript object option
        plaintext script select set style template textarea use xmp
        """,
    )
)
"""Elements that act, load, or restyle: no template makes them inside a page's content."""
_STRUCTURE = frozenset(
    re.findall(
        r"\w[\w:-]*",
        """
        aria-controls aria-current aria-describedby aria-expanded aria-hidden
        aria-labelledby aria-level checked class cols colspan cx cy d data-preview datetime
        decoding dir fill for headers height hidden id itemid itemprop itemscope itemtype
        lang loading name open points preserveaspectratio r rel role rowspan rx ry scope
        span stroke stroke-width tabindex target text-anchor transform translate type
        viewbox width x x1 x2 xmlns y y1 y2
        """,
    )
)
"""Attributes whose values are a machine's, as long as they look like one's."""
_MACHINE = re.compile(r"[\w\s.,:;#%/?~+()-]*", re.ASCII)
_NUMBERS = re.compile(r"\d+[a-z]*( \d+[a-z]*)*", re.ASCII)
"""Numbers of statements: `7 7a`."""
_TEXT_ALIGN = re.compile(r"text-align: ?(left|right|center);?")
ADDRESSES = frozenset({"href", "src", "cite", "poster", "action", "formaction", "xlink:href"})
"""Attributes that hold an address."""
SPACE = re.compile(r"[ \t\n\f\r]+")
"""White space as HTML folds it; a no-break space is not."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an element of the page."""

    element: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a page shows and what it links to."""

    text: str
    """Visible text; one space for any white space and between blocks; none at the ends."""
    opened: str
    """The part of it that is seen without opening a disclosure, but for the title."""
    heading: str
    """Text of the first `h1`; empty when there is none."""
    ids: tuple[str, ...]
    """Every id and anchor name, in order."""
    addresses: tuple[Attribute, ...]
    """Attributes that hold an address."""
    readable: tuple[Attribute, ...]
    """Attributes that a reader may see or hear, such as `title` and `alt`."""
    active: tuple[str, ...]
    """Elements and attributes that act, load or restyle, as `script` or `p onclick`."""
    asides: tuple[str, ...]
    """Texts of the links beside headings, which are no part of the page's text."""
    headings: tuple[str, ...]
    """Text of every heading, in order."""


def read(html: str) -> Content:
    """Return what a fragment of HTML shows."""
    return read_node(LexborHTMLParser(f"<body>{html}").css("body")[0])


def read_node(root: LexborNode) -> Content:
    """Return what an element shows."""
    found = _Found()
    found.walk(root)
    headings = [(node.tag, text_of(node)) for node in root.css("h1,h2,h3,h4,h5,h6")]
    return Content(
        text=folded("".join(found.text)),
        opened=folded("".join(found.opened)),
        heading=next((text for tag, text in headings if tag == "h1"), ""),
        ids=tuple(found.ids),
        addresses=tuple(found.addresses),
        readable=tuple(found.readable),
        active=tuple(found.active),
        asides=tuple(found.asides),
        headings=tuple(text for _, text in headings),
    )


def text_of(node: LexborNode, *, without: str = "") -> str:
    """Return the visible text of an element, and of none in it that has the class `without`."""
    found = _Found(without)
    found.walk(node)
    return folded("".join(found.text))


def folded(text: str) -> str:
    """Return the text as HTML shows it: white space folded, none at the ends."""
    return SPACE.sub(" ", text).strip(" ")


class _Level:
    """An element whose children are being visited."""

    __slots__ = ("children", "closed", "edge", "opened")

    def __init__(self, node: LexborNode, edge: str, *, opened: bool) -> None:
        self.children: Iterator[LexborNode] = node.iter(include_text=True)
        self.edge = edge
        """What parts it from what stands around it."""
        self.opened = opened
        """Whether it is seen without opening a disclosure."""
        self.closed = node.tag == "details" and "open" not in node.attributes
        """Whether it is a disclosure that shows its summary only."""

    def shows(self, child: LexborNode) -> bool:
        """Tell whether a child is seen without opening a disclosure."""
        within = child.tag == "summary" if self.closed else child.tag != "h1"
        return self.opened and within


class _Found:
    """Collects what an element shows, in document order."""

    def __init__(self, without: str = "") -> None:
        self._without = without
        self.text: list[str] = []
        self.opened: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[Attribute] = []
        self.readable: list[Attribute] = []
        self.active: list[str] = []
        self.asides: list[str] = []

    def walk(self, root: LexborNode) -> None:
        """Visit everything below `root`; as deep as a parser goes, without recursion."""
        stack = [_Level(root, "", opened=True)]
        while stack:
            level = stack[-1]
            node = next(level.children, None)
            if node is None:
                stack.pop()
                self._say(level.edge, opened=level.opened)
            elif node.is_text_node:
                self._say(node.text_content or "", opened=level.opened and not level.closed)
            elif node.is_element_node and self._enter(node):
                inner = _Level(node, "" if node.tag in _INLINE else " ", opened=level.shows(node))
                self._say(inner.edge, opened=inner.opened)
                stack.append(inner)

    def _say(self, text: str, *, opened: bool) -> None:
        self.text.append(text)
        if opened:
            self.opened.append(text)

    def _enter(self, node: LexborNode) -> bool:
        """Note an element's attributes; tell whether its text is seen."""
        tag, attributes = node.tag or "", node.attributes
        classes = (attributes.get("class") or "").split()
        if self._without in classes:
            return False
        if tag == "a" and _ASIDE in classes:
            self.asides.append(folded(node.text()))
            return False
        if tag in _FORBIDDEN:
            self.active.append(tag)
        for name, value in attributes.items():
            self._note(Attribute(tag, name, value or ""))
        return tag not in _UNSEEN

    def _note(self, attribute: Attribute) -> None:
        name, value = attribute.name, attribute.value
        if name == "id" or (name == "name" and attribute.element == "a"):
            self.ids.append(value)
        if name in ADDRESSES:
            self.addresses.append(attribute)
        elif name.startswith("on") or name in {"srcdoc", "srcset", "style", "ping", "background"}:
            if not (name == "style" and _TEXT_ALIGN.fullmatch(value)):
                self.active.append(f"{attribute.element} {name}")
        elif not _is_structure(name, value):
            self.readable.append(attribute)


def _is_structure(name: str, value: str) -> bool:
    """Tell whether an attribute holds a machine's value and is not for reading."""
    name = name.lower()
    if name.startswith("data-") and not name.startswith("data-md-"):
        return not value or bool(_NUMBERS.fullmatch(value))
    return (name in _STRUCTURE or name.startswith("data-md-")) and bool(_MACHINE.fullmatch(value))
