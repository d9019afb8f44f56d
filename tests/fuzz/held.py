"""Looks whether each passage is of the document to which it leads, apart from `verify`.

`verify` proves that a passage is a span of some stored text. That it is the right document's, and
the right span, is looked at here twice: in the plan, where every record that holds passages and
leads to a document is found by its type, and in the HTML, by words alone.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import Alias, SourceDocument
from generator.model.briefing import Segment, Target
from generator.model.piece import Slice
from generator.model.site import AliasLine, Site
from generator.pipeline import Build
from generator.visible import visible

Wrong = tuple[str, str]
"""What kind of thing is wrong, and where."""

_BLOCKS = "article li, article p, article tr, article .statement, article h3"
_WORDS = 5
"""Words from which on a stretch is a passage; names and labels are shorter."""


def passages_held(made: Build) -> Iterator[Wrong]:
    """Yield what the plan sets beside a link to a document that does not hold it."""
    documents = {
        each.annotated.document.id: each.annotated.document for each in made.dossier.documents
    }
    pages = _pages(made.site)
    for record in _records(made.site):
        for piece in _slices(record):
            span = piece.span
            if documents[span.document].text[span.start : span.end] != span.text:
                yield "a span is not its document's", f"{type(record).__name__} {span}"
        targets = {pages[t.page] for t in _targets(record) if t.page in pages}
        for piece in _slices(record):
            if targets - {piece.span.document} and not _is_form(record, piece):
                yield "a passage leads elsewhere", f"{type(record).__name__} {piece} {targets}"
    yield from _aliases_held(made)


def _aliases_held(made: Build) -> Iterator[Wrong]:
    """Yield other forms of a name that are justified by other words than linking found."""
    for entity in made.dossier.entities:
        entry = next((each for each in made.site.glossary if each.entity == entity.id), None)
        for alias, line in zip(entity.aliases, entry.aliases if entry else (), strict=False):
            shown = "".join(part.text.span.text for part in line.evidence)
            if shown != alias.evidence.text or not _sentence(alias, made):
                yield "a form is justified by other words", f"{alias.evidence} shown as {shown!r}"


def _sentence(alias: Alias, made: Build) -> bool:
    """Tell whether the words that justify another form are a sentence of their document."""
    found = (each.annotated for each in made.dossier.documents)
    annotated = next(each for each in found if each.document.id == alias.evidence.document)
    return alias.evidence in annotated.sentences


def _is_form(record: object, piece: Slice) -> bool:
    """Tell whether words are the form itself, which may stand elsewhere than its justification."""
    return isinstance(record, AliasLine) and piece is record.text


def _pages(site: Site) -> Mapping[str, str]:
    """Return pages of sources and briefings with the id of their document."""
    found = {page.path: page.facts.document.id for page in site.sources}
    return found | {page.path: page.facts.document.id for page in site.briefings}


def _records(value: object) -> Iterator[Any]:
    """Yield every record below a value, pieces and sources aside."""
    if isinstance(value, tuple):
        for each in value:
            yield from _records(each)
    elif is_dataclass(value) and not isinstance(value, Slice | SourceDocument):
        yield value
        for field in fields(value):
            yield from _records(getattr(value, field.name))


def _slices(record: object) -> Iterator[Slice]:
    """Yield the passages that a record itself holds, in segments too."""
    if isinstance(record, Segment):
        return
    for value in _values(record):
        if isinstance(value, Slice):
            yield value
        elif isinstance(value, Segment):
            yield value.text


def _targets(record: object) -> Iterator[Target]:
    yield from (value for value in _values(record) if isinstance(value, Target))


def _values(record: Any) -> Iterator[object]:  # any record of the plan
    """Yield what the fields of a record hold, and what tuples in them hold."""
    stack = [getattr(record, field.name) for field in fields(record)]
    while stack:
        value = stack.pop()
        if isinstance(value, tuple):
            stack.extend(value)
        else:
            yield value


def words_held(made: Build, site: Path) -> Iterator[Wrong]:
    """Yield words that stand beside a link to one document and are another's."""
    pages = _pages(made.site)
    texts = {
        each.annotated.document.id: _folded(each.annotated.document.text)
        for each in made.dossier.documents
    }
    names = {_folded(entity.name.text) for entity in made.dossier.entities}
    for path in sorted(site.rglob("*.html")):
        here = path.parent.relative_to(site).as_posix()
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for block in tree.css(_BLOCKS):
            led = {pages[page] for page in _led(block, here) if page in pages}
            if len(led) != 1:
                continue
            (document,) = led
            for words in _stretches(block):
                if words in texts[document] or words in names:
                    continue
                if any(words in text for text in texts.values()):
                    yield "words of another document", f"{path.relative_to(site)}: {words}"


def _led(block: LexborNode, here: str) -> Iterator[str]:
    """Yield the Markdown paths of pages to which a block leads."""
    for link in block.css("a[href]"):
        address = (link.attributes["href"] or "").split("#")[0]
        if address and "://" not in address:
            yield posixpath.normpath(posixpath.join(here, address)) + ".md"


def _stretches(block: LexborNode) -> Iterator[str]:
    """Yield the stretches of text of a block that are long enough to be passages."""
    for node in block.traverse(include_text=True):
        if node.tag == "-text":
            for part in node.text(deep=False).split(" · "):
                words = _folded(part).strip("“”:,. ")
                if len(words.split()) >= _WORDS:
                    yield words


def _folded(text: str) -> str:
    return " ".join(visible(text).split())
