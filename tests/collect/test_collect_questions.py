"""An editor's questions: bound to exact words of any document, signed, and told when wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.collect import Collected
from generator.model import NoteAction

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]

TEXT = " date 2031-05-06 The pier was damaged, Ana Roel said.\n\nThe union denied the pier fell.\n"
GOOD = """\
- question: Was the pier
    damaged?
  signed: R. Lund
  on: 2031-05-07
  about:
    - {document: a.txt, text: was damaged}
    - document: sub/b.txt
      text: pier
      before: denied the
      paragraph: 2
"""


def _collect(put: Put, run: Run, questions: str | bytes) -> Collected:
    put("a.txt", TEXT)
    put("sub/b.txt", TEXT.replace("union", "crew"))
    put("_questions.yml", questions)
    return run()


def test_a_question_binds_to_each_of_its_places(put: Put, run: Run) -> None:
    """In whatever documents they are; it keeps who signed it and when, and its own place."""
    collected = _collect(put, run, GOOD)
    assert collected.findings == ()
    texts = {document.id: document for document in collected.documents}
    assert [(texts[n.span.document].path, n.span.text) for n in collected.notes] == [
        ("a.txt", "was damaged"),
        ("sub/b.txt", "pier"),
    ]
    for note in collected.notes:
        assert note.action is NoteAction.QUESTION
        assert (note.value, note.signed) == ("Was the pier damaged?", "R. Lund")
        assert (note.on, note.path, note.line) == ("2031-05-07", "_questions.yml", 1)
        text = texts[note.span.document].text
        assert text[note.span.start : note.span.end] == note.span.text


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        ((GOOD, "question: Why?\n"), "wrong-type", 1),
        ((GOOD, "- Why?\n"), "wrong-type", 1),
        ((GOOD, "- [\n"), "bad-yaml", 2),
        (("signed: R. Lund", "signet: R. Lund"), "unknown-key", 3),
        (("  signed: R. Lund\n", ""), "question-incomplete", 1),
        (("signed: R. Lund", "signed:"), "wrong-type", 3),
        (("signed: R. Lund", "signed: [R. Lund]"), "wrong-type", 3),
        (("2031-05-07", "2031-02-30"), "impossible-date", 4),
        (("2031-05-07", "in May"), "bad-date", 4),
        (("a.txt,", "ab.txt,"), "question-document", 6),
        (("was damaged", "was destroyed"), "note-unbound", 6),
        (("      before: denied the\n      paragraph: 2\n", ""), "note-ambiguous", 7),
        (("paragraph: 2", "paragraph: two"), "wrong-type", 10),
        ((", text: was damaged", ""), "question-incomplete", 6),
        (("{document: a.txt, text: was damaged}", "a.txt"), "wrong-type", 6),
        (("text: was damaged", "test: was damaged"), "unknown-key", 6),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    put: Put, run: Run, change: tuple[str, str], code: str, line: int
) -> None:
    """A question of which anything is wrong is asked nowhere; all documents are read."""
    collected = _collect(put, run, GOOD.replace(*change))
    (finding,) = collected.findings
    assert (finding.path, finding.line) == ("seeds/_questions.yml", line)
    assert finding.code.endswith(code)
    assert finding.hint
    assert collected.notes == ()
    assert len(collected.documents) == 2


def test_a_document_that_is_not_annotated_is_asked_nothing(put: Put, run: Run) -> None:
    """Nothing in it is disputed here; it says so instead of passing the question over."""
    put("a.txt.meta.yml", "language: de\n")
    collected = _collect(put, run, GOOD)
    codes = [finding.code for finding in collected.findings if finding.path.endswith(".yml")]
    assert "collect.question-on-stored" in codes
    assert collected.notes == ()


def test_other_names_with_an_underscore_are_passed_over(put: Put, run: Run) -> None:
    """As ever: a place for drafts."""
    put("_drafts.yml", "- [")
    put("sub/_questions.yml", "- [")
    assert _collect(put, run, GOOD).findings == ()
