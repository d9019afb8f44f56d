"""Map projections: from longitude and latitude to a plane, and what of the globe to bring there.

`Near` is Lambert's azimuthal equal-area projection (Snyder, "Map projections: a working manual",
1987, p. 182), for a part of the globe; `World` is the Equal Earth projection (Šavrič, Patterson
and Jenny, "The Equal Earth map projection", 2018), for most of it. Both keep areas in proportion.
Planes are in radians of the globe, y to the south, as on a page.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.plan.clipping import clipped

XY = tuple[float, float]
"""A point in a plane."""
LonLat = tuple[float, float]
"""Longitude and latitude in degrees."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""Coefficients of Equal Earth."""
_M = math.sqrt(3) / 2
_ROUND = 360.0
_HALF = 180.0
_POLE = 90.0
_SPARE = 4.0
"""Degrees around what is shown that are brought into the plane too."""


@dataclass(frozen=True, slots=True)
class Window:
    """What of the globe is brought into a plane, in degrees."""

    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class Near:
    """Lambert's azimuthal equal-area projection around a centre."""

    longitude: float
    """Of the centre, in degrees."""
    latitude: float
    """Of the centre, in degrees."""

    def __call__(self, longitude: float, latitude: float) -> XY:
        """Return a place in the plane; (0, 0) is the centre."""
        turn = math.radians(longitude - self.longitude)
        here, centre = math.radians(latitude), math.radians(self.latitude)
        towards = math.sin(centre) * math.sin(here)
        towards += math.cos(centre) * math.cos(here) * math.cos(turn)
        scale = math.sqrt(2 / max(1 + towards, 1e-9))
        up = math.cos(centre) * math.sin(here)
        up -= math.sin(centre) * math.cos(here) * math.cos(turn)
        return scale * math.cos(here) * math.sin(turn), -scale * up

    def window(self, radius: float) -> Window:
        """Return what lies within `radius` degrees of the centre, and a little more."""
        reach = radius + _SPARE
        south, north = max(self.latitude - reach, -_POLE), min(self.latitude + reach, _POLE)
        half = _HALF
        if south > -_POLE and north < _POLE and reach < _POLE:
            sine = math.sin(math.radians(reach)) / math.cos(math.radians(self.latitude))
            half = math.degrees(math.asin(min(sine, 1.0)))
        return Window(self.longitude - half, self.longitude + half, south, north)


@dataclass(frozen=True, slots=True)
class World:
    """The Equal Earth projection, cut open opposite a meridian."""

    longitude: float
    """Of the meridian in the middle, in degrees."""

    def __call__(self, longitude: float, latitude: float) -> XY:
        """Return a place in the plane; (0, 0) is on the equator."""
        turn = math.radians(longitude - self.longitude)
        angle = math.asin(_M * math.sin(math.radians(latitude)))
        square = angle * angle
        sixth = square**3
        slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
        up = angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
        return turn * math.cos(angle) / (_M * slope), -up

    def window(self, radius: float) -> Window:
        """Return the whole globe; a map of it has no `radius`."""
        del radius
        return Window(self.longitude - _HALF, self.longitude + _HALF, -_POLE, _POLE)


Projection = Near | World


def degrees_from_middle(point: XY) -> float:
    """Return how far a point of the plane of `Near` is from the centre, along the globe."""
    return math.degrees(2 * math.asin(min(1.0, math.hypot(*point) / 2)))


def brought(
    ring: Sequence[LonLat], bounds: tuple[float, float, float, float], window: Window
) -> Iterator[Sequence[LonLat]]:
    """Yield what lies in the window of a ring in its `bounds`, moved whole rounds to get there."""
    west, south, east, north = bounds
    if south >= window.north or north <= window.south:
        return
    for turn in (-2 * _ROUND, -_ROUND, 0.0, _ROUND, 2 * _ROUND):
        if west + turn >= window.east or east + turn <= window.west:
            continue
        moved = [(x + turn, y) for x, y in ring] if turn else ring
        across = west + turn >= window.west and east + turn <= window.east
        if across and south >= window.south and north <= window.north:
            yield moved
        else:
            yield clipped(moved, (window.west, window.south, window.east, window.north))


def near(longitude: float, other: float) -> float:
    """Return a longitude written so that it is at most 180 degrees from another."""
    return longitude + _ROUND * round((other - longitude) / _ROUND)
