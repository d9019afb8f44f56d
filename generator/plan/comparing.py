"""Figures of one thing by different voices, set beside each other.

Not a part beside its whole, nor one of a kind; not of two places, nor in one sentence; not last
year's beside this year's, nor what is expected beside what is; and never figures of things that
other words tell apart ("long-haul" and "short-haul aircraft").
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from generator.model import Exactness, LinkedDocument, Slice
from generator.model.briefing import Figure, Target
from generator.plan.entries import is_named
from generator.plan.index import Index
from generator.plan.likeness import COMMON_STEMS, kin
from generator.plan.stems import stem


def compared(
    index: Index, linked: LinkedDocument, figures: Sequence[Figure]
) -> tuple[tuple[Slice, tuple[Figure, ...]], ...]:
    """Return figures that two or more voices give for one thing, under the words for that thing.

    The same number twice is no difference.
    """
    groups: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        noun = _noun(figure.unit.span.text) if figure.unit else ""
        if noun and noun not in _MEASURES and _counts_all(figure):
            things, place = _things(index, figure), _place(figure)
            ahead = _is_forecast(linked, figure)
            groups[(noun, things, place, _year(figure), ahead)].append(figure)
    return tuple(
        (group[0].unit, tuple(group))
        for group in groups.values()
        if len({linked.annotated.sentence_at(f.printed.span.start) for f in group}) == len(group)
        if len({_speaker(figure) for figure in group}) > 1
        if len({(figure.minimum, figure.maximum) for figure in group}) > 1
        if _is_one_measure(linked, group)
        if group[0].unit is not None
    )


def _is_one_measure(linked: LinkedDocument, group: Sequence[Figure]) -> bool:
    """Tell whether all figures answer one question: a word beside each is the same.

    Of "300 ships left" and "only 120 ships left" it is "left"; one who is killed has died.
    """
    beside = [_beside(linked, figure) for figure in group]
    return bool(frozenset.intersection(*beside))


def _beside(linked: LinkedDocument, figure: Figure) -> frozenset[str]:
    """Return the words in the clause of a figure that tell what becomes of what is counted."""
    sentence = linked.annotated.sentence_at(figure.printed.span.start)
    if sentence is None:
        return frozenset()
    start, end = (
        offset - sentence.start for offset in (figure.printed.span.start, figure.printed.span.end)
    )
    ahead = _WORD.findall(_CLAUSE.split(sentence.text[:start])[-1])[-_NEAR:]
    behind = _WORD.findall(_CLAUSE.split(sentence.text[end:])[0])[:_NEAR]
    words = (kin(stem(word)) for word in (*ahead, *behind) if word.islower() and len(word) > _SHORT)
    unit = {kin(stem(word)) for word in _WORD.findall(figure.printed.span.text)}
    return frozenset(words) - COMMON_STEMS - _SAYING - unit


def _things(index: Index, figure: Figure) -> frozenset[str]:
    """Return the words beside the noun that tell which things are counted; names by entity."""
    if figure.unit is None:
        return frozenset()
    span = figure.unit.span
    names = [link.mention.span for link, _ in index.within(span) if is_named(link)]
    words = {
        found.group().casefold()
        for found in _WORD.finditer(span.text)
        if not any(name.start <= span.start + found.start() < name.end for name in names)
    }
    last = _WORD.findall(span.text)[-1:]
    return frozenset(words - {word.casefold() for word in last} - _ANY)


def _place(figure: Figure) -> str:
    """Return where things are counted, as printed."""
    return " ".join(figure.place.span.text.split()).casefold() if figure.place else ""


def _year(figure: Figure) -> str:
    """Return the year that a figure is of, where the source says another than its own."""
    return (figure.when.edtf or "")[:4] if figure.when else ""


def _is_forecast(linked: LinkedDocument, figure: Figure) -> bool:
    """Tell whether a figure is expected or planned, by the words of its sentence."""
    sentence = linked.annotated.sentence_at(figure.printed.span.start)
    return sentence is not None and _AHEAD.search(sentence.text) is not None


_CLAUSE = re.compile(r"[;:,]\s|\s(?:and|but|while|which|who|that)\s")
_NEAR = 7
"""Words beside a figure that tell what is counted."""
_SHORT = 3
_SAYING = frozenset(
    map(stem, ("said", "says", "told", "announced", "reported", "according", "added", "stated"))
)
"""Words that only say that somebody says."""
_WORD = re.compile(r"\w[\w-]*")
_ANY = frozenset({"new", "other", "more", "total", "some", "such", "all", "different"})
"""Words beside a noun that tell no thing from another."""
_AHEAD = re.compile(
    r"\b(?:will|would|shall|expect\w*|forecast\w*|predict\w*|plan(?:s|ned)?|project(?:ed|s)|"
    r"anticipat\w*|estimated to|set to|due to|going to)\b",
    re.IGNORECASE,
)
"""Words of what has not happened yet."""


def _counts_all(figure: Figure) -> bool:
    """Tell whether a figure says how many of something there are."""
    if figure.exactness in {Exactness.ORDINAL, Exactness.DIRECTION}:
        return False
    if figure.minimum is None:
        return False
    printed = figure.printed.span.text.lower()
    share = 0 < figure.minimum < 1 or _PART.search(printed)
    return not share and not (figure.minimum <= 1 and _SOME_ONE.match(printed))


def _speaker(figure: Figure) -> Target | str:
    """Return who gives a figure: someone known, an unknown speaker, or the document ("")."""
    if figure.voice is None:
        return ""
    return figure.voice.target or figure.number


_SOME_ONE = re.compile(r"(?:an?|another)\b")
"""Words of one thing among others ("another ship")."""
_PART = re.compile(r"\bof (?:the|these|those|them|its|his|her|our|their)\b")
"""Words of a part ("two of the ships")."""
_MEASURES = frozenset(
    {"%", "percent", "percentage", "point", "dollar", "euro", "pound", "yuan", "yen", "ruble"}
    | {"cent", "km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "ft", "foot", "feet"}
    | {"year", "month", "week", "day", "hour", "minute", "second", "time", "tonne", "ton", "kg"}
    | {"$", "\u20ac", "\u00a3", "usd", "us$", "degree", "mw", "litre", "liter", "acre", "hectare"}
    | {"mph", "kph", "km/h", "knot", "magnitude", "percentage point", "z\u0142oty"}
)
"""Units that measure anything: figures in them are not of the same thing."""
_SAME_NOUN = {"soldiers": "troops", "forces": "troops", "servicemen": "troops"}
"""Nouns that count the same kind of thing; general vocabulary."""


def _noun(unit: str) -> str:
    """Return the last word of a unit, folded over number and near synonyms."""
    word = unit.rsplit(maxsplit=1)[-1].lower().strip("\"'.,;:")
    word = _SAME_NOUN.get(word, word)
    return word.removesuffix("s")
