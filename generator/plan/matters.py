"""Matters on which the voices of a document differ, and what the rules that find them share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model import HedgeKind, LinkedDocument, Span, Stance, Statement
from generator.plan.index import Index
from generator.plan.likeness import Items, Likeness
from generator.plan.weighing import outer

AGAINST = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES, Stance.NEGATES})
"""Stances that are set against what they do not affirm."""
_UNFIT = frozenset({Stance.ASKS, Stance.DEMANDS, Stance.WITHHOLDS, Stance.COMMITS})
"""Stances that no denial answers."""
_SHOWN = 3
"""Words from the first to the last of which a row is headed with."""
_FEW = 9
"""Words of a heading at most."""
_CLAUSE = 20
"""Words of a clause that is shown whole."""
_LEAST = 4
"""Fewest words of a clause."""
_BEGUN = 14
"""Words of a long clause that are shown."""
_UNTIDY = re.compile(r"(?:\s*\(\([a-z]{2,3}\)\)|[\s,.;:])+$")
"""Behind the words of a statement: a stop, or the mark of a language."""
LEADS_ON = re.compile(
    r"(?:\s+(?:a|an|the|and|or|but|of|to|in|on|at|by|for|from|with|as|than|that|which|who|his|her|"
    r"its|their|our|is|are|was|were|be|been|has|have|had|not|very|more|most))+$",
    re.IGNORECASE,
)
"""Words at the end that lead on to others."""
_CONDITION = re.compile(
    r"[\"\u201c]?(?:and |but )?(?:only )?(?:if|unless|except|provided|should|as long as|until)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:I|me|my|he|him|his|she|her|it|its|we|us|our|they|them|their)\b")
_NOBODY = re.compile(
    r"(?:I|you|he|she|it|they|we|one|who|some|others|many|most|this|that|.)\Z", re.IGNORECASE
)
"""A speaker who is nobody."""
_BORDER = re.compile(
    r"(?<!\d)[,;:.?!][\"\u201d]?\s+|\s[\u2013\u2014-]\s|\s(?=(?:because|although|though|while)\s)|"
    r"\s(?:and|but)\s"
)
"""Where one clause ends and another may begin."""
_NOT = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|\b\w+n['\u2019]t\b", re.IGNORECASE)
_NAME = "#"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter with those who affirm it and those who do not."""

    affirming: tuple[Statement, ...]
    contesting: tuple[Statement, ...]
    about: tuple[Span, ...]
    """Words of the source that the pair rests on."""
    own: Mapping[str, Span] = field(default_factory=dict)
    """The matter in words of a statement, by its id; none for who is only pointed at."""
    told_by: Mapping[str, Span] = field(default_factory=dict)
    """The outlet that has somebody's words so, by statement id; mostly none."""

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return each statement that affirms with each that contests, by ids."""
        return frozenset(
            (a.attribution.id, c.attribution.id) for a in self.affirming for c in self.contesting
        )


@dataclass(frozen=True, slots=True)
class Accounts:
    """The statements of one document that may be set against each other."""

    index: Index
    linked: LinkedDocument
    statements: tuple[Statement, ...]
    """In source order; those inside others only where another one speaks, who is known."""
    outer: tuple[Statement, ...]
    """Those that stand inside no other, with those of which the document tells no speaker."""
    like: Likeness

    @classmethod
    def of(cls, index: Index, linked: LinkedDocument) -> "Accounts":
        """Return the statements of a document, each that is set apart once more left out."""
        told = tuple(_once(_voiced(linked)))
        return cls(
            index,
            linked,
            tuple(s for s in told if s.speaker or s.attribution.source is not None),
            tuple(s for s in told if s.attribution.parent is None),
            Likeness.of(index, linked),
        )

    def sentence(self, statement: Statement) -> Span | None:
        """Return the sentence in which a statement begins."""
        return self.linked.annotated.sentence_at(statement.attribution.content[0].start)

    def paragraph(self, statement: Statement) -> int:
        """Return the number of the paragraph in which a statement begins; 0 for none."""
        document = self.linked.annotated.document
        found = document.paragraph_at(statement.attribution.content[0].start)
        return found.number if found is not None else 0

    def participants(self, statement: Statement) -> frozenset[str]:
        """Return who takes part in what is said: those named, and who says it of "me" or "her"."""
        content = statement.attribution.content
        named = {entity.id for part in content for _, entity in self.index.within(part)}
        if statement.speaker and any(_PERSONAL.search(part.text) for part in content):
            named.add(statement.speaker)
        return frozenset(named)

    def shared(self, one: Statement, other: Statement) -> frozenset[str]:
        """Return the rarer words that two statements share; names are none."""
        both = self.like.own(one).keys() & self.like.own(other).keys()
        return frozenset(item for item in both if not item.startswith(_NAME))

    def rarest(self, one: Statement, other: Statement) -> list[str]:
        """Return the words that two statements share, the rarest first, as the first has them."""
        own = self.like.own(one)
        return sorted(self.shared(one, other), key=lambda item: (self.like.spread[item], own[item]))


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
        if not _is_pronoun(s)
        if s.attribution.parent is None or (s.speaker and s.speaker not in {*holders(s)})
    )


def _is_pronoun(statement: Statement) -> bool:
    """Tell whether a pronoun alone speaks, and nobody knows for whom it stands."""
    source = statement.attribution.source
    return (
        statement.speaker is None and source is not None and _NOBODY.match(source.text) is not None
    )


def _once(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield statements whose words no other one of their speaker has: a quotation set apart."""
    texts = {s.attribution.id: _text(s) for s in statements}
    for statement in statements:
        own = texts[statement.attribution.id]
        again = (
            own in texts[s.attribution.id]
            for s in statements
            if s.speaker == statement.speaker is not None and s is not statement
            if (len(own), -statement.number) < (len(texts[s.attribution.id]), -s.number)
        )
        if len(own.split()) < _LEAST or not any(again):
            yield statement


def _text(statement: Statement) -> str:
    return " ".join(" ".join(part.text for part in statement.attribution.content).split())


def holder(linked: LinkedDocument, statement: Statement) -> Statement | None:
    """Return the outermost statement in whose content one stands; None where it is outermost."""
    if statement.attribution.parent is None:
        return None
    first = statement.attribution.content[0]
    return next(
        (s for s in outer(linked) if any(p.touches(first) for p in s.attribution.content)), None
    )


def may_differ(first: Statement, second: Statement) -> bool:
    """Tell whether the second may affirm what the first contests: another voice that asserts."""
    stance = second.attribution.stance
    return stance not in AGAINST and stance not in _UNFIT and apart(first, second)


def apart(first: Statement, second: Statement) -> bool:
    """Tell whether two statements are of two voices, not of one side, and neither in the other."""
    if first is second or _holds(first, second):
        return False
    speakers = {first.speaker, second.speaker}
    sides = {first.party or first.speaker, second.party or second.speaker}
    return len(speakers | _unnamed(first) | _unnamed(second)) > 1 and (
        len(sides) > 1 or None in sides
    )


def _unnamed(statement: Statement) -> set[str | None]:
    """Return who speaks without a name: the words that stand for one, for two may differ."""
    source = statement.attribution.source
    nameless = statement.speaker is None and source is not None
    return {source.text.casefold()} if nameless and source is not None else set()


def _holds(one: Statement, other: Statement) -> bool:
    """Tell whether one of two statements stands inside the other."""
    inside = {part for s in (one, other) for part in s.attribution.content}
    return any(a is not b and a.touches(b) for a in inside for b in inside)


def is_distanced(statement: Statement) -> bool:
    """Tell whether the document keeps its distance from what is said."""
    hedges = statement.attribution.hedges
    return any(hedge.kind is HedgeKind.DISTANCING for hedge in hedges)


def says_no(statement: Statement) -> bool:
    """Tell whether a statement contests: by its stance, or by a "not" or "never" of its own."""
    return statement.attribution.stance in AGAINST or any(nots(statement))


def nots(statement: Statement) -> Iterator[Span]:
    """Yield the words in a statement that say no."""
    for part in statement.attribution.content:
        for found in _NOT.finditer(part.text):
            yield part.part(part.start + found.start(), part.start + found.end())


def telling(statement: Statement, items: Items, rare: Sequence[str]) -> Span:
    """Return the words of a statement that tell some of its items: a whole clause if it is short.

    A few words from the middle of a clause would tell nobody what is said.
    """
    span = stretch(statement, items, rare)[0]
    return clause(statement, span)


def clause(statement: Statement, span: Span) -> Span:
    """Return the clause of a statement around some words, or its beginning where it is long.

    A quotation is not cut open, nor a condition cut off.
    """
    part = next((p for p in statement.attribution.content if p.touches(span)), None)
    if part is None:
        return span
    whole = part.part(part.start, part.start + len(_UNTIDY.sub("", part.text)))
    if len(whole.text.split()) <= _CLAUSE:
        return whole
    starts, ends = _borders(part, span)
    for start in starts:
        for end in ends:
            found = part.part(start, end)
            fits = _LEAST <= len(found.text.split()) <= _CLAUSE and _even(found.text)
            if fits and _CONDITION.match(found.text) is None:
                return found
    return _begun(part, starts[0], span)


def _borders(part: Span, span: Span) -> tuple[list[int], list[int]]:
    """Return where the clause around some words may begin and end, the nearest places first."""
    starts, ends, before = [part.start], [], part.start
    for border in _BORDER.finditer(part.text):
        start, end = part.start + border.end(), part.start + border.start()
        conditional = _CONDITION.match(part.text, before - part.start)
        if start <= span.start and conditional is None:
            starts.append(start)
        if end >= span.end and _CONDITION.match(part.text, border.end()) is None:
            ends.append(end)
        before = start
    return starts[::-1], [*ends, part.start + len(_UNTIDY.sub("", part.text))]


def _begun(part: Span, start: int, span: Span) -> Span:
    """Return the first words of a long clause with those that matter; these alone if they are late.

    Words that lead on to others do not end it.
    """
    words = list(re.finditer(r"\S+", part.text[start - part.start :]))[:_BEGUN]
    found = part.part(start, start + words[-1].end())
    shorter = LEADS_ON.sub("", _UNTIDY.sub("", found.text))
    found = part.part(start, start + len(shorter))
    return found if found.end >= span.end and _even(found.text) else span


def _even(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("\u201c") == text.count("\u201d")


def stretch(statement: Statement, items: Items, rare: Sequence[str]) -> tuple[Span, ...]:
    """Return the words from the first to the last of the rarest items, if they are few."""
    for number in range(min(_SHOWN, len(rare)), 1, -1):
        spans = [items[item] for item in rare[:number]]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        for part in statement.attribution.content:
            whole = part.part(start, end)
            if len(whole.text) == end - start and len(whole.text.split()) <= _FEW:
                return (whole,)
    return (items[rare[0]],)
