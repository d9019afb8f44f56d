"""What feeds and heads need to know of the site that they are made for."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from generator.model.briefing import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A site as its configuration describes it."""

    name: str
    """Name of the site."""
    description: str
    """What the configuration says of it; empty when it says nothing."""
    address: str
    """Absolute address of the home page, ending in `/`."""
    language: str
    """BCP 47 tag of the interface."""
    strings: Mapping[str, str]
    """The string catalogue."""
    directories: bool
    """Whether `a.md` is read at `a/` (else at `a.html`)."""

    def url(self, path: str) -> str:
        """Return the absolute address of a file below the site."""
        return self.address + quote(path)

    def page(self, target: Target) -> str:
        """Return the absolute address of a page of `docs/`, with the target's anchor."""
        folder, _, name = target.page.removesuffix(".md").rpartition("/")
        path = f"{folder}/" if folder else ""
        if name != "index":
            path += f"{name}/" if self.directories else f"{name}.html"
        elif path and not self.directories:
            path += "index.html"
        return self.url(path) + (f"#{quote(target.anchor)}" if target.anchor else "")
