"""What rendering makes: pages of Markdown with the pieces they show, and other files."""

from dataclasses import dataclass

from generator.model.piece import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown page."""

    path: str
    """Below `docs/`, with `/`: `briefings/2024-11-05-….md`."""
    markdown: str
    """The whole file, front matter included."""
    title: Piece
    """What the page's `<title>` and first heading say."""
    pieces: tuple[Piece, ...]
    """Every piece of text that the page shows, in the order in which it stands there. Between
    two pieces the template may put white space and punctuation, never a letter or a digit."""
    lines: tuple[int, ...] = ()
    """Line of the file in which each piece stands, from 1."""
    attributes: tuple[Piece, ...] = ()
    """Pieces that stand in attributes (`title`, `aria-label`, front matter `description`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is not a page: annotations, stored text, style."""

    path: str
    """Below `docs/`, with `/`."""
    content: bytes
    """The whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What programs are told of one document beside its pages."""

    document: str
    """Id of the document."""
    bibtex: str
    """A BibTeX entry."""
    csl: str
    """A CSL-JSON list with one item."""
    annotations: str
    """A W3C annotation collection as JSON; empty for a document that is not annotated."""
