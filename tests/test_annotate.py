"""What `briefings annotate` gives for a text, beyond what extraction finds."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.annotate import annotate, annotate_file

if TYPE_CHECKING:
    from spacy.language import Language


def _said(text: str, nlp: "Language") -> list[dict[str, Any]]:
    record = annotate({"id": "a", "date": "2031-05-06", "text": text}, nlp)
    return [
        {
            "source": text[slice(*said["source"])] if said["source"] else None,
            "cue": text[slice(*said["cue"])] if said["cue"] else None,
            "content": [text[slice(*piece)] for piece in said["content"]],
            "stance": said["stance"],
        }
        for said in record["attributions"]
    ]


def test_what_a_speaker_withheld_is_an_attribution(nlp: "Language") -> None:
    """Who declined to say something has an attribution that withholds it."""
    assert _said("A spokeswoman for Orin Tass declined to say whether the vote stands.", nlp) == [
        {
            "source": "A spokeswoman for Orin Tass",
            "cue": "declined to say",
            "content": ["whether the vote stands"],
            "stance": "withholds",
        }
    ]


def test_who_did_not_answer_withheld_nothing(nlp: "Language") -> None:
    """A call that nobody returned is a refusal, and no attribution."""
    assert _said("The Vesk office did not return a call seeking comment.", nlp) == []


def test_a_refusal_that_is_an_attribution_stands_once(nlp: "Language") -> None:
    """What extraction attributes already is not given again as a refusal."""
    assert len(_said("Officials have not said why the ferry was held.", nlp)) == 1


def test_a_content_begins_with_its_that(nlp: "Language") -> None:
    """A clause has the word that opens it, with the marks around its quotation; a noun has none."""
    said = _said('Orin Tass said Monday that "the ferry is safe." He denied that.', nlp)
    assert [one["content"] for one in said] == [['that "the ferry is safe."'], ["that"]]
    assert _said("Orin Tass praised that ferry.", nlp)[0]["content"] == ["that ferry"]


def test_a_record_in_another_language_is_told(tmp_path: Path) -> None:
    """It is annotated as asked, and a warning says that the rules do not read its language."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    german = (
        "Nach Angaben der Hafenbehörde warteten am Montag vierzig Schiffe vor der Einfahrt, weil "
        "der Lotse erkrankt war und kein anderer zur Verfügung stand."
    )
    records = [{"id": "a", "text": german}, {"id": "b", "text": "It rained."}]
    source.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    (warning,) = annotate_file(source, target).warnings
    assert warning.endswith("'a': its text looks German (de), and rules read English only")
    assert len(target.read_text("utf-8").splitlines()) == 2
