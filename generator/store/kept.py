"""Whole results of earlier runs, by a digest of everything that they rest on.

A result has two parts: one that says what to publish, small and always wanted, and one with the
records it was made of, which only some callers open. Records are pickled: they are many, of many
types, and refer to each other. Opening an entry makes records and nothing else: a name that is no
record of ours is refused, so that a foreign file in the cache can start nothing.
"""

import dataclasses
import enum
import io
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.store.entries import Entries

KEPT_BYTES = 1 << 30
"""Size of all results above which the longest unused ones go."""
_LENGTH = 8
"""Bytes of the length of the first part."""
_RECORDS = (
    *("generator.model", "generator.errors", "generator.converted", "generator.offered"),
    *("generator.runs", "generator.validate.html"),
)
"""Modules, and packages, whose records and enumerations may be in a result."""
_VALUES = {
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
}
"""Other types that may be."""


class Kept:
    """Results of runs by name; safe to share between processes.

    A name is a digest of all that the result rests on, hexadecimal.
    """

    def __init__(self, folder: Path) -> None:
        self._entries = Entries(folder, KEPT_BYTES)

    def get(self, name: str) -> tuple[Any, Callable[[], Any]] | None:
        """Return a result's first part, and what opens its second; None when there is none."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        end = _LENGTH + int.from_bytes(entry[:_LENGTH])
        second = entry[end:]
        try:
            return unpacked(entry[_LENGTH:end]), lambda: unpacked(second)
        except UNREADABLE:
            return None

    def put(self, name: str, first: object, second: object) -> None:
        """Keep a result; a full disk is no failure."""
        one, two = packed(first), packed(second)
        self._entries.put(name, len(one).to_bytes(_LENGTH) + one + two)
        self._entries.prune()


def packed(value: object) -> bytes:
    """Return records as compressed bytes."""
    return zlib.compress(pickle.dumps(value, protocol=5), level=1)


def unpacked(data: bytes) -> Any:
    """Return what `packed` packed; raises one of several errors for anything else."""
    return _Records(io.BytesIO(zlib.decompress(data))).load()


UNREADABLE = (
    *(pickle.UnpicklingError, zlib.error, EOFError, ValueError, TypeError),
    *(AttributeError, ImportError, IndexError, KeyError),
)
"""What opening a foreign entry may raise."""


class _Records(pickle.Unpickler):
    """Makes records of ours and plain values, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a type that a result may have; raises `UnpicklingError` for any other name."""
        ours = any(module == each or module.startswith(f"{each}.") for each in _RECORDS)
        if "." not in name and (ours or (module, name) in _VALUES):
            found = super().find_class(module, name)
            known = dataclasses.is_dataclass(found) or issubclass(found, enum.Enum)
            if isinstance(found, type) and (known or not ours):
                return found
        message = f"{module}.{name} may not be in a result"
        raise pickle.UnpicklingError(message)
