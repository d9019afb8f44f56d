"""The seed document's names, as a careful reader marked them (tests/data/gold/seed.yaml)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.collect import document_from_text
from generator.extract.names import find_definitions, find_descriptions, find_mentions
from generator.extract.parse import Parse, parse
from generator.model import EntityType, Mention, MentionForm

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[3]
GOLD: Mapping[str, Any] = yaml.safe_load((ROOT / "tests/data/gold/seed.yaml").read_text("utf-8"))
REQUIRED = [e for e in GOLD["entities"] if e["id"] in GOLD["entity_counts"]["required_ids"]]
HEADER = GOLD["document"]["body_starts_at"]


@pytest.fixture(scope="module")
def seed(nlp: "Language") -> Parse:
    """The seed document, parsed without its header."""
    text = (ROOT / "seeds" / GOLD["meta"]["source_file"]).read_bytes().decode("utf-8")
    return parse(document_from_text("seed.txt", " " * HEADER + text[HEADER:]), nlp)


@pytest.fixture(scope="module")
def mentions(seed: Parse) -> tuple[Mention, ...]:
    """Its mentions."""
    return find_mentions(seed)


def places(kind: str) -> Iterator[Any]:
    """Yield the marked mentions of every required entity that are names, or adjectives."""
    for entity in REQUIRED:
        for place in entity.get(kind, []):
            named = any(letter.isupper() for letter in place["text"].removeprefix("The "))
            if named and not place["text"].startswith("The "):
                yield pytest.param(entity, place, id=f"{entity['id']} at {place['start']}")


@pytest.mark.parametrize(("entity", "place"), list(places("mentions")))
def test_every_name_is_found_exactly(
    entity: Mapping[str, Any], place: Mapping[str, Any], mentions: tuple[Mention, ...]
) -> None:
    """Each marked name is found with its exact bounds and its type."""
    found = at(mentions, place, MentionForm.NAME)
    assert found.type is EntityType(entity["type"].split("/")[0].casefold())


@pytest.mark.parametrize(("entity", "place"), list(places("adjectival")))
def test_every_adjective_is_found(
    entity: Mapping[str, Any], place: Mapping[str, Any], mentions: tuple[Mention, ...]
) -> None:
    """Each marked adjective is found, unless it is part of an organization's name."""
    assert entity["type"].startswith("Place")
    inside = [m for m in mentions if m.form is MentionForm.NAME and covers(m, place)]
    assert inside or at(mentions, place, MentionForm.ADJECTIVE).type is EntityType.PLACE


def test_nothing_else_is_a_name(mentions: tuple[Mention, ...]) -> None:
    """No name is found that the reader did not mark."""
    marked = {(p["start"], p["end"]) for entity in REQUIRED for p in entity["mentions"]}
    names = [m for m in mentions if m.form is MentionForm.NAME]
    assert [m.span.text for m in names if (m.span.start, m.span.end) not in marked] == []


@pytest.mark.parametrize("entity", [e for e in REQUIRED if e["type"] == "Person"])
def test_every_person_is_described(entity: Mapping[str, Any], seed: Parse) -> None:
    """What the source calls a person is found with its exact bounds."""
    found = {(d.span.start, d.span.end) for d in find_descriptions(seed, find_mentions(seed))}
    for place in entity["source_description"]:
        assert (place["start"], place["end"]) in found


def test_the_definition_is_found(seed: Parse, mentions: tuple[Mention, ...]) -> None:
    """The words that define the initials are found with their exact bounds, and a region."""
    entity = next(e for e in REQUIRED if "alias_definition" in e)
    place = entity["alias_definition"]
    found = {(d.span.start, d.span.end) for d in find_definitions(seed, mentions)}
    assert (place["start"], place["end"]) in found
    region = next(e for e in REQUIRED if e["id"] == "kursk")["source_description"][0]
    assert (region["start"], region["end"]) in found


def at(mentions: tuple[Mention, ...], place: Mapping[str, Any], form: MentionForm) -> Mention:
    """Return the mention of this form with exactly these bounds."""
    bounds = (place["start"], place["end"])
    found = [m for m in mentions if m.form is form and (m.span.start, m.span.end) == bounds]
    near = [m.span.text for m in mentions if covers(m, place)]
    assert len(found) == 1, f"{place['text']!r}: found {near}"
    return found[0]


def covers(mention: Mention, place: Mapping[str, Any]) -> bool:
    """Tell whether a mention overlaps a marked place."""
    return bool(mention.span.start < place["end"] and place["start"] < mention.span.end)
