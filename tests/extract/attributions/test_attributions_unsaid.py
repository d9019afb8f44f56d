"""The sentences that each record of `unsaid` carries."""

from typing import TYPE_CHECKING

import pytest

from generator.extract.attributions import find_attributions
from generator.extract.attributions.unsaid import UNSAID, Unsaid
from tests.extract.attributions.test_attributions_golden import parsed

if TYPE_CHECKING:
    from spacy.language import Language

RECORDS = [pytest.param(record, id=record.why) for record in UNSAID]


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_hits_its_sentence(record: Unsaid, nlp: "Language") -> None:
    """Nobody says anything in the sentence of a record."""
    assert find_attributions(parsed({"text": record.hit}, nlp), (), ()) == ()


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_misses_its_look_alike(record: Unsaid, nlp: "Language") -> None:
    """Somebody says something in the look-alike."""
    assert find_attributions(parsed({"text": record.miss}, nlp), (), ())
