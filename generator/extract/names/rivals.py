"""What else a name that a plain rule settled might have been, by the model and by the tables."""

from collections.abc import Iterable, Iterator

from generator import reference
from generator.extract.names.gazetteer import family_name_rank, known_names, world_kinds
from generator.model import EntityType

_LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    **dict.fromkeys(("GPE", "LOC", "FAC"), EntityType.PLACE),
}
"""The type that each label of the model stands for; others stand for no name."""


def rivals(text: str, kind: EntityType, labels: Iterable[str]) -> Iterator[str]:
    """Yield the other types that the name `text` of type `kind` might have had, and why not.

    `labels` are what the model called the same words.
    """
    for label in labels:
        other = _LABELS.get(label)
        if other is not kind:
            told = other.value if other else "no name"
            yield f"{told} (the model's {label}): a rule comes before the model"
    for other, table in _tables(text):
        if other is not kind:
            yield f"{other.value} ({table}): the rule about its words or context comes first"


def _tables(text: str) -> Iterator[tuple[EntityType, str]]:
    """Yield the types that the tables give a name, each with the table."""
    if reference.place(text) is not None:
        yield EntityType.PLACE, "a table of places has it"
    known = known_names().get(text)
    if known is not None:
        yield known, "a table of organizations, events and weapons has it"
    elif world_kinds().get(text) in {"firm", "body"}:
        yield EntityType.ORGANIZATION, "reference data on organizations have it"
    if " " not in text:
        if reference.first_name_gender(text) is not None:
            yield EntityType.PERSON, "a table of first names has it"
        elif family_name_rank(text) is not None:
            yield EntityType.PERSON, "a table of family names has it"
