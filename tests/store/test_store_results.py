"""A kept function gives what the function gives, and is called once for equal arguments."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model import Span
from generator.store import Results, results
from generator.store.entries import sealed
from generator.store.messages import Form

Calls = list[tuple[int, int]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where results are kept."""
    return tmp_path / "cache/results.sqlite"


def counted(calls: Calls) -> Callable[[int, int], Span]:
    """Return a function that notes how it is called."""

    def cut(start: int, end: int) -> Span:
        calls.append((start, end))
        return Span("a", start, end, "x" * (end - start))

    return cut


def test_equal_arguments_call_once(file: Path) -> None:
    """In one run and in the next, only what is new is worked out."""
    calls: Calls = []
    for number in range(2):
        kept = Results(file, "1")
        cut = kept.kept(counted(calls), "rule")
        assert [cut(1, 3), cut(1, 3), cut(2, number + 4)] == [
            Span("a", 1, 3, "xx"),
            Span("a", 1, 3, "xx"),
            Span("a", 2, number + 4, "x" * (number + 2)),
        ]
        kept.save()
    assert calls == [(1, 3), (2, 4), (2, 5)]


@pytest.mark.parametrize(("basis", "rests_on"), [("2", "rule"), ("1", "other")])
def test_another_basis_is_another_result(file: Path, basis: str, rests_on: str) -> None:
    """Other code, or something else that a function rests on, asks it again."""
    calls: Calls = []
    for one, two in (("1", "rule"), (basis, rests_on)):
        kept = Results(file, one)
        kept.kept(counted(calls), two)(1, 3)
        kept.save()
    assert calls == [(1, 3)] * 2


def test_another_function_has_its_own_results(file: Path) -> None:
    """Two functions with equal arguments are not taken for each other."""
    kept = Results(file, "1")

    def double(number: int) -> int:
        return 2 * number

    def half(number: int) -> int:
        return number // 2

    assert [kept.kept(double)(4), kept.kept(half)(4), kept.kept(double)(4)] == [8, 2, 8]


def spoil(file: Path) -> None:
    """Make the database no database."""
    file.write_bytes(b"no database" * 500)


def cut_short(file: Path) -> None:
    """Leave but the first half of the database."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def swap(file: Path) -> None:
    """Put each result under the other's name."""
    with sqlite3.connect(file) as database:
        (one, first), (two, second) = database.execute("select name, entry from results").fetchall()
        database.execute("update results set entry = ? where name = ?", (second, one))
        database.execute("update results set entry = ? where name = ?", (first, two))


def turn_a_bit(file: Path) -> None:
    """Let a disk spoil each result."""
    with sqlite3.connect(file) as database:
        for name, entry in database.execute("select name, entry from results").fetchall():
            spoiled = bytes([*entry[:-5], entry[-5] ^ 1, *entry[-4:]])
            database.execute("update results set entry = ? where name = ?", (spoiled, name))


@pytest.mark.parametrize("damage", [spoil, cut_short, swap, turn_a_bit])
def test_a_damaged_result_is_worked_out_again(file: Path, damage: Callable[[Path], None]) -> None:
    """What is damaged, or another's, counts as none, and is put right."""
    calls: Calls = []
    for number in range(4):
        if number == 1:
            damage(file)
        kept = Results(file, "1")
        cut = kept.kept(counted(calls))
        assert (cut(1, 3).text, cut(1, 9).text) == ("xx", "x" * 8)
        kept.save()
    # The run that meets a cut database gives it up, so that the next one begins anew.
    assert calls[:2] == [(1, 3), (1, 9)]
    assert calls.count((1, 3)) in {2, 3}
    assert len(calls) == 2 * calls.count((1, 3))


def test_without_a_place_every_function_is_called(tmp_path: Path) -> None:
    """A cache that cannot be written costs time and nothing else."""
    (tmp_path / "file").write_bytes(b"")
    calls: Calls = []
    for _ in range(2):
        kept = Results(tmp_path / "file/results.sqlite", "1")
        assert kept.kept(counted(calls))(1, 3).text == "xx"
        kept.save()
    assert calls == [(1, 3)] * 2


def test_the_longest_unused_results_go(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above its size what was not used goes, and what was used stays."""
    calls: Calls = []
    now = 1_000_000_000
    monkeypatch.setattr(time, "time", lambda: now)
    size = len(sealed(Form(counted([])).pack(counted([])(1, 6)), b""))
    monkeypatch.setattr(results, "KEPT_BYTES", 2 * size + size // 2)
    for number in (1, 2, 1, 3, 1):
        now += 2 * 86400  # use is noted once a day
        kept = Results(file, "1")
        kept.kept(counted(calls))(number, number + 5)
        kept.save()
    with sqlite3.connect(file) as database:
        (count,) = database.execute("select count(*) from results").fetchone()
    assert calls == [(1, 6), (2, 7), (3, 8)]
    assert count == 2


def test_two_processes_write_side_by_side(file: Path) -> None:
    """What each of two runs keeps is there for the next."""
    calls: Calls = []
    one, two = Results(file, "1"), Results(file, "1")
    one.kept(counted(calls))(1, 3)
    two.kept(counted(calls))(2, 4)
    one.save()
    two.save()
    third = Results(file, "1").kept(counted(calls))
    assert [third(1, 3).text, third(2, 4).text] == ["xx", "xx"]
    assert calls == [(1, 3), (2, 4)]
