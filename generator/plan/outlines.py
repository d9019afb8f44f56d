"""Outlines of countries, read once from `generator/data/outlines.tsv`, as coarse as a scale needs.

Longitudes run on where a ring crosses the 180th meridian, so a ring never jumps; one that goes
round a pole is closed over the pole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_POINT = re.compile(r"([a-f])(-?\d+),(-?\d+)")
_UNITS = 100
"""Steps of the table in a degree."""
_FINEST = 0.04
"""Side of the smallest detail in the table, in degrees; each level is twice as coarse."""
_LEVELS = "abcdef"
_ROUND = 360.0
_POLE = 90.0
_SMALLEST_RING = 4

LonLat = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[LonLat, ...]
"""A closed line; the last point leads to the first."""
Bounds = tuple[float, float, float, float]
"""West, south, east and north end, in degrees."""
_Line = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The outline of a country or territory."""

    code: str
    """ISO 3166-1 alpha-2; empty where the data give no undisputed one."""
    rings: tuple[Ring, ...]
    """Outer rings and holes; filled by the even-odd rule."""
    bounds: tuple[Bounds, ...] = ()
    """The box around each ring."""


def level_for(degrees: float) -> str:
    """Return the coarsest level with no detail left out whose side is over `degrees`."""
    level = 0
    while level < len(_LEVELS) - 1 and _FINEST * 2 ** (level + 1) <= degrees:
        level += 1
    return _LEVELS[level]


@cache
def areas(level: str) -> tuple[Area, ...]:
    """Return all areas with the points that a level keeps, by code."""
    lines, rows = _table()
    rings: dict[str, list[Ring]] = {}
    for code, numbers in rows:
        found = (_ring(ring.split(","), lines, level) for ring in numbers.split("|"))
        rings.setdefault(code, []).extend(ring for ring in found if len(ring) >= _SMALLEST_RING)
    return tuple(
        Area(code, tuple(rings[code]), tuple(map(_bounds, rings[code]))) for code in sorted(rings)
    )


def _bounds(ring: Ring) -> Bounds:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


@cache
def outline(code: str) -> Area | None:
    """Return the outline of the country with this code in full; None without one."""
    return next((area for area in areas("a") if area.code == code and area.rings), None)


@cache
def main_ring(code: str) -> Ring:
    """Return the ring around most of a country's land; empty when there is no outline."""
    area = outline(code)
    return max(area.rings, key=_size) if area else ()


def _size(ring: Sequence[LonLat]) -> float:
    """Return the area of a ring in square degrees; good enough to compare rings of a country."""
    return abs(
        sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))
    )


@cache
def _table() -> tuple[tuple[_Line, ...], tuple[tuple[str, str], ...]]:
    """Return lines, and code and ring numbers of each area."""
    text = files("generator").joinpath("data", "outlines.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]
    lines = tuple(tuple(_points(cells[1])) for cells in rows if cells[0] == "line")
    return lines, tuple((cells[1], cells[2]) for cells in rows if cells[0] == "area")


def _points(packed: str) -> Iterator[tuple[float, float, str]]:
    x = y = 0
    for level, dx, dy in _POINT.findall(packed):
        x, y = x + int(dx), y + int(dy)
        yield x / _UNITS, y / _UNITS, level


def _ring(numbers: Sequence[str], lines: Sequence[_Line], level: str) -> Ring:
    """Return a ring put together from its lines, without what the level leaves out."""
    ring: list[LonLat] = []
    for number in numbers:
        line = lines[int(number.removeprefix("-"))]
        points = reversed(line) if number.startswith("-") else line
        ring += [(x, y) for x, y, finest in points if finest >= level][bool(ring) :]
    return tuple(_closed(ring))


def _closed(ring: list[LonLat]) -> list[LonLat]:
    """Return a ring without its last point, which is its first; over the pole if it went round."""
    (first, _), (last, latitude) = ring[0], ring[-1]
    if abs(last - first) < _ROUND / 2:
        return ring[:-1]
    pole = _POLE if latitude > 0 else -_POLE
    return [*ring, (last, pole), (first, pole)]
