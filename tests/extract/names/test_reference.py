"""Reference data about countries, places and first names."""

import time
from importlib.resources import files

import pytest

from generator import reference
from generator.model import Gender


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("US", "US"), ("U.S.", "US"), ("the United States", "US"), ("us", None), ("Us", None)),
        *(("North Korea", "KP"), ("DPRK", "KP"), ("South Korea", "KR"), ("FRANCE", "FR")),
        *(("the Netherlands", "NL"), ("Cote d'Ivoire", "CI"), ("Côte d\u2019Ivoire", "CI")),
        *(("Türkiye", "TR"), ("Atlantis", None), ("", None)),
    ],
)
def test_country_names(name: str, code: str | None) -> None:
    """Countries are known by all their names; abbreviations only in capitals."""
    assert reference.country(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("Ukrainian", "UA"), ("Ukrainians", "UA"), ("Poles", "PL"), ("Polish", "PL")),
        *(("North Korean", "KP"), ("North Koreans", "KP"), ("Frenchwoman", "FR"), ("Swiss", "CH")),
        *(("Filipinos", "PH"), ("Danes", "DK"), ("Marble", None)),
    ],
)
def test_demonyms(word: str, code: str | None) -> None:
    """Adjectives and nouns for people lead to their country, regular plurals or not."""
    assert reference.country_of_demonym(word) == code


def test_an_adjective_is_not_a_people() -> None:
    """The adjective "Polish" is told from the noun "Poles"."""
    assert reference.is_adjective("Polish")
    assert not reference.is_adjective("Poles")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        *(("Moscow", "Kremlin", True), ("Kyiv", "Ukrainian", True), ("Kiev", "Ukraine", True)),
        *(("Washington", "White House", True), ("Pyongyang", "Seoul", False)),
        *(("Oslo", "Nowhere", False), ("Nowhere", "Nowhere", False)),
    ],
)
def test_names_of_one_country(first: str, second: str, same: bool) -> None:  # noqa: FBT001 - a case
    """Capitals, metonyms, adjectives and names of one country belong together."""
    assert reference.same_country(first, second) is same


def test_places_have_kind_country_and_coordinates() -> None:
    """Cities are known by other spellings; a country comes before a region of its name."""
    place = reference.place("Avdiivka")
    assert place is not None
    assert (place.kind, place.country) == ("city", "UA")
    assert place.latitude == pytest.approx(48.1, abs=0.2)
    georgia = reference.place("Georgia")
    assert georgia is not None
    assert georgia.kind == "country"
    assert reference.place("Zzyzx Nowhere") is None


def test_every_country_can_be_placed() -> None:
    """Every demonym, capital and metonym leads to a country that has a name."""
    for code in {*reference._demonyms().values(), *reference._capitals().values()}:
        assert reference.country_name(code), code
    for code, kind, _ in reference._metonyms().values():
        assert reference.country_name(code), code
        assert kind in {"organization", "place"}


def test_first_names_tell_a_gender_or_none() -> None:
    """Usual gender, both, or not known."""
    assert reference.first_name_gender("Olena") is Gender.FEMININE
    assert reference.first_name_gender("Mikhail") is Gender.MASCULINE
    assert reference.first_name_gender("Zorpaxel") is None


def test_tables_say_where_they_are_from() -> None:
    """Each table of the package begins with a header that names origin and licence."""
    folder = files("generator").joinpath("data")
    tables = [item for item in folder.iterdir() if item.name.endswith((".tsv", ".txt"))]
    for table in tables:
        head = [line for line in table.read_text("utf-8").split("\n")[:12] if line.startswith("#")]
        assert "Origin" in "".join(head), table.name
        assert "Licence" in "".join(head), table.name


def test_tables_are_small_and_quick() -> None:
    """The tables load in well under a second of processor time."""
    reference._places.cache_clear()
    reference._country_names.cache_clear()
    start = time.process_time()
    reference.place("Oslo")
    assert time.process_time() - start < 0.5
