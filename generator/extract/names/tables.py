"""Candidates that the tables know: countries, demonyms, regions, organizations, outlets."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.gazetteer import known_names
from generator.extract.names.remembered import texts, tokens
from generator.extract.parse import characters
from generator.model import EntityType

_KNOWN = 40
"""What the tables know outweighs a pattern of the same length."""
_DEMONYM = 10
_REMEMBERED = 1 << 15
"""How many words are kept in memory with what the tables know of them."""


def of_tables(doc: Doc) -> Iterator[Candidate]:
    """Yield known names, the longest at each token."""
    index, words = 0, texts(doc)
    size = len(words)
    while index < size:
        word = words[index]
        longest = _reach(word)
        found = _longest_at(doc, index, longest) if longest else None
        if found is None:
            if "-" in word:
                yield from _hyphenated(tokens(doc)[index])
            index += 1
        else:
            yield found
            index = found.last + 1


def _longest_at(doc: Doc, index: int, longest: int) -> Candidate | None:
    words, text = tokens(doc), characters(doc)
    start = words[index].idx
    article = words[index].lower_ in DETERMINERS
    for size in range(min(longest, len(words) - index), int(article), -1):
        last = words[index + size - 1]
        name = text[start : last.idx + len(last)]
        if article:
            kind = known_names().get(name)
            if kind:
                span = doc[index + 1 : index + size]
                return candidate(span, "names.table", kind=kind, weight=_KNOWN)
        elif size == 1 or last.text not in {".", ","} or _abbreviates(words, last, name):
            found = _known(doc, index, size, name.replace("\u2019", "'").replace(" - ", "-"))
            if found:
                return found
    return None


def _abbreviates(words: list[Token], last: Token, name: str) -> bool:
    """Tell whether a point belongs to a name, from which the tokenizer cut it: "Vt."."""
    return last.text == "." and not words[last.i - 1].whitespace_ and reference.is_region(name)


class _Reading(NamedTuple):
    """What a table says that a text is."""

    rule: str
    kind: EntityType
    weight: int
    sure: bool
    """Whether it also holds for what is used as an ordinary word."""


def _known(doc: Doc, index: int, size: int, text: str) -> Candidate | None:
    """Return the name `text` of `size` tokens from `index` on, if the tables know it."""
    readings = _readings(text)
    if not readings:
        return None
    span = doc[index : index + size]
    for rule, kind, weight, sure in readings:
        if sure or not _ordinary(span):
            adjective = rule == "names.demonym"
            return candidate(span, rule, kind=kind, weight=weight, adjective=adjective)
    return None


@lru_cache(maxsize=_REMEMBERED)
def _readings(text: str) -> tuple[_Reading, ...]:
    """Return what the tables say that `text` is, the first to be tried first."""
    if not (text[-1].isalnum() or text[-1] == "."):
        return ()
    kind = known_names().get(text)
    first = (_Reading("names.table", kind, _KNOWN, sure=False),) if kind else ()
    place = None if text.islower() else _place(text)
    return (*first, place) if place else first


def _place(text: str) -> _Reading | None:
    if reference.country(text) or reference.is_region(text):
        return _Reading("names.place", EntityType.PLACE, _KNOWN, sure=True)
    if reference.country_of_demonym(text):
        return _Reading("names.demonym", EntityType.PLACE, _DEMONYM, sure=True)
    office = reference.metonym(text)
    return _Reading("names.metonym", EntityType(office[1]), _KNOWN, sure=False) if office else None


def _ordinary(span: Span) -> bool:
    """Tell whether one capitalised word is used as an ordinary word ("House", "Time")."""
    token = span[0]
    digits = any(map(str.isdigit, token.text))
    if len(span) > 1 or digits or (token.is_upper and len(token) > 1):
        return False
    return token.pos_ != "PROPN" and token.ent_type_ == ""


def _hyphenated(token: Token) -> Iterator[Candidate]:
    """Yield the countries in a token such as "U.S.-Iraq", which the tokenizer leaves whole."""
    if "-" not in token.text or len(token) < len("UK-US"):
        return
    offset = token.idx
    for part in token.text.split("-"):
        if reference.country(part):
            yield Candidate(
                start=offset,
                end=offset + len(part),
                first=token.i,
                last=token.i,
                rule="names.place",
                type=EntityType.PLACE,
                weight=_KNOWN,
            )
        offset += len(part) + 1


@lru_cache(maxsize=_REMEMBERED)
def _reach(word: str) -> int:
    """Return how many pieces the longest name that begins with `word` has; 0 when none begins."""
    if not any(map(str.isalnum, word)) or (word.islower() and word in STOP_WORDS):
        return 0
    known = _beginnings().get(reference.first_letters(word), 0)
    return max(known, reference.longest_from(word))


@cache
def _beginnings() -> dict[str, int]:
    table: dict[str, int] = {"the": 0}
    for name in known_names():
        word = reference.first_letters(name)
        table[word] = max(table.get(word, 0), reference.pieces(name))
        if name.startswith("The "):
            table["the"] = max(table["the"], reference.pieces(name))
    return table
