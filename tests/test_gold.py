"""The seed document's pages hold what a careful reader finds in it (tests/data/gold/seed.yaml)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.config import load_settings
from generator.model import Entity, LinkedDocument, Span, Statement

ROOT = Path(__file__).parent.parent
GOLD: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data/gold/seed.yaml").read_text("utf-8")
)
SEED = GOLD["meta"]["source_file"]
REQUIRED = GOLD["entity_counts"]["required_ids"]
TYPES = {"Person": "person", "Organization": "organization", "Place": "place"}
OPTIONAL = [item for item in GOLD["entities"] if item["id"] not in REQUIRED]
READINGS = {
    "Person (unnamed)": {"person"},
    "Group": {"group", "organization"},
    "Event": {"event"},
    "Weapon": {"weapon"},
}
"""What an entity without a name may be taken for: forces are a group, or a country's body."""
WORD = re.compile(r"\w+")
SLACK = 2
"""How many words a content may have more or less than the reference."""

Item = Mapping[str, Any]


@pytest.fixture(scope="module")
def made() -> pipeline.Build:
    """Everything that the generator makes of this repository's seeds."""
    return pipeline.build(load_settings(ROOT / "mkdocs.yml"))


@pytest.fixture(scope="module")
def seed(made: pipeline.Build) -> LinkedDocument:
    """The seed document after linking."""
    found = [d for d in made.dossier.documents if d.annotated.document.path == SEED]
    assert len(found) == 1
    return found[0]


def gold(kind: str, identity: str) -> Item:
    """Return one item of the reference."""
    item: Item = next(item for item in GOLD[kind] if item["id"] == identity)
    return item


def entity_at(made: pipeline.Build, seed: LinkedDocument, place: Item) -> Entity | None:
    """Return the entity that a name at exactly this place means."""
    identity = seed.annotated.document.id
    for entity in made.dossier.entities:
        for link in entity.links:
            span = link.mention.span
            if (span.document, span.start, span.end) == (identity, place["start"], place["end"]):
                return entity
    return None


def words(start: int, end: int, text: str) -> set[tuple[int, str]]:
    """Return the words of a stretch with their places."""
    return {(m.start(), m.group()) for m in WORD.finditer(text, start, end)}


def statement_for(seed: LinkedDocument, item: Item) -> Statement | None:
    """Return the statement whose content is the reference's, give or take a word or two."""
    text = seed.annotated.document.text
    wanted = words(item["content"]["start"], item["content"]["end"], text)
    for statement in seed.statements:
        content = statement.attribution.content
        found = set().union(*(words(s.start, s.end, text) for s in content))
        if len(found ^ wanted) <= SLACK:
            return statement
    return None


def right(made: pipeline.Build, seed: LinkedDocument, item: Item) -> list[str]:
    """Return what is wrong with the statement that stands for an item of the reference."""
    statement = statement_for(seed, item)
    if statement is None:
        return ["content"]
    wrong = []
    attribution = statement.attribution
    wanted = entity_at(made, seed, gold("entities", item["speaker"])["name_span"])
    if wanted is None or statement.speaker != wanted.id:
        wrong.append("speaker")
    if attribution.cue is None or attribution.cue.text != item["cue"]["text"]:
        wrong.append("cue")
    return wrong


def test_every_statement_of_the_reference_is_found_with_speaker_cue_and_content(
    made: pipeline.Build, seed: LinkedDocument
) -> None:
    """All eleven statements are there, each with the right speaker, cue and words."""
    wrong = {item["id"]: right(made, seed, item) for item in GOLD["statements"]}
    assert not {identity: what for identity, what in wrong.items() if what}


@pytest.mark.parametrize("identity", REQUIRED)
def test_required_entity_has_its_name_type_and_aliases(
    made: pipeline.Build, seed: LinkedDocument, identity: str
) -> None:
    """A required entity has an entry with the reference's name, type and every alias."""
    item = gold("entities", identity)
    entity = entity_at(made, seed, item["name_span"])
    assert entity is not None, f"no entry for {item['name']}"
    assert entity.type.value == TYPES[item["type"].split("/")[0].split()[0]]
    known = {plain(alias.text.text) for alias in entity.aliases} | {
        plain(link.mention.span.text) for link in entity.links
    }
    missing = [alias["text"] for alias in item["aliases"] if plain(alias["text"]) not in known]
    assert not missing


@pytest.mark.parametrize("identity", REQUIRED)
def test_required_entity_is_found_wherever_it_is_named(
    made: pipeline.Build, seed: LinkedDocument, identity: str
) -> None:
    """Every mention of the reference means the same entity; one inside a longer name is that's."""
    item = gold("entities", identity)
    named = entity_at(made, seed, item["name_span"])
    assert named is not None
    longer = [m for e in GOLD["entities"] if e["id"] in REQUIRED for m in e["mentions"]]
    places = [*item["mentions"], *item.get("adjectival", [])]
    places = [p for p in places if not any(inside(p, name) for name in longer)]
    missing = [p["text"] for p in places if not near(named, seed.annotated.document.id, p)]
    assert not missing


@pytest.mark.parametrize("item", OPTIONAL, ids=lambda item: item["id"])
def test_optional_entity_is_annotated_wherever_it_is_meant(
    seed: LinkedDocument, item: Item
) -> None:
    """Troops, drills, wars, missiles and an unnamed leader are found as what they are."""
    found = seed.annotated.mentions
    document = seed.annotated.document.id
    missing = [
        place["text"]
        for place in item["mentions"]
        if not any(
            overlaps(mention.span, document, place)
            and mention.type is not None
            and mention.type.value in READINGS[item["type"]]
            for mention in found
        )
    ]
    assert not missing


@pytest.mark.parametrize("item", OPTIONAL, ids=lambda item: item["id"])
def test_optional_entity_has_no_entry_of_its_own(
    made: pipeline.Build, seed: LinkedDocument, item: Item
) -> None:
    """What has no name is annotated and no entry: two drills of one wording need not be one.

    Above all, the leader whom the document does not name is nobody whom it names.
    """
    assert [place["text"] for place in item["mentions"] if entity_at(made, seed, place)] == []


def inside(place: Item, name: Item) -> bool:
    """Tell whether a place lies inside a longer name."""
    longer = name["end"] - name["start"] > place["end"] - place["start"]
    return bool(longer and name["start"] <= place["start"] and place["end"] <= name["end"])


def near(entity: Entity, document: str, place: Item) -> bool:
    """Tell whether the entity has a mention that overlaps a place of the reference."""
    return any(overlaps(link.mention.span, document, place) for link in entity.links)


def overlaps(span: Span, document: str, place: Item) -> bool:
    """Tell whether a span shares a character with a place of the reference."""
    return span.document == document and span.start < place["end"] and place["start"] < span.end


def plain(text: str) -> str:
    """Return a name without article and case."""
    return text.casefold().removeprefix("the ")


def sure_dates() -> Iterator[Item]:
    """Yield the dates of the reference that have a value and are not in doubt."""
    for item in GOLD["dates"]:
        if item.get("edtf") and item["value"] and not item.get("ambiguous"):
            yield item


@pytest.mark.parametrize("item", list(sure_dates()), ids=lambda item: item["span"]["text"])
def test_sure_date_has_its_value(seed: LinkedDocument, item: Item) -> None:
    """A date that the reference is sure of has exactly its EDTF value."""
    values = {
        time.edtf
        for time in seed.annotated.times
        if overlaps(time.span, seed.annotated.document.id, item["span"])
    }
    assert item["edtf"] in values


def test_last_tuesday_of_a_tuesday_document_is_in_doubt(seed: LinkedDocument) -> None:
    """An ambiguous phrase keeps its doubt and its other reading."""
    item = next(item for item in GOLD["dates"] if item.get("ambiguous"))
    time = next(t for t in seed.annotated.times if t.span.text == item["span"]["text"])
    assert time.edtf == item["edtf"]
    assert time.doubt
    assert "2024-11-05" in time.alternatives


FORBIDDEN = (
    "Kim Jong Un",
    "Department of Defense",
    "Zelensky",
    "officials say",
    "Intercontinental Ballistic Missile (ICBM)",
    "ICBM",
)


@pytest.mark.parametrize("words_", FORBIDDEN)
def test_nothing_from_outside_the_source_is_on_a_page(made: pipeline.Build, words_: str) -> None:
    """What the source does not say is on no page."""
    assert not [page.path for page in made.pages if words_.lower() in page.markdown.lower()]


@pytest.mark.parametrize("name", ["Korea", "Korea-the", "Kim", "Monday", "Tuesday", "date"])
def test_fragment_is_no_entity(made: pipeline.Build, name: str) -> None:
    """A piece of a name, a day or the header is no glossary entry."""
    assert name not in {entity.name.text for entity in made.dossier.entities}


def test_header_is_in_no_statement_or_title(made: pipeline.Build, seed: LinkedDocument) -> None:
    """The header of the file is metadata: nothing found begins before the body."""
    start = GOLD["document"]["body_starts_at"]
    assert seed.annotated.document.body_start == start
    for statement in seed.statements:
        assert all(span.start >= start for span in statement.attribution.content)
    assert not any("date 2024-11-05 Ukrainian" in page.markdown for page in made.pages)


def test_vague_number_is_never_printed_as_a_number(seed: LinkedDocument) -> None:
    """Vague words such as thousands have no number."""
    vague = [q for q in seed.annotated.quantities if q.figure.text in {"thousands", "considerable"}]
    assert vague
    assert all(q.minimum is None and q.maximum is None for q in vague)


def test_refusals_of_the_reference_are_found(seed: LinkedDocument) -> None:
    """What speakers withheld is shown."""
    identity = seed.annotated.document.id
    for item in GOLD["non_disclosures"]:
        assert any(overlaps(r.cue, identity, item["cue"]) for r in seed.annotated.refusals)


def test_no_stance_is_upgraded(seed: LinkedDocument) -> None:
    """Nobody denies or confirms in this document; one voice does not corroborate."""
    stances = {s.attribution.stance.value for s in seed.statements}
    assert "denies" not in stances
    item = gold("statements", "s07")
    statement = statement_for(seed, item)
    assert statement is not None
    assert statement.attribution.stance.value == "does not corroborate"
