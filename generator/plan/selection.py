"""What matters first: key points, contrasts and comparisons, in a documented order.

Nothing here writes a sentence; it only chooses among statements and says on which words a choice
rests. The page "How to read this site" states the same rules for readers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from generator.model import (
    Exactness,
    HedgeKind,
    LinkedDocument,
    OwnVoiceKind,
    Quantity,
    Slice,
    Span,
    Stance,
    Statement,
)
from generator.model.briefing import (
    Comparison,
    Contrast,
    Figure,
    KeyPoint,
    Passage,
    StanceCount,
    Withheld,
)
from generator.plan.cards import Cards
from generator.plan.index import Index, is_named

KEY_STATEMENTS = 6
"""How many statements stand among the key points at most."""
KEY_GAPS = 2
"""How many conditions and how many refusals stand among the key points at most."""
_AT_LEAST = 3
CONTRASTING = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES, Stance.NEGATES})
"""Stances that are set beside what they do not affirm."""
_CONTESTING = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES})
_STATED = frozenset(
    {Exactness.EXACT, Exactness.AT_LEAST, Exactness.AT_MOST, Exactness.APPROXIMATE, Exactness.RANGE}
)
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
