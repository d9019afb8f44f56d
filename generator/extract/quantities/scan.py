"""One walk over a text's words: where a quantity of some kind may begin."""

import re
from collections.abc import Iterable, Mapping

from generator.extract.quantities.numerals import CARDINALS, ORDINALS, SCALES, number_words
from generator.extract.quantities.words import words

_WORD = re.compile(r"[A-Za-z]+|\d+")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_TABLE = number_words()


def _plurals(nouns: Iterable[str]) -> set[str]:
    """Return nouns with their regular plurals."""
    return {form for noun in nouns for form in (noun, f"{noun}s", f"{noun}es")}


_STARTS: Mapping[str, Iterable[str]] = {
    "figure": {*CARDINALS, *SCALES, "a", "an", "half"},
    "vague": {
        *_TABLE["vague_plurals"],
        *_TABLE["vague_words"],
        *_TABLE["vague_nouns"],
        *words("vague_adjectives"),
        *("a", "an", "the", "some", "very", "relatively", "fairly"),
    },
    "scale": {"scale"},
    "none": {"no"},
    "noun": {*_plurals(noun.split()[-1] for noun in words("countable")), *words("totals")},
    "ordinal": {word.split("-")[0] for word in ORDINALS},
}
_KINDS: dict[str, tuple[str, ...]] = {}
for _kind, _words in _STARTS.items():
    for _word in _words:
        _KINDS[_word] = (*_KINDS.get(_word, ()), _kind)


def scan(text: str) -> Mapping[str, list[int]]:
    """Return, for each kind of quantity, the offsets of words with which one may begin."""
    found: dict[str, list[int]] = {kind: [] for kind in _STARTS}
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].isdigit():
            end = match.end()
            kind = "ordinal" if text[end : end + 2] in _ORDINAL_ENDS else "figure"
            found[kind].append(match.start())
            continue
        for kind in _KINDS.get(word.lower(), ()):
            found[kind].append(match.start())
    return found
