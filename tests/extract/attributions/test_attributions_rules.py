"""Every rule of a list decides its own examples, leaves the look-alikes alone, and is needed."""

import re
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from generator.extract.attributions import ends, find_attributions, vetoes
from generator.extract.attributions.rules import Rule
from tests.extract.attributions.test_attributions_golden import parsed

if TYPE_CHECKING:
    from spacy.language import Language

    from generator.model import Attribution

_BAR = " | "
_FAMILY = re.compile(r"[\w-]+: [\w-]+")
"""What a statement's reason notes of its verb: "say: say"."""


def examples(rules: tuple[Rule[Any], ...], kind: str) -> list[Any]:
    """Return the rules with each of their examples of a kind, named after rule and place."""
    return [
        pytest.param(rule, text, id=f"{rule.name}-{number}")
        for rule in rules
        for number, text in enumerate(getattr(rule, kind), 1)
    ]


def said(text: str, nlp: "Language") -> "tuple[Attribution, ...]":
    """Return what somebody says in a text."""
    return find_attributions(parsed({"text": text}, nlp), (), ())


def off(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, rule: Rule[Any]) -> None:
    """Take a rule out of its list."""
    monkeypatch.setattr(module, name, tuple(r for r in getattr(module, name) if r is not rule))


def contents(text: str, nlp: "Language") -> set[str]:
    """Return the words of each content in a text."""
    return {" ".join(span.text for span in each.content) for each in said(text, nlp)}


def verbs(text: str, nlp: "Language") -> list[str]:
    """Return the verbs, each with its family, that say something in a text."""
    notes = (each.reason.note for each in said(text, nlp))
    return [note for note in notes if _FAMILY.fullmatch(note)]


def parts(text: str) -> tuple[str, str]:
    """Return an example without its bar, and what stands before the bar."""
    first, _, rest = text.partition(_BAR)
    joint = "" if rest[0] in ":;" else " "
    return f"{first}{joint}{rest}", first.rstrip(",")


@pytest.mark.parametrize(("rule", "text"), examples(ends.ENDS, "hits"))
def test_a_content_ends_at_the_bar(
    rule: Rule[Any], text: str, nlp: "Language", monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the rule a content ends there; without it something else is said."""
    whole, first = parts(text)
    found = contents(whole, nlp)
    assert any(first.endswith(content) for content in found)
    off(monkeypatch, ends, "ENDS", rule)
    assert contents(whole, nlp) != found


@pytest.mark.parametrize(("rule", "text"), examples(ends.ENDS, "misses"))
def test_a_look_alike_goes_on(rule: Rule[Any], text: str, nlp: "Language") -> None:
    """In a look-alike the content goes on to the end of the sentence."""
    assert rule in ends.ENDS
    assert any(text.rstrip(".").endswith(content) for content in contents(text, nlp))


@pytest.mark.parametrize(("rule", "text"), examples(vetoes.VETOES, "hits"))
def test_nothing_is_said(
    rule: Rule[Any], text: str, nlp: "Language", monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the rule no verb says anything; without it one does."""
    assert not verbs(text, nlp)
    off(monkeypatch, vetoes, "VETOES", rule)
    assert verbs(text, nlp)


@pytest.mark.parametrize(("rule", "text"), examples(vetoes.VETOES, "misses"))
def test_a_look_alike_says_something(rule: Rule[Any], text: str, nlp: "Language") -> None:
    """In a look-alike somebody says something."""
    assert rule in vetoes.VETOES
    assert said(text, nlp)


def test_every_rule_has_a_hit_and_a_miss_and_a_name_of_its_own() -> None:
    """No rule stands in a list without examples, and no two are called the same."""
    rules: list[Rule[Any]] = [*vetoes.VETOES, *ends.ENDS]
    assert all(rule.hits and rule.misses for rule in rules)
    assert len({rule.name for rule in rules}) == len(rules)
