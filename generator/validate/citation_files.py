"""Files to cite a document with say what is stated of it, in their own fields and in no other."""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from generator.errors import Finding, Level
from generator.model import Dossier, Metadata
from generator.model.page import Annex
from generator.validate.context import Context
from generator.visible import visible

_BEGIN = re.compile(r"@misc\{[\w-]+,\n")
_FIELD = re.compile(r"  (\w+) = \{")
_END = ",\n"
_STATED = ("author", "translator", "publisher", "url")
_OF_DATE = frozenset({"year", "date"})


def miscited(dossier: Dossier, annexes: Sequence[Annex], context: Context) -> Iterator[Finding]:
    """Yield a finding for each citation that a program would read otherwise than it is meant."""
    documents = {document.id: document for document in dossier.source_documents}
    for annex in annexes:
        document = documents[annex.document]
        for name, content, fields_of in (
            ("BibTeX", annex.bibtex, bibtex_fields),
            ("CSL-JSON", annex.csl, csl_fields),
        ):
            why = _why_wrong(content, document.metadata, fields_of)
            if why:
                yield Finding(
                    path=f"{context.seeds}/{document.path}",
                    level=Level.ERROR,
                    code="citation.broken",
                    what=f"its citation in {name} {why}",
                    hint="report it: a value leaves its field",
                )


def _why_wrong(content: str, metadata: Metadata, fields_of: Callable[[str], dict[str, str]]) -> str:
    """Return what is wrong with a citation; empty when nothing is."""
    if visible(content).strip() != " ".join(content.split()):
        return "has characters that nobody sees"
    try:
        fields = fields_of(content)
    except ValueError as error:
        return f"cannot be read: {error}"
    values = ((key, getattr(metadata, key)) for key in _STATED)
    stated = {key for key, value in values if value is not None and visible(value.value).strip()}
    wanted = {"title", "note", *stated} | (_OF_DATE if metadata.date is not None else set())
    odd = sorted(wanted ^ fields.keys())
    return f"has {odd[0]!r} where the source has none, or lacks it" if odd else ""


def bibtex_fields(content: str) -> dict[str, str]:
    """Return the fields of one BibTeX entry, braces counted as BibTeX does: escaped ones too.

    Raises `ValueError` for anything else than an entry as it is written here.
    """
    begin = _BEGIN.match(content)
    at = begin.end() if begin else 0
    fields: dict[str, str] = {}
    while field := _FIELD.match(content, at):
        end = _closing(content, field.end())
        if field[1] in fields or not content.startswith(_END, end + 1):
            message = f"field {field[1]!r} stands there twice, or does not end where it should"
            raise ValueError(message)
        fields[field[1]] = content[field.end() : end]
        at = end + 1 + len(_END)
    if not begin or content[at:] != "}\n":
        message = f"there is {content[at : at + 30]!r} outside of fields"
        raise ValueError(message)
    return fields


def _closing(content: str, at: int) -> int:
    """Return where the brace stands that closes the one before `at`."""
    depth = 1
    for place in range(at, len(content)):
        depth += {"{": 1, "}": -1}.get(content[place], 0)
        if not depth:
            return place
    message = "a brace is not closed"
    raise ValueError(message)


def csl_fields(content: str) -> dict[str, str]:
    """Return the fields of one CSL-JSON item under BibTeX's names; raises `ValueError`."""
    (item,) = json.loads(content)
    names = {"URL": ("url",), "issued": ("year", "date")}
    known = {"id", "type"}
    return {
        name: str(value)
        for key, value in item.items()
        if key not in known
        for name in names.get(key, (key,))
    }
