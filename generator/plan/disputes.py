"""What is disputed in a document: who is on which side of what, and on which words that rests.

A statement that denies, doubts or does not corroborate is set against statements of other voices
that say the same thing as far as names and rarer words tell, or that stand in its paragraph and say
just what it says did not happen ("was returned", "never returned"); figures of one thing by
different voices are set beside each other. What somebody is reported to have said inside another
one's words takes part like all else. Better no pair than a false one: a pair needs a name and a
word, or words that hardly any other statement of the document has.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import HedgeKind, LinkedDocument, Slice, Span, Stance, Statement
from generator.model.briefing import Figure
from generator.model.sides import Dispute, Heard, Position
from generator.plan.cards import Cards, fullest, said_by
from generator.plan.comparing import compared
from generator.plan.glossary import entity_line
from generator.plan.index import Index
from generator.plan.likeness import COMMON_STEMS, Items, Likeness, kin
from generator.plan.stems import stem
from generator.plan.weighing import has_figure

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
_SAYING_NO = frozenset({HedgeKind.NON_CORROBORATION, HedgeKind.NEGATION})


@dataclass(frozen=True, slots=True)
class _Matter:
    """One matter with those who affirm it and those who do not."""

    affirming: tuple[Statement, ...]
    contesting: tuple[Statement, ...]
    about: tuple[Span, ...]
    """Words of the first contesting statement that the pair rests on."""
    own: Items
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
    statements = _voiced(linked)
    like = Likeness.of(index, linked)
    found: dict[tuple[str, ...], _Matter] = {}
    for statement in _contesting(statements):
        own = _in_question(linked, statement, like.own(statement))
        rivals = [s for s in statements if _may_differ(statement, s)]
        answered = _answered(linked, statement, rivals)
        needed = _DIRECT if statement.attribution.stance in _AGAINST else _OPPOSED
        direct = answered or [
            s
            for s in rivals
            if not _says_no(s)
            if like.weight(own, like.own(s)) >= needed or _undoes(linked, statement, s, like)
        ]
        if not direct:
            continue
        affirming = answered or [s for s in rivals if s in direct or _is_alike(s, direct, like)]
        shared = {i for s in direct for i in own.keys() & like.own(s).keys()}
        rare = sorted(shared, key=lambda item: (like.spread[item], own[item]))
        about = _about(statement, own, rare, pointed_at=bool(answered))
        key = tuple(s.attribution.id for s in affirming)
        before = found.get(key)
        found[key] = _Matter(
            affirming=tuple(affirming),
            contesting=(*(before.contesting if before else ()), statement),
            about=before.about if before else about,
            own={} if answered else _said(affirming, like, rare, _undone(statement)),
        )
    return list(found.values())


def _contesting(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the statements that contest: of one in which another contests, the inner one."""
    for statement in filter(_says_no, statements):
        own = statement.attribution
        inner = (s for s in statements if s.attribution.parent == own.id and _says_no(s))
        if own.stance in _AGAINST or next(inner, None) is None:
            yield statement


def _voiced(linked: LinkedDocument) -> tuple[Statement, ...]:
    """Return the statements, and those inside them by somebody who is known and another one."""
    by_id = {s.attribution.id: s for s in linked.statements}

    def holders(statement: Statement) -> Iterator[str | None]:
        parent = by_id.get(statement.attribution.parent or "")
        while parent is not None:
            yield parent.speaker
            parent = by_id.get(parent.attribution.parent or "")

    return tuple(
        s
        for s in linked.statements
        if s.attribution.parent is None or (s.speaker and s.speaker not in {*holders(s)})
    )


def _undoes(linked: LinkedDocument, one: Statement, other: Statement, like: Likeness) -> bool:
    """Tell whether a statement says that just that was not done which its neighbour tells."""
    done = {*map(kin, like.own(other))}
    return bool(_undone(one).keys() & done) and _beside(linked, one, other)


def _about(
    statement: Statement, own: Items, rare: Sequence[str], *, pointed_at: bool
) -> tuple[Span, ...]:
    """Return the words of a contesting statement that a pair rests on."""
    if pointed_at:
        return statement.attribution.content
    if rare:
        return _stretch(statement, own, rare)
    return tuple(_undone(statement).values())[:1]


def _said(
    affirming: Sequence[Statement],
    like: Likeness,
    rare: Sequence[str],
    undone: Items,
) -> dict[str, Span]:
    """Return the words of each statement that tell the matter."""
    found = {}
    for statement in affirming:
        own = like.own(statement)
        known = [item for item in rare if item in own] or [i for i in own if kin(i) in undone]
        if known:
            found[statement.attribution.id] = _stretch(statement, own, known)[0]
    return found


def _stretch(statement: Statement, items: Items, rare: Sequence[str]) -> tuple[Span, ...]:
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


def _in_question(linked: LinkedDocument, statement: Statement, items: Items) -> Items:
    """Return what a statement contests: all of it, or the sentences of it that say no."""
    if statement.attribution.stance in _AGAINST:
        return items
    sentences = [linked.annotated.sentence_at(span.start) for span in _nots(statement)]
    return {
        item: span
        for item, span in items.items()
        if any(s is not None and s.start <= span.start < s.end for s in sentences)
    }


def _undone(statement: Statement) -> dict[str, Span]:
    """Return what a statement says was not done, where it speaks of a known thing.

    Each with the words from "not" to the verb.
    """
    found = {}
    for part in statement.attribution.content:
        for match in _NOT_DONE.finditer(part.text) if _KNOWN.search(part.text) else ():
            word = kin(stem(match["done"]))
            if word not in COMMON_STEMS:
                found[word] = part.part(part.start + match.start(), part.start + match.end())
    return found


def _beside(linked: LinkedDocument, one: Statement, other: Statement) -> bool:
    """Tell whether two statements stand in one paragraph."""
    document = linked.annotated.document
    first, second = (document.paragraph_at(s.attribution.content[0].start) for s in (one, other))
    return first is not None and first == second


def _nots(statement: Statement) -> Iterator[Span]:
    """Yield the words in a statement that say no."""
    for part in statement.attribution.content:
        for found in _NOT.finditer(part.text):
            yield part.part(part.start + found.start(), part.start + found.end())


_NOT = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|\b\w+n['\u2019]t\b", re.IGNORECASE)


_NOT_DONE = re.compile(
    r"(?:\b(?:not|never)|n['\u2019]t) (?:(?:have|has|had|been|be|being|yet|ever) )*"
    r"(?P<done>[^\W\d_]{4,})",
    re.IGNORECASE,
)
"""A verb of which a statement says "not" or "never"."""
_KNOWN = re.compile(r"\b(?:the|this|that|these|those|it|them|they|he|she|him|her)\b", re.IGNORECASE)
"""Words that speak of something known."""


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


def _is_alike(statement: Statement, direct: Sequence[Statement], like: Likeness) -> bool:
    """Tell whether a statement says what one that is directly contested says."""
    own = like.own(statement)
    return any(like.weight(own, like.own(s)) >= _ALIKE for s in direct)


def _may_differ(first: Statement, second: Statement) -> bool:
    """Tell whether the second may affirm what the first contests: another voice that asserts."""
    stance = second.attribution.stance
    if first is second or stance in _AGAINST or stance in _UNFIT or _holds(first, second):
        return False
    speakers = {first.speaker, second.speaker}
    sides = {first.party or first.speaker, second.party or second.speaker}
    return len(speakers) > 1 and (len(sides) > 1 or None in sides)


def _holds(one: Statement, other: Statement) -> bool:
    """Tell whether one of two statements stands inside the other."""
    inside = {part for s in (one, other) for part in s.attribution.content}
    return any(a is not b and a.touches(b) for a in inside for b in inside)


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
    words = [hedge.span for hedge in attribution.hedges if hedge.kind in _SAYING_NO][:1]
    if attribution.stance not in _AGAINST:
        words = list(_nots(statement))[-1:]
    wider = [_through(statement, word) for word in words]
    return wider or [span for span in [attribution.cue] if span is not None]


def _through(statement: Statement, word: Span) -> Span:
    """Return words that say no with the verb that they say it of: "was never forced"."""
    for done in _undone(statement).values():
        if done.touches(word):
            part = next(p for p in statement.attribution.content if p.touches(done))
            return part.part(min(word.start, done.start), max(word.end, done.end))
    return word


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
