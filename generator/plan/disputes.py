"""What is disputed in a document: who is on which side of what, and on which words that rests.

Rules find the matters, each of which rests on words that the page shows: a denial or a doubt and
what it answers (`denials`), one question with opposite answers (`opposites`), and what the document
itself sets against each other (`contrasts`); figures of one thing by different voices are set
beside each other (`comparing`). What somebody is reported to have said inside another one's words
takes part like all else, and is told with who reports it. Better no pair than a false one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.model import HedgeKind, LinkedDocument, Slice, Span, Stance, Statement
from generator.model.briefing import Figure, Voice
from generator.model.sides import Dispute, Heard, Position
from generator.plan.cards import Cards, fullest, said_by
from generator.plan.comparing import compared
from generator.plan.contrasts import contrasted
from generator.plan.denials import answered_on, denied, undone
from generator.plan.glossary import entity_line
from generator.plan.index import Index
from generator.plan.matters import AGAINST, Accounts, Matter, holder, nots
from generator.plan.opposites import opposed

_SAYING_NO = frozenset({HedgeKind.NON_CORROBORATION, HedgeKind.NEGATION})
_TOLD = AGAINST | {Stance.WITHHOLDS}
"""Stances that a row tells."""


def disputes(
    index: Index, linked: LinkedDocument, cards: Cards, figures: Sequence[Figure]
) -> tuple[Dispute, ...]:
    """Return the disputes of a document: matters in source order, then figures."""
    rows = [
        Dispute(
            about=tuple(map(Slice, matter.about)),
            positions=tuple(_positions(index, linked, cards, matter)),
            figures=(),
        )
        for matter in _matters(Accounts.of(index, linked))
    ]
    rows += [
        Dispute(about=(unit,), positions=(), figures=group)
        for unit, group in compared(index, linked, figures)
    ]
    return tuple(rows)


def _matters(accounts: Accounts) -> list[Matter]:
    """Return the matters on which voices of a document differ, each pair of statements once.

    Those that one denial answers are one matter, as are all that contest the same statements.
    """
    found = _joined(denied(accounts))
    known = {frozenset(pair) for matter in found for pair in matter.pairs()}
    more = [*answered_on(accounts, found), *opposed(accounts), *contrasted(accounts)]
    for matter in _joined(more):
        alone = not matter.affirming and any(
            s in m.contesting or s in m.affirming for m in found for s in matter.contesting
        )
        pairs = {frozenset(pair) for pair in matter.pairs()}
        if not alone and (not pairs or not pairs <= known):
            found.append(matter)
            known |= pairs
    return sorted(found, key=_first)


def _first(matter: Matter) -> int:
    """Return where a matter is contested first."""
    return min(s.attribution.content[0].start for s in matter.contesting)


def _joined(matters: Iterable[Matter]) -> list[Matter]:
    """Return matters, those with the same statements that affirm as one."""
    found: dict[tuple[str, ...], Matter] = {}
    for matter in matters:
        key = tuple(s.attribution.id for s in matter.affirming) or (
            "",
            matter.contesting[0].attribution.id,
        )
        before = found.get(key)
        if before is None:
            found[key] = matter
            continue
        more = (s for s in matter.contesting if s not in before.contesting)
        found[key] = Matter(
            affirming=before.affirming,
            contesting=(*before.contesting, *more),
            about=before.about,
            own={**matter.own, **before.own},
            told_by={**matter.told_by, **before.told_by},
        )
    return list(found.values())


def _positions(
    index: Index, linked: LinkedDocument, cards: Cards, matter: Matter
) -> Iterator[Position]:
    """Yield who affirms, by side; then each who does not, with the words that say so."""
    by_side: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in matter.affirming:
        by_side[statement.party or statement.speaker or statement.attribution.id].append(statement)
    for side, said in by_side.items():
        heard = _heard(index, linked, cards, said, matter)
        entity = index.entity(side) if len(heard) > 1 else None
        words = [matter.own[s.attribution.id] for s in said if s.attribution.id in matter.own]
        yield Position(
            heard=heard,
            side=entity_line(index, entity) if entity else None,
            stance=None,
            words=tuple(map(Slice, words[:1])),
            quoted=_are_quoted(words[:1], said),
        )
    for statement in matter.contesting:
        stance = statement.attribution.stance
        own = matter.own.get(statement.attribution.id)
        contesting = [own] if own is not None else _no(statement)
        yield Position(
            heard=_heard(index, linked, cards, [statement], matter),
            side=None,
            stance=stance if stance in _TOLD else Stance.NEGATES,
            words=tuple(map(Slice, contesting)),
            quoted=_are_quoted(contesting, [statement]),
        )


def _are_quoted(words: Sequence[Span], said: Sequence[Statement]) -> bool:
    """Tell whether words stand in what the source quotes of some statements."""
    quoted = [part for statement in said for part in statement.attribution.quoted]
    return all(any(q.start <= w.start and w.end <= q.end for q in quoted) for w in words)


def _no(statement: Statement) -> list[Span]:
    """Return the words with which a statement contests: its hedge, else its cue."""
    attribution = statement.attribution
    words = [hedge.span for hedge in attribution.hedges if hedge.kind in _SAYING_NO][:1]
    if attribution.stance not in _TOLD:
        words = list(nots(statement))[-1:]
    wider = [_through(statement, word) for word in words]
    return wider or [span for span in [attribution.cue] if span is not None]


def _through(statement: Statement, word: Span) -> Span:
    """Return words that say no with the verb that they say it of: "was never forced"."""
    for done in undone(statement).values():
        if done.touches(word):
            part = next(p for p in statement.attribution.content if p.touches(done))
            return part.part(min(word.start, done.start), max(word.end, done.end))
    return word


def _heard(
    index: Index,
    linked: LinkedDocument,
    cards: Cards,
    said: Iterable[Statement],
    matter: Matter,
) -> tuple[Heard, ...]:
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        groups[statement.speaker or statement.attribution.id].append(statement)
    return tuple(
        Heard(
            voice=fullest(said_by(index, group[0])),
            cards=tuple(cards[s.attribution.id] for s in group),
            told_by=_told_by(index, linked, group[0], matter),
        )
        for group in groups.values()
    )


def _told_by(
    index: Index, linked: LinkedDocument, statement: Statement, matter: Matter
) -> Voice | None:
    """Return who reports a statement that stands inside another one's words, or what outlet."""
    outlet = matter.told_by.get(statement.attribution.id)
    if outlet is not None:
        return Voice(printed=Slice(outlet), name=None, role=None, target=None)
    outside = holder(linked, statement)
    return fullest(said_by(index, outside)) if outside is not None else None
