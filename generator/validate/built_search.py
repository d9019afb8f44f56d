"""What search finds: records that say what the pages they lead to say, as wholes.

A record of a statement has to be that statement: who says it, the words, kind, stance, date and
source as on its card, and each speaker and place an entry that lists the statement. Other forms of
names stand on the entry's page; the rest is text of the page or of the stored source. The index
itself is made again from the records, where Pagefind is installed, and compared byte by byte.
"""

import gzip
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote

import msgspec

from generator import reference
from generator.errors import Finding
from generator.model.search import UNDATED, UNSTATED, Found, SearchRecord
from generator.validate.built_page import Built
from generator.validate.built_units import Row
from generator.validate.html import Attribute
from generator.validate.published import Read, finding
from generator.visible import visible

FOLDER = "pagefind/"
"""Where the index stands below the site."""
WORDS = "search/words.js"
"""Where the words of search stand below the site."""
ROW = "e-"
"""How the anchors of rows begin that tell of an entity; its slug follows."""
_START = f"{FOLDER}start.pack"
_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_UNHEARD = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
"""White space, and what the index drops because nobody sees it."""
_FACETS = frozenset("type kind stance speaker place date source publisher".split())  # noqa: SIM905

Reindex = Callable[[Sequence[SearchRecord], str], Mapping[str, bytes] | None]
"""Makes the index of records in a language again; None where that cannot be done."""
Places = Mapping[str, tuple[Attribute, ...]]
"""The links in the content of each page, by file."""


class _Fragment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record as Pagefind publishes it."""

    url: str
    content: str
    word_count: int
    filters: dict[str, list[str]]
    meta: dict[str, str]
    anchors: list[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What the index of a site holds."""

    records: tuple[SearchRecord, ...]
    """In the order of the index's files."""
    language: str
    """Language of the index; empty when there is no index."""
    version: str
    """Of Pagefind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What records are held to beside the page that they lead to."""

    titles: Mapping[str, str]
    """Title of each proven page, by its path below `docs/`."""
    said: Callable[[str], frozenset[str]]
    """Returns the texts of a proven page, one for each run of its proof."""
    stored: Callable[[str], str]
    """Returns the stored text that a briefing is about; empty for any other page."""
    facts: Callable[[str], Mapping[str, str]]
    """Returns what is known of that document beside its text, by field."""
    strings: Mapping[str, str]
    """The string catalogue."""


def read_index(names: Collection[str], read: Read) -> tuple[Indexed, list[Finding]]:
    """Return the records of the index; none when the site has no such index."""
    findings: list[Finding] = []
    records: list[SearchRecord] = []
    language, version = "", ""
    try:
        if _START in names:
            entry = json.loads(_files(read(_START))[_ENTRY])
            (language,) = entry["languages"]
            version = str(entry["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        findings.append(finding(_START, "site.search", f"the index cannot be read: {error}"))
    for name in sorted(name for name in names if name.startswith(f"{FOLDER}records/")):
        try:
            records += [_record(content) for _, content in sorted(_files(read(name)).items())]
        except (OSError, EOFError, ValueError, TypeError, KeyError, msgspec.MsgspecError) as error:
            findings.append(finding(name, "site.search", f"the records cannot be read: {error}"))
    return Indexed(records=tuple(records), language=language, version=version), findings


def _files(pack: bytes) -> dict[str, bytes]:
    """Return the files in a pack by path; raises `ValueError` when it does not hold just them."""
    line, _, rest = pack.partition(b"\n")
    found, at = {}, 0
    for path, length in json.loads(line)["files"]:
        found[str(path)] = rest[at : at + length]
        at += length
    if at != len(rest):
        message = "its parts are not as long as it says"
        raise ValueError(message)
    return found


def _record(packed: bytes) -> SearchRecord:
    content = gzip.decompress(packed)
    if not content.startswith(_SIGNATURE):
        message = "it does not begin as Pagefind's files do"
        raise ValueError(message)
    fragment = msgspec.json.decode(content.removeprefix(_SIGNATURE), type=_Fragment)
    return SearchRecord(
        url=fragment.url,
        content=fragment.content,
        meta=fragment.meta,
        filters={key: tuple(values) for key, values in fragment.filters.items()},
    )


def by_page(
    records: Iterable[SearchRecord], names: Collection[str]
) -> dict[str, list[SearchRecord]]:
    """Return records by the file that they lead to; those that lead nowhere under ``""``."""
    pages: defaultdict[str, list[SearchRecord]] = defaultdict(list)
    for record in records:
        path = unquote(record.url.partition("#")[0])
        file = f"{path}index.html" if not path or path.endswith("/") else path
        pages[file if file in names else ""].append(record)
    return dict(pages)


def not_true(record: SearchRecord, page: str, built: Built, held: Held) -> Iterator[str]:
    """Yield what a record says that the page it leads to does not.

    `page` is the path below `docs/` of a proven page, empty for one that was written by hand.
    """
    place = f"a record for {record.url[:80]!r}"
    unknown = {*record.filters} - _FACETS
    if unknown:
        yield f"{place} has the facet {min(unknown)!r}"
    checks = {Found.STATEMENT: _statement, Found.NAME: _name, Found.DOCUMENT: _document}
    kind = "".join(record.filters.get("type", ()))
    check = checks.get(Found(kind)) if kind in [*Found] else None
    if check is None and kind != Found.PAGE:
        yield f"{place} is of type {kind!r}"
        return
    for what in check(record, page, built, held) if check else _page(record, built):
        yield f"{place} {what}"


def _statement(record: SearchRecord, page: str, built: Built, held: Held) -> Iterator[str]:
    said = built.units.statements.get(unquote(record.url.partition("#")[2]))
    if said is None:
        yield "leads to no statement"
        return
    by, words = record.meta.get("by", ""), record.meta.get("words", "")
    if (by, words) != (said.by, said.words):
        yield f"says “{by[:40]}: {words[:60]}”, the page does not"
    kind, stance = _one(record, "kind"), _one(record, "stance")
    facts = f"{held.strings.get(f'kind.{kind}')} · {held.strings.get(f'stance.{stance}')}"
    if kind != said.kind or not f"{said.facts} · ".startswith(f"{facts} · "):
        yield f"says {facts!r}, the page “{said.facts[:60]}”"
    whole, content = _bare(f"{by}: {words}"), _bare(record.content)
    rest = content.removeprefix(whole)
    bare = words[1:-1] if kind == "direct" else words
    parts = [_bare(part) for part in bare.split(" … ")]
    if not content.startswith(whole) or rest not in _heard(held.stored(page)):
        yield f"is found by “{record.content[-60:]}”, which is not the source's"
    elif rest and any(part not in rest for part in parts):
        yield "has a sentence that the statement does not stand in"
    yield from _whence(record, page, held)
    yield from _more(record, {"by", "words"})


def _whence(record: SearchRecord, page: str, held: Held) -> Iterator[str]:
    """Yield what is wrong with date, source and publisher."""
    day = record.filters.get("date", ("",))[-1]
    facts = held.facts(page)
    date = facts.get("date", "")
    if record.filters.get("date") != ((date[:4], date[:7], date) if date else (UNDATED,)):
        yield f"is dated {day!r}, its document is not"
    slug, _, title = _one(record, "source").partition(" ")
    if f"{slug}.md" != page.rpartition("/")[2] or title != held.titles.get(page):
        yield f"names “{title[:60]}” as its source"
    if _one(record, "publisher") != facts.get("publisher", ""):
        yield f"names “{_one(record, 'publisher')[:60]}” as its publisher"


def _name(record: SearchRecord, page: str, built: Built, held: Held) -> Iterator[str]:
    title, anchor = record.meta.get("title", ""), unquote(record.url.partition("#")[2])
    row = built.units.rows.get(anchor)
    if title != (row.name if row is not None else held.titles.get(page)):
        yield f"is titled “{title[:60]}”, its page is not"
    text = _bare(row.text if row is not None else built.content.text)
    parts = record.content.removeprefix(title).split(" · ")
    if not record.content.startswith(title) or any(_bare(part) not in text for part in parts):
        yield f"says “{record.content[:60]}”, not the page"
    own = anchor.removeprefix(ROW) if row is not None else page.rpartition("/")[2][: -len(".md")]
    for line in _lines(record):
        if line[0] != own:
            yield f"has other forms of “{line[0][:60]}”"
    yield from _more(record, {"title"})


def _document(record: SearchRecord, page: str, built: Built, held: Held) -> Iterator[str]:
    title = held.titles.get(page)
    if record.meta.get("title") != title or {*record.meta} - {"title", "brief"}:
        yield f"is titled “{record.meta.get('title', '')[:60]}”, its page is not"
    brief = " ".join(record.meta.get("brief", "").split("\n"))
    if brief and brief not in built.units.lines:
        yield f"has “{brief[:60]}” in brief, its page has not"
    text = _bare(record.content)
    if text != _bare(title or "") and text not in _heard(held.stored(page)):
        yield f"says “{record.content[:60]}”, which is not the source's"
    yield from _whence(record, page, held)


def _page(record: SearchRecord, built: Built) -> Iterator[str]:
    if record.filters.keys() != {"type"} or {*record.meta} != {"title"}:
        yield "says more than a page's title and text"
    if record.meta.get("title") not in {*built.content.headings, built.title}:
        yield f"is titled “{record.meta.get('title', '')[:60]}”, its page is not"
    if _bare(record.content) not in _bare(built.content.text):
        yield f"says “{record.content[:60]}”, not the page"


def _more(record: SearchRecord, others: set[str]) -> Iterator[str]:
    """Yield a text that a record has beside `others` and tables of names."""
    unknown = {*record.meta} - {"names", "reference"} - others
    if unknown:
        yield f"has the text {min(unknown)!r}"


def _lines(record: SearchRecord, *keys: str) -> Iterator[list[str]]:
    """Yield the lines of a record's tables of names; a short one with an empty name."""
    for key in keys or ("names", "reference"):
        for line in record.meta.get(key, "").split("\n") if key in record.meta else ():
            cells = line.split("\t")
            yield cells if len(cells) > 1 else [*cells, ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a site tells of an entity, on its page or in its row."""

    name: str
    said: frozenset[str]
    """Texts that stand there for themselves."""
    leads: frozenset[str]
    """Addresses below the site of links there."""


def entities(
    held: Held, places: Places, files: Mapping[str, str], rows: Mapping[str, Mapping[str, Row]]
) -> Callable[[str], Told | None]:
    """Return what gives what a site tells of the entity that has a slug; None where nothing is.

    `files` gives the file of each proven page, `rows` the rows of entities by anchor, by file.
    """
    where = {
        anchor.removeprefix(ROW): (file, row)
        for file, found in rows.items()
        for anchor, row in found.items()
    }

    @cache
    def told(slug: str) -> Told | None:
        page = f"glossary/{slug}.md"
        if page in held.titles:
            file = files.get(page, "")
            links = tuple(link.value for link in places.get(file, ()))
            return Told(name=held.titles[page], said=held.said(page), leads=_addresses(links, file))
        if slug not in where:
            return None
        file, row = where[slug]
        return Told(name=row.name, said=row.said, leads=_addresses(row.links, file))

    return told


def misnamed(records: Iterable[SearchRecord], told: Callable[[str], Told | None]) -> Iterator[str]:
    """Yield where records name entities otherwise than the site does.

    A speaker or place of a statement has to be told of where the statement is listed.
    """
    for record in records:
        place = f"a record for {record.url[:80]!r}"
        for facet in ("speaker", "place"):
            for value in record.filters.get(facet, ()):
                slug, _, name = value.partition(" ")
                if facet == "speaker" and value == UNSTATED:
                    continue
                entity = told(slug)
                if entity is None or name != entity.name or record.url not in entity.leads:
                    yield f"{place} names “{name[:60]}” as its {facet}"
        for key in ("names", "reference"):
            for slug, name, *forms in _lines(record, key):
                yield from (f"{place} {what}" for what in _forms(key, name, forms, told(slug)))


def _forms(key: str, name: str, forms: Sequence[str], entity: Told | None) -> Iterator[str]:
    """Yield other forms of a name that neither the entity's entry nor our tables have."""
    if entity is None or name != entity.name:
        yield f"calls somebody “{name[:60]}”"
        return
    for form in forms:
        known = form if key == "names" else reference.country(form)
        if known not in entity.said:
            yield f"says that “{form[:60]}” is another form of “{name[:60]}”"


def _addresses(links: Iterable[str], file: str) -> frozenset[str]:
    """Return the addresses below the site of the links of a page."""
    found = set()
    for link in links:
        path, hash_, anchor = link.partition("#")
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        found.add(f"{joined}{'/' if path.endswith('/') else ''}{hash_}{anchor}")
    return frozenset(found)


def false_words(
    names: Collection[str], read: Read, strings: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding when the words of search are not the catalogue's."""
    if WORDS not in names:
        return
    text = read(WORDS).decode(errors="replace").strip()
    try:
        words = json.loads(text.removeprefix("briefingsSearch(").removesuffix(");"))
        wrong = sorted(key for key, word in words.items() if strings.get(key) != word)
    except (ValueError, AttributeError) as error:
        yield finding(WORDS, "site.search", f"the words of search cannot be read: {error}")
        return
    for key in wrong:
        yield finding(WORDS, "site.search", f"the string `{key}` is not the catalogue's")


def remade(
    names: Collection[str], read: Read, indexed: Indexed, reindex: Reindex
) -> Iterator[Finding] | None:
    """Yield files of the index that are not made of its records; None when nobody can tell."""
    made = reindex(indexed.records, indexed.language)
    if made is None:
        return None
    if json.loads(_files(made["start.pack"])[_ENTRY])["version"] != indexed.version:
        return None
    wanted = {f"{FOLDER}{path}": content for path, content in made.items()}
    there = {name for name in names if name.startswith(FOLDER)}
    return (
        finding(name, "site.search", "it is not what Pagefind makes of the records")
        for name in sorted(there | wanted.keys())
        if name not in there or read(name) != wanted.get(name)
    )


def _one(record: SearchRecord, facet: str) -> str:
    """Return the only value of a facet; empty when there is none, or more."""
    values = record.filters.get(facet, ())
    return values[0] if len(values) == 1 else ""


@lru_cache(maxsize=1)
def _heard(stored: str) -> str:
    """Return what search can hear of a stored text; the records of a page come one by one."""
    return _bare(visible(stored))


def _bare(text: str) -> str:
    return _UNHEARD.sub("", text)
