"""Questions of an editor that head no row of what is disputed."""

from collections.abc import Iterable, Iterator

from generator.errors import Finding, Level
from generator.model import CuratedNote, NoteAction
from generator.model.site import Site


def unasked(site: Site, notes: Iterable[CuratedNote], seeds: str) -> Iterator[Finding]:
    """Yield a finding for each place of a question that heads no row of its document's page.

    `seeds` is what findings call the seeds folder. A document that has no page asks nothing.
    """
    heading = {
        page.facts.document.id: {
            (row.question.words.text, row.question.words.signed)
            for row in page.disputes
            if row.question is not None
        }
        for page in site.briefings
    }
    for note in notes:
        asks = heading.get(note.span.document)
        if note.action is NoteAction.QUESTION and asks is not None:
            if (note.value, note.signed) in asks:
                continue
            yield Finding(
                path=f"{seeds}/{note.path}",
                line=note.line,
                level=Level.ERROR,
                code="question-without-row",
                what=f"no row of what is disputed rests on the words {note.span.text[:60]!r}",
                hint="choose words of a statement or figure in that row, or remove the question",
            )
