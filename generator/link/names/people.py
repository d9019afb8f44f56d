"""Names of people: their parts, and how a shorter form relates to a full name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.link.names.fold import REMEMBERED, fold, words
from generator.link.names.tables import family_names, nicknames, pinyin, usual_spelling, word_set
from generator.model import AliasKind

_PAIR = 2
"""Words of the shortest full name; syllables of a Korean or Chinese given name."""

_SHORT = 6
"""Letters in the longest romanised syllable of a Korean given name."""

_HYPHENATED = re.compile(r"\b(?:[Ee]l|[Uu]l|[Aa]s|[Aa]sh|[Aa]t|[Aa]n|[Aa]r|[Aa]z|[Aa]d)-(?=[A-Z])")
"""Spellings of the Arabic article, all compared as "al-"."""

_TAIL = re.compile(r"(\S+\s\S.*?(?=\sof\s)|\S.*?(?=\s(?:at|from)\s))\s\w+\s(?=\S*[A-Z])")
"""A name in front of what says where its bearer is from; before "of" of at least two words."""

_SLAVIC = re.compile(r"(?<=\w{2})([sc]k)(?:iy|yy|ii|yi|ij|i)$")
"""Spellings of a Slavic ending, all compared as "y": "Velmsky", "Velmskyi", "Velmskiy"."""

_ARTICLE = re.compile("^(?:al|el|ul|as|ash|at|an|ar|az)[-\\u2010\\u2011]", re.IGNORECASE)
"""The Arabic article as part of a family name."""

_GIVEN = re.compile(r"[A-Z][a-z]{0,5}-[a-z]{1,6}")
"""A given name of two syllables as Korean and Taiwanese names print it: "Ha-rim"."""

_KOREAN = re.compile(
    r"(?:[bcdghjklmnprstwy]|ch|gg|kk|ll|pp|ss|tt)?h?"
    r"(?:y?[aeiou]{1,3}|w[aeo]{1,2}|y)(?:ng|n|m|l|k|p|t|b|g|d|h|r|s|w|ck|lk)?"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in folded words, without honorific and suffix."""

    words: tuple[str, ...]
    """The words in the order of the text."""
    family_first: bool
    """Whether the first word is the family name."""
    is_full: bool = True
    """Whether it is more than a surname: "al-Tarsi", "von Quell" and "Vell Jr." are not."""
    generation: str = ""
    """What tells a son from his father: `jr`, `sr`, `iii`; folded."""


@lru_cache(maxsize=REMEMBERED)
def person_name(text: str) -> PersonName:
    """Return the parts of a person's name as printed."""
    text = without_tail(text)
    parts = list(words(_HYPHENATED.sub("al-", text), articles=True))
    while len(parts) > 1 and parts[0] in word_set("honorifics"):
        del parts[0]
    if len(parts) == _PAIR and parts[0] in word_set("titles"):
        del parts[0]
    generation = ""
    while len(parts) > _PAIR and parts[-1] in word_set("name_suffixes"):
        generation = parts.pop()
    if len(parts) == _PAIR and parts[-1] in ("jr", "sr"):
        generation = parts.pop()
    parts = [usual_spelling(part) for part in parts]
    parts[-1] = _SLAVIC.sub(r"\1y", parts[-1])
    if generation not in word_set("generations"):
        generation = ""
    return PersonName(tuple(parts), _is_family_first(text), _is_full(text), generation)


def without_tail(text: str) -> str:
    """Return a name without where its bearer is from: "Dana Vell of Frel Games" is Dana Vell."""
    match = _TAIL.match(text)
    return match[1] if match else text


def _is_full(text: str) -> bool:
    """Tell whether a name has two words that are not particles, as printed: "Ash Marr" has."""
    printed = [part for part in text.split() if not (part.islower() and _is_particle(part))]
    titles = word_set("honorifics") | word_set("titles") | {"jr", "sr"}
    return len([part for part in printed if fold(part) not in titles]) > 1


def relation(short: PersonName, full: PersonName) -> AliasKind | None:
    """Return how `short` may stand for `full`; None when it may not or they are the same."""
    if short.generation != full.generation and (short.generation or short.is_full):
        return None
    few, many = short.words if short.is_full else _bare(short.words), full.words
    if len(few) >= len(many) or not few:
        return AliasKind.VARIANT if _same_with_initials(short, full) else None
    if _is_tail(few, many) or (full.family_first and few == many[: len(few)]):
        return AliasKind.SURNAME
    if (
        len(few) == 1
        and len(many) > _PAIR + 1
        and few[0] == many[-2]
        and not _is_particle(many[-2])
    ):
        return AliasKind.SURNAME
    if _same_with_initials(short, full):
        return AliasKind.VARIANT
    return AliasKind.FIRST_NAME if few == many[:1] and len(few[0]) > 1 else None


def sort_key(text: str) -> str:
    """Return what a person is sorted by: folded, family name first."""
    text = without_tail(text)
    parts = [part for part in text.split() if fold(part)]
    folded = person_name(text)
    if len(parts) < _PAIR or folded.family_first or _is_burmese(folded.words):
        return fold(text, articles=True)
    suffix = [parts.pop()] if fold(parts[-1]) in word_set("name_suffixes") else []
    family = _ARTICLE.sub("", parts[-1])
    start = len(parts) - 1
    while start > 1 and _is_particle(fold(parts[start - 1])) and parts[start - 1][0].isupper():
        start -= 1
    family_parts = [*parts[start:-1], family]
    return fold(" ".join([*family_parts, *parts[:start], *suffix]), articles=True)


def _is_family_first(text: str) -> bool:
    parts = text.split()
    if len(parts) < _PAIR or not parts[0].isalpha():
        return False
    first, given = fold(parts[0], articles=True), [fold(part) for part in parts[1:]]
    if first in family_names("vietnamese") and len(parts) > _PAIR:
        return all(part.isalpha() for part in given)
    if len(parts) == _PAIR and _GIVEN.fullmatch(parts[1]) and len(first) <= _SHORT:
        return True
    syllables = [syllable for part in given for syllable in part.split()]
    if first in family_names("korean") and len(syllables) == _PAIR:
        return all(len(s) <= _SHORT and _KOREAN.fullmatch(s) for s in syllables)
    if first not in family_names("chinese"):
        return False
    return len(syllables) <= _PAIR and all(_is_pinyin(syllable) for syllable in syllables)


def _is_pinyin(word: str) -> bool:
    return word in pinyin() or any(
        word[:cut] in pinyin() and word[cut:] in pinyin() for cut in range(1, len(word))
    )


def _is_burmese(parts: tuple[str, ...]) -> bool:
    return len(parts) > 1 and all(part in family_names("burmese") for part in parts)


def _is_particle(word: str) -> bool:
    return word in word_set("particles")


def _bare(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Drop particles in front: "al-Assad" is looked for as "assad"."""
    start = 0
    while start < len(parts) - 1 and _is_particle(parts[start]):
        start += 1
    return parts[start:]


def _is_tail(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return many[-len(few) :] == few


def _same_with_initials(short: PersonName, full: PersonName) -> bool:
    """Tell whether two names differ only by middle names or by an initial for a first name."""
    few, many = short.words, full.words
    if not short.is_full or not full.is_full or len(few[-1]) < _PAIR or few[-1] != many[-1]:
        return False
    if short.family_first or full.family_first or not _agree(few[0], many[0]):
        return False
    middle, longer = sorted((few[1:-1], many[1:-1]), key=len)
    rest = iter(longer)
    return all(any(_agree(part, other) for other in rest) for part in middle)


def _agree(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    is_initial = len(short) == 1 and long.startswith(short)
    return short == long or is_initial or short in nicknames(long) or long in nicknames(short)
