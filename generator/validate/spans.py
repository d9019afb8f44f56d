"""Every span of the dossier slices to the stored text."""

from collections.abc import Iterator

from generator.errors import Finding, Level
from generator.model import Dossier, SourceDocument, Span


def wrong_spans(dossier: Dossier, seeds: str) -> Iterator[Finding]:
    """Yield a finding for each span that is not what its document's stored text has there."""
    documents = {document.id: document for document in dossier.source_documents}
    seen: set[Span] = set()
    for span in _spans(dossier):
        if span in seen:
            continue
        seen.add(span)
        document = documents.get(span.document)
        if document is None or not _slices(document, span):
            yield Finding(
                path=f"{seeds}/{document.path if document else span.document}",
                level=Level.ERROR,
                code="span.altered",
                what=f"the text at {span.start}-{span.end} is not “{span.text[:40]}”",
                hint="report it: an annotation does not slice to its document's stored text",
            )


def _slices(document: SourceDocument, span: Span) -> bool:
    inside = 0 <= span.start < span.end <= len(document.text)
    return inside and document.text[span.start : span.end] == span.text


def _spans(root: object) -> Iterator[Span]:
    """Yield every span that a record holds, however deep."""
    stack = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, Span):
            yield value
        elif isinstance(value, tuple):
            stack += value
        elif not isinstance(value, SourceDocument):
            names = getattr(type(value), "__dataclass_fields__", ())
            stack += [getattr(value, name) for name in names]
