"""What search can find: one record for each statement, name, document and hand-written page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

UNDATED = "undated"
"""Value of the filter `date` where the document states no date."""

UNSTATED = "not-stated"
"""Value of the filter `speaker` where no speaker is stated or resolved."""

_LAST = {"newest": "0000", "oldest": "9999"}


class Found(StrEnum):
    """What a record leads to."""

    STATEMENT = "statement"
    NAME = "name"
    DOCUMENT = "document"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """One thing that search can find.

    Texts that search shows are in `meta`; beside them stand only machine values in `filters`.
    """

    url: str
    """Address below the site, percent-encoded, with its anchor."""
    content: str
    """The words that search looks through first, white space folded."""
    meta: Mapping[str, str]
    """Texts by name. A statement has `by` and `words`; all others have `title`, and a
    briefing `brief`, a line for each passage of what it has in brief. Where they apply:
    `names` (lines of an entry's slug, its name, and other forms of it, with a tabulator between)
    and `reference` (likewise: slug, name, and names from reference data). Search looks here too."""
    filters: Mapping[str, tuple[str, ...]]
    """Values by facet: `type`; for a statement `kind`, `stance`, `speaker`, `place`, `date` (year,
    month and day), `source` and `publisher` too. A thing with a page is its slug, a space, and
    its title."""

    @property
    def sort(self) -> Mapping[str, str]:
        """Return what records are sorted by; those without a date come last either way."""
        date = self.filters.get("date", (UNDATED,))[-1]
        return dict.fromkeys(("newest", "oldest"), date) if date != UNDATED else _LAST
