"""Rules that settle a type, or say that something is no name, before the evidence is weighed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from generator import reference
from generator.extract.dateline import in_dateline, names_place
from generator.extract.names.candidates import Candidate
from generator.extract.names.chunks import headline_tokens
from generator.extract.names.gazetteer import (
    context,
    family_name_rank,
    known_names,
    lines_of,
    not_names,
    offices,
    organization_heads,
    portfolios,
    ranks,
    titles_and_offices,
    words,
)
from generator.extract.names.initials import defined
from generator.extract.names.patterns import WITH_COUNTRY
from generator.extract.names.remembered import small_words, texts, tokens
from generator.extract.names.syntax import first_name_at, syntax_of
from generator.extract.names.things import is_product, is_vessel, with_things
from generator.extract.parse import characters
from generator.model import EntityType, Syntax

_NO_NAME = re.compile(
    r"""
    [#@].* | http.* | .*@.*             # what posts and addresses are made of
    | [A-Z]\w+(?:ism|ianity) | Islam    # faiths and ideologies: nobody and nowhere
    | [A-Z]{1,4}-\d+[A-Z]?             # models: "KC-30A"
    | i[A-Z]\w+\s.*                   # what belongs to a product: "iCar Store"
    | [DRI]-[A-Z][A-Za-z.]+            # party and state in American reports: "R-Ky."
    | [A-Z]\.                          # a party alone: "(D., Ky.)"
    | \d{1,2}[:.h]\d{2}\b.*            # times of day: "09:01 CET"
    | [A-Z]{1,3}\d{3,4}[A-Z]?s?         # the same without a hyphen: "A380"
    | \d+\s?[KMGT]B                    # sizes: "4GB"
    | .+\s\d+[A-Z]                     # gates, pads, rooms: "Launch Pad 39A"
    """,
    re.VERBOSE,
)
_TABLES = frozenset({"names.table", "names.place", "names.metonym", "names.head", "names.head-of"})
_THINGS = frozenset({"names.model-number", "names.address", "names.thing", "names.small-first"})
_LONGEST_PERSON = 3
_STANDING = frozenset({Syntax.LOCATIVE, Syntax.OBJECT})
_SPORT = frozenset(
    {
        *("match", "goal", "penalty", "score", "coach", "goalkeeper", "striker", "midfielder"),
        *("defeat", "win", "half", "minute", "game", "tournament", "semifinal", "final", "innings"),
        *("wicket", "kick", "championship", "qualifier", "draw", "lead", "league", "player"),
        *("equaliser", "equalizer", "header", "substitute", "try", "medal", "team", "play"),
    }
)
_PITCH = frozenset(
    {
        *("match", "matches", "goal", "goals", "penalty", "penalties", "goalkeeper", "wicket"),
        *("wickets", "innings", "coach", "semifinal", "semifinals", "striker", "midfielder"),
    }
)
"""Words that reports of matches use often, and hardly any other text."""
_SPORTING = 3
_LISTING = frozenset({", ", " and ", ", and ", " or "})
_LIST = 3
"""Names that make a list."""
_ALSO_FIRMS = frozenset(
    {
        *("owner", "operator", "partner", "contractor", "publisher", "producer", "developer"),
        *("broadcaster", "rival", "winner", "champion", "member", "ally", "representative"),
        *("supporter", "organizer", "organiser", "creator", "investor", "leader", "guard"),
    }
)
"""Offices that a firm can hold."""
_SPATIAL = frozenset(
    {
        *("near", "eastern", "western", "northern", "southern", "northeastern", "northwestern"),
        *("southeastern", "southwestern", "downtown", "outside", "central", "nearby"),
    }
)
_INSIDE = frozenset({"in", "across", "inside", "throughout"})
_TOWNS = frozenset(
    {
        *("city", "town", "village", "province", "district", "region", "island", "port", "state"),
        *("suburb", "municipality", "county", "capital", "outskirt", "settlement", "neighborhood"),
    }
)
_BODIES = frozenset(
    {
        *("Coalition", "Commission", "Council", "Ministry", "Court", "Parliament", "Senate"),
        *("Committee", "Union", "Alliance", "Treasury", "Cabinet", "Party", "Assembly", "Church"),
        *("Agency", "Bank", "Board", "Tribunal", "Foundation", "University", "Crown", "Congress"),
    }
)
"""Heads that, after "the" and in capitals, name one body that the reader knows."""
_WHERE = frozenset({"in", "at", "near", "from", "across"})
_NEAR, _RARE_WORDS = 12, 150


def ruled(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that may be names, some with a type that a rule gives them."""
    headlines = headline_tokens(doc)
    kept = [item for item in candidates if not _no_name(doc, item)]
    kept = [item for item in kept if item.first not in headlines or not _ordinary(doc, item)]
    kept = [item for item in kept if not _names_event(doc, item, kept)]
    kept = _without_carriers(doc, kept)
    kept = _with_acting(doc, with_things(doc, kept))
    kept = [_full_name(doc, _firm(doc, _spatial(doc, _metonym(doc, item)))) for item in kept]
    kept = [_dateline(doc, item) for item in _places_again(doc, kept)]
    kept = _listed_places(doc, kept)
    teams = frozenset(_teams(doc, kept))
    return [
        replace(item, type=EntityType.TEAM, rule="names.team") if item in teams else item
        for item in kept
    ]


def with_initials(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with initialisms typed as the names that define them."""
    kinds = {
        short.text(doc): name.type
        for short, name in defined(doc, candidates)
        if name.type is not None
    }
    return [
        replace(item, type=kinds[item.text(doc)], rule="names.initials")
        if item.text(doc) in kinds and item.rule not in {"names.place", "names.table"}
        else item
        for item in candidates
    ]


def _no_name(doc: Doc, found: Candidate) -> bool:
    span = found.span(doc)
    if found.rule in _TABLES or found.rule in _THINGS:
        return found.rule in _TABLES and (_is_product(doc, found) or _of_office(doc, found))
    words = texts(doc)[found.first : found.last + 1]
    opens = found.rule == WITH_COUNTRY and span[0].lower_ in titles_and_offices()
    opens |= words[0] in not_names()
    opens |= span[:2].text in not_names() and not is_vessel(span)
    if opens or found.text(doc) in not_names():
        return True
    last = next((word for word in reversed(words) if word.isalpha()), "")
    if len(words) > 1 and last in lines_of("organizations_not.txt", "document"):
        return True
    run = found.rule == "names.capitals"
    if (run and (_quoted(doc, found) or _is_kind(doc, found))) or _is_rank(doc, found):
        return True
    if _NO_NAME.fullmatch(span.text) or _measures(doc, found) or _opens(doc, found):
        return True
    return _portfolio(doc, found) or _is_product(doc, found)


def _names_event(doc: Doc, found: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether initials belong to an event's name: "the NSF rowing World Cup"."""
    head = doc[found.last].head.i
    noun = doc[found.last + 1] if found.last + 2 < len(doc) else None
    if found.first != found.last or not doc[found.first].is_upper or noun is None:
        return False
    small = noun.is_lower and noun.pos_ in {"NOUN", "ADJ"}
    return small and any(
        item.type is EntityType.EVENT
        and item.first == found.last + 2
        and noun.i <= head <= item.last
        for item in others
    )


_HOUSES = frozenset({"museum", "hospital", "theatre", "theater", "zoo", "aquarium", "gallery"})
"""Words for places that are bodies too."""
_LYING = frozenset(
    {
        *("be", "have", "hold", "house", "stand", "sit", "lie", "contain", "remain", "open"),
        *("close", "reopen", "burn", "overlook", "collapse"),
    }
)
"""What a place, too, is said to do."""


def _with_acting(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, museums and the like that act or have a head marked as such.

    Where such a place stands, it is a place; linking takes one that acts for a body.
    """
    houses = [
        item
        for item in candidates
        if item.type is EntityType.PLACE
        and _HOUSES & {doc[item.first].lower_, doc[item.last].lower_}
    ]
    acting = {item.text(doc) for item in houses if _is_body(doc, item)}
    return [
        replace(item, rule="names.acting-house")
        if item in houses and item.text(doc) in acting
        else item
        for item in candidates
    ]


def _is_body(doc: Doc, item: Candidate) -> bool:
    """Tell whether a name does what people do, or has a director."""
    root = item.span(doc).root
    if root.dep_ in {"compound", "poss"} and root.head.lower_ in offices():
        return True
    return root.dep_ == "nsubj" and root.head.lemma_ not in _LYING and root.head.pos_ == "VERB"


_CARRIERS = frozenset({"Airways", "Airlines", "Air", "Bank", "Petroleum", "Telecom", "Steel"})
"""What a country's name is short for where the firm that has it acts: "Norland Airways"."""


def _without_carriers(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without countries that may stand for the firm which has their name.

    "Norland has ordered two" beside "Norland Airways", where nothing is in Norland, or Norland's.
    """
    firms = {
        doc[item.first].text
        for item in candidates
        if item.first < item.last and doc[item.first + 1].text in _CARRIERS
    }
    places = [item for item in candidates if item.rule == "names.place" and item.text(doc) in firms]
    stay = {item.text(doc) for item in places if not _acts(doc, item)}
    return [item for item in candidates if item not in places or item.text(doc) in stay]


def _acts(doc: Doc, item: Candidate) -> bool:
    """Tell whether a name is the subject of what people, states and firms do."""
    root = item.span(doc).root
    return root.dep_ in {"nsubj", "agent"} and root.head.lemma_ not in {"be", "remain", "become"}


def _measures(doc: Doc, found: Candidate) -> bool:
    """Tell whether capitals are the unit or the time zone of a figure: "60GB", "14:30 EST"."""
    token = doc[found.first]
    before = doc[found.first - 1] if found.first and token.is_upper else None
    if before is None or not before.text[-1].isdigit():
        return False
    return not before.whitespace_ or (":" in before.text and found.first == found.last)


def _ordinary(doc: Doc, found: Candidate) -> bool:
    """Tell whether a headline's words are ones that the document also writes small."""
    words, small = [token.lower_ for token in found.span(doc) if token.is_alpha], small_words(doc)
    return found.rule == "names.model" and all(_also_small(word, small) for word in words)


def _also_small(word: str, small: frozenset[str]) -> bool:
    if word in small:
        return True
    stem = word.removesuffix("s")
    return stem != word and any(other.startswith(stem) for other in small)


def _opens(doc: Doc, found: Candidate) -> bool:
    """Tell whether one ordinary noun has its capital because a sentence begins with it."""
    token = doc[found.first]
    before = doc[found.first - 1].text if found.first else ""
    if found.first != found.last or not (
        token.is_sent_start or before in {"-", "--", "\u2014", ":"}
    ):
        return False
    lemma = token.lower_
    if found.rule != "names.capitals":
        return (
            found.rule == "names.model" and lemma in small_words(doc) and not _is_somebodys(token)
        )
    return any(lemma in words("groups.txt", kind) for kind in ("organization", "group", "place"))


def _is_rank(doc: Doc, found: Candidate) -> bool:
    """Tell whether nothing but a rank of several words stands before a name: "Air Commodore"."""
    following = doc[found.last + 1] if found.last + 1 < len(doc) else None
    if following is None or not following.text[:1].isupper() or found.first == found.last:
        return False
    given = reference.first_name_gender(doc[found.first].text) is not None
    return doc[found.last].lower_ in ranks() and not given


def _is_somebodys(token: Token) -> bool:
    """Tell whether a word is a first name or a family name too: "Rose", "Mark"."""
    given = reference.first_name_gender(token.text) is not None
    return given or family_name_rank(token.text) is not None


def _quoted(doc: Doc, found: Candidate) -> bool:
    """Tell whether nothing but the name stands between quotation marks, as a title does."""
    if not found.first or found.last + 1 >= len(doc):
        return False
    return doc[found.first - 1].is_quote and doc[found.last + 1].is_quote


def _portfolio(doc: Doc, found: Candidate) -> bool:
    """Tell whether "State" stands in "Secretary of State", or "Foreign" in "Foreign Secretary".

    So do "State for Foreign Affairs" after "Minister of", and "Brigade" in "Brigade Commander".
    """
    following = doc[found.last + 1] if found.last + 1 < len(doc) else None
    office = following is not None and following.lower_ in offices()
    if following is not None and office and following.is_title and _is_unit(found.text(doc)):
        return True
    if _of_office(doc, found):
        return True
    if not all(
        token.lower_ in portfolios() or token.lower_ in {"for", "and", "of"}
        for token in found.span(doc)
    ):
        return False
    if found.first == found.last and office:
        return True
    before = doc[max(0, found.first - 3) : found.first]
    return any(token.lower_ in offices() for token in before)


def _of_office(doc: Doc, found: Candidate) -> bool:
    """Tell whether several words are part of an office's name.

    Such are "Foreign Affairs" of "Foreign Affairs Minister", "Federal Ports" of "Federal Ports
    Commissioner".
    """
    following = doc[found.last + 1] if found.last + 1 < len(doc) else None
    if following is None or not following.is_title or following.lower_ not in offices():
        return False
    first, several = doc[found.first].lower_, found.first < found.last
    all_for = all(token.lower_ in portfolios() for token in found.span(doc))
    return several and (first in _OF_OFFICES or all_for)


def _is_kind(doc: Doc, found: Candidate) -> bool:
    """Tell whether one word after "the" only says what kind of body it is: "the Government"."""
    token = doc[found.first]
    alone = found.first == found.last and token.text not in _BODIES and found.first > 0
    return (
        alone
        and doc[found.first - 1].lower_ == "the"
        and token.lower_ in words("groups.txt", "organization")
    )


_OF_OFFICES = frozenset({"federal", "chief", "deputy", "assistant", "acting", "state", "senior"})
"""First words of offices: "Federal Privacy Commissioner"."""


def _is_unit(text: str) -> bool:
    return text in lines_of("organizations_heads.txt", "unit")


def _is_product(doc: Doc, found: Candidate) -> bool:
    """Tell whether a model number follows: "Airbus A380"."""
    if found.type is EntityType.PLACE or found.last + 1 >= len(doc):
        return False
    following = doc[found.last + 1]
    return _is_model_number(following) and not doc[found.last].text.isdigit()


def _is_model_number(token: Token) -> bool:
    text = token.text
    if not any(char.isdigit() for char in text) or "%" in text:
        return False
    if text[0].isalpha() and text[0].isupper():
        return token.ent_type_ not in {"DATE", "TIME"}
    counts = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
    counts = counts and not is_product(token.head.lower_)
    return (
        text.isdigit()
        and not counts
        and len(text) == len("787")
        and token.ent_type_ in {"PRODUCT", "CARDINAL", ""}
    )


def _metonym(doc: Doc, found: Candidate) -> Candidate:
    """Return a building that stands for an office as a place where something happens in it."""
    if found.rule != "names.metonym" or found.type is not EntityType.ORGANIZATION:
        return found
    known = reference.metonym(found.text(doc))
    if known is None or known[2] not in {"presidency", "prime minister's office"}:
        return found
    if syntax_of(found.span(doc)) in _STANDING:
        return replace(found, type=EntityType.PLACE)
    return found


def _spatial(doc: Doc, found: Candidate) -> Candidate:
    """Return what stands after "near", "eastern" or "the town of" as a place."""
    if found.type is not None or not found.first:
        return found
    before = doc[max(0, found.first - 2) : found.first]
    word = before[-1].lower_
    town = word == "of" and len(before) > 1 and before[0].lemma_.casefold() in _TOWNS
    town |= _apposed_to_town(doc, found)
    known = word in _INSIDE and reference.place(found.text(doc)) is not None
    known |= reference.is_region(found.text(doc))  # "Vt.", cut in two at a paragraph's end
    if town or known or word in _SPATIAL or _on_land(doc, found):
        return replace(found, type=EntityType.PLACE, rule="names.spatial")
    if word == "the" and found.first == found.last and _is_short_head(doc, found):
        return replace(found, type=EntityType.ORGANIZATION, rule="names.the-head")
    return found


def _places_again(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those that seem a person's name as the place that they are once."""
    places = {item.text(doc) for item in candidates if item.rule == "names.spatial"}
    # "Vell Rona" is a place beside "the Vell Rona region".
    places |= {
        item.text(doc).rpartition(" ")[0] for item in candidates if item.rule == "names.small-head"
    }
    return [
        replace(item, type=EntityType.PLACE, rule="names.spatial")
        if item.rule == "names.first-name" and item.text(doc) in places
        else item
        for item in candidates
    ]


_LAND = frozenset(
    {
        *("mountain", "hill", "valley", "cave", "village", "suburb", "outskirt", "battleground"),
        *("countryside", "coast", "shore", "wood", "desert", "highland", "settlement", "forest"),
        *("complex", "area", "region"),
    }
)
"""Nouns for land that a place's name stands beside."""


def _on_land(doc: Doc, found: Candidate) -> bool:
    """Tell whether a name is one of "the mountains around X", or of "the X battleground"."""
    link, noun = doc[found.first - 1], doc[max(0, found.first - 2)]
    around = link.lower_ in {"of", "around", "near", "in"} and noun.is_lower
    if around and noun.lemma_.casefold() in _LAND:
        return True
    after = doc[found.last + 1] if found.last + 1 < len(doc) else None
    is_land = after is not None and after.is_lower and after.lemma_.casefold() in _LAND
    return link.lower_ == "the" and is_land and doc[found.last].text not in _BODIES


def _apposed_to_town(doc: Doc, found: Candidate) -> bool:
    """Tell whether commas set a name beside a town that it names: "in the capital, Velm, said"."""
    if found.first < len(("in", "the", "capital", ",")) or found.last + 1 >= len(doc):
        return False
    noun, comma = doc[found.first - 2], doc[found.first - 1]
    apart = comma.text == "," and doc[found.last + 1].text in {",", "."}
    single = found.first == found.last or reference.place(found.text(doc)) is not None
    inside = noun.left_edge.i > 0 and doc[noun.left_edge.i - 1].lower_ in _WHERE
    return single and apart and inside and noun.lemma_.casefold() in _TOWNS | {"capital"}


def _dateline(doc: Doc, found: Candidate) -> Candidate:
    """Return "SKARN" of "SKARN, Norland (AP) -" as a place: where a report was written.

    So is "Skarn" of a line that begins "Skarn, 6 November 2024". What is in brackets reports.
    """
    kept, first = tokens(doc), found.first
    kind = _of_dateline(doc, found) if found.type is None else None
    if kind is not None:
        return replace(found, type=kind, rule="names.dateline")
    if found.type is not None or not kept[first].is_upper or not kept[first].is_sent_start:
        return found
    words = texts(doc)[found.last + 1 : found.last + 1 + _DATELINE]
    if not words or words[0] not in {"(", ","} or "(" not in words[:-1]:
        return found
    agency = words[words.index("(") + 1]
    if known_names().get(agency) is not EntityType.ORGANIZATION:
        return found
    return replace(found, type=EntityType.PLACE, rule="names.dateline")


def _of_dateline(doc: Doc, found: Candidate) -> EntityType | None:
    """Return what a name is by its place in a dateline; None elsewhere."""
    text = characters(doc)
    if names_place(text, found.start, found.end) or _before_date(doc, found):
        return EntityType.PLACE
    agency = in_dateline(text, found.start) and text[found.start - 1] == "("
    return EntityType.ORGANIZATION if agency else None


def _before_date(doc: Doc, found: Candidate) -> bool:
    """Tell whether one word opens a paragraph, and a comma, a day and a month follow."""
    kept, at = tokens(doc), found.last
    opens = not at or kept[at - 1].is_space
    if found.first != at or not opens or at + len(_DAY) >= len(kept):
        return False
    comma, day, month = kept[at + 1 : at + 1 + len(_DAY)]
    return comma.text == "," and day.is_digit and month.is_title and month.ent_type_ == "DATE"


_DAY = (",", "6", "November")
"""What follows the place of such a line."""
_DATELINE = 8
"""Tokens from the place of a dateline to the agency, at most."""


def _is_short_head(doc: Doc, found: Candidate) -> bool:
    text = found.text(doc)
    return text.istitle() and text in _BODIES and doc[found.last].pos_ == "PROPN"


def _listed_places(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with what stands in a list of places as a place."""
    found = list(candidates)
    start = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and _gap(doc, found[index - 1], found[index]) in _LISTING:
            continue
        items = found[start:index]
        places = sum(item.type is EntityType.PLACE or item.label == "GPE" for item in items)
        if len(items) >= _LIST and places > len(items) / 2:
            found[start:index] = [_as_place(doc, item) for item in items]
        start = index
    return found


def _gap(doc: Doc, left: Candidate, right: Candidate) -> str:
    return characters(doc)[left.end : right.start]


def _as_place(doc: Doc, item: Candidate) -> Candidate:
    named = item.first < item.last and reference.first_name_gender(doc[item.first].text)
    token = doc[item.last]
    speaks = token.dep_ == "nsubj" and token.head.lemma_.casefold() in context("saying")
    if item.type is not None or named or speaks:
        return item
    return replace(item, type=EntityType.PLACE, rule="names.listed-place")


def _firm(doc: Doc, found: Candidate) -> Candidate:
    """Return "Lamb & Brenn" as a firm, and "Piper Brenn" of "an analyst with Piper Brenn"."""
    rule = ""
    if found.type is None and found.last > found.first + 1:
        rule = "names.ampersand" if texts(doc)[found.last - 1] == "&" else ""
    if not rule and _works_there(doc, found):
        rule = "names.workplace"
    return replace(found, type=EntityType.ORGANIZATION, rule=rule) if rule else found


def _full_name(doc: Doc, found: Candidate) -> Candidate:
    """Return "Ada Lamb" as a person: a known first name and a word that is no place."""
    span = found.span(doc)
    if (
        found.type is not None
        or found.label not in {"PERSON", "ORG", ""}
        or not 1 < len(span) <= _LONGEST_PERSON
    ):
        return found
    first, last = span[0], span[-1]
    given = first_name_at(first) is not None
    if not (given or _office_follows(doc, found)) or reference.place(first.text):
        return found
    plain = all(
        token.text[:1].isupper() and token.text.replace(".", "").isalpha() for token in span
    )
    if not plain or first.is_upper or last.is_upper or last.tag_ == "NNPS":
        return found
    if found.label != "PERSON" and last.lower_ in _common_words():
        return found
    return replace(found, type=EntityType.PERSON, rule="names.first-name")


_EMPLOYED = frozenset({"analyst", "strategist", "economist", "trader", "banker", "broker"})
"""Who is "at" or "with" a firm."""


def _works_there(doc: Doc, found: Candidate) -> bool:
    """Tell whether somebody works there: "an analyst with Lamb Brenn"."""
    if found.type is not None or found.label == "GPE" or found.first < len(("analyst", "with")):
        return False
    noun, link = texts(doc)[found.first - 2 : found.first]
    return link in {"at", "with"} and noun.removesuffix("s") in _EMPLOYED


def _office_follows(doc: Doc, found: Candidate) -> bool:
    """Tell whether an apposition names a person's office: ", founder of …"."""
    index = found.last + 2
    if index >= len(doc) or doc[index - 1].text != ",":
        return False
    index += doc[index].lower_ in {"a", "an", "the"} and index + 1 < len(doc)
    word = doc[index].lower_
    return word in offices() and word not in _ALSO_FIRMS


@cache
def _common_words() -> frozenset[str]:
    """Return words that end names of organizations, in lower case."""
    heads = organization_heads()
    return frozenset(word.casefold() for lines in heads.values() for word in lines) | {"air"}


def _teams(doc: Doc, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield countries that play in a report of a match: their teams are meant."""
    pitch = sum(map(_PITCH.__contains__, map(str.lower, texts(doc))))
    if pitch < max(_SPORTING, len(doc) // _RARE_WORDS):
        return
    words = [token.lemma_.casefold() for token in tokens(doc)]
    for item in candidates:
        name = item.text(doc)
        if item.rule != "names.place" or not _has_team(name):
            continue
        before = doc[item.first - 1].lower_ if item.first else ""
        near = words[max(0, item.first - _NEAR) : item.last + _NEAR]
        if before not in _WHERE and any(word in _SPORT for word in near):
            yield item


def _has_team(name: str) -> bool:
    """Tell whether a country is called so: a state, or England, which has teams of its own."""
    known = reference.place(name)
    nation = known is not None and known.kind == "country"
    return nation or reference.country(name) is not None or name == "Korea"
