"""Which labels of a document call somebody who speaks, from the evidence of the whole text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from generator import reference
from generator.extract.transcript.conventions import CONVENTIONS, Convention
from generator.extract.transcript.labels import Called, LabelKind, Range
from generator.extract.transcript.notes import is_time
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
_ENDED = re.compile(r"[.!?:;\u2026\"\u201d\u2019)\]]$|--$|\u2014$")
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_APART = re.compile(r",|--|[\u2013\u2014|]")
"""What stands between a name and an office."""
_LINE = 60
"""Most characters of a label on a line of its own that is not sure."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The label at the beginning of a paragraph."""

    number: int
    """Which paragraph, from 0."""
    start: int
    """Its first character, a time before it included."""
    end: int
    """Where what is said begins."""
    called: Called
    """Whom it calls; offsets count in the whole text."""
    convention: Convention
    """Which convention it follows."""
    timed: bool = False
    """Whether a time in brackets, or on a label's own line, stands beside it."""

    @property
    def kind(self) -> LabelKind:
        """What it calls."""
        return self.called.kind

    @property
    def sure(self) -> bool:
        """Whether its form alone tells that somebody speaks."""
        if self.convention.repeated:
            return False
        if self.convention.alone and self.kind is LabelKind.PERSON:
            return self.timed or self.called.role is not None or self.convention.sure
        return self.called.sure or self.convention.sure or self.timed

    @property
    def shape(self) -> tuple[bool, bool, bool]:
        """How its name is written: in capitals, of several words, with an address or an office."""
        told = self.called.sure or self.called.role is not None
        return self.called.capitals, self.called.parts > 1, told


def find_labels(text: str, paragraphs: Sequence[Range]) -> list[Label | None]:
    """Return the label of each paragraph, or None."""
    found = [_label(text, number, *part) for number, part in enumerate(paragraphs)]
    times = [False, *(is_time(text[start:end]) for start, end in paragraphs)]
    return [
        replace(label, timed=True)
        if label is not None and after and label.convention.alone
        else label
        for label, after in zip(found, times, strict=False)
    ]


def labelled_lines(text: str, paragraphs: Sequence[Range]) -> Iterator[Range]:
    """Yield the paragraphs, cut at blank lines and where a line begins with a label.

    A time, and a name after it, may stand on the first lines.
    """
    timed = False
    for part in paragraphs:
        first, end = part
        for line in _peeled(text, *part, timed=timed):
            yield line
            first = line[1]
        first += len(text[first:end]) - len(text[first:end].lstrip())
        yield from _cut(text, first, end)
        timed = is_time(text[slice(*part)])


def _peeled(text: str, start: int, end: int, *, timed: bool) -> Iterator[Range]:
    """Yield the first lines of a paragraph that hold a time, or a label beside or after one."""
    while (match := _LINE_END.search(text, start, end)) is not None:
        line = text[start : match.start()]
        label = None if is_time(line) else _label(text, 0, start, match.start())
        alone = label is not None and label.convention.alone and (timed or label.timed)
        if not is_time(line) and not alone:
            return
        yield start, match.start()
        timed, start = is_time(line), match.end()


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the parts of a paragraph that blank lines and lines with a label begin."""
    first = start
    for match in _LINE_END.finditer(text, start, end):
        blank = match[0].count("\n") > 1
        if blank or _begins(text, match.start(), match.end(), end):
            yield first, match.start()
            first = match.end()
    yield first, end


def _begins(text: str, before: int, start: int, end: int) -> bool:
    """Tell whether a line begins with a label, after one that ends what was said."""
    if not _ENDED.search(text[max(0, before - 4) : before]):
        return False
    label = _label(text, 0, start, end)
    inline = label is not None and not label.convention.alone
    return inline and label is not None and label.kind is not LabelKind.NOBODY


def _label(text: str, number: int, start: int, end: int) -> Label | None:
    part = text[start:end]
    for convention in CONVENTIONS:
        found = convention.match(part)
        if found is None:
            continue
        match, called = found
        if convention.alone and not _can_stand_alone(part, called):
            continue
        time = match.groupdict().get("time") or ""
        bracketed = time[:1] in ("[", "(", "<")
        alone_timed = convention.alone and bool(re.search(r"\d:\d\d", part))
        return Label(
            number=number,
            start=start,
            end=start + match.end(),
            called=called.moved(start),
            convention=convention,
            timed=bracketed or alone_timed,
        )
    return None


def _can_stand_alone(part: str, called: Called) -> bool:
    """Tell whether a short paragraph without a stop may be a label of its own."""
    if called.kind is LabelKind.NOBODY or _ENDED.search(part.rstrip("])0123456789:")):
        return called.kind is LabelKind.EXAMINER
    if called.sure or called.role is not None:
        return True
    return len(part) <= _LINE and not _APART.search(part)


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
        self._text, self._paragraphs = text, paragraphs
        self._all = labels
        found = [label for label in labels if label is not None]
        self._stray = {
            label.number
            for before, label in pairwise((None, *found))
            if label is not None and _is_article(text, before, label)
        }
        self._letters = [e for e in found if _is_letter(e) and e.number not in self._stray]
        self._named = [label for label in found if _is_speaker(label) and self._is_open(label)]
        self._full = {
            label.called.key.split()[-1]: label.called.key
            for label in self._named
            if label.called.parts > 1
        }
        self._counts = Counter((each.convention.name, self._key(each)) for each in self._named)
        self._known = self._repeated() + [label for label in self._named if label.sure]
        self._shapes = {(label.convention.name, label.shape) for label in self._known}
        self._keys = {label.called.key for label in self._known}
        self._has_letters = self._asked()

    def _repeated(self) -> list[Label]:
        return [label for label in self._named if self._count(label) >= _TWO]

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

    def _asked(self) -> bool:
        """Tell whether "Q" and "A" label questions and answers."""
        kinds = Counter(label.kind for label in self._letters)
        asked = kinds[LabelKind.QUESTION]
        listed = any(
            re.match(r"[B-D][.)]\s", self._text[start:end]) for start, end in self._paragraphs
        )
        if listed and not kinds[LabelKind.EXAMINER]:
            return False
        return asked >= _TWO or bool(asked and (kinds[LabelKind.ANSWER] or self._known))

    def is_transcript(self) -> bool:
        """Tell whether the labels are those of a transcript."""
        if self._has_letters:
            return True
        sure = {label.called.key for label in self._named if label.sure}
        if not self._named or self._talking() < _TALKING:
            return False
        if len(sure) >= _TWO or self._is_address():
            return True
        speakers = {label.called.key for label in self._named}
        return len(speakers) >= _TWO and bool(self._repeated()) and self._covered() >= _COVERED

    def _is_address(self) -> bool:
        """Tell whether one speaker alone is labelled in a form that nothing else has."""
        return any(
            label.sure and label.called.capitals and not label.convention.alone
            for label in self._named
        )

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
        if _is_letter(label):
            is_turn = self._has_letters and label.number not in self._stray
            return Says.SPEAKER if is_turn else Says.WORDS
        if label.convention.alone:
            return self._says_alone(label)
        if self._is_cited(label):
            return Says.DOUBT
        if label.sure or self._is_known(label):
            return Says.SPEAKER
        if label.called.key in words("spoken") or self._is_foreign(label):
            return Says.WORDS
        return Says.DOUBT

    def _says_alone(self, label: Label) -> Says:
        """Return what a label on a line of its own tells: a heading may look like it."""
        if self._is_listed(label):
            return Says.NOTHING
        inline = any(not other.convention.alone for other in self._known)
        known = label.called.key in self._keys and not inline
        brief = label.timed and label.kind is LabelKind.PERSON and label.called.parts < _TWO
        sure = label.sure and not brief and (label.timed or not inline)
        if sure or self._count(label) >= _TWO or known:
            return Says.SPEAKER
        return Says.DOUBT

    def _is_cited(self, label: Label) -> bool:
        """Tell whether a name before a colon stands in a record that labels with stops.

        "Lord Halder: …" is then whom somebody quotes.
        """
        named = Counter(other.convention.name for other in self._named)
        return label.convention.name == "colon" and named["record"] > named["colon"]

    def _is_foreign(self, label: Label) -> bool:
        """Tell whether a label is not written as any that surely calls somebody here."""
        same = {shape for name, shape in self._shapes if name == label.convention.name}
        return label.shape[0] not in {capitals for capitals, *_ in same}

    def _is_known(self, label: Label) -> bool:
        """Tell whether a label that is not sure is repeated, or is written as those that are."""
        key = label.called.key
        if self._count(label) >= _TWO or key in self._keys:
            return True
        if key in words("spoken"):
            return False
        if any(f" {known}".endswith(f" {key}") for known in self._keys):
            return True
        if label.convention.name == "dash":
            return False
        if not label.convention.repeated and self._said(label).rstrip().endswith("?"):
            return True
        if label.convention.repeated:
            return False
        given = self._text[slice(*label.called.words)].split()[0].title()
        is_given = label.called.parts > 1 and reference.first_name_gender(given) is not None
        return is_given or (label.convention.name, label.shape) in self._shapes


def _is_article(text: str, before: Label | None, label: Label) -> bool:
    """Tell whether "A" and one space begin a sentence: no question stands right before."""
    is_bare = label.convention.name == "bare-letter" and label.kind is LabelKind.ANSWER
    asked = before is not None and before.kind is LabelKind.QUESTION
    return is_bare and label.end - label.start == len("A ") and not asked


def _is_letter(label: Label) -> bool:
    return label.kind in (LabelKind.QUESTION, LabelKind.ANSWER, LabelKind.EXAMINER)


def _is_speaker(label: Label) -> bool:
    return label.kind in (LabelKind.PERSON, LabelKind.OFFICE)
