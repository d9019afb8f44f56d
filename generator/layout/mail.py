"""Marks of quoted mail: `> ` at the beginning of a line."""

import re

_MARKS = re.compile(r"[ \t]*>(?:[ \t]?>)*[ \t]?")
_QUOTES = re.compile(r"(?<![^\n\r])[ \t]*>[> \t]*[\"'(\[\u2018-\u201f]*[^\W\d_]")
"""A line that begins with marks and words; before a figure the mark may mean "more than"."""


def mail_marks(text: str, start: int, end: int) -> re.Pattern[str] | None:
    """Return what the marks at the beginning of a line look like; None where no mail is quoted."""
    if text.find(">", start, end) < 0 or not _QUOTES.search(text, start, end):
        return None
    return _MARKS
