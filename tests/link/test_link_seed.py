"""Linking of the seed document as its reference `gold/seed.yaml` has it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.collect import collect
from generator.extract import extract
from generator.link import link
from generator.model import AliasKind, Dossier, Entity
from tests.material import GOLD, SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

KINDS = {
    "surname": AliasKind.SURNAME,
    "role-description": AliasKind.ROLE,
    "short form": AliasKind.SHORT_FORM,
    "metonym": AliasKind.METONYM,
    "demonym/adjective": AliasKind.ADJECTIVE,
    "initialism": AliasKind.INITIALS,
    "official name": AliasKind.OFFICIAL_NAME,
    "variant": AliasKind.VARIANT,
}


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    """The reference."""
    loaded: dict[str, Any] = yaml.safe_load(GOLD.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def dossier(nlp: "Language") -> Dossier:
    """The seed document, linked."""
    collected = collect(SEEDS)
    return link([extract(document, nlp) for document in collected.documents], ())[0]


def _required(gold: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield required entities with the offset of their first name."""
    ids = gold["entity_counts"]["required_ids"]
    for entity in gold["entities"]:
        if entity["id"] in ids:
            yield entity, entity["name_span"]["start"]


def _entity_at(dossier: Dossier, start: int) -> Entity | None:
    return next(
        (e for e in dossier.entities if any(x.mention.span.start == start for x in e.links)), None
    )


def _is_inside_name(dossier: Dossier, start: int) -> bool:
    """Tell whether a longer name holds the place: "Ukrainian" in a centre's name."""
    spans = [entry.mention.span for entity in dossier.entities for entry in entity.links]
    return any(span.start <= start < span.end and " " in span.text for span in spans)


@pytest.mark.slow
def test_every_required_entity_has_its_name_type_aliases_and_mentions(
    dossier: Dossier, gold: dict[str, Any]
) -> None:
    """Sixteen entities, each alias of the right kind, each mention linked to its entity."""
    for wanted, start in _required(gold):
        found = _entity_at(dossier, start)
        assert found is not None, wanted["id"]
        assert found.name.text == wanted["name"]
        assert found.type.value == wanted["type"].split("/")[0].split(" ")[0].lower()
        aliases = {alias.text.text: alias.kind for alias in found.aliases}
        for alias in wanted["aliases"]:
            if alias["kind"] != "with article":
                kind = KINDS[alias["kind"].split(" (")[0].split(",")[0]]
                assert aliases.get(alias["text"]) == kind, (wanted["id"], alias)
        linked = {entry.mention.span.start for entry in found.links}
        for mention in [*wanted["mentions"], *wanted.get("adjectival", ())]:
            known = mention["start"] in linked or _is_inside_name(dossier, mention["start"])
            assert known, (wanted["id"], mention)


@pytest.mark.slow
def test_every_statement_has_its_speaker(dossier: Dossier, gold: dict[str, Any]) -> None:
    """Whoever the reference says speaks, speaks."""
    starts = {entity["id"]: start for entity, start in _required(gold)}
    said = {s.attribution.content[0].start: s for s in dossier.documents[0].statements}
    for wanted in gold["statements"]:
        speaker = _entity_at(dossier, starts[wanted["speaker"]])
        statement = next(
            (s for start, s in said.items() if abs(start - wanted["content"]["start"]) <= 3), None
        )
        assert statement is not None, wanted["id"]
        assert speaker is not None
        assert statement.speaker == speaker.id, wanted["id"]


@pytest.mark.slow
def test_officials_of_one_government_are_one_party(dossier: Dossier) -> None:
    """The two Ukrainian officials speak for one state; so do the two South Korean voices."""
    names = {entity.id: entity.name.text for entity in dossier.entities}
    parties = {
        names[s.speaker]: names[s.party]
        for s in dossier.documents[0].statements
        if s.speaker and s.party
    }
    assert parties["Rustem Umerov"] == parties["Andriy Kovalenko"] == "Ukraine"
    assert parties["Jeon Ha-kyou"] == parties["South Korean Defense Ministry"] == "South Korea"
    assert parties["Pat Ryder"] == "US"


@pytest.mark.slow
def test_nothing_that_must_not_appear_is_an_entity(dossier: Dossier) -> None:
    """No entity "Korea", "Kim", "Monday" or "Defense"."""
    names = {entity.name.text for entity in dossier.entities}
    assert not names & {"Korea", "Korea-the", "Kim", "Monday", "Defense", "date"}
