"""Finds templates, interface strings and published files: the package's, then the site's own.

In a clone they stand in `templates/` beside the package, in an installed wheel inside it.

A language is one file, `strings.TAG.yml`, with every key of the English one. Where that has the
plural forms `one` and `other`, it has those of its own language (CLDR). A site may bring a
language in its own folder of templates, or replace single strings of one that there is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.errors import ConfigurationError
from generator.languages import FORMS, SOURCES, base, plural_forms

_PACKAGE = Path(__file__).parent
_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


@dataclass(frozen=True, slots=True)
class Templates:
    """Everything that pages are made with, read once."""

    sources: Mapping[str, str]
    """Text of each Jinja2 template, by name such as `pages/briefing.md.j2`."""
    strings: Mapping[str, str]
    """Interface strings of one language, by dotted key; slots are `{name}`."""
    assets: Mapping[str, bytes]
    """Files that are published as they are, by path below `docs/`."""
    language: str = SOURCES
    """BCP 47 tag of the interface strings."""


def package_folder() -> Path:
    """Return the folder of the package's own templates."""
    for folder in _FOLDERS:
        if (folder / "pages").is_dir():
            return folder
    message = "the package's templates are missing; install the package again"
    raise ConfigurationError(message)


def load_templates(own: Path | None = None, language: str = "en") -> Templates:
    """Read all templates; those of the site's `own` folder stand before the package's.

    Raises `ConfigurationError` for a language without strings or a broken catalogue.
    """
    sources: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for folder in _folders(own):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and path.suffix == ".j2":
                sources[name] = _text(path)
            elif name.startswith("assets/") and path.is_file():
                assets[name] = path.read_bytes()
    return Templates(sources, load_strings(own, language), assets, language)


def languages(own: Path | None = None) -> tuple[str, ...]:
    """Return the BCP 47 tags of all languages that there are strings for."""
    found = {path.suffixes[0][1:] for folder in _folders(own) for path in _catalogues(folder)}
    return tuple(sorted(found))


def closest(wanted: str, own: Path | None = None) -> str:
    """Return the language with strings that is closest to a wanted one; empty when none is.

    Parts of the tag are left out from its end, as the look-up of RFC 4647 does: `de` for `de-AT`.
    """
    known = {tag.lower(): tag for tag in languages(own)}
    while wanted and wanted.lower() not in known:
        wanted = wanted.rpartition("-")[0]
    return known.get(wanted.lower(), "")


def load_strings(own: Path | None = None, language: str = SOURCES) -> dict[str, str]:
    """Return the interface strings of a language by dotted key.

    Raises `ConfigurationError` when there are none, or when any is missing.
    """
    strings: dict[str, str] = {}
    paths = [folder / f"strings.{language}.yml" for folder in _folders(own)]
    for path in filter(Path.is_file, paths):
        strings.update(_flat(_read(path), path))
    if not strings:
        known = ", ".join(languages(own))
        message = f"there are no interface strings for language {language!r}; use one of: {known}"
        raise ConfigurationError(message)
    if base(language) != SOURCES:
        english = package_folder() / f"strings.{SOURCES}.yml"
        missing = sorted(wanted(_flat(_read(english), english), language) - strings.keys())
        if missing:
            names = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
            what = f"strings.{language}.yml lacks {len(missing)} interface strings: {names}"
            raise ConfigurationError(f"{what}; add them, as strings.{SOURCES}.yml has them")
    return strings


def wanted(keys: Iterable[str], language: str) -> frozenset[str]:
    """Return the keys that a catalogue must have, given those of the English one."""
    return frozenset(_wanted(frozenset(keys), language))


def _wanted(keys: frozenset[str], language: str) -> Iterator[str]:
    forms = plural_forms(language)
    for key in keys:
        stem, _, form = key.rpartition(".")
        if form in FORMS and {f"{stem}.one", f"{stem}.other"} <= keys:
            yield from (f"{stem}.{each}" for each in forms)
        else:
            yield key


def _folders(own: Path | None) -> list[Path]:
    """Return the package's folder of templates, then the site's own."""
    return list(dict.fromkeys(f.resolve() for f in (package_folder(), own) if f is not None))


def _catalogues(folder: Path) -> Iterable[Path]:
    return folder.glob("strings.*.yml")


def _text(path: Path) -> str:
    """Return the text of a file; raises `ConfigurationError` when it has none."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: it cannot be read as UTF-8 text ({error}); save it so"
        raise ConfigurationError(message) from error


def _read(path: Path) -> object:
    try:
        return yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        message = f"{path}: {' '.join(str(error).split())}; mend the YAML"
        raise ConfigurationError(message) from error


def _flat(node: object, path: Path, prefix: str = "") -> dict[str, str]:
    """Return nested strings under dotted keys."""
    if isinstance(node, str):
        return {prefix: node}
    if not isinstance(node, dict):
        message = f"{path}: {prefix or 'the file'} must be a string or a mapping; quote the value"
        raise ConfigurationError(message)
    flat: dict[str, str] = {}
    for key, value in node.items():
        flat.update(_flat(value, path, f"{prefix}.{key}" if prefix else str(key)))
    return flat
