"""Whether the scripts that hand proofs and stored texts to a browser are made of just these."""

from collections.abc import Iterator, Mapping

from generator.errors import Finding
from generator.model.page import Asset
from generator.validate.browser import has_script, proof_script, stored_script
from generator.validate.published import Published, Read, finding
from generator.validate.texts import UnprovenError

_FOLDERS = ("proofs/", "sources/files/")


def changed_scripts(
    names: frozenset[str], read: Read, scripts: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Yield scripts beside proofs and stored texts that are not as `scripts` has them."""
    for name in sorted(names):
        if name.startswith(_FOLDERS) and name.endswith(".js") and read(name) != scripts.get(name):
            what = "the script is not made of the proof or stored text beside it"
            yield finding(name, "site.script", what)


def expected_scripts(
    published: Published, read: Read, strings: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the scripts that belong beside proofs and stored texts, by path."""
    index, stored = published.index, published.stored
    paths = {document: record.stored for document, record in index.documents.items()}
    made = [
        stored_script(record.stored, document, record.text_sha256, stored[document])
        for document, record in index.documents.items()
        if document in stored
    ]
    for page in published.proofs:
        path = index.pages[page]
        if has_script(path):
            try:
                made.append(proof_script(Asset(path=path, content=read(path)), strings, paths))
            except (KeyError, IndexError, TypeError, ValueError, UnprovenError):
                continue  # the proof itself has a finding
    return {asset.path: asset.content for asset in made}
