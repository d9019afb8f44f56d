"""Reference data that the package ships: what its tables hold, it may be shown with its origin."""

from functools import cache
from importlib.resources import files

from generator.languages import CLDR, name_of
from generator.model import Reference

_DATA = "generator/data"


def is_packaged(piece: Reference) -> bool:
    """Tell whether reference data is in the package's file that the piece names."""
    if piece.origin.startswith(CLDR):
        return _is_language(piece)
    folder, _, name = piece.origin.rpartition("/")
    return folder == _DATA and (piece.text == piece.origin or piece.text in _cells(name))


def _is_language(piece: Reference) -> bool:
    """Tell whether a piece is what CLDR calls a language in that of the interface."""
    interface, _, tag = piece.origin.removeprefix(f"{CLDR} ").partition(" ")
    return piece.text == name_of(tag, interface) != ""


@cache
def _cells(name: str) -> frozenset[str]:
    """Return the cells of one of the package's tables; none when there is no such table."""
    table = files("generator").joinpath("data", name)
    if not name.endswith(".tsv") or not table.is_file():
        return frozenset()
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(
        cell for line in lines if not line.startswith("#") for cell in line.split("\t")
    )
