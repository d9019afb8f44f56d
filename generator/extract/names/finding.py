"""Names and adjectives of places: what the model, the tables and the patterns propose, settled."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate
from generator.extract.names.gazetteer import known_names, titles
from generator.extract.names.syntax import gender_of, is_plural, syntax_of
from generator.extract.parse import Parse
from generator.model import EntityType, Gender, Mention, MentionForm, Reason

_LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
}

_TAILS = frozenset({"'s", "\u2019s", "'", "\u2019", '"', "-", ",", ";", ":"})
"""Tokens that a name never ends in."""


def find_names(parse: Parse) -> tuple[list[Mention], frozenset[int]]:
    """Return names and adjectives in order, and the indexes of the tokens inside them."""
    doc = parse.doc
    chosen = settle([*of_model(doc), *of_tables(doc)])
    taken = frozenset(index for found in chosen for index in range(found.first, found.last + 1))
    return [_mention(parse, found) for found in chosen], taken


def of_model(doc: Doc) -> Iterator[Candidate]:
    """Yield the model's entities, trimmed to what a reader would mark."""
    for entity in doc.ents:
        kind = _LABELS.get(entity.label_)
        span = trimmed(entity)
        if kind is None or span is None:
            continue
        yield Candidate(first=span.start, last=span.end - 1, type=kind, rule="names.model")


def of_tables(doc: Doc) -> Iterator[Candidate]:
    """Yield known names, countries, regions and demonyms, longest first at each token."""
    index = 0
    while index < len(doc):
        token = doc[index]
        starts = token.text[:1].isupper() and token.lower_ not in DETERMINERS
        found = _known_at(doc, index) if starts else None
        if found is None:
            index += 1
            continue
        yield found
        index = found.last + 1


def _known_at(doc: Doc, index: int) -> Candidate | None:
    for size in range(min(6, len(doc) - index), 0, -1):
        text = doc[index : index + size].text
        if "\n" in text or not (text[-1:].isalnum() or text[-1:] == "."):
            continue
        found = _known(text, index, index + size - 1)
        if found:
            return found
    return None


def _known(text: str, first: int, last: int) -> Candidate | None:
    kind = known_names().get(text)
    if kind:
        return Candidate(first=first, last=last, type=kind, rule="names.table", strength=2)
    if reference.country_of_demonym(text) and reference.country(text) is None:
        return Candidate(
            first=first, last=last, type=EntityType.PLACE, rule="names.demonym",
            adjective=True, strength=2,
        )  # fmt: skip
    if reference.country(text) or reference.is_region(text):
        return Candidate(
            first=first, last=last, type=EntityType.PLACE, rule="names.place", strength=2
        )
    office = reference.metonym(text)
    if office:
        return Candidate(
            first=first, last=last, type=EntityType(office[1]), rule="names.metonym", strength=2
        )
    return None


def trimmed(span: Span) -> Span | None:
    """Return `span` without determiner, titles, possessive ending and what follows a dash."""
    doc, start, end = span.doc, span.start, span.end
    for index in range(start + 1, end):
        token = doc[index]
        if token.text in {"-", "—", "–", "--"} and index + 1 < end and doc[index + 1].is_lower:
            end = index
            break
        if token.is_space:
            end = index
            break
    while start < end and _leads(doc, start):
        start += 1
    while start < end and (doc[end - 1].text in _TAILS or doc[end - 1].is_space):
        end -= 1
    if start >= end or not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    return doc[start:end]


def _leads(doc: Doc, index: int) -> bool:
    token = doc[index]
    return (
        token.lower_ in DETERMINERS
        or token.lower_ in titles()
        or token.is_punct
        or token.is_space
        or token.text == "'s"
    )


def settle(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap: the longer first, then the better founded."""
    taken: set[int] = set()
    chosen = []
    for found in sorted(candidates, key=lambda item: (-len(item), -item.strength, item.first)):
        tokens = range(found.first, found.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(found)
    return sorted(chosen, key=lambda item: item.first)


def _mention(parse: Parse, found: Candidate) -> Mention:
    span = parse.doc[found.first : found.last + 1]
    head = span.root
    person = found.type is EntityType.PERSON
    return Mention(
        span=parse.span(span),
        type=found.type,
        form=MentionForm.ADJECTIVE if found.adjective else MentionForm.NAME,
        syntax=syntax_of(span),
        head=head.lemma_.casefold(),
        gender=gender_of(span) if person else Gender.NEUTER,
        plural=is_plural(head),
        reason=Reason(found.rule, note=found.note),
    )
