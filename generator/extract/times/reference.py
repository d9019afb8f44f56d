"""The date that relative phrases count from."""

import re
from datetime import date, timedelta

from generator.extract.parse import Parse, characters
from generator.extract.times import periods
from generator.extract.times.words import MONTH, WEEKDAY, YEAR, month_number

_HEADER_LINES = 4
_SAME_ISSUE = timedelta(days=7)
_LINE = re.compile(
    rf"(?:{WEEKDAY},? )?(?:(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>{YEAR})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{MONTH}),? (?P<year2>{YEAR}))"
)


def reference_date(parse: Parse) -> tuple[date | None, str]:
    """Return the date to count from and where it was read, when that is not the metadata.

    A date that stands alone in one of the first lines is what the writer counted from: it wins
    over a document date that lies within a week of it, and serves when there is none.
    """
    stated, printed = _stated(parse), _date_line(parse)
    if printed and (stated is None or abs(printed - stated) <= _SAME_ISSUE):
        return printed, "" if printed == stated else "date line"
    return stated, ""


def _stated(parse: Parse) -> date | None:
    """Return the document date of the metadata, or None when there is none or it is no date."""
    stated = parse.document.metadata.date
    try:
        return date.fromisoformat(stated.value[:10]) if stated else None
    except ValueError:
        return None


def _date_line(parse: Parse) -> date | None:
    """Return the date of a line near the top that holds nothing else."""
    lines = [line for line in characters(parse.doc)[:2000].splitlines() if line.strip()]
    for line in lines[:_HEADER_LINES]:
        if match := _LINE.fullmatch(line.strip()):
            found = match.groupdict()
            month = found["month"] or found["month2"]
            day, year = found["day"] or found["day2"], found["year"] or found["year2"]
            period = periods.make_day(int(year), month_number(month), int(day))
            return period.first if period else None
    return None
