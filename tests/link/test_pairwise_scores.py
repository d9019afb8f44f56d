"""The scorer of who is who, `tests/quality/pairwise.py`, counts what it says."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).parent.parent / "quality" / "pairwise.py"


@pytest.fixture(scope="module")
def pairwise() -> ModuleType:
    """The scorer, which is a script and not a module of the package."""
    spec = importlib.util.spec_from_file_location("pairwise_under_test", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _named(pairwise: ModuleType, text: str, start: int, group: str, kind: str = "person") -> Any:
    return pairwise.Named("d", start, start + len(text), group, text, kind)


def test_pairs_are_right_wrong_or_missing(pairwise: ModuleType) -> None:
    """Of three gold pairs one is made, and one that is made is wrong."""
    gold = [_named(pairwise, "Vell", n * 10, "1") for n in range(3)]
    gold.append(_named(pairwise, "Tass", 40, "2"))
    found = [_named(pairwise, "Vell", 0, "a"), _named(pairwise, "Vell", 10, "a")]
    found += [_named(pairwise, "Vell", 20, "b"), _named(pairwise, "Tass", 40, "b")]
    scores = pairwise.score(gold, found)
    assert (scores.right, scores.made, scores.gold, scores.reachable) == (1, 2, 3, 3)
    assert scores.precision == 50


def test_a_name_that_was_not_found_costs_recall_only(pairwise: ModuleType) -> None:
    """Recall counts all of gold's pairs, recall on matched those that were found."""
    gold = [_named(pairwise, "Vell", n * 10, "1") for n in range(3)]
    found = [_named(pairwise, "Vell", 0, "a"), _named(pairwise, "Vell", 10, "a")]
    scores = pairwise.score(gold, found)
    assert scores.precision == 100
    assert round(scores.recall) == 33
    assert scores.recall_on_matched == 100


def test_a_title_inside_a_label_does_not_matter(pairwise: ModuleType) -> None:
    """The name at the end of the label's head is the label's mention, a name before it is not."""
    label = _named(pairwise, "U.S. President Dana Vell, who left", 0, "1")
    name, country = (
        _named(pairwise, "Dana Vell", 15, "a"),
        _named(pairwise, "U.S.", 0, "b", "place"),
    )
    assert pairwise.match([label], [name, country]) == {label: name}
    assert pairwise.match([label], [country]) == {}


def test_a_part_of_a_hyphenated_word_is_not_the_label(pairwise: ModuleType) -> None:
    """A name is not the label "Velm-critic" that it begins."""
    label = _named(pairwise, "Velm-critic", 0, "1", "organization")
    assert pairwise.match([label], [_named(pairwise, "Velm", 0, "a", "organization")]) == {}


def test_labels_inside_a_found_longer_label_are_left_out(pairwise: ModuleType) -> None:
    """Nobody looks for Velm inside the Bank of Velm."""
    bank, velm = _named(pairwise, "Bank of Velm", 0, "1"), _named(pairwise, "Velm", 8, "2")
    matched = {bank: _named(pairwise, "Bank of Velm", 0, "a")}
    assert pairwise.outermost([bank, velm], matched) == [bank]
    assert pairwise.outermost([bank, velm], {}) == [bank, velm]


def test_labels_of_one_thing_around_one_name_are_one_mention(pairwise: ModuleType) -> None:
    """A label around a label of the same thing costs nothing; of another thing, it does."""
    outer = _named(pairwise, "automaker Frel", 0, "1", "organization")
    inner = _named(pairwise, "Frel", 10, "1", "organization")
    matched = pairwise.match([outer, inner], [_named(pairwise, "Frel", 10, "a", "organization")])
    assert pairwise.outermost([outer, inner], matched) == [inner]
    other = _named(pairwise, "automaker Frel", 0, "2", "organization")
    assert pairwise.outermost([other, inner], matched) == [other, inner]


def test_articles_and_possessive_endings_of_labels_count_as_nothing(pairwise: ModuleType) -> None:
    """A name is nearly all of "the Velm's", whatever its type; a type may also be as found."""
    label = _named(pairwise, "the Velm's", 0, "1", "place")
    name = _named(pairwise, "Velm", 4, "a", "organization")
    assert pairwise.match([label], [name]) == {label: name}
    part = _named(pairwise, "Velm side", 0, "1", "organization")
    assert pairwise.match([part], [_named(pairwise, "Velm s", 0, "a", "place")]) == {}
    linked = pairwise.Named("d", 0, 6, "a", "Velm s", "place", "organization")
    assert pairwise.match([part], [linked]) == {part: linked}


def test_pairs_across_documents_leave_out_pairs_within_one(pairwise: ModuleType) -> None:
    """Three mentions in two documents make two pairs across them."""
    places = [("a", 0), ("a", 10), ("b", 0)]
    gold = [pairwise.Named(d, n, n + 4, "1", "Vell", "person") for d, n in places]
    assert pairwise.score(gold, gold, across=True).gold == 2
