"""The elements of an HTML page, as its tags say: which holds which, and which text stands in it.

No tree is built of the text; each element knows its parent and the stretch of the page's text
that it holds. End tags that pages leave out are supplied as the HTML standard does for the usual
ones: `<p>` ends before a block, `<li>` before the next, and so on.
"""

from collections import Counter
from dataclasses import dataclass, field

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
"""Elements without content."""
_ENDS_PARAGRAPH = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div"}
    | {"dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search"}
    | {"section", "summary", "table", "ul", "li", "dt", "dd"}
)
_PARAGRAPH_STAYS = frozenset({"td", "th", "table", "button", "object", "caption", "html"})
_SIBLINGS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "a": (frozenset({"a"}), frozenset({"td", "th", "li", "table"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "rt": (frozenset({"rt", "rp", "rb"}), frozenset({"ruby"})),
    "rp": (frozenset({"rt", "rp", "rb"}), frozenset({"ruby"})),
    "rb": (frozenset({"rt", "rp", "rb"}), frozenset({"ruby"})),
}
"""Which open elements end where one begins, and at which the search stops."""
_FAR = 200
"""So many open elements are searched for one that a tag ends; a page nests 50 deep at most."""


@dataclass(slots=True)
class Element:
    """One element, from its start tag on."""

    name: str
    """In small letters."""
    attributes: dict[str, str]
    """Values by name in small letters, character references resolved."""
    parent: int
    """Number of the element that holds it; -1 for none."""
    start: int
    """Where its start tag begins in the source."""
    inside: int
    """One past its start tag in the source."""
    text_start: int
    """Where its text begins in the page's."""
    end: int = -1
    """Where it ends in the source."""
    text_end: int = -1
    """Where its text ends in the page's."""

    def words_of(self, name: str) -> list[str]:
        """Return the words of an attribute that holds several, in small letters."""
        return self.attributes.get(name, "").lower().split()


@dataclass(slots=True)
class Nesting:
    """The elements so far, and those that are open."""

    all: list[Element] = field(default_factory=list)
    """In the order of their start tags."""
    stack: list[int] = field(default_factory=list)
    """Numbers of the open ones."""
    _open: Counter[str] = field(default_factory=Counter)
    """How many of a name are open."""

    @property
    def innermost(self) -> int:
        """The number of the innermost open element; -1 where there is none."""
        return self.stack[-1] if self.stack else -1

    def is_in(self, names: frozenset[str]) -> bool:
        """Tell whether an element of one of some names is open."""
        return any(self._open[name] for name in names)

    def close_implied(self, name: str, at: tuple[int, int]) -> list[int]:
        """End the elements that a start tag ends, at a place of source and text; return them."""
        ended: list[int] = []
        if name in _ENDS_PARAGRAPH and self._open["p"]:
            ended += self._close_to(frozenset({"p"}), _PARAGRAPH_STAYS, at)
        if name in _SIBLINGS:
            ended += self._close_to(*_SIBLINGS[name], at)
        return ended

    def open(self, element: Element) -> None:
        """Add an element; one without content is closed at once."""
        self.all.append(element)
        if element.name in VOID:
            element.end, element.text_end = element.inside, element.text_start
            return
        self.stack.append(len(self.all) - 1)
        self._open[element.name] += 1

    def close(self, name: str, at: tuple[int, int]) -> list[int]:
        """End an element by its end tag, with all that is open in it; return their numbers."""
        if not self._open[name]:
            return []
        return self._close_to(frozenset({name}), frozenset(), at)

    def close_all(self, at: tuple[int, int]) -> list[int]:
        """End whatever is open at the end of the page."""
        return self._pop(len(self.stack), at)

    def _close_to(
        self, names: frozenset[str], stops: frozenset[str], at: tuple[int, int]
    ) -> list[int]:
        for depth, number in enumerate(reversed(self.stack[-_FAR:]), 1):
            name = self.all[number].name
            if name in names:
                return self._pop(depth, at)
            if name in stops:
                break
        return []

    def _pop(self, depth: int, at: tuple[int, int]) -> list[int]:
        ended = [self.stack.pop() for _ in range(depth)]
        for number in ended:
            element = self.all[number]
            element.end, element.text_end = at
            self._open[element.name] -= 1
        return ended
