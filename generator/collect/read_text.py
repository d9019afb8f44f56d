"""Plain text, with an optional ` date YYYY-MM-DD ` header before the first sentence.

The header stays in the stored text and in the hash; the body begins after it.
"""

import re

from generator.collect import dates
from generator.collect.decode import utf8
from generator.collect.normalise import from_utf8, line_of
from generator.collect.other_forms import has_unread_front_matter, is_other_form
from generator.collect.reading import RawFile, Reading
from generator.collect.report import Report
from generator.model import Metadata, MetaValue, Origin
from generator.visible import HIDDEN

_SPACE = rf"(?:[^\S\n]|{HIDDEN})"
"""White space of any kind, and what no reader sees beside it."""
_DASH = "[\u2010-\u2015\u2212]"
"""A dash that a word processor puts for a hyphen."""
_PART = rf"(?:[./-]|{_DASH})"
_HEADER = re.compile(
    rf"(?:\s|{HIDDEN})*date{_SPACE}+(\d+{_PART}\d+{_PART}\d+)(?:{HIDDEN}+|(?=\s)|$)"
)


def read(raw: RawFile, report: Report) -> Reading | None:
    """Read a text file."""
    decoded = utf8(raw, report)
    if decoded is None:
        return None
    text = from_utf8(decoded, report)
    if is_other_form(text.text, report) or has_unread_front_matter(text.text, report, read=False):
        return None
    header = _HEADER.match(text.text)
    if not header:
        return Reading(text=text, body_start=0, metadata=Metadata())
    line = line_of(text.text, header.start(1))
    date = dates.checked(re.sub(_DASH, "-", header[1]), report, line=line)
    value = MetaValue(date, Origin.HEADER, raw.path, line) if date else None
    return Reading(text=text, body_start=header.end(), metadata=Metadata(date=value))
