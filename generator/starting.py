"""Makes a repository of its own for a site: configuration, a sample source, a workflow."""

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.errors import Finding, FindingsError, Level
from generator.templating import package_folder

SAMPLE = "seeds/harbour.txt"
"""An invented source document; nobody in it exists."""
_NAME, _EXTRA = "briefings", "search"
_RENAMED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""Files that a package index or git would treat in a way of its own under their real names."""
_FILLED = frozenset({"mkdocs.yml", "requirements.txt"})
"""Files with slots."""


def starter(name: str, language: str) -> Mapping[str, bytes]:
    """Return path and content of each file of a new repository.

    `name` is the site's name, `language` the BCP 47 tag of its interface.
    """
    folder = package_folder() / "init"
    slots = {
        "{name}": yaml.safe_dump(name, allow_unicode=True, width=1000)
        .removesuffix("...\n")
        .strip(),
        "{language}": language,
        "{package}": _package(),
        "{pinned}": "\n".join(_pinned()),
    }
    return {path: _filled(path, content, slots) for path, content in _files(folder)}


def start(folder: Path, name: str, language: str) -> tuple[str, ...]:
    """Write a new repository into `folder`; return the paths that were written.

    Raises `FindingsError` when any of the files is there: nothing is written then.
    """
    files = starter(name, language)
    there = [path for path in sorted(files) if (folder / path).exists()]
    if there:
        raise FindingsError(_taken(path) for path in there)
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return tuple(sorted(files))


def _package() -> str:
    """Return what pip is to install: this version, from where this one came if that has an address.

    Where a package came from stands beside it (PyPA, "Recording the Direct URL Origin").
    """
    origin = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    address = str(origin.get("url", ""))
    if not address.startswith("https://"):
        return f"{_NAME}[{_EXTRA}]=={version(_NAME)}"
    commit = origin.get("vcs_info", {})
    kind = f"{commit['vcs']}+" if commit else ""
    return f"{_NAME}[{_EXTRA}] @ {kind}{address}" + (f"@{commit['commit_id']}" if commit else "")


def _pinned() -> Iterator[str]:
    """Yield each library that is installed and that the package rests on, with its version."""
    found: dict[str, str] = {}
    wanted = [Requirement(f"{_NAME}[{_EXTRA}]")]
    while wanted:
        asked = wanted.pop()
        for text in requires(asked.name) or ():
            needed = Requirement(text)
            extras = asked.extras or {""}
            if needed.marker and not any(needed.marker.evaluate({"extra": e}) for e in extras):
                continue
            name = canonicalize_name(needed.name)
            if name in found:
                continue
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                continue  # an extra that is not installed here
            wanted.append(needed)
    for library, number in sorted(found.items()):
        yield f"{library}=={number}"


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield _RENAMED.get(name, name), path.read_bytes()


def _filled(path: str, content: bytes, slots: Mapping[str, str]) -> bytes:
    """Return a file's content with its slots filled."""
    if path not in _FILLED:
        return content
    text = content.decode()
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text.encode()


def _taken(path: str) -> Finding:
    return Finding(
        path=path,
        level=Level.ERROR,
        code="init.there",
        what="it is there already",
        hint="name another folder, or move the file away; nothing was written",
    )
