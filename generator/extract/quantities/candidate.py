"""A quantity under construction, in tokens and characters of the parse."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from generator.extract.parse import Parse, characters
from generator.extract.quantities.numerals import either
from generator.extract.quantities.scan import scan
from generator.extract.quantities.words import words
from generator.model import Exactness, TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What was read at one place; offsets count in the parsed text, ends are exclusive."""

    start: int
    end: int
    figure: tuple[int, int]
    """The number words alone."""
    exactness: Exactness
    low: float | None
    high: float | None
    unit: tuple[int, int] | None
    head: Token | None
    """The noun that is counted, or the verb that counts casualties; for finding the place."""
    rule: str
    note: str = ""


_LEADS = either(word.capitalize() for word in words("name_leads") if word.isalpha())
_MAKE = re.compile(rf"\b(?:{_LEADS}) (\d{{1,4}})s?\b(?![,.]\d)")


class Text:
    """A document's text with its tokens and the stretches that tell times."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression]) -> None:
        self.parse = parse
        self.text = characters(parse.doc)
        self.starts = scan(self.text)
        """Where a quantity of each kind may begin."""
        self.makes = frozenset(_MAKE.findall(self.text))
        """Numbers that follow a maker's or a series' name somewhere: 787 after "Boeing"."""
        self._starts: list[int] = parse.doc.to_array("IDX").tolist()
        self._times = [(time.span.start - parse.base, time.span.end - parse.base) for time in times]
        self._time_starts = [start for start, _ in self._times]

    def token(self, offset: int) -> Token:
        """Return the token at an offset."""
        return self.parse.doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def in_time(self, start: int, end: int) -> bool:
        """Tell whether a stretch touches a time expression."""
        at = bisect_right(self._time_starts, end - 1) - 1
        return at >= 0 and self._times[at][1] > start

    def word_before(self, offset: int) -> str:
        """Return the word straight before an offset, or an empty string."""
        match = re.search(r"([\w.$-]+)\s$", self.text[max(0, offset - 30) : offset])
        return match[1] if match else ""
