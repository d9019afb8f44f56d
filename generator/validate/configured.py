"""What `mkdocs.yml` and the installed theme say."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.validate.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """What a site's configuration says."""

    texts: frozenset[str]
    """Every string and key of `mkdocs.yml`, white space folded."""
    address: str
    """Address of the site, ending in `/`; empty when not configured."""
    theme: Theme | None
    """What the theme says by itself; None when it is not installed."""


def strings_of(value: object) -> Iterator[str]:
    """Yield every string of a YAML value, keys of mappings among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)


def folder_title(folder: str) -> str:
    """Return what MkDocs calls a folder in a navigation that nobody wrote."""
    title = folder.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
