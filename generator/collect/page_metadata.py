"""Metadata of a page: chosen from what it says of itself, each value with its line.

Only what stands in the file counts: words as they stand there, and dates that it states.
"""

import html

from generator.collect import metadata, page_authors, page_dates, page_names
from generator.collect.page_said import Said, Sayings
from generator.collect.report import Report
from generator.model import Metadata, MetaValue, Origin

_LICENCE = ("rel:license", "dcterms.license", "dc.rights.license")


def metadata_of(said: Sayings, path: str, report: Report) -> Metadata:
    """Return what a page says of itself; `path` is its file."""
    headline = page_names.title(said)
    publisher = page_names.publisher(said)
    place = _headline(said, headline)
    writers = page_authors.authors(said, publisher.value if publisher else "", place)
    stated = {
        "title": headline,
        "publisher": publisher,
        "author": _together(writers),
        "url": _address(said, report),
        "licence": _licence(said),
        "date": page_dates.published(said, place) or _saved(said, report),
        "language": _language(said),
    }
    return Metadata(
        **{
            key: MetaValue(value.value, Origin.HTML, path, value.line)
            for key, value in stated.items()
            if value
        }
    )


def repeated(said: Sayings) -> str:
    """Return what a page repeats of its article for machines: its text, and the line above it."""
    body = said.article.get("articleBody")
    lines = (
        *said.json("description", "alternativeHeadline"),
        *said.of("og:description", "description", "twitter:description"),
    )
    whole = html.unescape(body) if isinstance(body, str) else ""
    return "\n".join([whole, *(line.value for line in lines)])


def prints(stated: Metadata, text: str) -> bool:
    """Tell whether a line of a page only prints its date, its authors or its publisher."""
    author, publisher = stated.author, stated.publisher
    return (
        page_dates.is_date(text)
        or (author is not None and page_authors.is_byline(text, author.value))
        or (publisher is not None and publisher.value.casefold() == text.casefold())
    )


def _address(said: Sayings, report: Report) -> Said | None:
    """Return the page's address; one with a password stands in the published file, too."""
    found = list(page_names.addresses(said))
    for each in found:
        if metadata.names_user(each.value):
            metadata.check_url(each.value, each.line, report)
            return None
    return next(iter(found), None)


def _headline(said: Sayings, headline: Said | None) -> int:
    """Return where in the text the headline stands that a reader sees; its start where none."""
    for element, shown in said.texts("h1"):
        if headline and shown.value == headline.value:
            return element.text_start
    return 0


def _together(names: list[Said]) -> Said | None:
    """Return several authors as one value."""
    if not names:
        return None
    return Said("; ".join(name.value for name in names), names[0].line, names[0].offset)


def _licence(said: Sayings) -> Said | None:
    return next(iter((*said.of(*_LICENCE), *said.json("license"))), None)


def _saved(said: Sayings, report: Report) -> Said | None:
    """Return the day on which the page was saved, with a finding: it may be later than the text."""
    day = page_dates.saved(said)
    if day:
        what = f"it states no date; {day.value}, the day on which it was saved, stands for it"
        hint = "state the date of publication in a sidecar if it is another"
        report.warning("saved-date", what, hint, line=day.line)
    return day


def _language(said: Sayings) -> Said | None:
    for element in said.page.elements:
        if element.name == "html":
            value = element.attributes.get("lang", "")
            if metadata.BCP_47.fullmatch(value):
                return Said(value, said.line(element.start), element.start)
    return None
