"""What the words of a label say: a name, an office, both, or nobody who could speak."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator import reference
from generator.extract.transcript.notes import TIME, is_note
from generator.extract.transcript.vocabulary import bare, before_names, offices, words

Range = tuple[int, int]
"""Characters of a text, end exclusive."""

CLOCK = rf"{TIME}(?:\s?[apAP]\.?[mM]\.?)?"
"""A time, perhaps with what half of the day it is in."""

_LONGEST = 14
"""Most words of a label with its role."""
_NAMES = 5
"""Most words of a name."""
_LONG_ROLE = 8
"""Most words of a role in small letters."""
_FOR = "on behalf of"
"""What comes before a group that somebody speaks for, which is no office."""
_LINKS = frozenset(["of", "for", "to", "at", "on", "in", "and", "the"])
"""Small words inside the phrase of an office."""
_WORD = re.compile(r"[^\s,]+")
_GROUP = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_STAMP = re.compile(rf"(?:\s+|\s*[-\u2013\u2014,]\s*)?{CLOCK}$")
_ONLY_TIME = re.compile(rf"\s*{CLOCK}(?:\s*(?:-|\u2013|\u2014|-->|to)\s*{CLOCK})?\s*")
_PARTS = re.compile(r",\s+|\s+(?:--|[-\u2013\u2014/|])\s+|\s?\u2014\s?")
_PLACE = re.compile(
    r"\s+(?:of|from)\s+(?:the\s+)?[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*){0,3}$"
)
_NUMBERED = re.compile(
    r"(?:[A-Za-z-]+\s+){0,2}(?:speaker|participant|panell?ist|interviewee|respondent|caller|member|"
    r"juror|voice|person|witness|voter|resident|attendee|student|player|guest|reporter|journalist|"
    r"interviewer|host|man|woman|male|female|question)"
    r"(?:[ _#-]+(?:no\. ?)?(?:\d{1,3}|[a-z])|\d{1,3})",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*|[\"'\u201c\u2018][^\W\d_]\w*[\"'\u201d\u2019]")
"""A word of a name, or a nickname in marks."""


class LabelKind(StrEnum):
    """What a label calls."""

    PERSON = "person"
    """Somebody, or a body, by name."""
    OFFICE = "office"
    """Somebody by an office or a number: "The Speaker", "Operator", "Speaker 2"."""
    QUESTION = "question"
    """Whoever asks."""
    ANSWER = "answer"
    """Whoever is asked."""
    EXAMINER = "examiner"
    """Who asks from here on: "BY MR. LUND:"."""
    NOBODY = "nobody"
    """A thing: "READ MORE"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Whom some words call; offsets count in these words' text."""

    kind: LabelKind
    words: Range
    """The name with its form of address, or the phrase of the office."""
    name: Range | None = None
    """The name without forms of address; None where there is none."""
    role: Range | None = None
    """The office beside the name."""
    key: str = ""
    """What two labels of one speaker share: the name, or the phrase, in small letters."""
    sure: bool = False
    """Whether the words alone tell that somebody is called: an address, an office beside a name."""
    capitals: bool = False
    """Whether the name is written in capitals."""
    parts: int = 1
    """Words of the name."""

    def moved(self, by: int) -> "Called":
        """Return the same with all offsets moved."""

        def shift(part: Range | None) -> Range | None:
            return None if part is None else (part[0] + by, part[1] + by)

        first, last = self.words
        words_ = (first + by, last + by)
        return replace(self, words=words_, name=shift(self.name), role=shift(self.role))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a label: characters `start` to `end` of `whole`."""

    whole: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end]

    def cut(self, start: int, end: int) -> "_Piece":
        """Return what stands between two offsets inside the piece, without outer white space."""
        text = self.text[start:end]
        first = self.start + start + len(text) - len(text.lstrip())
        return _Piece(self.whole, first, first + len(text.strip()))

    def words(self) -> list[re.Match[str]]:
        """Return the words; their offsets count in the piece."""
        return list(_WORD.finditer(self.text))


def read_label(text: str) -> Called | None:
    """Return whom the words of a label call; None when they are no label at all.

    What tells when or how somebody spoke ("(00:12)", "(via interpreter)") is left out.
    """
    whole = _Piece(text, 0, len(text)).cut(0, len(text))
    core, groups = _without_groups(whole)
    first, *rest = _parts(core)
    first, inner = _without_groups(first)
    groups = [*inner, *groups]
    if not first.text or len(core.words()) > _LONGEST or _is_dated(first):
        return None
    found = _called(first)
    if found is None:
        return _thing(core)
    if found.kind is LabelKind.NOBODY:
        return found
    holder = _holder(groups) if found.kind is LabelKind.OFFICE else None
    if holder is not None:
        return replace(holder, role=(core.start, core.end), sure=True)
    if groups:
        found = _with_group(found, groups)
    return _with_rest(found, rest) if rest else found


def _without_groups(piece: _Piece) -> tuple[_Piece, list[_Piece]]:
    """Return a label without the brackets and times at its end, and the brackets that say who."""
    groups: list[_Piece] = []
    while True:
        group = _GROUP.search(piece.text)
        if group is not None:
            inner = piece.cut(*group.span(1))
            if inner.text and not _ONLY_TIME.fullmatch(inner.text) and not is_note(inner.text):
                groups.insert(0, inner)
            piece = piece.cut(0, group.start())
            continue
        stamp = _STAMP.search(piece.text)
        if stamp is None or not stamp.start():
            return piece, groups
        piece = piece.cut(0, stamp.start())


def _is_dated(piece: _Piece) -> bool:
    """Tell whether a label has figures that no name has: "Aug. 14, 1961"."""
    return any(c.isdigit() for c in piece.text) and not _NUMBERED.fullmatch(piece.text)


def _parts(core: _Piece) -> list[_Piece]:
    """Return the pieces between commas and dashes, at least one."""
    found, start = [], 0
    for match in _PARTS.finditer(core.text):
        found.append(core.cut(start, match.start()))
        start = match.end()
    found.append(core.cut(start, len(core.text)))
    return found


def _called(piece: _Piece) -> Called | None:
    """Return whom one piece calls."""
    if _NUMBERED.fullmatch(piece.text) or _is_unnamed(piece.text):
        return _office(piece, sure=True)
    if (thing := _thing(piece)) is not None:
        return thing
    place = _PLACE.search(piece.text)
    if place is not None and not _is_office(piece.cut(0, place.start())):
        found = _called(piece.cut(0, place.start()))
        is_person = found is not None and found.kind is LabelKind.PERSON
        return replace(found, words=(found.words[0], piece.end)) if found and is_person else None
    found_words = piece.words()
    ahead = _ahead(found_words)
    named = found_words[ahead:]
    if not named:
        return _office(piece, sure=_is_sure_office(piece)) if _is_office(piece) else None
    if ahead and named[0][0] in _LINKS and _is_office(piece.cut(0, named[0].start())):
        return _office(piece, sure=True) if _is_phrase(named) else None
    return _person(piece, found_words, ahead)


def _is_unnamed(text: str) -> bool:
    return bool(re.match(r"(?:unidentified|unknown|unnamed)\b", text, re.IGNORECASE))


def _ahead(found: Sequence[re.Match[str]]) -> int:
    """Return how many words stand before the name."""
    ahead = 0
    while ahead < len(found) and bare(found[ahead][0]) in before_names():
        ahead += 1
    return ahead


def _is_office(piece: _Piece) -> bool:
    return any(bare(match[0]) in offices() for match in piece.words())


def _is_sure_office(piece: _Piece) -> bool:
    """Tell whether a phrase can only be one who speaks: "THE COURT", "Operator", "Mr Speaker"."""
    parts = [bare(match[0]) for match in piece.words()]
    return bool(set(parts) & words("callings")) or len(parts) > 1


def _is_phrase(found: Sequence[re.Match[str]]) -> bool:
    """Tell whether words go on the phrase of an office: "to the Treasury"."""
    return all(match[0] in _LINKS or match[0][0].isupper() for match in found)


def _office(piece: _Piece, *, sure: bool) -> Called:
    key = piece.text.casefold().removeprefix("the ")
    capitals = piece.text.isupper()
    span = (piece.start, piece.end)
    return Called(kind=LabelKind.OFFICE, words=span, key=key, sure=sure, capitals=capitals, parts=0)


def _person(piece: _Piece, found: Sequence[re.Match[str]], ahead: int) -> Called | None:
    """Return whom a name calls, with the office or the address before it."""
    named = found[ahead:]
    while len(named) > 1 and named[-1][0].isupper() and bare(named[-1][0]) in words("after"):
        named = named[:-1]
    if len(named) > _NAMES or not all(map(_is_name_word, _texts(named))):
        return None
    if not _is_large(named[-1][0]) or not any(len(word) > 1 for word in _texts(named)):
        return None
    if not ahead and _ends_in_office(named):
        return _office(piece, sure=True)
    office = [n for n in range(ahead) if bare(found[n][0]) in offices()]
    title = [n for n in range(ahead) if bare(found[n][0]) in words("addresses")]
    role = None
    start = found[0].start() if ahead else named[0].start()
    if office:
        first = next(n for n in range(ahead) if n in office or bare(found[n][0]) != "mr")
        role = (piece.start + found[first].start(), piece.start + found[ahead - 1].end())
        start = named[0].start()
    name = (piece.start + named[0].start(), piece.start + named[-1].end())
    return Called(
        kind=LabelKind.PERSON,
        words=(piece.start + start, piece.end),
        name=name,
        role=role,
        key=" ".join(bare(word) for word in _texts(named)),
        sure=bool(title) or any(bare(found[n][0]) not in words("ambiguous") for n in office),
        capitals=_shouts(named[-1][0]),
        parts=len(named),
    )


def _ends_in_office(named: Sequence[re.Match[str]]) -> bool:
    """Tell whether large words are an office, not a name: "Town Clerk"."""
    last = bare(named[-1][0])
    is_office = last in offices() and last not in words("ambiguous")
    return is_office and reference.first_name_gender(named[0][0].title()) is None


def _texts(found: Sequence[re.Match[str]]) -> Iterator[str]:
    return (match[0] for match in found)


def _is_name_word(word: str) -> bool:
    if bare(word) in words("particles"):
        return True
    return _is_large(word) and _NAME_WORD.fullmatch(word) is not None


def _is_large(word: str) -> bool:
    """Tell whether a word of a name is written large, as "d'Ormea" is after its particle."""
    return (
        word.lstrip("\"'\u201c\u2018")[:1].isupper()
        or re.match(r"[dl]['\u2019](?=\w)", word) is not None
    )


def _shouts(word: str) -> bool:
    """Tell whether a word is in capitals, as "McCAVIK" is."""
    rest = re.sub(r"^(?:Ma?c|De|Di|Du|La|Le|O['\u2019])(?=[A-Z]{2})", "", word)
    return rest.isupper() and len(rest.rstrip(".")) > 1


def _thing(piece: _Piece) -> Called | None:
    """Return that a label names a thing; None where it may call somebody.

    In capitals any word may say so, else the last one, or the first of a phrase.
    """
    parts = [bare(match[0]) for match in piece.words()]
    if not parts or parts[0] in words("addresses") or len(parts) > _NAMES:
        return None
    shouted = piece.text.isupper()
    if shouted:
        met = set() if _is_given(piece) else set(parts)
    elif len(parts) == 1:
        met = {parts[0]} - words("spoken")
    else:
        titled = all(match[0][0].isupper() for match in piece.words())
        met = {parts[-1]} if titled else {parts[0]} - words("spoken")
    if not met & words("things"):
        return None
    span, key = (piece.start, piece.end), " ".join(parts)
    return Called(kind=LabelKind.NOBODY, words=span, key=key, capitals=shouted)


def _is_given(piece: _Piece) -> bool:
    """Tell whether two or three words begin with a known first name: "RUTH BEST"."""
    parts = [match[0] for match in piece.words()]
    known = reference.first_name_gender(parts[0].title()) is not None
    return 1 < len(parts) <= len(("a", "b", "c")) and known


def _holder(groups: Sequence[_Piece]) -> Called | None:
    """Return who holds an office, as its brackets say: "(Ms. Farrow)"."""
    for group in groups:
        inner = _called(group)
        if inner is not None and inner.kind is LabelKind.PERSON:
            return inner
    return None


def _with_group(found: Called, groups: Sequence[_Piece]) -> Called:
    """Return a label with the office that its brackets say, if one."""
    role = found.role
    for part in (part for group in groups for part in _parts(group)):
        if role is None and found.kind is LabelKind.PERSON and _is_office(part):
            role = (part.start, part.end)
    return replace(found, role=role, sure=True)


def _with_rest(found: Called, rest: Sequence[_Piece]) -> Called | None:
    """Return a label with what follows a comma or a dash: an office, or who holds it."""
    if found.kind is LabelKind.OFFICE:
        inner = _called(rest[0])
        if inner is None or inner.kind is not LabelKind.PERSON:
            return None
        return replace(inner, role=found.words, sure=True)
    office = next((part for part in rest if _is_office(part)), None)
    if office is not None and any(p.text[:1].islower() and not _is_office(p) for p in rest):
        return None
    if office is not None:
        return replace(found, role=found.role or (office.start, office.end), sure=found.parts > 1)
    if rest[-1].text[:1].islower():
        return _with_small(found, rest)
    return replace(found, sure=found.sure or (found.capitals and rest[0].text.isupper()))


def _with_small(found: Called, rest: Sequence[_Piece]) -> Called | None:
    """Return a name with what is said of its bearer in small letters: "the harbour master"."""
    if len(rest) > 1 or len(rest[0].words()) > _LONG_ROLE:
        return None
    if rest[0].text.startswith(_FOR):
        return replace(found, sure=True)
    role = (rest[0].start, rest[0].end)
    return replace(found, role=found.role or role) if found.parts > 1 else None
