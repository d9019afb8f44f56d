"""How a site looks whose configuration leaves it open: colours, light and dark, and ways in.

A site needs no more than the plugin's name. What its `mkdocs.yml` says of palette, features or
navigation is left as it is; without it Material would be indigo and light only, would ask Google
for a font with each page, and would name entrances after folders.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

THEME = "material"
"""The theme whose options these are; another one is left alone."""
_STOCK_FONT = {"text": "Roboto", "code": "Roboto Mono"}
"""What Material has where nobody chose: a font from somebody else's server."""
_FEATURES = ("navigation.instant", "navigation.top", "search.highlight", "search.suggest")
_SCHEMES: tuple[tuple[str, str | None, str, str], ...] = (
    ("(prefers-color-scheme)", None, "material/brightness-auto", "look.light"),
    ("(prefers-color-scheme: light)", "default", "material/brightness-7", "look.dark"),
    ("(prefers-color-scheme: dark)", "slate", "material/brightness-4", "look.system"),
)
"""When it holds, Material's scheme, the switch's picture, and the key of what the switch does."""
TOGGLES = tuple(key for *_, key in _SCHEMES)
"""Keys of the words of the switch."""
ENTRANCES = (
    ("page.home", "index.md"),
    ("page.briefings", "briefings/index.md"),
    ("page.latest", "latest.md"),
    ("page.accounts", "accounts.md"),
    ("page.statements", "statements.md"),
    ("page.timeline", "timeline.md"),
    ("page.glossary", "glossary/index.md"),
    ("page.sources", "sources/index.md"),
    ("page.how", "how-to-read.md"),
)
"""Titles and sources of the pages that lead to all others, in the order of a navigation."""


def dress(config: MkDocsConfig, strings: Mapping[str, str]) -> None:
    """Give the theme what the configuration leaves open."""
    theme = config.theme
    if theme.name != THEME:
        return
    if not theme.get("palette"):
        theme["palette"] = [_scheme(*scheme, strings) for scheme in _SCHEMES]
    if theme.get("font") == _STOCK_FONT:
        theme["font"] = False
    if not theme.get("features"):
        theme["features"] = list(_FEATURES)


def _scheme(
    media: str, scheme: str | None, icon: str, key: str, strings: Mapping[str, str]
) -> dict[str, Any]:
    """Return one of the palettes that a reader switches between."""
    toggle = {"icon": icon, "name": strings[key]}
    look = {"media": media, "primary": "custom", "accent": "custom", "toggle": toggle}
    return look if scheme is None else {**look, "scheme": scheme}


def ways_in(
    pages: Iterable[str], generated: Iterable[str], strings: Mapping[str, str]
) -> list[dict[str, str] | str]:
    """Return a navigation for a site that has none: our entrances, then pages written by hand.

    `pages` are the paths of all Markdown pages, `generated` those that we made.
    """
    there, made = set(pages), set(generated)
    own = (path for path in sorted(there - made) if not _is_entrance(path))
    return [*_entrances(there, strings), *own]


def _entrances(there: set[str], strings: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for key, path in ENTRANCES:
        if path in there:
            yield {strings[key]: path}


def _is_entrance(path: str) -> bool:
    return any(path == known for _, known in ENTRANCES)
