"""General reference data about countries, places and first names; never from a source document.

Every stage may use it. Tables stand in `generator/data/`, each with its origin and licence; they
are read once, on first use. Lookups ignore accents, hyphens and case, except for abbreviations in
capitals, which match only in capitals: "US" is a country, "us" is not.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from generator.model import Gender, Place

__all__ = [
    "COUNTRIES",
    "capital_of",
    "country",
    "country_name",
    "country_of_capital",
    "country_of_demonym",
    "country_of_metonym",
    "distance",
    "first_letters",
    "first_name_gender",
    "folded",
    "is_adjective",
    "is_country",
    "is_region",
    "longest_from",
    "metonym",
    "pieces",
    "place",
    "places_called",
    "population",
    "same_country",
    "state",
    "usual_place_name",
]

COUNTRIES = "generator/data/countries.tsv"
"""Origin of what is known of countries."""

_PIECES = re.compile(r"[^\W_]+|[^\w\s]|_")
_LETTERS = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"[\s\-\u2010\u2011\u2013]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u2018`\u02bb", "'"))
_LONGEST_ABBREVIATION = 5
_REMEMBERED = 1 << 15
"""How many foldings are kept in memory."""
_GENDERS = {"f": Gender.FEMININE, "m": Gender.MASCULINE, "u": Gender.UNKNOWN}


class _Country(NamedTuple):
    """A row of `countries.tsv`."""

    code: str
    name: str
    capital: str
    latitude: str = ""
    longitude: str = ""
    thousands: str = ""


class _Place(NamedTuple):
    """A row of `places.tsv` or `places_regions.tsv`."""

    name: str
    kind: str
    country: str
    latitude: str = ""
    longitude: str = ""
    thousands: str = ""
    others: str = ""
    origin: str = ""


@lru_cache(maxsize=_REMEMBERED)
def folded(name: str) -> str:
    """Return `name` without accents, hyphens and a leading "the", in lower case: a lookup key."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
        name = "".join(char for char in parts if not unicodedata.combining(char))
    key = _SPACES.sub(" ", name).casefold().strip()
    return key[4:] if key.startswith("the ") and len(key) > len("the ") else key


def country(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country called `name`, or None."""
    table = _country_names()
    plain = _without_article(name.strip())
    return table.get(_key(plain)) or table.get(folded(plain))


def country_name(code: str) -> str:
    """Return the English name of the country with this code; empty when there is none."""
    row = _countries().get(code)
    return row.name if row else ""


def country_names(code: str) -> tuple[str, ...]:
    """Return every English name of the country with this code that our tables have."""
    return tuple(filter(None, (country_name(code), *_other_names().get(code, ()))))


def country_of_demonym(text: str) -> str | None:
    """Return the code of the country that "Ukrainian", "Ukrainians" or "Poles" belongs to."""
    return _demonyms().get(_key(text))


def is_adjective(text: str) -> bool:
    """Tell whether `text` is a country's adjective ("Polish"), not a noun for its people."""
    return _key(text) in _adjectives()


def country_of_capital(text: str) -> str | None:
    """Return the code of the country whose capital is `text` ("Kyiv" → `UA`), or None."""
    return _capitals().get(folded(text))


def capital_of(code: str) -> str:
    """Return the English name of a country's capital; empty when there is none."""
    row = _countries().get(code)
    return row.capital if row else ""


def metonym(text: str) -> tuple[str, str, str] | None:
    """Return (country code, entity type, office) of "Kremlin", "White House" …, or None."""
    return _metonyms().get(_key(_without_article(text)))


def country_of_metonym(text: str) -> str | None:
    """Return the code of the country whose government "Kremlin" or "White House" is, or None."""
    found = metonym(text)
    return found[0] if found else None


def longest_from(word: str) -> int:
    """Return the pieces of the longest country, demonym, metonym or region from `word` on, or 0.

    Pieces are runs of letters and digits, and single marks.
    """
    return _beginnings().get(first_letters(word), 0)


def pieces(text: str) -> int:
    """Return how many runs of letters and digits, and single marks, a text has."""
    return len(_PIECES.findall(text))


@lru_cache(maxsize=_REMEMBERED)
def first_letters(text: str) -> str:
    """Return the first run of letters and digits of `text`, folded."""
    found = _LETTERS.search(folded(text))
    return found.group() if found else ""


def same_country(first: str, second: str) -> bool:
    """Tell whether two names, adjectives, capitals or metonyms belong to one country."""
    code = _any_country(first)
    return code is not None and code == _any_country(second)


@lru_cache(maxsize=_REMEMBERED)
def place(name: str) -> Place | None:
    """Return what is known of the place called `name`: a country, region, sea, city; or None.

    Among places of one name the country comes first, then regions, then the largest city.
    """
    row = _place_row(name)
    return _as_place(row) if row is not None else None


def _as_place(row: _Place) -> Place:
    latitude, longitude = (float(cell) if cell else None for cell in (row.latitude, row.longitude))
    return Place(
        kind=row.kind,
        country=row.country,
        latitude=latitude,
        longitude=longitude,
        origin=row.origin,
    )


def places_called(name: str) -> tuple[tuple[Place, int], ...]:
    """Return every place called `name` with its number of people, 0 where not known; best first.

    `place` is the first of them; whoever draws a map has to know of the others.
    """
    found = dict.fromkeys(_all_places().get(folded(name), ()))
    code = country(name)
    if code is not None:
        row = _countries()[code]
        first = _Place(row.name, "country", code, row.latitude, row.longitude, row.thousands)
        found = {first._replace(origin=COUNTRIES): None, **found}
    return tuple((_as_place(row), int(row.thousands or 0) * 1000) for row in found)


def state(name: str) -> Place | None:
    """Return the state of the United States that is called `name`, whatever else is called so."""
    found = (place for place, _ in places_called(name) if place.kind == "state")
    return next((place for place in found if place.country == "US"), None)


def is_country(place: Place) -> bool:
    """Tell whether a place is all of a country or territory with a code of its own."""
    return place.origin == COUNTRIES


def distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the degrees between two points (longitude, latitude) along a great circle."""
    turn = math.radians(second[0] - first[0])
    here, there = math.radians(first[1]), math.radians(second[1])
    half = math.sin((there - here) / 2) ** 2
    half += math.cos(here) * math.cos(there) * math.sin(turn / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(half))))


def usual_place_name(name: str) -> str:
    """Return the name that our tables prefer for the only place called so; else the name itself."""
    found = _all_places().get(folded(name), ())
    if any(folded(row.name) == folded(name) for row in found):
        return name
    names = {row.name for row in found if row.kind in {"city", "capital"}}
    return names.pop() if len(names) == 1 else name


def is_region(name: str) -> bool:
    """Tell whether `name` is a region, sea, river … that needs no context to be known for one."""
    return folded(name) in _regions()


def population(name: str) -> int:
    """Return the number of people of the largest city called `name`; 0 when none is known."""
    row = _places().get(folded(name))
    return int(row.thousands) * 1000 if row and row.thousands else 0


def first_name_gender(name: str) -> Gender | None:
    """Return the usual gender of a first name, UNKNOWN if both are usual, None if not known."""
    return _first_names().get(folded(name))


def _any_country(name: str) -> str | None:
    return (
        country(name)
        or country_of_demonym(name)
        or country_of_capital(name)
        or country_of_metonym(name)
    )


@lru_cache(maxsize=_REMEMBERED)
def _key(name: str) -> str:
    """Fold `name`, but leave an abbreviation in capitals as it is, without its points."""
    plain = name.strip()
    bare = plain.replace(".", "")
    if len(bare) <= _LONGEST_ABBREVIATION and (bare.isupper() or bare == "BiH"):
        return bare
    return folded(plain)


def _without_article(name: str) -> str:
    return name[4:] if name[:4] in {"the ", "The "} else name


def _place_row(name: str) -> _Place | None:
    code = country(name)
    if code is None:
        return _places().get(folded(name))
    row = _countries()[code]
    return _Place(row.name, "country", code, row.latitude, row.longitude, origin=COUNTRIES)


def _rows(file: str) -> Iterator[list[str]]:
    """Read a table of `generator/data/`; lines that begin with `#` are its header."""
    text = files("generator").joinpath("data", file).read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def measured(rule: str) -> tuple[int, int] | None:
    """Return how many of a rule's labelled statements are right, and how many there are.

    None for a rule that reads too few of them to tell.
    """
    return _measured().get(rule)


@cache
def _measured() -> dict[str, tuple[int, int]]:
    return {rule: (int(right), int(all_)) for rule, right, all_ in _rows("rules_measured.tsv")}


@cache
def _countries() -> dict[str, _Country]:
    return {row[0]: _Country(*row) for row in _rows("countries.tsv")}


@cache
def _country_names() -> dict[str, str]:
    names = {_key(row.name): code for code, row in _countries().items()}
    for code, others in _other_names().items():
        names.update((_key(name), code) for name in others)
    return names


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    return {code: tuple(names.split("|")) for code, names in _rows("countries_names.tsv")}


@cache
def _demonyms() -> dict[str, str]:
    table: dict[str, str] = {}
    for code, adjectives, nouns in _rows("demonyms.tsv"):
        for word in adjectives.split("|"):
            table.setdefault(_key(word), code)
            if "*" in nouns:
                table.setdefault(_key(word + "s"), code)
        for word in nouns.replace("*", "").split("|"):
            table.setdefault(_key(word), code)
    table.pop("", None)
    return table


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(
        _key(word) for _, words, _ in _rows("demonyms.tsv") for word in words.split("|")
    )


@cache
def _capitals() -> dict[str, str]:
    table = {folded(row.capital): code for code, row in _countries().items() if row.capital}
    for code, names in _rows("countries_capitals.tsv"):
        table.update((folded(name), code) for name in names.split("|"))
    return table


@cache
def _metonyms() -> dict[str, tuple[str, str, str]]:
    return {_key(row[0]): (row[1], row[2], row[3]) for row in _rows("countries_metonyms.tsv")}


@cache
def _places() -> dict[str, _Place]:
    """Map folded names to places; the first row of a name wins."""
    table: dict[str, _Place] = {}
    for row in _place_rows():
        table.setdefault(folded(row.name), row)
        for name in row.others.split("|") if row.others else ():
            table.setdefault(folded(name), row)
    return table


@cache
def _all_places() -> dict[str, list[_Place]]:
    """Map folded names to every place of that name, in the order of the tables."""
    table: dict[str, list[_Place]] = {}
    for row in _place_rows():
        for name in dict.fromkeys(map(folded, (row.name, *filter(None, row.others.split("|"))))):
            table.setdefault(name, []).append(row)
    return table


def _place_rows() -> Iterator[_Place]:
    for file in ("places_regions.tsv", "places.tsv"):
        for cells in _rows(file):
            yield _Place(*cells)._replace(origin=f"generator/data/{file}")


@cache
def _regions() -> frozenset[str]:
    rows = (_Place(*cells) for cells in _rows("places_regions.tsv"))
    found = {folded(name) for row in rows for name in (row.name, *row.others.split("|"))}
    return frozenset(found - {""})


@cache
def _beginnings() -> dict[str, int]:
    table: dict[str, int] = {}
    for names in (_country_names(), _demonyms(), _metonyms(), _regions()):
        for name in names:
            word = first_letters(name)
            table[word] = max(table.get(word, 0), pieces(name))
    return table


@cache
def _first_names() -> dict[str, Gender]:
    table = {folded(name): _GENDERS[mark] for name, mark in _rows("first_names.tsv")}
    for mark, names in _rows("first_names_world.tsv"):
        for name in names.split("|"):
            table.setdefault(folded(name), _GENDERS[mark])
    return table
