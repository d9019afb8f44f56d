"""Words that a hyphen parts at the end of a line: torn ones, and compounds that broke there.

A compound keeps its hyphen, a torn word does not. What tells them apart, in this order:

1. The document prints the one or the other elsewhere.
2. English has the word without a hyphen (`generator/data/words.txt`). Of words that English has
   either way, "anti-war", only a document that surely tears another word tears this one.
3. In such a document, what follows the hyphen is no word by itself: "Skarv-/vik".
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files

LINE_END = "[\n\r\x0b\x0c\x85\u2028\u2029]"
HYPHENS = "[-\u2010\u2011]"
_REACH = 40
"""Characters before a hyphen in which the word begins that hangs on it."""
_HANGING = re.compile(rf"(?:and|or|nor|to|but)\s+(?:\S+\s+)?\w+{HYPHENS}")
"""What comes after a hyphen that hangs: "short- and long-term"."""
_WORD = re.compile(r"\w+")
_LAST_PART = re.compile(r"\w+\Z")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(rf"(?<=\w){HYPHENS}{LINE_END}[>\s]*(?=\w)")
_PREFIXES = frozenset(
    [
        *("anti", "co", "counter", "ex", "mid", "multi", "non", "over", "post", "pre", "pro"),
        *("re", "semi", "sub", "un"),
    ]
)
"""What makes a word of another with a hyphen or without."""
_TAILS = frozenset(["by", "in", "on", "up", "to"])
"""Words of two letters with which a compound ends: "run-up"."""
_SHORTEST = 3
"""Letters that any other word has with which a compound ends."""
_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"), ("ing", "")),
    *(("ing", "e"), ("r", ""), ("er", ""), ("ier", "y"), ("st", ""), ("est", ""), ("iest", "y")),
    *(("ly", ""), ("ily", "y"), ("ness", ""), ("ment", ""), ("able", ""), ("able", "e")),
)
"""How forms of a word end, and what stands there in the word itself."""


class Hyphens:
    """Which hyphens at the ends of a text's lines belong to a word."""

    def __init__(self, text: str) -> None:
        self._text = text

    def become(self, start: int, end: int) -> str:
        """Return what a hyphen at `start` and the line end after it, up to `end`, become."""
        if _HANGING.match(self._text, end):
            return "- "
        first, second = self._parts(start, end)
        if not _is_one(first, second):
            return "-"
        first, second = first.casefold(), second.casefold()
        known = self._known(first, second)
        if known is None:
            known = self._tears and not _ends_compound(second)
        return "" if known else "-"

    def _parts(self, start: int, end: int) -> tuple[str, str]:
        """Return the letters and figures on both sides of a hyphen and a line end."""
        left = _LAST_PART.search(self._text, max(0, start - _REACH), start)
        right = _WORD.match(self._text, end)
        return left[0] if left else "", right[0] if right else ""

    def _known(self, first: str, second: str) -> bool | None:
        """Tell whether two parts are a torn word, by document and dictionary; None if unknown."""
        joined, compound = first + second, f"{first}-{second}"
        if compound in self._words or joined in self._words:
            return compound not in self._words
        if _is_either(first, second):
            return self._tears and is_word(joined)
        return True if is_word(joined) else None

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the document, in small letters."""
        return frozenset(map(str.casefold, _COMPOUND.findall(self._text)))

    @cached_property
    def _tears(self) -> bool:
        """Whether the document surely tears some word at the end of a line."""
        return any(
            _is_one(*parts) and _is_torn(*map(str.casefold, parts)) for parts in self._broken()
        )

    def _broken(self) -> Iterator[tuple[str, str]]:
        """Yield the parts of each word that breaks at the end of a line."""
        for match in _BROKEN.finditer(self._text):
            yield self._parts(*match.span())


def is_word(word: str) -> bool:
    """Tell whether English has a word in small letters, or one of which it is a form."""
    return word in _words() or any(stem in _words() for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    """Yield the words of which another may be a form: "stopped", of "stop"."""
    for ending, stands in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield stem + stands
            if stem[-1] == stem[-2] and not stands:
                yield stem[:-1]


def _is_torn(first: str, second: str) -> bool:
    """Tell whether two parts are surely one word, by the dictionary alone."""
    return is_word(first + second) and not _is_either(first, second)


def _is_either(first: str, second: str) -> bool:
    """Tell whether two parts are as well written with a hyphen: "anti-war", "re-run"."""
    return is_word(f"{first}-{second}") or (first in _PREFIXES and is_word(second))


def _is_one(first: str, second: str) -> bool:
    """Tell whether two parts can be a torn word: letters, none large after a small one."""
    letters = _LETTERS.fullmatch(first) and _LETTERS.fullmatch(second)
    return bool(letters) and (second.islower() or (first.isupper() and second.isupper()))


def _ends_compound(part: str) -> bool:
    """Tell whether a compound may end with a word."""
    return part in _TAILS or (len(part) >= _SHORTEST and is_word(part))


@cache
def _words() -> frozenset[str]:
    """Return the words of English, and spellings with a hyphen of some of them."""
    table = files("generator").joinpath("data", "words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in table.split("\n") if not line.startswith("#"))
