"""Proves a built site again: every character of every page, from what the site publishes.

**What it proves.** For every generated page, by an HTML5 parser: the visible text of its content
is, character by character, the runs of its proof, where each run is cut anew from the stored text
that the site publishes (whose sha256 must be the one in the index of proofs and on the pages),
taken from the installed catalogue of interface strings, from metadata and signed notes, or is white
space and punctuation. Titles, descriptions and other texts in attributes are pieces of the page.
Nothing in the content acts, loads or restyles. Around the content stand only titles, the page's
headings, the configuration, and what the theme's own templates say. Search finds only statements
and text of the pages, and its index is what its records make; every link and anchor leads
somewhere, hand-written pages are what their Markdown says. What heads and feeds tell machines are
whole lines and whole statements of the pages.

**What it does not prove.** That a stored text is what its publisher wrote; compare the sha256, or
the seeds. That a stance or a speaker was read rightly: that is in words, not in characters. What
style sheets and the theme's script files do: pin the theme. Without `docs`, that pages, proofs and
stored texts were not all replaced together: with it every proof must be the one in `docs`.
"""

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import mkdocs.theme
import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from selectolax.lexbor import LexborHTMLParser

from generator.errors import Finding, Level
from generator.validate.built_feeds import Followed, read_feeds
from generator.validate.built_links import Known
from generator.validate.built_page import run_text
from generator.validate.built_search import (
    Held,
    Indexed,
    Reindex,
    false_words,
    read_index,
    remade,
)
from generator.validate.built_search import by_page as found_by_page
from generator.validate.built_site import Outcome, Site, Written, by_file, check
from generator.validate.chrome import Allowed
from generator.validate.configured import Configured, folder_title, strings_of, texts_and_links
from generator.validate.front_matter import front_matter
from generator.validate.html import folded, read
from generator.validate.proof import INDEX, Proof, ProofIndex, Run
from generator.validate.published import (
    Published,
    Read,
    false_strings,
    finding,
    read_published,
    texts_published,
)
from generator.validate.search_index import by_page, read_entries
from generator.validate.texts import Texts, UnprovenError
from generator.validate.theme import Theme, theme_of
from generator.visible import visible

__all__ = ["verify"]


_OUTSIDE = ("follow.rss", "search.open", "page.home", "look.light", "look.dark", "look.system")
"""Strings that stand outside of the content: the feed, the search, home, the switch of colours."""
_FEED = "feed.json"
_NONE: frozenset[str] = frozenset()
_ZENSICAL = b'<meta name="generator" content="zensical'


def verify(  # noqa: PLR0913 - each is something that may be missing
    site: Path,
    docs: Path | None,
    strings: Mapping[str, str],
    to_html: Callable[[str], str],
    *,
    config: Path | None = None,
    reindex: Reindex = lambda _records, _language: None,
) -> tuple[Finding, ...]:
    """Return everything that is wrong with the built site in the folder `site`.

    `strings` is the installed catalogue, `to_html` turns hand-written Markdown into HTML, `docs` is
    the folder that the site was built from, `config` its `mkdocs.yml` (by default the one beside
    `docs`), `reindex` makes the index of search again; without them less can be proven, and a note
    says what was not.
    """
    names = frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())

    def read_file(name: str) -> bytes:
        if name not in names:
            raise FileNotFoundError(name)
        return (site / name).read_bytes()

    published = read_published(names, read_file)
    if isinstance(published, Finding):
        return (published,)
    written = _written(docs, to_html, published.proofs) if docs is not None else {}
    configured = _read_configured(
        config or (docs.parent / "mkdocs.yml" if docs else None),
        zensical="index.html" in names and _ZENSICAL in read_file("index.html"),
    )
    if (elsewhere := _built_for(names, read_file, configured)) is not None:
        return tuple(sorted({*published.findings, elsewhere}))
    texts = texts_published(published, strings)
    entries, unreadable = read_entries(names, read_file)
    indexed, unfound = read_index(names, read_file)
    beside = _beside(published, configured, strings)
    followed, untrue = read_feeds(
        names, read_file, _followed(published, configured, texts, names, beside)
    )
    outcome = check(
        Site(
            names=names,
            read=read_file,
            proofs=published.proofs,
            texts=texts,
            written=written,
            allowed=_allowed(configured, published.proofs, texts, written, strings),
            known=_known(published.index, configured),
            entries=by_page(entries, names),
            beside=beside,
            followed=followed,
            found=found_by_page(indexed.records, names),
            held=_held(published, texts, strings),
        )
    )
    findings = {*published.findings, *unreadable, *unfound, *untrue, *outcome.findings}
    findings |= {*false_words(names, read_file, strings)}
    findings |= {*_indexed(names, read_file, indexed, reindex)}
    findings |= {*false_strings(names, read_file, strings)}
    findings |= {*_replaced(site, docs, names)} if docs is not None else set()
    return tuple(sorted(findings | {*_notes(outcome, docs, configured)}))


def _built_for(
    names: frozenset[str], read_file: Read, configured: Configured | None
) -> Finding | None:
    """Return the one finding of a site that was built for another address than is configured.

    Home and the feed must agree on it; where only one names another, that page is wrong.
    """
    if configured is None or not configured.address or not {"index.html", _FEED} <= names:
        return None
    try:
        feed = json.loads(read_file(_FEED))
        home = LexborHTMLParser(read_file("index.html")).css_first('link[rel="canonical"]')
    except (OSError, ValueError):
        return None
    address = home.attributes.get("href") if home is not None else None
    named = feed.get("home_page_url") if isinstance(feed, dict) else None
    if not address or address != named or address == configured.address:
        return None
    return finding(
        "index.html",
        "site.address",
        f"the site was built for {address}, and `site_url` is {configured.address}",
        "verify with the address that it was built for (SITE_URL), or build it again",
    )


def _read_configured(path: Path | None, *, zensical: bool) -> Configured | None:
    """Return what the configuration at `path` says, or None when there is none to be read.

    `zensical` says that Zensical built the site, with templates of its own.
    """
    if path is None or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            settings: object = yaml_load(file, get_yaml_loader())
    except (OSError, yaml.YAMLError):
        return None
    if not isinstance(settings, dict):
        return None
    address = str(settings.get("site_url") or "")
    texts, links = texts_and_links(settings)
    return Configured(
        texts=texts,
        links=links,
        address=f"{address.rstrip('/')}/" if address else "",
        theme=_theme(settings, path.parent, zensical=zensical),
    )


def _theme(settings: Mapping[str, object], root: Path, *, zensical: bool) -> Theme | None:
    """Return what the configured theme says, from its installed and overriding templates."""
    wanted = settings.get("theme", "mkdocs")
    options = wanted if isinstance(wanted, dict) else {"name": wanted}
    own = options.get("custom_dir")
    folder = str(root / str(own)) if own else ""
    name = "zensical" if zensical else str(options.get("name"))
    return _installed(name, folder, str(options.get("language", "en")))


@cache
def _installed(name: str, own: str, language: str) -> Theme | None:
    """Return what an installed theme says in a language; None when there is no such theme."""
    folders = _zensical() if name == "zensical" else _folders(name)
    if not folders:
        return None
    templates = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for folder in (*reversed(folders), *([Path(own)] if own else []))
        for path in sorted(folder.rglob("*.html"))
    }
    return theme_of(templates, ["en", language])


def _folders(name: str) -> list[Path]:
    """Return the folders of a MkDocs theme's templates; none when it is not installed."""
    try:
        return [Path(folder) for folder in mkdocs.theme.Theme(name).dirs]
    except (KeyError, ValueError, OSError):
        return []


def _zensical() -> list[Path]:
    """Return the folder of Zensical's templates; none when it is not installed."""
    found = find_spec("zensical")
    return [Path(found.origin).parent / "templates"] if found and found.origin else []


def _written(
    docs: Path, to_html: Callable[[str], str], proofs: Mapping[str, Proof]
) -> dict[str, Written]:
    """Return hand-written pages, by page."""
    pages = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*.md"))}
    return {
        page: _hand(path.read_text(encoding="utf-8-sig", errors="replace"), to_html)
        for page, path in pages.items()
        if page not in proofs and not any(part.startswith(".") for part in page.split("/"))
    }


def _hand(markdown: str, to_html: Callable[[str], str]) -> Written:
    """Return what a hand-written page shows."""
    said = {folded(text) for text in strings_of(front_matter(markdown) or {})}
    return Written(read(to_html(markdown)), frozenset(said))


def _allowed(
    configured: Configured | None,
    proofs: Mapping[str, Proof],
    texts: Texts,
    written: Mapping[str, Written],
    strings: Mapping[str, str],
) -> Allowed | None:
    """Return what may stand around pages, or None when the theme is not known."""
    if configured is None or configured.theme is None:
        return None
    titles = {text for page in written.values() for text in (page.content.heading, *page.said)}
    for proof in proofs.values():
        try:
            titles.add(run_text(proof.title, texts))
        except UnprovenError:
            continue
    folders = {folder for page in (*proofs, *written) for folder in page.split("/")[:-1]}
    return Allowed(
        theme=configured.theme,
        configured=configured.texts | {strings.get(key, "") for key in _OUTSIDE},
        titles=frozenset(titles | {folder_title(folder) for folder in folders}),
    )


def _known(index: ProofIndex, configured: Configured | None) -> Known:
    """Return the addresses outside the site that may be linked to."""
    theme = configured.theme if configured is not None else None
    return Known(
        cited=frozenset(text for doc in index.documents.values() for text, _ in doc.metadata),
        configured=configured.links if configured is not None else (),
        theme=theme.source if theme is not None else "",
        site=configured.address if configured is not None else "",
    )


def _beside(
    published: Published, configured: Configured | None, strings: Mapping[str, str]
) -> frozenset[str] | None:
    """Return what heads and feeds may say beside their page; None when it is not known."""
    if configured is None:
        return None
    records = published.index.documents.values()
    facts = {visible(text).strip() for record in records for text, _ in record.metadata}
    facts |= {record.text_sha256 for record in records}
    return frozenset(facts | configured.texts | set(published.index.site) | set(strings.values()))


def _followed(
    published: Published,
    configured: Configured | None,
    texts: Texts,
    names: frozenset[str],
    beside: frozenset[str] | None,
) -> Followed:
    """Return what feeds are held to."""
    titles = {page: _said(proof.title, texts) for page, proof in published.proofs.items()}
    return Followed(
        site=configured.address if configured is not None else "",
        titles=titles,
        files=by_file({page: page for page in published.proofs}, names),
        documents=published.index.documents,
        known=beside,
    )


def _held(published: Published, texts: Texts, strings: Mapping[str, str]) -> Held:
    """Return what records of search are held to."""
    documents = published.index.documents

    @cache
    def said(page: str) -> frozenset[str]:
        proof = published.proofs.get(page)
        return frozenset(_said(run, texts) for run in proof.runs) if proof is not None else _NONE

    by_stem = {_stem(record.stored): identity for identity, record in documents.items()}

    def stored(page: str) -> str:
        return published.stored.get(by_stem.get(_stem(page), ""), "")

    def facts(page: str) -> Mapping[str, str]:
        record = documents.get(by_stem.get(_stem(page), ""))
        stated = record.metadata if record else ()
        return {origin.rpartition(" ")[2]: visible(text).strip() for text, origin in stated}

    titles = {page: _said(proof.title, texts) for page, proof in published.proofs.items()}
    return Held(titles=titles, said=said, stored=stored, facts=facts, strings=strings)


def _stem(path: str) -> str:
    """Return the part of a path that a document's briefing and its stored text share."""
    return posixpath.splitext(posixpath.basename(path))[0]


def _said(run: Run, texts: Texts) -> str:
    """Return the text of a run; empty when it does not hold, which has a finding of its own."""
    try:
        return run_text(run, texts)
    except UnprovenError:
        return ""


def _indexed(
    names: frozenset[str], read_file: Read, indexed: Indexed, reindex: Reindex
) -> Iterator[Finding]:
    """Yield what is wrong with the index of search beside its records."""
    if not indexed.language:
        return
    again = remade(names, read_file, indexed, reindex)
    if again is not None:
        yield from again
        return
    what = (
        f"search was held to the pages, but not made again: Pagefind {indexed.version} is missing"
    )
    yield Finding(
        path=INDEX,
        level=Level.NOTE,
        code="site.search-unmade",
        what=what,
        hint="install `briefings[search]`",
    )


def _replaced(site: Path, docs: Path, names: frozenset[str]) -> Iterator[Finding]:
    """Yield published files that are not those of `docs`."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.suffix == ".md" or name not in names or not path.is_file():
            continue
        if path.read_bytes() != (site / name).read_bytes():
            what = f"it is not the file {docs.name}/{name}"
            hint = "run `briefings generate`, and build the site again"
            yield finding(name, "site.replaced", what, hint)


def _notes(outcome: Outcome, docs: Path | None, configured: Configured | None) -> Iterator[Finding]:
    """Yield what was and was not proven."""
    counted = f"{outcome.proven} pages proven, {outcome.compared} compared with their Markdown"
    yield _note("site.counted", counted, "nothing to do")
    level = Level.ERROR if docs is not None else Level.NOTE
    for name in outcome.unknown:
        what, hint = "it has neither a proof nor Markdown", "find out what made this page"
        yield Finding(path=name, level=level, code="site.page-unknown", what=what, hint=hint)
    if configured is None or configured.theme is None:
        yield Finding(
            path=INDEX,
            level=Level.NOTE if configured is None else Level.WARNING,
            code="site.no-theme",
            what="texts around the content were not checked: the theme is not known",
            hint="run it where mkdocs.yml is and the theme is installed",
        )


def _note(code: str, what: str, hint: str) -> Finding:
    return Finding(path=INDEX, level=Level.NOTE, code=code, what=what, hint=hint)
