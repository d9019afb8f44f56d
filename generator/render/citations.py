"""How to cite a source document: BibTeX, CSL-JSON and plain text.

Forms: BibTeX's `@misc`, the Citation Style Language's JSON schema 1.0 (type `article-newspaper`
when a publisher is stated, else `document`). Only what the source states is written; a missing
author or publisher stays out, a missing date is `n.d.`.
"""

import json
import re

from generator.model import MetaValue, SourceDocument

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(document: SourceDocument, title: str) -> str:
    """Return a BibTeX entry; its key is the document's id."""
    metadata = document.metadata
    fields = {
        "title": f"{{{_tex(title)}}}",
        "author": _value(metadata.author, tex=True),
        "translator": _value(metadata.translator, tex=True),
        "publisher": _value(metadata.publisher, tex=True),
        "year": metadata.date.value[:4] if metadata.date else "",
        "date": _value(metadata.date),
        "url": _value(metadata.url),
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
        "title": title,
    }
    if metadata.author:
        item["author"] = [{"literal": metadata.author.value}]
    if metadata.translator:
        item["translator"] = [{"literal": metadata.translator.value}]
    if metadata.publisher:
        item["publisher"] = metadata.publisher.value
    if metadata.date:
        parts = [int(part) for part in metadata.date.value.split("-")]
        item["issued"] = {"date-parts": [parts]}
    if metadata.url:
        item["URL"] = metadata.url.value
    item["note"] = f"SHA-256 of the file {document.sha256}"
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _value(value: MetaValue | None, *, tex: bool = False) -> str:
    if value is None:
        return ""
    return _tex(value.value) if tex else re.sub(r"[{}\\]", "", value.value)


def _tex(text: str) -> str:
    """Return text with TeX's own characters written so that they show."""
    folded = " ".join(text.split())
    return _SPECIAL.sub(lambda match: _BIBTEX.get(match[0], f"\\{match[0]}"), folded)
