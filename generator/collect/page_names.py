"""The names that a page gives itself: of its publisher, and cut off from its title.

A site's name stands in several places, and so may a motto. The name that several places share, or
that the page's address spells, is the publisher; it is cut off a title only where the page itself
says that it is the site's, or shows the same headline without it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.collect import metadata
from generator.collect.page_said import Said, Sayings, listed, types_of

_SITE = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher")
_JOURNAL = ("citation_journal_title", "citation_technical_report_institution")
_WEAK = (
    "application-name",
    "apple-mobile-web-app-title",
    "cre",
    "copyright",
    "twitter:app:name:iphone",
)
_ORGANIZATION = re.compile(r".*Organization$|Corporation$|Newspaper$|NGO$")
_PARTS = re.compile(r"\s+[|\u2013—·:•«»*~/-]+\s+|\s*[|»«]\s*|\s*:: \s*")
_BEFORE = re.compile(r"(?P<site>[^:]{2,60}?)\s*:\s+(?P<rest>.+)")
"""A site's name before a title."""
_LONG = 6
"""A name of more words is most likely a motto."""
_NO_TITLE = 2
"""A title of so few words may be what a program calls every page."""
_SHARED = 0.35
"""A heading that has fewer of a title's words is the site's or the section's."""
_NO_NAME = frozenset({"com", "org", "net", "co", "gov", "edu", "news", "www", "uk", "au", "int"})


def squashed(name: str) -> str:
    """Return a name's letters and digits, small, without a first article."""
    letters = "".join(char for char in name.casefold() if char.isalnum())
    return letters.removeprefix("the") or letters


def publisher(said: Sayings) -> Said | None:
    """Return the name of a page's publisher; None where it gives none."""
    ranked = [(rank, name, squashed(name.value)) for rank, name in _names(said)]
    if not ranked:
        return None
    hosts = _hosts(said)
    ends = {squashed(part) for title in _titles(said) for part in _PARTS.split(title)[1:]}
    shared = Counter(key for _, _, key in ranked)

    def weight(rank: int, name: Said, key: str) -> int:
        spelled = any(key and key in host for host in hosts)
        long = len(name.value.split()) > _LONG
        return 3 * spelled + 2 * (key in ends) + min(shared[key] - 1, 2) - rank - 6 * long

    return max(ranked, key=lambda each: weight(*each))[1]


def _names(said: Sayings) -> Iterator[tuple[int, Said]]:
    """Yield the names that may be the publisher's, each with how far it is to be doubted."""
    yield from ((0, name) for name in said.of(*_JOURNAL, *_SITE))
    for name in said.json("publisher", "sourceOrganization"):
        if not name.value.startswith("http"):
            yield 0, name
    yield from ((2, name) for name in _shown(said))
    for node in said.nodes:
        kinds = types_of(node)
        organization = any(_ORGANIZATION.match(kind) for kind in kinds)
        if organization or "WebSite" in kinds:
            own = not organization or _own(node, said)
            for name in listed(node.get("name")):
                yield from ((2 + 2 * (not own), each) for each in said.told(name))
    yield from ((4, name) for name in said.of(*_WEAK))
    yield from ((5, name) for name in _after_headline(said))


def _after_headline(said: Sayings) -> Iterator[Said]:
    """Yield what follows in the page's title on the headline that the page shows."""
    heads = {squashed(shown.value) for name in ("h1", "h2") for _, shown in said.texts(name)}
    for title in _page_title(said):
        parts = list(_PARTS.finditer(title.value))
        if parts and squashed(title.value[: parts[-1].start()]) in heads:
            name = title.value[parts[-1].end() :]
            if len(name.split()) < _LONG and name[:1].isupper():
                yield Said(name, title.line, title.offset)


def _own(node: object, said: Sayings) -> bool:
    """Tell whether an organization is not only what the article is about or by."""
    author = [each for each in listed(said.article.get("author")) if isinstance(each, dict)]
    return node not in author


def _shown(said: Sayings) -> Iterator[Said]:
    """Yield the names of publishers that microdata marks."""
    for element in said.page.elements:
        if "publisher" in element.words_of("itemprop") and (shown := said.shown(element)):
            yield shown


def _hosts(said: Sayings) -> list[str]:
    """Return what the hosts of the page's addresses spell."""
    found: list[str] = []
    for each in addresses(said):
        try:
            host = urlsplit(each.value).hostname or ""
        except ValueError:
            continue
        found.append("".join(part for part in re.split(r"[.-]", host) if part not in _NO_NAME))
        found.append(squashed(host.removeprefix("www.")))
    return found


def addresses(said: Sayings) -> Iterator[Said]:
    """Yield the addresses that a page gives as its own, the surest first."""
    names = ("rel:canonical", "og:url", "citation_public_url", "citation_abstract_html_url")
    for each in (
        *said.of(*names),
        *said.json("url", "mainEntityOfPage"),
        *said.of("singlefile:url", "twitter:url", "dc.identifier"),
    ):
        if metadata.is_address(each.value):
            yield each


def _titles(said: Sayings) -> list[str]:
    shown = [title.value for title in _page_title(said)]
    return [*shown, *(each.value for each in said.of("og:title", "twitter:title"))]


def _page_title(said: Sayings) -> Iterator[Said]:
    """Yield what stands between `<title>` tags."""
    for element in said.page.elements:
        if element.name == "title":
            yield from said.told(said.source[element.inside : element.end])
            return


def title(said: Sayings) -> Said | None:
    """Return a page's headline, without its site's name; None where it gives none."""
    heads = [shown for _, shown in said.texts("h1")]
    stated = [
        *said.json("headline"),
        *said.of("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title"),
        *said.of("sailthru.title", "headline", "twitter:title", "title"),
        *_page_title(said),
        *said.json("name"),
    ]
    sites = {squashed(name.value) for _, name in _names(said)}
    heads = [head for head in heads if squashed(head.value) not in sites]
    for head in heads:
        if not stated or any(_agree(head.value, each.value) for each in stated):
            return head
    if len(heads) == 1 and all(len(each.value.split()) <= _NO_TITLE for each in stated):
        return heads[0]
    known = {squashed(each.value) for each in (*heads, *stated)}
    hosts = set(_hosts(said))
    for each in stated:
        value = _without_site(each.value, sites | hosts, known)
        if value and squashed(value) not in sites:
            return Said(value, each.line, each.offset)
    return next(iter(heads), None)


def _agree(head: str, stated: str) -> bool:
    """Tell whether a heading and a stated title are of one article."""
    first, second = (set(re.findall(r"\w+", each.casefold())) for each in (head, stated))
    shared = len(first & second)
    sizes = sorted((len(first), len(second)))
    return len(first) > 1 and shared * 2 >= sizes[0] and shared >= _SHARED * sizes[1]


def _without_site(title: str, sites: set[str], known: set[str]) -> str:
    """Return a title without the names of its site at either end."""
    for cut in _PARTS.finditer(title):
        head = title[: cut.start()]
        if squashed(head) in known and squashed(head) not in sites:
            return head
    before = _BEFORE.fullmatch(title)
    if before and squashed(before["site"]) in sites:
        title = before["rest"]
    while matches := list(_PARTS.finditer(title)):
        first, last = matches[0], matches[-1]
        if squashed(title[last.end() :]) in sites:
            title = title[: last.start()]
        elif squashed(title[: first.start()]) in sites:
            title = title[first.end() :]
        else:
            break
    return title
