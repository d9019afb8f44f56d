"""Golden cases of attributions, refusals and own voice (tests/data/attributions/*.yml).

The cases are read without names and times, so that each shows what these rules do by themselves.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.collect import document_from_text
from generator.extract.attributions import find_attributions, find_own_voice, find_refusals
from generator.extract.parse import Parse, parse

if TYPE_CHECKING:
    from spacy.language import Language

    from generator.model import Attribution, Span

DATA = Path(__file__).parents[2] / "data/attributions"
OPTIONAL = ("role", "addressee", "channel", "topic", "occasion")
SPECIAL = {"refusals", "own_voice"}

Case = dict[str, Any]


def cases(*names: str) -> list[Any]:
    """Return the cases of some files, each under its file and title."""
    return [
        pytest.param(case, id=f"{name}: {case['title']}")
        for name in names
        for case in yaml.safe_load((DATA / f"{name}.yml").read_text("utf-8"))
    ]


def parsed(case: Case, nlp: "Language") -> Parse:
    """Return the parse of a case's text."""
    return parse(document_from_text("case", case["text"].strip()), nlp)


def words(span: "Span | None") -> str | None:
    """Return the words of a span."""
    return None if span is None else span.text


def shown(attribution: "Attribution", everything: "tuple[Attribution, ...]") -> Case:
    """Return an attribution as the golden files write it."""
    case: Case = {"source": words(attribution.source)}
    case |= {k: words(getattr(attribution, k)) for k in OPTIONAL if getattr(attribution, k)}
    case["cue"] = words(attribution.cue)
    case["content"] = [part.text for part in attribution.content]
    case["kind"], case["stance"] = attribution.kind.value, attribution.stance.value
    if attribution.hedges:
        case["hedges"] = [hedge.span.text for hedge in attribution.hedges]
    if attribution.parent:
        outer = next(other for other in everything if other.id == attribution.parent)
        case["inside"] = words(outer.cue) or outer.content[0].text
    case["rule"] = attribution.reason.rule.removeprefix("attribution.")
    return case


GENERAL = sorted(path.stem for path in DATA.glob("*.yml") if path.stem not in SPECIAL)


@pytest.mark.parametrize("case", cases(*GENERAL))
def test_who_says_what(case: Case, nlp: "Language") -> None:
    """Each text has exactly the attributions that its case lists."""
    found = find_attributions(parsed(case, nlp), (), ())
    assert [shown(attribution, found) for attribution in found] == case["found"]


@pytest.mark.parametrize("case", cases("refusals"))
def test_what_is_withheld(case: Case, nlp: "Language") -> None:
    """Each text has exactly the refusals that its case lists."""
    found = find_refusals(parsed(case, nlp), ())
    assert [
        {
            "who": words(refusal.who),
            "cue": refusal.cue.text,
            "withheld": words(refusal.withheld),
            "span": refusal.span.text,
            "rule": refusal.reason.rule.removeprefix("refusal."),
        }
        for refusal in found
    ] == case["found"]


@pytest.mark.parametrize("case", cases("own_voice"))
def test_own_voice(case: Case, nlp: "Language") -> None:
    """Each text has exactly the passages in its own voice that its case lists."""
    text = parsed(case, nlp)
    found = find_own_voice(text, find_attributions(text, (), ()), find_refusals(text, ()))
    assert [
        {
            "span": passage.span.text,
            "kind": passage.kind.value,
            **({"hedges": [h.span.text for h in passage.hedges]} if passage.hedges else {}),
            "rule": passage.reason.rule.removeprefix("own-voice."),
        }
        for passage in found
    ] == case["found"]
