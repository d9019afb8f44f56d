"""What the package's tables say about the words of a name; typed lookups, read on first use."""

from collections.abc import Iterator
from functools import cache

from generator import reference
from generator.extract.tables import lines, sections
from generator.model import EntityType, Gender

_MARKS = {ord(mark): None for mark in "'."}
"""Marks inside family names, which the table leaves out."""
_GENDERS = {"f": Gender.FEMININE, "m": Gender.MASCULINE, "u": Gender.UNKNOWN}


@cache
def words(file: str, section: str) -> frozenset[str]:
    """Return a section's lines in lower case."""
    return frozenset(line.casefold() for line in sections(file)[section])


@cache
def organization_heads() -> dict[str, frozenset[str]]:
    """Return the words of names of organizations by section, the distilled ones with the others."""
    found = {key: set(words_) for key, words_ in sections("organizations_heads.txt").items()}
    for key, words_ in sections("organizations_heads_world.txt").items():
        found[key].update(words_)
    return {key: frozenset(words_) for key, words_ in found.items()}


@cache
def lines_of(file: str, section: str) -> frozenset[str]:
    """Return a section's lines as they are written."""
    return frozenset(sections(file)[section])


def context(section: str) -> frozenset[str]:
    """Return words around names that tell of their types, in lower case."""
    return words("organizations_context.txt", section)


@cache
def known_names() -> dict[str, EntityType]:
    """Return names whose type is known without context: organizations, outlets, events."""
    world = [name for name, _, sure in _world_organizations() if sure == "sure"]
    world += sections("outlets.txt")["world"]
    return {**dict.fromkeys(world, EntityType.ORGANIZATION), **written_names()}


def written_names() -> dict[str, EntityType]:
    """Return those of them that a person wrote down."""
    table: dict[str, EntityType] = {}
    for line in lines("organizations.tsv"):
        kind, names = line.split("\t")
        for name in names.split("|"):
            table.setdefault(name, EntityType(kind))
    for name in sections("outlets.txt")["name"]:
        table.setdefault(name, EntityType.ORGANIZATION)
    for name in sections("events.txt")["name"]:
        table.setdefault(name, EntityType.EVENT)
    for name in sections("weapons.txt")["name"]:
        table.setdefault(name, EntityType.WEAPON)
    return table


@cache
def world_kinds() -> dict[str, str]:
    """Return what reference data say that names are: a firm, a body, or a thing."""
    table = dict.fromkeys(lines("things_world.txt"), "thing")
    table.update((name, kind) for name, kind, _ in _world_organizations())
    return table


def _world_organizations() -> Iterator[list[str]]:
    return (line.split("\t") for line in lines("organizations_world.tsv"))


@cache
def vague_heads() -> frozenset[str]:
    """Return last words that name a plan or what is sold as often as a body: "Program"."""
    return lines_of("organizations_not.txt", "vague")


@cache
def not_names() -> frozenset[str]:
    """Return capitalised words that begin no name: "iPhone", "UTC"."""
    return lines_of("organizations_not.txt", "word")


@cache
def portfolios() -> frozenset[str]:
    """Return what ministers are for, in lower case: "foreign", "state", "defense"."""
    return words("organizations_not.txt", "portfolio")


@cache
def titles() -> frozenset[str]:
    """Return what may stand before a person's name and is no part of it, in lower case."""
    return words("roles.txt", "title") | words("roles.txt", "rank")


@cache
def ranks() -> frozenset[str]:
    """Return military and police ranks, in lower case."""
    return words("roles.txt", "rank")


@cache
def offices() -> frozenset[str]:
    """Return nouns for people who hold an office or do a job, in lower case."""
    return words("roles.txt", "office")


@cache
def titles_and_offices() -> frozenset[str]:
    """Return both, in one set."""
    return titles() | offices()


def family_name_rank(word: str) -> int | None:
    """Return the rank of a family name among the most frequent ones, from 0; None if not there."""
    return _family_names().get(reference.folded(word).translate(_MARKS))


@cache
def _family_names() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(lines("family_names.txt"))}


@cache
def kin() -> dict[str, Gender]:
    """Return nouns for relatives with the gender of the person meant."""
    rows = (line.split("\t") for line in sections("roles.txt")["kin"])
    return {word: _GENDERS[mark] for word, mark in rows}
