"""In the open part of a briefing a sentence stands at most twice: in brief, and in its place.

In the open is what a reader sees without opening a disclosure, below the title. What is said there
a third time makes a page longer than the document that it is of; as it misleads nobody, the page is
written nevertheless.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.errors import Finding, Level
from generator.model import Dossier, LinkedDocument
from generator.validate.context import Context
from generator.validate.html import Content

MOST = 2
"""How often a sentence may stand in the open part of a page."""
_FEWEST = 4
"""Words of a sentence; fewer say too little to be missed, or to be told from others."""
_UNTOLD = re.compile(r"[\W_]+")


def repeated(dossier: Dossier, pages: Mapping[str, Content], context: Context) -> Iterator[Finding]:
    """Yield a finding for each sentence that stands too often in the open part of its briefing."""
    for linked in dossier.documents:
        document = linked.annotated.document
        stem = PurePosixPath(context.stored_text_path.get(document.id, "")).stem
        page = pages.get(f"briefings/{stem}.md")
        if page is None:
            continue
        shown, stored = _letters(page.opened), _letters(document.text)
        for words in _sentences(linked):
            if not (letters := _letters(words)):
                continue
            # A source may say something twice itself.
            if shown.count(letters) > MOST * max(1, stored.count(letters)):
                yield Finding(
                    path=f"{context.docs}/briefings/{stem}.md",
                    level=Level.WARNING,
                    code="page.repeats",
                    what=f"“{words[:60]}” stands in its open part more than {MOST} times",
                    hint="report it: a sentence may stand in brief and in its place, no more",
                )


def _sentences(linked: LinkedDocument) -> Iterator[str]:
    """Yield each sentence of a document, and the words of each statement, which may be said alone.

    Of a sentence whose words are a statement's, each is counted by itself.
    """
    annotated = linked.annotated
    said = (part for one in annotated.attributions for part in one.content)
    for span in dict.fromkeys((*annotated.sentences, *said)):
        if len(span.text.split()) >= _FEWEST:
            yield span.text


def _letters(text: str) -> str:
    """Return the letters and digits of a text: a page may fold space and set other marks."""
    return _UNTOLD.sub("", text)
