"""The day on which a page was published, as the page itself states it.

Published goes before modified, and what is stated for machines before what is printed; but a
moment that machines are told in universal time is the day that the page prints for its readers.
No date is guessed: `05/06/2024` is left where the page does not say which is the month.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from generator.collect.html_elements import Element
from generator.collect.page_said import Said, Sayings

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "published_time",
    "article.published",
    "date",
    "date.release",
    "datecreated",
    "og:pubdate",
    "originalpublicationdate",
    "pdate",
    "rnews:datepublished",
    "govuk:public-updated-at",
    "last-published",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)(?!\d)"),
    re.compile(r"^(?P<y>[12]\d{3})(?P<m>\d\d)(?P<d>\d\d)(?:$|T\d)"),
    re.compile(
        rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<n>{_MONTH})\.?,?[\s-]+"
        r"(?P<y>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<n>{_MONTH})\s+(?P<d>\d\d?)\s+[\d:]+\s+\S+\s+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d\d?)月(?P<d>\d\d?)日"),
    re.compile(r"(?<![\d./])(?P<d>\d\d?)[./](?P<m>\d\d?)[./](?P<y>\d{4})(?!\d)"),
)
_UTC = re.compile(r"T\d\d:?\d\d.*(?:Z|[+-]00:?00)$|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC| GMT)?$")
_UPDATED = re.compile(
    r"updated?|modified|edited|revised|reviewed|last (?:change|review)", re.IGNORECASE
)
_FIRST = re.compile(r"publish|posted|issued|released|filed", re.IGNORECASE)
_DATED = re.compile(
    r"date|time|publish|posted|pubdate|dateline|timestamp|issued|created", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"(?:(?:first |originally |last )?"
    r"(?:updated|published|posted|issued|released|date|on|created|filed)\b"
    r"[\s:]*(?:on\b|at\b)?)?[\s:]*(?P<rest>.+)",
    re.IGNORECASE,
)
_SHORT = 80
"""Characters of a line that may be a date line."""
_FAR = 2_000
"""Characters of text between a headline and its date line, at most."""
_WHOLE = frozenset({"html", "head", "body", "meta", "blockquote"})
_CLOCK = re.compile(
    r"\b(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+(?:[A-Z]{2,5}|IST|CET))?"
    r"|\b\d{1,2}\s*[ap]\.?m\b\.?",
    re.IGNORECASE,
)
"""A time of day, with its zone."""


def day_in(text: str) -> str:
    """Return the first date in a text as `YYYY-MM-DD`; empty where it states none."""
    found = [(match.start(), match) for form in _FORMS if (match := form.search(text))]
    for _, match in sorted(found, key=lambda each: each[0]):
        day = _day(match)
        if day:
            return day
    return ""


def _day(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = _MONTHS[parts["n"].lower()] if parts.get("n") else int(parts["m"])
    day = int(parts["d"])
    figures = match.re is _FORMS[-1]
    if figures and month > 12 >= day:  # noqa: PLR2004 - months of a year
        day, month = month, day
    elif figures and "." not in match[0] and day <= 12 and day != month:  # noqa: PLR2004
        return ""
    try:
        return dt.date(int(parts["y"]), month, day).isoformat()
    except ValueError:
        return ""


def published(said: Sayings, headline: int) -> Said | None:
    """Return the day of publication, `YYYY-MM-DD`, and where it stands; None where it is unsaid.

    `headline` is where the page's headline stands in its text.
    """
    printed = _printed(said, headline)
    stated = [*said.json("datePublished", "dateCreated", "uploadDate"), *said.of(*_PUBLISHED)]
    for each in stated:
        day = day_in(each.value)
        if day:
            return _as_printed(Said(day, each.line, each.offset), each.value, printed)
    if printed:
        return printed[0]
    shown = (each for _, each in _times(said, headline, late=True))
    late = (*said.json("dateModified"), *said.of(*_MODIFIED), *shown)
    for each in late:
        day = day_in(each.value)
        if day:
            return Said(day, each.line, each.offset)
    return None


def saved(said: Sayings) -> Said | None:
    """Return the day on which a reader saved the page, where the file says it."""
    for each in said.of("singlefile:saved date"):
        day = day_in(each.value)
        if day:
            return Said(day, each.line, each.offset)
    return None


def _as_printed(day: Said, stated: str, printed: list[Said]) -> Said:
    """Return the day that the page prints for a moment that it states in universal time."""
    if not _UTC.search(stated):
        return day
    moment = dt.date.fromisoformat(day.value)
    near = [each for each in printed if abs((dt.date.fromisoformat(each.value) - moment).days) == 1]
    same = any(each.value == day.value for each in printed)
    return near[0] if near and not same else day


def _printed(said: Sayings, headline: int) -> list[Said]:
    """Return the dates that a reader sees near the headline, nearest first, none of a change."""
    found = [*_times(said, headline), *_lines(said, headline)]
    days = ((abs(at - headline), Said(day_in(each.value), each.line, at)) for at, each in found)
    dated = [(far, day) for far, day in days if day.value]
    return [day for _, day in sorted(dated, key=lambda each: each[0])]


def _names(element: Element) -> str:
    """Return what an element's attributes call it."""
    keys = ("class", "itemprop", "id", "data-testid", "data-test")
    return " ".join(element.attributes.get(key, "") for key in keys)


def _near(said: Sayings, headline: int) -> Iterator[Element]:
    for element in said.page.elements:
        if abs(element.text_start - headline) < _FAR and element.name not in _WHOLE:
            yield element


def _times(said: Sayings, headline: int, *, late: bool = False) -> Iterator[tuple[int, Said]]:
    """Yield what `<time>` elements near the headline show or state, and where in the text."""
    for element in _near(said, headline):
        if element.name != "time":
            continue
        before = said.page.text.text[max(0, element.text_start - 25) : element.text_start]
        changed = bool(_UPDATED.search(_names(element)) or _UPDATED.search(before))
        if changed is not late:
            continue
        shown = said.shown(element)
        if shown and day_in(shown.value):
            yield element.text_start, shown
        elif element.attributes.get("datetime"):
            stated = element.attributes["datetime"].strip()
            yield element.text_start, Said(stated, said.line(element.start), element.start)


def _lines(said: Sayings, headline: int) -> Iterator[tuple[int, Said]]:
    """Yield short lines near the headline that are marked as a date or are nothing else."""
    for element in _near(said, headline):
        size = element.text_end - element.text_start
        if element.name in {"time", "a"} or not 0 < size <= 2 * _SHORT:
            continue
        shown = said.shown(element)
        if not shown or len(shown.value) > _SHORT or not day_in(shown.value):
            continue
        names = _names(element)
        changed = _UPDATED.search(shown.value) and not _FIRST.search(shown.value)
        if changed or _UPDATED.search(names):
            continue
        if _DATED.search(names) or is_date(shown.value):
            yield element.text_start, shown


def is_date(text: str) -> bool:
    """Tell whether a line is a date and little else."""
    match = _WRITTEN.fullmatch(text)
    rest = _CLOCK.sub(" ", match["rest"] if match else text)
    for form in _FORMS:
        found = form.search(rest)
        if found and len(text) <= _SHORT:
            left = (rest[: found.start()] + rest[found.end() :]).strip(" ,.|·•\u2013—-:()")
            words = re.findall(r"[^\W\d]+", left)
            return len(words) <= 3 and len(left) <= 25  # noqa: PLR2004 - a weekday, a clock, a zone
    return False
