"""What `briefings annotate` gives of linking: a group for every name that means something."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from generator.annotate import _entities
from generator.model import AnnotatedDocument, Reason

Build = Callable[[Mapping[str, Any]], AnnotatedDocument]


def _groups(document: AnnotatedDocument) -> dict[str, set[str | None]]:
    """Return the groups by printed name."""
    found: dict[str, set[str | None]] = {}
    for entity in _entities(document):
        text = document.document.text[entity["start"] : entity["end"]]
        found.setdefault(text, set()).add(entity["group"])
    return found


def test_a_title_that_stands_for_a_person_is_in_the_persons_group(document_of: Build) -> None:
    """A title is given with the group of its one holder, and not given without one."""
    text = "President {Dana Vell|person agent} spoke. The President left. The Governor sat."
    groups = _groups(document_of({"text": text, "descriptions": {"Dana Vell": "President"}}))
    assert groups["President"] == groups["Dana Vell"]
    assert None not in groups["Dana Vell"]
    assert "Governor" not in groups


def test_a_national_body_keeps_its_article_and_has_a_group(document_of: Build) -> None:
    """The government of a country is one group wherever it stands, as extraction printed it."""
    text = "{The Peruvian government|the organization}. {the Peruvian government|the organization}"
    document = document_of({"text": text})
    national = tuple(
        replace(mention, reason=Reason("names.national-body")) for mention in document.mentions
    )
    groups = _groups(replace(document, mentions=national))
    assert groups["The Peruvian government"] == groups["the Peruvian government"]
    assert None not in groups["The Peruvian government"]


def test_names_that_ran_into_each_other_are_given_apart(document_of: Build) -> None:
    """Entities never overlap, also where linking parts a name."""
    text = (
        "{Velmism|organization agent} grew. {Dana Vell|person agent} left. {Vell|person agent} saw."
        " According to {Vell the Velmism|organization} grew again."
    )
    groups = _groups(document_of({"text": text}))
    assert "Vell the Velmism" not in groups
    assert groups["Vell"] == groups["Dana Vell"]
    assert len(groups["Velmism"]) == 1
