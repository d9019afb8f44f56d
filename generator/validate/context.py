"""What validation needs beside the dossier and the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Configuration of a site, as far as proofs need it."""

    strings: Mapping[str, str]
    """The string catalogue: key to text with `{slots}`."""
    to_html: Callable[[str], str]
    """Turns a page's Markdown, front matter and all, into HTML as the site's build will."""
    markdown: str = ""
    """What decides what `to_html` does."""
    version: str
    """Version of the generator, for the index of proofs."""
    stored_text_path: Mapping[str, str] = field(default_factory=dict)
    """Document id to the path of its stored text below `docs/`."""
    reference: frozenset[str] = frozenset()
    """Texts of the package's reference data that pages may show."""
    other_files: frozenset[str] = frozenset()
    """Paths below `docs/` of files that were not generated and may be linked to."""
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Files that pages name of each document without pages, by its id; its own path first."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the published text of each document that had pages and now has none, by its id."""
    seeds: str = "seeds"
    """The folder of source documents as the user knows it, for findings."""
    docs: str = "docs"
    """The pages' folder as the user knows it, for findings."""
