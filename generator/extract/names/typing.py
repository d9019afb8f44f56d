"""What kind of thing each candidate names, from the evidence of the whole document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from generator.extract.names.candidates import Candidate
from generator.extract.names.chunks import headline_tokens
from generator.extract.names.evidence import Facts, evidence
from generator.extract.names.rules import ruled, with_initials
from generator.model import EntityType

CLASSES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, None)
"""What a score is kept for; None is for what names nothing that is listed."""
MARGIN = 1.0
Scores = tuple[float, ...]


def judged(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that name something, each with its type."""
    candidates = with_initials(doc, ruled(doc, candidates))
    facts = gather(doc, candidates)
    first = _pooled(doc, candidates, [score(evidence(doc, item, facts)) for item in candidates])
    known = [_with_type(item, scores) for item, scores in zip(candidates, first, strict=True)]
    candidates = with_initials(doc, candidates)
    facts = gather(doc, known)
    again = _pooled(doc, candidates, [score(evidence(doc, item, facts)) for item in candidates])
    final = [_with_type(item, scores) for item, scores in zip(candidates, again, strict=True)]
    return [item for item in final if item.type is not None]


def gather(doc: Doc, candidates: Iterable[Candidate]) -> Facts:
    """Return what the document as a whole knows of its candidates."""
    kinds: dict[str, set[EntityType]] = defaultdict(set)
    counts = Counter(item.text(doc) for item in candidates)
    for item in candidates:
        words = item.span(doc)
        if len(words) > 1 and item.type and not item.adjective:
            ends = {words[-1].text, words[0].text}
            for word in ends if item.type is EntityType.PERSON else {words[0].text}:
                kinds[word].add(item.type)
    return Facts(
        longer={word: min(found) for word, found in kinds.items() if len(found) == 1},
        counts=dict(counts),
        small=frozenset(token.text for token in doc if token.is_lower),
        headlines=headline_tokens(doc),
    )


def score(parts: Iterable[str]) -> Scores:
    """Return the sum of the weights of some evidence, one for each of `CLASSES`."""
    table = weights()
    totals = [0.0] * len(CLASSES)
    for part in parts:
        for index, value in enumerate(table.get(part, ())):
            totals[index] += value
    return tuple(totals)


def _pooled(doc: Doc, candidates: Sequence[Candidate], scores: Sequence[Scores]) -> list[Scores]:
    """Return the scores, the same for all mentions of one name: their mean."""
    groups: dict[str, list[Scores]] = defaultdict(list)
    for item, found in zip(candidates, scores, strict=True):
        groups[item.text(doc)].append(found)
    means = {
        text: tuple(sum(column) / len(found) for column in zip(*found, strict=True))
        for text, found in groups.items()
    }
    return [means[item.text(doc)] for item in candidates]


def _with_type(item: Candidate, scores: Scores) -> Candidate:
    if item.type is not None:
        return item
    *named, nothing = scores
    if item.label and item.label != "PRODUCT":
        nothing -= MARGIN
    best = max(range(len(CLASSES)), key=lambda index: [*named, nothing][index])
    return replace(item, type=CLASSES[best])


@cache
def weights() -> dict[str, Scores]:
    """Return the weights of the evidence."""
    text = files("generator").joinpath("data", "organizations_evidence.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {name: tuple(float(cell) for cell in cells) for name, *cells in rows}
