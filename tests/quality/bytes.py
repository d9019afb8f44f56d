"""Tells in which documents extraction or linking finds something else than was agreed on.

    python -m tests.quality.bytes [--update] [--show] [DOCUMENT …]

What is found in each labelled document, in each of the corpus and in the seed is written out, a
line an annotation, and its digest compared with the one in `bytes.txt`. So a change that should
change nothing is shown to change nothing. Who is who and who speaks is hashed for each document
alone and, in lines called `together`, for all documents of a file at once.

What was written out is kept in `.cache/bytes` by digest: `--show` prints how it differs from what
was agreed on, as far as that was once written out on this machine (run it before the change), or
all that is found in the documents named. Exit status 1 when a document differs.
"""

import argparse
import difflib
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import click

from generator.collect import collect, document_from_text
from generator.link import link
from generator.model import AnnotatedDocument, Dossier, SourceDocument, Span
from generator.store import extract_one
from tests.material import CORPUS, EVAL, ROOT, SEEDS
from tests.quality.evaluation import CORPORA

AGREED = Path(__file__).parent / "bytes.txt"
"""A line for each document: its name and the digest of what is found in it."""
KEPT = ROOT / ".cache/bytes"
"""What was found, as text, by digest."""
_DIGITS = 12
"""Hexadecimal digits of a digest; what is compared is no secret."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_JOBS = 2
"""Processes; each loads the model."""
_BATCH = 8
"""Documents that a process is given at once."""


def main() -> int:
    """Compare or update; return 1 when a document differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--update", action="store_true", help="agree on what is found now")
    parser.add_argument("--show", action="store_true", help="print what differs")
    parser.add_argument("documents", nargs="*", help="only those whose name holds these words")
    arguments = parser.parse_args()
    whole = not arguments.documents
    found = dict(written_out(arguments.documents))
    for text in found.values():
        _keep(text)
    differing = differences(found, agreed(), whole=whole)
    for name in differing:
        click.echo(name)
        if arguments.show:
            _show(name, found.get(name, ""))
    if arguments.show and not whole and not differing:
        click.echo("\n".join(found.values()))
    click.echo(f"{len(found)} documents, {len(differing)} differ from what was agreed on")
    if arguments.update and whole:
        lines = (f"{name} {digest(text)}\n" for name, text in sorted(found.items()))
        AGREED.write_text("".join(lines), "utf-8")
    elif differing:
        click.echo(
            "`make bytes SHOW=1` shows how; `make bytes UPDATE=1` agrees on what is found now"
        )
        return 1
    return 0


def written_out(words: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each document's name and what is found in it; only those whose name holds a word."""
    with ProcessPoolExecutor(_JOBS) as pool:
        for file, documents in files():
            wanted = {
                name: document
                for name, document in documents.items()
                if not words or any(word in name for word in words)
            }
            found = list(pool.map(extract_one, wanted.values(), chunksize=_BATCH))
            for name, annotated in zip(wanted, found, strict=True):
                yield name, "\n".join([*_annotations(annotated), *_linked([annotated])])
            if not words:
                yield f"{file} together", "\n".join(_linked(found))


def files() -> Iterator[tuple[str, Mapping[str, SourceDocument]]]:
    """Yield each file or folder of documents, with its documents by name."""
    for file in CORPORA:
        lines = (EVAL / f"data/{file}.jsonl").read_text("utf-8").splitlines()
        yield file, dict(_labelled(file, json.loads(line)) for line in lines)
    for folder, path in (("corpus", CORPUS), ("seeds", SEEDS)):
        yield folder, {f"{folder} {each.path}": each for each in collect(path).documents}


def _labelled(file: str, record: Mapping[str, Any]) -> tuple[str, SourceDocument]:
    """Return the name and the document of a labelled record."""
    stated = record["date"] or ""
    day = stated if _ISO.fullmatch(stated) else None
    return f"{file} {record['id']}", document_from_text(record["id"], record["text"], date=day)


def digest(text: str) -> str:
    """Return the digest by which what is found is compared and kept."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]


def agreed() -> Mapping[str, str]:
    """Return what was agreed on: digests by name of document."""
    lines = AGREED.read_text("utf-8").splitlines() if AGREED.exists() else []
    return dict(line.rsplit(" ", 1) for line in lines)


def differences(
    found: Mapping[str, str], expected: Mapping[str, str], *, whole: bool
) -> Sequence[str]:
    """Return the names of documents that differ; when `whole`, those too that are no more there."""
    now = {name: digest(text) for name, text in found.items()}
    names = sorted({*now, *expected} if whole else now)
    return [name for name in names if now.get(name) != expected.get(name)]


def _annotations(annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield a line for each thing that extraction found."""
    for field in fields(annotated):
        if field.name != "document":
            for item in getattr(annotated, field.name):
                yield f"{field.name}: {_json(item)}"


def _linked(documents: Sequence[AnnotatedDocument]) -> Iterator[str]:
    """Yield a line for each entity, each statement's speaker and side, and each finding."""
    dossier, findings = link(documents, ())
    names = {entity.id: entity.name.text for entity in dossier.entities}
    yield from (f"entity: {_json(entity)}" for entity in dossier.entities)
    yield from _speakers(dossier, names)
    yield from (f"finding: {finding}" for finding in findings)


def _speakers(dossier: Dossier, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each statement: who speaks, for which side, and why."""
    for document in dossier.documents:
        path = document.annotated.document.path
        for said in document.statements:
            who, side = (names.get(each or "", "-") for each in (said.speaker, said.party))
            yield f"statement: {path} {said.attribution.id} {who} / {side} {_json(said.reason)}"
        if document.reprint is not None:
            yield f"reprint: {path} {_json(document.reprint)}"


def _json(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:  # any record of the model
    """Return a value as JSON has it: spans with their words, without what is empty."""
    if isinstance(value, Span):
        return f"{value.start}-{value.end} {value.text}"
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(held) for name, held in pairs if held not in (None, (), "")}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _keep(text: str) -> None:
    """Keep what was found, to be shown beside what is found later."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / digest(text)).write_text(text, "utf-8", errors="surrogatepass")


def _show(name: str, text: str) -> None:
    """Print how what is found differs from what was agreed on."""
    before = KEPT / agreed().get(name, "none")
    if not before.is_file():
        click.echo("  what was agreed on was not yet written out here")
        return
    old = before.read_text("utf-8", errors="surrogatepass").split("\n")
    for line in _changed(old, text.split("\n")):
        click.echo(f"  {line}")


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    """Yield the lines that went and came."""
    lines = difflib.unified_diff(old, new, lineterm="", n=0)
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


if __name__ == "__main__":
    sys.exit(main())
