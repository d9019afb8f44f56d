"""The only kinds of text that can reach a page (promise 1: closed text)."""

from dataclasses import dataclass

from generator.model.source import Span


@dataclass(frozen=True, slots=True)
class Slice:
    """Text of a page that is a span of a stored source."""

    span: Span


@dataclass(frozen=True, slots=True)
class Label:
    """Text of a page that is an interface string, with computed values in its slots."""

    key: str
    """Key of the string catalogue."""
    values: tuple[tuple[str, str | int], ...] = ()
    """Slot name and value: counts, dates, hashes, offsets, file names. Never prose."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Text of a page that is reference data, labelled with its origin."""

    text: str
    origin: str
    """File and field it comes from: `seeds/a.meta.yml publisher`, a data set's name."""


@dataclass(frozen=True, slots=True)
class Editorial:
    """Text of a page that a person wrote and signed."""

    text: str
    signed: str


Piece = Slice | Label | Reference | Editorial
"""The only kinds of text that can reach a page (promise 1: closed text)."""
