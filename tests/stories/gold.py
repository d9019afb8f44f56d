"""The gold of the corpus of stories, read into types: what a scorer compares a site with.

Each kind of entry has its required fields; one that is missing, misspelt or unknown is an error
that names its place in the file. Words are exact slices of a document, which is named by the first
three characters of its file; dates are days; a `side` is one that the file declares, or null where
the document gives none.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

_T = TypeVar("_T")
Text = Annotated[str, Meta(min_length=1)]
Document = Annotated[str, Meta(pattern=r"^d[0-9]{2}$")]
Some = Annotated[tuple[_T, ...], Meta(min_length=1)]
Several = Annotated[tuple[_T, ...], Meta(min_length=2)]

NegativeKind = Literal[
    "agree",
    "anonymity",
    "at-least",
    "echo-as-origin",
    "forecast-result",
    "growing-toll",
    "hearsay-as-own",
    "new-occasion",
    "no-answer",
    "no-comment",
    "not-seen",
    "off-story",
    "office-before",
    "one-side-as-two",
    "other-matter",
    "other-speaker",
    "other-time",
    "part-whole",
    "pledge-payment",
    "promise-deed",
    "question-as-claim",
    "reprint-as-origin",
    "retracted-as-claim",
    "two-measures",
    "two-places",
]
Forbids = Literal[
    "claim",
    "condition",
    "corroboration",
    "denial",
    "origin",
    "pair",
    "reprint",
    "speaker",
    "story",
]


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry whose unknown keys are errors."""


class Words(Strict, frozen=True, kw_only=True):
    """A slice of a document, which stands in it exactly once."""

    document: Document
    text: Text


class Claim(Words, frozen=True, kw_only=True):
    """Words, who says them, for which side, and the day they were said."""

    speaker: Text
    side: str | None
    date: date


class RestsOn(Strict, frozen=True, kw_only=True):
    """The rule that pairs two claims, and the words that it reads."""

    rule: Literal["named", "referred", "measure", "event", "question"]
    words: Some[Words]


class Entry(Strict, frozen=True, kw_only=True):
    """What can be scored: an id, and the traps that it sets."""

    id: Text
    traps: tuple[Text, ...] = ()


class Pair(Entry, frozen=True, kw_only=True):
    """Two claims that stand against each other: `left` answers or rivals `right`."""

    left: Claim
    right: Claim
    rests_on: RestsOn


class Denial(Pair, frozen=True, kw_only=True, tag_field="kind", tag="a"):
    """A denial, rejection or doubt, and what it answers."""

    stance: Literal["denies", "rejects", "doubts"]


class RivalFigures(Pair, frozen=True, kw_only=True, tag_field="kind", tag="b"):
    """One measure of one thing at one place and time with different figures."""

    measure: Text
    unit: Text
    left_value: float
    right_value: float


class RivalEvent(Pair, frozen=True, kw_only=True, tag_field="kind", tag="c"):
    """One event that two sides date or place differently."""

    event: Text
    differs: Literal["date", "place"]


class OppositeAnswers(Pair, frozen=True, kw_only=True, tag_field="kind", tag="d"):
    """One question with opposite answers."""

    question: Text


class StanceOnQuestion(Pair, frozen=True, kw_only=True, tag_field="kind", tag="e"):
    """Who takes which stance on one question, and the claim that stands beside it."""

    question: Text
    stance: Literal[
        "affirms", "limits", "withholds", "does not corroborate", "denies", "on condition"
    ]


class FigureValue(Strict, frozen=True, kw_only=True):
    """One value of a figure: as of which day, by whom, and how it stands to the one before."""

    value: float | date
    as_of: date
    by: Text
    side: str | None
    status: Literal["first", "growing", "corrected", "rival"]
    words: Words


class Figure(Entry, frozen=True, kw_only=True):
    """How the figure of one measure moved."""

    measure: Text
    unit: Text
    values: Several[FigureValue]


class Member(Strict, frozen=True, kw_only=True):
    """A document of a story and the words that put it there."""

    document: Document
    reasons: Some[Text]


class Story(Entry, frozen=True, kw_only=True):
    """The documents on one matter."""

    matter: Text
    members: Several[Member]


class Origin(Entry, frozen=True, kw_only=True):
    """Documents or words that count as one origin: reprints of one text, or an echo of another."""

    kind: Literal["reprint", "echo"]
    origin: Text
    words: Several[Words]


class Chain(Entry, frozen=True, kw_only=True):
    """A statement that came through several mouths, the first link first."""

    links: Annotated[tuple[Text, ...], Meta(min_length=3)]
    words: Words


class Retraction(Entry, frozen=True, kw_only=True):
    """What an outlet or speaker took back, and where else the same then stands marked."""

    by: Literal["outlet", "speaker"]
    left: Claim
    takes_back: Claim
    marks: tuple[Words, ...] = ()


class Deed(Words, frozen=True, kw_only=True):
    """What followed a promise, and on which day."""

    date: date


class Promise(Entry, frozen=True, kw_only=True):
    """A promise or pledge, its day, and what followed."""

    promise: Claim
    due: date
    deeds: Some[Deed]
    outcome: Literal["kept", "late", "in part", "broken"]


class Repetition(Entry, frozen=True, kw_only=True):
    """One statement that is shown once, with each occasion on which it was made."""

    said: Several[Claim]


class Same(Entry, frozen=True, kw_only=True):
    """Mentions of one person, body or place."""

    name: Text
    type: Literal["person", "body", "place"]
    mentions: Several[Words]


class Different(Entry, frozen=True, kw_only=True):
    """Two mentions that must not be one entity."""

    type: Literal["person", "body", "place"]
    left: Words
    right: Words


class Speaker(Entry, frozen=True, kw_only=True):
    """Who says words that name their speaker by a pronoun, an office or a group only."""

    words: Words
    mention: Words
    speakers: Some[Text]


class OneSide(Entry, frozen=True, kw_only=True):
    """Voices that speak for one side."""

    side: Text
    voices: Several[Words]


class Absent(Entry, frozen=True, kw_only=True):
    """A party without a voice where a document tells of it."""

    party: Text
    words: Words


class Negative(Entry, frozen=True, kw_only=True):
    """What must not be shown: which kind of look-alike, as what, and its words."""

    kind: NegativeKind
    forbids: Forbids
    why: Text
    left: Words
    right: Words | None = None


class Change(Entry, frozen=True, kw_only=True):
    """What became of a source in the later state, and words of it that then change or go."""

    kind: Literal["edited", "renamed", "withdrawn"]
    words: Words


class Side(Strict, frozen=True, kw_only=True):
    """A side, and the wider one within which it stands; a scorer accepts either name."""

    name: Text
    within: str | None = None


class Gold(Strict, frozen=True, kw_only=True):
    """The whole file."""

    sides: Some[Side]
    none: Some[Document]
    stories: Some[Story]
    origins: Some[Origin]
    chains: Some[Chain]
    pairs: Some[Denial | RivalFigures | RivalEvent | OppositeAnswers | StanceOnQuestion]
    figures: Some[Figure]
    retractions: Some[Retraction]
    promises: Some[Promise]
    repetitions: Some[Repetition]
    same: Some[Same]
    different: Some[Different]
    speakers: Some[Speaker]
    one_side: Some[OneSide]
    absent: Some[Absent]
    changes: Some[Change]
    negatives: Some[Negative]


def read(path: Path) -> Gold:
    """Read the gold; `msgspec.ValidationError` names the field and its place."""
    return msgspec.yaml.decode(path.read_bytes(), type=Gold)


def within(node: object, kind: type[_T]) -> Iterator[_T]:
    """Everything of a kind inside an entry, the entry itself first."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, Struct):
        for field in node.__struct_fields__:
            yield from within(getattr(node, field), kind)
    elif isinstance(node, tuple):
        for part in node:
            yield from within(part, kind)


def words_of(entry: Entry) -> tuple[Words, ...]:
    """The slices on which an entry rests; of a story, the reasons of its members."""
    reasons = (
        Words(document=member.document, text=text)
        for member in within(entry, Member)
        for text in member.reasons
    )
    return (*within(entry, Words), *reasons)


def positives(gold: Gold) -> tuple[Entry, ...]:
    """What must be shown."""
    return tuple(
        entry for entry in within(gold, Entry) if not isinstance(entry, Negative | Different)
    )


def negatives(gold: Gold) -> tuple[Entry, ...]:
    """What must not be shown."""
    return (*gold.negatives, *gold.different)
