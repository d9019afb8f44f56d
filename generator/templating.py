"""Finds templates, interface strings and published files: the package's, then the site's own.

In a clone they stand in `templates/` beside the package, in an installed wheel inside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.errors import ConfigurationError

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
    strings: dict[str, str] = {}
    folders = list(dict.fromkeys(f.resolve() for f in (package_folder(), own) if f is not None))
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.suffix == ".j2":
                sources[name] = path.read_text("utf-8")
            elif name.startswith("assets/") and path.is_file():
                assets[name] = path.read_bytes()
        catalogue = folder / f"strings.{language}.yml"
        if catalogue.is_file():
            strings.update(_flat(_read(catalogue), catalogue))
    if not strings:
        message = f"there are no interface strings for language {language!r}; use `language: en`"
        raise ConfigurationError(message)
    return Templates(sources, strings, assets)


def _read(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
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
