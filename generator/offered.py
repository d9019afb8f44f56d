"""What a site that knows its address offers beside what its pages show: feeds and heads.

They rest on what pages were made of and on how the site is configured; where both are as they were,
nothing of it is made anew, and the records that pages were made of are not even opened.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs.utils import meta

from generator import pipeline
from generator.errors import noted
from generator.keeping import Keeping
from generator.syndicate import About, Following


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Feeds of a site, and what stands in the heads of its generated pages."""

    link: str
    """Address of the feed that every site has."""
    invitation: str
    """What the link to it says."""
    feeds: tuple[tuple[str, bytes], ...]
    """Path below the site, and content."""
    descriptions: Mapping[str, str]
    """What describes a page, by its path below `docs/`; of those that anything describes."""
    heads: Mapping[str, str]
    """What machines read in the head of each page, by its path below `docs/`."""


def offered(made: pipeline.Build, about: About, kept: Keeping, docs: str) -> Offered:
    """Return what a site offers; `docs` is the folder of its pages, as findings show it."""

    def anew(name: str) -> Offered:
        del name
        return _made(made, about, docs)

    return kept(anew, about)(made.name) if made.name else anew("")


def _made(made: pipeline.Build, about: About, docs: str) -> Offered:
    site = made.site
    following = Following(site, about)
    named = {page.path for table in (site.briefings, site.texts, site.glossary) for page in table}
    descriptions, heads = {}, {}
    for path in (path for path in made.files if path.endswith(".md")):
        with noted(f"{docs}/{path}"):
            descriptions[path] = following.description(path)
            title = "" if path in named else _title(made.files[path])
            heads[path] = following.head(path, title)
    return Offered(
        link=following.link,
        invitation=following.invitation,
        feeds=tuple(following.feeds()),
        descriptions={path: text for path, text in descriptions.items() if text},
        heads=heads,
    )


def _title(page: bytes) -> str:
    """Return the title of a page that is not about one thing."""
    _, stated = meta.get_data(page.decode())
    return html.unescape(str(stated.get("title") or ""))
