"""What is disputed in a document: who is on which side of what, and on which words that rests.

A statement that denies, doubts or does not corroborate is set against statements of other voices
that say the same thing as far as names and rarer words tell; figures of one thing by different
voices are set beside each other. Better no pair than a false one: a pair needs a name and a word,
or words that hardly any other statement of the document has.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import HedgeKind, LinkedDocument, Slice, Span, Stance, Statement
from generator.model.briefing import Figure
from generator.model.sides import Dispute, Heard, Position
from generator.plan.cards import Cards, fullest, said_by
from generator.plan.comparing import compared
from generator.plan.entries import is_named
from generator.plan.glossary import entity_line
from generator.plan.index import Index
from generator.plan.weighing import has_figure, outer

_AGAINST = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES, Stance.NEGATES})
"""Stances that are set against what they do not affirm."""
_UNFIT = frozenset({Stance.ASKS, Stance.DEMANDS, Stance.WITHHOLDS, Stance.COMMITS})
"""Stances that no denial answers."""
_DIRECT = 0.75
"""What a statement must share with a contesting one."""
_OPPOSED = 1.2
"""What a statement that only says "not" or "never" must share with what it is set against."""
_ALIKE = 0.9
"""What two statements must share to be of one matter."""
_SHOWN = 3
"""Words from the first to the last of which a row is headed with."""
_FEW = 9
"""Words of a heading at most."""
_NAME = "#"
_WORD = re.compile(r"[^\W\d_]{4,}")
_SAYING_NO = frozenset({HedgeKind.NON_CORROBORATION, HedgeKind.NEGATION})


@dataclass(frozen=True, slots=True)
class _Matter:
    """One matter with those who affirm it and those who do not."""

    affirming: tuple[Statement, ...]
    contesting: tuple[Statement, ...]
    about: tuple[Span, ...]
    """Words of the first contesting statement that the pair rests on."""
    own: Mapping[str, Span]
    """The same in words of each that affirms, by statement; empty for who is only pointed at."""


def disputes(
    index: Index, linked: LinkedDocument, cards: Cards, figures: Sequence[Figure]
) -> tuple[Dispute, ...]:
    """Return the disputes of a document: matters in source order, then figures."""
    rows = [
        Dispute(
            about=tuple(map(Slice, matter.about)),
            positions=tuple(_positions(index, cards, matter)),
            figures=(),
        )
        for matter in _matters(index, linked)
    ]
    rows += [
        Dispute(about=(unit,), positions=(), figures=group)
        for unit, group in compared(index, linked, figures)
    ]
    return tuple(rows)


def _matters(index: Index, linked: LinkedDocument) -> list[_Matter]:
    """Return the matters on which voices of a document differ."""
    statements = outer(linked)
    items = {s.attribution.id: _items(index, s) for s in statements}
    spread = Counter(item for found in items.values() for item in found)
    found: dict[tuple[str, ...], _Matter] = {}
    for statement in statements:
        if not _says_no(statement):
            continue
        own = _in_question(linked, statement, items[statement.attribution.id])
        rivals = [s for s in statements if _may_differ(statement, s)]
        answered = _answered(linked, statement, rivals)
        needed = _DIRECT if statement.attribution.stance in _AGAINST else _OPPOSED
        direct = answered or [
            s
            for s in rivals
            if not _says_no(s) and _weight(own, items[s.attribution.id], spread) >= needed
        ]
        if not direct:
            continue
        affirming = answered or [
            s for s in rivals if s in direct or _is_alike(s, direct, items, spread)
        ]
        shared = {i for s in direct for i in own.keys() & items[s.attribution.id].keys()}
        rare = sorted(shared, key=lambda item: (spread[item], own[item]))
        about = statement.attribution.content if answered else _stretch(statement, own, rare)
        key = tuple(s.attribution.id for s in affirming)
        before = found.get(key)
        found[key] = _Matter(
            affirming=tuple(affirming),
            contesting=(*(before.contesting if before else ()), statement),
            about=before.about if before else about,
            own={} if answered else _said(affirming, items, rare),
        )
    return list(found.values())


def _said(
    affirming: Sequence[Statement], items: Mapping[str, Mapping[str, Span]], rare: Sequence[str]
) -> dict[str, Span]:
    """Return the words of each statement that tell the matter."""
    found = {}
    for statement in affirming:
        identity = statement.attribution.id
        known = [item for item in rare if item in items[identity]]
        if known:
            found[identity] = _stretch(statement, items[identity], known)[0]
    return found


def _stretch(
    statement: Statement, items: Mapping[str, Span], rare: Sequence[str]
) -> tuple[Span, ...]:
    """Return the words from the first to the last of the rarest items, if they are few."""
    for number in range(min(_SHOWN, len(rare)), 1, -1):
        spans = [items[item] for item in rare[:number]]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        for part in statement.attribution.content:
            whole = part.part(start, end)
            if len(whole.text) == end - start and len(whole.text.split()) <= _FEW:
                return (whole,)
    return (items[rare[0]],)


def _says_no(statement: Statement) -> bool:
    """Tell whether a statement contests: by its stance, or by a "not" or "never" of its own."""
    return statement.attribution.stance in _AGAINST or any(_nots(statement))


def _in_question(
    linked: LinkedDocument, statement: Statement, items: Mapping[str, Span]
) -> Mapping[str, Span]:
    """Return what a statement contests: all of it, or the sentences of it that say no."""
    if statement.attribution.stance in _AGAINST:
        return items
    sentences = [linked.annotated.sentence_at(span.start) for span in _nots(statement)]
    return {
        item: span
        for item, span in items.items()
        if any(s is not None and s.start <= span.start < s.end for s in sentences)
    }


def _nots(statement: Statement) -> Iterator[Span]:
    """Yield the words in a statement that say no."""
    for part in statement.attribution.content:
        for found in _NOT.finditer(part.text):
            yield part.part(part.start + found.start(), part.start + found.end())


_NOT = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|\b\w+n['\u2019]t\b", re.IGNORECASE)


def _answered(
    linked: LinkedDocument, statement: Statement, rivals: Sequence[Statement]
) -> list[Statement]:
    """Return what a denial of "these allegations" or "the figure" answers; else nothing.

    Of a figure it is the last statement before it with one; of claims all that the last voice
    before it said from which the document keeps its distance.
    """
    content = statement.attribution.content
    found = _POINTING.fullmatch(" ".join(" ".join(part.text for part in content).split()))
    if found is None or statement.attribution.stance not in _AGAINST:
        return []
    before = [s for s in rivals if s.number < statement.number and not _says_no(s)]
    if found["figure"]:
        return [s for s in before if has_figure(linked, s)][-1:]
    distanced = [s for s in before if _is_distanced(s)]
    return [s for s in distanced if s.speaker == distanced[-1].speaker]


def _is_distanced(statement: Statement) -> bool:
    hedges = statement.attribution.hedges
    return any(hedge.kind is HedgeKind.DISTANCING for hedge in hedges)


_POINTING = re.compile(
    r"(?:the|this|that|these|those|such|any|all|both)(?: \w+)?"
    r"(?: of (?:the|these|those|his|her|its|their))? "
    r"(?:(?P<figure>figures?|numbers?|estimates?|tolls?|counts?)"
    r"|(?:accusation|allegation|assertion|charge|claim|report|suggestion|version|account)s?)",
    re.IGNORECASE,
)
"""Words that point back at what somebody else said."""


def _is_alike(
    statement: Statement,
    direct: Sequence[Statement],
    items: Mapping[str, Mapping[str, Span]],
    spread: Counter[str],
) -> bool:
    """Tell whether a statement says what one that is directly contested says."""
    own = items[statement.attribution.id]
    return any(_weight(own, items[s.attribution.id], spread) >= _ALIKE for s in direct)


def _may_differ(first: Statement, second: Statement) -> bool:
    """Tell whether the second may affirm what the first contests: another voice that asserts."""
    stance = second.attribution.stance
    if first is second or stance in _AGAINST or stance in _UNFIT:
        return False
    speakers = {first.speaker, second.speaker}
    sides = {first.party or first.speaker, second.party or second.speaker}
    return len(speakers) > 1 and (len(sides) > 1 or None in sides)


def _weight(one: Mapping[str, Span], other: Mapping[str, Span], spread: Counter[str]) -> float:
    """Return how much two statements share: one over how many have it, for each word or name.

    Names alone, or one word alone, tell no common matter.
    """
    shared = one.keys() & other.keys()
    words = [item for item in shared if not item.startswith(_NAME)]
    if not words or len(shared) < 2:  # noqa: PLR2004 -- a word and one thing more
        return 0.0
    return sum(1 / (spread[item] - 1) for item in shared) / 2


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
            span = part.part(part.start + match.start(), part.start + match.end())
            if not any(span.touches(name) for name in taken):
                items.setdefault(_stem(match.group()), span)
    return {item: span for item, span in items.items() if item not in _COMMON_STEMS}


def _stem(word: str) -> str:
    """Return a word without the endings of number and tense."""
    word = word.casefold()
    for ending in ("ments", "ment", "ings", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e")


def _positions(index: Index, cards: Cards, matter: _Matter) -> Iterable[Position]:
    """Yield who affirms, by side; then each who does not, with the words that say so."""
    by_side: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in matter.affirming:
        by_side[statement.party or statement.speaker or statement.attribution.id].append(statement)
    for side, said in by_side.items():
        heard = _heard(index, cards, said)
        entity = index.entity(side) if len(heard) > 1 else None
        words = [matter.own[s.attribution.id] for s in said if s.attribution.id in matter.own]
        yield Position(
            heard=heard,
            side=entity_line(index, entity) if entity else None,
            stance=None,
            words=tuple(map(Slice, words[:1])),
        )
    for statement in matter.contesting:
        yield Position(
            heard=_heard(index, cards, [statement]),
            side=None,
            stance=statement.attribution.stance,
            words=tuple(map(Slice, _no(statement))),
        )


def _no(statement: Statement) -> list[Span]:
    """Return the words with which a statement contests: its hedge, else its cue."""
    attribution = statement.attribution
    if attribution.stance not in _AGAINST:
        return list(_nots(statement))[-1:]
    words = [hedge.span for hedge in attribution.hedges if hedge.kind in _SAYING_NO]
    return words[:1] or [span for span in [attribution.cue] if span is not None]


def _heard(index: Index, cards: Cards, said: Iterable[Statement]) -> tuple[Heard, ...]:
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        groups[statement.speaker or statement.attribution.id].append(statement)
    return tuple(
        Heard(
            voice=fullest(said_by(index, group[0])),
            cards=tuple(cards[s.attribution.id] for s in group),
        )
        for group in groups.values()
    )


_COMMON = """
about after again also been before being could does down during each even ever every first from
going have here into just know like made make many more most much need never next only other
over people same should since some such take than that their them then there these they thing
this those time under until very want well were what when where which while will with without
would year your
"""
"""Words that tell no matter."""
_COMMON_STEMS = frozenset(map(_stem, _COMMON.split()))
