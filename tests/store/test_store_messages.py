"""What is written as MessagePack is read back as it was, and told from all else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from generator.model import AnnotatedDocument, EntityType, Reason, Span
from generator.store.messages import UNREADABLE, Form


@dataclass(frozen=True, slots=True)
class One:
    """A record like another one."""

    name: str


@dataclass(frozen=True, slots=True)
class Other:
    """A record like another one."""

    name: str


def plain(document: AnnotatedDocument, names: tuple[str, ...] = ()) -> Reason | None:
    """Take and give what says all."""
    del document, names
    return Reason("rule", (Span("a", 0, 1, "x"),))


def either(one: One | Other) -> tuple[One | Other, ...]:
    """Take and give what says not which record it is."""
    return (one,)


def listed(names: Sequence[str]) -> Sequence[str]:
    """Take and give what may be a list or a tuple."""
    return names


def counted(number: float) -> float:
    """Give a number that may be whole."""
    return number


def kind_of(names: dict[str, EntityType]) -> frozenset[EntityType]:
    """Give values of an enumeration."""
    return frozenset(names.values())


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (listed, (("a", "b"),)),
        (listed, (["a", "b"],)),
        (counted, (1,)),
        (kind_of, ({"a": EntityType.PLACE},)),
    ],
)
def test_a_result_is_read_back_as_it_was(
    function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """With each of its types, whichever bytes it is kept as."""
    form, result = Form(function), function(*arguments)
    again = form.unpack(form.pack(result))
    assert (again, type(again), repr(again)) == (result, type(result), repr(result))


def test_records_of_two_kinds_are_two_keys() -> None:
    """Equal fields of two records, or of a list and a tuple, are not taken for one another."""
    assert Form(either).key(((One("a"),), {})) != Form(either).key(((Other("a"),), {}))
    assert Form(counted).key(((1,), {})) != Form(counted).key(((1.0,), {}))


def test_what_says_all_is_a_message() -> None:
    """Annotated documents and reasons are written as MessagePack, unions of records never."""
    assert msgspec.msgpack.decode(Form(plain).key(((One("a"),), {}))) == [[{"name": "a"}], {}]
    with pytest.raises(ValueError, match=r"truncated|invalid|trailing"):
        msgspec.msgpack.decode(Form(either).key(((One("a"),), {})))


def test_what_is_no_message_is_refused() -> None:
    """A foreign entry raises what the store expects, and nothing else."""
    form = Form(plain)
    for data in (b"", form.pack(None)[:-1], Form(kind_of).pack("a"), Form(counted).pack(1.5)):
        with pytest.raises(UNREADABLE):
            form.unpack(data)
