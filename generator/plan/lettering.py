"""Puts names beside marks so that none covers another; a number where there is no room.

A map is as wide as the screen lets it be, its letters stay the same size: so a place for a name
must be free at every width that a layer is for, and with it the ground of 24 by 24 pixels that a
finger needs (WCAG 2.2, success criterion 2.5.8). Each name takes the first free one (Christensen,
Marks and Shieber, "An empirical study of algorithms for point-feature label placement", ACM
Transactions on Graphics 14, 1995, call it greedy); whoever comes first has the first choice.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.model import Reference, Slice
from generator.model.briefing import Target
from generator.model.drawing import Dot, Layer, Lettering, Neighbour, Side, SpotKind

SMALL = (288, 330, 380, 440, 500, 559)
"""Widths in pixels at which the small layer must be readable."""
LARGE = (560, 630, 704)
"""Widths in pixels at which the large layer must be readable."""
FONT = 12
"""Size of letters in pixels."""
TARGET = 24
"""Least width and height in pixels of what can be clicked."""
_DOT = 8
"""Half the width and height of what a mark keeps free, in pixels."""
_OFFSETS = {
    Side.OVER: (0, 0.0),
    Side.EAST: (9, 0.0),
    Side.WEST: (-9, 0.0),
    Side.NORTH: (0, -16.0),
    Side.SOUTH: (0, 16.0),
    Side.NORTH_EAST: (5, -15.0),
    Side.SOUTH_EAST: (5, 15.0),
    Side.NORTH_WEST: (-5, -15.0),
    Side.SOUTH_WEST: (-5, 15.0),
}
"""Pixels from a place to the near end and the middle line of its letters, as the style has them."""
_AROUND = tuple(side for side in Side if side is not Side.OVER)
"""Where a name may stand beside a mark, best first."""
_EDGE = 2
_WHOLE = 100.0
"""Per cent."""
_STEPS = sorted(
    ((x, y) for x in range(-12, 13, 2) for y in range(-18, 19, 3)),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
)
"""How far the number of a group may be moved, in per cent of width and height, nearest first."""
_SPARE = 1.08
"""How much wider than ours a reader's font may be."""
_WIDTHS = {
    **dict.fromkeys("'ijl|", 0.23),
    **dict.fromkeys(" .,:;!/ftI[]()-", 0.32),
    **dict.fromkeys('rJ"', 0.4),
    **dict.fromkeys("ckszvxy", 0.5),
    **dict.fromkeys("FTZ", 0.62),
    **dict.fromkeys("ABEKPSVXY", 0.67),
    **dict.fromkeys("CDHNRUw", 0.73),
    **dict.fromkeys("GOQ", 0.78),
    **dict.fromkeys("mM", 0.84),
    "W": 0.95,
}
"""Widths of letters in Helvetica and its like, in sizes of the font; others have 0.56."""
_OTHER = 0.56
_BOLD = 1.06

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A place to be lettered."""

    number: int
    name: Slice
    target: Target
    spot: SpotKind
    spots: tuple[tuple[float, float], ...]
    """Where its mark is, in per cent of width and height; for an area, where its name may be,
    best first."""


def text_width(text: str, *, bold: bool = False) -> float:
    """Return about how wide a text is in pixels, rather too much than too little."""
    wide = sum(
        1.0 if unicodedata.east_asian_width(char) in "WF" else _WIDTHS.get(char, _OTHER)
        for char in text
    )
    return wide * FONT * _SPARE * (_BOLD if bold else 1.0)


def overlap(first: Box, second: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]


def box(letters: Lettering, width: float, height: float) -> Box:
    """Return what can be clicked of letters on a map of a size in pixels."""
    dx, dy = _OFFSETS[letters.side]
    x, y = letters.x / 100 * width + dx, letters.y / 100 * height + dy
    if letters.text is None:
        across = _badge_width(letters.first, letters.last)
    else:
        across = text_width(letters.text.span.text, bold=letters.spot is SpotKind.AREA)
    across = max(across, TARGET)
    left = x if dx > 0 else x - across if dx < 0 else x - across / 2
    return (left, y - TARGET / 2, left + across, y + TARGET / 2)


def _badge_width(first: int, last: int) -> float:
    """Return the width of a number's ground; of two numbers with a dash between them."""
    digits = len(str(first)) if first == last else len(f"{first}-{last}")
    return digits * 6.7 + 14


_Cover = Callable[[float, float], Box]
"""Gives what something covers on a map of a width and height in pixels."""


class _Sheet:
    """What is taken on a map, at each width."""

    def __init__(self, widths: Sequence[int], ratio: float) -> None:
        self._sizes = [(width, width / ratio) for width in widths]
        self._taken: dict[str, list[Box]] = {}

    def free(self, cover: _Cover) -> bool:
        """Tell whether something covers nothing else and stays on the map at every width."""
        for place, (width, height) in enumerate(self._sizes):
            wanted = cover(width, height)
            if wanted[0] < _EDGE or wanted[1] < _EDGE:
                return False
            if wanted[2] > width - _EDGE or wanted[3] > height - _EDGE:
                return False
            if any(overlap(wanted, taken[place]) for taken in self._taken.values()):
                return False
        return True

    def take(self, what: str, cover: _Cover) -> None:
        """Note what something covers; `what` names it, and once only."""
        self._taken[what] = [cover(width, height) for width, height in self._sizes]

    def leave(self, what: str) -> None:
        """Forget what something covers, if it covers anything."""
        self._taken.pop(what, None)


def _clusters(items: Sequence[Item], most: int, width: int, ratio: float) -> list[list[Item]]:
    """Return marks in groups; between two groups there is room for numbers at a width.

    Groups stand in the order of their first members; `most` is how many marks there are in all.
    """
    groups = [[item] for item in items]
    merged = True
    while merged:
        merged = False
        for place, group in enumerate(groups):
            here = _ground(group, most, width, ratio)
            others = groups[place + 1 :]
            other = next((g for g in others if overlap(here, _ground(g, most, width, ratio))), None)
            if other is not None:
                groups.remove(other)
                groups[place] = group + other
                merged = True
                break
    return groups


def _ground(group: Sequence[Item], most: int, width: int, ratio: float) -> Box:
    """Return what the number of a group covers at the most: it is not known yet which it gets."""
    wide = 10 ** (len(str(most)) - 1)
    badge = replace(_badge(group), first=wide, last=wide + (len(group) > 1))
    return box(badge, width, width / ratio)


def layers(items: Sequence[Item], ratio: float) -> tuple[list[Item], Layer, Layer]:
    """Return items with numbers that follow each other, and the small and the large layer.

    Items come with the most important first, and with any numbers that differ.
    """
    marks = [item for item in items if item.spot is not SpotKind.AREA]
    coarse = _clusters(marks, len(items), SMALL[0], ratio)
    parts = _parted(coarse, len(items), ratio)
    ordered = [item for item in items if item.spot is SpotKind.AREA]
    ordered += [item for groups in parts for group in groups for item in group]
    numbers = {item.number: number for number, item in enumerate(ordered, 1)}

    def numbered(found: Iterable[Item]) -> list[Item]:
        return [replace(item, number=numbers[item.number]) for item in found]

    final = numbered(items)
    small = [numbered(item for group in groups for item in group) for groups in parts]
    large = [numbered(group) for groups in parts for group in groups]
    return final, _layer(final, small, SMALL, ratio), _layer(final, large, LARGE, ratio)


def _parted(coarse: Sequence[list[Item]], most: int, ratio: float) -> list[list[list[Item]]]:
    """Return each group as the groups that it falls into on a larger map.

    One that would then cover a part of another stays whole: whole ones never do.
    """
    parts = [_clusters(group, most, LARGE[0], ratio) for group in coarse]
    while True:
        grounds = [[_ground(group, most, LARGE[0], ratio) for group in groups] for groups in parts]
        covered = next(
            (
                place
                for place, here in enumerate(grounds)
                if len(here) > 1
                and any(overlap(a, b) for a in here for b in _others(grounds, place))
            ),
            None,
        )
        if covered is None:
            return parts
        parts[covered] = [[item for group in parts[covered] for item in group]]


def _others(grounds: Sequence[Sequence[Box]], place: int) -> Iterator[Box]:
    for other, found in enumerate(grounds):
        if other != place:
            yield from found


def _layer(
    items: Sequence[Item], groups: Sequence[Sequence[Item]], widths: Sequence[int], ratio: float
) -> Layer:
    """Return marks and letters that are readable at all of some widths."""
    sheet = _Sheet(widths, ratio)
    marks = [item for item in items if item.spot is not SpotKind.AREA]
    for group in groups:
        sheet.take(f"mark {group[0].number}", partial(box, _badge(group)))
    several = [group for group in groups if len(group) > 1]
    letters = _with_subject(items[0], several, sheet) if items else None
    letters = letters if letters is not None else [_badge(group) for group in several]
    together = {item.number for group in several for item in group}
    together |= {found.first for found in letters if found.text is not None}
    letters += filter(None, (_placed(i, sheet) for i in items if i.number not in together))
    named = {found.first for found in letters if found.text is not None}
    return Layer(
        dots=tuple(
            Dot(x=item.spots[0][0], y=item.spots[0][1], spot=item.spot)
            for item in marks
            if item.number in named
        ),
        letters=tuple(sorted(letters, key=lambda found: found.first)),
    )


def _with_subject(
    item: Item, groups: Sequence[Sequence[Item]], sheet: _Sheet
) -> list[Lettering] | None:
    """Return the name of the country that a map is about, and numbers of groups, which give way.

    None where that is needless or cannot be; the sheet is then as before. A group's number stands
    about where its marks are anyway; without its name the reader would not know what is shown.
    """
    if item.spot is not SpotKind.AREA or any(_free_names(item, sheet)):
        return None
    for group in groups:
        sheet.leave(f"mark {group[0].number}")
    name = f"name {item.number}"
    for found in _free_names(item, sheet):
        sheet.take(name, partial(box, found))
        numbers = [badge for group in groups if (badge := _moved(group, sheet)) is not None]
        if len(numbers) == len(groups):
            return [found, *numbers]
        sheet.leave(name)
        for group in groups:
            sheet.leave(f"mark {group[0].number}")
    for group in groups:
        sheet.take(f"mark {group[0].number}", partial(box, _badge(group)))
    return None


def _free_names(item: Item, sheet: _Sheet) -> Iterator[Lettering]:
    """Yield letters with the name of a place that cover nothing, best first."""
    named = (letters for letters in _tries(item) if letters.text is not None)
    yield from (letters for letters in named if sheet.free(partial(box, letters)))


def _moved(group: Sequence[Item], sheet: _Sheet) -> Lettering | None:
    """Return the number of a group where it covers nothing, as near to its middle as can be."""
    badge = _badge(group)
    spots = [(badge.x + x, badge.y + y) for x, y in _STEPS]
    badges = (_number(group, spot) for spot in spots if all(0 < part < _WHOLE for part in spot))
    found = next((each for each in badges if sheet.free(partial(box, each))), None)
    if found is not None:
        sheet.take(f"mark {group[0].number}", partial(box, found))
    return found


def _placed(item: Item, sheet: _Sheet) -> Lettering | None:
    """Return the first letters for a place that cover nothing; its number in place of its mark."""
    mark = f"mark {item.number}"
    sheet.leave(mark)
    free = (letters for letters in _tries(item) if sheet.free(partial(box, letters)))
    found = next(free, None)
    if found is not None:
        sheet.take(f"name {item.number}", partial(box, found))
    if item.spot is SpotKind.AREA:
        return found
    if found is None:
        found = _badge([item])
        sheet.take(mark, partial(box, found))
    else:
        sheet.take(mark, partial(_centred, item.spots[0], 2.0 * _DOT))
    return found


def beside(
    found: Iterable[tuple[Reference, tuple[tuple[float, float], ...]]], over: Layer, ratio: float
) -> Iterator[Neighbour]:
    """Yield names of countries around where they cover nothing of the large layer."""
    sheet = _Sheet(LARGE, ratio)
    for letters in over.letters:
        sheet.take(f"letters {letters.first}", partial(box, letters))
    for dot in over.dots:
        sheet.take(f"dot {dot.x} {dot.y}", partial(_centred, (dot.x, dot.y), 2.0 * _DOT))
    for name, spots in found:
        across = text_width(name.text)
        free = (spot for spot in spots if sheet.free(partial(_centred, spot, across)))
        spot = next(free, None)
        if spot is not None:
            sheet.take(f"neighbour {name.text}", partial(_centred, spot, across))
            yield Neighbour(name=name, x=spot[0], y=spot[1])


def _centred(spot: tuple[float, float], across: float, width: float, height: float) -> Box:
    """Return what something around a spot covers that is as high as a line."""
    x, y = spot[0] / 100 * width, spot[1] / 100 * height
    return (x - across / 2, y - _DOT, x + across / 2, y + _DOT)


def _tries(item: Item) -> Iterator[Lettering]:
    """Yield letters for one place, best first."""
    beside: list[tuple[tuple[float, float], Side]]
    beside = [(item.spots[0], side) for side in _AROUND]
    if item.spot is SpotKind.AREA:
        beside = [(spot, Side.OVER) for spot in item.spots] + beside
    yield from (_lettering(item, spot, side) for spot, side in beside)
    if item.spot is SpotKind.AREA:
        yield from (_number([item], spot) for spot in item.spots)


def _lettering(item: Item, spot: tuple[float, float], side: Side) -> Lettering:
    return Lettering(
        x=spot[0],
        y=spot[1],
        side=side,
        text=item.name,
        first=item.number,
        last=item.number,
        spot=item.spot,
        target=item.target,
    )


def _badge(group: Sequence[Item]) -> Lettering:
    """Return the number of one mark, or of all marks of a group, in their middle."""
    places = [item.spots[0] for item in group]
    x = sum(place[0] for place in places) / len(places)
    y = sum(place[1] for place in places) / len(places)
    return _number(group, (x, y))


def _number(group: Sequence[Item], spot: tuple[float, float]) -> Lettering:
    numbers = [item.number for item in group]
    return Lettering(
        x=round(spot[0], 1),
        y=round(spot[1], 1),
        side=Side.OVER,
        text=None,
        first=min(numbers),
        last=max(numbers),
        spot=group[0].spot,
        target=Target("", f"place-{min(numbers)}"),
    )
