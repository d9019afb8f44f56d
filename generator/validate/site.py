"""Proves a built site again: every character of every page, from what the site publishes.

**What it proves.** For every generated page, by an HTML5 parser: the visible text of its content
is, character by character, the runs of its proof, where each run is cut anew from the stored text
that the site publishes (whose sha256 must be the one in the index of proofs and on the pages),
taken from the installed catalogue of interface strings, from metadata and signed notes, or is white
space and punctuation. Titles, descriptions and other texts in attributes are pieces of the page.
Nothing in the content acts, loads or restyles. Around the content stand only titles, the page's
headings, the configuration, and what the theme's own templates say. Search finds only text of the
pages, every link and anchor leads somewhere, hand-written pages are what their Markdown says.

**What it does not prove.** That a stored text is what its publisher wrote; compare the sha256, or
the seeds. That a stance or a speaker was read rightly: that is in words, not in characters. What
style sheets and the theme's script files do: pin the theme. Without `docs`, that pages, proofs and
stored texts were not all replaced together: with it every proof must be the one in `docs`.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import mkdocs.theme
import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.errors import Finding, Level
from generator.validate.built_links import Known
from generator.validate.built_page import run_text
from generator.validate.built_site import Outcome, Site, Written, check
from generator.validate.chrome import Allowed
from generator.validate.front_matter import front_matter
from generator.validate.html import folded, read
from generator.validate.proof import INDEX, Proof, ProofIndex
from generator.validate.published import (
    finding,
    read_index,
    read_proofs,
    read_stored,
    texts_published,
    unhashed,
)
from generator.validate.search_index import by_page, read_entries
from generator.validate.texts import Texts, UnprovenError
from generator.validate.theme import Theme, theme_of

__all__ = ["verify"]


def verify(
    site: Path,
    docs: Path | None,
    strings: Mapping[str, str],
    to_html: Callable[[str], str],
    *,
    config: Path | None = None,
) -> tuple[Finding, ...]:
    """Return everything that is wrong with the built site in the folder `site`.

    `docs` is the folder it was built from, `config` its `mkdocs.yml` (by default the one beside
    `docs`); without them less can be proven, and a note says what was not.
    """
    names = frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())

    def read_file(name: str) -> bytes:
        return (site / name).read_bytes()

    index = read_index(read_file)
    if isinstance(index, Finding):
        return (index,)
    findings: list[Finding] = []
    stored = read_stored(index, read_file, findings)
    proofs = read_proofs(index, names, read_file, findings)
    findings += unhashed(index, proofs)
    texts = texts_published(index, stored, strings)
    written = _written(docs, to_html, proofs) if docs is not None else {}
    settings = _settings(config or (docs.parent / "mkdocs.yml" if docs else None))
    entries, unreadable = read_entries(names, read_file)
    findings += unreadable
    outcome = check(
        Site(
            names=names,
            read=read_file,
            proofs=proofs,
            texts=texts,
            written=written,
            allowed=_allowed(settings, proofs, texts, written),
            known=_known(index, settings),
            entries=by_page(entries, names),
        )
    )
    findings += outcome.findings
    findings += _replaced(site, docs, names) if docs is not None else ()
    return tuple(sorted({*findings, *_notes(outcome, docs, settings)}))


def _written(
    docs: Path, to_html: Callable[[str], str], proofs: Mapping[str, Proof]
) -> dict[str, Written]:
    """Return hand-written pages, by page."""
    pages = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*.md"))}
    return {
        page: _hand(path.read_text(encoding="utf-8-sig"), to_html)
        for page, path in pages.items()
        if page not in proofs and not any(part.startswith(".") for part in page.split("/"))
    }


def _hand(markdown: str, to_html: Callable[[str], str]) -> Written:
    """Return what a hand-written page shows."""
    said = {folded(text) for text in _strings(front_matter(markdown) or {})}
    return Written(read(to_html(markdown)), frozenset(said))


def _settings(config: Path | None) -> dict[str, object] | None:
    """Return `mkdocs.yml` as it stands, or None when there is none that can be read."""
    if config is None or not config.is_file():
        return None
    try:
        with config.open("rb") as file:
            settings = yaml_load(file, get_yaml_loader())
    except (OSError, yaml.YAMLError):
        return None
    return settings if isinstance(settings, dict) else None


def _allowed(
    settings: Mapping[str, object] | None,
    proofs: Mapping[str, Proof],
    texts: Texts,
    written: Mapping[str, Written],
) -> Allowed | None:
    """Return what may stand around pages, or None without a configuration to tell."""
    if settings is None:
        return None
    theme = _theme(settings)
    if theme is None:
        return None
    titles = {text for page in written.values() for text in (page.content.heading, *page.said)}
    for proof in proofs.values():
        try:
            titles.add(run_text(proof.title, texts))
        except UnprovenError:
            continue
    titles |= {
        _folder_title(folder) for page in (*proofs, *written) for folder in page.split("/")[:-1]
    }
    configured = {folded(text) for text in _strings(settings)}
    return Allowed(theme=theme, configured=frozenset(configured), titles=frozenset(titles))


def _folder_title(folder: str) -> str:
    """Return what MkDocs calls a folder in a navigation that nobody wrote."""
    title = folder.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title


def _theme(settings: Mapping[str, object]) -> Theme | None:
    """Return what the configured theme says, from its installed templates."""
    wanted = settings.get("theme", "mkdocs")
    options = wanted if isinstance(wanted, dict) else {"name": wanted}
    return _installed(str(options.get("name")), str(options.get("language", "en")))


@cache
def _installed(name: str, language: str) -> Theme | None:
    """Return what an installed theme says in a language; None when there is no such theme."""
    try:
        folders = [Path(folder) for folder in mkdocs.theme.Theme(name).dirs]
    except (KeyError, ValueError, OSError):
        return None
    templates = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for folder in reversed(folders)
        for path in sorted(folder.rglob("*.html"))
    }
    return theme_of(templates, ["en", language])


def _strings(value: object) -> Iterator[str]:
    """Yield every string of the configuration, keys of mappings among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _known(index: ProofIndex, settings: Mapping[str, object] | None) -> Known:
    """Return the addresses outside the site that may be linked to."""
    theme = _theme(settings) if settings is not None else None
    configured = "\n".join(_strings(settings)) if settings is not None else ""
    site = settings.get("site_url") if settings is not None else None
    return Known(
        cited=frozenset(value for doc in index.documents.values() for value in doc.metadata),
        configured=configured,
        theme=theme.source if theme is not None else "",
        site=f"{str(site).rstrip('/')}/" if site else "",
    )


def _replaced(site: Path, docs: Path, names: frozenset[str]) -> Iterator[Finding]:
    """Yield published files that are not those of `docs`."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.suffix == ".md" or name not in names or not path.is_file():
            continue
        if path.read_bytes() != (site / name).read_bytes():
            what = f"it is not the file {docs.name}/{name}"
            yield finding(name, "site.replaced", what, "build the site again from docs/")


def _notes(
    outcome: Outcome, docs: Path | None, settings: Mapping[str, object] | None
) -> Iterator[Finding]:
    """Yield what was and was not proven."""
    counted = f"{outcome.proven} pages proven, {outcome.compared} compared with their Markdown"
    yield _note("site.counted", counted, "nothing to do")
    level = Level.ERROR if docs is not None else Level.NOTE
    for name in outcome.unknown:
        what, hint = "it has neither a proof nor Markdown", "find out what made this page"
        yield Finding(path=name, level=level, code="site.page-unknown", what=what, hint=hint)
    if settings is None:
        what = "texts around the content were not checked, as no mkdocs.yml was given"
        yield _note("site.no-config", what, "run it where mkdocs.yml is")


def _note(code: str, what: str, hint: str) -> Finding:
    return Finding(path=INDEX, level=Level.NOTE, code=code, what=what, hint=hint)
