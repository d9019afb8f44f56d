"""Short texts as parsed documents."""

import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from generator.extract.parse import Parse, parse
from generator.model import Metadata, MetaValue, Origin, Paragraph, SourceDocument

if TYPE_CHECKING:
    from spacy.language import Language

Reader = Callable[[str, str | None], Parse]


def document(text: str, date: str | None) -> SourceDocument:
    """Return a document whose paragraphs are its lines."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    lines = re.finditer(r"\S[^\n]*", text)
    value = MetaValue(date, Origin.SIDECAR, "text.meta.yml", 1) if date else None
    return SourceDocument(
        id=digest[:12],
        path="text.txt",
        media_type="text/plain",
        sha256=digest,
        text=text,
        text_sha256=digest,
        body_start=len(text) - len(text.lstrip()),
        body_end=max(len(text.rstrip()), len(text) - len(text.lstrip())),
        paragraphs=tuple(
            Paragraph(number, line.start(), line.start() + len(line[0].rstrip()))
            for number, line in enumerate(lines, 1)
        ),
        runs=(),
        metadata=Metadata(date=value),
    )


@pytest.fixture(scope="session")
def read(nlp: "Language") -> Reader:
    """Parse a text, as of a document date."""
    return lambda text, date: parse(document(text, date), nlp)
