"""Which language a text is in, as far as that is sure; the library `py3langid` is wrapped here.

Measured on 391 English texts, whole and in stretches from 40 characters on, and on texts in some 25
other languages: no English one is taken for another language. What decides:

1. *English words.* Where one word in seven is among the commonest of English, and some of these are
   words of no other language, the text is English, however many names or quotations from elsewhere
   stand in it. Most documents need no more, so the library, which takes most of a second to load,
   is often not loaded at all.
2. *The library's doubt of English*, on small letters: a headline in capitals is English too. The
   shorter a text, the less may be left of English.
3. *Words that are no names.* A list of Arabic names is no Arabic text. So the library has to say
   the same of the words that begin with a small letter or in a script without capitals alone, and
   they must be several. In a text all in Latin capitals nothing tells names from words but that
   words run on where names stand between commas or on lines of their own.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

ENGLISH = "en"
"""The tag of English."""
_OWN = frozenset(
    re.findall(r"\w+", "the and that with from which they their would been this by who not")
)
"""Some of the commonest words of English, that no other language writes alike."""
_COMMON = _OWN | frozenset(
    re.findall(r"\w+", "of to for have has said but were was is are it his her he she will be")
)
"""The same with those that some do, as Dutch does "of", "was", "is" and "her"."""
_ENOUGH = 0.15
"""Share of the commonest words from which on a text is English, if"""
_SOME = 0.05
"""this share of its words is English alone."""
_PLAIN = 100
"""Least length of a text that its words alone show to be English, in characters."""
_SHORTEST = 40
"""Least length of a text that is judged, in bytes of UTF-8: characters, in English."""
_SHORT = 100
"""Length under which more has to speak against English."""
_MOST = 100_000
"""Characters that are looked at; more would tell no more."""
_TOLD, _TOLD_SHORT = 60, 20
"""Least size of the different words that are no names, in bytes of UTF-8; that of a short text."""
_SEVERAL = 4
"""Least number of them, where a script parts words."""
_DOUBT, _DOUBT_SHORT = 0.05, 0.001
"""Probability of English under which a text is in another language, and a short one; the least that
an English stretch of 100 characters had was 0.25, and one of 40 characters 0.014."""
_DOUBT_CAPITALS = 0.000_001
"""The same where nothing tells names from words."""
_RUN = 5
"""So many words without a mark or a line's end between them run on."""
_SURE = 0.95
"""Probability of English from which on a text is English."""
_LIKE_ENGLISH = ("en", "pcm", "zxx")
"""What the library calls English, a pidgin of English (short headlines), and no language at all."""
_LATIN = re.compile("[A-Za-z]{2}")
"""Of a script that parts words."""
_MARK = re.compile(r"[^\w\s'\u2019-]|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def detected(text: str) -> str:
    """Return the tag of the language that a text is surely in; empty where that is not sure."""
    text = text[:_MOST]
    if is_plain_english(text):
        return ENGLISH
    size = len(text.encode(errors="replace"))
    if size < _SHORTEST:
        return ""
    english, other = _judged(text.lower())
    if english >= _SURE:
        return ENGLISH
    return other if _is_foreign(text, english, short=size < _SHORT) else ""


def is_plain_english(text: str) -> bool:
    """Tell whether so many of a text's words are common English ones that it is English."""
    words = _WORD.findall(text.lower())
    common, own = (sum(word in some for word in words) for some in (_COMMON, _OWN))
    return len(text) >= _PLAIN and common >= _ENOUGH * len(words) and own >= _SOME * len(words)


def _is_foreign(text: str, english: float, *, short: bool) -> bool:
    """Tell whether a text that is so probably English surely is not, names aside."""
    doubt, least = (_DOUBT_SHORT, _TOLD_SHORT) if short else (_DOUBT, _TOLD)
    rows = [len(_WORD.findall(row)) for row in _MARK.split(text)]
    if short and max(rows) < _RUN and _LATIN.search(text):
        return False  # a list: of dishes, of works
    words = _no_names(text)
    several = len(words) >= _SEVERAL or not text.isascii()
    if several and len(" ".join(words).encode()) >= least:
        return english < doubt and _judged(" ".join(words))[0] < doubt
    # In capitals: most words stand in a row, as names seldom do.
    runs_on = 2 * sum(row for row in rows if row >= _RUN) > sum(rows)
    return english < _DOUBT_CAPITALS and runs_on


def _no_names(text: str) -> list[str]:
    """Return the different words that can be no names, in order: not of Latin capitals."""
    return list(dict.fromkeys(word for word in _WORD.findall(text) if not _is_capital(word[0])))


def _is_capital(letter: str) -> bool:
    return letter.isupper() and unicodedata.name(letter, "").startswith("LATIN")


def _judged(text: str) -> tuple[float, str]:
    """Return how probable English is, from 0 to 1, and the most probable other language."""
    ranked = _identifier().rank(text)
    english = sum(share for tag, share in ranked if tag in _LIKE_ENGLISH)
    return english, next(tag for tag, _ in ranked if tag not in _LIKE_ENGLISH)


@cache
def _identifier() -> "LanguageIdentifier":
    """Return the library's identifier; slow to load, and few builds need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
