"""What the rules may ask about the text around a phrase."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date

from spacy.tokens import Token

from generator.extract.parse import Parse, characters
from generator.extract.times.periods import Period
from generator.extract.times.reading import Reading
from generator.extract.times.tense import Tense, climb, governor, is_pluperfect, tense_at
from generator.extract.times.words import DATED_THINGS, PUTTING_OFF, SAYING

_MARKS = re.compile("[\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\n]|``|''")
_OPENING = frozenset({"\N{LEFT DOUBLE QUOTATION MARK}", "``"})


_SETTLED = {"effective": Tense.UNKNOWN, "due": Tense.FUTURE}
"""Words before a date that outweigh the verb: "was named, effective Jan. 1" is the nearest."""
_AS_SOON_AS = re.compile(r"\bas soon as $", re.IGNORECASE)
_DEEPEST = 6
"""Levels of phrases within phrases: "early in the last week of the first quarter of next year"."""
_LEAD = 40
_NEARBY = 600
"""Characters between a phrase and the date that it counts from."""
_GRAINS = (
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)
_RANKS = {grain: rank for rank, grain in enumerate(_GRAINS)}


def _quotation_marks(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where quotation marks and lines end, and whether what follows is quoted."""
    inside = False
    for mark in _MARKS.finditer(text):
        opening = mark[0] in _OPENING or (mark[0] == '"' and not inside)
        inside = opening and mark[0] != "\n"
        yield mark.end(), inside


class Context:
    """One document's text, parse, reference date, and the phrases read so far."""

    def __init__(self, parse: Parse, reference: date | None) -> None:
        self.parse = parse
        self.text = characters(parse.doc)
        self.reference = reference
        """The document date; None when it is not known."""
        self.found: list[Reading] = []
        """Readings before the phrase under consideration, in order."""
        self.reader: Callable[[Context, int], Reading | None] = lambda _, __: None
        """Reads the phrase that begins at an offset; set by the finder."""
        self._depth = 0
        self.rooted: dict[int, bool] = {}
        """Whether the phrase at an offset counts from a printed year, as far as asked."""
        self.facts: dict[str, bool] = {}
        """What was found out about the whole text."""
        self._here = 0
        self._marks = list(_quotation_marks(self.text))
        self._starts: list[int] = parse.doc.to_array("IDX").tolist()

    def as_of(self, reference: date) -> "Context":
        """Return the same text as read on another day, with nothing read before."""
        there = copy(self)
        there.reference, there.found = reference, []
        there.rooted, there.facts = {}, {}
        return there

    def remembered(self, fact: str, find: Callable[[], bool]) -> bool:
        """Return a fact about the whole text, which is found out once."""
        if fact not in self.facts:
            self.facts[fact] = find()
        return self.facts[fact]

    def read_at(self, offset: int) -> Reading | None:
        """Return the phrase inside another that begins at an offset.

        Phrases of phrases of phrases go only so deep: "May 3 to June 4 to July 5 to ..." may not
        cost more than its length.
        """
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return self.reader(self, offset)
        finally:
            self._depth -= 1

    def at(self, offset: int) -> None:
        """Say where the phrase under consideration begins."""
        self._here = offset

    def token(self, offset: int) -> Token:
        """Return the token at an offset of the parsed text."""
        return self.parse.doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def tense(self, match: re.Match[str]) -> Tense:
        """Return the tense of the verb that governs the last word of a match."""
        token = self.token(match.end() - 1)
        inside = token
        while inside.head != inside and match.start() <= inside.head.idx < match.end():
            inside = inside.head
        before = self.before(match.start())
        if before in _SETTLED:
            return _SETTLED[before]
        tense = Tense.PAST if before == "since" else tense_at(inside)
        if (
            before == "of"
            and tense is Tense.PRESENT
            and self.lead(match.start()).lower().endswith("as of ")
        ):
            return Tense.PAST
        if before == "as" and _AS_SOON_AS.search(self.lead(match.start())):
            return Tense.FUTURE
        verb = governor(inside)
        if before in {"to", "until", "till"} and verb and verb.lemma_.lower() in PUTTING_OFF:
            return Tense.FUTURE
        if tense is Tense.PAST and before in {"until", "till"}:
            negated = verb is not None and any(child.dep_ == "neg" for child in verb.children)
            return Tense.PAST if negated else Tense.FUTURE
        return tense

    def lead(self, offset: int) -> str:
        """Return the few words before an offset."""
        return self.text[max(0, offset - _LEAD) : offset]

    def before(self, offset: int) -> str:
        """Return the lower-cased word before an offset in its line, or an empty string."""
        match = re.search(r"([\w$'%.-]+)[^\S\n]*$", self.lead(offset))
        return match[1].lower() if match else ""

    def after(self, offset: int) -> str:
        """Return the lower-cased word after an offset in its line, or an empty string."""
        match = re.compile(r"[^\S\n]*([\w%]+)").match(self.text, offset)
        return match[1].lower() if match else ""

    def quoted(self, offset: int) -> bool:
        """Tell whether an offset lies between double quotation marks of its line."""
        at = bisect_right(self._marks, (offset, True)) - 1
        return at >= 0 and self._marks[at][1]

    def beside_saying(self, offset: int) -> bool:
        """Tell whether the verb that governs a phrase reports speech."""
        verb = governor(self.token(offset))
        return verb is not None and verb.lemma_.lower() in SAYING

    def anchor(
        self, grain: str = "century", *, fresh: bool = False
    ) -> tuple[Period | None, Reading | None]:
        """Return the last stretch named nearby that is no longer than `grain`, with its phrase.

        Days do not count from a decade: "three days later" after "the 1990s" has no anchor there.
        With `fresh`, nor from a day before a month or year was named that does not hold it.
        """
        between: list[Period] = []
        for period, reading in self.near():
            if _RANKS[period.grain] <= _RANKS[grain]:
                apart = any(not other.first <= period.first <= other.last for other in between)
                return (None, None) if apart else (period, reading)
            longer = fresh and period.grain in {"month", "year"}
            if longer and not self._in_passing(reading, period):
                between.append(period)
        return None, None

    def day_told(self) -> tuple[Period | None, Reading | None]:
        """Return the day last named nearby, rather than one in a clause of time or an aside.

        "Ten died on Tuesday, the worst day since fighting began on July 12. At noon ..."
        """
        days = [found for found in self.near() if found[0].grain == "day"]
        days = [found for found in days if not self._dates_a_thing(found[1])]
        told = (found for found in days if not self._in_clause(found[1]))
        return next(told, days[0] if days else (None, None))

    def _dates_a_thing(self, reading: Reading) -> bool:
        """Tell whether a day only says which thing is meant: "the letter of 5 November"."""
        of = self.token(reading.start - 1)
        return of.lower_ in {"of", "from"} and of.head.lemma_.lower() in DATED_THINGS

    def _in_clause(self, reading: Reading) -> bool:
        """Tell whether a phrase stands in a clause of time or an aside of another sentence."""
        token = self.token(reading.start)
        if token.sent.end > self.token(self._here).i:
            return False
        return any(node.dep_ in {"acl", "relcl", "advcl"} for node in climb(token))

    def is_ahead(self, period: Period) -> bool:
        """Tell whether a stretch begins after the document date."""
        return self.reference is not None and period.first > self.reference

    def _is_flashback(self, reading: Reading) -> bool:
        """Tell whether a phrase tells of what had been: "had been inspected six days earlier"."""
        if reading.rule != "time.earlier" or reading.anchor is None:
            return False
        here, there = self.token(self._here), self.token(reading.start)
        return there.sent.end <= here.i and is_pluperfect(governor(there))

    def _in_passing(self, reading: Reading, period: Period) -> bool:
        """Tell whether a stretch is ahead or stands in an aside: "the jet, delivered in 1980,"."""
        if self.is_ahead(period):
            return True
        return any(node.dep_ in {"acl", "relcl"} for node in climb(self.token(reading.start)))

    def near(self) -> Iterator[tuple[Period, Reading]]:
        """Yield the stretches named nearby, the last one first."""
        for reading in reversed(self.found):
            if self._here - reading.end > _NEARBY:
                break
            if self.quoted(reading.start) and not self.quoted(self._here):
                continue  # a speaker's days are not the writer's
            if reading.period and not reading.compares and not self._is_flashback(reading):
                yield reading.period, reading
