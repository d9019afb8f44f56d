"""Where each page stands. Addresses are promises: they hash stable values, never positions."""

import re
import unicodedata

from generator.model import Entity, SourceDocument

_WORDS_IN_SLUG = 6
_ID_DIGITS = 6
GLOSSARY = "glossary/"
"""Folder of the glossary below `docs/`."""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_IN_WORD = re.compile("['\u2019]")


def slug_words(text: str) -> str:
    """Return the first words of `text` as an ASCII slug; empty when none is left."""
    plain = unicodedata.normalize("NFKD", _IN_WORD.sub("", text))
    words = _NOT_SLUG.sub(" ", plain.encode("ascii", "ignore").decode().lower()).split()
    return "-".join(word[:30] for word in words[:_WORDS_IN_SLUG])


def document_slug(document: SourceDocument, title: str) -> str:
    """Return date, first words of the title and the beginning of the document's id.

    The id makes the slug unique and lets it survive other documents' coming and going.
    """
    date = document.metadata.date.value if document.metadata.date else ""
    return "-".join(part for part in (date, slug_words(title), document.id[:_ID_DIGITS]) if part)


def id_in_slug(slug: str) -> str:
    """Return the digits of a document's id that its slug ends in."""
    return slug.rpartition("-")[2]


def briefing_page(slug: str) -> str:
    """Return the path of a briefing below `docs/`."""
    return f"briefings/{slug}.md"


def source_page(slug: str) -> str:
    """Return the path of a source page below `docs/`."""
    return f"sources/{slug}.md"


def stored_file(slug: str) -> str:
    """Return the path of a stored text below `docs/`."""
    return f"sources/files/{slug}.txt"


def raw_file(slug: str, document: SourceDocument) -> str:
    """Return the path of a raw file below `docs/`.

    It always ends in `.txt`, so that no server shows it as a page and MkDocs does not render it.
    """
    suffix = document.path.rsplit(".", 1)[-1].lower() if "." in document.path else "raw"
    return f"sources/files/{slug}.{_NOT_SLUG.sub('', suffix) or 'raw'}.raw.txt"


def record_file(slug: str) -> str:
    """Return the path below `docs/` of what programs are told of a document, proofs and all."""
    return f"proofs/{slug}.js"


def entity_page(entity: Entity) -> str:
    """Return the path below `docs/` of an entity's page: its address, had it a page or not."""
    return f"{GLOSSARY}{entity.slug}.md"


def entity_anchor(entity: Entity) -> str:
    """Return the anchor of an entity's row; no slug and no other anchor begins like it."""
    return f"e-{entity.slug}"


def names_page(prefix: str) -> str:
    """Return the path of the page of the names that begin with some capitals; with none, of all."""
    letters = "-".join(c.lower() if c.isascii() and c.isalnum() else f"{ord(c)}" for c in prefix)
    return f"{GLOSSARY}names/{letters}.md" if prefix else f"{GLOSSARY}index.md"
