"""What kind of thing each candidate names, from the evidence of the whole document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from spacy.tokens import Doc, Span

from generator import reference
from generator.extract.names.candidates import Candidate
from generator.extract.names.chunks import headline_tokens
from generator.extract.names.evidence import Facts, document_evidence, local_evidence
from generator.extract.names.gazetteer import organization_heads
from generator.extract.names.remembered import small_words
from generator.extract.names.rules import ruled, with_initials
from generator.extract.names.verdicts import CLASSES, Scores, Table, lead, verdict
from generator.extract.parse import characters
from generator.model import EntityType

MARGIN = 1.0
"""What nothing at all must beat a name by, where the model sees a name."""
_MILLION = 1_000_000
SURE = 1.0
"""What a type must lead by to be settled: below it a third to a half of the types are wrong."""
VOTE = 3.0
"""What a mention that a rule settled adds to the other mentions of its name."""
RUN_MARGIN = 0.3
"""The same where only capitals speak for a name."""
_LISTING = frozenset({", ", " and ", ", and ", " or ", " & ", "/"})
_FIRMS = frozenset({"Holdings", "Motors", "Airlines", "Airways", "Technologies", "Group", "Bank"})
NO_SCORE: Scores = (0.0,) * len(CLASSES)


def judged(
    doc: Doc, candidates: Sequence[Candidate], table: Table | None = None
) -> list[Candidate]:
    """Return the candidates that name something, each with its type.

    The evidence is weighed twice: the second time knowing the types of the other names. `table`
    holds other weights than the package's, to compare them.
    """
    table = weights() if table is None else table
    candidates = with_initials(doc, ruled(doc, candidates))
    known: Sequence[Candidate] = candidates
    near = [local_evidence(doc, item) if item.type is None else [] for item in candidates]
    local = [score(parts, table) for parts in near]
    for _ in range(2):
        facts = gather(doc, known)
        candidates = [_inherited(doc, item, facts) for item in candidates]
        far = [
            list(document_evidence(doc, item, facts)) if item.type is None else []
            for item in candidates
        ]
        scores = [_sum(here, score(parts, table)) for here, parts in zip(local, far, strict=True)]
        pooled = pooled_scores(doc, candidates, scores)
        known = [with_type(item, found) for item, found in zip(candidates, pooled, strict=True)]
    weighed = zip(candidates, known, pooled, near, far, strict=True)
    return [
        _told(settled, found, [*here, *there], table) if item.type is None else settled
        for item, settled, found, here, there in weighed
        if settled.type is not None
    ]


def _told(item: Candidate, scores: Scores, parts: Sequence[str], table: Table) -> Candidate:
    """Return a weighed candidate with what decided on its type."""
    fair = _fair(item, scores)
    note, beaten = verdict(fair, parts, table)
    return replace(item, note=note, beaten=(beaten,), doubtful=lead(fair) < SURE)


def _sum(first: Scores, second: Scores) -> Scores:
    return tuple(left + right for left, right in zip(first, second, strict=True))


def gather(doc: Doc, candidates: Sequence[Candidate]) -> Facts:
    """Return what the document as a whole knows of its candidates."""
    kinds: dict[str, set[EntityType]] = defaultdict(set)
    for item in candidates:
        words = item.span(doc)
        if len(words) > 1 and item.type and not item.adjective:
            for word in _short_forms(words, item.type):
                kinds[word].add(item.type)
    return Facts(
        longer={word: min(found) for word, found in kinds.items() if len(found) == 1},
        firms=frozenset(doc[item.first].text for item in candidates if _is_firm(doc, item)),
        small=small_words(doc),
        headlines=headline_tokens(doc),
        beside=_beside(doc, candidates),
    )


def _is_firm(doc: Doc, item: Candidate) -> bool:
    """Tell whether a name ends as those of companies do: "Zandor Inc.", "Zandor Holdings"."""
    return item.first < item.last and doc[item.last].text in firm_ends()


@cache
def firm_ends() -> frozenset[str]:
    """Return the last words of the names of companies."""
    return organization_heads()["company"] | _FIRMS


def _short_forms(words: Span, kind: EntityType) -> set[str]:
    """Return the single words that may stand for a longer name later."""
    if kind in {EntityType.PERSON, EntityType.WEAPON}:
        return {word.text for word in words if word.text[:1].isupper() and len(word) > 1}
    if kind is EntityType.VESSEL:
        return {words[-1].text}
    if kind is EntityType.ORGANIZATION and words[-1].text in short_heads():
        return {words[0].text, words[-1].text}
    return {words[0].text}


@cache
def short_heads() -> frozenset[str]:
    """Return words such as "Coalition", which alone can stand for the organization."""
    heads = organization_heads()
    return heads["end"] | heads["of"]


def _beside(doc: Doc, candidates: Sequence[Candidate]) -> dict[int, EntityType]:
    """Return the types of names that stand in one list with another name."""
    found: dict[int, EntityType] = {}
    for left, right in pairwise(candidates):
        if characters(doc)[left.end : right.start] not in _LISTING:
            continue
        if right.type and not right.adjective:
            found.setdefault(left.start, right.type)
        if left.type and not left.adjective:
            found[right.start] = left.type
    return found


def score(parts: Iterable[str], table: Table) -> Scores:
    """Return the sum of the weights of some evidence, one for each of `CLASSES`."""
    totals = [0.0] * len(CLASSES)
    for part in parts:
        for index, value in enumerate(table.get(part, ())):
            totals[index] += value
    return tuple(totals)


def pooled_scores(
    doc: Doc, candidates: Sequence[Candidate], scores: Sequence[Scores]
) -> list[Scores]:
    """Return the scores, the same for all mentions of one name: their mean.

    A mention whose type a rule settled counts as a strong vote for it.
    """
    groups: dict[str, list[Scores]] = defaultdict(list)
    for item, found in zip(candidates, scores, strict=True):
        groups[item.text(doc)].append(found if item.type is None else _vote(item.type))
    means = {
        text: tuple(sum(column) / len(found) for column in zip(*found, strict=True))
        for text, found in groups.items()
    }
    return [means[item.text(doc)] for item in candidates]


@cache
def _vote(kind: EntityType) -> Scores:
    return tuple(VOTE if kind is listed else 0.0 for listed in CLASSES)


def _inherited(doc: Doc, item: Candidate, facts: Facts) -> Candidate:
    """Return "Coalition" and "Tolland" with the type of the longer name that the text gave."""
    text = item.text(doc)
    kind = facts.longer.get(text)
    if item.type is not None or item.first != item.last:
        return item
    armed = kind in {EntityType.WEAPON, EntityType.VESSEL}
    if armed or (kind is EntityType.ORGANIZATION and text in short_heads()):
        return replace(item, type=kind, rule="names.short-form")
    if kind is EntityType.PERSON and not reference.place(text) and item.label != "GPE":
        return replace(item, type=kind, rule="names.surname")
    if kind is not EntityType.PERSON and _is_well_known_town(text):
        return replace(item, type=EntityType.PLACE, rule="names.town")
    return item


def _is_well_known_town(text: str) -> bool:
    """Tell whether a capital or a city of a million people is called so."""
    if reference.first_name_gender(text) is not None:
        return False
    return reference.country_of_capital(text) is not None or reference.population(text) >= _MILLION


def with_type(item: Candidate, scores: Scores) -> Candidate:
    """Return the candidate with the type that scores best, unless a rule settled it."""
    if item.type is not None:
        return item
    fair = _fair(item, scores)
    return replace(item, type=CLASSES[fair.index(max(fair))])


def _fair(item: Candidate, scores: Scores) -> Scores:
    """Return the scores with what "no name" must have more, where the model sees a name."""
    *named, nothing = scores
    nothing -= MARGIN if item.label and item.label != "PRODUCT" else RUN_MARGIN
    return (*named, nothing)


@cache
def weights(file: str = "organizations_evidence.tsv") -> Table:
    """Return the weights of the evidence: the learned ones, or those of another table."""
    text = files("generator").joinpath("data", file).read_text("utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {name: tuple(float(cell) for cell in cells) for name, *cells in rows}
