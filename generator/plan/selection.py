"""What matters first: key points, in a documented order.

Nothing here writes a sentence; it only chooses among statements and says on which words a choice
rests. The page "How to read this site" states the same rules for readers.
"""

import re
from collections.abc import Iterable, Sequence

from generator.model import (
    Exactness,
    HedgeKind,
    LinkedDocument,
    OwnVoiceKind,
    Quantity,
    Stance,
    Statement,
)
from generator.model.briefing import (
    KeyPoint,
    Passage,
    Withheld,
)
from generator.plan.cards import Cards

KEY_STATEMENTS = 6
"""How many statements stand among the key points at most."""
KEY_GAPS = 2
"""How many conditions and how many refusals stand among the key points at most."""
_AT_LEAST = 3
_CONTESTING = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES})
_STATED = frozenset(
    {Exactness.EXACT, Exactness.AT_LEAST, Exactness.AT_MOST, Exactness.APPROXIMATE, Exactness.RANGE}
)


def outer(linked: LinkedDocument) -> tuple[Statement, ...]:
    """Return the statements that do not stand inside another one's content."""
    return tuple(s for s in linked.statements if s.attribution.parent is None)


def key_points(
    linked: LinkedDocument,
    cards: Cards,
    passages: Sequence[Passage],
    refusals: Sequence[Withheld],
) -> tuple[KeyPoint, ...]:
    """Choose what stands at the top, in source order; then conditions; then what was withheld.

    A document with few statements begins with what it says in its own voice. What a headline or a
    caption says with words of the text stands there once.
    """
    own = [p for p in passages if p.kind is OwnVoiceKind.ASSERTION]
    conditions = [p for p in passages if p.kind is OwnVoiceKind.CONDITIONAL]
    ranked = sorted(_scored(linked), key=lambda pair: (-pair[0], pair[1].number))
    chosen = sorted(_different([s for _, s in ranked]), key=lambda s: s.number)
    points = [KeyPoint(card=None, passage=p) for p in own[: max(0, _AT_LEAST - len(chosen))]]
    points += [KeyPoint(card=cards[statement.attribution.id]) for statement in chosen]
    points += [KeyPoint(card=None, passage=passage) for passage in conditions[:KEY_GAPS]]
    points += [KeyPoint(card=None, withheld=refusal) for refusal in refusals[:KEY_GAPS]]
    return tuple(points)


def _different(ranked: Iterable[Statement]) -> list[Statement]:
    """Return the first statements of a ranking that do not say what another of them says whole."""
    chosen: list[Statement] = []
    for statement in ranked:
        if any(_says_less(statement, other) for other in chosen):
            continue
        others = [other for other in chosen if not _says_less(other, statement)]
        if len(others) == KEY_STATEMENTS:
            break
        chosen = [*others, statement]
    return chosen


def _says_less(short: Statement, long: Statement) -> bool:
    """Tell whether all words of a statement stand in another one, as far as known by the same.

    So a headline, and a quotation that a caption repeats, is not set above what the text says.
    """
    speakers = {short.speaker, long.speaker} - {None}
    if len(speakers) > 1 or short.attribution.stance is not long.attribution.stance:
        return False
    return _words(short) <= _words(long)


def _words(statement: Statement) -> set[str]:
    """Return the words and figures of a statement, folded."""
    return {
        word
        for part in statement.attribution.content
        for word in _ANY_WORD.findall(part.text.casefold())
    }


_ANY_WORD = re.compile(r"\w+(?:[.,]\d+)*")


def _scored(linked: LinkedDocument) -> list[tuple[int, Statement]]:
    """Return outer statements with their weight.

    3 for the first of the document; 2 for one that denies or does not corroborate; 2 for one with
    a stated figure; 1 for a known speaker, 1 for that speaker's first statement, 1 for quoted
    words, 1 where the document keeps its distance ("claimed").
    """
    heard: set[str] = set()
    scored = []
    for place, statement in enumerate(outer(linked)):
        attribution, speaker = statement.attribution, statement.speaker
        weight = 3 if place == 0 else 0
        weight += 2 * (attribution.stance in _CONTESTING)
        weight += 2 * _has_figure(linked, statement)
        weight += (speaker is not None) + (speaker is not None and speaker not in heard)
        weight += bool(attribution.quoted)
        weight += any(hedge.kind is HedgeKind.DISTANCING for hedge in attribution.hedges)
        if speaker:
            heard.add(speaker)
        scored.append((weight, statement))
    return scored


def _has_figure(linked: LinkedDocument, statement: Statement) -> bool:
    """Tell whether the content holds a figure that may be printed as a number."""
    return any(
        quantity.exactness in _STATED and quantity.minimum != 1 and _inside(statement, quantity)
        for quantity in linked.annotated.quantities
    )


def _inside(statement: Statement, quantity: Quantity) -> bool:
    return any(part.touches(quantity.span) for part in statement.attribution.content)
