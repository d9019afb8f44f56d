"""What maps and diagrams show, in typed pieces and in the units of their frame; no looks."""

from dataclasses import dataclass
from enum import StrEnum

from generator.model.briefing import Card, Target
from generator.model.dossier import Unsited
from generator.model.piece import Piece, Slice


class SpotKind(StrEnum):
    """How a place is marked."""

    AREA = "area"
    """A country: its outline is set apart."""
    POINT = "point"
    """A town: a dot."""
    ABOUT = "about"
    """A region, sea, river …: a ring around a point within it."""


class Side(StrEnum):
    """Where letters stand, seen from their place."""

    OVER = "over"
    """On it, in the middle."""
    EAST = "east"
    WEST = "west"
    NORTH = "north"
    SOUTH = "south"
    NORTH_EAST = "north-east"
    SOUTH_EAST = "south-east"
    NORTH_WEST = "north-west"
    SOUTH_WEST = "south-west"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place in the list beside a map."""

    name: Slice
    target: Target
    spot: SpotKind | None
    """How it is marked; None when it is not on the map."""
    number: int
    """What stands for its name where there is no room for it; from 1; 0 when not on the map."""
    unsited: Unsited | None
    """Why it is not on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """A name or number on a map: at a place, beside it by pixels that do not grow with the map."""

    x: float
    """From the left, in per cent of the width, to a tenth."""
    y: float
    """From the top, in per cent of the height, to a tenth."""
    side: Side
    text: Slice | None
    """The name; None where there is only room for a number."""
    first: int
    """Number of the place in the list, from 1."""
    last: int
    """Number of the last place that this stands for; that of the first when it is one."""
    spot: SpotKind
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A mark at a place."""

    x: float
    """From the left, in per cent of the width."""
    y: float
    """From the top, in per cent of the height."""
    spot: SpotKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Marks and letters for one range of widths."""

    dots: tuple[Dot, ...]
    letters: tuple[Lettering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A country that no document names, for finding one's way."""

    name: Piece
    x: float
    """Of its middle, from the left, in per cent of the width."""
    y: float
    """Of its middle, from the top, in per cent of the height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Places on a map, with the list that says the same."""

    world: bool
    """Whether it shows most of the globe, twice as wide as high; else eight to five."""
    width: int
    """Of the frame, in the units of the paths."""
    height: int
    land: str
    """Path of what is not named."""
    areas: tuple[str, ...]
    """Path of each country that is named."""
    small: Layer
    """For a map 288 to 559 pixels wide."""
    large: Layer
    """For a wider one."""
    neighbours: tuple[Neighbour, ...]
    lines: tuple[PlaceLine, ...]
    """Every place named: those on the map in the order of their numbers, then the others."""
    numbered: bool
    """Whether a number stands for any place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Someone at the other end of statements."""

    name: Slice
    target: Target
    cards: tuple[Card, ...]
    """The statements, in order of document date and offset."""
    weight: int
    """How thick its arrow is, from 1 to 5: the more statements, the thicker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Who speaks of whom, around one entity: statements of these documents, nothing more."""

    speakers: tuple[Branch, ...]
    """Those whose statements name the entity; most statements first."""
    more_speakers: tuple[Branch, ...]
    """Further ones, for whom the drawing has no room."""
    unnamed: int
    """Further statements that name it, by speakers who are not identified."""
    spoken_of: tuple[Branch, ...]
    """Those whom its statements name; most statements first."""
    more_spoken_of: tuple[Branch, ...]
    """Further ones, for whom the drawing has no room."""
