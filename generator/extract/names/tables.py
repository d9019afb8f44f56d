"""Candidates that the tables know: countries, demonyms, regions, organizations, outlets."""

from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.gazetteer import known_names
from generator.extract.names.remembered import tokens
from generator.extract.parse import characters
from generator.model import EntityType

_KNOWN = 40
"""What the tables know outweighs a pattern of the same length."""
_DEMONYM = 10
_REMEMBERED = 1 << 15
"""How many words are kept in memory with what the tables know of them."""


def of_tables(doc: Doc) -> Iterator[Candidate]:
    """Yield known names, the longest at each token."""
    index, words = 0, tokens(doc)
    while index < len(words):
        token = words[index]
        longest = _longest(token)
        found = _longest_at(doc, index, longest) if longest else None
        if found is None:
            yield from _hyphenated(token)
            index += 1
        else:
            yield found
            index = found.last + 1


def _longest_at(doc: Doc, index: int, longest: int) -> Candidate | None:
    words, text = tokens(doc), characters(doc)
    article = words[index].lower_ in DETERMINERS
    for size in range(min(longest, len(words) - index), int(article), -1):
        last = words[index + size - 1]
        name = text[words[index].idx : last.idx + len(last)]
        if article:
            kind = known_names().get(name)
            if kind:
                span = doc[index + 1 : index + size]
                return candidate(span, "names.table", kind=kind, weight=_KNOWN)
        elif size == 1 or last.text not in {".", ","}:
            found = _known(doc, index, size, name.replace("\u2019", "'"))
            if found:
                return found
    return None


def _known(doc: Doc, index: int, size: int, text: str) -> Candidate | None:
    """Return the name `text` of `size` tokens from `index` on, if the tables know it."""
    if not (text[-1].isalnum() or text[-1] == "."):
        return None
    kind = known_names().get(text)
    if kind and not _ordinary(doc[index : index + size]):
        return candidate(doc[index : index + size], "names.table", kind=kind, weight=_KNOWN)
    return None if text.islower() else _known_place(doc, index, size, text)


def _known_place(doc: Doc, index: int, size: int, text: str) -> Candidate | None:
    if reference.country(text) or reference.is_region(text):
        span = doc[index : index + size]
        return candidate(span, "names.place", kind=EntityType.PLACE, weight=_KNOWN)
    if reference.country_of_demonym(text):
        kind, rule, span = EntityType.PLACE, "names.demonym", doc[index : index + size]
        return candidate(span, rule, kind=kind, weight=_DEMONYM, adjective=True)
    office = reference.metonym(text)
    if office and not _ordinary(doc[index : index + size]):
        span = doc[index : index + size]
        return candidate(span, "names.metonym", kind=EntityType(office[1]), weight=_KNOWN)
    return None


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


def _longest(token: Token) -> int:
    """Return how many tokens a name of the tables from `token` on can have; 0 when none begins."""
    if token.is_punct or token.is_space or (token.is_lower and token.is_stop):
        return 0
    return _reach(token.text)


@lru_cache(maxsize=_REMEMBERED)
def _reach(word: str) -> int:
    """Return how many pieces the longest name that begins with `word` has."""
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
