"""One page of a built site, held to its proof."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import Editorial, Label, Reference
from generator.validate.built_units import NO_UNITS, Units, units_of
from generator.validate.closed_text import SEPARATORS
from generator.validate.html import Content, folded, read_node
from generator.validate.proof import Run
from generator.validate.texts import Texts, UnprovenError
from generator.visible import visible

_REGIONS = (
    "article.md-content__inner",
    "[itemprop=articleBody]",
    "[role=main]",
    "article",
    "main",
)
"""Where themes put the content: Material and Zensical, Read the Docs, MkDocs, others."""
_THEMES_OWN = ".md-content__button, .md-source-file, .md-feedback, .md-tags"
"""What Material puts into the content by itself; held to what the theme may say."""
_CONTEXT = 30
_TOLD = 'script[type="application/ld+json"], link[rel~="alternate"]'
"""What only pages have that machines are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A page of the site, taken apart."""

    content: Content
    """The content region."""
    around: LexborHTMLParser
    """The page without its content."""
    all_ids: frozenset[str]
    """Every id on the page."""
    title: str
    """Text of `<title>`."""
    material: bool
    """Whether the theme is Material, or built like it."""
    units: Units
    """What the content says as wholes; nothing when no machine is told of it, nor search."""


def take_apart(html: str, *, found: bool = False) -> Built | str:
    """Return the parts of a built page, or why it cannot be read.

    `found` says that search leads there, so it matters what the page says as wholes.
    """
    tree = LexborHTMLParser(html)
    region = _region(tree)
    if region is None:
        return "its content cannot be told from the theme"
    title = tree.css_first("head > title")
    ids = frozenset(node.attributes.get("id") or "" for node in tree.css("[id]"))
    names = frozenset(node.attributes.get("name") or "" for node in tree.css("a[name]"))
    own = "".join(node.html or "" for node in region.css(_THEMES_OWN))
    for node in region.css(_THEMES_OWN):
        node.decompose()
    content = read_node(region)
    material = region.css_matches(_REGIONS[0])
    units = units_of(region) if found or tree.css_first(_TOLD) is not None else NO_UNITS
    region.decompose()
    if own and tree.body is not None:
        tree.body.insert_child(LexborHTMLParser(f"<div>{own}</div>").css("div")[0])
    return Built(
        content=content,
        around=tree,
        all_ids=(ids | names) - {""},
        title=folded(title.text()) if title is not None else "",
        material=material,
        units=units,
    )


def _region(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the one element that holds the content, or None."""
    for selector in _REGIONS:
        found = tree.css(selector)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def run_text(run: Run, texts: Texts) -> str:
    """Return the visible text of a run, from its origin; raises `UnprovenError`."""
    match run:
        case ["s", str(document), int(start), int(end)]:
            return visible(texts.cut(document, start, end)).strip()
        case ["l", str(key), dict(slots)]:
            text = texts.text_of(Label(key, tuple(slots.items())))
        case ["r", str(said), str(origin)]:
            text = texts.text_of(Reference(said, origin))
        case ["e", str(said), str(signed)]:
            text = texts.text_of(Editorial(said, signed))
        case ["x", str(said)] if SEPARATORS.fullmatch(said):
            return said
        case _:
            message = f"{str(run)[:60]} is no run of a proof"
            raise UnprovenError("site.proof", message, "build the site again from its sources")
    return visible(text).strip()


def difference(shown: str, proven: str) -> str | None:
    """Return where a page's text and its proof part, or None when they are equal."""
    if shown == proven:
        return None
    at = next(
        (i for i, (a, b) in enumerate(zip(shown, proven, strict=False)) if a != b),
        min(len(shown), len(proven)),
    )
    start = max(0, at - _CONTEXT)
    here = f"{_marked(shown[start:at])}⟨here⟩{_marked(shown[at : at + _CONTEXT])}"
    codes = " for ".join(f"U+{ord(text[at]):04X}" for text in (shown, proven) if at < len(text))
    return f"the page says “{here}”, its proof “{_marked(proven[at : at + _CONTEXT])}” ({codes})"


def _marked(text: str) -> str:
    """Return a text with characters that cannot be seen written out."""
    return "".join(
        char if char.isprintable() and visible(char) == char else f"⟨U+{ord(char):04X}⟩"
        for char in text
    )
