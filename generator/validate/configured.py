"""What `mkdocs.yml` and the installed theme say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.validate.html import folded
from generator.validate.theme import Theme

_SCHEMES = ("http://", "https://")
_HREF = re.compile(r"""href=["']?([^"'\s>]+)""")
_HOSTS = {"github.com": "GitHub", "gitlab.com": "GitLab", "bitbucket.org": "Bitbucket"}
"""How MkDocs names well-known hosts of repositories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """What a site's configuration says."""

    texts: frozenset[str]
    """Every string and key of `mkdocs.yml` as a page may show it, white space folded."""
    links: tuple[str, ...]
    """Every address outside the site that it names."""
    address: str
    """Address of the site, ending in `/`; empty when not configured."""
    theme: Theme | None
    """What the theme says by itself; None when it is not installed."""


def texts_and_links(settings: object) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return what a configuration lets a page show, and the addresses that it names."""
    strings = set(strings_of(settings))
    linked = {link for text in strings for link in _HREF.findall(text)}
    links = sorted(text for text in strings | linked if text.startswith(_SCHEMES))
    texts = {shown for text in strings for shown in _shown(text)}
    return frozenset(texts | {name for link in links for name in _host(link)}), tuple(links)


def _shown(text: str) -> Iterator[str]:
    """Yield a text, and its parts where it is HTML, as a copyright notice may be."""
    yield folded(text)
    if "<" in text or "&" in text:
        body = LexborHTMLParser(f"<body>{text}").css("body")[0]
        for node in body.traverse(include_text=True):
            if node.is_text_node:
                yield folded(node.text_content or "")


def _host(link: str) -> tuple[str, str]:
    """Return the host of an address, and what MkDocs calls a repository there."""
    host = urlsplit(link).netloc
    return host, _HOSTS.get(host, host.split(".")[0].title())


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
