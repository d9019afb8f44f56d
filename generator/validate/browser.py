"""Proofs in a form that a browser can check offline, from `file://` too.

A page opened from a disk may not fetch, but it may load scripts. So the proof of a briefing or a
source page stands beside its JSON as a script that hands it over, and so does each stored text.
`assets/check.js` reads them.
"""

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence

from generator.model import Dossier, Label
from generator.model.page import Asset
from generator.validate.context import Context
from generator.validate.texts import label_text

_CHECKED = ("proofs/briefings/", "proofs/sources/")
_STRINGS = "check."


def browser_proofs(
    proofs: Sequence[Asset], dossier: Dossier, context: Context
) -> tuple[Asset, ...]:
    """Return scripts with stored texts, and with the proofs of pages that rest on them."""
    found: list[Asset] = []
    for document in dossier.source_documents:
        path = context.stored_text_path[document.id]
        found.append(stored_script(path, document.id, document.text_sha256, document.text))
    found += [
        proof_script(asset, context.strings, context.stored_text_path)
        for asset in proofs
        if has_script(asset.path)
    ]
    return tuple(asset for asset in found if asset.content)


def has_script(path: str) -> bool:
    """Tell whether the proof at `path` may have a script beside it."""
    return path.startswith(_CHECKED)


def stored_script(path: str, document: str, sha256: str, text: str) -> Asset:
    """Return the script of the stored text at `path`."""
    record = {"document": document, "sha256": sha256, "text": text}
    return Asset(path=_script(path), content=_call("stored", record))


def proof_script(asset: Asset, strings: Mapping[str, str], stored: Mapping[str, str]) -> Asset:
    """Return the script of one page's proof; without content when it rests on no stored text.

    A name may be cut out of another document than the page's own, so there may be several texts.
    `strings` is the catalogue, `stored` gives the path of each document's stored text.
    """
    proof = json.loads(asset.content)
    documents = list(dict.fromkeys(run[1] for run in proof["runs"] if run[0] == "s"))
    if not documents:
        return Asset(path=_script(asset.path), content=b"")
    folder = posixpath.dirname(asset.path)
    record = {
        "page": proof["page"],
        "documents": documents,
        "stored": [posixpath.relpath(_script(stored[one]), folder) for one in documents],
        "strings": {
            key.removeprefix(_STRINGS): text
            for key, text in strings.items()
            if key.startswith(_STRINGS)
        },
        "runs": list(_runs(proof["runs"], documents, strings)),
    }
    return Asset(path=_script(asset.path), content=_call("proof", record))


def _runs(
    runs: Sequence[list[object]], documents: Sequence[object], strings: Mapping[str, str]
) -> Iterator[list[object]]:
    """Yield `[start, end, document]` for a slice of a stored text, `[text]` for all else.

    The document is its place in `documents`, and left out for the first.
    """
    for run in runs:
        if run[0] == "s":
            place = documents.index(run[1])
            yield [run[2], run[3], place] if place else [run[2], run[3]]
        elif run[0] == "l":
            label = Label(str(run[1]), tuple(dict(run[2]).items()))  # type: ignore[call-overload]
            yield [label_text(strings[label.key], dict(label.values), label.key)]
        else:
            yield [run[1]]


def _script(path: str) -> str:
    return posixpath.splitext(path)[0] + ".js"


def _call(name: str, record: object) -> bytes:
    """Return a script that hands a record to the page, one line."""
    data = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return f"briefings.{name}({data});\n".encode()
