"""Where accounts differ: contrasts and comparisons, in a documented order.

Nothing here writes a sentence; it only chooses among statements and says on which words a choice
rests. The page "How to read this site" states the same rules for readers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.model import (
    Exactness,
    LinkedDocument,
    Slice,
    Span,
    Stance,
    Statement,
)
from generator.model.briefing import (
    Comparison,
    Contrast,
    Figure,
    StanceCount,
)
from generator.plan.cards import Cards
from generator.plan.index import Index, is_named

CONTRASTING = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES, Stance.NEGATES})
"""Stances that are set beside what they do not affirm."""
DISPUTING = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES})
"""Those of them that answer what another voice says."""
_BESIDE = 3
_WEIGHT = 0.5
_NAME = "#"
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    {
        "about",
        "after",
        "also",
        "been",
        "before",
        "being",
        "could",
        "does",
        "during",
        "first",
        "from",
        "have",
        "into",
        "more",
        "most",
        "only",
        "other",
        "over",
        "said",
        "same",
        "should",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "under",
        "until",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "your",
    }
)


def outer(linked: LinkedDocument) -> tuple[Statement, ...]:
    """Return the statements that do not stand inside another one's content."""
    return tuple(s for s in linked.statements if s.attribution.parent is None)


def stances(linked: LinkedDocument) -> tuple[StanceCount, ...]:
    """Count statements, voices and parties by stance; an unknown speaker is a voice of its own."""
    counts = []
    for stance in Stance:
        taken = [s for s in outer(linked) if s.attribution.stance is stance]
        if taken:
            counts.append(
                StanceCount(
                    stance=stance,
                    statements=len(taken),
                    voices=len({s.speaker or s.attribution.id for s in taken}),
                    parties=len({s.party or s.speaker or s.attribution.id for s in taken}),
                )
            )
    return tuple(counts)


def contrasts(index: Index, linked: LinkedDocument, cards: Cards) -> tuple[Contrast, ...]:
    """Set each statement that does not affirm beside others on shared names and words.

    What few statements of the document share weighs more: each shared name or word counts one
    over the number of statements that have it. A shared name alone sets nothing side by side.
    """
    statements = outer(linked)
    items = {s.attribution.id: _items(index, s) for s in statements}
    spread = Counter(item for found in items.values() for item in found)
    contrasting = [s for s in statements if s.attribution.stance in CONTRASTING]
    found = []
    for statement in contrasting:
        own = items[statement.attribution.id]
        rows = []
        for other in statements:
            shared = own.keys() & items[other.attribution.id].keys()
            weight = sum(1 / spread[item] for item in shared)
            word = any(not item.startswith(_NAME) for item in shared)
            if other not in contrasting and word and weight >= _WEIGHT and _apart(statement, other):
                rows.append((weight, other, shared))
        rows = sorted(rows, key=lambda row: (-row[0], row[1].number))[:_BESIDE]
        if rows:
            spans = sorted({own[item] for _, _, shared in rows for item in shared})
            others = sorted((other for _, other, _ in rows), key=lambda s: s.number)
            found.append(
                Contrast(
                    card=cards[statement.attribution.id],
                    others=tuple(cards[other.attribution.id] for other in others),
                    shared=tuple(Slice(span) for span in spans),
                )
            )
    return tuple(found)


def _apart(first: Statement, second: Statement) -> bool:
    """Tell whether two statements are by different voices, as far as is known."""
    return first is not second and (first.speaker is None or first.speaker != second.speaker)


def _items(index: Index, statement: Statement) -> dict[str, Span]:
    """Return the names and the less common words of a statement, each with its first span."""
    items: dict[str, Span] = {}
    taken: list[Span] = []
    for part in statement.attribution.content:
        for link, entity in index.within(part):
            if is_named(link):
                items.setdefault(_NAME + entity.id, link.mention.span)
                taken.append(link.mention.span)
        for match in _WORD.finditer(part.text):
            # Lowered, a word may have more letters than are printed.
            word = match.group().lower()
            span = part.part(part.start + match.start(), part.start + match.end())
            if word not in _COMMON and not any(span.touches(name) for name in taken):
                items.setdefault(word, span)
    return items


def comparisons(figures: Sequence[Figure]) -> tuple[Comparison, ...]:
    """Set figures beside each other that two or more voices give for the same noun.

    One of a kind and parts of a whole say nothing about how many there are in all, and the same
    number twice is no difference.
    """
    groups: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        noun = _noun(figure.unit.span.text) if figure.unit else ""
        if noun and noun not in _MEASURES and _counts_all(figure):
            groups[noun].append(figure)
    return tuple(
        Comparison(unit=unit, figures=tuple(group))
        for group in groups.values()
        if len({_speaker(figure) for figure in group}) > 1
        if len({(figure.minimum, figure.maximum) for figure in group}) > 1
        for unit in [group[0].unit]
        if unit is not None
    )


def _counts_all(figure: Figure) -> bool:
    """Tell whether a figure says how many of something there are."""
    if figure.exactness is Exactness.ORDINAL:
        return False
    if figure.minimum is None:
        return True
    printed = figure.printed.span.text.lower()
    share = 0 < figure.minimum < 1 or _PART.search(printed)
    return not share and not (figure.minimum <= 1 and _SOME_ONE.match(printed))


def _speaker(figure: Figure) -> str:
    """Return who gives a figure: someone known, an unknown speaker, or the document ("")."""
    if figure.voice is None:
        return ""
    return figure.voice.target.page if figure.voice.target else figure.number


_SOME_ONE = re.compile(r"(?:an?|another)\b")
"""Words of one thing among others ("another ship")."""
_PART = re.compile(r"\bof (?:the|these|those|them|its|his|her|our|their)\b")
"""Words of a part ("two of the ships")."""
_MEASURES = frozenset(
    {"%", "percent", "percentage", "point", "dollar", "euro", "pound", "yuan", "yen", "ruble"}
    | {"cent", "km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "ft", "foot", "feet"}
    | {"year", "month", "week", "day", "hour", "minute", "second", "time", "tonne", "ton", "kg"}
    | {"$", "\u20ac", "\u00a3", "usd", "us$", "degree", "mw", "litre", "liter", "acre", "hectare"}
)
"""Units that measure anything: figures in them are not of the same thing."""
_SAME_NOUN = {"soldiers": "troops", "forces": "troops", "servicemen": "troops"}
"""Nouns that count the same kind of thing; general vocabulary."""


def _noun(unit: str) -> str:
    """Return the last word of a unit, folded over number and near synonyms."""
    word = unit.rsplit(maxsplit=1)[-1].lower().strip("\"'.,;:")
    word = _SAME_NOUN.get(word, word)
    return word.removesuffix("s")
