"""What several rules ask of one parsed text, worked out once and kept with it."""

from collections.abc import Callable
from typing import TypeVar

from spacy.tokens import Doc, Token

Found = TypeVar("Found")


def remembered(doc: Doc, name: str, work_out: Callable[[Doc], Found]) -> Found:
    """Return what `work_out` makes of `doc`; a second call with this name returns the first."""
    key = f"names.{name}"
    if key not in doc.user_data:
        doc.user_data[key] = work_out(doc)
    found: Found = doc.user_data[key]
    return found


def tokens(doc: Doc) -> list[Token]:
    """Return the tokens as a list: many times quicker to index than a `Doc`."""
    return remembered(doc, "tokens", list)


def texts(doc: Doc) -> list[str]:
    """Return the tokens' texts."""
    return remembered(doc, "texts", lambda found: [token.text for token in tokens(found)])


def proper_words(doc: Doc) -> frozenset[str]:
    """Return the words that are proper nouns somewhere inside a sentence."""
    return remembered(doc, "proper", _proper_words)


def _proper_words(doc: Doc) -> frozenset[str]:
    kept = (token for token in tokens(doc) if token.pos_ == "PROPN" and not token.is_sent_start)
    return frozenset(token.text for token in kept)


def small_words(doc: Doc) -> frozenset[str]:
    """Return the words that the text writes in small letters."""
    return remembered(doc, "small", _small_words)


def _small_words(doc: Doc) -> frozenset[str]:
    return frozenset(filter(str.islower, texts(doc)))
