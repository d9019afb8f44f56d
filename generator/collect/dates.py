"""Checks dates of documents: `YYYY-MM-DD`, and one that was."""

import datetime as dt
import re

from generator.collect.report import Report

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_EARLIEST, _LATEST = 1700, 2100
"""Years outside of these are taken for slips; fixed, so that no clock is read."""
CODES = frozenset({"collect.bad-date", "collect.impossible-date"})
"""Codes of the findings that leave a document without a date."""
FORM = "write the date as YYYY-MM-DD, such as 2024-11-05"


def checked(value: str, report: Report, *, line: int) -> str | None:
    """Return a date as `YYYY-MM-DD`, or None after a finding that says what is wrong with it."""
    match = _ISO.fullmatch(value)
    if not match:
        report.error("bad-date", f"the date {value!r} cannot be read", FORM, line=line)
        return None
    try:
        day = dt.date.fromisoformat(match[1])
    except ValueError:
        what = f"the date {match[1]} does not exist"
        report.error("impossible-date", what, "correct the date in the file", line=line)
        return None
    if not _EARLIEST <= day.year <= _LATEST:
        what = f"the date {match[1]} is not of {_EARLIEST} to {_LATEST}"
        report.warning("unlikely-date", what, "check the year", line=line)
    return match[1]
