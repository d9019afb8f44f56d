"""The words around figures, from the package's tables."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from generator.extract.quantities.numerals import either


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return one of the package's YAML tables."""
    text = files("generator.data").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def words(name: str) -> frozenset[str]:
    """Return one list of the table of unit words."""
    return frozenset(map(str, table("unit_words")[name]))


def choice(name: str) -> str:
    """Return a regular expression for one list of the table of unit words."""
    return either(map(str, table("unit_words")[name]))
