"""Who wrote a page, as it says for machines and prints for readers.

Names are taken whole, as they stand: "Nelson D. Schwartvik", "Brazvik, Rachel". Several stand
apart by semicolons.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.collect.html_elements import Element
from generator.collect.page_names import squashed
from generator.collect.page_said import Said, Sayings, listed, types_of

_META = (
    ("citation_author",),
    ("author",),
    ("parsely-author",),
    ("dc.creator", "dc:creator", "dcterms.creator", "dc.contributor"),
    ("sailthru.author",),
    ("byl", "byline", "article:author_name", "cxenseparse:author", "rnews:author"),
    ("article:author", "og:author", "og:article:author", "book:author"),
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|contributors?|writer)(?:$|[\s_-])", re.IGNORECASE
)
_BY = re.compile(
    r"^(?:words|text|story|report)\s*:\s*|^(?:(?:written|story|words|reporting|reported|posted|published|report|text|analysis|article|"
    r"opinion|review|exclusive)\s+)?by\b:?\s*|^(?:authors?|writers?|contributors?)\s*:\s*",
    re.IGNORECASE,
)
_PARTICLES = "van|von|der|den|de|del|della|da|di|do|dos|du|la|le|al|el|bin|ibn|ter|ten|af|av|zu|y"
_WORD = r"(?:[^\W\d_a-z][\w\u2019'.-]*|\([^\W\d_]\w*\)|[“\"'\u2018]\w+[”\"'\u2019])"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|(?:{_PARTICLES})\b))*", re.UNICODE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq|dds|mp|obe|cbe)\.?", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:in|at|for|from|with|on)\s.*$|\s+[A-Z][a-z]{2,8}\.?\s+\d.*$|\s*[|•·@<].*$"
    r"|\s+[\u2013—-]\s.*$|\s*\(.*?\)\s*$|\s+\d.*$"
    r"|\s*,?\s*(?:updated?|published|posted)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|staff|producer|columnist|journalist|contributor|"
    r"analyst|presenter|chief|bureau|agency|agencies|news|desk|author|professor|fellow|director|"
    r"photographer|team|press|media|times|post|herald|newsroom|business|political|politics|sport)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"https?://|www\.|@|^\(|^(?:admin|administrator|webmaster|editor|user|guest)$", re.IGNORECASE
)
_MOST = 60
"""Characters of one name at most."""
_FAR = 2_000
"""Characters of text between a headline and its byline, at most."""


def authors(said: Sayings, publisher: str, headline: int) -> list[Said]:
    """Return who wrote a page, in the order in which it says so; empty where it does not.

    `publisher` is the site's name, no author where the page names a person beside it; `headline`
    is where the page's headline stands in its text.
    """
    site = squashed(publisher)
    stated = [_unique(each) for each in _stated(said)]
    printed = _unique(_printed(said, headline))
    people = [[each for each in group if squashed(each.value) != site] for group in stated]
    first = next((group for group in people if group), [])
    shown = [
        each
        for each in printed
        if _is_person(each.value) and not (site and squashed(each.value).startswith(site))
    ]
    if shown and {_key(each) for each in first} < {_key(each) for each in shown}:
        return shown
    return first or shown or next((group for group in stated if group), [])


def _key(name: Said) -> frozenset[str]:
    """Return what a name and its inverted form have in common."""
    return frozenset(re.findall(r"\w+", name.value.casefold()))


def _unique(names: Iterable[Said]) -> list[Said]:
    found: dict[frozenset[str], Said] = {}
    for name in names:
        found.setdefault(_key(name), name)
    return list(found.values())


def _stated(said: Sayings) -> Iterator[Iterator[Said]]:
    """Yield the names of each place that states them, the surest first."""
    yield _of_json(said)
    for names in _META:
        yield (each for value in said.of(*names) for each in _split(value))
    yield (each for value in _labelled(said) for each in _split(value))
    marked = [each for each in said.page.elements if "author" in each.words_of("itemprop")]
    yield (each for element in marked for each in _split_shown(said, element))


def _labelled(said: Sayings) -> Iterator[Said]:
    """Yield what stands in the cards of a social site under "Written by"."""
    for number in "123":
        labels = [label.value.lower() for label in said.of(f"twitter:label{number}")]
        if {"written by", "by", "author"} & set(labels):
            yield from said.of(f"twitter:data{number}")


def _of_json(said: Sayings) -> Iterator[Said]:
    given = listed(said.article.get("author")) or listed(said.article.get("creator"))
    people = [
        each
        for each in given
        if not isinstance(each, dict) or not any("Organization" in kind for kind in types_of(each))
    ]
    for author in people or given:
        names = listed(author.get("name")) if isinstance(author, dict) else [author]
        for name in names:
            for told in said.told(name):
                yield from _split(told)


def _printed(said: Sayings, headline: int) -> Iterator[Said]:
    """Yield the names of the first byline that a reader sees near the headline."""
    for element in said.page.elements:
        if element.text_end <= element.text_start or abs(element.text_start - headline) > _FAR:
            continue
        names = " ".join(element.attributes.get(key, "") for key in ("class", "rel", "itemprop"))
        if not _BYLINE.search(names) and element.name not in {"p", "div", "span", "address"}:
            continue
        shown = said.shown(element)
        marked = _BYLINE.search(names)
        if shown is None or (
            not marked and not re.match(r"by\s+[^\W\d_]", shown.value, re.IGNORECASE)
        ):
            continue
        if len(shown.value) > 3 * _MOST or "comment" in names.lower():
            continue
        found = [each for each in _split(shown) if _NAME.fullmatch(each.value)]
        if found and (marked or len(shown.value) < 2 * _MOST):
            yield from found
            return


def is_byline(text: str, names: str) -> bool:
    """Tell whether a line says nothing but who wrote the page, whose authors are `names`."""
    known = {frozenset(re.findall(r"\w+", each.casefold())) for each in names.split("; ")}
    found = [frozenset(re.findall(r"\w+", each.casefold())) for each in split_names(text)]
    return bool(found) and len(text) < 2 * _MOST and set(found) <= known


def _split_shown(said: Sayings, element: Element) -> Iterator[Said]:
    shown = said.shown(element)
    if shown:
        yield from _split(shown)


def _split(said: Said) -> Iterator[Said]:
    """Yield the names in a value that may hold several."""
    for name in split_names(said.value):
        yield Said(name, said.line, said.offset)


def split_names(value: str) -> Sequence[str]:
    """Return the names in a byline, each whole and as it stands."""
    value = _BY.sub("", value.strip()).strip(" ,;:|•·\u2013—-")
    if not value or _NOBODY.search(value):
        return []
    first, *others = re.split(r"\s*[;|•·]\s*|\s+[\u2013—]\s+", value)
    found = _of_part(first)
    for part in others:
        found += [name for name in _of_part(part) if _is_person(name) or "," in name]
    return [name for name in found if name and len(name) <= _MOST]


def _of_part(part: str) -> list[str]:
    """Return the names in a part of a byline that has no marks but commas and `and`."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 2 and _is_inverted(*pieces):  # noqa: PLR2004 - last name, first name
        return [part.strip()]
    joined: list[str] = []
    for piece in pieces:
        if joined and _SUFFIX.fullmatch(piece):
            joined[-1] += f", {piece}"
        else:
            joined += _and(piece.removeprefix("and "))
    first, *others = [_TAIL.sub("", name).strip() or name for name in joined] or [""]
    return [first, *(name for name in others if _is_person(name))]


def _is_inverted(last: str, first: str) -> bool:
    """Tell whether two pieces are one name in library order."""
    if _SUFFIX.fullmatch(first) or _ROLE.search(first):
        return False
    family = re.sub(rf"\b(?:{_PARTICLES})\b", "", last, flags=re.IGNORECASE).split()
    given = first.split()
    return (
        len(family) == 1
        and 1 <= len(given) <= 3  # noqa: PLR2004 - given names and initials
        and bool(_NAME.fullmatch(family[0]))
        and bool(_NAME.fullmatch(first))
        and " and " not in f" {first} "
    )


def _and(piece: str) -> list[str]:
    """Return the names that `and` joins; an organization's own `and` joins none."""
    parts = re.split(r"\s+(?:and|&|with)\s+", piece)
    if len(parts) > 1 and all(_is_person(_TAIL.sub("", part)) for part in parts):
        return parts
    return [piece]


def _is_person(name: str) -> bool:
    """Tell whether words are built like a person's name: two or more, none of them a role."""
    words = name.split()
    return 1 < len(words) <= 5 and bool(_NAME.fullmatch(name)) and not _ROLE.search(name)  # noqa: PLR2004
