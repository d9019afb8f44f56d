"""Feeds keep to their formats, and data for machines to schema.org, by rules that stand here.

The rules are in `tests/data/schemas`: RELAX NG for Atom and RSS, a strict record for JSON Feed,
and schema.org's own domains and ranges for what JSON-LD expands to.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
import pytest
import yaml
from lxml import etree  # type: ignore[import-untyped]  # it has no types
from msgspec import Meta
from pyld import jsonld  # type: ignore[import-untyped]  # it has no types

from generator.model.site import Site
from generator.plan import plan
from generator.syndicate import ATOM, JSON, RSS, Following
from tests.hostile.conftest import SAMPLED, load
from tests.hostile.conftest import _dossier as hostile
from tests.syndicate.test_syndicate import about, data_of
from tests.validate.conftest import invented

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
VOCABULARY = "https://schema.org/"
TERMS = yaml.safe_load((SCHEMAS / "schema-org.yml").read_text("utf-8"))
LITERALS: dict[str, str] = {
    "Text": r"[\s\S]*\S[\s\S]*",
    "Date": r"\d{4}-\d\d-\d\d",
}
"""What values look like that are no addresses and no records."""

Words = Annotated[str, Meta(min_length=1)]
Address = Annotated[str, Meta(pattern="^https?://")]
Stamp = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")]
Tag = Annotated[str, Meta(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Author(msgspec.Struct, forbid_unknown_fields=True):
    """Who made a feed: at least one of the fields must be there."""

    name: Words


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """An item of JSON Feed 1.1: an id, and content as text or as HTML, are demanded."""

    id: Words
    content_text: Words
    url: Address
    title: Words
    date_published: Stamp = "0001-01-01T00:00:00Z"
    language: Tag = "en"


class JsonFeed(msgspec.Struct, forbid_unknown_fields=True):
    """JSON Feed 1.1 as far as our feeds use it: version, title and items are demanded."""

    version: Annotated[str, Meta(pattern=r"^https://jsonfeed\.org/version/1\.1$")]
    title: Words
    items: list[Item]
    home_page_url: Address
    feed_url: Address
    description: Words
    language: Tag
    authors: Annotated[list[Author], Meta(min_length=1)]


def schema(name: str) -> etree.RelaxNG:
    """Return a schema of `tests/data/schemas`."""
    return etree.RelaxNG(etree.parse(str(SCHEMAS / name)))


def wrong(path: str, content: bytes) -> str:
    """Return what is wrong with a feed by the rules of its format; empty when nothing is."""
    if path == JSON:
        try:
            feed = msgspec.json.decode(content, type=JsonFeed)
        except msgspec.ValidationError as error:
            return str(error)
        ids = [item.id for item in feed.items]
        return "" if len(ids) == len(set(ids)) else "two items have one id"
    rules = schema("rss.rng" if path == RSS else "atom.rng")
    tree = etree.fromstring(content)
    if not rules.validate(tree):
        return str(rules.error_log)
    ids = [str(node.text) for node in tree.iter("{*}id", "guid")]
    return "" if len(ids) == len(set(ids)) else "two entries have one id"


@pytest.fixture(scope="module", params=["invented", *SAMPLED])
def site(request: pytest.FixtureRequest) -> Site:
    """The invented site, and sites whose every text is hostile."""
    if request.param == "invented":
        return plan(invented())
    return plan(hostile(load(request.param)[:: SAMPLED[request.param]]))


def test_feeds_keep_to_their_schemas(site: Site) -> None:
    """Whatever documents say, every feed is valid by the rules of its format."""
    for path, content in Following(site, about()).feeds():
        assert wrong(path, content) == "", path


BREAKING: dict[str, tuple[str, str, str]] = {
    "no stamp": (ATOM, r"<updated>.*?</updated>", ""),
    "half a stamp": (ATOM, r"T00:00:00Z", ""),
    "an id that is no IRI": (ATOM, r"urn:briefings:", "briefings "),
    "one id twice": (ATOM, r"<entry>\s*<id>.*?</id>", "<entry><id>https://vexholm.example/news/feed.atom.xml</id>"),
    "no author": (ATOM, r"<author>.*?</author>", ""),
    "no title": (RSS, r"<title>.*?</title>", ""),
    "an empty title": (RSS, r"<title>.*?</title>", "<title> </title>"),
    "another date": (RSS, r"Tue, 04 Mar 2031", "2031-03-04"),
    "an element more": (RSS, r"<channel>", "<channel><rating>5</rating>"),
    "no language": (RSS, r"<language>.*?</language>", "<language>plain English</language>"),
    "another version": (JSON, r"version/1\.1", "version/1"),
    "an item without words": (JSON, r'"content_text": ".*?"', '"content_text": ""'),
    "a date in words": (JSON, r"2031-03-04T00:00:00\+00:00", "4 March 2031"),
    "a field more": (JSON, r'"items"', '"rating": 5, "items"'),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BREAKING))
def test_the_schemas_find_mistakes(name: str) -> None:
    """A feed with one thing wrong is refused, so the rules are no formality."""
    path, old, new = BREAKING[name]
    text = dict(Following(plan(invented()), about()).feeds())[path].decode()
    changed = re.sub(old, new, text, count=1, flags=re.DOTALL)
    assert changed != text
    assert wrong(path, changed.encode()) != ""


# schema.org ---------------------------------------------------------------------------------------


def context(url: str, options: object) -> dict[str, Any]:
    """Return what stands for schema.org's context, offline: its words, and which are addresses."""
    del options
    assert url.rstrip("/") == "https://schema.org"
    addresses = [key for key, rule in TERMS["properties"].items() if rule["takes"] == ["URL"]]
    terms: dict[str, Any] = {"@vocab": VOCABULARY}
    terms |= {key: {"@id": VOCABULARY + key, "@type": "@id"} for key in addresses}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": terms}}


def kinds(name: str) -> set[str]:
    """Return a type of schema.org with all its parents."""
    found = {name}
    for parent in TERMS["types"][name]:
        found |= kinds(parent)
    return found


def faults(record: Any) -> list[str]:
    """Return what is wrong with JSON-LD by schema.org's domains and ranges."""
    # An address that is not whole must not become one by chance.
    options: dict[str, object] = {"documentLoader": context, "base": "relative:/"}
    expanded = jsonld.expand(record, options)
    known = {
        node["@id"]: node["@type"]
        for node in jsonld.flatten(record, None, options)
        if "@type" in node
    }
    found = [f"{place} is {types}" for place, types in known.items() if len(types) != 1]
    return found + [fault for node in expanded for fault in _node(node)]


def _node(node: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with an expanded node and what hangs on it."""
    (name,) = [kind.removeprefix(VOCABULARY) for kind in node["@type"]]
    if name not in TERMS["types"]:
        yield f"{name} is no type"
        return
    for key, values in node.items():
        if key == "@id" and not re.match(r"https?://\S+$", values):
            yield f"{name} has the id {values}"
        if key.startswith("@"):
            continue
        rule = TERMS["properties"].get(key.removeprefix(VOCABULARY))
        if rule is None or not kinds(name) & set(rule["of"]):
            yield f"{name} has {key}"
            continue
        for value in values:
            yield from _value(f"{name} {key}", value, rule["takes"])


def _value(where: str, value: dict[str, Any], takes: list[str]) -> Iterator[str]:
    """Yield what is wrong with a value under a property."""
    if "@type" in value:
        (name,) = [kind.removeprefix(VOCABULARY) for kind in value["@type"]]
        if name in TERMS["types"] and not kinds(name) & set(takes):
            yield f"{where} takes no {name}"
        yield from _node(value)
    elif "@id" in value:
        if "URL" not in takes or not re.match(r"https?://\S+$", value["@id"]):
            yield f"{where} has {value['@id']}"
    elif not any(
        re.fullmatch(LITERALS[kind], str(value["@value"])) for kind in takes if kind in LITERALS
    ):
        yield f"{where} says {value['@value']!r}"


def paths(site: Site) -> list[str]:
    """Return every page that says something to machines."""
    briefings = [page.path for page in site.briefings]
    terms = [entry.path for entry in site.glossary]
    return [*briefings, *terms, "index.md", "glossary/index.md"]


def test_data_for_machines_is_schema_org(site: Site) -> None:
    """Each type and property exists, stands where it may, and has a value that it takes."""
    following = Following(site, about())
    for path in paths(site):
        assert faults(data_of(following.head(path, "Title"))) == [], path


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a type that is none": lambda data: data.update({"@type": "Briefing"}),
    "a property that is none": lambda data: data.update(certainty="high"),
    "a property of another type": lambda data: data.update(termCode="e1"),
    "text for a record": lambda data: data.update(publisher="Vexholm"),
    "a record for text": lambda data: data.update(headline={"@type": "Person", "name": "A"}),
    "a record of another type": lambda data: data["publisher"].update({"@type": "WebSite"}),
    "an address without a host": lambda data: data.update(url="briefings/a"),
    "a date in words": lambda data: data["isBasedOn"].update(datePublished="last Monday"),
    "two things with one id": lambda data: data["hasPart"][0].update({"@id": data["@id"]}),
}


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_the_rules_of_schema_org_find_mistakes(name: str) -> None:
    """A record with one thing wrong is refused."""
    site = plan(invented())
    data = data_of(Following(site, about()).head(site.briefings[0].path, ""))
    assert faults(json.loads(json.dumps(data))) == []
    CHANGES[name](data)
    assert faults(data) != []
