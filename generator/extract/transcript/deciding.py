"""Which labels of a document call somebody who speaks, from the evidence of the whole text."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from generator import reference
from generator.extract.transcript.found import Label
from generator.extract.transcript.labels import LabelKind, Range
from generator.extract.transcript.vocabulary import words

_TWO = 2
"""Speakers of a transcript; times that a name must stand as label to tell by itself."""
TALK = re.compile(
    r"\?|\b(?:I|we|We|you|You|my|My|our|Our|your|Your|us|me|yes|Yes|No|Well|Thanks?|thank|Okay|OK|"
    r"Good (?:morning|afternoon|evening)|Mr|Mrs|Ms|Madam|sir|Sir|Hello|Hi|Welcome|let's|Let's)\b"
)
"""What people say to each other and articles seldom do."""
_TALKING = 0.3
"""Least share of turns with such words, where no form of a label is sure."""
_COVERED = 0.2
"""Least share of the paragraphs between the first label and the last that have one, likewise."""
_LISTED = re.compile(r"[B-D][.)]\s")
"""What makes "A." the first of a list."""


class Says(Enum):
    """What a label tells."""

    SPEAKER = "speaker"
    """Somebody begins to speak."""
    NOTHING = "nothing"
    """It calls a thing: its paragraph is nobody's."""
    WORDS = "words"
    """It is what somebody says: "Finally: …"."""
    DOUBT = "doubt"
    """It may call somebody: nobody is sure to speak from here on."""


def deciding(
    text: str, paragraphs: Sequence[Range], labels: Sequence[Label | None]
) -> dict[int, Says]:
    """Return what the labels of a transcript tell, by paragraph; nothing where it is none."""
    evidence = _Evidence(text, paragraphs, labels)
    if not evidence.is_transcript():
        return {}
    return {label.number: evidence.says(label) for label in labels if label is not None}


class _Evidence:
    """What all labels of a document together tell."""

    def __init__(
        self, text: str, paragraphs: Sequence[Range], labels: Sequence[Label | None]
    ) -> None:
        self._text, self._paragraphs, self._all = text, paragraphs, labels
        found = [label for label in labels if label is not None]
        stray = {label.number for pair in pairwise((None, *found)) for label in _articles(*pair)}
        letters = [each for each in found if each.is_letter and each.number not in stray]
        self._named = [each for each in found if each.is_speaker and self._is_open(each)]
        self._styles = Counter(each.convention.name for each in self._named)
        self._full = {
            each.called.key.split()[-1]: each.called.key
            for each in self._named
            if each.called.parts > 1
        }
        self._counts = Counter((each.convention.name, self._key(each)) for each in self._named)
        self._repeated = [each for each in self._named if self._count(each) >= _TWO]
        self._known = self._repeated + [each for each in self._named if each.sure]
        self._shapes = {(each.convention.name, each.shape) for each in self._known}
        self._keys = {each.called.key for each in self._known}
        self._surnames = {key.split()[-1] for key in self._keys}
        self._letters = {each.number for each in letters} if self._asked(letters) else set[int]()

    def _count(self, label: Label) -> int:
        return self._counts[label.convention.name, self._key(label)]

    def _key(self, label: Label) -> str:
        """Return what the labels of one speaker share: a surname counts as its full name."""
        return self._full.get(label.called.key, label.called.key)

    def _is_open(self, label: Label) -> bool:
        """Tell whether words follow a label: on its line, or for one alone in the next."""
        if label.end < self._paragraphs[label.number][1]:
            rest = self._text[label.end : self._paragraphs[label.number][1]]
            return any(c.isalpha() for c in rest)
        following = label.number + 1
        return following < len(self._all) and not self._is_listed(label)

    def _is_listed(self, label: Label) -> bool:
        """Tell whether a label alone stands in a list of such: those who take part."""
        near = (self._neighbour(label.number - 1), self._neighbour(label.number + 1))
        return any(
            other is not None
            and other.convention is label.convention
            and other.end >= self._paragraphs[other.number][1]
            and (other.called.role is None) is (label.called.role is None)
            for other in near
        )

    def _neighbour(self, number: int) -> Label | None:
        return self._all[number] if 0 <= number < len(self._all) else None

    def _asked(self, letters: Sequence[Label]) -> bool:
        """Tell whether "Q" and "A" label questions and answers."""
        kinds = Counter(label.kind for label in letters)
        asked = kinds[LabelKind.QUESTION]
        listed = any(_LISTED.match(self._text, start) for start, _ in self._paragraphs)
        if listed and not kinds[LabelKind.EXAMINER]:
            return False
        return asked >= _TWO or bool(asked and (kinds[LabelKind.ANSWER] or self._known))

    def is_transcript(self) -> bool:
        """Tell whether the labels are those of a transcript."""
        if self._letters:
            return True
        sure = {label.called.key for label in self._named if label.sure}
        if not self._named or self._talking() < _TALKING:
            return False
        if len(sure) >= _TWO or self._is_address() or self._is_exchange():
            return True
        speakers = {label.called.key for label in self._named}
        return len(speakers) >= _TWO and bool(self._repeated) and self._covered() >= _COVERED

    def _is_address(self) -> bool:
        """Tell whether one speaker alone is labelled in a form that nothing else has."""
        return any(
            label.sure
            and label.called.capitals
            and not label.convention.alone
            and (label.kind is LabelKind.PERSON or self._words(label).startswith("THE "))
            for label in self._named
        )

    def _is_exchange(self) -> bool:
        """Tell whether paragraph for paragraph one asks and another speaks, by full names."""
        speakers = {label.called.key for label in self._named}
        full = all(self._is_given(label) for label in self._named)
        asks = any(self._said(label).rstrip().endswith("?") for label in self._named)
        return len(speakers) >= _TWO and full and asks and self._covered() == 1

    def _words(self, label: Label) -> str:
        return self._text[slice(*label.called.words)]

    def _talking(self) -> float:
        """Return the share of turns with words that people say to each other."""
        talk = sum(bool(TALK.search(self._said(label))) for label in self._named)
        return talk / len(self._named)

    def _said(self, label: Label) -> str:
        end = self._paragraphs[label.number][1]
        if label.end >= end and label.number + 1 < len(self._paragraphs):
            return self._text[slice(*self._paragraphs[label.number + 1])]
        return self._text[label.end : end]

    def _covered(self) -> float:
        numbers = [label.number for label in self._named]
        return len(numbers) / (numbers[-1] - numbers[0] + 1)

    def says(self, label: Label) -> Says:
        """Return what one label of a transcript tells."""
        if label.kind is LabelKind.NOBODY:
            return Says.NOTHING
        if label.is_letter:
            return Says.SPEAKER if label.number in self._letters else Says.WORDS
        if label.convention.alone:
            return self._says_alone(label)
        if self._is_cited(label):
            return Says.DOUBT
        if label.sure or self._is_known(label):
            return Says.SPEAKER
        is_said = label.called.key in words("spoken") or self._is_foreign(label)
        return Says.WORDS if is_said else Says.DOUBT

    def _says_alone(self, label: Label) -> Says:
        """Return what a label on a line of its own tells: a heading may look like it."""
        if self._is_listed(label):
            return Says.NOTHING
        inline = any(not other.convention.alone for other in self._known)
        known = label.called.key in self._keys and not inline
        brief = label.timed and label.kind is LabelKind.PERSON and label.called.parts < _TWO
        sure = label.sure and not brief and (label.timed or not inline)
        alike = (label.convention.name, label.shape) in self._shapes and self._is_given(label)
        if sure or self._count(label) >= _TWO or known or (alike and not inline):
            return Says.SPEAKER
        return Says.WORDS if inline else Says.DOUBT

    def _is_cited(self, label: Label) -> bool:
        """Tell whether a name before a colon stands in a record that labels with stops.

        "Lord Halder: …" is then whom somebody quotes.
        """
        return label.convention.name == "colon" and self._styles["record"] >= self._styles["colon"]

    def _is_foreign(self, label: Label) -> bool:
        """Tell whether a label is not written as any that surely calls somebody here."""
        same = {shape for name, shape in self._shapes if name == label.convention.name}
        return label.shape[0] not in {capitals for capitals, *_ in same}

    def _is_known(self, label: Label) -> bool:
        """Tell whether a label that is not sure is repeated, or is written as those that are."""
        key = label.called.key
        if self._count(label) >= _TWO or key in self._keys:
            return True
        if label.convention.repeated or key in words("spoken"):
            return False
        asks = self._said(label).rstrip().endswith("?")
        alike = (label.convention.name, label.shape) in self._shapes
        return key in self._surnames or asks or alike or self._is_given(label)

    def _is_given(self, label: Label) -> bool:
        """Tell whether a name of several words begins with a known first name."""
        first = self._words(label).split()[0].title()
        return label.called.parts > 1 and reference.first_name_gender(first) is not None


def _articles(before: Label | None, label: Label | None) -> tuple[Label, ...]:
    """Return a label "A" that only begins a sentence: no question stands right before."""
    if label is None or label.kind is not LabelKind.ANSWER:
        return ()
    is_bare = label.convention.name == "bare-letter" and label.end - label.start == len("A ")
    asked = before is not None and before.kind is LabelKind.QUESTION
    return (label,) if is_bare and not asked else ()
