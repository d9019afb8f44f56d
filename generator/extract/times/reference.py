"""The date that relative phrases count from."""

import re
from datetime import date

from generator.extract.parse import Parse
from generator.extract.times import periods
from generator.extract.times.words import MONTH, WEEKDAY, YEAR, month_number

_HEADER_PARAGRAPHS = 4
_LINE = re.compile(
    rf"(?:{WEEKDAY},? )?(?:(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>{YEAR})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{MONTH}),? (?P<year2>{YEAR}))"
)


def reference_date(parse: Parse) -> date | None:
    """Return the document date, or else the date that stands alone in one of its first lines."""
    stated = parse.document.metadata.date
    if stated:
        try:
            return date.fromisoformat(stated.value[:10])
        except ValueError:
            pass
    return _date_line(parse)


def _date_line(parse: Parse) -> date | None:
    """Return the date of a line near the top that holds nothing else."""
    lines = [line for line in parse.doc.text[:2000].splitlines() if line.strip()]
    for line in lines[:_HEADER_PARAGRAPHS]:
        if match := _LINE.fullmatch(line.strip()):
            found = match.groupdict()
            month = found["month"] or found["month2"]
            day, year = found["day"] or found["day2"], found["year"] or found["year2"]
            period = periods.make_day(int(year), month_number(month), int(day))
            return period.first if period else None
    return None
