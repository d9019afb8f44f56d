"""Candidates that the words themselves give away: "… Ministry", "University of …", "… Oblast"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import Candidate, candidate
from generator.extract.names.chunks import PARTICLES, capitalised, runs
from generator.extract.names.gazetteer import (
    context,
    known_names,
    lines_of,
    offices,
    organization_heads,
    portfolios,
    titles,
    titles_and_offices,
    words,
    world_kinds,
)
from generator.extract.names.remembered import remembered, texts, tokens
from generator.extract.tables import sections
from generator.model import EntityType

_PATTERN = 30
_JOINED = frozenset(
    {
        *("ministry", "department", "institute", "office", "board", "bureau", "center", "centre"),
        *("committee", "agency", "commission", "council", "authority", "administration", "service"),
        *("centers", "centres"),
    }
)
"""Heads after which "of A and B" names one thing."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)|(?:[A-Z][a-z]+-)?(?:First|Second|Third|[A-Z][a-z]+th)")
"""What counts units: "3rd", "Fifth", "Twenty-First"."""

_SURNAMES = frozenset(
    {
        *("Hill", "Park", "Lake", "Rock", "Lane", "Street", "Forest", "Rivers", "Fields", "Pope"),
        *("Church", "School", "Bush", "Wood", "Woods", "Castle", "Gates", "Gate", "House", "Band"),
        *("Press", "Post", "Sun", "Standard", "Day", "Banks", "Bridge", "Brooks", "Bay", "Pass"),
        *("Range", "Town", "Towers", "Garden", "Gardens", "Hall", "Marshall", "Court", "Wing"),
    }
)
"""Heads of places and organizations that are surnames too."""


_BUILDINGS = frozenset({"prison", "jail", "airport", "hospital", "stadium", "river", "island"})
"""Small heads that a place before them does not make a name: "a California prison"."""


def of_patterns(doc: Doc, headlines: frozenset[int]) -> Iterator[Candidate]:
    """Yield names whose last or first word tells what they are."""
    found = runs(doc)
    for index, run in enumerate(found):
        if run.start in headlines and len(run) > _LONGEST_IN_HEADLINE:
            continue
        owned = _owned(run, found[index + 1]) if index + 1 < len(found) else None
        if owned is not None:
            yield candidate(
                owned, "names.owned-head", kind=EntityType.ORGANIZATION, weight=_PATTERN
            )
        if any(token.is_quote for token in run):
            yield candidate(
                _without_titles(run), "names.nickname", kind=EntityType.PERSON, weight=_PATTERN
            )
            continue
        titled = _titled(doc, run)
        if titled is not None:
            yield candidate(
                titled, "names.titled-particle", kind=EntityType.PERSON, weight=_PATTERN
            )
            continue
        irish = _irish(run)
        if irish is not None:
            yield candidate(irish, "names.irish", kind=EntityType.PERSON, weight=_PATTERN)
        office = _office_of(run)
        if office is not None:
            yield candidate(
                office, "names.office-of", kind=EntityType.ORGANIZATION, weight=_PATTERN
            )
        unit = _unit(run)
        if unit is not None:
            yield candidate(unit, "names.unit", kind=EntityType.ORGANIZATION, weight=_PATTERN)
        yield from _with_country(run, headlines)
        yield from _of_run(run if _is_royal(run) else _without_titles(run))


def _is_royal(run: Span) -> bool:
    """Tell whether a title is part of a place's or a body's name: "Queen Ada Hospital"."""
    royal = run[0].lower_ in {"queen", "king", "prince", "princess", "sir", "lord", "lady"}
    return royal and ending(run) is not None


def _titled(doc: Doc, run: Span) -> Span | None:
    """Return "van der Vell" of "Mr. van der Vell": a name that begins with small words."""
    kept, first = tokens(doc), run.start
    while first < run.end and kept[first].lower_ in titles_and_offices():
        first += 1
    small = first
    while small < run.end and kept[small].lower_ in PARTICLES and kept[small].is_lower:
        small += 1
    return doc[first : run.end] if run.start < first < small < run.end else None


def _irish(run: Span) -> Span | None:
    """Return "Ada O' Vell" for a run that ends in "O", before an apostrophe and a capital."""
    doc, end = run.doc, run.end
    if run[-1].text != "O" or end + 1 >= len(doc) or doc[end].text not in {"'", "\u2019"}:
        return None
    return doc[run.start : end + 2] if doc[end + 1].is_title else None


def _office_of(run: Span) -> Span | None:
    """Return "Velm Sheriff's office" for a run that ends in an office, and what that owns."""
    doc, end = run.doc, run.end
    if len(run) < len(("Velm", "Sheriff")) or end + 1 >= len(doc):
        return None
    owns = doc[end].tag_ == "POS" and doc[end + 1].lower_ in _OFFICES
    return doc[run.start : end + 2] if owns and run[-1].lower_ in offices() else None


_OFFICES = frozenset({"office", "department", "bureau"})
"""What belongs to who holds an office, and goes by it."""


def _with_country(run: Span, headlines: frozenset[int]) -> Iterator[Candidate]:
    """Yield "Orlen Media Norland" of a run that ends in a country: a name of its own.

    So is "Captain Norland", which names nobody and no country.
    """
    size = _country_at_end(run)
    head = run[: len(run) - size] if size else None
    if head is None or not len(head) or run.start in headlines or not _makes_name(head):
        return
    kind = known_names().get(head.text) or ending(head)
    firm = world_kinds().get(head.text) in _BODY or head.text in {"Air", "Radio"}
    kind = kind or (EntityType.ORGANIZATION if firm else None)
    follows = run.end < len(run.doc) and run.doc[run.end].pos_ == "NOUN"
    if kind is EntityType.PLACE or (world_kinds().get(head.text) == "body" and follows):
        return  # "the UN Norland envoy"
    if head[0].is_sent_start and kind is None:
        return  # "Meanwhile Norland"
    yield candidate(run, WITH_COUNTRY, kind=kind, weight=_WHOLE)


WITH_COUNTRY = "names.with-country"
"""The rule of a name that a country or a continent ends."""
_WHOLE = 45
"""What the whole of a name outweighs: a country in it that the tables know."""
_BODY = frozenset({"firm", "body"})
_WITHIN_PLACES = frozenset(
    {
        *(
            "north",
            "south",
            "east",
            "west",
            "central",
            "northern",
            "southern",
            "eastern",
            "western",
        ),
        *("new", "old", "upper", "lower", "inner", "outer", "greater", "mainland", "metropolitan"),
        *(
            "southeast",
            "southwest",
            "northeast",
            "northwest",
            "middle",
            "imperial",
            "team",
            "great",
        ),
        *("occupied", "rural", "urban", "soviet", "nazi", "communist", "colonial", "modern"),
    }
)
"""Words before a country's name that leave it a country's, or a part of it."""


def _country_at_end(run: Span) -> int:
    """Return how many tokens the longest country or continent has that ends a run; 0 for none."""
    for start in range(run.start, run.end):
        name = run.doc[start : run.end].text
        known = reference.place(name)
        if reference.country(name) or (known is not None and known.kind == "continent"):
            return run.end - start
    return 0


def _makes_name(head: Span) -> bool:
    """Tell whether the words before a country make one name with it, and are no name themselves."""
    last, first = head[-1], head[0]
    if last.pos_ != "PROPN" or last.lower_ in _WITHIN_PLACES or last.is_punct:
        return False
    of_state = (offices() - titles()) | portfolios()
    if first.ent_type_ in {"DATE", "TIME", "NORP"} or last.lower_ in of_state:
        return False
    known = reference.place(head.text) or reference.place(last.text)
    nation = reference.country_of_demonym(last.text) or reference.country_of_demonym(first.text)
    return not (known or nation or reference.metonym(head.text))


def _owned(run: Span, following: Span) -> Span | None:
    """Return "Norland People's Party" for a run and what it owns."""
    doc = run.doc
    owns = run[-1].lower_ in context("owner") or _trade(run)
    if not owns or following.start != run.end + 1:
        return None
    if doc[run.end].text not in {"'s", "\u2019s", "'", "\u2019"}:
        return None
    body = _before_office(following)
    for end in range(body.end, body.start, -1):
        if _ends().get(doc[end - 1].text) is EntityType.ORGANIZATION:
            return doc[run.start : end]
    return None


def _trade(run: Span) -> bool:
    """Tell whether a plural in capitals is only that of a trade: "the Sailmakers' Union"."""
    word, doc = run[0], run.doc
    several = len(run) == 1 and word.tag_ in {"NNS", "NNPS"} and word.text.endswith("s")
    after_the = run.start > 0 and doc[run.start - 1].lower_ == "the"
    bare = run.end < len(doc) and doc[run.end].text in {"'", "\u2019"}
    named = word.text in known_names() or reference.place(word.text) or word.ent_type_ == "NORP"
    return several and after_the and bare and not named


def _unit(run: Span) -> Span | None:
    """Return a numbered unit: "3rd Tank Brigade", "Carrier Strike Group 5"."""
    doc, units = run.doc, lines_of("organizations_heads.txt", "unit")
    written = texts(doc)
    ends = [index for index in range(run.start, run.end) if written[index] in units]
    if not ends:
        return None
    last, start = ends[-1], run.start
    counted = start > 0 and _ORDINAL.fullmatch(doc[start - 1].text)
    if counted and doc[start - 1].text[0].isdigit():
        return doc[start - 1 : last + 1]
    if _ORDINAL.fullmatch(doc[start].text) and last > start:
        return doc[start : last + 1]
    numbered = doc[last].text in _NUMBERED and last > start and last + 1 < len(doc)
    return doc[start : last + 2] if numbered and doc[last + 1].is_digit else None


_NUMBERED = frozenset({"Group", "Force", "Squadron", "Unit", "Wing", "Battalion", "Brigade"})
"""Units whose number stands after them."""


_LONGEST_IN_HEADLINE = 3


def _of_run(run: Span) -> Iterator[Candidate]:
    doc = run.doc
    start = run.start
    first = run[0].text
    if len(run) > 1 and first in lines_of("organizations_not.txt", "vessel") and first.isupper():
        yield candidate(run, "names.vessel", kind=EntityType.VESSEL, weight=_PATTERN)
        return
    if len(run) > 1 and first in lines_of("organizations_not.txt", "operation"):
        yield candidate(run, "names.operation", kind=EntityType.EVENT, weight=_PATTERN)
        return
    if len(run) > 1 and run[-1].text == "State" and reference.place(run[:-1].text):
        yield candidate(run, "names.head", kind=EntityType.PLACE, weight=_PATTERN)
        return
    run = _up_to_form(_without_demonym(_before_office(run)))
    start = run.start
    kept = tokens(doc)
    for index in range(run.start, min(run.end, len(kept) - 2)):
        kind = _head_of(kept, index)
        if kind:
            span = doc[start : _after_of(doc, index)]
            yield candidate(span, "names.head-of", kind=kind, weight=_PATTERN)
            rest = doc[span.end : span.end + len(("Ada", "Vell"))]
            if rest.text.istitle() and (
                _speaks_alone(doc, rest.end - 1) or _speaks(doc, rest.start)
            ):
                yield candidate(rest, "names.behind", kind=EntityType.PERSON, weight=_PATTERN)
            return
    begins = _begins_place(run)
    for end in range(run.end, run.start + 1, -1):
        if not begins and texts(doc)[end - 1] not in _last_words():
            continue
        kind = ending(doc[start:end])
        if kind and not _is_portfolio(doc, end - 1):
            whole = doc[start : _of_country(doc, end) if kind is EntityType.ORGANIZATION else end]
            yield candidate(whole, "names.head", kind=kind, weight=_PATTERN)
            return
    yield from _with_small_head(run)


def _of_country(doc: Doc, end: int) -> int:
    """Return the end of "Sailors Society of Norland", whose head ends at `end`."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or not capitalised(doc[end + 1]):
        return end
    last = end + 2
    while last < len(doc) and capitalised(doc[last]) and doc[last].pos_ == "PROPN":
        last += 1
    return last if reference.country(doc[end + 1 : last].text) else end


def _up_to_form(run: Span) -> Span:
    """Return "Velmora LLC" for "Velmora LLC Ada Lamb"."""
    forms, written = organization_heads()["company"], texts(run.doc)
    for index in range(run.start + 1, run.end - 1):
        if written[index] in forms and not written[index].islower():
            return run.doc[run.start : index + 1 + (written[index + 1] in forms)]
    return run


def ending(span: Span) -> EntityType | None:
    """Return the type that the last words of a run of two words or more give it."""
    if len(span) < len(("X", "Ministry")) or _may_be_person(_after_office(span)):
        return None
    words = texts(span.doc)[span.start : span.end]
    for size in range(min(3, len(words) - 1), 0, -1):
        kind = _ends().get(" ".join(words[-size:]))
        if kind:
            return kind
    return EntityType.PLACE if _begins_place(span) else None


def _after_office(span: Span) -> Span:
    """Return "Robert Hill" of "Ports Minister Robert Hill"."""
    offices_at = [token.i for token in span[:-1] if token.lower_ in offices()]
    return span.doc[offices_at[-1] + 1 : span.end] if offices_at else span


def _begins_place(span: Span) -> bool:
    """Tell whether the first words of a name begin those of places: "Lake", "Joint Base"."""
    first = texts(span.doc)[span.start].casefold()
    return first in _place_beginnings() or (
        len(span) > 1 and f"{first} {span[1].text.casefold()}" in _place_beginnings()
    )


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of what `_ends` knows."""
    return frozenset(name.split()[-1] for name in _ends())


def _may_be_person(span: Span) -> bool:
    """Tell whether "Marcus Hill" may be a person, though hills end in "Hill"."""
    if span[-1].text not in _SURNAMES or len(span) > len(("Ada", "B.", "Hill")):
        return False
    given = [token.text for token in span[:-1] if len(token.text.rstrip(".")) > 1]
    return bool(given) and all(reference.first_name_gender(name) is not None for name in given)


def _head_of(kept: Sequence[Token], index: int) -> EntityType | None:
    """Return the type of "Ministry of …" at `index`, if a capitalised word follows."""
    link = kept[index + 1].lower_
    if link not in _LINKS:
        return None
    word = kept[index].text.casefold()
    if link not in _links(word):
        return None
    following = kept[index + 2]
    if following.lower_ == "the" and index + 3 < len(kept):
        following = kept[index + 3]
    if not capitalised(following):
        return None
    if word in words("organizations_heads.txt", "of"):
        return EntityType.ORGANIZATION
    return EntityType.PLACE if link == "of" and word in words("places_heads.txt", "of") else None


_LINKS = frozenset({"of", "for", "on", "against"})
"""Prepositions that may follow the head of a name."""


_FEWER_LINKS = frozenset({"of", "for"})


def _links(head: str) -> frozenset[str]:
    """Return the prepositions that may follow the head of a name."""
    if head in {"commission", "committee", "council", "office", "institute", "conference"}:
        return _LINKS
    return _FEWER_LINKS


def _after_of(doc: Doc, index: int) -> int:
    """Return the end of "Ministry of A and B" whose head stands at `index`."""
    joined = doc[index].lower_ in _JOINED
    end = index + 1
    while end < len(doc):
        token = doc[end]
        if capitalised(token) and not token.is_punct:
            if end > index + 2 and _is_over(doc, end):
                break
            end += 1
            continue
        step = 1 + (end + 1 < len(doc) and doc[end + 1].lower_ == "the")
        links = token.lower_ in {"of", "for"} or end == index + 1
        links = links or (joined and token.lower_ in {"and", "&", "on", "against"})
        links = links or (token.text == "-" and _ties(doc, end))
        if not links or end + step >= len(doc) or not capitalised(doc[end + step]):
            break
        if doc[end + step].ent_type_ in {"DATE", "TIME"} or _begins_institution(doc, end):
            break
        end += step
    return end


def _ties(doc: Doc, index: int) -> bool:
    """Tell whether a hyphen makes one word; also between peoples: "Norlandish - Velmish"."""
    people = reference.country_of_demonym(doc[index - 1].text) is not None
    return not doc[index].whitespace_ or people


def _is_over(doc: Doc, index: int) -> bool:
    """Tell whether an office or a person's name begins at `index` of "Museum of Air …"."""
    token, before = doc[index], doc[index - 1]
    if not capitalised(before):
        return False
    if token.lower_ in offices() and token.lower_ not in portfolios():
        return True
    if index + 1 < len(doc) and (_speaks_alone(doc, index + 1) or _speaks(doc, index)):
        return True
    return token.ent_type_ == "PERSON" and before.ent_type_ != "PERSON"


def _speaks(doc: Doc, index: int) -> bool:
    """Tell whether a first name, a family name and a verb of saying stand at `index`."""
    first, last = doc[index], doc[index + 1]
    if reference.first_name_gender(first.text) is None or not capitalised(last):
        return False
    return index + 2 < len(doc) and doc[index + 2].lemma_.casefold() in context("saying")


def _speaks_alone(doc: Doc, index: int) -> bool:
    """Tell whether the document elsewhere calls somebody by the word at `index` alone."""
    return texts(doc)[index] in remembered(doc, "speaking alone", _speaking_alone)


def _speaking_alone(doc: Doc) -> frozenset[str]:
    """Return the words of one capital that say something: "Vell said", after "Ada Vell"."""
    kept = tokens(doc)
    return frozenset(
        token.text
        for token in kept
        if token.dep_ == "nsubj"
        and capitalised(token)
        and token.text not in known_names()
        and token.head.lemma_.casefold() in context("saying")
        and not (token.i and capitalised(kept[token.i - 1]))
    )


def _begins_institution(doc: Doc, index: int) -> bool:
    """Tell whether "and" at `index` leads to another name, such as a university's."""
    if doc[index].lower_ not in {"and", "&"}:
        return False
    end = index + 1
    if doc[end].lower_ == "the":
        return True
    while end < len(doc) and capitalised(doc[end]) and not doc[end].is_punct:
        if doc[end].lower_ in context("institution"):
            return True
        end += 1
    return False


def _is_portfolio(doc: Doc, index: int) -> bool:
    """Tell whether the word belongs to the office after it: "Press" in "Press Secretary"."""
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    return following in offices() and doc[index].lower_ in portfolios()


def _without_demonym(run: Span) -> Span:
    """Return "QBN TV" for "South Korean QBN TV": initials, or what the tables know, stand alone."""
    if not reference.longest_from(run.doc[run.start].text):
        return run
    for size in (2, 1):
        rest = run[size:]
        if len(rest) and reference.country_of_demonym(run[:size].text):
            initials = rest[0].is_upper and len(rest[0]) > 1
            return rest if initials or rest.text in known_names() else run
    return run


def _before_office(run: Span) -> Span:
    """Return `run` without the office that it ends in and what that is for: "Press Secretary"."""
    kept, start, end = tokens(run.doc), run.start, run.end
    last = end
    while end > start and kept[end - 1].lower_ in offices():
        end -= 1
    if end == last and not (end < len(kept) and kept[end].lower_ in offices()):
        return run
    while end > start and kept[end - 1].lower_ in portfolios():
        end -= 1
    return run.doc[start:end] if end > start else run


def _with_small_head(run: Span) -> Iterator[Candidate]:
    """Yield "Velgorsk region": a name and a small word that says what it is."""
    doc = run.doc
    if run.end >= len(doc) or doc[run.end].lower_ not in _small_place_ends():
        return
    if reference.country_of_demonym(run.text) or run.text in known_names():
        return
    if not doc[run.end - 1].whitespace_ or doc[run.end].is_title:
        return
    if doc[run.end].lower_ in _BUILDINGS and reference.place(run.text):
        return
    yield candidate(
        doc[run.start : run.end + 1], "names.small-head", kind=EntityType.PLACE, weight=_PATTERN
    )


def _without_titles(run: Span) -> Span:
    start = run.start
    while start < run.end and run.doc[start].lower_ in titles_and_offices():
        start += 1
    return run.doc[start : run.end] if start < run.end else run


@cache
def _ends() -> dict[str, EntityType]:
    """Return the last words that give a name away, each with the type that it gives."""
    heads = organization_heads()
    places = (word.rstrip("*") for word in sections("places_heads.txt")["end"])
    table = dict.fromkeys(sections("events.txt")["end"], EntityType.EVENT)
    table.update(dict.fromkeys(places, EntityType.PLACE))
    bodies = (*heads["end"], *heads["company"], *sections("outlets.txt")["end"])
    table.update(dict.fromkeys(bodies, EntityType.ORGANIZATION))
    return table


@cache
def _small_place_ends() -> frozenset[str]:
    lines = sections("places_heads.txt")["end"]
    return frozenset(word.rstrip("*").casefold() for word in lines if word.endswith("*"))


@cache
def _place_beginnings() -> frozenset[str]:
    return words("places_heads.txt", "begin")
