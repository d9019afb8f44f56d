"""Configuration: the plugin's section of `mkdocs.yml`, the same for the command line.

MkDocs reads and checks the file; what the rest of the package needs of it becomes one record,
`Settings`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs import exceptions
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from generator.converted import Converter
from generator.errors import ConfigurationError, Finding, Level
from generator.languages import SOURCES, base
from generator.templating import closest, languages

PLUGIN = "briefings"
"""Name of the plugin in `mkdocs.yml`."""


class BriefingsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' hook has no types
    """The plugin's section of `mkdocs.yml`; paths are relative to that file's folder."""

    seeds = c.Type(str, default="seeds")
    """Folder of the source documents."""
    templates = c.Optional(c.Type(str))
    """Folder of templates that stand before the package's own."""
    cache = c.Type(str, default=".cache/briefings")
    """Folder where extraction keeps what it found, by content hash."""
    language = c.Type(str, default="")
    """BCP 47 tag of the interface strings; empty for the theme's own language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the generator needs to know of a site; every path is absolute."""

    root: Path
    """Folder of `mkdocs.yml`; paths in findings are relative to it."""
    config_file: Path
    """`mkdocs.yml` itself."""
    seeds: Path
    """Folder of the source documents."""
    docs: Path
    """Folder of the Markdown pages; may not exist yet."""
    templates: Path | None
    """Folder of templates that stand before the package's own, or None."""
    cache: Path
    """Folder of the extraction cache."""
    language: str
    """BCP 47 tag of the interface strings."""
    site_name: str
    """Name of the site."""
    site_url: str | None
    """Address of the site, ending in `/`, or None."""
    use_directory_urls: bool
    """Whether `a.md` becomes `a/index.html` (else `a.html`)."""
    to_html: Converter
    """Turns a page's Markdown, front matter and all, into HTML as the site's build will."""
    markdown: str = ""
    """The Markdown extensions and their options, which decide what `to_html` does, as JSON."""
    notes: tuple[Finding, ...] = ()
    """What a person should know about the configuration."""


class _ReadConfig(MkDocsConfig):  # type: ignore[no-untyped-call]  # MkDocs' hook has no types
    """MkDocs' own configuration, for a site whose pages have not been made yet."""

    docs_dir = c.DocsDir(default="docs", exists=False)


def load_settings(path: Path, *, seeds: Path | None = None) -> Settings:
    """Read `mkdocs.yml` at `path`; `seeds` replaces the configured folder.

    Raises `ConfigurationError` with file, line, key and what to do.
    """
    path = path.absolute()
    config, warnings = _read(path)
    notes = [_note(path, key, text) for key, text in warnings]
    if not any(isinstance(plugin.config, BriefingsConfig) for plugin in config.plugins.values()):
        notes.append(_without_section(path))
    return settings_from(config, seeds=seeds, notes=notes)


def settings_from(
    config: MkDocsConfig, *, seeds: Path | None = None, notes: Iterable[Finding] = ()
) -> Settings:
    """Return what the generator needs of a configuration that MkDocs has read and checked."""
    section = _section(config)
    file = Path(config.config_file_path).absolute()
    root = file.parent
    templates = _below(root, section.templates) if section.templates else None
    section.language, said = _language(config, section.language, templates)
    settings = Settings(
        root=root,
        config_file=file,
        seeds=seeds.absolute() if seeds else _below(root, section.seeds),
        docs=Path(config.docs_dir),
        templates=templates,
        cache=_below(root, section.cache),
        language=section.language,
        site_name=config.site_name,
        site_url=config.site_url or None,
        use_directory_urls=config.use_directory_urls,
        to_html=Converter(config.markdown_extensions, config.mdx_configs or {}),
        markdown=_described(config.markdown_extensions, config.mdx_configs or {}),
        notes=(*notes, *said, *_without_templates(file, templates)),
    )
    _check_folders(settings)
    return settings


def _described(extensions: Iterable[str], configs: Mapping[str, Mapping[str, Any]]) -> str:
    """Return Markdown extensions in order with their options as JSON; functions by name."""

    def named(value: Any) -> str:
        name = getattr(value, "__qualname__", "")
        return f"{value.__module__}.{name}" if name else repr(value)

    return json.dumps([[name, configs.get(name, {})] for name in extensions], default=named)


def _read(path: Path) -> tuple[MkDocsConfig, list[tuple[str, str]]]:
    """Return the checked configuration and MkDocs' warnings as pairs of key and text."""
    config = _ReadConfig(config_file_path=str(path))
    try:
        with path.open("rb") as file:
            config.load_file(file)
        errors, warnings = config.validate()
    except FileNotFoundError:
        message = f"{path}: there is no such file; create it, or name the right one with --config"
        raise ConfigurationError(message) from None
    except (OSError, UnicodeError, exceptions.ConfigurationError) as error:
        what = " ".join(str(error).split())
        message = f"{path.name}: it cannot be read: {what}; correct the file"
        raise ConfigurationError(message) from error
    if errors:
        raise ConfigurationError("\n".join(_error(path, key, error) for key, error in errors))
    return config, warnings


def _error(path: Path, key: str, error: Exception) -> str:
    what = " ".join(str(error).split()).rstrip(".")
    return f"{_place(path, key)}: {key}: {what}; correct this key"


def _note(path: Path, key: str, text: str) -> Finding:
    return Finding(
        path=path.name,
        line=_line(path, _named(key, text)),
        level=Level.WARNING,
        code="config.mkdocs",
        what=f"{key}: {' '.join(text.split()).rstrip('.')}",
        hint="correct or remove this key",
    )


def _without_section(path: Path) -> Finding:
    return Finding(
        path=path.name,
        level=Level.NOTE,
        code="config.no-section",
        what=f"plugins: does not name `{PLUGIN}`, so its defaults hold",
        hint=f"add `- {PLUGIN}` under plugins to see fresh pages in mkdocs serve",
    )


def _without_templates(file: Path, templates: Path | None) -> Iterator[Finding]:
    """Yield an error for a folder of templates that is not there, so that none is ignored."""
    if templates is not None and not templates.is_dir():
        yield Finding(
            path=file.name,
            line=_line(file, "templates"),
            level=Level.ERROR,
            code="config.no-templates",
            what=f"templates: there is no folder {templates}",
            hint="create it, or correct or remove this key",
        )


def _named(key: str, text: str) -> str:
    """Return the key that a warning is about: the last word of an "Unrecognised …" one."""
    return text.rsplit(": ", 1)[-1] if "Unrecognised configuration name" in text else key


def _place(path: Path, key: str) -> str:
    line = _line(path, key)
    return f"{path.name}:{line}" if line else path.name


def _line(path: Path, key: str) -> int:
    """Return the first line that sets `key`, from 1, or 0."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.lstrip(" -").startswith((f"{key}:", f'"{key}":', f"'{key}':")):
            return number
    return 0


def _section(config: MkDocsConfig) -> BriefingsConfig:
    """Return the plugin's section, or its defaults when the plugin is not named."""
    for plugin in config.plugins.values():
        if isinstance(plugin.config, BriefingsConfig):
            return plugin.config
    section = BriefingsConfig()
    section.validate()
    return section


def _language(
    config: MkDocsConfig, asked: str, templates: Path | None
) -> tuple[str, tuple[Finding, ...]]:
    """Return the language of the interface, and what a person should know about it.

    It is the theme's where the plugin's section names none, and English where the theme's has no
    strings. Raises `ConfigurationError` when the section names one that has none.
    """
    file = Path(config.config_file_path)
    theme = str(config.theme.get("language") or "")
    if not asked:
        found = closest(theme, templates) if theme else SOURCES
        if found:
            return found, ()
        what = f"language: the theme speaks {theme!r}, for which there are no interface strings"
        hint = f"add strings.{theme}.yml to your templates, or set `theme.language`"
        return SOURCES, (_said(file, what, hint),)
    found = closest(asked, templates)
    if not found:
        known = ", ".join(languages(templates))
        message = (
            f"{_place(file, 'language')}: language: there are no interface strings for {asked!r}; "
            f"use one of: {known}"
        )
        raise ConfigurationError(message)
    if theme and base(theme) != base(found):
        what = f"language: the pages speak {found!r} and the theme {theme!r}"
        hint = f"set `theme.language: {found}`; a screen reader goes by that"
        return found, (_said(file, what, hint),)
    return found, ()


def _said(file: Path, what: str, hint: str) -> Finding:
    return Finding(
        path=file.name,
        line=_line(file, "language"),
        level=Level.WARNING,
        code="config.language",
        what=what,
        hint=hint,
    )


def _below(root: Path, path: str) -> Path:
    """Return `path` as absolute, without `..`; symbolic links stay as they are."""
    return Path(*(root / path).parts) if ".." not in path else (root / path).resolve()


def _check_folders(settings: Settings) -> None:
    """Refuse folders that would publish sources, or take pages for sources."""
    file = settings.config_file
    if not settings.seeds.is_dir():
        message = (
            f"{_place(file, 'seeds')}: seeds: there is no folder {settings.seeds}; "
            "create it and put source documents into it, or correct this key"
        )
        raise ConfigurationError(message)
    for key, folder in (("seeds", settings.seeds), ("cache", settings.cache)):
        if _overlap(folder, settings.docs):
            message = (
                f"{_place(file, key)}: {key}: {folder} and the pages in {settings.docs} overlap; "
                "name a folder outside docs_dir"
            )
            raise ConfigurationError(message)


def _overlap(one: Path, other: Path) -> bool:
    """Tell whether one folder is or contains the other."""
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)
