"""What a built site publishes to be checked with: proofs, their index, and stored texts."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.errors import Finding, Level
from generator.validate.packaged import is_packaged
from generator.validate.packs import (
    FOLDER,
    STRINGS,
    Packed,
    Record,
    place_of,
    read_pack,
    read_record,
    record_path,
    strings_script,
    unpacked,
)
from generator.validate.proof import INDEX, Proof, ProofIndex
from generator.validate.texts import SIGNATURE, Origins, Texts

Read = Callable[[str], bytes]
"""Returns a file of the site; raises `OSError`."""
REBUILD = "build the site again from its sources"


def finding(path: str, code: str, what: str, hint: str = REBUILD) -> Finding:
    """Return an error about a file of the site."""
    return Finding(path=path, level=Level.ERROR, code=code, what=what, hint=hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a site publishes to be checked with, as far as it can be read."""

    index: ProofIndex
    """What all proofs rest on."""
    stored: Mapping[str, str]
    """Stored texts by document id."""
    proofs: Mapping[str, Proof]
    """By page."""
    findings: tuple[Finding, ...]
    """What cannot be read, or is not what it should be."""


def read_published(names: Iterable[str], read: Read) -> Published | Finding:
    """Return what a site publishes; a finding when not even the index can be read."""
    index = read_index(read)
    if isinstance(index, Finding):
        return index
    findings: list[Finding] = []
    stored = read_stored(index, read, findings)
    proofs = read_proofs(index, names, read, findings)
    findings += unhashed(index, proofs)
    return Published(index=index, stored=stored, proofs=proofs, findings=tuple(findings))


def read_index(read: Read) -> ProofIndex | Finding:
    """Return the index of proofs, or why it cannot be read."""
    try:
        return msgspec.json.decode(read(INDEX), type=ProofIndex)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        return finding(INDEX, "site.proof", f"the index of proofs cannot be read: {error}")


def read_stored(index: ProofIndex, read: Read, findings: list[Finding]) -> dict[str, str]:
    """Return the stored texts by document id; one that is not what the index says is a finding."""
    stored: dict[str, str] = {}
    for document, record in index.documents.items():
        try:
            content = read(record.stored)
            stored[document] = content.decode()
        except (OSError, UnicodeDecodeError) as error:
            what = f"the stored text of {record.path} cannot be read: {error}"
            findings.append(finding(record.stored, "site.stored-text", what))
            continue
        if hashlib.sha256(content).hexdigest() != record.text_sha256:
            what = f"the stored text of {record.path} does not have the sha256 that proofs rest on"
            findings.append(finding(record.stored, "site.stored-text", what))
    return stored


def read_proofs(
    index: ProofIndex, names: Iterable[str], read: Read, findings: list[Finding]
) -> dict[str, Proof]:
    """Return the proofs by page; one that is missing, extra or unreadable is a finding."""
    records = {record_path(record.stored): key for key, record in index.documents.items()}
    by_file: dict[str, list[str]] = {}
    for page, path in index.pages.items():
        by_file.setdefault(path, []).append(page)
    proofs: dict[str, Proof] = {}
    for path, pages in by_file.items():
        try:
            found = _packs(path, records.get(path, ""), index, read, findings)
            proofs |= {page: unpacked(page, pack) for page, pack in found.items() if page in pages}
        except (OSError, ValueError) as error:
            what = f"the proofs of {pages[0]} cannot be read: {error}"
            findings.append(finding(path, "site.proof", what))
            continue
        odd = {page for page in pages if place_of(page, records) != path}
        findings += [
            finding(path, "site.proof", f"its proof of {page} is missing, or has no place there")
            for page in sorted(odd | ({*pages} ^ found.keys()))
        ]
    findings += [
        finding(name, "site.proof", "the index of proofs does not name this file")
        for name in sorted(names)
        if name.startswith(FOLDER) and name not in by_file and name != STRINGS
    ]
    return proofs


def _packs(
    path: str, document: str, index: ProofIndex, read: Read, findings: list[Finding]
) -> dict[str, Packed]:
    """Return the proofs in a file by page; a record that is not its document's is a finding."""
    if not document:
        return read_pack(read(path))
    record = read_record(read(path))
    findings += [
        finding(path, "site.script", what) for what in _wrong_record(record, document, index)
    ]
    return record.pages


def _wrong_record(record: Record, document: str, index: ProofIndex) -> Iterator[str]:
    """Yield what a record says of its document that the index of proofs does not."""
    known = index.documents[document]
    digest = hashlib.sha256(record.text.encode(errors="surrogatepass")).hexdigest()
    if (record.document, record.sha256, digest) != (document, known.text_sha256, known.text_sha256):
        yield "its text is not the stored text of its document"
    wanted = {
        other: record_path(index.documents[other].stored).removeprefix(FOLDER)
        for page in record.pages.values()
        for other in page.documents
        if other != document and other in index.documents
    }
    if record.others != wanted:
        yield "it leads to other records than its proofs rest on"


def false_strings(
    names: Iterable[str], read: Read, strings: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding when the strings that pages are checked with are not the catalogue's."""
    if STRINGS in names and read(STRINGS) != strings_script(strings).content:
        yield finding(STRINGS, "site.script", "it does not hold the interface strings")


def texts_published(published: Published, strings: Mapping[str, str]) -> Texts:
    """Return the texts that pages may show, from the site, the catalogue and the package."""
    index = published.index
    records = index.documents.values()
    data = {*index.documents}
    for record in records:
        data |= {record.path, record.path.rsplit("/", 1)[-1], record.stored, record.media_type}
    data |= {file for record in index.left_out.values() for file in record.files}
    notes = [note for record in records for note in record.notes]
    facts = [fact for record in records for fact in record.metadata]
    facts += [(signed, SIGNATURE) for _, signed in notes]
    return Texts(
        Origins(
            strings=strings,
            stored=published.stored,
            facts=frozenset(facts),
            site=frozenset(index.site),
            notes=frozenset(notes),
            data=frozenset(data | {signed for _, signed in notes}),
            packaged=is_packaged,
        )
    )


def unhashed(index: ProofIndex, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Yield documents whose sha256 no page shows: a reader could not check the stored text."""
    shown = {
        value
        for proof in proofs.values()
        for run in proof.runs
        if run and isinstance(run[-1], dict)
        for value in run[-1].values()
        if isinstance(value, str)
    }
    for record in index.documents.values():
        if record.text_sha256 not in shown:
            what = f"no page shows the sha256 of the stored text of {record.path}"
            yield finding(record.stored, "site.stored-text", what)
