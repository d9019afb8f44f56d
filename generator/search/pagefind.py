"""Runs Pagefind, which makes the index.

Its program is spoken to directly: one message a record, in Base64 with a comma behind, and one
answer to each. The Python package around it waits a tenth of a second for each answer, so 10,000
records would take a quarter of an hour instead of seconds.
"""

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Thread
from typing import IO, Any

from generator.errors import BriefingsError
from generator.model.search import SearchRecord
from generator.search.bundle import canonical
from generator.search.packs import packed
from generator.search.spellings import FILE, spellings

_BLOCK = 1 << 20
"""Bytes read at once."""


class SearchError(BriefingsError):
    """The index could not be made; the message says why and what to do."""


@cache
def program() -> Path | None:
    """Return Pagefind's program; None when it is not installed or does not run here."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - it may be missing

        path = Path(get_executable())
        subprocess.run([path, "--version"], check=True, capture_output=True)  # noqa: S603
    except (ImportError, OSError, subprocess.SubprocessError):
        return None
    return path


def index(records: Iterable[SearchRecord], language: str) -> dict[str, bytes]:
    """Return the files of the index over records, with their spellings, by path in its folder.

    `language` is the BCP 47 tag whose words Pagefind knows to stem, as far as it does.
    Raises `SearchError`.
    """
    path = program()
    if path is None:
        message = "search needs Pagefind; install `briefings[search]`"
        raise SearchError(message)
    ordered = _ordered(records)
    asked = list(_messages(ordered, language))
    try:
        answers = _answers(path, asked)
        files = answers[-1]["files"]
        made = canonical({file["path"]: base64.b64decode(file["content"]) for file in files})
        return dict(sorted({**packed(made), FILE: spellings(ordered)}.items()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"Pagefind did not make the index: {error}; report it with Pagefind's version"
        raise SearchError(message) from error


def reindex(records: Iterable[SearchRecord], language: str) -> dict[str, bytes] | None:
    """Return what `index` does; None where Pagefind is not installed."""
    return index(records, language) if program() is not None else None


def _ordered(records: Iterable[SearchRecord]) -> list[SearchRecord]:
    """Return records newest first; in this order they are shown where nothing else decides."""
    by_address = sorted(records, key=lambda record: record.url)
    return sorted(by_address, key=lambda record: record.sort["newest"], reverse=True)


def _messages(records: Iterable[SearchRecord], language: str) -> Iterator[Mapping[str, Any]]:
    """Yield what Pagefind is told: begin, each record, and hand over the files."""
    yield {"type": "NewIndex", "config": {}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.url,
            "content": record.content,
            "language": language,
            "meta": dict(record.meta),
            "filters": {key: list(values) for key, values in record.filters.items()},
            "sort": dict(record.sort),
        }
    yield {"type": "GetFiles", "index_id": 0}


def _answers(path: Path, messages: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return Pagefind's answer to each message; raises `ValueError` for a complaint."""
    with subprocess.Popen(  # noqa: S603 - the path is that of an installed package
        [path, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        if process.stdin is None or process.stdout is None:
            message = "it has no pipes"
            raise OSError(message)
        # It answers while it is still being told, and a pipe holds little.
        teller = Thread(target=_tell, args=(process.stdin, messages))
        teller.start()
        answers = list(_heard(process.stdout, len(messages)))
        teller.join()
        # Open until now: when its input ends, it ends too, whatever it has not answered.
        with suppress(OSError):
            process.stdin.close()
    for answer in answers:
        if answer["type"] == "Error":
            raise ValueError(answer.get("message"))
    if len(answers) != len(messages):
        message = f"it answered {len(answers)} of {len(messages)} times"
        raise ValueError(message)
    return answers


def _tell(pipe: IO[bytes], messages: list[Mapping[str, Any]]) -> None:
    with suppress(OSError):  # when it is gone, what it did not answer tells
        for number, payload in enumerate(messages):
            message = {"message_id": number, "payload": payload}
            pipe.write(base64.b64encode(json.dumps(message).encode()) + b",")
        pipe.flush()


def _heard(pipe: IO[bytes], count: int) -> Iterator[Mapping[str, Any]]:
    """Yield so many answers, or fewer when the program ends before."""
    parts: list[bytes] = []
    while count:
        block = pipe.read1(_BLOCK)  # type: ignore[attr-defined]  # a buffered reader has it
        if not block:
            return
        *whole, rest = block.split(b",")
        for end in whole:
            yield json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts.clear()
            count -= 1
        parts.append(rest)
