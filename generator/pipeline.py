"""The main job, as a list of calls: what `seeds/` says becomes the files of `docs/`."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property, partial

from generator import __version__
from generator.blame import Blame, left_out
from generator.collect import Collected, collect, document_id
from generator.config import Settings
from generator.converted import without_front_matter
from generator.errors import Finding, FindingsError, Level, has_errors
from generator.inputs import code_digest, digest_of
from generator.left_out import StageError, Trial, spared
from generator.link import link
from generator.model import AnnotatedDocument, Dossier, SourceDocument
from generator.model.page import Page
from generator.model.site import LeftOut, Site
from generator.plan import plan
from generator.render import render
from generator.runs import Before, KeptRuns, Parts, Run, without_text
from generator.store import Cache, Results, extract_all
from generator.templating import Templates, load_templates
from generator.validate import Context, misplaced, owners, unasked, unexplained, validate
from generator.write import (
    DocumentChange,
    Written,
    changes,
    stale,
    write,
)

Progress = Callable[[int, int], None]
"""Gets the number of documents done and of all."""


@dataclass(frozen=True, kw_only=True)
class Build:
    """Everything that was made of the sources, before anything is written."""

    files: Mapping[str, bytes]
    """Path below `docs/` and content of every generated file."""
    findings: tuple[Finding, ...]
    """What a person should look at; an error is why a document was left out."""
    left_out: tuple[LeftOut, ...]
    """Documents without pages."""
    strings: Mapping[str, str]
    """The string catalogue that the pages were made with."""
    opened: Callable[[], Parts]
    """Gives the records: opening those of an earlier run takes time, and few callers need them."""
    name: str = ""
    """A digest of all that it was made of; empty where a mistake of ours is part of it."""
    mistakes: tuple[StageError, ...] = ()
    """Mistakes of ours for which documents were left out."""

    @cached_property
    def _parts(self) -> Parts:
        return self.opened()

    @property
    def dossier(self) -> Dossier:
        """Everything that was found."""
        return self._parts.dossier

    @property
    def site(self) -> Site:
        """What the pages say, in typed pieces."""
        return self._parts.site

    @property
    def pages(self) -> tuple[Page, ...]:
        """The Markdown pages with the pieces that they show."""
        return self._parts.pages


def build(
    settings: Settings,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    unread: bool = False,
    strict: bool = False,
) -> Build:
    """Make every page in memory and prove it; a document that has an error is left out whole.

    What an earlier run made of the same is taken from the cache. `unread` tells that nobody has
    read what `docs/` holds, or that this is but a preview: a text may then be another than the
    published one without a reason. `strict` leaves nothing out.

    Raises `FindingsError` with all findings when an error is no single document's, when no
    document is left, and for any error when `strict`.
    """
    templates = load_templates(settings.templates, settings.language)
    before, kept = Before.of(settings.docs), KeptRuns(settings)
    mistakes: tuple[StageError, ...] = ()
    if (found := kept.get(before)) is not None:
        run, opened = found
    else:
        run, parts, mistakes = _run(settings, templates, before, executor, progress)
        opened = partial(_same, parts)
        if not mistakes:
            kept.put(run, parts, before)
    level = Level.WARNING if unread else Level.ERROR
    changed = unexplained(run.texts, before.texts, seeds=_shown(settings), level=level)
    findings = {*run.findings, *settings.notes, *run.collected, *changed}
    stopped = has_errors(findings - {*run.collected})
    findings |= {*run.excuses}
    if stopped or (strict and has_errors(findings)):
        raise FindingsError(findings)
    return Build(
        files=run.files,
        findings=tuple(sorted(findings)),
        left_out=run.left_out,
        strings=templates.strings,
        opened=opened,
        name="" if mistakes else _named(kept.name(before), run),
        mistakes=mistakes,
    )


def _run(
    settings: Settings,
    templates: Templates,
    before: Before,
    executor: Executor | None,
    progress: Progress | None,
) -> tuple[Run, Parts, tuple[StageError, ...]]:
    """Take the sources through all stages; the mistakes of ours that were met stand last."""
    collected = collect(settings.seeds, shown_as=_shown(settings))
    blame = Blame.of_files(collected, _shown(settings))
    out, others = blame.sort(collected.findings)
    _stop_at_folders(others, collected, settings)
    mistakes: list[StageError] = []

    def failed(document: SourceDocument, error: Exception) -> None:
        mistakes.append(StageError("extract", error))
        out[document.id] = (mistakes[-1].finding(blame.sources[document.id]),)

    fit = [document for document in collected.documents if document.id not in out]
    english = [document for document in fit if document.is_english]
    annotated = extract_all(english, Cache(settings.cache), executor, progress, failed)
    results = kept_results(settings)
    stock = _Stock(templates, collected, annotated, blame, before, results)
    made, out, met = spared(blame.sources, partial(_make, settings, stock), out)
    results.save()
    site = made.parts.site
    run = Run(
        files=made.files,
        collected=collected.findings,
        findings=made.findings,
        excuses=(
            *(finding for each in out.values() for finding in each),
            *unasked(site, collected.notes, _shown(settings)),
        ),
        left_out=site.left_out,
        texts=tuple(without_text(document) for document in fit if document.id not in out),
        published=before.published | {f"glossary/{entry.slug}.md" for entry in site.glossary},
        moved=frozenset(
            (
                *(page.path for page in site.moved),
                *(f"glossary/{slug}.md" for slug, _ in site.renamed),
            )
        ),
        withdrawn=before.withdrawn(site.left_out),
    )
    return run, made.parts, (*mistakes, *met)


def kept_results(settings: Settings) -> Results:
    """Return the results of functions that are kept of a site."""
    narrow = {"generator.link": digest_of("generator.link")}
    return Results(settings.cache / "results.sqlite", code_digest(), narrow)


def _named(name: str, run: Run) -> str:
    """Return a name for what a run made, given that of what it rests on."""
    published = "\0".join((name, *sorted(run.moved), *sorted(run.withdrawn)))
    return hashlib.sha256(published.encode(errors="surrogateescape")).hexdigest()


def _same(parts: Parts) -> Parts:
    """Return records that need no opening."""
    return parts


@dataclass(frozen=True, slots=True)
class _Stock:
    """What the stages rest on that look at all documents together."""

    templates: Templates
    collected: Collected
    annotated: Sequence[AnnotatedDocument]
    blame: Blame
    before: Before
    results: Results


@dataclass(frozen=True, slots=True)
class _Made:
    """What the stages after extraction made of some documents."""

    parts: Parts
    files: Mapping[str, bytes]
    """Path below `docs/` and content of every generated file."""
    findings: tuple[Finding, ...]


def _make(settings: Settings, stock: _Stock, trial: Trial) -> _Made:
    """Take the documents of a trial through link, plan, render and validate.

    Raises what says which of them stops a stage, or which stage is stopped.
    """
    shown, blame, templates = _shown(settings), stock.blame, stock.templates
    documents = [each for each in stock.annotated if each.document.id in trial.documents]
    others = [each for each in stock.collected.documents if not each.is_english]
    others = [each for each in others if each.id in trial.documents]
    notes = [note for note in stock.collected.notes if note.span.document in trial.documents]
    left = left_out(stock.collected, trial.left, blame, shown)
    with trial.stage("link"):
        dossier, linking = link(documents, notes, others, stock.results.kept)
        linking = tuple(_placed(finding, shown) for finding in linking)
        trial.judge("link", linking, blame)
    with trial.stage("plan"):
        site = plan(dossier, stock.before.published, left, stock.results.kept)
    with trial.stage("render"):
        rendered = render(
            site,
            templates,
            stock.collected.raw,
            name=settings.site_name,
            version=__version__,
            by_hand=stock.before.others,
            kept=stock.results.kept,
        )
    with trial.stage("validate"):
        context = _context(settings, stock, site)
        kept = stock.results.kept
        proofs, problems = validate(
            dossier, rendered.pages, rendered.assets, rendered.annexes, context, kept
        )
        problems = (*problems, *misplaced(site, context.docs))
        trial.judge(
            "validate", problems, blame.of_pages(owners(site), rendered.pages, context.docs)
        )
    files = {page.path: page.markdown.encode() for page in rendered.pages}
    files |= {asset.path: asset.content for asset in (*rendered.assets, *proofs)}
    parts = Parts(dossier=dossier, site=site, pages=rendered.pages)
    return _Made(parts, files, (*linking, *problems))


def generate(
    settings: Settings,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    unread: bool = False,
    strict: bool = False,
) -> tuple[Build, Written, tuple[DocumentChange, ...]]:
    """Make every page, prove it, write what changed into `docs/`, and tell what that is."""
    made = build(settings, executor=executor, progress=progress, unread=unread, strict=strict)
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


def _stop_at_folders(others: Sequence[Finding], collected: Collected, settings: Settings) -> None:
    """Raise `FindingsError` when a whole folder cannot be read: its documents are not gone."""
    for finding in others:
        place = settings.root / finding.path
        if place.is_dir() and not place.is_symlink():
            raise FindingsError(collected.findings)
    if others and not collected.documents:
        raise FindingsError(collected.findings)


def _context(settings: Settings, stock: _Stock, site: Site) -> Context:
    """Return what validation needs to know of the site."""
    return Context(
        strings=stock.templates.strings,
        to_html=_to_html(settings, stock.results),
        markdown=settings.markdown,
        version=__version__,
        seeds=_shown(settings),
        other_files=stock.before.others,
        stored_text_path={page.facts.document.id: page.facts.stored for page in site.texts},
        reference=frozenset({settings.site_name}),
        left_out={document_id(each.path): (each.path, each.file) for each in site.left_out},
        withdrawn=stock.before.withdrawn(site.left_out),
    )


def _to_html(settings: Settings, results: Results) -> Callable[[str], str]:
    """Return what converts a page as the site does, and keeps that for MkDocs."""
    convert = results.kept(settings.to_html.converted, settings.markdown)
    return lambda page: convert(without_front_matter(page)).html
