"""Records of search say what the pages say: whole statements, names, documents."""

from dataclasses import replace

import pytest

from generator import reference
from generator.model import Alias, AliasKind, Dossier, EntityType, Place, Reason
from generator.model.search import UNDATED, UNSTATED, Found, SearchRecord
from generator.model.site import Site
from generator.plan import plan
from generator.search.records import page_record, records
from generator.syndicate import About
from generator.syndicate.words import Words
from generator.templating import load_templates
from tests.validate.conftest import find, invented

ABOUT = About(
    name="Vexholm Briefings",
    description="",
    address="",
    language="en",
    strings=load_templates().strings,
    directories=True,
)
COUNTRY = Place(kind="country", country="XV", latitude=None, longitude=None, origin="t.tsv")


def made(dossier: Dossier) -> list[SearchRecord]:
    """Return the records of a dossier."""
    return list(records(plan(dossier), dossier, ABOUT))


def of(found: list[SearchRecord], kind: Found) -> list[SearchRecord]:
    """Return the records of one type."""
    return [record for record in found if record.filters["type"] == (kind,)]


def with_alias(dossier: Dossier) -> Site:
    """Return what pages say when a person has another form of the name; a place is a country."""
    bridge = dossier.documents[0].annotated.document
    alias = Alias(
        text=find(bridge, "Tarn", 1),
        kind=AliasKind.SURNAME,
        evidence=find(bridge, "The bridge is not damaged"),
        reason=Reason("t.t"),
    )
    entities = tuple(
        replace(entity, aliases=(alias,)) if entity.slug == "ilo-tarn" else entity
        for entity in dossier.entities
    )
    site = plan(replace(dossier, entities=entities))
    glossary = tuple(
        replace(entry, place=COUNTRY) if entry.type is EntityType.PLACE else entry
        for entry in site.glossary
    )
    return replace(site, glossary=glossary)


def test_there_is_a_record_for_each_thing() -> None:
    """Every statement, entry and document once, each at an address of its own."""
    found = made(invented())
    site = plan(invented())
    assert len(of(found, Found.STATEMENT)) == sum(len(page.cards) for page in site.briefings)
    assert len(of(found, Found.NAME)) == len(site.glossary)
    assert len(of(found, Found.DOCUMENT)) == len(site.briefings)
    assert len({record.url for record in found}) == len(found)
    assert not [record for record in found if record.url.startswith("/")]


def test_a_statement_is_whole() -> None:
    """Who says it and all its words, as its card has them, with the sentence around."""
    found = {record.url: record for record in of(made(invented()), Found.STATEMENT)}
    for page in plan(invented()).briefings:
        words = Words(ABOUT.strings, page.path)
        for card in page.cards:
            record = found.pop(ABOUT.page(card.briefing))
            assert record.meta["by"] == words.by(card)
            assert record.meta["words"] == words.said(card)
            assert record.content.startswith(words.brief(card))
            assert record.filters["kind"] == (card.kind.name.lower(),)
    assert found == {}
    bridge = next(r for r in of(made(invented()), Found.STATEMENT) if "14" in r.content)
    sentence = "Pera Quist, an engineer, said 14 cables were checked & found <sound>."
    assert bridge.content.endswith(f" {sentence}")


def test_facets_tell_entities_apart_by_slug() -> None:
    """Speakers and places are slug and name; a document without a date says so."""
    found = of(made(invented()), Found.STATEMENT)
    assert {record.filters["speaker"] for record in found} == {
        ("ilo-tarn Ilo Tarn",),
        ("pera-quist Pera Quist",),
    }
    bridge = next(record for record in found if "bridge" in record.meta["words"])
    assert bridge.filters["place"] == ("vexholm Vexholm",)
    assert bridge.filters["date"] == ("2031", "2031-03", "2031-03-04")
    assert bridge.sort == {"newest": "2031-03-04", "oldest": "2031-03-04"}
    harbour = next(record for record in found if "open" in record.meta["words"])
    assert harbour.filters["date"] == (UNDATED,)
    assert harbour.filters["publisher"] == ("Gazette & Sons",)
    assert harbour.sort["newest"] < bridge.sort["newest"] < harbour.sort["oldest"]


def test_who_is_not_stated_is_a_value_too() -> None:
    """A statement that nobody is known to make can be asked for."""
    dossier = invented()
    first = dossier.documents[0]
    nobody = tuple(replace(statement, speaker=None) for statement in first.statements)
    dossier = replace(dossier, documents=(replace(first, statements=nobody), dossier.documents[1]))
    found = [record for record in of(made(dossier), Found.STATEMENT) if "2031" in record.url]
    assert {record.filters["speaker"] for record in found} == {(UNSTATED,)}


def test_other_forms_of_names_travel_with_what_they_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of speakers and of whom they name; from sources and from tables apart; none twice."""
    known = {"XV": ("Vexholm", "Republic of Vexholm", "RVX", "vexholm")}
    monkeypatch.setattr(reference, "country_names", known.__getitem__)
    found = list(records(with_alias(invented()), invented(), ABOUT))
    bridge = next(r for r in of(found, Found.STATEMENT) if "bridge" in r.meta["words"])
    assert bridge.meta["names"] == "ilo-tarn\tIlo Tarn\tTarn"
    assert bridge.meta["reference"] == "vexholm\tVexholm\tRepublic of Vexholm\tRVX"
    quist = next(r for r in of(found, Found.STATEMENT) if "cables" in r.meta["words"])
    assert "names" not in quist.meta
    names = {record.meta["title"]: record for record in of(found, Found.NAME)}
    assert names["Ilo Tarn"].meta["names"] == bridge.meta["names"]
    assert names["Vexholm"].meta["reference"] == bridge.meta["reference"]


def test_a_document_is_found_by_all_its_words() -> None:
    """Its body without the header, white space folded."""
    (bridge,) = [r for r in of(made(invented()), Found.DOCUMENT) if "bridge" in r.content]
    assert bridge.content.startswith("Rain closed the Vexholm bridge, Mayor Ilo Tarn said. ")
    assert bridge.content.endswith("found <sound>.")
    assert bridge.filters["source"][0].split(" ", 1)[1] == bridge.meta["title"]


def test_a_page_is_its_title_and_text() -> None:
    """A page written by hand has no other facet than its type."""
    record = page_record("about/", "About", "About us")
    assert (record.meta, record.filters) == ({"title": "About"}, {"type": (Found.PAGE,)})
