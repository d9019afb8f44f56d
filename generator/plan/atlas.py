"""The places that documents name, on a map: where they are, never where anything happened.

The places choose what is shown: a part of the globe around them, never nearer than a small
country is large, or most of the globe when they are far apart.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from generator import reference
from generator.model import Place, Reference, Slice, Unsited
from generator.model.briefing import Target
from generator.model.drawing import Map, PlaceLine, SpotKind
from generator.plan import lettering
from generator.plan.clipping import clipped, inside, path, room, rounded, size, split
from generator.plan.lettering import Item
from generator.plan.outlines import Area, areas, level_for, main_ring
from generator.plan.projection import (
    XY,
    LonLat,
    Near,
    Projection,
    Window,
    World,
    brought,
    degrees_from_middle,
    near,
)

_POINTS = frozenset({"city", "capital", "town", "airport", "bridge", "street"})
"""Kinds of places that a dot may stand for; for others it stands for somewhere within."""
_WIDTH = 1000
_HEIGHTS = {False: 625, True: 500}
"""Height of a map, by whether it shows the world."""
_OVER = 6
"""Units around the frame in which lines are still drawn, out of sight."""
_MARGIN = 0.16
"""Part of the width and height on each side that is kept free of places."""
_NEAREST = 0.19
"""Radians across the narrowest map: about 1,200 km."""
_LONE = 0.34
"""Radians across the map of a single spot, which shows in which part of the world it is."""
_SPOT = 0.006
"""Radians across the largest spot."""
_LONE = 0.34
"""Radians across the map of one place alone, which must show where in the world it is."""
_SMALL = 11.0
"""Degrees from the middle to the border up to which a country is shown whole."""
_FARTHEST = 46.0
"""Degrees from the middle to the farthest place up to which a part of the globe is shown."""
_CORNER = 1.35
"""Radians of the plane from its middle to the corner of a map of a part of the globe."""
_WORLD = (5.42, 2.64)
"""Width and height of the plane of the whole globe, in radians."""
_LEAST_WORLD = 3.4
"""Radians across the narrowest map of the world."""
_SEEN = 0.04
"""Part of the map that a large country must cover to be seen where its middle is not."""
_DETAIL = 2.4
"""Units of the frame below which detail is left out."""
_SPECK = 5.0
"""Square units below which an island is left out."""
_DOT = 220.0
"""Square units below which a country is marked with a dot."""
_LONGEST = 3.0
"""Degrees between two points of a line, so that it bends as the projection does."""
_GRID = 9
"""Places for a country's name that are tried, across and down."""
_CHOICES = 12
_THIN = 40
"""Points of an outline that are enough to tell where there is most room inside."""
_NEIGHBOURS = 6
_LARGE = 0.03
"""Part of the map that a country covers whose name helps to find one's way."""
_ATLANTIC = 1.25
"""How much wider a map may be for being cut in the Pacific, as readers know it."""
_CUT = -170.0

_Rings = Sequence[Sequence[XY]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place to be shown, or listed as not shown."""

    name: Slice
    target: Target
    place: Place | None
    unsited: Unsited | None
    mentions: int
    """How often it is named: who comes first when there is no room for all names."""
    leads: bool = False
    """Whether the title names it: then it comes before all others."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A projection and the box of its plane that is shown."""

    projection: Projection
    left: float
    top: float
    width: float
    """In radians."""

    @property
    def world(self) -> bool:
        """Whether it shows most of the globe."""
        return isinstance(self.projection, World)

    @property
    def height(self) -> int:
        """Height in units."""
        return _HEIGHTS[self.world]

    def __call__(self, longitude: float, latitude: float) -> XY:
        """Return a place in units of the frame; (0, 0) is top left."""
        if self.world:
            longitude = near(longitude, self.projection.longitude)
        return self._units(self.projection(longitude, latitude))

    def _units(self, point: XY) -> XY:
        scale = _WIDTH / self.width
        return (point[0] - self.left) * scale, (point[1] - self.top) * scale

    def rings(self, area: Area, window: Window) -> Iterator[tuple[XY, ...]]:
        """Yield what is seen of an area's outline, and a little more, in units."""
        shown = (-_OVER, -_OVER, _WIDTH + _OVER, self.height + _OVER)
        for ring, bounds in zip(area.rings, area.bounds, strict=True):
            for part in brought(ring, bounds, window):
                drawn = [self._units(self.projection(*point)) for point in split(part, _LONGEST)]
                if size(drawn) >= _SPECK:
                    kept = clipped(drawn, shown)
                    if kept:
                        yield kept


def atlas(named: Sequence[Named]) -> Map | None:
    """Return places on a map, with the list that says the same; None when none can be shown."""
    sited = [(item, item.place) for item in named if item.place is not None]
    if not sited:
        return None
    frame = _frame([place for _, place in sited])
    drawn = _drawn(frame)
    codes = {place.country for _, place in sited if reference.is_country(place)}
    ratio = _WIDTH / frame.height
    items, small, large = lettering.layers(_items(frame, sited, drawn), ratio)
    ordered = sorted(items, key=lambda item: item.number)
    holding = {place.country for _, place in sited}
    around = () if frame.world else _neighbours(frame, drawn, codes, holding)
    return Map(
        world=frame.world,
        width=_WIDTH,
        height=frame.height,
        land=_path(rings for code, rings in drawn.items() if code not in codes),
        areas=tuple(_path([drawn[code]]) for code in sorted(codes & set(drawn))),
        small=small,
        large=large,
        neighbours=tuple(lettering.beside(around, large, ratio)),
        lines=(*map(_line, ordered), *(_off(item) for item in named if item.place is None)),
        numbered=any(letters.text is None for letters in (*small.letters, *large.letters)),
    )


def _line(item: Item) -> PlaceLine:
    return PlaceLine(
        name=item.name, target=item.target, spot=item.spot, number=item.number, unsited=None
    )


def _off(item: Named) -> PlaceLine:
    """Return the line of a place that is not on the map."""
    return PlaceLine(name=item.name, target=item.target, spot=None, number=0, unsited=item.unsited)


def _path(found: Iterable[Sequence[Sequence[XY]]]) -> str:
    return path([rounded(ring) for rings in found for ring in rings])


def _drawn(frame: Frame, only: str | None = None) -> dict[str, _Rings]:
    """Return what is seen of each area, or of one of them, by code."""
    degree = _WIDTH / frame.width * math.radians(1)
    bottom = frame.top + frame.width * frame.height / _WIDTH
    corner = [(x, y) for x in (frame.left, frame.left + frame.width) for y in (frame.top, bottom)]
    window = frame.projection.window(max(map(degrees_from_middle, corner)))
    found = {
        area.code: tuple(frame.rings(area, window))
        for area in areas(level_for(_DETAIL / degree))
        if only in {None, area.code}
    }
    return {code: rings for code, rings in found.items() if rings}


def _at(place: Place) -> LonLat:
    return (place.longitude or 0.0, place.latitude or 0.0)


def _frame(places: Sequence[Place]) -> Frame:
    """Return what to show: all places, small countries whole, and some of each large one."""
    rings = [
        (place, main_ring(place.country) if reference.is_country(place) else ()) for place in places
    ]
    large = [place for place, ring in rings if ring and _radius(place.country) > _SMALL]
    points = [
        point for place, ring in rings if place not in large for point in ring or [_at(place)]
    ]
    if not points and len(large) == 1:
        return _around(main_ring(large[0].country))
    frame = _around(points or [_at(place) for place in large])
    hidden = [place for place in large if _share(frame, place.country) < _SEEN]
    return _around([*points, *map(_at, hidden)]) if points and hidden else frame


@cache
def _radius(code: str) -> float:
    """Return the degrees from the middle of a country's largest part to its farthest point."""
    ring = main_ring(code)
    middle = _middle(ring)
    return max(reference.distance(middle, point) for point in ring)


def _share(frame: Frame, code: str) -> float:
    """Return the part of a frame that a country covers."""
    rings = _drawn(frame, code).get(code, ())
    return sum(map(size, rings)) / (_WIDTH * frame.height)


def _middle(points: Sequence[LonLat]) -> LonLat:
    """Return the middle of the narrowest box around places."""
    west, east = _span([longitude for longitude, _ in points])
    latitudes = [latitude for _, latitude in points]
    return (west + east) / 2, (min(latitudes) + max(latitudes)) / 2


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the narrowest stretch that holds longitudes; it may cross the 180th meridian.

    It does not where a map cut in the Pacific, as readers know it, is about as narrow.
    """
    known = sorted({(longitude - _CUT) % 360 + _CUT for longitude in longitudes})
    usual = known[-1] - known[0]
    gaps = [(after - before, after) for before, after in pairwise(known)]
    widest, start = max(gaps, default=(0.0, known[0]))
    if usual <= (360 - widest) * _ATLANTIC:
        return known[0], known[-1]
    return start, start + 360 - widest


def _around(points: Sequence[LonLat]) -> Frame:
    """Return the frame around places."""
    middle = _middle(points)
    if max(reference.distance(middle, point) for point in points) <= _FARTHEST:
        projection: Projection = Near(*middle)
        frame = _fitted(projection, [projection(*point) for point in points])
        reach = max(abs(frame.left), abs(frame.left + frame.width))
        if reach <= _CORNER:
            return frame
    projection = World(middle[0])
    turned = [(near(longitude, middle[0]), latitude) for longitude, latitude in points]
    return _fitted(projection, [projection(*point) for point in turned])


def _fitted(projection: Projection, points: Sequence[XY]) -> Frame:
    """Return the frame that holds points of a plane with room around them."""
    world = isinstance(projection, World)
    ratio = _WIDTH / _HEIGHTS[world]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    width = max(across, down * ratio) / (1 - 2 * _MARGIN)
    least = _LONE if max(across, down) <= _SPOT else _NEAREST
    width = min(max(width, _LEAST_WORLD), _WORLD[0]) if world else max(width, least)
    height = width / ratio
    left, top = (max(xs) + min(xs) - width) / 2, (max(ys) + min(ys) - height) / 2
    if world:
        top = min(max(top, -_WORLD[1] / 2), max(_WORLD[1] / 2 - height, -_WORLD[1] / 2))
        left = min(max(left, -_WORLD[0] / 2), _WORLD[0] / 2 - width)
    return Frame(projection, left, top, width)


def _items(
    frame: Frame, sited: Sequence[tuple[Named, Place]], drawn: Mapping[str, _Rings]
) -> list[Item]:
    """Return what is to be lettered: what the title names, then the most often named first."""
    ranked = sorted(
        sited, key=lambda pair: (not pair[0].leads, -pair[0].mentions, pair[0].name.span)
    )
    return [
        _item(frame, rank, named, place, drawn.get(place.country, ()))
        for rank, (named, place) in enumerate(ranked)
    ]


def _item(frame: Frame, rank: int, named: Named, place: Place, rings: _Rings) -> Item:
    """Return a place with where its name may stand."""
    area = reference.is_country(place) and sum(map(size, rings)) >= _DOT
    if area:
        spot, spots = SpotKind.AREA, _spots(rings, frame)
    else:
        point = place.kind in _POINTS or reference.is_country(place)
        spot = SpotKind.POINT if point else SpotKind.ABOUT
        x, y = frame(*_at(place))
        spots = ((_share_of(x, _WIDTH), _share_of(y, frame.height)),)
    return Item(number=rank, name=named.name, target=named.target, spot=spot, spots=spots)


def _share_of(units: float, whole: float) -> float:
    return min(max(round(units / whole * 100, 1), 0.0), 99.9)


def _spots(rings: _Rings, frame: Frame) -> tuple[tuple[float, float], ...]:
    """Return places inside an area, the farthest from its border first, in per cent."""
    largest = max(rings, key=size)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    west, east = max(min(xs), 0.0), min(max(xs), _WIDTH)
    north, south = max(min(ys), 0.0), min(max(ys), frame.height)
    steps = [(step + 0.5) / _GRID for step in range(_GRID)]
    grid = [(west + a * (east - west), north + b * (south - north)) for b in steps for a in steps]
    within = [point for point in grid if inside(point, (largest,))] or grid
    thin = largest[:: len(largest) // _THIN + 1]
    best = sorted(within, key=lambda point: (-round(room(point, (thin,))), point))[:_CHOICES]
    return tuple((_share_of(x, _WIDTH), _share_of(y, frame.height)) for x, y in best)


def _neighbours(
    frame: Frame,
    drawn: Mapping[str, _Rings],
    codes: Collection[str],
    holding: Collection[str],
) -> Iterator[tuple[Reference, tuple[tuple[float, float], ...]]]:
    """Yield countries that are not named, and hold a place that is or fill some of the map."""
    sizes = {code: sum(map(size, rings)) / (_WIDTH * frame.height) for code, rings in drawn.items()}
    ranked = sorted(sizes, key=lambda code: (code not in holding, -sizes[code], code))
    for code in ranked[: _NEIGHBOURS + len(codes)]:
        name = reference.country_name(code)
        if name and code not in codes and (code in holding or sizes[code] >= _LARGE):
            yield Reference(name, reference.COUNTRIES), _spots(drawn[code], frame)
