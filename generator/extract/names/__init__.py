"""Names, what stands for names, and what the text says of them."""

from collections.abc import Sequence

from generator.extract.names.definitions import defined_names
from generator.extract.names.descriptions import described
from generator.extract.names.finding import find_names
from generator.extract.names.references import find_noun_phrases, find_pronouns
from generator.extract.names.verdicts import Table
from generator.extract.parse import Parse
from generator.model import Definition, Description, Mention

__all__ = ["find_definitions", "find_descriptions", "find_mentions"]


def find_mentions(parse: Parse, table: Table | None = None) -> tuple[Mention, ...]:
    """Return mentions in order of start: names, adjectives, descriptions, pronouns.

    `table` holds other weights of the evidence than the package's, to compare them.
    """
    names, taken = find_names(parse, table)
    mentions = [*names, *find_noun_phrases(parse, taken), *find_pronouns(parse)]
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)))


def find_descriptions(parse: Parse, mentions: Sequence[Mention]) -> tuple[Description, ...]:
    """Return how the source describes what its names name, in order."""
    return tuple(described(parse, mentions))


def find_definitions(parse: Parse, mentions: Sequence[Mention]) -> tuple[Definition, ...]:
    """Return where the text says that two names belong together, in order."""
    found = defined_names(parse, mentions)
    return tuple(sorted(found, key=lambda item: (item.span.start, item.span.end, item.kind)))
