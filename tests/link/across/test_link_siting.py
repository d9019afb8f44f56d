"""Which place of a name is meant, and why."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from generator.link import link
from generator.link.across.siting import Choice, countries_named, decide
from generator.model import (
    AnnotatedDocument,
    Entity,
    EntityType,
    Link,
    Mention,
    MentionForm,
    Place,
    Reason,
    Span,
    Syntax,
    Unsited,
)

TOWNS = "generator/data/places.tsv"


def choice(
    code: str, longitude: float, kind: str = "city", people: int = 50_000, origin: str = TOWNS
) -> Choice:
    """Return a place that a name may mean."""
    place = Place(kind=kind, country=code, latitude=40.0, longitude=longitude, origin=origin)
    return Choice(place, people)


@pytest.mark.parametrize(
    ("choices", "around", "expected"),
    [
        ((), set(), Unsited.UNKNOWN),
        ((choice("AA", 1),), set(), Unsited.ALONE),
        ((choice("AA", 1),), {"AA"}, "AA"),
        ((choice("AA", 1), choice("BB", 9)), {"BB"}, "BB"),
        ((choice("AA", 1), choice("AA", 9)), {"AA"}, Unsited.AMBIGUOUS),
        ((choice("AA", 1), choice("AA", 1.3, "region")), {"AA"}, "AA"),
        ((choice("AA", 1), choice("AA", 1.3, "region")), set(), Unsited.ALONE),
        ((choice("AA", 1, people=2_000_000), choice("BB", 9)), set(), "AA"),
        ((choice("AA", 1, "state"),), set(), "AA"),
        ((choice("AA", 1, "capital", 20_000),), set(), Unsited.ALONE),
        ((choice("", 1, "continent"),), set(), Unsited.WIDE),
        ((choice("AA", 1, "capital", 700_000), choice("AA", 9)), {"AA"}, "AA"),
        (
            (choice("AA", 1, "capital", 700_000), choice("AA", 9, people=90_000)),
            {"AA"},
            Unsited.AMBIGUOUS,
        ),
        ((choice("AA", 1, "city", 700_000), choice("AA", 9)), {"AA"}, Unsited.AMBIGUOUS),
        ((choice("AA", 1, people=5_000_000), choice("BB", 9)), {"BB"}, Unsited.AMBIGUOUS),
        ((choice("AA", 1, people=5_000_000), choice("BB", 9)), {"AA"}, "AA"),
        ((choice("AA", 1, people=1_500_000), choice("BB", 9, people=400_000)), {"BB"}, "BB"),
    ],
)
def test_a_place_is_sited_only_when_no_other_is_meant(
    choices: tuple[Choice, ...], around: set[str], expected: str | Unsited
) -> None:
    """A town needs its country beside it, or to be the only one that anybody would mean."""
    spans = {code: Span("d", 0, 2, code) for code in around}
    found = decide(choices, spans)
    assert (found.place.country if found.place else found.unsited) == expected


def test_a_district_of_its_towns_name_makes_no_country_known() -> None:
    """What may be no place at all must not vouch for itself."""
    mention = Mention(
        span=Span("d", 0, 5, "Velmi"),
        type=EntityType.PLACE,
        form=MentionForm.NAME,
        syntax=Syntax.OTHER,
        head="velmi",
        reason=Reason("test"),
    )
    entity = Entity(
        id="e1",
        slug="e1",
        type=EntityType.PLACE,
        name=Span("d", 0, 5, "Velmi"),
        sort_key="velmi",
        aliases=(),
        descriptions=(),
        links=(Link(mention=mention, reason=Reason("test")),),
    )
    both = (choice("AA", 1), choice("AA", 1.3, "region"))
    assert not countries_named([entity], {"e1": both})
    assert countries_named([entity], {"e1": both[1:]}) == {"d": {"AA": Span("d", 0, 5, "Velmi")}}


def _places(document: AnnotatedDocument) -> dict[str, Entity]:
    dossier, _ = link([document], [])
    return {e.name.text: e for e in dossier.entities if e.type is EntityType.PLACE}


def test_linking_decides_where_a_place_is_and_says_on_which_words(
    document_of: Callable[[Mapping[str, Any]], AnnotatedDocument],
) -> None:
    """Beside Libya it is the Libyan Tripoli, because of that word, and not the other."""
    text = "{Dana Vell|person} left {Tripoli|place locative} for the south of {Libya|place}."
    sited = _places(document_of({"text": text}))["Tripoli"]
    assert sited.place is not None
    assert (sited.place.country, sited.unsited) == ("LY", None)
    assert sited.sited is not None
    assert sited.sited.rule == "link.place-beside"
    assert [span.text for span in sited.sited.evidence] == ["Libya"]
    assert [line.split(", ")[1] for line in sited.sited.beaten] == ["LB"]


def test_a_world_city_is_not_taken_for_its_small_namesake(
    document_of: Callable[[Mapping[str, Any]], AnnotatedDocument],
) -> None:
    """Who names Canada and London may still mean the British one: neither is told."""
    text = "{Dana Vell|person} of {Canada|place} met them in {London|place locative}."
    sited = _places(document_of({"text": text}))["London"]
    assert (sited.place, sited.unsited) == (None, Unsited.AMBIGUOUS)
    assert sited.sited is not None
    assert sited.sited.rule == "link.place-ambiguous"
    assert len(sited.sited.beaten) == 2


def test_only_places_are_sited(
    document_of: Callable[[Mapping[str, Any]], AnnotatedDocument],
) -> None:
    """A person or a body called like a town is nowhere."""
    text = "{Paris Vell|person} and {Toulouse Motors|organization} met in {France|place}."
    dossier, _ = link([document_of({"text": text})], [])
    assert {e.name.text: e.place is None for e in dossier.entities} == {
        "Paris Vell": True,
        "Toulouse Motors": True,
        "France": False,
    }
    assert all((e.sited is None) is (e.type is not EntityType.PLACE) for e in dossier.entities)
