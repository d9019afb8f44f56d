"""How to cite a source document: BibTeX, CSL-JSON and plain text.

Forms: BibTeX's `@misc`, the Citation Style Language's JSON schema 1.0 (type `article-newspaper`
when a publisher is stated, else `document`). Only what the source states is written, as a reader
of its page sees it; a missing author or publisher stays out, a missing date is `n.d.`.

BibTeX counts braces before it reads anything, escaped or not, so no brace of a source may stand in
a field, or the field would end where the source wants it to.
"""

import json
import re

from generator.model import MetaValue, SourceDocument
from generator.visible import visible

_UNBALANCED = re.compile(r"[{}\\]")
"""What an address in a field may not have."""
_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


def bibtex(document: SourceDocument, title: str) -> str:
    """Return a BibTeX entry; its key is the document's id."""
    metadata = document.metadata
    author, translator = _seen(metadata.author), _seen(metadata.translator)
    fields = {
        "title": f"{{{_tex(title)}}}",
        # Braces around the whole: " and " in a name makes it no two authors.
        "author": f"{{{_tex(author)}}}" if author else "",
        "translator": f"{{{_tex(translator)}}}" if translator else "",
        "publisher": _tex(_seen(metadata.publisher)),
        "year": metadata.date.value[:4] if metadata.date else "",
        "date": _seen(metadata.date),
        "url": _UNBALANCED.sub("", _seen(metadata.url)),
        "note": f"SHA-256 of the file {document.sha256}",
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return f"@misc{{briefing-{document.id},\n" + "\n".join(lines) + "\n}\n"


def csl_json(document: SourceDocument, title: str) -> str:
    """Return a CSL-JSON list with one item."""
    metadata = document.metadata
    item: dict[str, object] = {
        "id": f"briefing-{document.id}",
        "type": "article-newspaper" if metadata.publisher else "document",
        "title": visible(title).strip(),
    }
    if author := _seen(metadata.author):
        item["author"] = [{"literal": author}]
    if translator := _seen(metadata.translator):
        item["translator"] = [{"literal": translator}]
    if publisher := _seen(metadata.publisher):
        item["publisher"] = publisher
    if metadata.date:
        parts = [int(part) for part in metadata.date.value.split("-")]
        item["issued"] = {"date-parts": [parts]}
    if url := _seen(metadata.url):
        item["URL"] = url
    item["note"] = f"SHA-256 of the file {document.sha256}"
    return json.dumps([item], ensure_ascii=False)


def _seen(value: MetaValue | None) -> str:
    """Return what a reader of the page sees of a value; nothing when it is not stated."""
    return visible(value.value).strip() if value is not None else ""


def _tex(text: str) -> str:
    """Return text with TeX's own characters written so that they show."""
    seen = visible(text).strip()
    return _SPECIAL.sub(lambda match: _BIBTEX.get(match[0], f"\\{match[0]}"), seen)
