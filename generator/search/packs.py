"""Files of the index put together, so that a first result takes few requests.

What every search needs is one pack: Pagefind's script and program, and the facets. Records are
fetched by the hash that names them, so they are packed by its first digits: a number of packs that
fits their size. Parts of the index of words stay files, since a search takes one for each word.

A pack begins with a line of JSON, which says what is in it; the files follow, end to end.
"""

import json
from collections import defaultdict
from collections.abc import Mapping

START = "start.pack"
"""Pack of what every search needs."""
_RECORDS = "fragment/"
_APART = ("index/",)
_ROOM = 64_000
"""Bytes of a pack of records, as a rule."""
_MOST = 4
"""Digits by which records are told apart at most."""


def packed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, by path, packed."""
    records = {path: content for path, content in files.items() if path.startswith(_RECORDS)}
    apart = {path: content for path, content in files.items() if path.startswith(_APART)}
    digits = _digits(sum(map(len, records.values())))
    packs: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for path, content in sorted(records.items()):
        packs[_pack_of(path, digits)][path] = content
    start = {path: files[path] for path in sorted(files.keys() - records.keys() - apart.keys())}
    made = {name: _pack(found) for name, found in packs.items()}
    return dict(sorted({**apart, **made, START: _pack(start, digits=digits)}.items()))


def _digits(size: int) -> int:
    """Return by how many digits of their hashes records of that many bytes are told apart."""
    return next((n for n in range(_MOST) if size <= _ROOM * 16**n), _MOST)


def _pack_of(path: str, digits: int) -> str:
    """Return the pack of a record: `records/ab.pack` for `fragment/en_ab12cd3.pf_fragment`."""
    hashed = path.rpartition("_")[0].rpartition("_")[2]
    return f"records/{hashed[:digits] or 'all'}.pack"


def _pack(files: Mapping[str, bytes], **more: int) -> bytes:
    head = {**more, "files": [[path, len(content)] for path, content in files.items()]}
    line = json.dumps(head, separators=(",", ":")).encode()
    return b"\n".join([line, b"".join(files.values())])
