"""The corpus of stories and its gold agree: spans, ids, traps, membership and the later state."""

from pathlib import Path
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).parent / "corpus"
SEEDS = CORPUS / "seeds"
TRAPS = frozenset(
    {
        "surname",
        "office",
        "ministry",
        "transliteration",
        "reprint",
        "chain",
        "denial",
        "no-corroboration",
        "condition",
        "outlet-retraction",
        "speaker-retraction",
        "corrected-figure",
        "tolls",
        "dates",
        "places",
        "one-side",
        "echo",
        "two-places",
        "initials",
        "group",
        "pronoun",
        "repeated",
        "promise-broken",
        "pledge-deed",
        "edited",
        "renamed",
        "withdrawn",
    }
)
GOLD: dict[str, Any] = yaml.safe_load((CORPUS / "gold.yml").read_text(encoding="utf-8"))
CHANGES: list[dict[str, str]] = yaml.safe_load(
    (CORPUS / "later" / "manifest.yml").read_text(encoding="utf-8")
)
DOCUMENTS = {
    path.name[:3]: path for path in sorted(SEEDS.iterdir()) if not path.name.endswith(".meta.yml")
}


@pytest.mark.parametrize("item", GOLD["items"], ids=lambda item: str(item["id"]))
def test_every_span_stands_once_in_its_document(item: dict[str, Any]) -> None:
    """Words of the gold are found exactly once where it says."""
    for document, words in item["spans"]:
        text = DOCUMENTS[document].read_text(encoding="utf-8")
        assert text.count(words) == 1, (document, words)


def test_no_two_entries_share_an_id() -> None:
    """Stories and items have ids of their own."""
    ids = [entry["id"] for entry in [*GOLD["stories"], *GOLD["items"]]]
    assert len(ids) == len(set(ids))


def test_every_trap_is_set_and_none_is_unknown() -> None:
    """Each kind of trap has an item."""
    assert {trap for item in GOLD["items"] for trap in item["traps"]} == TRAPS


def test_every_document_stands_in_a_story_or_is_named_as_none() -> None:
    """No document is left out of the gold or in both parts."""
    told = {document for story in GOLD["stories"] for document in story["members"]}
    assert told | set(GOLD["none"]) == set(DOCUMENTS)
    assert not told & set(GOLD["none"])


def test_a_third_of_the_gold_at_least_is_of_what_must_not_be_shown() -> None:
    """Look-alikes are at least a third of the items."""
    negative = sum(not item["holds"] for item in GOLD["items"])
    assert len(GOLD["items"]) >= 60
    assert negative * 3 >= len(GOLD["items"])


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["document"])
def test_the_later_state_is_what_its_manifest_says(change: dict[str, str]) -> None:
    """Edited files differ only as told; renamed ones keep their bytes; withdrawn ones are gone."""
    before = (SEEDS / change["document"]).read_text(encoding="utf-8")
    later = CORPUS / "later" / change.get("to", change["document"])
    if change["kind"] == "withdrawn":
        assert not later.exists()
        return
    expected = (
        before.replace(change.get("before", ""), change["after"]) if "after" in change else before
    )
    assert later.read_text(encoding="utf-8") == expected
