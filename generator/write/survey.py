"""Compares the pages that should be in `docs/` with what is there; reads only."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.errors import Finding, Level
from generator.write.manifest import NAME, Known, ManifestError, decode, digest, encode

RUN = "run `briefings generate`"
"""What to do when `docs/` is behind."""
_ADDRESSES = "glossary/addresses.json"
"""Where entities are that have no page."""
_MANY = 10
"""Files that are not as the list says, above which the list is more likely to be wrong."""
_NAMED = 3
"""Files that a finding about many of them names."""


class State(enum.Enum):
    """What is on disk under the path of one generated file."""

    ABSENT = "absent"
    """Nothing."""
    SAME = "same"
    """The very bytes."""
    LINE_ENDS = "line ends"
    """The very bytes but for line ends, as some checkouts change them."""
    OURS = "ours"
    """Bytes that an earlier run wrote."""
    EDITED = "edited"
    """Bytes that nobody generated, under a path that is ours."""
    FOREIGN = "foreign"
    """A file, folder or symbolic link that is not ours."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How `docs/` stands to the pages that should be in it."""

    states: Mapping[str, State]
    """State of every path that is wanted or known, in order."""
    known: Known
    """What the manifest knows."""
    ours: Mapping[str, str]
    """Digest of each known file that is there as we made it, or is not there."""
    manifest: bytes | None
    """The manifest's bytes; None when there is none."""
    findings: tuple[Finding, ...]
    """What forbids writing."""


def survey(files: Mapping[str, bytes], docs: Path) -> Survey:
    """Look at every path that is wanted or known."""
    manifest, known, findings = _manifest(docs)
    listed = not findings
    states: dict[str, State] = {}
    ours: dict[str, str] = {}
    for path in sorted({*files, *known}):
        if reason := _unsafe(path):
            findings.append(_error(docs, path, "unsafe-path", reason, "report this as a mistake"))
            continue
        digests = known.get(path, frozenset())
        states[path], found = _state(docs, path, files.get(path), digests)
        if states[path] is State.OURS:
            ours[path] = found
        elif states[path] is State.ABSENT and digests:
            ours[path] = min(digests)  # kept in mind for its folder, which may be left empty
    if listed:
        findings.extend(_together(docs, list(_refusals(docs, states, files))))
    return Survey(states, known, ours, manifest, tuple(findings))


def published(docs: Path) -> frozenset[str]:
    """Return the paths below `docs/` that an earlier run made, as its list says.

    And those that it gave to entities without making a page for each.
    """
    return frozenset(_manifest(docs)[1]) | {f"glossary/{slug}.md" for slug in _slugs(docs)}


def _slugs(docs: Path) -> Iterator[str]:
    """Yield the slugs of entities that have no page; none when nobody can tell."""
    try:
        found = msgspec.json.decode((docs / _ADDRESSES).read_bytes(), type=_Addresses)
    except (OSError, msgspec.MsgspecError):
        return
    for slugs in found.rows.values():
        yield from slugs
    yield from found.renamed


class _Addresses(msgspec.Struct):
    """The list of addresses in the glossary that have no page."""

    rows: dict[str, list[str]]
    renamed: dict[str, str]


def handwritten(docs: Path) -> frozenset[str]:
    """Return the paths below `docs/` of files that no run made."""
    made = _manifest(docs)[1].keys() | {NAME}
    found = (path for path in docs.rglob("*") if path.is_file())
    return frozenset(path.relative_to(docs).as_posix() for path in found) - made


def stale(files: Mapping[str, bytes], docs: Path) -> tuple[Finding, ...]:
    """Return a finding for each way in which `docs/` is not what `files` says."""
    found = survey(files, docs)
    findings = [*found.findings, *_few(docs, list(_behind(docs, found.states, files)))]
    wanted = encode({path: digest(content) for path, content in files.items()})
    if not findings and found.manifest != wanted:
        findings.append(_error(docs, NAME, "stale", "the list of generated files is old", RUN))
    return tuple(sorted(findings))


def _few(docs: Path, behind: list[Finding]) -> list[Finding]:
    """Return findings; one in place of very many, so that what caused them is not lost to sight."""
    if len(behind) < _MANY:
        return behind
    named = ", ".join(finding.path for finding in behind[:_NAMED])
    what = f"{len(behind)} files are not what the sources say now: {named} …"
    return [_error(docs, NAME, "stale", what, RUN)]


def _behind(
    docs: Path, states: Mapping[str, State], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Yield what a run would write or remove."""
    for path, state in states.items():
        if path not in files and state is State.OURS:
            yield _error(docs, path, "left-over", "is no longer generated", RUN)
        elif path in files and state is State.ABSENT:
            yield _error(docs, path, "missing", "is missing", RUN)
        elif path in files and state is State.OURS:
            yield _error(docs, path, "stale", "is not what the sources say now", RUN)


def _refusals(
    docs: Path, states: Mapping[str, State], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Yield what only a person may decide."""
    for path, state in states.items():
        if state is State.EDITED:
            what = "was generated and then edited by hand, or merged"
            hint = "move what you want to keep into the sources or the curation, then delete it"
            yield _error(docs, path, "edited", what, f"{hint} and {RUN}")
        elif state is State.FOREIGN and path in files:
            what = "stands where a page is to be generated, and was not generated"
            yield _error(docs, path, "in-the-way", what, f"move or rename it, then {RUN}")


def _together(docs: Path, refusals: list[Finding]) -> list[Finding]:
    """Return refusals; one that names the list of generated files in place of very many."""
    if len(refusals) < _MANY:
        return refusals
    named = ", ".join(finding.path for finding in refusals[:_NAMED])
    what = f"it does not fit {len(refusals)} files that stand in {docs.name}/: {named} …"
    hint = (
        "restore it from version control together with the pages, or delete those files if nobody "
        f"wrote them by hand, then {RUN}"
    )
    return [_error(docs, NAME, "bad-manifest", what, hint)]


def _manifest(docs: Path) -> tuple[bytes | None, Known, list[Finding]]:
    """Read the manifest."""
    try:
        content = (docs / NAME).read_bytes()
        return content, decode(content), []
    except FileNotFoundError:
        return None, {}, []
    except (OSError, ManifestError) as error:
        what = f"the list of generated files cannot be read: {error}"
        hint = "restore it from version control, or delete it and the generated pages"
        return None, {}, [_error(docs, NAME, "bad-manifest", what, hint)]


def _unsafe(path: str) -> str | None:
    """Say why `path` may not be written, or None."""
    parts = path.split("/")
    if any(char in path for char in "\\:\0"):
        return "has a character that no path of a page may have"
    if any(part in {"", ".", ".."} for part in parts):
        return "does not lie in the folder of pages"
    if parts[0].startswith(".briefings"):
        return "has a name that is kept for the list of generated files"
    return None


def _state(docs: Path, path: str, wanted: bytes | None, known: frozenset[str]) -> tuple[State, str]:
    """Return the state of one path, and the digest of what is there when it can be read."""
    if _link_or_file_above(docs, path):
        # What lies behind a link, or below what is now a file, was never written by us.
        return State.ABSENT if wanted is None else State.FOREIGN, ""
    target = docs / path
    if target.is_symlink() or target.is_dir():
        return State.FOREIGN, ""
    try:
        content = target.read_bytes()
    except FileNotFoundError:
        return State.ABSENT, ""
    return _compare(content, wanted, known)


def _compare(content: bytes, wanted: bytes | None, known: frozenset[str]) -> tuple[State, str]:
    """Return what the bytes on disk are, and their digest as the manifest may know it."""
    if content == wanted:
        return State.SAME, digest(content)
    unix = content.replace(b"\r\n", b"\n")
    if unix == wanted:
        return State.LINE_ENDS, digest(unix)
    for found in (digest(content), digest(unix)):
        if found in known:
            return State.OURS, found
    return State.EDITED if known else State.FOREIGN, digest(content)


def _link_or_file_above(docs: Path, path: str) -> bool:
    """Tell whether a symbolic link or a file stands where a folder of `path` should."""
    return any(above.is_symlink() or above.is_file() for above in folders(docs, [path]))


def folders(docs: Path, paths: Iterable[str]) -> tuple[Path, ...]:
    """Return every folder between `docs` and the paths, inner ones first."""
    above = {
        parent
        for path in paths
        for parent in (docs / path).parents
        if parent != docs and parent.is_relative_to(docs)
    }
    return tuple(sorted(above, key=lambda folder: (-len(folder.parts), folder)))


def _error(docs: Path, path: str, code: str, what: str, hint: str) -> Finding:
    return Finding(
        path=f"{docs.name}/{path}", level=Level.ERROR, code=f"write.{code}", what=what, hint=hint
    )
