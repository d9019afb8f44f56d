"""The turns of a transcript: who has the word, and over which characters."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from generator.extract.transcript.deciding import TALK, Says, deciding
from generator.extract.transcript.found import Label, find_labels, labelled_lines
from generator.extract.transcript.labels import LabelKind, Range
from generator.extract.transcript.notes import (
    AFTERWARDS,
    breaks_off,
    is_note_paragraph,
    notes_in,
    without_notes,
)
from generator.extract.transcript.vocabulary import bare, words

_HEADING = 12
"""Most words of a heading."""
_BRIEF = 6
"""Most words of one whose words are not all written large."""
_ENDED = re.compile(r"[.!?:;,\u2026\"\u201d\u2019)\]]$|--$|[\u2014\u2013-]$")
_AFTERWARDS = re.compile(
    rf"{AFTERWARDS}|copyright|\u00a9|all rights reserved|"
    r"(?:this|the) (?:interview|conversation|transcript|discussion|text)\b.{0,60}"
    r"\b(?:edited|condensed|shortened|abridged|transcribed|produced|provided|machine|conducted|"
    r"recorded|published|aired)\b",
    re.IGNORECASE,
)
"""What stands after the last words of a transcript."""
_NARRATED = re.compile(
    r",[\"\u201d] (?:(?!I |We )[A-Z][\w'\u2019-]+ ){1,3}(?:said|says|told|added)\b"
)
"""Narration: `…," Anna Torvin said`."""
_MYSELF = re.compile(r"\b(?:I am|I'm|I\u2019m|name is|name's|name\u2019s|call me)\s+[^.]{0,30}$")
"""What comes before one's own name."""
_SWORN = re.compile(
    r"(?P<name>[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){1,3})(?:,| \(| was| having).{0,80}"
    r"\b(?:sworn|affirmed|called as a witness)\b",
    re.DOTALL,
)
_OWN = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our)\b|"
    r"(?:Mr|Mrs|Ms|Madam)\.? (?:President|Speaker|Chair)"
)
"""Words of somebody who goes on to speak after a heading."""
_LIKE = re.compile(
    r"[A-Z][A-Z0-9 .,'\u2019&#/()-]{1,60}:(?:\s|$)|"
    r"[A-Z][\w.'\u2019-]*,?(?: (?:[A-Z(][\w.'\u2019)-]*|and|&|of|the|for),?){1,6}:(?:\s|$)"
)
"""A label in capitals or in large words, whatever it calls."""
_FULL = 2
"""Fewest letters of a surname that a paragraph may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until the next begins."""

    label: Label
    """The label that calls the speaker."""
    examiner: Label | None = None
    """Who asks, where a label before said so: "BY MR. LUND:"."""
    witness: Range | None = None
    """Who answers, where a note before said so: "ERIK HOLM, having been sworn, testified:"."""
    content: tuple[Range, ...]
    """What is said, without stage notes; one stretch or more a paragraph, in order."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a text is as a transcript; empty when it is none."""

    turns: tuple[Turn, ...] = ()
    """In order."""
    labels: tuple[Label, ...] = ()
    """The labels that call a speaker, those without words included, in order."""
    notes: tuple[Range, ...] = ()
    """Stage notes, and paragraphs under a label that calls nobody."""
    things: tuple[Range, ...] = ()
    """Labels in capitals that call nobody, in any text: "READ MORE:"."""


@dataclass(slots=True)
class _Cut:
    """The work of cutting one text into turns."""

    text: str
    paragraphs: Sequence[Range]
    labels: Sequence[Label | None]
    told: Mapping[int, Says]
    """What the labels tell, by paragraph."""
    names: frozenset[str]
    """The full names of all who speak."""
    turns: list[Turn] = field(default_factory=list)
    notes: list[Range] = field(default_factory=list)
    current: Label | None = None
    examiner: Label | None = None
    witness: Range | None = None
    paused: bool = False
    """Whether a heading stands after the last words of whoever has the word."""
    content: list[Range] = field(default_factory=list)

    def walk(self) -> None:
        """Give each paragraph to whoever has the word."""
        for number, part in enumerate(self.paragraphs):
            self._take(number, part)
        self._close()

    def _take(self, number: int, part: Range) -> None:
        text, told = self.text[slice(*part)], self.told.get(number)
        sworn = _SWORN.match(text)
        if sworn is not None:
            self.witness = (part[0], part[0] + sworn.end("name"))
            self._close()
        elif told is Says.SPEAKER:
            self._begin(number, part)
        elif told is Says.NOTHING:
            self._skip(part, ends=not self._is_inserted(number))
        elif is_note_paragraph(text):
            self._skip(part, ends=breaks_off(text))
        elif told is Says.DOUBT or self._breaks(part):
            self._close()
        else:
            self._go_on(number, part)

    def _skip(self, part: Range, *, ends: bool) -> None:
        """Leave a paragraph to nobody; `ends` tells whether it ends the turn before it."""
        self.notes.append(part)
        if ends:
            self._close()

    def _go_on(self, number: int, part: Range) -> None:
        """Give a paragraph without a label to whoever has the word, if they are sure to go on."""
        text = self.text[slice(*part)]
        if self._is_heading(number, text):
            self.paused = True
        elif self.paused and not _OWN.search(text):
            self._close()
        elif self.current is not None:
            self.paused = False
            self._say(*part)

    def _begin(self, number: int, part: Range) -> None:
        label = self.labels[number]
        if label is None:
            return
        self._close()
        if label.kind is LabelKind.EXAMINER:
            self.examiner = label
            return
        self.current = label
        self._say(label.end, part[1])

    def _say(self, start: int, end: int) -> None:
        self.content.extend(without_notes(self.text, start, end))
        self.notes.extend(notes_in(self.text, start, end))

    def _close(self) -> None:
        """End the turn of whoever has the word."""
        if self.current is not None and self.content:
            kind = self.current.kind
            self.turns.append(
                Turn(
                    label=self.current,
                    examiner=self.examiner if kind is LabelKind.QUESTION else None,
                    witness=self.witness if kind is LabelKind.ANSWER else None,
                    content=tuple(self.content),
                )
            )
        self.current, self.content, self.paused = None, [], False

    def _is_inserted(self, number: int) -> bool:
        """Tell whether a line is only put between others: "READ MORE: …"."""
        label = self.labels[number]
        return label is not None and any(
            bare(word) in words("inserted") for word in label.called.key.split()
        )

    def _breaks(self, part: Range) -> bool:
        """Tell whether a paragraph without a label ends the turn before it."""
        text = self.text[slice(*part)]
        if _AFTERWARDS.match(text) or _NARRATED.search(text) or _LIKE.match(text):
            return True
        return self._names_speaker(text)

    def _is_heading(self, number: int, text: str) -> bool:
        """Tell whether a paragraph is a heading, not words typed without stops.

        The paragraph right under a label that stands alone is what is said.
        """
        if not text[:1].isupper() or len(text.split()) > _HEADING or TALK.search(text):
            return False
        titled = all(not word[0].islower() or len(word) <= len("with") for word in text.split())
        if not titled and (len(text.split()) > _BRIEF or text.endswith(":")):
            return False
        ended = _ENDED.search(text) and not text.endswith(":")
        return not ended and (number == 0 or bool(self.content))

    def _names_speaker(self, text: str) -> bool:
        """Tell whether a paragraph tells of a speaker: "Anna Torvin is a reporter.".

        Nobody speaks of themselves by name, or begins with the full name of another.
        """
        if any(text.startswith(f"{name} ") for name in self.names):
            return True
        name = None if self.current is None else self.current.called.name
        if name is None:
            return False
        last = self.text[slice(*name)].split()[-1]
        if len(last) < _FULL:
            return False
        found = re.search(rf"\b{re.escape(last)}\b", text, re.IGNORECASE)
        return found is not None and not _MYSELF.search(text[: found.start()])


def holding(parts: Sequence[Range], at: int) -> Range | None:
    """Return the one of some stretches, in order and apart, that holds a character, or None."""
    found = bisect_right(parts, at, key=itemgetter(0)) - 1
    return parts[found] if found >= 0 and at < parts[found][1] else None


def find_turns(text: str, paragraphs: Sequence[Range]) -> Transcript:
    """Return the turns of a text, given where its paragraphs are.

    A label may also begin a line inside a paragraph: pages break lines there.
    """
    paragraphs = list(labelled_lines(text, paragraphs))
    labels = find_labels(text, paragraphs)
    things = tuple(_things(labels))
    told = deciding(text, paragraphs, labels)
    if not told:
        return Transcript(things=things)
    speaking = tuple(_speaking(labels, told))
    cut = _Cut(text, paragraphs, labels, told, frozenset(_full_names(text, speaking)))
    cut.walk()
    return Transcript(tuple(cut.turns), speaking, tuple(cut.notes), things)


def _things(labels: Sequence[Label | None]) -> Iterator[Range]:
    for label in labels:
        if label is not None and label.kind is LabelKind.NOBODY and label.called.capitals:
            yield label.start, label.end


def _speaking(labels: Sequence[Label | None], told: dict[int, Says]) -> Iterator[Label]:
    for label in labels:
        if label is not None and told.get(label.number) is Says.SPEAKER:
            yield label


def _full_names(text: str, labels: Sequence[Label]) -> Iterator[str]:
    """Yield the names of two words or more that labels have."""
    for label in labels:
        if label.called.name is not None and label.called.parts > 1:
            yield text[slice(*label.called.name)]
