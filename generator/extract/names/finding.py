"""Names and adjectives of places: what the model, the tables and the patterns propose, settled."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span

from generator import reference
from generator.extract.names.candidates import Candidate
from generator.extract.names.chunks import headline_tokens, of_runs
from generator.extract.names.entities import of_model
from generator.extract.names.gazetteer import vague_heads, world_kinds
from generator.extract.names.labels import of_labels, outside_labels
from generator.extract.names.patterns import ending, of_patterns
from generator.extract.names.rivals import rivals
from generator.extract.names.syntax import gender_of, is_plural, syntax_of
from generator.extract.names.tables import of_tables
from generator.extract.names.things import of_things
from generator.extract.names.typing import judged
from generator.extract.names.verdicts import Table
from generator.extract.parse import Parse
from generator.model import EntityType, Gender, Ground, Mention, MentionForm, Reason

_LONGEST_PERSON = 6
_LOOKED_UP = frozenset(
    {"names.table", "names.place", "names.demonym", "names.metonym", "names.town"}
)
"""Rules that find a name in a table."""
_PART = re.compile(r"(?:Group|Pool|Stage|Heat) [A-Z0-9]")
"""A part of a tournament, which is no body."""
_BODIES = frozenset({"firm", "body"})
"""What reference data call a name that an organization has."""
_GOING_ON = frozenset({"al", "el", "bin", "ibn", "de", "van", "von"})
"""Small words with which the rest of a person's name begins."""


def find_names(parse: Parse, table: Table | None = None) -> tuple[list[Mention], frozenset[int]]:
    """Return names and adjectives in order, and the indexes of the tokens inside them.

    `table` holds other weights of the evidence than the package's, to compare them.
    """
    doc = parse.doc
    candidates = [*of_labels(parse), *outside_labels(parse, proposed(doc))]
    chosen = judged(doc, settled(candidates), table)
    taken = frozenset(index for found in chosen for index in range(found.first, found.last + 1))
    return [_mention(parse, found) for found in chosen], taken


def proposed(doc: Doc) -> list[Candidate]:
    """Return every candidate of `doc`, overlapping or not."""
    headlines = headline_tokens(doc)
    model = [_with_head(doc, found) for found in of_model(doc)]
    runs = list(of_runs(doc, headlines))
    holders = {index: run for run in runs for index in range(run.first, run.last + 1)}
    return [
        *of_patterns(doc, headlines),
        *of_tables(doc),
        *of_things(doc),
        *(_widened(doc, found, holders) for found in model),
        *runs,
    ]


def _with_head(doc: Doc, found: Candidate) -> Candidate:
    """Return "Food and Drug Administration", which no run of capitals holds, with its type."""
    span = found.span(doc)
    if found.type is not None or not any(token.lower_ == "and" for token in span):
        return found
    kind = ending(span)
    return replace(found, type=kind, rule="names.head") if kind else found


def _widened(doc: Doc, found: Candidate, runs: Mapping[int, Candidate]) -> Candidate:
    """Return a name of a person that the model cut short as the whole run of capitals.

    `runs` maps the index of each token of a run to the run.
    """
    found = _with_first_name(doc, found)
    run = runs.get(found.first)
    if run is None or run.last < found.last or (run.first, run.last) == (found.first, found.last):
        return found
    alone = found.first == found.last and reference.place(found.text(doc)) is None
    if not (found.label in {"PERSON", "NORP", "PRODUCT"} or (found.label == "GPE" and alone)):
        return found
    span = run.span(doc)
    if not (_all_names(span) and _only_entity(span, found)):
        return found
    label = found.label if found.label == "PERSON" else ""
    return replace(run, label=label, rule="names.model", type=None)


def _with_first_name(doc: Doc, found: Candidate) -> Candidate:
    """Return a lone family name with the first name before it, which the model left out."""
    before = doc[found.first - 1] if found.first else None
    if found.label != "PERSON" or found.first != found.last or before is None:
        return found
    if before.ent_type_ or not before.is_title or before.pos_ != "PROPN":
        return found
    if reference.first_name_gender(before.text) is None or reference.place(before.text):
        return found
    return replace(found, start=before.idx, first=before.i)


def _only_entity(run: Span, found: Candidate) -> bool:
    """Tell whether the model sees nothing in a longer run but the name that it cut short."""
    rest = [token for token in run if not found.first <= token.i <= found.last]
    if not rest:
        return False
    goes_on = rest[0].i > found.last and rest[0].lower_ in _GOING_ON
    return goes_on or not any(token.ent_type_ for token in rest)


def _all_names(span: Span) -> bool:
    return len(span) <= _LONGEST_PERSON and all(
        token.pos_ == "PROPN" or token.text == "-" or token.is_lower for token in span
    )


def settled(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap, in order: the heavier first, then the longer."""
    chosen: list[Candidate] = []
    starts: list[int] = []
    over: dict[int, list[Candidate]] = {}
    for found in sorted(candidates, key=_rank):
        at = bisect_right(starts, found.start)
        owner = chosen[at - 1] if at and chosen[at - 1].end > found.start else None
        if owner is None and at < len(chosen) and starts[at] < found.end:
            owner = chosen[at]
        if owner is not None:
            over.setdefault(owner.start, []).append(found)
            continue
        starts.insert(at, found.start)
        chosen.insert(at, found)
    return [
        replace(item, over=tuple(over[item.start])) if item.start in over else item
        for item in chosen
    ]


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
        ground=_ground(found, span.text),
        reason=Reason(
            found.rule,
            note=found.note,
            beaten=(*found.beaten, *_rivals(parse.doc, found), *_gave_way(parse.doc, found)),
        ),
    )


def _ground(found: Candidate, text: str) -> Ground:
    """Return what a name's type rests on."""
    is_body = found.type is EntityType.ORGANIZATION
    if found.rule in _LOOKED_UP or (is_body and world_kinds().get(text) in _BODIES):
        return Ground.REFERENCE
    vague = is_body and found.rule == "names.head" and text.rpartition(" ")[2] in vague_heads()
    vague |= _PART.fullmatch(text) is not None
    return Ground.GUESS if found.doubtful or vague else Ground.CONTEXT


def _rivals(doc: Doc, found: Candidate) -> Iterator[str]:
    """Yield what else a name might have been that no evidence was weighed for."""
    if found.beaten or found.type is None or found.adjective:
        return
    same = (
        other.label
        for other in found.over
        if (other.start, other.end, other.type) == (found.start, found.end, None)
    )
    labels = dict.fromkeys(filter(None, (found.label, *same)))
    yield from rivals(found.text(doc), found.type, labels)


def _gave_way(doc: Doc, found: Candidate) -> Iterator[str]:
    """Yield the other readings of a name's words that gave way to it."""
    seen = {(found.start, found.end, found.type)}
    for other in found.over:
        key = (other.start, other.end, other.type)
        if key in seen or (other.type is None and key[:2] == (found.start, found.end)):
            continue
        seen.add(key)
        kind = other.type or (f"the model's {other.label}" if other.label else "type open")
        shorter = other.end - other.start < found.end - found.start
        why = "shorter" if shorter else "weighs less than a table or a pattern"
        yield f"{other.text(doc)!r} ({kind}, {other.rule}): {why}"
