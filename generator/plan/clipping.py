"""Cuts closed lines at the edges of a box, and makes them few and whole-numbered.

Sutherland and Hodgman, "Reentrant polygon clipping", Communications of the ACM 17, 1974: a line
that leaves the box and comes back runs along its edge, so boxes are a little larger than what is
seen of them.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

XY = tuple[float, float]
Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""
_CORNERS = 3


def clipped(ring: Sequence[XY], box: Box) -> tuple[XY, ...]:
    """Return the part of a closed line's inside that lies in the box; empty when there is none."""
    least_x, least_y, most_x, most_y = box
    cut = list(ring)
    for axis, limit, sign in ((0, least_x, 1), (0, most_x, -1), (1, least_y, 1), (1, most_y, -1)):
        cut = list(_kept(cut, axis, limit, sign))
        if len(cut) < _CORNERS:
            return ()
    return tuple(cut)


def _kept(ring: Sequence[XY], axis: int, limit: float, sign: int) -> Iterator[XY]:
    """Yield a closed line without what is beyond one edge."""
    for place, here in enumerate(ring):
        before = ring[place - 1]
        inside = (here[axis] - limit) * sign >= 0
        if inside != ((before[axis] - limit) * sign >= 0):
            share = (limit - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
            yield (limit, other) if axis == 0 else (other, limit)
        if inside:
            yield here


def split(ring: Sequence[XY], longest: float) -> Iterator[XY]:
    """Yield a closed line with points between those that are more than `longest` apart."""
    for place, here in enumerate(ring):
        before = ring[place - 1]
        apart = max(abs(here[0] - before[0]), abs(here[1] - before[1]))
        parts = max(1, math.ceil(apart / longest))
        for part in range(1, parts):
            share = part / parts
            yield (
                before[0] + share * (here[0] - before[0]),
                before[1] + share * (here[1] - before[1]),
            )
        yield here


def rounded(ring: Sequence[XY]) -> list[tuple[int, int]]:
    """Return a closed line in whole numbers, without points that say nothing."""
    whole: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x), round(y))
        if whole and point == whole[-1]:
            continue
        if len(whole) > 1 and _straight(whole[-2], whole[-1], point):
            whole.pop()
        whole.append(point)
    while len(whole) > 1 and whole[-1] == whole[0]:
        whole.pop()
    return whole


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Tell whether b lies between a and c on one straight line."""
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    onward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return cross == 0 and onward >= 0


def size(ring: Sequence[XY]) -> float:
    """Return the area inside a closed line, in square units."""
    pairs = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def inside(point: XY, rings: Sequence[Sequence[XY]]) -> bool:
    """Tell whether a point lies inside closed lines, by the even-odd rule."""
    x, y = point
    crossings = 0
    for ring in rings:
        for place, (bx, by) in enumerate(ring):
            ax, ay = ring[place - 1]
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


def room(point: XY, rings: Sequence[Sequence[XY]]) -> float:
    """Return the distance from a point to the nearest of closed lines."""
    return min(
        (
            _distance(point, ring[place - 1], here)
            for ring in rings
            for place, here in enumerate(ring)
        ),
        default=0.0,
    )


def _distance(point: XY, a: XY, b: XY) -> float:
    """Return the distance from a point to the stretch between two others."""
    along = (b[0] - a[0], b[1] - a[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length:
        share = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / length
        share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - a[0] - share * along[0], point[1] - a[1] - share * along[1])


def path(rings: Sequence[Sequence[tuple[int, int]]]) -> str:
    """Return closed lines as the data of an SVG path, each point counted from the one before."""
    return "".join(f"M{_steps(ring)}z" for ring in rings if len(ring) >= _CORNERS)


def _steps(ring: Sequence[tuple[int, int]]) -> str:
    """Return the start of a line and its steps, with no space that a reader of SVG can spare."""
    steps = [f"{here[0] - before[0]} {here[1] - before[1]}" for before, here in pairwise(ring)]
    return (f"{ring[0][0]} {ring[0][1]}l" + " ".join(steps)).replace(" -", "-")
