"""Which paragraphs begin with what may be a label, and of which convention."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.extract.transcript.conventions import CONVENTIONS, Convention
from generator.extract.transcript.labels import Called, LabelKind, Range
from generator.extract.transcript.notes import is_time

_ENDED = re.compile(r"[.!?:;\u2026\"\u201d\u2019)\]]$|--$|\u2014$")
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_CLOCK = re.compile(r"\d:\d\d")
_APART = re.compile(r",|--|[\u2013\u2014|]")
"""What stands between a name and an office."""
_LINE = 60
"""Most characters of a label on a line of its own that is not sure."""


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
    def is_letter(self) -> bool:
        """Whether it is "Q" or "A", or says whose questions follow."""
        return self.kind in (LabelKind.QUESTION, LabelKind.ANSWER, LabelKind.EXAMINER)

    @property
    def is_speaker(self) -> bool:
        """Whether it calls somebody, by name or office."""
        return self.kind in (LabelKind.PERSON, LabelKind.OFFICE)

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
    found: list[Label | None] = []
    timed = False
    for number, (start, end) in enumerate(paragraphs):
        label = _label(text, number, start, end)
        if label is not None and timed and label.convention.alone:
            label = replace(label, timed=True)
        found.append(label)
        timed = is_time(text[start:end])
    return found


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
    return label is not None and not label.convention.alone and label.kind is not LabelKind.NOBODY


def _label(text: str, number: int, start: int, end: int) -> Label | None:
    """Return the label at the beginning of a paragraph, by the first convention that fits.

    A label may run over the end of a line.
    """
    part = text[start:end].replace("\n", " ")
    for convention in CONVENTIONS:
        found = convention.match(part)
        if found is None:
            continue
        match, called = found
        if convention.alone and not _can_stand_alone(part, called):
            continue
        time = match.groupdict().get("time") or ""
        bracketed = bool(time) and time[0] in "[(<"
        return Label(
            number=number,
            start=start,
            end=start + match.end(),
            called=called.moved(start),
            convention=convention,
            timed=bracketed or (convention.alone and bool(_CLOCK.search(part))),
        )
    return None


def _can_stand_alone(part: str, called: Called) -> bool:
    """Tell whether a short paragraph without a stop may be a label of its own."""
    if called.kind is LabelKind.NOBODY or _ENDED.search(part.rstrip("])0123456789:")):
        return called.kind is LabelKind.EXAMINER
    if called.sure or called.role is not None:
        return True
    return len(part) <= _LINE and not _APART.search(part)
