"""The plain tables of `generator/data/`: lines, some under headings in brackets."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def sections(file: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of a table of `generator/data/` by section, without `[` and `]`."""
    table: dict[str, list[str]] = {}
    name = ""
    for line in lines(file):
        if line.startswith("["):
            name = line.strip("[]")
            table[name] = []
        else:
            table[name].append(line)
    return {key: tuple(found) for key, found in table.items()}


def lines(file: str) -> Iterator[str]:
    """Yield the lines of a table that are neither empty nor comments."""
    text = files("generator").joinpath("data", file).read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line
