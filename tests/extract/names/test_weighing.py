"""How the type of a name is weighed, and what is said of the decision."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from generator.extract.names import find_mentions
from generator.extract.names.gazetteer import family_name_rank
from generator.extract.names.typing import weights
from generator.extract.names.vectors import KINDS, likeness
from generator.extract.names.vectors import weights as vector_weights
from generator.extract.names.verdicts import CLASSES, verdict
from generator.extract.parse import Parse
from generator.model import EntityType, Mention

Reader = Callable[[str], Parse]
TABLE = {"near": (0.0, 0.2, 1.0, 0.0), "far": (0.5, 0.0, -0.4, 0.0), "mute": (0.0, 0.0, 0.01, 0.0)}


def named(parsed: Parse, text: str) -> Mention:
    """Return the first mention that reads so."""
    return next(mention for mention in find_mentions(parsed) if mention.span.text == text)


def test_a_verdict_names_both_sides_and_the_type_that_came_second() -> None:
    """Evidence counts by what it adds to the winner over the second; what moves nothing is left."""
    note, beaten = verdict((0.5, 0.2, 0.6, 0.0), ["near", "far", "mute", "unknown"], TABLE)
    assert note == "place 0.60; for it: near +1.00; against it: far -0.90"
    assert beaten == "person 0.50: scores less"


def test_no_name_can_come_second() -> None:
    """What names nothing is an alternative like the others."""
    _, beaten = verdict((0.0, 0.1, 2.0, 1.0), [], TABLE)
    assert beaten == "no name 1.00: scores less"


def test_a_weighed_name_says_what_decided(read: Reader) -> None:
    """A name that no rule settles carries its score, its evidence and the type that it beat."""
    found = named(read("Residents of Qarnash fled to the hills."), "Qarnash")
    assert found.type is EntityType.PLACE
    assert found.reason.note.startswith("place ")
    assert "noun of places before +" in found.reason.note
    assert found.reason.beaten[0].endswith(": scores less")


def test_a_settled_name_says_which_readings_gave_way(read: Reader) -> None:
    """A longer name tells what it took the place of."""
    found = named(read("He lives in the Mosul district of the country."), "Mosul district")
    assert any("'Mosul'" in beaten and "shorter" in beaten for beaten in found.reason.beaten)


def test_a_name_settled_by_a_rule_says_what_the_rule_beat(read: Reader) -> None:
    """A state that is also a first name: the other table is told of."""
    found = named(read("She flew to Florida."), "Florida")
    assert found.type is EntityType.PLACE
    assert found.reason.rule == "names.place"
    assert any("first names" in beaten for beaten in found.reason.beaten)


def test_a_rule_that_nothing_contradicts_beat_nothing(read: Reader) -> None:
    """No alternative is made up where model and tables agree with the rule."""
    found = named(read("He lives in Norway."), "Norway")
    assert found.reason.rule == "names.place"
    assert found.reason.beaten == ()


@pytest.mark.parametrize("file", ["organizations_evidence.tsv", "organizations_evidence_rules.tsv"])
def test_weights_are_one_for_each_class(file: str) -> None:
    """Each row has a name and a number for each class."""
    table = weights(file)
    assert table
    assert all(len(cells) == len(CLASSES) for cells in table.values())


def test_all_that_a_person_set_is_learned_from() -> None:
    """Every hand-set piece of evidence has a learned weight: learning starts from it."""
    assert set(weights("organizations_evidence_rules.tsv")) <= set(weights())


def test_learned_tables_stay_small() -> None:
    """What was learned is a few kilobytes, far below what may be committed."""
    folder = files("generator").joinpath("data")
    for name in ("organizations_evidence.tsv", "organizations_evidence_vectors.tsv"):
        assert len(folder.joinpath(name).read_bytes()) < 20_000


def test_words_sound_like_what_they_name(read: Reader) -> None:
    """A family name is used like those of persons, a country like those of places."""
    doc = read("Thompson left Norway for Paris.").doc
    persons = [part for part in likeness(doc[0:1]) if part.startswith("like person")]
    places = [part for part in likeness(doc[4:5]) if part.startswith("like place")]
    assert "+" in persons[0]
    assert "+" in places[0]
    assert likeness(doc[0:1]) is likeness(doc[0:1])


def test_a_word_without_a_vector_sounds_like_nothing(read: Reader) -> None:
    """An invented word gives no evidence."""
    doc = read("Qzxvarnholtt left.").doc
    assert likeness(doc[0:1]) == ()


def test_vectors_have_a_weight_for_each_dimension_and_kind(read: Reader) -> None:
    """One row a dimension and one for the constant; one column a kind."""
    doc = read("Paris").doc
    assert vector_weights().shape == (len(doc[0].vector) + 1, len(KINDS))


@pytest.mark.parametrize(
    ("word", "known"),
    [("Smith", True), ("SMITH", True), ("O'Brien", True), ("Peña", True), ("Qzxvarn", False)],
)
def test_family_names_are_known_without_marks(word: str, known: bool) -> None:  # noqa: FBT001 - a case
    """Case, accents and apostrophes do not matter."""
    assert (family_name_rank(word) is not None) is known


def test_weights_can_be_compared(read: Reader) -> None:
    """Other weights than the package's give other types: how they are compared."""
    parsed = read("Residents of Qarnash fled to the hills.")
    other = find_mentions(parsed, {"noun of places before": (9.0, 0.0, 0.0, 0.0)})
    assert next(m for m in other if m.span.text == "Qarnash").type is EntityType.PERSON
