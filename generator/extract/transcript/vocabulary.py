"""The words of labels and of stage notes, from `generator/data/`, read once."""

import functools
from importlib import resources

import msgspec

from generator.extract.tables import sections


class _Lists(msgspec.Struct, forbid_unknown_fields=True):
    """The lists as `transcript_words.yaml` has them; the file says what each is."""

    questions: str
    answers: str
    addresses: str
    callings: str
    asking: str
    beside: str
    ambiguous: str
    particles: str
    after: str
    things: str
    spoken: str
    inserted: str
    noted: str
    telling: str
    breaking: str


@functools.cache
def _lists() -> _Lists:
    text = resources.files("generator").joinpath("data/transcript_words.yaml").read_text("utf-8")
    return msgspec.yaml.decode(text, type=_Lists)


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return a list of `transcript_words.yaml`, in small letters."""
    return frozenset(getattr(_lists(), name).split())


@functools.cache
def offices() -> frozenset[str]:
    """Return words for those who hold an office or are called by what they do here."""
    known = {line.casefold() for line in (*sections("roles.txt")["office"], *_ranks())}
    return frozenset({line.rstrip(".") for line in known}) | words("callings")


def _ranks() -> tuple[str, ...]:
    return sections("roles.txt")["rank"]


@functools.cache
def before_names() -> frozenset[str]:
    """Return words with which a label may begin and that are no part of a name."""
    titles = {line.casefold().rstrip(".") for line in sections("roles.txt")["title"]}
    return offices() | words("addresses") | words("beside") | titles


def bare(word: str) -> str:
    """Return a word as the lists have it: small letters, no marks around it."""
    return word.casefold().strip(".,;:'\u2019\"\u201c\u201d!?*_")
