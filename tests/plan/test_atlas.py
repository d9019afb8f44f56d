"""Maps show where places are: everything inside the frame, nothing over anything else."""

import itertools
import math
import re
from dataclasses import replace

import pytest
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from generator import reference
from generator.model import (
    Place,
    Reference,
    Slice,
    Span,
    Unsited,
)
from generator.model.briefing import Target
from generator.model.drawing import Layer, Map, Side, SpotKind
from generator.plan import lettering
from generator.plan.atlas import Named, atlas
from generator.plan.clipping import clipped, inside, path, rounded, size
from generator.plan.outlines import areas, main_ring
from generator.plan.projection import Near, World

TOWNS = "generator/data/places.tsv"
FEW = hypothesis_settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""A map takes a while to draw: examples that fail are not made smaller."""
OVER = 6
"""Units around the frame in which lines are still drawn."""


def town(longitude: float, latitude: float, kind: str = "city", code: str = "") -> Place:
    """Return a place that is a point."""
    return Place(kind=kind, country=code, latitude=latitude, longitude=longitude, origin=TOWNS)


def country(code: str) -> Place:
    """Return a country with the middle of its largest part."""
    ring = main_ring(code)
    xs, ys = [x for x, _ in ring] or [0.0], [y for _, y in ring] or [0.0]
    return Place(
        kind="country",
        country=code,
        latitude=(min(ys) + max(ys)) / 2,
        longitude=(min(xs) + max(xs)) / 2,
        origin=reference.COUNTRIES,
    )


def named(*places: Place | None) -> list[Named]:
    """Return places with invented names of one to three words."""
    names = ["Velm", "Port Orlen", "Saint Adra of the Lakes", "Ost", "Bregovia", "New Tamsin"]
    return [
        Named(
            name=Slice(Span("d", 100 * i, 100 * i + len(name), name)),
            target=Target(f"glossary/p{i}.md"),
            place=place,
            unsited=None if place else Unsited.UNKNOWN,
            mentions=len(places) - i,
        )
        for i, (place, name) in enumerate(zip(places, itertools.cycle(names), strict=False))
    ]


def drawn(*places: Place | None) -> Map:
    """Return the map of some places."""
    found = atlas(named(*places))
    assert found is not None
    return found


def points(data: str) -> list[tuple[int, int]]:
    """Return every point of a path, read as SVG reads it."""
    found = []
    for ring in filter(None, data.split("z")):
        x = y = 0
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        for place, (dx, dy) in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
            x, y = (dx, dy) if place == 0 else (x + dx, y + dy)
            found.append((x, y))
    return found


SPOTS = st.builds(
    town,
    st.floats(-180, 180),
    st.floats(-75, 80),
    st.sampled_from(["city", "capital", "region", "sea"]),
)
NEAR_ONE = st.builds(town, st.floats(20, 24), st.floats(45, 48))
AREAS = st.sampled_from(["IT", "RU", "US", "FJ", "CL", "JP", "MT", "AQ", "XK", "ID"]).map(country)
PLACES = st.one_of(
    st.lists(st.one_of(SPOTS, AREAS), min_size=1, max_size=9),
    st.lists(st.one_of(NEAR_ONE, AREAS), min_size=1, max_size=9),
    st.lists(NEAR_ONE, min_size=2, max_size=25),
)


@given(PLACES)
@FEW
def test_everything_drawn_stays_inside(places: list[Place]) -> None:
    """No line leaves the frame but by the few units that are out of sight; no mark does."""
    shown = drawn(*places)
    for x, y in points(shown.land + "".join(shown.areas)):
        assert -OVER <= x <= shown.width + OVER
        assert -OVER <= y <= shown.height + OVER
    spots = [(n.x, n.y) for n in shown.neighbours]
    for layer in (shown.small, shown.large):
        spots += [(dot.x, dot.y) for dot in layer.dots]
        spots += [(letters.x, letters.y) for letters in layer.letters]
    assert all(0 <= x < 100 and 0 <= y < 100 for x, y in spots)


def boxes(shown: Map, layer: Layer, width: int) -> list[lettering.Box]:
    """Return what the letters of a layer cover."""
    height = width * shown.height / shown.width
    return [lettering.box(letters, width, height) for letters in layer.letters]


@given(PLACES)
@FEW
def test_letters_never_cover_letters(places: list[Place]) -> None:
    """At any width that a layer is for, also between the ones that were tried."""
    shown = drawn(*places)
    widths = {"small": range(288, 560, 17), "large": range(560, 705, 13)}
    for layer, tried in ((shown.small, widths["small"]), (shown.large, widths["large"])):
        for width in tried:
            for one, other in itertools.combinations(boxes(shown, layer, width), 2):
                assert not lettering.overlap(one, other)


@given(PLACES)
@FEW
def test_every_place_is_listed_once_and_every_mark_is_of_a_place(places: list[Place]) -> None:
    """The list is equal to the drawing: each dot and each letter stands for places in it."""
    given_ = named(*places)
    shown = atlas(given_)
    assert shown is not None
    assert sorted(line.number for line in shown.lines) == list(range(1, len(places) + 1))
    assert {line.name for line in shown.lines} == {item.name for item in given_}
    for layer in (shown.small, shown.large):
        meant = [n for found in layer.letters for n in range(found.first, found.last + 1)]
        assert len(meant) == len(set(meant))
        points_ = {line.number for line in shown.lines if line.spot is not SpotKind.AREA}
        assert points_ <= set(meant)
        by_number = {line.number: line for line in shown.lines}
        for found in layer.letters:
            if found.text is not None:
                assert by_number[found.first].name == found.text
                assert by_number[found.first].target == found.target


def test_a_map_is_the_same_every_time() -> None:
    """Same places, same map, in whatever order they come."""
    places = named(town(12.0, 50.0), country("IT"), town(13.0, 50.2), town(30.0, 60.0, "region"))
    assert atlas(places) == atlas(places[::-1])


def test_places_without_a_spot_are_listed_and_not_drawn() -> None:
    """What is not known is said."""
    shown = drawn(town(12.0, 50.0), None)
    assert [(line.spot, line.unsited) for line in shown.lines] == [
        (SpotKind.POINT, None),
        (None, Unsited.UNKNOWN),
    ]
    assert len(shown.large.letters) == 1
    assert atlas(named(None)) is None


def test_countries_are_areas_towns_dots_and_regions_about() -> None:
    """A country is no point, and a region is not where its point is."""
    shown = drawn(country("FR"), town(2.3, 48.9), town(4.0, 46.0, "region"))
    assert [line.spot for line in sorted(shown.lines, key=lambda line: line.name.span)] == [
        SpotKind.AREA,
        SpotKind.POINT,
        SpotKind.ABOUT,
    ]
    assert len(shown.areas) == 1


def test_what_is_beyond_the_180th_meridian_is_beside_it() -> None:
    """Two places three degrees apart make no map of the world."""
    shown = drawn(town(178.5, -17.0), town(-178.5, -18.0))
    assert not shown.world
    first, second = shown.large.dots
    assert 0 < second.x - first.x < 60


def test_a_single_place_shows_where_in_the_world_it_is() -> None:
    """It stands in the middle, and countries around it have their names, as reference data."""
    shown = drawn(town(9.2, 45.5, code="IT"))
    (dot,) = shown.large.dots
    assert (dot.x, dot.y) == (50.0, 50.0)
    assert Reference("Italy", reference.COUNTRIES) in [
        neighbour.name for neighbour in shown.neighbours
    ]


def test_places_far_apart_make_a_map_of_the_world() -> None:
    """Nobody is cut off, and the map is as readers know it: cut in the Pacific."""
    shown = drawn(country("US"), country("KR"), town(30.5, 50.4), town(-58.4, -34.6))
    assert shown.world
    placed = {found.first: found.x for found in shown.large.letters}
    by_name = {line.name.span.start: placed[line.number] for line in shown.lines}
    assert by_name[0] < by_name[300] < by_name[200] < by_name[100]


def test_a_large_country_does_not_push_the_others_together() -> None:
    """Of a country that is seen anyway, no more is shown."""
    near = drawn(town(30.0, 50.0), town(36.0, 51.0))
    with_it = drawn(town(30.0, 50.0), town(36.0, 51.0), country("RU"))
    assert [dot.x for dot in near.large.dots] == [dot.x for dot in with_it.large.dots]
    far = drawn(town(30.0, 50.0), town(36.0, 51.0), country("BR"))
    assert far.world


def test_land_that_most_states_give_to_another_is_of_nobody() -> None:
    """It is drawn, and tinted for neither side."""
    here = (34.2, 45.3)
    owners = [area.code for area in areas("a") if inside(here, area.rings)]
    assert owners == [""]


@pytest.mark.parametrize("level", "abcdef")
def test_outlines_never_jump(level: str) -> None:
    """No ring leaps across the map where it meets the 180th meridian; none has too few points."""
    for area in areas(level):
        for ring in area.rings:
            assert len(ring) >= 4
            for before, after in itertools.pairwise(ring):
                over_the_pole = abs(before[1]) == 90 and abs(after[1]) == 90
                assert over_the_pole or abs(after[0] - before[0]) <= 180


def test_neighbours_share_their_border() -> None:
    """What a level leaves out of a border is left out on both sides."""
    for level in "abcdef":
        by_code = {area.code: area for area in areas(level)}
        one, other = (
            {(round(x, 2), round(y, 2)) for ring in by_code[code].rings for x, y in ring}
            for code in ("FR", "ES")
        )
        assert one & other


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(-180, 180), st.floats(-85, 85))
def test_distances_from_the_middle_are_kept(
    middle: float, height: float, longitude: float, latitude: float
) -> None:
    """Lambert's projection puts a place at the chord of its distance from the centre."""
    degrees = reference.distance((middle, height), (longitude, latitude))
    x, y = Near(middle, height)(longitude, latitude)
    if degrees < 170:
        assert math.hypot(x, y) == pytest.approx(2 * math.sin(math.radians(degrees) / 2), abs=1e-6)


@given(st.floats(-179, 179), st.floats(-90, 90))
def test_the_world_fits_its_frame(longitude: float, latitude: float) -> None:
    """Equal Earth is 5.41 by 2.63 radians, and the north is up."""
    x, y = World(0.0)(longitude, latitude)
    assert abs(x) <= 2.707
    assert abs(y) <= 1.318
    assert latitude * -y >= 0


RINGS = st.lists(
    st.tuples(st.floats(-500, 1500), st.floats(-500, 1500)), min_size=3, max_size=12, unique=True
)


@given(RINGS)
def test_what_is_cut_lies_in_the_box_and_is_no_larger(ring: list[tuple[float, float]]) -> None:
    """Clipping keeps points inside; what lies inside already stays as it is."""
    box = (0.0, 0.0, 1000.0, 625.0)
    kept = clipped(ring, box)
    assert all(-1e-6 <= x <= 1000 + 1e-6 and -1e-6 <= y <= 625 + 1e-6 for x, y in kept)
    within = [(x / 1500 * 400 + 200, y / 1500 * 200 + 200) for x, y in ring]
    assert clipped(within, box) == tuple(within)
    assert size(clipped(within, box)) == size(within)


@given(RINGS)
def test_a_path_reads_back(ring: list[tuple[float, float]]) -> None:
    """Steps add up to the points that they were made of."""
    whole = rounded(ring)
    assert points(path([whole])) == (whole if len(whole) >= 3 else [])


def test_a_name_goes_to_another_side_before_it_becomes_a_number() -> None:
    """Two marks close together: one name stands elsewhere than the first choice."""
    shown = drawn(town(20.0, 45.0), town(21.2, 45.0), town(26.0, 48.0))
    sides = {found.side for found in shown.large.letters}
    assert all(found.text is not None for found in shown.large.letters)
    assert sides - {Side.EAST}


def test_the_country_that_a_map_is_about_has_its_name() -> None:
    """Not a number, nor nothing: the number of the towns in it stands a little aside instead."""
    spots = [
        (SpotKind.AREA, ((81.0, 36.4), (81.5, 37.4), (80.5, 35.3))),
        *((SpotKind.POINT, ((x, y),)) for x, y in ((80.2, 36.0), (81.6, 36.9), (80.9, 37.5))),
        (SpotKind.POINT, ((20.0, 40.0),)),
    ]
    items = [
        lettering.Item(
            number=number,
            name=Slice(Span("d", 90 * number, 90 * number + 11, "Weslanistan")),
            target=Target("x"),
            spot=spot,
            spots=places,
        )
        for number, (spot, places) in enumerate(spots)
    ]
    for layer in lettering.layers(items, 2.0)[1:]:
        first, *others = sorted(layer.letters, key=lambda found: found.first)
        assert (first.text, first.first) == (items[0].name, 1)
        assert any(found.first < found.last for found in others)


def test_what_the_title_names_comes_before_what_is_named_more_often() -> None:
    """It is the first to get room for its name, and so number one."""
    often, heading = named(country("FR"), country("PL"))
    found = atlas([replace(often, mentions=9), replace(heading, leads=True)])
    assert found is not None
    assert [line.name for line in found.lines] == [heading.name, often.name]


def test_a_group_stays_whole_where_its_parts_would_cover_another() -> None:
    """On the large map numbers of these four, taken apart, lie over each other: no name fits."""
    spots = [(46.5, 42.7), (46.1, 41.5), (44.8, 30.8), (47.6, 35.0)]
    items = [
        lettering.Item(
            number=number,
            name=Slice(Span("d", 200 * number, 200 * number + 120, "Saint Adra " * 11)),
            target=Target("x"),
            spot=SpotKind.POINT,
            spots=(spot,),
        )
        for number, spot in enumerate(spots)
    ]
    _, _, large = lettering.layers(items, 1.6)
    for width in lettering.LARGE:
        covered = [lettering.box(found, width, width / 1.6) for found in large.letters]
        assert not any(lettering.overlap(a, b) for a, b in itertools.combinations(covered, 2))
