"""A page's Markdown as HTML, once for the proof and for the site that is built.

Where links lead depends on the other pages of a site and on how they are addressed. So the HTML is
kept in stretches with the links between them: the proof reads them as the Markdown has them, and
MkDocs' own processors lead them on while a site is built. All else is what MkDocs would make of the
same Markdown, its own processors included.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.utils import meta

NEEDS_A_SITE = frozenset({"material.extensions.preview"})
"""Extensions that work only inside a MkDocs build and change nothing but links."""
LOG = logging.getLogger("mkdocs.structure.pages")
"""Where MkDocs says what is wrong with links."""
_ELEMENTS = {"a": "href", "img": "src"}
"""What leads somewhere, as MkDocs has it, and the attribute that says where."""
_MARK = "data-place"
_PLACE = re.compile(f' {_MARK}="{STX}place:([0-9]+){ETX}"')
"""What stands in place of a link's attributes; no source can have the two control characters."""
_LAST = 0
"""Priority of MkDocs' processor of links: ours takes its place."""

Link = tuple[str, tuple[tuple[str, str], ...]]
"""An element that leads somewhere: its name, and its attributes in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What a page's Markdown says, before its links lead anywhere."""

    parts: tuple[str, ...]
    """Stretches of HTML; between two of them stand the attributes of a link."""
    links: tuple[Link, ...]
    """The links, one fewer than the stretches."""
    ids: tuple[str, ...]
    """Every id to which links may lead, in order of the alphabet."""
    title: str | None
    """Text of the first heading, when the page begins with it."""
    toc: list[dict[str, Any]]
    """The headings, as the extension `toc` gives them."""
    leads: bool
    """Whether the links can be led on; else MkDocs has to convert the page itself."""

    @property
    def html(self) -> str:
        """Return the HTML with each link as the Markdown has it."""
        return self.with_links(self.links)

    def with_links(self, links: Iterable[Link]) -> str:
        """Return the HTML with these links in place of its own."""
        between = [*map(_attributes, links), ""]
        return "".join(text for pair in zip(self.parts, between, strict=True) for text in pair)


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A page's content in the built site."""

    html: str
    """Its HTML; each link leads to an address of the site."""
    anchors: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Pages that it links into: path below `docs/`, and each anchor with the link as written."""
    converted: Converted
    """What it was made of, but for the HTML."""
    said: tuple[tuple[int, str], ...]
    """What MkDocs says of its links: level, as `logging` has it, and message."""


class Converter:
    """Turns Markdown into HTML as a site's build does; nothing is left over from page to page."""

    def __init__(self, extensions: Iterable[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        wanted = [name for name in extensions if name not in NEEDS_A_SITE]
        self._engine = markdown.Markdown(
            extensions=wanted,
            extension_configs={name: dict(configs.get(name, {})) for name in wanted},
        )
        self._links = _Links()
        self._raw = _RawHTMLPreprocessor()
        self._anchors = _ExtractAnchorsTreeprocessor(*_NO_SITE)
        self._title = _ExtractTitleTreeprocessor()
        for processor in (self._raw, self._anchors, self._title):
            processor._register(self._engine)  # noqa: SLF001 - as MkDocs does
        self._engine.treeprocessors.register(self._links, "relpath", _LAST)
        self._knows = [*self._engine.treeprocessors][-1] is self._links

    def __call__(self, page: str) -> str:
        """Return the HTML of a page's Markdown, which may have front matter."""
        return self.converted(without_front_matter(page)).html

    def converted(self, body: str) -> Converted:
        """Return what Markdown without front matter says."""
        engine, links = self._engine, self._links
        links.found, links.leads = [], self._knows
        self._anchors.present_anchor_ids, self._title.title = set(), None
        html = engine.reset().convert(body)
        parts = _PLACE.split(html) if links.leads else [html]
        numbers = list(map(int, parts[1::2]))
        return Converted(
            parts=tuple(parts[::2]),
            links=tuple(links.found[number] for number in numbers),
            ids=tuple(sorted(self._anchors.present_anchor_ids | self._raw.present_anchor_ids)),
            title=self._title.title,
            toc=getattr(engine, "toc_tokens", []),
            leads=links.leads and numbers == list(range(len(links.found))),
        )


class Leader:
    """Leads the links of pages to where they lead in the built site, as MkDocs does."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._extensions = [name for name in config.markdown_extensions if name in NEEDS_A_SITE]
        self._configs = {name: (config.mdx_configs or {}).get(name, {}) for name in NEEDS_A_SITE}
        self._usual = {*map(type, markdown.Markdown().treeprocessors)}

    def led(self, converted: Converted, file: File) -> Led:
        """Return the content of the page that a file is of."""
        root = Element("div")
        for name, attributes in converted.links:
            SubElement(root, name, dict(attributes))
        leading = _RelativePathTreeprocessor(file, self._files, self._config)
        with _overheard() as said:
            for processor in self._processors(leading):
                processor.run(root)
        return Led(
            html=converted.with_links((each.tag, tuple(each.items())) for each in root),
            anchors=tuple(
                (target.src_uri, tuple(links.items()))
                for target, links in leading.links_to_anchors.items()
            ),
            converted=replace(converted, parts=(), links=()),
            said=tuple(said),
        )

    def _processors(self, leading: _RelativePathTreeprocessor) -> Iterable[Treeprocessor]:
        """Return all that have to do with links, in their order."""
        if not self._extensions:
            return (leading,)
        # One that served a page before remembers more than it should.
        engine = markdown.Markdown(extensions=self._extensions, extension_configs=self._configs)
        leading._register(engine)  # noqa: SLF001 - as MkDocs does
        return tuple(each for each in engine.treeprocessors if type(each) not in self._usual)


@contextmanager
def _overheard() -> Iterator[list[tuple[int, str]]]:
    """Give a list of what MkDocs says of links meanwhile, in place of its saying it."""
    said: list[tuple[int, str]] = []

    def note(record: logging.LogRecord) -> bool:
        said.append((record.levelno, record.getMessage()))
        return False

    LOG.addFilter(note)
    try:
        yield said
    finally:
        LOG.removeFilter(note)


class _Links(Treeprocessor):
    """Puts a mark in place of the attributes of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []
        self.leads = True

    def run(self, root: Element) -> None:
        """Mark every link, unless one of them holds what is only put in later."""
        links = [element for element in root.iter() if element.tag in _ELEMENTS]
        for element in links:
            values = [value.replace(AMP_SUBSTITUTE, "") for value in element.attrib.values()]
            if any(STX in value for value in values) or _MARK in element.attrib:
                self.leads = False
        if not self.leads:
            return
        for number, element in enumerate(links):
            self.found.append((element.tag, tuple(element.items())))
            element.attrib.clear()
            element.set(_MARK, f"{STX}place:{number}{ETX}")


def without_front_matter(page: str) -> str:
    """Return a page's Markdown as MkDocs converts it."""
    body, _ = meta.get_data(page)
    return str(body)


_NO_SITE: Any = (None, None, None)
"""File, files and configuration, for a processor that looks at none of them."""


def _attributes(link: Link) -> str:
    """Return attributes as they stand in HTML, a space before each."""
    made = to_xhtml_string(Element("a", dict(link[1])))
    return made.removeprefix("<a").removesuffix("></a>").replace(AMP_SUBSTITUTE, "&")
