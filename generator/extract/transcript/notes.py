"""Stage notes: what was heard or seen, and when, which nobody says."""

import re
from collections.abc import Iterator

from generator.extract.transcript.vocabulary import bare, words

Range = tuple[int, int]
"""Characters of a text, end exclusive."""

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
"""A time of the clock or of a recording."""
_BRACKETS = re.compile(
    r"\([^()]{1,120}\)|\[\[[^\[\]]{1,60}\]\]|\[[^\[\]]{1,120}\]|\u266a[^\u266a]*\u266a|<[^<>]{1,60}>"
)
_STAMP = re.compile(
    rf"[\[(<]?{TIME}(?:\s?[ap]\.?m\.?)?(?:\s(?-i:[A-Z]{{2,5}})\b)?"
    rf"(?:\s*(?:-|\u2013|\u2014|-->|to)\s*{TIME})?[\])>]?|\d{{1,5}}",
    re.IGNORECASE,
)
"""A time, from when to when, or a number alone."""
_LANGUAGE = re.compile(
    r"(?:(?:[Ss]peaking|[Ss]peaks|[Ss]poken|[Ss]poke|[Cc]ontinu(?:es|ing)|[Rr]eplies|[Aa]nswers) )?"
    r"(?:[Ii]n|[Ss]peaking|[Ss]peaks|[Tt]hrough|[Ff]rom) (?!March)[A-Z][a-z]+"
    r"(?:ic|ish|ese|ian|an|i|ch|ek|e)\.?",
)
_PAGE = re.compile(r"\[?[Pp]ages? [A-Z]?\d+\]?")
_TIMES = re.compile(TIME)
AFTERWARDS = (
    r"notes? (?:to|for) (?:the )?editors?|further information|media (?:enquiries|contacts?)|"
    r"for (?:more|further) information|- ?end ?-|ends?$|follow (?:us|@)|[*#-]+$"
)
"""What comes after the last words of a text, as a pattern without regard to capitals."""
_LONGEST = 12
"""Most words of a note."""
_ROSE = re.compile(r"[^:?!]{2,60}\b(?:rose|interjecting)\s?(?:\u2014|--|\u2013)")
"""London and Ottawa: "Several hon. Members rose—"."""
_PROCEDURE = re.compile(
    r"(?:The|This) (?:[A-Z]?\w+ ){0,2}(?:meeting|sitting|session|hearing|House|Senate|Committee|"
    r"committee|Council|Court|court|briefing|conference) (?:then )?(?:rose|adjourned|resumed|"
    r"recessed|reconvened|concluded|ended|began|(?:was|is|stands?) (?:then )?(?:adjourned|"
    r"suspended|resumed|called|concluded|recessed))\b[^?]{0,80}|"
    r"(?:(?:The )?(?:Question|Motion|Amendment|Clause|Bill|Resolution|Debate|Leave|Item|Vote)s?\b)"
    r"[^.?!]{0,40}\b(?:agreed to|put|proposed|withdrawn|negatived|granted|adjourned|carried|lost|"
    r"passed|adopted|read the (?:first|second|third) time)\b[^.?!]{0,40}\.?"
)
"""What the typist notes of the meeting itself: "The meeting rose at 10.40 a.m."."""


def is_note(inner: str) -> bool:
    """Tell whether words in brackets only say what was heard or seen: "Laughter.", "off-mike"."""
    inner = inner.strip()
    if _STAMP.fullmatch(inner) and ":" in inner:
        return True
    if _LANGUAGE.fullmatch(inner):
        return True
    if _PAGE.fullmatch(inner):
        return True
    parts = [bare(word) for word in re.split(r"[\s/]+", _TIMES.sub(" ", inner)) if bare(word)]
    if not parts or len(parts) > _LONGEST:
        return False
    known = sum(part in words("noted") for part in parts)
    told = any(part in words("telling") for part in parts)
    return told and (known == len(parts) or inner.isupper() or known * 2 > len(parts))


def is_note_paragraph(text: str) -> bool:
    """Tell whether a whole paragraph is a note: a time, or a few words in brackets."""
    if any(form.fullmatch(text) for form in (_STAMP, _ROSE, _PROCEDURE)):
        return True
    match = _BRACKETS.fullmatch(text.rstrip("."))
    return match is not None and len(text.split()) <= _LONGEST


def is_time(text: str) -> bool:
    """Tell whether a paragraph is only a time, or from when to when."""
    return ":" in text and _STAMP.fullmatch(text) is not None


def breaks_off(text: str) -> bool:
    """Tell whether another voice is heard after a note: "(BEGIN VIDEO CLIP)"."""
    return bool({bare(word.strip("()[]")) for word in text.split()} & words("breaking"))


def notes_in(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield where notes stand in `text[start:end]`."""
    for match in _BRACKETS.finditer(text, start, end):
        if match[0][0] == "\u266a" or is_note(match[0][1:-1]):
            yield match.span()


def without_notes(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield what is said in `text[start:end]`, without the notes and outer white space."""
    for first, last in notes_in(text, start, end):
        yield from _trimmed(text, start, first)
        start = last
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    part = text[start:end]
    inner = part.strip()
    if any(c.isalnum() for c in inner):
        first = start + len(part) - len(part.lstrip())
        yield first, first + len(inner)
