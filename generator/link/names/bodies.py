"""Names of organizations: what in them counts, and what may stand for them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator import reference
from generator.link.names.fold import REMEMBERED, words
from generator.link.names.tables import word_set

_STOP = frozenset({"of", "the", "and", "for", "in", "to", "on", "de", "di", "la", "du", "des"})
_SPELLINGS = {
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "programme": "program",
    "organisation": "organization",
    "organisations": "organizations",
    "harbour": "harbor",
}
_LOS_ANGELES = re.compile(r"^L\.?A\.?(?= )")
_OFFICES = frozenset({"ministry", "department", "court", "office", "board", "bureau"})
"""Bodies that are the same with their field before or after them."""
_UNIONS = {"un": ("united", "nations"), "eu": ("european", "union")}
"""Unions of states by the initials that begin names of their bodies."""
_LONGEST_COUNTRY = 4
"""Words in the longest name of a country that may begin an organization's name."""

Words = tuple[str, ...]


def core(parts: Words) -> Words:
    """Return the words of a name without what only says its legal form."""
    end = len(parts)
    while end > 1 and (parts[end - 1] in word_set("legal_forms") or _repeats(parts[:end])):
        end -= 1
    while end > 1 and end < len(parts) and parts[end - 1] == "and":
        end -= 1  # "Frel & Co."
    return parts[:end]


def _repeats(parts: Words) -> bool:
    """Tell whether the last word is the initials of most of those before it."""
    letters = "".join(part[0] for part in parts[:-1] if part not in _STOP)
    return len(parts[-1]) > len("ab") and letters.startswith(parts[-1])


@lru_cache(maxsize=REMEMBERED)
def body_key(text: str) -> Words:
    """Return what an organization's name is compared by.

    A public body is the same whether its country stands before it as a name or an adjective, and
    whether it is a "Navy Ministry" or a "Ministry of the Navy", an "Audit Court" or a "Court of
    Audit".
    """
    text = _LOS_ANGELES.sub("Los Angeles", text)
    bare = tuple(_SPELLINGS.get(word, word) for word in core(words(text)))
    if len(bare) > 1:
        bare = (*_UNIONS.get(bare[0], bare[:1]), *bare[1:])
    code, rest = leading_country(text, bare)
    if not code:
        code, rest = _trailing_country(text, bare)
    if not set(rest) & word_set("public_bodies"):
        return tuple(_singular_trade(word) for word in bare if word != "the")
    if rest[0] in _OFFICES and rest[1:2] == ("of",):
        rest = (*rest[2:], rest[0])
    rest = tuple(word for word in rest if word not in ("of", "the", "affairs", "for"))
    return (*((f"@{code}",) if code else ()), *rest)


def leading_country(text: str, parts: Words) -> tuple[str, Words]:
    """Split a name that begins with a country or its adjective; an empty code when it does not."""
    printed = text.split()
    if printed[0] in ("the", "The"):
        printed = printed[1:]
    for length in range(min(_LONGEST_COUNTRY, len(printed) - 1), 0, -1):
        name = " ".join(printed[:length]).removesuffix("'s").removesuffix("\u2019s")
        code = reference.country(name) or reference.country_of_demonym(name)
        used = len(words(" ".join(printed[:length])))
        if code and used < len(parts):
            return code, parts[used:]
    return "", parts


def _trailing_country(text: str, parts: Words) -> tuple[str, Words]:
    """Split a public body's name that ends with "of" and a country."""
    bare, _, last = text.rpartition(" of ")
    code = reference.country(last) if bare else None
    rest = words(bare) if code else ()
    if code is None or not set(rest) & word_set("public_bodies"):
        return "", parts
    return code, tuple(_SPELLINGS.get(word, word) for word in rest)


def _singular_trade(word: str) -> str:
    bare = word.removesuffix("s")
    return bare if bare in word_set("trade_words") else word


def initials_of(parts: Words) -> frozenset[str]:
    """Return the initials of a name, with and without its small words and its legal form."""
    found: set[str] = set()
    whole = tuple(part for part in parts if part != "s")
    for name in (whole, core(whole)):
        found.add("".join(part[0] for part in name))
        found.add("".join(part[0] for part in name if part not in _STOP))
    return frozenset(found)


def camel_initials(text: str) -> frozenset[str]:
    """Return the capitals of a name of one word with capitals inside: "FrelVox" gives "fv"."""
    letters = "".join(char for char in text if char.isupper())
    is_camel = text.isalnum() and text[:1].isupper() and not text.isupper() and len(letters) > 1
    return frozenset({letters.casefold()}) if is_camel else frozenset()


_CALLED_AFTER = frozenset(
    {
        *("church", "temple", "museum", "university", "school", "college", "institute", "order"),
        *("society", "friends", "sons", "daughters", "bank"),
    }
)
"""Bodies that are called after what is no body, or another: a faith, a town, a person."""


def short_forms(parts: Words) -> Iterator[Words]:
    """Yield what may stand for a name: its ends, the ends of its head, its distinctive head."""
    head = parts[: parts.index("of")] if "of" in parts else parts
    own = len(head) if head and head[-1] in _CALLED_AFTER else len(parts)
    for name in (parts, head):
        for start in range(1 if name is parts else 0, min(len(name), own)):
            if name[start] not in _STOP and name[start:] != parts and not _is_vague(name, start):
                yield name[start:]
    yield from trade_heads(parts)


def called_after(parts: Words) -> Words:
    """Return what a body is called after, which is no body by itself: a faith, a town; or ()."""
    at = parts.index("of") if "of" in parts else 0
    return parts[at + 1 :] if at and parts[at - 1] in _CALLED_AFTER else ()


def _is_vague(name: Words, start: int) -> bool:
    """Tell whether the end of a name says nothing alone: the Justice of "Rewards for Justice"."""
    alone = name[start:]
    return len(alone) == 1 and alone[0] in word_set("institution_modifiers")


def trade_heads(parts: Words) -> Iterator[Words]:
    """Yield the beginnings of a name after which only trade and legal words follow."""
    bare = core(parts)
    if len(bare) in range(2, len(parts)):
        yield bare
        if bare[0] not in word_set("institution_words"):
            yield bare[:1]
    for end in range(1, len(bare)):
        if all(_singular_trade(word) in word_set("trade_words") or word in word_set("trade_words")
               for word in bare[end:]):  # fmt: skip
            yield parts[:end]
