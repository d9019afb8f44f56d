"""Reads `seeds/` into source documents: the only stage that reads sources.

Its modules, in the order in which a file meets them: `folder` and `names` find the files, `decode`,
`charset` and `normalise` make text of bytes (the whole list of changes stands in `normalise`),
`readers` chooses one of `read_text`, `read_markdown` and `read_html`, `paragraphs` parts plain
text, `sidecar` and `metadata` read what people state, `language` and `stated_language` tell what
is English, `translations` joins a translation to its original, `notes` binds curated notes
and `questions` an editor's questions,
`documents` and `collecting` put it all together. Of a page, the `html_` modules find the text and
the `page_` modules what it says of itself. `readers` says how to add a format.
"""

from generator.collect.collecting import Collected, collect
from generator.collect.documents import document_from_text, document_id
from generator.collect.folder import PASSED_OVER, QUESTIONS
from generator.collect.readers import format_of
from generator.collect.stated_language import other_language

__all__ = [
    "PASSED_OVER",
    "QUESTIONS",
    "Collected",
    "collect",
    "document_from_text",
    "document_id",
    "format_of",
    "other_language",
]
