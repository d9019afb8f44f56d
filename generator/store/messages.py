"""How arguments and results become bytes: MessagePack where that is safe, else pickle.

MessagePack is ten times as fast and makes half the bytes, but writes what a record holds, not which
record it is. So it is for types of which no two values give the same bytes and, for results, each
value is read back as it was.
"""

import dataclasses
import enum
import inspect
import pickle
import zlib
from collections.abc import Callable
from functools import cache
from types import EllipsisType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from generator.store import kept

UNREADABLE = (*kept.UNREADABLE, msgspec.MsgspecError)
"""What opening a foreign entry may raise."""
_SAFE = (str, int, bool, bytes, NoneType, ...)
_EITHER = 2
"""Types in `str | None`."""


class Form:
    """The bytes for one function's arguments and results."""

    def __init__(self, function: Callable[..., object]) -> None:
        takes, gives = _types(function)
        self._is_told = bool(takes) and all(map(_tells, takes))
        self._reader = msgspec.msgpack.Decoder(gives) if _reads_back(gives) else None

    def key(self, arguments: object) -> bytes:
        """Return arguments as bytes that are equal for equal arguments that were made alike."""
        if self._is_told:
            return msgspec.msgpack.encode(arguments)
        return pickle.dumps(arguments, protocol=5)

    def pack(self, result: object) -> bytes:
        """Return a result as bytes."""
        if self._reader is None:
            return kept.packed(result)
        return zlib.compress(msgspec.msgpack.encode(result), level=1)

    def unpack(self, data: bytes) -> Any:
        """Return what `pack` packed; raises one of several errors for anything else."""
        if self._reader is None:
            return kept.unpacked(data)
        return self._reader.decode(zlib.decompress(data))


def _types(function: Callable[..., object]) -> tuple[tuple[Any, ...], Any]:
    """Return the types that a function takes and gives; unknown ones are `Any`."""
    hints = get_type_hints(function)
    names = inspect.signature(function).parameters
    return tuple(hints.get(name, Any) for name in names), hints.get("return", Any)


@cache
def _tells(kind: Any) -> bool:  # any type
    """Tell whether no two values of a type give the same bytes."""
    return kind is float or _is_safe(kind, _tells)


@cache
def _reads_back(kind: Any) -> bool:  # any type
    """Tell whether each value of a type is read back as it was: not 1 as the number 1.0."""
    return _is_safe(kind, _reads_back)


def _is_safe(kind: Any, inside: Callable[[Any], bool]) -> bool:
    """Tell whether a type is safe if those inside of it are; no type of several is."""
    if isinstance(kind, type | EllipsisType) and get_origin(kind) is None:
        if dataclasses.is_dataclass(kind):
            hints = get_type_hints(kind)
            return all(inside(hints[field.name]) for field in dataclasses.fields(kind))
        return kind in _SAFE or (isinstance(kind, type) and issubclass(kind, enum.Enum))
    parts = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return len(parts) == _EITHER and NoneType in parts and all(map(inside, parts))
    return get_origin(kind) in (tuple, dict, frozenset) and all(map(inside, parts))
