"""What `mkdocs.yml` and the installed theme say; the only reading beside that of site and pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import mkdocs.theme
import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.validate.html import folded
from generator.validate.theme import Theme, theme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """What a site's configuration says."""

    texts: frozenset[str]
    """Every string and key of `mkdocs.yml`, white space folded."""
    address: str
    """Address of the site, ending in `/`; empty when not configured."""
    theme: Theme | None
    """What the theme says by itself; None when it is not installed."""


def read_configured(path: Path | None, *, zensical: bool = False) -> Configured | None:
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
    return Configured(
        texts=frozenset(folded(text) for text in strings_of(settings)),
        address=f"{address.rstrip('/')}/" if address else "",
        theme=_theme(settings, path.parent, zensical=zensical),
    )


def strings_of(value: object) -> Iterator[str]:
    """Yield every string of a YAML value, keys of mappings among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)


def folder_title(folder: str) -> str:
    """Return what MkDocs calls a folder in a navigation that nobody wrote."""
    title = folder.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title


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
