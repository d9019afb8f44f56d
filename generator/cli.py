"""The command `briefings`: init, generate, verify, explain, annotate, setup."""

import os
import sys
import traceback as traceback_module
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from generator import __version__, annotate, pipeline, store
from generator.__main__ import INTERRUPTED, STOPPED
from generator.config import load_settings
from generator.errors import (
    TRACEBACK,
    BriefingsError,
    Finding,
    FindingsError,
    Level,
    MistakeError,
    grouped,
    has_errors,
)
from generator.model.site import LeftOut
from generator.pace import Pace
from generator.templating import load_strings
from generator.write import DocumentChange, Written, lines

_MOST_CHANGES = 60
"""Lines of the report on what changed."""
_MOST_NAMES = 10
"""Documents that are named in one line."""
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "blue"}


class _Briefings(click.Group):
    """Turns exceptions into one message and an exit status: 1, or 130 for Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except FindingsError as error:
            _report(error.findings)
            ctx.exit(1)
        except BriefingsError as error:
            _say(f"error: {error}", "red")
            ctx.exit(1)
        except KeyboardInterrupt:
            _say(STOPPED, "red")
            ctx.exit(INTERRUPTED)
        except OSError as error:
            _trace(error)
            _say(f"error: {_told(error)}", "red")
            ctx.exit(1)
        except Exception as error:  # noqa: BLE001 - the last resort: one line, no traceback
            _trace(error)
            _say(f"error: {MistakeError(error)}", "red")
            ctx.exit(1)


@click.group(cls=_Briefings, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
@click.option(
    "--traceback",
    is_flag=True,
    envvar=TRACEBACK,
    show_envvar=True,
    help="Show where a mistake of this program arose, for a report.",
)
def main(*, traceback: bool) -> None:
    """Turn source documents into annotated, provable briefings."""
    if traceback:
        os.environ[TRACEBACK] = "1"


_config = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
_seeds = click.option(
    "--seeds",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of source documents, instead of the configured one.",
)
_jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that parse documents side by side; without it as many as pay.",
)
_scheduler = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Parse on the workers of the Dask cluster whose scheduler is there: tcp://host:8786.",
)
_notes = click.option("--notes", is_flag=True, help="Print notes too: what is worth a look.")
_quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when docs/ is not up to date.")
@click.option("--unread", is_flag=True, help="Nobody has read docs/ yet: texts may change.")
@click.option("--strict", is_flag=True, help="Write nothing when any document has an error.")
@_config
@_seeds
@_jobs
@_scheduler
@_notes
@_quiet
def generate(  # noqa: PLR0913 - one parameter an option
    config: Path,
    seeds: Path | None,
    jobs: int | None,
    scheduler: str | None,
    *,
    check: bool,
    unread: bool,
    strict: bool,
    notes: bool,
    quiet: bool,
) -> None:
    """Make the pages of docs/ from the source documents; one with an error is left out whole."""
    settings = load_settings(config, seeds=seeds)
    written: Written | None = None
    changed: Sequence[DocumentChange] = ()
    with _executor(jobs, scheduler) as executor, _progress(quiet=quiet) as progress:
        if check:
            findings = pipeline.check(settings, executor=executor, progress=progress)
        else:
            made, written, changed = pipeline.generate(
                settings, executor=executor, progress=progress, unread=unread, strict=strict
            )
            findings = made.findings
            for mistake in made.mistakes:
                _trace(mistake.error)
    _report(findings, quiet=quiet, notes=notes)
    if written is not None and not quiet:
        _say(
            f"{len(written.written)} written, {len(written.removed)} removed, "
            f"{len(written.unchanged)} unchanged in {_short(settings.docs)}"
        )
        _tell_left_out(made.left_out)
        _tell_changes(changed)
    if has_errors(findings):
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_config
@_quiet
def verify(site: Path, config: Path, *, quiet: bool) -> None:
    """Prove every character of the built SITE against the stored texts it publishes."""
    from generator.search.pagefind import reindex  # noqa: PLC0415
    from generator.templating import load_templates  # noqa: PLC0415
    from generator.validate.site import verify as verify_site  # noqa: PLC0415

    settings = load_settings(config)
    strings = load_templates(settings.templates, settings.language).strings
    findings = verify_site(
        site,
        settings.docs,
        strings,
        settings.to_html,
        config=settings.config_file,
        reindex=reindex,
    )
    _report(findings, quiet=quiet, notes=not quiet)
    if has_errors(findings):
        raise click.exceptions.Exit(1)
    if not quiet:
        _say(f"{_short(site)}: every page is proven", "green")


@main.command("annotate")
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(path_type=Path, dir_okay=False))
@_quiet
def annotate_command(source: Path, target: Path, *, quiet: bool) -> None:
    """Annotate the texts of a JSON-lines file: entities, attributions, timexes, quantities."""
    with _progress(quiet=quiet) as progress:
        found = annotate.annotate_file(source, target, progress)
    for warning in () if quiet else found.warnings:
        _say(warning, "yellow")
    _report(found.wrong, quiet=quiet)
    for mistake, line in zip(found.mistakes, found.left_out, strict=True):
        _trace(mistake)
        _say(line, "red")
    if found.left_out or found.wrong:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("place", metavar="PAGE-or-FILE:LINE")
@_config
def explain(place: str, config: Path) -> None:
    """Say which rule made each annotation at a line, on which words, and what it beat."""
    from generator.explain import explain as explain_place  # noqa: PLC0415

    settings = load_settings(config)
    for line in explain_place(settings, place):
        click.echo(line)


@main.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default="Briefings", show_default=True, help="The site's name.")
@click.option("--language", default="en", show_default=True, help="The interface's language.")
@_quiet
def init(folder: Path, name: str, language: str, *, quiet: bool) -> None:
    """Make a repository for a site of your own in FOLDER, with a sample source document."""
    from generator.starting import start  # noqa: PLC0415

    load_strings(language=language)
    written = start(folder, name, language)
    if quiet:
        return
    for path in written:
        _say(f"{_short(folder.absolute() / path)}")
    where = "" if folder == Path() else f"cd {folder} && "
    _say(f"next: {where}briefings generate && mkdocs serve", "green")


@main.command()
@_quiet
def setup(*, quiet: bool) -> None:
    """Fetch the language model once and check it; done on first use too."""
    path = store.model_path()
    if not quiet:
        _say(f"{store.MODEL} is in place: {path}")


def _told(error: OSError) -> str:
    """Return what the system did not allow, and what to do."""
    name = os.fspath(error.filename) if isinstance(error.filename, str | os.PathLike) else ""
    place = f"{name}: " if name else ""
    return f"{place}{error.strerror or error}; allow it, make room, or name another place"


def _trace(error: Exception) -> None:
    """Print where an exception arose, when that was asked for."""
    if os.environ.get(TRACEBACK):
        traceback_module.print_exception(error)


def _tell_left_out(left_out: Sequence[LeftOut]) -> None:
    """Print which documents have no pages."""
    if left_out:
        names = ", ".join(each.path for each in left_out[:_MOST_NAMES])
        more = f" and {len(left_out) - _MOST_NAMES} more" if len(left_out) > _MOST_NAMES else ""
        _say(f"left out: {names}{more}", "red")


def _tell_changes(changed: Sequence[DocumentChange]) -> None:
    """Print what became of documents and statements for readers, at most a screen or two."""
    printed = [line for change in changed for line in lines(change)]
    for line in printed[:_MOST_CHANGES]:
        _say(line)
    if len(printed) > _MOST_CHANGES:
        _say(f"and {len(printed) - _MOST_CHANGES} more lines; `git diff` shows every page")


@contextmanager
def _executor(jobs: int | None, scheduler: str | None = None) -> Iterator[Executor | None]:
    """Give an executor of a cluster, or of processes; none for one job."""
    if scheduler is not None:
        from generator.store.cluster import cluster  # noqa: PLC0415 -- needs Dask

        with cluster(scheduler) as workers:
            yield workers
        return
    if jobs == 1:
        yield None
        return
    with store.Processes(jobs) as pool:
        yield pool


@contextmanager
def _progress(*, quiet: bool) -> Iterator[pipeline.Progress | None]:
    """Give a function that shows how many documents are parsed, and how fast, on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    pace, longest = Pace(), 0

    def show(done: int, total: int) -> None:
        nonlocal longest
        said = f"parsed {done} of {total} documents{pace(done, total)}"
        longest = max(longest, len(said))
        click.echo(f"\r{said:{longest}}", nl=done == total, err=True)

    yield show


def _report(findings: Iterable[Finding], *, quiet: bool = False, notes: bool = False) -> None:
    """Print findings, errors last where the eye is; notes are only counted unless wanted."""
    ordered = sorted(findings, key=lambda finding: (finding.level is Level.ERROR, finding))
    shown = {Level.ERROR} | (set() if quiet else {Level.WARNING})
    shown |= {Level.NOTE} if notes else set()
    for finding in grouped(ordered):
        if finding.level in shown:
            _say(str(finding), _COLOURS[finding.level])
    count = sum(finding.level is Level.NOTE for finding in ordered)
    if count and not notes and not quiet:
        _say(f"{count} worth a look; see them with `briefings generate --notes`", "blue")


def _say(text: str, colour: str | None = None) -> None:
    """Print a line to standard error; colour only on a terminal and without NO_COLOR."""
    styled = click.style(text, fg=colour) if colour and not os.environ.get("NO_COLOR") else text
    click.echo(styled, err=True)


def _short(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
