"""Names, what stands for names, and what the text says of them."""

from collections.abc import Sequence

from generator.extract.parse import Parse
from generator.model import Definition, Description, Mention


def find_mentions(parse: Parse) -> tuple[Mention, ...]:
    """Return mentions in order of start: names, adjectives, descriptions, pronouns."""
    del parse
    return ()


def find_descriptions(parse: Parse, mentions: Sequence[Mention]) -> tuple[Description, ...]:
    """Return how the source describes what its names name, in order."""
    del parse, mentions
    return ()


def find_definitions(parse: Parse, mentions: Sequence[Mention]) -> tuple[Definition, ...]:
    """Return where the text says that two names belong together, in order."""
    del parse, mentions
    return ()
