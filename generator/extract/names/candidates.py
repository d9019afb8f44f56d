"""A stretch of text that may be a name, with the type it seems to have and the rule behind it."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from generator.extract.parse import characters
from generator.model import EntityType

DETERMINERS = frozenset(
    {
        *("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our"),
        *("my", "your", "each", "every", "some", "any", "no", "former", "then", "late", "one"),
        *("both", "all", "other", "another", "many", "several", "most"),
    }
)
"""Words before a name that are no part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Characters `start` to `end` of the parsed text, in tokens `first` to `last`."""

    start: int
    """First character, counted in the parsed text."""
    end: int
    """One past the last character."""
    first: int
    """Index of the first token."""
    last: int
    """Index of the last token, included."""
    rule: str
    """Which rule found it."""
    type: EntityType | None = None
    """What it names, where the rule that found it knows; None leaves it to the evidence."""
    adjective: bool = False
    """Whether it is a demonym or an adjective of a place."""
    weight: int = 0
    """Which of two overlapping candidates wins: the heavier, then the longer."""
    label: str = ""
    """The model's label, if the model found it."""
    note: str = ""
    """Data behind it."""
    beaten: tuple[str, ...] = ()
    """Other types that it might have had, each with why not."""
    doubtful: bool = False
    """Whether the evidence hardly settles its type."""
    over: "tuple[Candidate, ...]" = ()
    """Overlapping candidates that gave way to it."""

    def text(self, doc: Doc) -> str:
        """Return the candidate's characters."""
        return characters(doc)[self.start : self.end]

    def span(self, doc: Doc) -> Span:
        """Return the candidate's tokens."""
        return Span(doc, self.first, self.last + 1)


def candidate(  # noqa: PLR0913 - one keyword a field that a rule sets
    span: Span,
    rule: str,
    *,
    kind: EntityType | None = None,
    weight: int = 0,
    adjective: bool = False,
    label: str = "",
) -> Candidate:
    """Return the candidate that covers the tokens of `span`."""
    return Candidate(
        start=span.start_char,
        end=span.end_char,
        first=span.start,
        last=span.end - 1,
        rule=rule,
        type=kind,
        adjective=adjective,
        weight=weight,
        label=label,
    )
