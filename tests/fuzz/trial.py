"""Puts a site of drafts through generate, strict build and `verify`, and says what went wrong.

Wrong is: any exception; an error about pages, since what is tried are texts that a reader could
meet and no faults of input; a warning of the strict build; an error of `verify` on a site that
nobody touched; and a passage that is not in the document to which it leads (`passages_held`), which
is looked at apart from what the package itself proves.
"""

import logging
import os
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import pipeline
from generator.config import Settings, load_settings
from generator.errors import Finding, FindingsError, Level, has_errors
from generator.search.pagefind import reindex
from generator.templating import load_templates
from generator.validate.site import verify
from tests.fuzz.drafts import Draft
from tests.fuzz.held import Wrong, passages_held, words_held

CONFIGURATION = """\
site_name: Fuzz
site_url: https://fuzz.invalid/
theme: {name: material, font: false}
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
extra_css: [assets/briefings.css]
"""
FAULTS = frozenset({"collect.duplicate", "collect.empty", "collect.untraced"})
"""Findings of level error that are faults of the input: a copy, nothing visible, markup that cannot
be read back to its bytes."""
_DESERVED = FAULTS | {"collect.looks-foreign"}
"""Those that a mutated text can deserve: words of other scripts may outweigh its own."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong."""

    kind: str
    """What tells it from other problems: the stage and the place in the code, or the finding."""
    detail: str
    """The whole message."""


def attempt(site: Sequence[Draft], folder: Path) -> Problem | None:
    """Return what goes wrong first with a site of these documents, made in an empty folder."""
    write(site, folder)
    stage = "generate"
    try:
        settings = load_settings(folder / "mkdocs.yml")
        made = pipeline.generate(settings)[0]
        problem = _worst(stage, made.findings) or _first(stage, passages_held(made))
        stage = "build"
        # What is left out for a fault of its own refuses the strict build, and should.
        strict = not has_errors(made.findings)
        problem = problem or _built(settings, strict=strict)
        problem = problem or _first(stage, words_held(made, folder / "site"))
        stage = "verify"
        return problem or _verified(settings)
    except FindingsError as error:
        return _worst(stage, error.findings)
    except Exception as error:  # noqa: BLE001 -- any is what is looked for
        return Problem(f"{stage}: {_place(error)}", "".join(traceback.format_exception(error)))


def write(site: Sequence[Draft], folder: Path) -> None:
    """Write the documents and a configuration into a folder."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    for number, draft in enumerate(site):
        path = folder / f"seeds/{number}.{draft.kind}"
        path.write_bytes(draft.content().encode())


def _first(stage: str, wrong: Iterator[Wrong]) -> Problem | None:
    """Return the first thing that is wrong as a problem."""
    found = next(wrong, None)
    return found and Problem(f"{stage}: {found[0]}", found[1])


def _built(settings: Settings, *, strict: bool) -> Problem | None:
    """Build the site."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    heard = _Heard()
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        site = str(settings.root / "site")
        config = load_config(str(settings.config_file), site_dir=site, strict=strict)
        # MkDocs keeps plugins between builds of one process: one may have served before.
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except click.ClickException as error:
        return Problem("build: refused", "\n".join([str(error), *heard.lines]))
    except SystemExit:
        return Problem("build: refused", "\n".join(heard.lines))
    finally:
        log.removeHandler(heard)
    return None


def _verified(settings: Settings) -> Problem | None:
    """Prove the site."""
    found = verify(
        settings.root / "site",
        settings.docs,
        load_templates(settings.templates, settings.language).strings,
        settings.to_html,
        config=settings.config_file,
        reindex=reindex,
    )
    return _worst("verify", found)


def _worst(stage: str, findings: Sequence[Finding]) -> Problem | None:
    """Return the errors that are no faults of input, as one problem; None when all are."""
    wrong = [each for each in findings if each.level is Level.ERROR and each.code not in _DESERVED]
    if not wrong:
        return None
    return Problem(f"{stage}: {wrong[0].code}", "\n".join(map(str, wrong)))


def _place(error: BaseException) -> str:
    """Return the exception's name with the function of ours that raised it."""
    frames = list(_ours(error))
    return f"{type(error).__name__} in {frames[-1] if frames else 'nothing of ours'}"


def _ours(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        _, found, path = frame.filename.rpartition("/generator/")
        if found:
            yield f"{path}:{frame.name}"


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        """Messages, in order."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())
