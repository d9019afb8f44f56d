"""Proofs as they are published: those of a document's pages in its record, all others in packs.

The record of a document is everything that programs are told of it: its stored text, the proofs of
its pages, its citations and annotations. A page opened from a disk may not fetch, but it may load
scripts, so a record is a script that hands over its JSON, which is all of it but the first and the
last line. `assets/check.js` reads it, and asks `proofs/strings.js` what interface strings say.

In a proof here each run that is no slice of a stored text stands once, and runs give its number: a
page has the same few words and marks again and again.
"""

import json
import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.model import Dossier
from generator.model.page import Annex, Asset
from generator.validate.context import Context
from generator.validate.proof import Proof, Run

FOLDER = "proofs/"
"""Where proofs stand below `docs/`; the index of them stands beside it."""
STRINGS = f"{FOLDER}strings.js"
"""The interface strings, for checking in a browser."""
_SITE = f"{FOLDER}site.json"
"""Proofs of the pages that stand in no folder."""
_OF_DOCUMENTS = frozenset({"briefings", "sources"})
_OPENING, _CLOSING = "briefings.document(\n", "\n);\n"


class Packed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The proof of one page as it is published."""

    documents: list[str]
    """Ids of the documents that slices are of, in the order of their first ones."""
    said: list[Run]
    """Runs that are no slices, each once, in the order of their first ones."""
    title: Run
    """The run of the title."""
    attributes: list[Run]
    """Runs of texts in attributes."""
    runs: list[Any]
    """A number for a run of `said`; `[start, end]` for a slice of the first document, and
    `[start, end, place]` for one of another."""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Proofs of pages that are of no one document, by page."""

    pages: dict[str, Packed]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What programs are told of one document."""

    document: str
    """Its id."""
    sha256: str
    """SHA-256 of its stored text."""
    text: str
    """The stored text."""
    others: dict[str, str]
    """Records beside this one of further documents that its pages have words of, by id."""
    pages: dict[str, Packed]
    """Proofs of its pages, by page."""
    bibtex: list[str]
    """Lines of a BibTeX entry."""
    csl: list[Any]
    """A CSL-JSON list with one item."""
    annotations: Any
    """A W3C annotation collection; None when the document is not annotated."""


def proof_files(
    proofs: Iterable[Proof], annexes: Iterable[Annex], dossier: Dossier, context: Context
) -> tuple[tuple[Asset, ...], dict[str, str]]:
    """Return records, packs and strings, and the file in which the proof of each page stands."""
    records = {document: record_path(path) for document, path in context.stored_text_path.items()}
    known = frozenset(records.values())
    places: dict[str, str] = {}
    together: defaultdict[str, dict[str, Packed]] = defaultdict(dict)
    for proof in proofs:
        places[proof.page] = place_of(proof.page, known)
        together[places[proof.page]][proof.page] = packed(proof)
    made = list(_records(together, annexes, records, dossier))
    made += [_pack(path, pages) for path, pages in sorted(together.items()) if _is_pack(path)]
    made.append(strings_script(context.strings))
    return tuple(made), places


def place_of(page: str, records: Collection[str]) -> str:
    """Return the file that the proof of a page stands in.

    A page of a document has it in the document's record, any other in the pack of its folder and
    the first character of its name, so that no pack grows without end.
    """
    folder, _, name = page.removesuffix(".md").rpartition("/")
    own = f"{FOLDER}{name}.js"
    if folder in _OF_DOCUMENTS and own in records:
        return own
    return f"{FOLDER}{folder}/{name[0]}.json" if folder else _SITE


def record_path(stored: str) -> str:
    """Return where the record of a document stands, from the path of its stored text."""
    return f"{FOLDER}{posixpath.splitext(posixpath.basename(stored))[0]}.js"


def packed(proof: Proof) -> Packed:
    """Return a proof as it is published."""
    documents: dict[str, int] = {}
    said: dict[str, int] = {}
    told: list[Run] = []
    runs: list[Any] = []
    for run in proof.runs:
        if run[0] == "s":
            place = documents.setdefault(run[1], len(documents))
            runs.append([run[2], run[3], place] if place else [run[2], run[3]])
            continue
        key = _json(run)
        if key not in said:
            said[key] = len(told)
            told.append(run)
        runs.append(said[key])
    return Packed([*documents], told, proof.title, proof.attributes, runs)


def unpacked(page: str, pack: Packed) -> Proof:
    """Return the proof of a page; raises `ValueError` when numbers in it lead nowhere."""
    try:
        runs = [_run(run, pack) for run in pack.runs]
    except (IndexError, TypeError) as error:
        message = f"its proof of {page} is not well formed"
        raise ValueError(message) from error
    return Proof(page, pack.title, pack.attributes, runs)


def _run(run: Any, pack: Packed) -> Run:
    if isinstance(run, int):
        return pack.said[_counted(run)]
    start, end, place = run if len(run) > 2 else (*run, 0)  # noqa: PLR2004 - see `Packed.runs`
    return ["s", pack.documents[_counted(place)], start, end]


def _counted(place: int) -> int:
    """Return a place in a list; raises `IndexError` for one that is counted from the end."""
    if place < 0:
        raise IndexError(place)
    return place


def record_script(record: Record) -> bytes:
    """Return the file of a record: a line for each part, so that changes can be reviewed."""
    values = msgspec.to_builtins(record)
    parts = [f"{_json(key)}: {_json(value)}" for key, value in values.items() if key != "pages"]
    pages = ",\n".join(f"{_json(page)}: {_json(proof)}" for page, proof in values["pages"].items())
    whole = "{\n" + ",\n".join([*parts, f'"pages": {{\n{pages}\n}}']) + "\n}"
    return f"{_OPENING}{whole}{_CLOSING}".encode()


def read_record(content: bytes) -> Record:
    """Return the record in a file; raises `ValueError` when it is not one, and nothing else."""
    text = content.decode()
    inner = text.removeprefix(_OPENING).removesuffix(_CLOSING)
    try:
        record = msgspec.json.decode(inner.encode(), type=Record)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    if record_script(record) != content:
        message = "it is more, or other, than a record of a document"
        raise ValueError(message)
    return record


def read_pack(content: bytes) -> dict[str, Packed]:
    """Return the proofs in a pack; raises `ValueError` when it is not one."""
    try:
        return msgspec.json.decode(content, type=Pack).pages
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def strings_script(strings: Mapping[str, str]) -> Asset:
    """Return the script that hands over the interface strings."""
    content = f"briefings.strings({_json(dict(sorted(strings.items())))});\n".encode()
    return Asset(path=STRINGS, content=content)


def _records(
    together: Mapping[str, Mapping[str, Packed]],
    annexes: Iterable[Annex],
    records: Mapping[str, str],
    dossier: Dossier,
) -> Iterator[Asset]:
    """Yield the record of each document that has pages."""
    documents = {document.id: document for document in dossier.source_documents}
    for annex in annexes:
        document, path = documents[annex.document], records[annex.document]
        pages = together.get(path, {})
        used = dict.fromkeys(other for page in pages.values() for other in page.documents)
        record = Record(
            document=document.id,
            sha256=document.text_sha256,
            text=document.text,
            others={
                other: posixpath.basename(records[other]) for other in used if other != document.id
            },
            pages=dict(pages),
            bibtex=annex.bibtex.split("\n"),
            csl=json.loads(annex.csl),
            annotations=json.loads(annex.annotations) if annex.annotations else None,
        )
        yield Asset(path=path, content=record_script(record))


def _pack(path: str, pages: Mapping[str, Packed]) -> Asset:
    """Return a pack with a line for each page, in order."""
    lines = (f"{_json(page)}: {_json(msgspec.to_builtins(p))}" for page, p in sorted(pages.items()))
    content = '{"pages": {\n' + ",\n".join(lines) + "\n}}\n"
    return Asset(path=path, content=content.encode())


def _is_pack(path: str) -> bool:
    return path.endswith(".json")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
