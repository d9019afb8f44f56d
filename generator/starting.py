"""Makes a repository of its own for a site: configuration, a sample source, a workflow."""

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import yaml

from generator.errors import Finding, FindingsError, Level
from generator.templating import package_folder

SAMPLE = "seeds/harbour.txt"
"""An invented source document; nobody in it exists."""
_RENAMED = {"gitignore": ".gitignore"}
"""Files that a package index or git would treat in a way of its own under their real names."""
_FILLED = frozenset({"mkdocs.yml", ".github/workflows/publish.yml"})
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
        "{version}": version("briefings"),
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
