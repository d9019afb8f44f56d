"""The kinds of disagreement that a row may rest on, each in fictional cases, and what is none."""

from pathlib import Path

import pytest

from tests.plan.test_disputes import disputes, shape

PAIRS = {
    "a denial of that": (
        "Ada Orlen said the ferry was overloaded. Captain Bo Vesk denied that."
    ),
    "a claim dismissed as groundless": (
        "The Norvik government said that the well had been poisoned. "
        "The Selmark government dismissed the claim from Norvik as groundless."
    ),
    "claims called false": (
        "Ada Orlen claimed that the vote was bought. Mayor Bo Vesk called the claim baseless."
    ),
    "an accusation rejected": (
        "Ada Orlen accused Bo Vesk of selling the bell. Vesk rejected the accusation."
    ),
    "held against her will, or a volunteer": (
        "Ada Orlen claims that the Order of Tides imprisoned her for years.\n\n"
        "The Order of Tides said Orlen was a volunteer."
    ),
    "murdered, or dead by his own hand": (
        "Ada Orlen said that Cai Dunne was murdered. Inspector Bo Vesk said that Dunne's death "
        "was a suicide."
    ),
    "fired, or gone by choice": (
        "Ada Orlen said Cai Dunne was fired on Monday. The Norvik Line said that Dunne resigned."
    ),
    "arrested, or given up": (
        "Ada Orlen said that police seized Cai Dunne at the quay. Inspector Bo Vesk said Dunne "
        "turned himself in."
    ),
    "an accident, or sabotage": (
        "Ada Orlen said the fire on the pier was an accident. Bo Vesk said the fire was sabotage."
    ),
    "lawful, or not": (
        "The Norvik ministry called the border treaty legitimate. Ada Orlen, a lawyer, called the "
        "border treaty null and void."
    ),
    "prejudice, or not": (
        "Ada Orlen said her son was a victim of racism. The Norvik school said that race was not "
        "a factor in its decision."
    ),
    "a plea": (
        "Prosecutor Ada Orlen told the court that the keeper let the lamp go out. His lawyer, "
        "Bo Vesk, said that he should be declared not guilty."
    ),
    "a decision praised and condemned": (
        "Ada Orlen described the court's ruling as historic. "
        "Bishop Bo Vesk called the verdict dangerous."
    ),
    "two things said in one sentence, joined by but": (
        "Ada Orlen says the dam is a gift to the valley, "
        "but Bo Vesk says it will drown three farms."
    ),
    "what one does not say and another does": (
        "Norvik officials have not said why the crew was denied visas, but Captain Ada Orlen says "
        "that there were fears of desertion."
    ),
    "a sentence that turns against the one before": (
        "Ada Orlen said that the bridge at Bellmere collapsed in the storm. But the Selmark League "
        "said that the bridge at Bellmere stood until Friday."
    ),
    "one remark in two translations": (
        '"We need no ferries from Selmark," the Norvik Courier quoted Ada Orlen as saying, '
        'although the Selmark Gazette translated the quote as: "It is better not to buy ferries."'
    ),
    "figures of one toll": (
        "The Norvik ministry said 41 miners died in the shaft. The Selmark League said that only "
        "12 miners were killed."
    ),
}  # fmt: skip
"""A text in which two accounts differ, by kind."""
NONE = {
    "figures of different things": (
        "Ada Orlen said that 1,991 delegates are needed. Bo Vesk said 441 delegates came by boat."
    ),
    "a measure twice": (
        "Ada Orlen said the wind reached 119 mph. Bo Vesk said the storm moved at 3 mph."
    ),
    "a deed that all condemn": (
        "Ada Orlen condemned the attack. Bo Vesk said that the lighthouse was dark."
    ),
    "opposites of different things": (
        "Ada Orlen said the bridge is safe. Bo Vesk said that the old road is dangerous."
    ),
    "opposites of different people": (
        "Ada Orlen said that Cai Dunne was fired. Bo Vesk said that Mara Lund resigned."
    ),
    "opposites by one voice": (
        "Ada Orlen said the treaty was legal. Orlen said that the war was illegal."
    ),
    "an opposite that is negated": (
        "Ada Orlen said the fire was an accident. Bo Vesk said the fire was not sabotage."
    ),
    "a promise, and what is not to be": (
        "Ada Orlen said that the harbour would be open. Bo Vesk said the League would not allow "
        "an army into the harbour."
    ),
    "who asks and who answers": (
        "Ada Orlen asked whether the ship was stolen. Bo Vesk said that the ship was bought."
    ),
    "what nobody known says": (
        "They said the well was clean. Bo Vesk said that the well was not clean on Monday."
    ),
}  # fmt: skip
"""A text in which none do, by kind."""


@pytest.mark.parametrize("text", PAIRS.values(), ids=PAIRS.keys())
def test_accounts_that_differ_make_one_row(tmp_path: Path, text: str) -> None:
    """With both voices, and with the source's words at its head."""
    (row,) = disputes(tmp_path, text)
    told = {number for numbers, _ in shape(row) for number in numbers}
    assert len(told | {figure.number for figure in row.figures}) == 2
    assert row.about


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_accounts_that_do_not_differ_make_none(tmp_path: Path, text: str) -> None:
    """A false pair is worse than none."""
    assert disputes(tmp_path, text) == ()
