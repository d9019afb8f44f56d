"""Who speaks where names are known: a trade's body, a town's name."""

from typing import TYPE_CHECKING

import pytest

from generator.collect import document_from_text
from generator.extract import extract

if TYPE_CHECKING:
    from spacy.language import Language

CASES = {
    "The Seafarers' Union said that the crew was tired.": ("Seafarers' Union", None, "said"),
    "A clerk in the capital, Velm, said the gate was shut.": (
        "A clerk in the capital",
        None,
        "said",
    ),
    "The envoy in the town, Mara Vell, said the gate was shut.": (
        "Mara Vell",
        "The envoy in the town",
        "said",
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_who_speaks(text: str, nlp: "Language") -> None:
    """Each sentence has one speaker with the role that it gives, and its own cue."""
    found = extract(document_from_text("a.txt", text), nlp).attributions
    shown = [
        tuple(span and span.text for span in (each.source, each.role, each.cue)) for each in found
    ]
    assert shown == [CASES[text]]


def test_a_town_between_commas_is_a_place(nlp: "Language") -> None:
    """A single name that commas set beside a town names it; a full name does not."""
    town = extract(document_from_text("a.txt", list(CASES)[1]), nlp)
    envoy = extract(document_from_text("b.txt", list(CASES)[2]), nlp)
    kinds = {m.span.text: str(m.type) for each in (town, envoy) for m in each.mentions}
    assert (kinds["Velm"], kinds["Mara Vell"]) == ("place", "person")
