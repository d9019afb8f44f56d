"""Initialisms that a text defines: "Reporters Without Borders (RSF)"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from generator.extract.dateline import in_dateline
from generator.extract.names.candidates import Candidate
from generator.extract.parse import characters

_SHORTEST, _LONGEST = 2, 8
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "du", "des", "&"})


def defined(doc: Doc, candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield (initialism, name) for each initialism in parentheses after its name, or before it."""
    for name, following in pairwise(candidates):
        text = characters(doc)
        between = text[name.end : following.start]
        if between.strip() not in {"(", '("', "(\u201c", "(the", ", or"}:
            continue
        if in_dateline(text, following.start):
            continue  # "VESK, Norwick Republic (NWR) -": the agency that reports
        if is_initials(following.text(doc), name.text(doc)):
            yield following, name
        elif is_initials(name.text(doc), following.text(doc)):
            yield name, following


def is_initials(short: str, name: str) -> bool:
    """Tell whether `short` can be made of letters that begin words of `name`, in order."""
    letters = short.replace(".", "")
    if not (_SHORTEST <= len(letters) <= _LONGEST) or sum(map(str.isupper, letters)) < _SHORTEST:
        return False
    words = [word for word in name.replace("-", " ").split() if word]
    starts = [word[0].upper() for word in words if word.casefold() not in _SMALL]
    full = [word[0].upper() for word in words]
    upper = letters.upper()
    if upper in {"".join(starts), "".join(full)}:
        return True
    return len(words) > 1 and upper[0] in starts[:2] and _subsequence(upper, name.upper())


def _subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
