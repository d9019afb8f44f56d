"""Words without the endings of number and tense, so that "retired" is found in "retirement"."""

_ENDINGS = ("ments", "ment", "ings", "ing", "ed", "es", "s")
_SHORTEST = 4
"""Letters that must be left of a word."""


def stem(word: str) -> str:
    """Return a word in small letters without the endings of number and tense."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e")
