"""Names and adjectives of places: what the model, the tables and the patterns propose, settled."""

from collections.abc import Iterable

from spacy.tokens import Doc

from generator.extract.names.candidates import Candidate
from generator.extract.names.chunks import headline_tokens, of_runs
from generator.extract.names.entities import of_model
from generator.extract.names.patterns import of_patterns
from generator.extract.names.syntax import gender_of, is_plural, syntax_of
from generator.extract.names.tables import of_tables
from generator.extract.names.typing import judged
from generator.extract.parse import Parse
from generator.model import EntityType, Gender, Mention, MentionForm, Reason


def find_names(parse: Parse) -> tuple[list[Mention], frozenset[int]]:
    """Return names and adjectives in order, and the indexes of the tokens inside them."""
    doc = parse.doc
    chosen = judged(doc, settled(proposed(doc)))
    taken = frozenset(index for found in chosen for index in range(found.first, found.last + 1))
    return [_mention(parse, found) for found in chosen], taken


def proposed(doc: Doc) -> list[Candidate]:
    """Return every candidate of `doc`, overlapping or not."""
    headlines = headline_tokens(doc)
    return [
        *of_patterns(doc, headlines),
        *of_tables(doc),
        *of_model(doc),
        *of_runs(doc, headlines),
    ]


def settled(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap, in order: the heavier first, then the longer."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for found in sorted(candidates, key=_rank):
        characters = range(found.start, found.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            chosen.append(found)
    return sorted(chosen, key=lambda item: item.start)


def _rank(found: Candidate) -> tuple[bool, int, int, int]:
    """Return the order in which candidates are taken: runs of capitals fill what is left."""
    size = found.last - found.first + 1
    return (found.rule == "names.capitals", -size, -found.weight, found.start)


def _mention(parse: Parse, found: Candidate) -> Mention:
    span = found.span(parse.doc)
    person = found.type is EntityType.PERSON
    return Mention(
        span=parse.chars(found.start, found.end),
        type=found.type,
        form=MentionForm.ADJECTIVE if found.adjective else MentionForm.NAME,
        syntax=syntax_of(span),
        head=span.root.lemma_.casefold(),
        gender=gender_of(span) if person else Gender.NEUTER,
        plural=is_plural(span.root),
        reason=Reason(found.rule, note=found.note),
    )
