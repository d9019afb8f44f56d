"""A built site, held to its proofs, page by page."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser

from generator.errors import Finding
from generator.model.search import SearchRecord
from generator.validate.built_feeds import Lines
from generator.validate.built_head import Sayable, in_head
from generator.validate.built_links import Known, Links, links_around
from generator.validate.built_page import Built, difference, run_text, take_apart
from generator.validate.built_search import Held, entities, misnamed, not_true
from generator.validate.built_units import Row
from generator.validate.chrome import Allowed, around
from generator.validate.closed_text import SEPARATORS
from generator.validate.html import Attribute, Content
from generator.validate.proof import Proof
from generator.validate.published import Read, finding
from generator.validate.search_index import Entry, not_said
from generator.validate.texts import Texts, UnprovenError
from generator.visible import visible

Record = TypeVar("Record")

_THEMES_PAGES = frozenset({"404.html", "search.html"})
"""Pages that themes make by themselves."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page as its Markdown says."""

    content: Content
    """Its body."""
    said: frozenset[str]
    """Texts of its front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built site and what it is held to."""

    names: frozenset[str]
    """Path of every file."""
    read: Read
    """Returns the bytes of a file."""
    proofs: Mapping[str, Proof]
    """By page."""
    texts: Texts
    """Where runs get their text."""
    written: Mapping[str, Written]
    """Hand-written pages, by page; empty when not known."""
    allowed: Allowed | None
    """What may stand around the content; None when the theme is not known."""
    known: Known
    """Which addresses outside the site may be linked to."""
    entries: Mapping[str, list[Entry]]
    """Entries of the search index, by file; those that lead nowhere under ``""``."""
    beside: frozenset[str] | None
    """What heads may say beside their page; None when the configuration is not known."""
    followed: Lines
    """What feeds say of pages, by file."""
    found: Mapping[str, list[SearchRecord]]
    """What our search finds, by the file that it leads to; what leads nowhere under ``""``."""
    held: Held
    """What records of search are held to beside their page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What checking a site gave."""

    findings: tuple[Finding, ...]
    proven: int
    """Pages that were held to a proof."""
    compared: int
    """Hand-written pages that were compared with their Markdown."""
    unknown: tuple[str, ...]
    """Pages without a proof that could not be compared with anything."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered of each page until all have been read."""

    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    inside: dict[str, tuple[Attribute, ...]] = field(default_factory=dict)
    outside: dict[str, tuple[Attribute, ...]] = field(default_factory=dict)
    rows: dict[str, Mapping[str, Row]] = field(default_factory=dict)


def check(site: Site) -> Outcome:
    """Return everything that is wrong with a built site."""
    kept = _Kept()
    proofs = by_file(site.proofs, site.names)
    written = by_file(site.written, site.names)
    findings = [
        finding(page, "site.page-missing", "the site has its proof but no page")
        for page in sorted({*site.proofs} - {proof.page for proof in proofs.values()})
    ]
    unknown: list[str] = []
    for name in sorted(name for name in site.names if name.endswith(".html")):
        html = site.read(name).decode(errors="replace")
        if name in _THEMES_PAGES:
            findings += _theirs(name, html, site)
            continue
        built = take_apart(html, found=name in site.found)
        if isinstance(built, str):
            findings.append(finding(name, "site.content", built))
            continue
        _keep(kept, name, built)
        if name in proofs:
            findings += _proven(name, built, proofs[name], site)
        elif name in written:
            findings += _compared(name, built, written[name], site)
        else:
            unknown.append(name)
        page = proofs[name].page if name in proofs else ""
        findings += [
            finding(name, "site.search", what)
            for record in site.found.get(name, ())
            for what in not_true(record, page, built, site.held)
        ]
    findings += [
        finding(entry.location, "site.search", "the search index leads to no page")
        for entry in site.entries.get("", [])
    ]
    findings += _lost(kept, {proof.page: name for name, proof in proofs.items()}, site)
    findings += _broken(kept, site)
    compared = len(written.keys() & kept.ids.keys())
    return Outcome(tuple(findings), len(proofs.keys() & kept.ids.keys()), compared, tuple(unknown))


def _lost(kept: _Kept, files: Mapping[str, str], site: Site) -> Iterator[Finding]:
    """Yield what search finds that leads nowhere, or names entities as no entry does."""
    for record in site.found.get("", ()):
        yield finding(record.url, "site.search", "search leads to no page")
    records = (record for records in site.found.values() for record in records)
    for what in misnamed(records, entities(site.held, kept.inside, files, kept.rows)):
        yield finding("pagefind/", "site.search", what)


def by_file(pages: Mapping[str, Record], names: Collection[str]) -> dict[str, Record]:
    """Return records of pages by the file that shows the page; none for a page without one."""
    found = {}
    for page, record in pages.items():
        stem = page.removesuffix(".md")
        folder, _, last = stem.rpartition("/")
        is_index = last in {"index", "README"}
        index = f"{folder}/index.html".lstrip("/") if is_index else f"{stem}/index.html"
        for name in (index, f"{stem}.html"):
            if name in names:
                found[name] = record
                break
    return found


def _keep(kept: _Kept, name: str, built: Built) -> None:
    """Remember a page's anchors and links."""
    kept.ids[name] = built.all_ids
    kept.inside[name] = tuple(dict.fromkeys(built.content.addresses))
    kept.rows[name] = built.units.rows
    kept.outside[name] = tuple(dict.fromkeys(links_around(built.around)))


def _broken(kept: _Kept, site: Site) -> Iterator[Finding]:
    """Yield links that lead nowhere."""
    links = Links(site.names, kept.ids, site.known)
    for name in kept.ids:
        yield from links.broken(name, kept.inside[name], content=True)
        yield from links.broken(name, kept.outside[name], content=False)


def _proven(name: str, built: Built, proof: Proof, site: Site) -> Iterator[Finding]:
    """Yield where a page and its proof part."""
    try:
        text = "".join(run_text(run, site.texts) for run in proof.runs).strip()
        title = run_text(proof.title, site.texts)
        spoken = {title, *(run_text(run, site.texts) for run in proof.attributes)}
    except UnprovenError as error:
        yield finding(name, error.code, f"its proof does not hold: {error.what}")
        return
    parted = difference(built.content.text, text)
    if parted:
        yield finding(name, "site.text", parted)
    if built.content.heading != title:
        what = f"its first heading says “{built.content.heading}”, its proof “{title}”"
        yield finding(name, "site.heading", what)
    yield from _inside(name, built.content, spoken, site.texts)
    yield from _told(name, built, title, site)
    yield from _title(name, built, title, site)
    yield from _outside(name, built, {*spoken, *built.content.headings}, site)
    yield from _found(name, built, title, site)


def _inside(name: str, content: Content, spoken: set[str], texts: Texts) -> Iterator[Finding]:
    """Yield what is wrong inside the content beside its text."""
    for active in content.active:
        yield finding(name, "site.active", f"the content has `{active}`")
    for aside in content.asides:
        if not SEPARATORS.fullmatch(aside):
            yield finding(name, "site.text", f"a link beside a heading says “{aside[:60]}”")
    for attribute in content.readable:
        text = attribute.value.strip()
        if visible(text) != text or (text not in spoken and not texts.is_string(text)):
            what = f"`{attribute.name}` of `{attribute.element}` says “{text[:60]}”, unproven"
            yield finding(name, "site.attribute", what)


def _told(name: str, built: Built, title: str, site: Site) -> Iterator[Finding]:
    """Yield what a page's head and feeds say of it that it does not say."""
    sayable = Sayable(
        units=built.units,
        text=built.content.text,
        title=title,
        beside=site.beside,
        site=site.known.site,
    )
    for what in in_head(built.around, sayable):
        yield finding(name, "site.head", what)
    for feed, line in site.followed.get(name, ()):
        if not sayable.says(line):
            what = f"it says “{line[:80]}” of {name}, which the page does not"
            yield finding(feed, "site.feed", what)


def _title(name: str, built: Built, title: str, site: Site) -> Iterator[Finding]:
    """Yield a finding when `<title>` is not the page's title, with or without the site's name."""
    if site.allowed is None:
        right = title in built.title
    else:
        ends = {f"{title} - {configured}" for configured in site.allowed.configured}
        right = built.title in {title} | ends or (
            name == "index.html" and built.title in site.allowed.configured
        )
    if not right:
        what = f"its <title> says “{built.title}”, its proof “{title}”"
        yield finding(name, "site.title", what)


def _outside(name: str, built: Built, own: set[str], site: Site) -> Iterator[Finding]:
    """Yield what does not belong around the content."""
    if site.allowed is not None:
        said = {*own, built.title}
        for code, what in around(built.around, site.allowed, said):
            yield finding(name, code, what)


def _found(name: str, built: Built, title: str, site: Site) -> Iterator[Finding]:
    """Yield what search says about a page that the page does not."""
    titles = frozenset({title, *built.content.headings})
    entries = site.entries.get(name, [])
    yield from not_said(entries, built.content, titles, markup=built.material)


def _compared(name: str, built: Built, written: Written, site: Site) -> Iterator[Finding]:
    """Yield where a hand-written page and its Markdown part."""
    proven = written.content.text
    if not written.content.heading and built.content.heading:
        proven = f"{built.content.heading} {proven}"
    parted = difference(built.content.text, proven)
    if parted:
        what = parted.replace("its proof", "its Markdown")
        yield finding(name, "site.text", what, "build the site again from docs/")
    for active in sorted(set(built.content.active) - set(written.content.active)):
        yield finding(name, "site.active", f"the content has `{active}`, its Markdown has not")
    yield from _outside(name, built, {*written.said, *built.content.headings}, site)
    yield from _found(name, built, built.content.heading, site)


def _theirs(name: str, html: str, site: Site) -> Iterator[Finding]:
    """Yield what a page that the theme makes says beyond the theme."""
    if site.allowed is not None:
        for code, what in around(LexborHTMLParser(html), site.allowed, ()):
            yield finding(name, code, what)
