"""What a run changes for readers: documents and statements, beside what was published before.

Both sides are read from generated files alone: the index of proofs names the documents, and the
annotations in a document's record (W3C Web Annotation) hold its statements. A statement is the same
when its speaker, cue, words and stance are; one that is nearly so is changed, not gone and new.
"""

import difflib
import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

_RECORDS = "proofs/*.js"
"""Records of documents: scripts whose JSON is all but the first and the last line."""
_INDEX = "proofs.json"
_URN = "urn:briefings:"
_ALIKE = 0.6
"""Share of letters that two wordings of one statement have in common, at least."""


class Fate(enum.StrEnum):
    """What became of a document or a statement."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as readers meet it; empty where the document names none."""

    speaker: str
    cue: str
    content: str
    stance: str
    name: str = ""
    """The speaker's fullest name; who is meant by the words in `speaker`."""

    def __str__(self) -> str:
        """Return it as one line."""
        who = " ".join(filter(None, (self.speaker, self.cue)))
        return f"{who}: {self.content}" if who else self.content


@dataclass(frozen=True, slots=True)
class StatementChange:
    """What became of one statement; one of the two sides may be None, never both."""

    before: Statement | None
    after: Statement | None

    @property
    def fate(self) -> Fate:
        """Whether it is new, changed or gone."""
        if self.before is None:
            return Fate.NEW
        return Fate.GONE if self.after is None else Fate.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """What became of one document for readers."""

    path: str
    """The file, relative to the seeds folder."""
    fate: Fate
    text: bool
    """Whether the stored text is another; if not, only what was read in it is."""
    statements: tuple[StatementChange, ...]
    """In the order of the text, gone ones last."""


class _Annotation(msgspec.Struct):
    """As much of an annotation as is compared."""

    id: str
    body: dict[str, Any] = {}
    target: list[dict[str, Any]] | dict[str, Any] = []


class _Items(msgspec.Struct):
    items: list[_Annotation]


class _Collection(msgspec.Struct):
    first: _Items


class _Annotated(msgspec.Struct):
    annotations: _Collection | None


class _Record(msgspec.Struct):
    path: str
    text_sha256: str


class _LeftOut(msgspec.Struct):
    text_sha256: str = ""


class _Index(msgspec.Struct):
    documents: dict[str, _Record]
    left_out: dict[str, _LeftOut] = {}


def changes(files: Mapping[str, bytes], docs: Path) -> tuple[DocumentChange, ...]:
    """Return what writing `files` into `docs` would change for readers, by path of document.

    There is nothing to compare with where nothing was published before, or cannot be read.
    """
    before, after = _documents(_read(docs / _INDEX)), _documents(files.get(_INDEX))
    if not before:
        return ()
    was, now = _statements(_published(files, docs)), _statements(_wanted(files, docs))
    moved = {key for key in before.keys() & after.keys() if before[key] != after[key]}
    touched = {*was, *now, *moved, *(before.keys() ^ after.keys())}
    found = (_change(key, before, after, was.get(key, []), now.get(key, [])) for key in touched)
    return tuple(sorted((c for c in found if c.text or c.statements), key=lambda c: c.path))


def published_texts(docs: Path) -> dict[str, str]:
    """Return the SHA-256 of each stored text that `docs` publishes, by document id.

    Of a document that was left out since, it is that of the text that was published before.
    """
    index = _index(_read(docs / _INDEX))
    found = {key: record.text_sha256 for key, record in index.documents.items()}
    return found | {key: out.text_sha256 for key, out in index.left_out.items() if out.text_sha256}


def lines(found: DocumentChange) -> Iterator[str]:
    """Yield a change as lines for people: the document, then each statement that is not the same.

    Of a document that is new or gone, the statements are only counted.
    """
    if found.fate is not Fate.CHANGED:
        count = len(found.statements)
        yield f"{found.path}: {found.fate}, {count} statement{'' if count == 1 else 's'}"
        return
    yield f"{found.path}: changed, {'its text' if found.text else 'what is read in it'}"
    for change in found.statements:
        match change:
            case StatementChange(None, Statement() as after):
                yield f"  + {after}"
            case StatementChange(Statement() as before, None):
                yield f"  - {before}"
            case StatementChange(Statement() as before, Statement() as after):
                yield f"  ~ {before}"
                yield f"    {_difference(before, after)}"


def _difference(before: Statement, after: Statement) -> str:
    """Return the new form of a statement, or that alone which is new beside its words."""
    if str(before) != str(after):
        return str(after)
    pairs = ((before.name, after.name), (before.stance, after.stance))
    return ", ".join(
        f"{was or 'nobody'}, now {now or 'nobody'}" for was, now in pairs if was != now
    )


def _change(
    key: str,
    before: Mapping[str, _Record],
    after: Mapping[str, _Record],
    was: list[Statement],
    now: list[Statement],
) -> DocumentChange:
    """Return what became of the document whose id is `key`."""
    old, new = before.get(key), after.get(key)
    record = new or old
    return DocumentChange(
        path=record.path if record else key,
        fate=Fate.NEW if old is None else Fate.GONE if new is None else Fate.CHANGED,
        text=old is None or new is None or old.text_sha256 != new.text_sha256,
        statements=tuple(_paired(was, now)),
    )


def _paired(was: list[Statement], now: list[Statement]) -> Iterator[StatementChange]:
    """Yield the statements that are not the same on both sides, each with its like."""
    left = [statement for statement in was if statement not in now]
    for statement in now:
        if statement in was:
            continue
        like = max(left, key=lambda other: _likeness(other, statement), default=None)
        if like is not None and _likeness(like, statement) >= _ALIKE:
            left.remove(like)
        else:
            like = None
        yield StatementChange(like, statement)
    for statement in left:
        yield StatementChange(statement, None)


def _likeness(first: Statement, second: Statement) -> float:
    return difflib.SequenceMatcher(None, str(first), str(second), autojunk=False).ratio()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _documents(content: bytes | None) -> Mapping[str, _Record]:
    """Return the documents that an index of proofs names, by id; none when it cannot be read."""
    return _index(content).documents


def _index(content: bytes | None) -> _Index:
    """Return as much of an index of proofs as is compared; nothing when it cannot be read."""
    try:
        return msgspec.json.decode(content or b"", type=_Index)
    except (msgspec.MsgspecError, ValueError):
        return _Index({})


def _published(files: Mapping[str, bytes], docs: Path) -> Iterator[bytes]:
    """Yield the records on disk that are not what is to be written."""
    for path in sorted(docs.glob(_RECORDS)):
        content = _read(path)
        if content is not None and content != files.get(path.relative_to(docs).as_posix()):
            yield content


def _wanted(files: Mapping[str, bytes], docs: Path) -> Iterator[bytes]:
    """Yield the records to be written that are not on disk."""
    for path, content in files.items():
        if PurePosixPath(path).match(_RECORDS) and content != _read(docs / path):
            yield content


def _statements(records: Iterator[bytes]) -> dict[str, list[Statement]]:
    """Return the statements in some records by document id, in the order of the text."""
    found: dict[str, list[Statement]] = {}
    for content in records:
        inner = content.partition(b"\n")[2].rpartition(b"\n);")[0]
        try:
            collection = msgspec.json.decode(inner, type=_Annotated).annotations
        except (msgspec.MsgspecError, ValueError):
            continue
        for item in collection.first.items if collection is not None else ():
            said = item.body.get("value")
            if not isinstance(said, dict) or not isinstance(item.target, list):
                continue
            if item.id.startswith(_URN) and "stance" in said:
                document = item.id.removeprefix(_URN).partition("#")[0]
                found.setdefault(document, []).append(_statement(said, item.target))
    return found


def _statement(said: Mapping[str, Any], target: list[dict[str, Any]]) -> Statement:
    """Return a statement from its annotation's body and target."""
    words = (
        str(selector["exact"])
        for part in target
        for selector in part.get("selector", ())
        if "exact" in selector
    )
    speaker, cue = (said.get(key) or {} for key in ("speaker", "cue"))
    return Statement(
        speaker=str(speaker.get("exact", "")),
        cue=str(cue.get("exact", "")),
        content=" … ".join(words),
        stance=str(said["stance"]),
        name=str((said.get("speakerName") or {}).get("exact", "")),
    )
