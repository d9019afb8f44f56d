"""Candidates that the tables know: countries, demonyms, regions, organizations, outlets."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.gazetteer import known_names
from generator.extract.names.remembered import tokens
from generator.model import EntityType

_KNOWN = 40
"""What the tables know outweighs a pattern of the same length."""
_DEMONYM = 10


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
    article = doc[index].lower_ in DETERMINERS
    for size in range(min(longest, len(doc) - index), int(article), -1):
        span = doc[index : index + size]
        if article:
            if span.text in known_names():
                return candidate(
                    span[1:], "names.table", kind=known_names()[span.text], weight=_KNOWN
                )
            continue
        if size > 1 and doc[index + size - 1].text in {".", ","}:
            continue
        found = _known(span)
        if found:
            return found
    return None


def _known(span: Span) -> Candidate | None:
    text = span.text.replace("\u2019", "'")
    if not (text[-1].isalnum() or text[-1] == "."):
        return None
    kind = known_names().get(text)
    if kind and not _ordinary(span):
        return candidate(span, "names.table", kind=kind, weight=_KNOWN)
    return None if text.islower() else _known_place(span, text)


def _known_place(span: Span, text: str) -> Candidate | None:
    if reference.country(text) or reference.is_region(text):
        return candidate(span, "names.place", kind=EntityType.PLACE, weight=_KNOWN)
    if reference.country_of_demonym(text):
        kind, rule = EntityType.PLACE, "names.demonym"
        return candidate(span, rule, kind=kind, weight=_DEMONYM, adjective=True)
    office = reference.metonym(text)
    if office and not _ordinary(span):
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
    word = token.text
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
