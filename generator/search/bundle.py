"""Pagefind's files in a form that depends on the records alone.

Pagefind 1.5 lists facets, their values and the orders of sorting as a hash table happens to have
them, another way on each run, and names files after that (Pagefind/pagefind#638). Here they are
sorted, and the files named anew. They are left unpacked, which Pagefind's script reads as well:
what a packer makes depends on the machine.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping

from generator.search.cbor import Value, decode, encode

_SIGNATURE = b"pagefind_dcd"
"""How each of Pagefind's files begins, unpacked."""
_ENTRY = "pagefind-entry.json"
_SCRIPT = "pagefind.js"
"""Of all of Pagefind's scripts and style sheets the one that searches and shows nothing."""
_KEPT = ("index/", "fragment/")
_HASH_OF_FILTER, _HASH_OF_META = 7, 10
"""Digits of a hash in names."""


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return Pagefind's files, by path, always in the same order and without its own looks.

    Raises `ValueError` when they are not as Pagefind 1.5 writes them.
    """
    kept = {
        path: content
        for path, content in files.items()
        if path == _SCRIPT or path.startswith(_KEPT)
    }
    entry = json.loads(files[_ENTRY])
    for language in entry["languages"].values():
        kept[f"wasm.{language['wasm'] or 'unknown'}.pagefind"] = files[
            f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        ]
        path, content, filters = _meta(language["hash"], files)
        language["hash"] = path.split(".")[1]
        kept |= {path: content, **filters}
    kept[_ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(kept.items()))


def _meta(name: str, files: Mapping[str, bytes]) -> tuple[str, bytes, dict[str, bytes]]:
    """Return path and content of what Pagefind loads first, and the files of its facets."""
    packed = files[f"pagefind.{name}.pf_meta"]
    version, pages, chunks, facets, orders, fields = _list(_unpacked(packed), 6)
    language = name.rpartition("_")[0]
    made: dict[str, bytes] = {}
    named: list[Value] = []
    for facet, file in sorted(map(_pair, _items(facets))):
        content = _facet(files[f"filter/{file}.pf_filter"])
        digest = f"{language}_{_digest(content, _HASH_OF_FILTER)}"
        made[f"filter/{digest}.pf_filter"] = content
        named.append([facet, digest])
    ordered: list[Value] = sorted(_items(orders), key=_first)
    content = _SIGNATURE + encode([version, pages, chunks, named, ordered, fields])
    digest = f"{language}_{_digest(content, _HASH_OF_META)}"
    return f"pagefind.{digest}.pf_meta", content, made


def _facet(packed: bytes) -> bytes:
    """Return the file of one facet with its values in order."""
    name, values = _list(_unpacked(packed), 2)
    ordered: list[Value] = sorted(_items(values), key=_first)
    return _SIGNATURE + encode([name, ordered])


def _unpacked(packed: bytes) -> Value:
    content = gzip.decompress(packed)
    if not content.startswith(_SIGNATURE):
        message = "a file does not begin as Pagefind's do"
        raise ValueError(message)
    return decode(content.removeprefix(_SIGNATURE))


def _digest(content: bytes, digits: int) -> str:
    return hashlib.sha256(content).hexdigest()[:digits]


def _list(value: Value, length: int) -> list[Value]:
    """Return a list of so many values."""
    items = _items(value)
    if len(items) != length:
        message = f"Pagefind wrote {len(items)} values where {length} are expected"
        raise ValueError(message)
    return items


def _items(value: Value) -> list[Value]:
    if not isinstance(value, list):
        message = "Pagefind wrote no list where one is expected"
        raise ValueError(message)  # noqa: TRY004 - what is wrong is the file
    return value


def _pair(value: Value) -> tuple[str, str]:
    first, second = _list(value, 2)
    return str(first), str(second)


def _first(value: Value) -> str:
    return str(_items(value)[0])
