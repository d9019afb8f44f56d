"""Makes a site that breaks something as small as it can be and still break it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from tests.fuzz.drafts import Draft

Part = TypeVar("Part")
Site = tuple[Draft, ...]
Breaks = Callable[[Site], bool]
"""Tells whether a site still breaks the same thing."""


def smaller(site: Site, breaks: Breaks) -> Site:
    """Return the site without the documents, paragraphs and words that are not needed."""
    site = fewer(site, breaks)
    for number in range(len(site)):
        site = _fewer_paragraphs(site, number, breaks)
        for at in range(len(site[number].paragraphs)):
            site = _fewer_words(site, number, at, breaks)
    return site


def _fewer_paragraphs(site: Site, number: int, breaks: Breaks) -> Site:
    """Return the site with only the needed paragraphs in one of its documents."""
    kept = fewer(
        site[number].paragraphs, lambda paragraphs: breaks(_with(site, number, paragraphs))
    )
    return _with(site, number, kept)


def _fewer_words(site: Site, number: int, at: int, breaks: Breaks) -> Site:
    """Return the site with only the needed words in one paragraph."""
    words = tuple(site[number].paragraphs[at].split(" "))
    kept = fewer(words, lambda words: breaks(_said(site, number, at, words)))
    return _said(site, number, at, kept)


def fewer(parts: tuple[Part, ...], breaks: Callable[[tuple[Part, ...]], bool]) -> tuple[Part, ...]:
    """Return the parts that are needed, leaving out halves, then quarters, at last single ones."""
    size = len(parts) // 2
    while size:
        start = 0
        while start < len(parts):
            rest = parts[:start] + parts[start + size :]
            if rest and breaks(rest):
                parts = rest
            else:
                start += size
        size //= 2
    return parts


def _with(site: Site, number: int, paragraphs: tuple[str, ...]) -> Site:
    """Return the site with other paragraphs in one of its documents."""
    return (*site[:number], replace(site[number], paragraphs=paragraphs), *site[number + 1 :])


def _said(site: Site, number: int, at: int, words: Sequence[str]) -> Site:
    """Return the site with other words in one paragraph."""
    paragraphs = site[number].paragraphs
    return _with(site, number, (*paragraphs[:at], " ".join(words), *paragraphs[at + 1 :]))
