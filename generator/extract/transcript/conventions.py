"""How transcripts label who speaks: one record a convention, the most telling first.

A paragraph follows the first convention whose pattern matches and whose label can be read. That a
document follows a convention at all is decided over its whole text (`deciding.py`).
"""

import re
from dataclasses import dataclass, replace

from generator.extract.transcript.labels import CLOCK, Called, LabelKind, read_label
from generator.extract.transcript.vocabulary import bare, words

_ITEM = r"(?:[-*\u2022\u2013]\s+|\d{1,2}\s+(?=[A-Z]))?"
_NUMBER = r"(?:Q\d{1,4}\.?\s+)?"
_TIMES = rf"{CLOCK}(?:\s*(?:-|\u2013|\u2014|-->|to)\s*{CLOCK})?"
_BEFORE = rf"(?P<time>[\[(<]?{_TIMES}[\])>]?\s*[-\u2013\u2014:|]?\s*)?"
_OPENS = r"(?=[\"'\u201c\u2018(\[A-Z0-9\u2026.-])"
_LABEL = r"(?P<label>[^\W\d_](?:[^:\n]|(?<=\d):(?=\d)){0,118}?)"
_ADDRESS = r"(?:Mr|Mrs|Ms|Miss|Dr|Madam|Senator|Delegate|Chairman|Chairwoman|The)\b\.?"
_SHOUTED = r"(?:[A-Z][a-z]{0,2}['\u2019]?[A-Z]{2,}[\w'\u2019-]*|[A-Z]{2,}[\w'\u2019-]*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """One way to label a turn."""

    name: str
    """What rules and reasons call it."""
    pattern: re.Pattern[str]
    """What a paragraph begins with, up to what is said; `label` holds the label's words."""
    sure: bool = False
    """Whether the form alone tells that somebody speaks."""
    repeated: bool = False
    """Whether only a label that stands twice tells: prose may look like it."""
    alone: bool = False
    """Whether the label is a paragraph of its own."""
    examines: bool = False
    """Whether it says who asks from here on."""
    hits: tuple[str, ...]
    """Paragraphs that follow it."""
    misses: tuple[str, ...]
    """Paragraphs that look alike and do not follow it."""

    def match(self, text: str) -> "tuple[re.Match[str], Called] | None":
        """Return the match in a paragraph with whom its label calls, or None."""
        match = self.pattern.match(text)
        if match is None:
            return None
        called = _letter(match) or read_label(match["label"])
        if called is not None and self.examines:
            is_person = called.kind is LabelKind.PERSON
            called = replace(called, kind=LabelKind.EXAMINER) if is_person else None
        return None if called is None else (match, called.moved(match.start("label")))


def _letter(match: re.Match[str]) -> Called | None:
    """Return that a label is "Q", "Answer" or the like."""
    word = bare(match["label"]).rstrip("0123456789 ")
    span = (0, len(match["label"]))
    for name, kind in (("questions", LabelKind.QUESTION), ("answers", LabelKind.ANSWER)):
        if word in words(name):
            return Called(kind=kind, words=span, key=kind.value, sure=True)
    return None


CONVENTIONS = (
    Convention(
        name="letter",
        pattern=re.compile(
            r"(?:\d{1,2}\s+)?"
            r"(?P<label>(?:Q|A|Question|QUESTION|Answer|ANSWER|Ques|Ans)(?:\.?\s?\d{1,3})?)\s?"
            r"(?:(?:\([^()]{3,40}\)|(?<=Question )(?:from|by) [^:.?!\n]{3,40})\s?)?"
            r"(?::|[.)](?=\s)|\s?[\u2014\u2013](?=\s)|(?<=[QA])\s--(?=\s))\s*(?=\S|$)"
        ),
        sure=True,
        hits=(
            "Q: Why?",
            "A. I did.",
            "Q1. Why?",
            "QUESTION: Why?",
            "Q (via interpreter): Why?",
            "Question from the floor: Why?",
            "12  Q.  Why?",
        ),
        misses=("Quite: why?", "A1 is a road.", "Answers: none"),
    ),
    Convention(
        name="bare-letter",
        pattern=re.compile(
            r"(?P<label>[QA])(?:[^\S\n]{2,}(?=\S)|(?<=Q)[^\S\n](?!and |& )(?=\S)|"
            rf"[^\S\n]{_OPENS})"
        ),
        sure=True,
        hits=("Q    Thanks, Marit.", "A   Yes.", "Q Thanks, Marit.", "A Yes.", "Q so why?"),
        misses=("A man came.", "Q and A", "Q& A"),
    ),
    Convention(
        name="examiner",
        pattern=re.compile(
            r"(?:(?:DIRECT|CROSS|REDIRECT|RECROSS|FURTHER)?(?:[- ]?EXAMINATION)?\s*)?BY\s+"
            r"(?P<label>(?:MR|MRS|MS|DR)\.?\s[^:\n]{2,40}?)\s*:?\s*$"
        ),
        sure=True,
        alone=True,
        examines=True,
        hits=("BY MR. LUND:", "DIRECT EXAMINATION BY MS. OST:", "BY MS. OST"),
        misses=("BY THE SEA:", "By Mr. Lund, staff writer"),
    ),
    Convention(
        name="record",
        pattern=re.compile(
            rf"(?P<label>{_ADDRESS}\s?[^.:\n()]{{0,40}}?{_SHOUTED}[^.:\n()]{{0,40}}?"
            rf"(?:\s?\([^()\n]{{1,60}}\))?)\.(?:--|\u2014)?\s+{_OPENS}"
        ),
        sure=True,
        hits=(
            "Mr. HIGGVIK of North Veldt. Mr. Speaker, no.",
            "The SPEAKER pro tempore (Ms. Farrow). Time.",
            "Mr. McCAVIK. I object.",
            "The PRESIDING OFFICER. Without objection.",
        ),
        misses=("Mr. Lund left. He ran.", "The NVDA met in May. It lost.", "The clerk read. Yes."),
    ),
    Convention(
        name="stop-dash",
        pattern=re.compile(
            r"(?P<label>[^\W\d_][^.:\n()]{1,90}(?:\([^()\n]{1,40}\))?)\.\s[\u2013\u2014]\s"
            r"(?:\([A-Z]{2}\)\s)?(?=\S)"
        ),
        sure=True,
        hits=(
            "President. \u2013 The debate is closed.",
            "Odd Kvernes (Reform). \u2013 Thank you.",
            "Odd Kvernes, on behalf of the Reform Group. \u2013 No.",
        ),
        misses=("It was late. \u2013 We left.", "Ternholm is closed. \u2013 The mayor"),
    ),
    Convention(
        name="stop",
        pattern=re.compile(
            r"(?P<label>(?:Mr|Mrs|Ms|Miss|Dr|Senator|Representative|Delegate|Chair(?:man|woman)?|"
            r"Secretary|Commissioner|Admiral|General|Judge|Justice|Governor|Mayor|Ambassador)\.? "
            r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2})\.\s+(?=[\"'\u201c\u2018(\[A-Z])"
        ),
        repeated=True,
        hits=("Mr. Aamlid. Thank you.", "Chairwoman Dahlvik. The committee will come to order."),
        misses=("Mr. Aamlid left. He ran.", "The mayor. He left."),
    ),
    Convention(
        name="colon",
        pattern=re.compile(rf"{_ITEM}{_BEFORE}{_NUMBER}{_LABEL}\s?:(?=\s|$)\s*"),
        hits=(
            "Erik Lund: It closed.",
            "[00:00:04] Anna Torvin: Welcome.",
            "Q23 Chair: Thank you.",
            "Erik Lund (00:12): Yes.",
            "LENA OSTROW, FINANCE MINISTER: It is balanced.",
            "Owen Smedt (Pontwell) (Lab): Will he?",
            "MR LUND: No.",
            "Mr LUND (Halden\u2014Prime Minister) (14:02): No.",
            "REUTERS: Why?",
            "- Erik Lund: Yes.",
            'Erik "Rik" Lund: Yes.',
            "MS OST KC: No.",
        ),
        misses=(
            "Aug. 14, 1961: It rained.",
            "What we know: nothing.",
            "The vote is at 10:30 today.",
            "He said this: no.",
        ),
    ),
    Convention(
        name="line",
        pattern=re.compile(
            rf"{_BEFORE}(?P<label>[^\W\d_][^:\n]{{0,98}}?)(?:\s+[\[(]?{CLOCK}[\])]?)?\s*$"
        ),
        alone=True,
        hits=(
            "Erik Lund",
            "Erik Lund  12:31",
            "00:12 Erik Lund",
            "Erik Lund -- Halvik Steel -- Chief Financial Officer",
            "Operator",
        ),
        misses=("The mine closed in March", "It closed in March.", "2024 results"),
    ),
    Convention(
        name="dash",
        pattern=re.compile(
            r"(?P<label>[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3})\s?"
            r"(?:\u2014|\u2013|--)\s+(?=\S)"
        ),
        repeated=True,
        hits=("Torvin \u2014 It closed.", "Erik Lund -- Yes."),
        misses=("The mine \u2014 it closed.", "Lorvik, Vasteria \u2014 The mine"),
    ),
)
"""All conventions, in the order in which they are tried."""
