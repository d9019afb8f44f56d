r"""Bytes become text: the one place where anything is changed, and the whole list of changes.

1. Byte order marks at the start are left out.
2. Line ends become `\n`: `\r\n`, `\r`, vertical tab, form feed, U+0085, U+2028 and U+2029.
3. Other control characters (C0, DEL, C1), the tab aside, and noncharacters such as U+FFFE, which
   no page can show, are left out; a warning counts them.
4. Nothing else: no Unicode normalisation, no trimming, no folding of white space, and bidirectional
   and zero-width characters stay, so that the stored text is the source verbatim. Of pages and
   Markdown a reader sees less than stands there: what is left out of those say their readers.

Every character that is kept knows the bytes it came from (`Traced`).
"""

import re
from array import array

from generator.collect.report import Report
from generator.collect.traced import Traced, join, traced
from generator.visible import NONCHARACTERS

BOM = "\ufeff"
SOFT_HYPHEN = "\u00ad"
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOTHING = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{NONCHARACTERS}"
_CHANGED = re.compile(rf"\A[{BOM}{_NOTHING}]*{BOM}|{_LINE_END.pattern}|[{_NOTHING}]")


def normalise(decoded: Traced, report: Report | None = None) -> Traced:
    """Return the stored form of decoded text; a second run changes nothing.

    Without a report, characters are left out without a word: those that a reference names.
    """
    parts: list[Traced] = []
    dropped: list[int] = []
    done = 0
    for match in _CHANGED.finditer(decoded.text):
        parts.append(decoded[done : match.start()])
        if _LINE_END.fullmatch(match[0]):
            parts.append(_line_end(decoded, match))
        else:
            dropped += [at for at in range(*match.span()) if decoded.text[at] != BOM]
        done = match.end()
    parts.append(decoded[done:])
    if dropped and report is not None:
        _tell_dropped(decoded.text, dropped, report)
    return join(parts)


def without_soft_hyphens(text: Traced) -> Traced:
    """Return a text of a page without the places where its words may be broken: none sees them."""
    if SOFT_HYPHEN not in text.text:
        return text
    return text.pick(at for at, char in enumerate(text.text) if char != SOFT_HYPHEN)


def with_plain_line_ends(text: str) -> str:
    """Return what a character reference stands for, with line ends as everywhere."""
    return _LINE_END.sub("\n", text)


def from_utf8(text: str, report: Report) -> Traced:
    """Return the stored form of the text of a UTF-8 file."""
    return normalise(traced(text), report)


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, of a code point, counting any kind of line end."""
    return (
        1
        + len(_LINE_END.findall(text, 0, offset))
        + text.count("\n", 0, offset)
        - (text.count("\r\n", 0, offset))
    )


def _line_end(decoded: Traced, match: re.Match[str]) -> Traced:
    first, last = match.start(), match.end() - 1
    return Traced("\n", array("q", [decoded.starts[first]]), array("q", [decoded.ends[last]]))


def _tell_dropped(text: str, dropped: list[int], report: Report) -> None:
    named = ", ".join(sorted({f"U+{ord(text[offset]):04X}" for offset in dropped}))
    report.warning(
        "control-characters",
        f"characters that show nothing were left out: {len(dropped)} ({named})",
        "remove them from the file, or check that it is the file you meant",
        line=line_of(text, dropped[0]),
    )
