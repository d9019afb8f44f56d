"""A stretch of text that may be a name, with the type it seems to have and the rule behind it."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from generator.model import EntityType

DETERMINERS = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my")
    + ("your", "each", "every", "some", "any", "no", "former", "then", "late", "one", "two")
    + ("three", "both", "all", "other", "another")
)
"""Words before a name that are no part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Tokens `first` to `last`, both included, that may be a name."""

    first: int
    """Index of the first token."""
    last: int
    """Index of the last token."""
    type: EntityType | None
    """What it seems to name; None when nothing tells yet."""
    rule: str
    """Which rule found it."""
    adjective: bool = False
    """Whether it is a demonym or an adjective of a place."""
    strength: int = 0
    """How much the type is to be believed: 0 the model alone, 1 a context, 2 a table or pattern."""
    note: str = ""
    """Data behind it."""

    def __len__(self) -> int:
        """Return the number of tokens."""
        return self.last - self.first + 1

    def text(self, doc: Doc) -> str:
        """Return the candidate's words."""
        return doc[self.first : self.last + 1].text

    def typed(self, kind: EntityType, rule: str, strength: int) -> "Candidate":
        """Return the candidate with another type."""
        return replace(self, type=kind, rule=rule, strength=strength)
