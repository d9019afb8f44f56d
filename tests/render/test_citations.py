"""A citation says what the source states, in forms that other programs read."""

import json
from dataclasses import replace

from generator.collect import document_from_text
from generator.model import Metadata, MetaValue, Origin
from generator.render.citations import bibtex, csl_json


def value(text: str) -> MetaValue:
    """Return a metadata value as a sidecar gives it."""
    return MetaValue(text, Origin.SIDECAR, "a.meta.yml", 1)


BARE = document_from_text("a.txt", "Words.")
FULL = replace(
    BARE,
    metadata=Metadata(
        publisher=value("Vesk & Sons {Press}"),
        author=value("Ada Orlen"),
        date=value("2024-03-05"),
        url=value("https://vesk.example/a_b"),
    ),
)


def test_bibtex_escapes_what_tex_would_read() -> None:
    """Ampersands and braces of a publisher do not break the entry."""
    entry = bibtex(FULL, "50 % of #1")
    assert r"title = {{50 \% of \#1}}," in entry
    assert r"publisher = {Vesk \& Sons \{Press\}}," in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_what_is_not_stated_is_not_cited() -> None:
    """No author, publisher or date is made up."""
    entry = bibtex(BARE, "Words")
    assert "author" not in entry
    assert "year" not in entry
    assert set(json.loads(csl_json(BARE, "Words"))[0]) == {"id", "type", "title", "note"}


def test_csl_item_has_the_schemas_fields() -> None:
    """Names and dates are in the schema's form."""
    (item,) = json.loads(csl_json(FULL, "Words"))
    assert item["author"] == [{"literal": "Ada Orlen"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert item["URL"] == "https://vesk.example/a_b"
