"""The word tables of linking, read once from `generator/data/`."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _table(file: str) -> dict[str, Any]:
    text = files("generator").joinpath("data", file).read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of words of `linking_words.yaml`, such as `honorifics`."""
    return frozenset(str(_table("linking_words.yaml")[name]).split())


@cache
def family_names(people: str) -> frozenset[str]:
    """Return family names of a people, such as `korean`, folded."""
    return frozenset(str(_table("linking_family_names.yaml")[people]).split())


@cache
def pinyin() -> frozenset[str]:
    """Return every combination of an initial and an end of a syllable of pinyin."""
    table = _table("linking_family_names.yaml")
    initials = [part.strip("'") for part in str(table["pinyin_initials"]).split()]
    return frozenset(start + end for start in initials for end in table["pinyin_finals"].split())


@cache
def place_level(word: str) -> str | None:
    """Return the level of place that `word` names: `region` for "oblast"; None for others."""
    for level, names in _table("linking_words.yaml")["place_levels"].items():
        if word in names:
            return str(level)
    return None


@cache
def office_words(word: str) -> frozenset[str]:
    """Return the words that may stand for the office `word`, itself among them."""
    return frozenset({word, *_table("linking_words.yaml")["offices"].get(word, ())})


@cache
def title_in_full(word: str) -> str:
    """Return what an abbreviated title stands for: `senator` for "sen."; else the word."""
    table = _table("linking_words.yaml")["abbreviated_titles"]
    return str(table.get(word.removesuffix("."), word))


@cache
def party_of_letter(letter: str) -> str:
    """Return what a member of the party is called for which a letter stands beside a name."""
    return str(_table("linking_words.yaml")["party_letters"].get(letter, ""))


@cache
def _walks() -> dict[str, str]:
    table = _table("linking_words.yaml")["walks_of_life"]
    return {word: walk for walk, words in table.items() for word in words.split()}


def walk_of_life(head: str) -> str:
    """Return the walk of life of those who are called so: `sport` for "striker"; or nothing."""
    return _walks().get(head, "")


@cache
def _spellings() -> dict[str, str]:
    groups = str(_table("linking_family_names.yaml")["spellings"]).split()
    return {name: group.split("/")[0] for group in groups for name in group.split("/")[1:]}


def usual_spelling(name: str) -> str:
    """Return what a given name from another script is compared by, folded."""
    return _spellings().get(name, name)


@cache
def _initials() -> dict[str, tuple[str, str]]:
    text = files("generator").joinpath("data/linking_initials.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    rows = ((*line.split("\t"), "") for line in lines)
    return {row[0]: (row[1], row[2]) for row in rows}


def known_initials(text: str) -> str:
    """Return the full name of a body that everybody knows by its initials; or nothing."""
    return _initials().get(text.replace(".", ""), ("", ""))[0]


def state_of_initials(text: str) -> str:
    """Return the code of the state whose body everybody knows by these initials; or nothing."""
    return _initials().get(text.replace(".", ""), ("", ""))[1]


@cache
def nicknames(name: str) -> frozenset[str]:
    """Return the short forms of an English first name, folded."""
    return frozenset(str(_table("linking_family_names.yaml")["nicknames"].get(name, "")).split())
