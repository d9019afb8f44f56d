"""The annotations beside a briefing follow the W3C model and point at exact words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.config import load_settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def collection() -> tuple[dict[str, Any], str]:
    """The annotations of this repository's first briefing, and its stored text."""
    made = pipeline.build(load_settings(ROOT / "mkdocs.yml"))
    path = next(path for path in made.files if re.fullmatch(r"proofs/2.*\.js", path))
    stored = made.dossier.documents[0].annotated.document.text
    return json.loads("\n".join(made.files[path].decode().splitlines()[1:-1]))[
        "annotations"
    ], stored


def selectors(item: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return position and quote selectors of each target of an annotation."""
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    return [tuple(target["selector"]) for target in targets]


def test_collection_has_the_models_parts(collection: tuple[dict[str, Any], str]) -> None:
    """Context, type, total and items are as the model asks."""
    found, _ = collection
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["total"] == len(found["first"]["items"]) > 0
    assert all(item["type"] == "Annotation" for item in found["first"]["items"])


def test_every_selector_points_at_its_words(collection: tuple[dict[str, Any], str]) -> None:
    """Position and quote agree with the stored text, context included."""
    found, stored = collection
    for item in found["first"]["items"]:
        for position, quote in selectors(item):
            start, end = position["start"], position["end"]
            assert stored[start:end] == quote["exact"]
            assert stored[max(0, start - 32) : start] == quote["prefix"]
            assert stored[end : end + 32] == quote["suffix"]


def test_ids_are_unique(collection: tuple[dict[str, Any], str]) -> None:
    """No two annotations share an id."""
    found, _ = collection
    ids = [item["id"] for item in found["first"]["items"]]
    assert len(set(ids)) == len(ids)
