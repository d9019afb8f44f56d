"""The main job, as seven calls: what `seeds/` says becomes the files of `docs/`."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from generator import __version__
from generator.collect import collect
from generator.config import Settings
from generator.errors import Finding, FindingsError, Level, has_errors
from generator.link import link
from generator.model import Dossier
from generator.model.page import Page
from generator.model.site import Site
from generator.plan import plan
from generator.render import render
from generator.store import Cache, extract_all
from generator.templating import Templates, load_templates
from generator.validate import Context, unexplained, validate
from generator.validate.browser import browser_proofs
from generator.write import (
    DocumentChange,
    Written,
    changes,
    handwritten,
    published,
    published_texts,
    stale,
    write,
)

Progress = Callable[[int, int], None]
"""Gets the number of documents done and of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Everything that was made of the sources, before anything is written."""

    dossier: Dossier
    pages: tuple[Page, ...]
    """The Markdown pages with the pieces that they show."""
    files: Mapping[str, bytes]
    """Path below `docs/` and content of every generated file."""
    findings: tuple[Finding, ...]
    """What a person should look at; none is an error."""
    site: Site
    """What the pages say, in typed pieces."""
    strings: Mapping[str, str]
    """The string catalogue that they were made with."""


def build(
    settings: Settings,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    unread: bool = False,
) -> Build:
    """Make every page in memory and prove it.

    `unread` tells that nobody has read what `docs/` holds, or that this is but a preview: a text
    may then be another than the published one without a reason.

    Raises `FindingsError` with all findings when any of them is an error.
    """
    templates = load_templates(settings.templates, settings.language)
    shown = _shown(settings)
    collected = collect(settings.seeds, shown_as=shown)
    english = [document for document in collected.documents if document.is_english]
    others = [document for document in collected.documents if not document.is_english]
    annotated = extract_all(english, Cache(settings.cache), executor, progress)
    dossier, linking = link(annotated, collected.notes, others)
    site = plan(dossier, published(settings.docs))
    rendered = render(site, templates, collected.raw, name=settings.site_name, version=__version__)
    context = _context(settings, templates, site)
    proofs, problems = validate(dossier, rendered.pages, rendered.assets, context)
    linking = tuple(_placed(finding, shown) for finding in linking)
    changed = unexplained(
        collected.documents,
        published_texts(settings.docs),
        seeds=shown,
        level=Level.WARNING if unread else Level.ERROR,
    )
    findings = tuple(sorted({*settings.notes, *collected.findings, *linking, *problems, *changed}))
    if has_errors(findings):
        raise FindingsError(findings)
    files = {page.path: page.markdown.encode() for page in rendered.pages}
    scripts = browser_proofs(proofs, dossier, context)
    files |= {asset.path: asset.content for asset in (*rendered.assets, *proofs, *scripts)}
    return Build(
        dossier=dossier,
        pages=rendered.pages,
        files=files,
        findings=findings,
        site=site,
        strings=templates.strings,
    )


def generate(
    settings: Settings,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    unread: bool = False,
) -> tuple[Build, Written, tuple[DocumentChange, ...]]:
    """Make every page, prove it, write what changed into `docs/`, and tell what that is."""
    made = build(settings, executor=executor, progress=progress, unread=unread)
    changed = changes(made.files, settings.docs)
    return made, write(made.files, settings.docs), changed


def check(
    settings: Settings, *, executor: Executor | None = None, progress: Progress | None = None
) -> tuple[Finding, ...]:
    """Return findings, errors among them where `docs/` is not what `seeds/` says."""
    made = build(settings, executor=executor, progress=progress)
    return (*made.findings, *stale(made.files, settings.docs))


def _shown(settings: Settings) -> str:
    """Return the seeds folder as findings show it."""
    seeds = settings.seeds
    return (
        seeds.relative_to(settings.root).as_posix()
        if seeds.is_relative_to(settings.root)
        else seeds.as_posix()
    )


def _placed(finding: Finding, shown: str) -> Finding:
    """Return a finding of linking, which calls the seeds folder `seeds`, with its path as shown."""
    return replace(finding, path=f"{shown}/{finding.path.removeprefix('seeds/')}")


def _context(settings: Settings, templates: Templates, site: Site) -> Context:
    """Return what validation needs to know of the site."""
    return Context(
        strings=templates.strings,
        to_html=settings.to_html,
        version=__version__,
        seeds=_shown(settings),
        other_files=handwritten(settings.docs),
        stored_text_path={page.facts.document.id: page.facts.stored for page in site.texts},
        reference=frozenset({settings.site_name}),
    )
