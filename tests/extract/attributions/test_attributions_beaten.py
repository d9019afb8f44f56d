"""What a decision beat is kept, so that `briefings explain` can show it."""

from typing import TYPE_CHECKING

import pytest

from generator.collect import document_from_text
from generator.extract.attributions import find_attributions
from generator.extract.parse import parse

if TYPE_CHECKING:
    from spacy.language import Language

CASES = {
    "an inverted cue beats the noun before it": (
        "The bridge, said Anna Torvin, the head of the agency, is safe.",
        "'bridge' as speaker: the speaker stands after the verb",
    ),
    "a rule ends a content before the parser does": (
        "Critics say the law goes too far, while supporters argue it is overdue.",
        "content to 'overdue': end.others-differ ends it",
    ),
    "the subject between beats the statement before": (
        '"We lost," Torvin said. Berg nodded. "It hurt us all very much."',
        "'Torvin' as speaker: another subject stands between",
    ),
    "a noun's owner beats the subject of its verb": (
        "Berg repeated Torvin's claim that the bridge is safe.",
        "'Berg' as speaker: the noun names its owner",
    ),
}


@pytest.mark.parametrize(("text", "lost"), CASES.values(), ids=CASES)
def test_what_lost_is_kept(text: str, lost: str, nlp: "Language") -> None:
    """Some attribution of the text names the reading that lost, and why."""
    found = find_attributions(parse(document_from_text("case", text), nlp), (), ())
    assert lost in [beaten for attribution in found for beaten in attribution.reason.beaten]
