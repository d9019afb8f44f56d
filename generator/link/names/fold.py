"""Folding: what is left of a name when case, punctuation and the article are set aside."""

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 1 << 14
"""How many names are kept folded in memory: the same ones come again and again."""
_ARTICLES = frozenset({"the", "a", "an"})
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['`\\u2019\\u02bc\\u02bb]")
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
     "ħ": "h", "ə": "e"}
)  # fmt: skip
"""Latin letters that Unicode does not decompose."""
_INNER = re.compile(r"(?<=[^\W\d_]{2})['`\u2019\u02bc\u02bb](?=[^\W\d_]{2})")
"""An apostrophe that only spells a sound; not that of "O'Vell" nor of "Vell's"."""
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")


@lru_cache(maxsize=REMEMBERED)
def fold(text: str, *, articles: bool = False) -> str:
    """Return `text` in NFKC and case-folded; punctuation becomes a space; no leading article.

    With `articles` a leading "An" stays, as names of people need.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    folded = _NOT_WORD.sub(" ", plain).strip()
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES and not articles else folded


@lru_cache(maxsize=REMEMBERED)
def words(text: str, *, articles: bool = False) -> tuple[str, ...]:
    """Return what a name is compared by: folded words without accents.

    "U.S." and "US" are one word, "Ha-kyou" is two, "Peña" is "pena", "&" is "and", "Da'esh" is
    "daesh".
    """
    plain = _INNER.sub("", _POINTS.sub("", text)).replace(" & ", " and ")
    return tuple(_bare(fold(plain, articles=articles)).split()) or (text,)


def _bare(folded: str) -> str:
    """Return folded text without accents and strokes."""
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded.translate(_STROKES))
    return "".join(char for char in plain if not unicodedata.combining(char))


def ascii_slug(text: str) -> str:
    """Return `text` as the last part of an address; empty when it has no Latin letter or digit."""
    bare = _APOSTROPHES.sub("", _bare(text.casefold()))
    kept = re.sub(r"[\W_]+", "-", bare).strip("-")
    return kept if kept.isascii() else ""
