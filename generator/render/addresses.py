"""Where to go from an address of the glossary that has no page.

Each entity keeps the address `glossary/SLUG`, and needs no file there: the page for a wrong address
and pages of names ask this list (`assets/briefings.js`), and so does the next run.
"""

import json
from collections import defaultdict

from generator.model.page import Asset
from generator.model.site import Site

_FOLDER = "glossary/"
PATH = f"{_FOLDER}addresses.json"
"""Where the list stands below `docs/`."""


def addresses(site: Site) -> Asset:
    """Return the list: slugs by the page on which their rows stand, and slugs that changed."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for entry in site.glossary:
        if not entry.own:
            rows[entry.path.removeprefix(_FOLDER).removesuffix(".md")].append(entry.slug)
    found = {"rows": {page: sorted(slugs) for page, slugs in sorted(rows.items())}}
    lines = json.dumps({**found, "renamed": dict(sorted(site.renamed))}, indent=0)
    return Asset(path=PATH, content=f"{lines}\n".encode())
