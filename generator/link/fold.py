"""Folding: what is left of a name when case, punctuation and the article are set aside."""

import re
import unicodedata

_ARTICLES = frozenset({"the", "a", "an"})
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['`\\u2019\\u02bc\\u02bb]")
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
     "ħ": "h", "ə": "e"}
)  # fmt: skip
"""Latin letters that Unicode does not decompose."""
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")


def fold(text: str, *, articles: bool = False) -> str:
    """Return `text` in NFKC and case-folded; punctuation becomes a space; no leading article.

    With `articles` a leading "An" stays, as names of people need.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    folded = _NOT_WORD.sub(" ", plain).strip()
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES and not articles else folded


def words(text: str, *, articles: bool = False) -> tuple[str, ...]:
    """Return the folded words of a name; "U.S." and "US" are one word, "Ha-kyou" is two."""
    plain = _POINTS.sub("", text).replace(" & ", " and ")
    return tuple(fold(plain, articles=articles).split()) or (text,)


def ascii_slug(text: str) -> str:
    """Return `text` as the last part of an address; empty when it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    bare = _APOSTROPHES.sub("", bare)
    kept = re.sub(r"[\W_]+", "-", bare).strip("-")
    return kept if kept.isascii() else ""
