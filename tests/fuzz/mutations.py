"""What is done to a real sentence: each mutation is a strategy from a text to another.

They follow what texts from the field do: figures of any size, dates that are none, marks that do
not close, names of any shape, other scripts, layout, labels of transcripts.
"""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml
from hypothesis import strategies as st

Mutation = Callable[[st.DrawFn, str], str]

PIECES: Mapping[str, Sequence[str]] = yaml.safe_load(
    (Path(__file__).parent / "pieces.yml").read_text("utf-8")
)
"""What is put into sentences, by kind."""
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
CAPITALISED = re.compile(r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)*")
NUMBER = re.compile(
    r"[$€£]?\d[\d,.]*\d|\d|\b(?:two|three|four|five|six|seven|ten|million|billion)\b"
)
DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|yesterday|today|tomorrow|(?:1[89]|20)\d\d)\b"
)
_REPEATS = 6
_WIDEST = 90


def _pick(draw: st.DrawFn, choices: Sequence[str]) -> str:
    return draw(st.sampled_from(choices))


def _at(draw: st.DrawFn, text: str) -> int:
    """Draw a place before a word, or the end."""
    places = [match.start() for match in WORD.finditer(text)]
    return draw(st.sampled_from([*places, len(text)]))


def _instead(draw: st.DrawFn, text: str, pattern: re.Pattern[str], new: str) -> str:
    """Put something in the place of one match, or before a word where nothing matches."""
    found = [match.span() for match in pattern.finditer(text)]
    if not found:
        at = _at(draw, text)
        return f"{text[:at]}{new} {text[at:]}"
    start, end = draw(st.sampled_from(found))
    return text[:start] + new + text[end:]


def figure(draw: st.DrawFn, text: str) -> str:
    """Put another figure in the place of one."""
    return _instead(draw, text, NUMBER, _pick(draw, PIECES["figures"]))


def date(draw: st.DrawFn, text: str) -> str:
    """Put another date in the place of one."""
    return _instead(draw, text, DATED, _pick(draw, PIECES["dates"]))


def name(draw: st.DrawFn, text: str) -> str:
    """Put another name in the place of one."""
    return _instead(draw, text, CAPITALISED, _pick(draw, PIECES["names"]))


def quotation(draw: st.DrawFn, text: str) -> str:
    """Put a mark of quotation somewhere, take one away, or turn all into another kind."""
    marks = [at for at, char in enumerate(text) if char in PIECES["quotes"]]
    way = draw(st.integers(0, 3))
    if way == 0 and marks:
        at = draw(st.sampled_from(marks))
        return text[:at] + text[at + 1 :]
    if way == 1 and marks:
        return re.sub(f"[{PIECES['quotes']}]", _pick(draw, PIECES["quotes"]), text)
    first, second = sorted((_at(draw, text), _at(draw, text)))
    opening, closing = _pick(draw, PIECES["quotes"]), _pick(draw, [*PIECES["quotes"], ""])
    return text[:first] + opening + text[first:second] + closing + text[second:]


def bracket(draw: st.DrawFn, text: str) -> str:
    """Put brackets around some words, or such as do not match."""
    pair = _pick(draw, PIECES["brackets"])
    half = len(pair) // 2
    first, second = sorted((_at(draw, text), _at(draw, text)))
    return text[:first] + pair[:half] + text[first:second] + pair[half:] + text[second:]


def note(draw: st.DrawFn, text: str) -> str:
    """Put a mark of a note behind the sentence, or before a word."""
    mark = _pick(draw, PIECES["notes"])
    if draw(st.booleans()):
        return text + mark
    at = _at(draw, text)
    return f"{text[:at].rstrip()}{mark} {text[at:]}"


def script(draw: st.DrawFn, text: str) -> str:
    """Put words or marks of another script before a word, or inside it."""
    at = min(len(text), _at(draw, text) + draw(st.integers(0, 2)))
    return text[:at] + _pick(draw, PIECES["scripts"]) + draw(st.sampled_from([" ", ""])) + text[at:]


def form(draw: st.DrawFn, text: str) -> str:
    """Write all in another form of Unicode, or in other letters."""
    ways: tuple[Callable[[str], str], ...] = (
        str.upper, str.lower, str.title, str.swapcase,
        lambda t: unicodedata.normalize("NFD", t), lambda t: unicodedata.normalize("NFKC", t),
        lambda t: t.replace("fi", "ﬁ").replace("fl", "ﬂ"),
        lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    )  # fmt: skip
    return draw(st.sampled_from(ways))(text)


def mark(draw: st.DrawFn, text: str) -> str:
    """Put a mark of punctuation or of markup somewhere, up to three times."""
    new = _pick(draw, PIECES["marks"]) * draw(st.integers(1, 3))
    at = draw(st.sampled_from([0, len(text), _at(draw, text)]))
    return text[:at] + new + draw(st.sampled_from([" ", ""])) + text[at:]


def label(draw: st.DrawFn, text: str) -> str:
    """Begin with a label as transcripts, wires and pages have it."""
    return _pick(draw, PIECES["labels"]) + text


def wrap(draw: st.DrawFn, text: str) -> str:
    """Wrap the lines, or part words by other white space."""
    way = draw(st.integers(0, 2))
    if way == 0:
        return textwrap.fill(text, draw(st.integers(1, _WIDEST)), break_long_words=False)
    space = _pick(draw, PIECES["spaces"])
    if way == 1:
        return text.replace(" ", space)
    at = _at(draw, text)
    return text[:at].rstrip() + space + text[at:]


def repeat(draw: st.DrawFn, text: str) -> str:
    """Say a part again, several times."""
    first, second = sorted((_at(draw, text), _at(draw, text)))
    return text[:first] + text[first:second] * draw(st.integers(2, _REPEATS)) + text[second:]


def cut(draw: st.DrawFn, text: str) -> str:
    """End or begin anywhere."""
    at = draw(st.integers(1, max(1, len(text) - 1)))
    return text[:at] if draw(st.booleans()) else text[at:]


def order(draw: st.DrawFn, text: str) -> str:
    """Let two words change places."""
    words = text.split(" ")
    first, second = (draw(st.integers(0, len(words) - 1)) for _ in range(2))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def any_text(draw: st.DrawFn, text: str) -> str:
    """Put any characters anywhere."""
    at = _at(draw, text)
    return text[:at] + draw(st.text(max_size=6)) + text[at:]


MUTATIONS: tuple[Mutation, ...] = (
    figure, date, name, quotation, bracket, note, script, form, mark, label, wrap, repeat, cut,
    order, any_text,
)  # fmt: skip
