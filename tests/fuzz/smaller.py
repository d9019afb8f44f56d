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
        paragraphs = fewer(site[number].paragraphs, lambda p, n=number: breaks(_with(site, n, p)))
        site = _with(site, number, paragraphs)
        for at in range(len(paragraphs)):
            words = fewer(
                tuple(site[number].paragraphs[at].split(" ")),
                lambda w, n=number, a=at: breaks(_said(site, n, a, w)),
            )
            site = _said(site, number, at, words)
    return site


def fewer(parts: tuple[Part, ...], breaks: Callable[[tuple[Part, ...]], bool]) -> tuple[Part, ...]:
    """Return the parts that are needed, leaving out halves, quarters and so on, then single ones."""
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
