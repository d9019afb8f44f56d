"""In brief: a few passages of a document that tell what it tells, chosen by a measured method.

What readers hold worth telling is learned word by word (`worth`); passages that can stand alone
are read off the text (`passages`, `leaning`, `cutting`); the set whose words are worth most within
its length is taken (`choice`), and shown in the order of the source.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.model import LinkedDocument, Slice, Stance
from generator.model.briefing import BriefPassage, Rich, Target
from generator.model.sides import Dispute, Position
from generator.plan import addresses
from generator.plan.brief.choice import RULE, Chooser, follows, goes_on, limit
from generator.plan.brief.passages import Candidate, Reader, folded
from generator.plan.brief.worth import FEATURES, features, weights, worths
from generator.plan.cards import Cards, inner_marks, paragraph_number
from generator.plan.index import Index
from generator.plan.segments import segments

__all__ = ["FEATURES", "Reader", "choose", "denials", "features", "folded", "in_brief", "passages"]


def in_brief(
    index: Index, linked: LinkedDocument, cards: Cards, title: str, rows: Sequence[Dispute]
) -> tuple[BriefPassage, ...]:
    """Return what stands in brief under a title; `rows` are what is disputed."""
    chosen = choose(index, linked, title, denials(rows), weights())
    return passages(index, linked, cards, chosen)


def denials(rows: Sequence[Dispute]) -> Mapping[str, Collection[str]]:
    """Return the ids of statements that contest something, each with those of what they contest."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        told = {a for p in row.positions if p.stance is None for a in _anchors(p)}
        for position in row.positions:
            # What is withheld is set against nothing that was said.
            contests = position.stance not in {None, Stance.WITHHOLDS}
            for anchor in _anchors(position) if contests else ():
                found[anchor] |= told
    return found


def _anchors(position: Position) -> Iterator[str]:
    return (card.anchor for heard in position.heard for card in heard.cards)


def passages(
    index: Index, linked: LinkedDocument, cards: Cards, chosen: Sequence[Candidate]
) -> tuple[BriefPassage, ...]:
    """Return chosen passages as the reader meets them."""
    return tuple(_passage(index, linked, cards, group) for group in _groups(chosen))


def choose(
    index: Index,
    linked: LinkedDocument,
    title: str,
    contested: Mapping[str, Collection[str]],
    learned: Mapping[str, float],
) -> tuple[Candidate, ...]:
    """Return the passages that stand in brief, in source order; `learned` are weights by feature.

    `contested` has the statements that deny something, each with what they deny. A document
    without running text, or with none but its title, gives what it has.
    """
    document = linked.annotated.document
    most = limit(len(folded(document.text[document.body_start : document.body_end])))
    for running in (True, False):
        reader = Reader(index, linked, title, running=running)
        found = worths(linked.annotated, reader.sentences, title, learned)
        chooser = Chooser(found, title if running else "", contested, titled=reader.titled)
        fit, longest = tuple(reader.candidates()), most if running else RULE
        chosen = chooser.choose(fit, longest)
        if reader.titled and all(one.place == 0 for one in chosen):
            # The title again, alone, would tell nothing.
            chosen = chooser.choose([one for one in fit if one.place], longest) or chosen
        if chosen:
            return chosen
    return ()


def _groups(chosen: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the passages, those that go on together."""
    group: list[Candidate] = []
    for one in chosen:
        if group and not goes_on(group[-1], one):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _passage(
    index: Index, linked: LinkedDocument, cards: Cards, group: Sequence[Candidate]
) -> BriefPassage:
    """Return some passages that go on as the reader meets them."""
    first, last = group[0], group[-1]
    document = linked.annotated.document
    given = {s.attribution.id: s for one in group for s in one.statements}
    number = paragraph_number(linked.annotated, first.span.start)
    return BriefPassage(
        voice=first.voice,
        question=Slice(first.question) if first.question is not None else None,
        parts=tuple(_parts(linked, group)),
        cut_after=last.cut_after,
        cards=tuple(cards[identity] for identity in given),
        paragraph=number,
        source=Target(addresses.source_page(index.slugs[document.id]), f"p{number}"),
    )


def _parts(linked: LinkedDocument, group: Sequence[Candidate]) -> Iterator[Rich]:
    """Yield the stretches of some passages; sentences right behind each other are one."""
    document = linked.annotated.document
    start, end, last = group[0].span.start, group[0].span.end, group[0]
    marks = [mark for one in group for s in one.statements for mark in inner_marks(s)]
    for one in group[1:]:
        if not follows(last, one):
            yield segments(document.span(start, end), marks)
            start = one.span.start
        end, last = one.span.end, one
    yield segments(document.span(start, end), marks)
