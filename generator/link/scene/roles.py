"""What a role or a description says: which office, of which state, with which other words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator import reference
from generator.link.names.tables import office_words, title_in_full, word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*\.?")  # noqa: RUF001 - both apostrophes occur
_LINKS = frozenset({"of", "to", "for", "at", "in", "from", "with", "on", "by", "who", "which"})
_LONGEST = 4
"""Words in the longest name of a country."""
_POSSESSIVE = re.compile("['’]s?$")  # noqa: RUF001 - both apostrophes occur


@dataclass(frozen=True, slots=True)
class Role:
    """A role or a description, taken apart."""

    heads: frozenset[str]
    """Its head nouns in lower case: `minister`; several when joined by "and"."""
    countries: frozenset[str]
    """ISO 3166-1 codes of countries, demonyms and metonyms in it."""
    side: frozenset[str]
    """Those of them that stand before the head, or right after "of" or "for"."""
    modifiers: frozenset[str]
    """Its other words in lower case."""
    definite: bool
    """Whether it speaks of someone known: no "a", "another", "one"."""


@lru_cache(maxsize=1 << 14)
def read_role(text: str) -> Role:
    """Return what the words of a role or description say."""
    found = [match.group() for match in _WORD.finditer(text)]
    countries, rest = _countries(found)
    core = _core(found)
    heads = frozenset(
        _plain(core[i])
        for i in range(len(core))
        if i == len(core) - 1 or core[i + 1].casefold() in ("and", "&")
    )
    skipped = word_set("determiners") | _LINKS | heads | {"and"}
    modifiers = frozenset(_plain(word) for word in rest) - skipped
    definite = not found or found[0].casefold() not in word_set("indefinites")
    return Role(heads, countries, _side(found, core), modifiers, definite)


def _side(found: list[str], core: list[str]) -> frozenset[str]:
    """Return the countries for which a role's holder stands, not those it only mentions."""
    codes = set(_countries(core)[0])
    for position in range(len(core), len(found) - 1):
        if found[position].casefold() in ("of", "for", "from"):
            after = found[position + 1 :]
            while after and after[0].casefold() in word_set("determiners"):
                after = after[1:]
            codes |= _countries(after[:1])[0] | _first_country(after)
    return frozenset(codes)


def _first_country(found: list[str]) -> frozenset[str]:
    """Return the country whose name the words begin with, as a set."""
    for length in range(min(_LONGEST, len(found)), 1, -1):
        if code := country_in(" ".join(found[:length])):
            return frozenset({code})
    return frozenset()


def _core(found: list[str]) -> list[str]:
    """Return the words up to the first preposition."""
    for position, word in enumerate(found):
        if word.casefold() in _LINKS and position:
            return found[:position]
    return found


def _countries(found: list[str]) -> tuple[frozenset[str], list[str]]:
    """Return the countries among words, longest names first, and the words left over."""
    codes: set[str] = set()
    rest: list[str] = []
    position = 0
    while position < len(found):
        for length in range(_LONGEST, 0, -1):
            name = _POSSESSIVE.sub("", " ".join(found[position : position + length]))
            if position + length <= len(found) and (code := country_in(name)):
                codes.add(code)
                position += length
                break
        else:
            rest.append(found[position])
            position += 1
    return frozenset(codes), rest


def country_in(name: str) -> str | None:
    """Return the code of the country that a name, a demonym or a seat of government stands for."""
    if not name[:1].isupper():
        return None
    return (
        reference.country(name)
        or reference.country_of_demonym(name)
        or reference.country_of_metonym(name)
    )


def _plain(word: str) -> str:
    word = _POSSESSIVE.sub("", word).casefold()
    return title_in_full({"defence": "defense", "labour": "labor"}.get(word, word))


def fits(description: Role, role: Role) -> bool:
    """Tell whether a description may stand for someone with this role."""
    if not any(head in office_words(held) for head in description.heads for held in role.heads):
        return False
    if not description.countries <= role.countries:
        return False
    said = description.modifiers - word_set("loose_modifiers")
    return said <= role.modifiers | role.heads


def fits_name(description: Role, name: tuple[str, ...], countries: frozenset[str]) -> bool:
    """Tell whether "the ministry" may stand for a body with this name (folded words)."""
    if not description.countries <= countries:
        return False
    return description.modifiers - word_set("loose_modifiers") <= set(name)
