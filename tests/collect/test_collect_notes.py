from collections.abc import Callable
from pathlib import Path

import pytest

from generator.collect import Collected
from generator.model import CuratedNote, NoteAction

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]

TEXT = """\
 date 2024-11-05 The bridge was closed, Minister Orla Venn said.

Venn said the bridge "may" reopen. Vennish towns were cut off (all of them).

The minister of
transport declined to comment.
"""


def _collect(put: Put, run: Run, notes: str) -> Collected:
    put("a.txt", TEXT)
    put("a.notes.yml", notes)
    return run()


def _only(put: Put, run: Run, notes: str) -> CuratedNote:
    collected = _collect(put, run, notes)
    assert collected.findings == ()
    (note,) = collected.notes
    document = collected.documents[0]
    assert document.text[note.span.start : note.span.end] == note.span.text
    assert note.span.document == document.id
    return note


def test_note_binds_to_the_one_place_of_its_words(put: Put, run: Run) -> None:
    """A note keeps its words' span, what it says, who signed it, and its own place."""
    note = _only(
        put,
        run,
        "# ours\n- text: was closed\n  value: It opened again in May.\n  signed: Ada Quill\n",
    )
    assert note.span.text == "was closed"
    assert (note.action, note.value) == (NoteAction.COMMENT, "It opened again in May.")
    assert (note.signed, note.path, note.line) == ("Ada Quill", "a.notes.yml", 2)


@pytest.mark.parametrize("action", [each for each in NoteAction if each != "question"])
def test_every_action_can_be_written(put: Put, run: Run, action: NoteAction) -> None:
    """Each action of the records has its form in the file; questions have a file of their own."""
    value = "" if action.value.startswith("not a") else "value: person, "
    line = f"- {{text: Orla Venn, action: {action.value}, {value}signed: Ada, why: because}}\n"
    assert _only(put, run, line).action is action


def test_before_chooses_among_places(put: Put, run: Run) -> None:
    """The words just before decide where the same words stand twice."""
    note = _only(put, run, "- {text: bridge, before: said the, value: x, signed: Ada}\n")
    assert note.span.start == TEXT.index('bridge "may"')


def test_paragraph_chooses_among_places(put: Put, run: Run) -> None:
    """The number of the paragraph, as printed, decides where the same words stand twice."""
    note = _only(put, run, "- {text: bridge, paragraph: 1, value: x, signed: Ada}\n")
    assert note.span.start == TEXT.index("bridge")


def test_words_are_whole_words(put: Put, run: Run) -> None:
    """`Venn` is not found in `Vennish`, and signs are taken as they are."""
    note = _only(put, run, "- {text: Venn, paragraph: 2, value: x, signed: Ada}\n")
    assert note.span.start == TEXT.index("Venn said the")
    put("c.txt", " date 2024-11-07 The footbridge by the bridge.")
    put("c.notes.yml", "- {text: bridge, value: x, signed: Ada}\n")
    assert run().notes[-1].span.start == 39
    put("b.txt", " date 2024-11-06 Levels rose by 3.5 m (a record).")
    put("b.notes.yml", "- {text: 3.5 m (a record)., value: x, signed: Ada}\n")
    collected = run()
    assert collected.findings == ()
    assert collected.notes[1].span.text == "3.5 m (a record)."


def test_line_break_in_the_source_is_a_space_in_the_note(put: Put, run: Run) -> None:
    """Only white space may differ; the span keeps the source's own."""
    note = _only(put, run, "- {text: minister of transport, value: x, signed: Ada}\n")
    assert note.span.text == "minister of\ntransport"


BAD = {
    "words that moved": ("{text: was opened, value: x, signed: A}", "note-unbound", "nowhere"),
    "other case": ("{text: Was closed, value: x, signed: A}", "note-unbound", "nowhere"),
    "words of the header": ("{text: date, value: x, signed: A}", "note-unbound", "nowhere"),
    "several places": (
        "{text: bridge, value: x, signed: A}",
        "note-ambiguous",
        "2 places of a.txt; add `before:` with the words just before, or `paragraph:` with one of",
    ),
    "several places in one paragraph": (
        "{text: of, before: zz, paragraph: 2, value: x, signed: A}",
        "note-unbound",
        "after those words",
    ),
    "paragraph that is not": (
        "{text: bridge, paragraph: 9, value: x, signed: A}",
        "note-unbound",
        "3 paragraphs",
    ),
    "paragraph in words": ("{text: x, paragraph: two, value: x, signed: A}", "wrong-type", "whole"),
    "no signature": ("{text: was closed, value: x}", "note-incomplete", "no signed"),
    "no words": ("{value: x, signed: A}", "note-incomplete", "no text"),
    "no value": ("{text: was closed, signed: A}", "note-incomplete", "no value"),
    "no name to be the same as": (
        "{text: Venn, action: same as, signed: A}",
        "note-incomplete",
        "'same as' needs",
    ),
    "unknown action": (
        "{text: was closed, action: comments, value: x, signed: A}",
        "note-choice",
        "write comment",
    ),
    "unknown type": (
        "{text: was closed, action: type, value: persn, signed: A}",
        "note-choice",
        "write person",
    ),
    "unknown key": ("{text: x, value: x, singed: A}", "unknown-key", "write signed"),
    "no mapping": ("just words", "wrong-type", "begin it with"),
}


@pytest.mark.parametrize(("entry", "code", "says"), BAD.values(), ids=BAD.keys())
def test_bad_note_has_one_finding(put: Put, run: Run, entry: str, code: str, says: str) -> None:
    """A note that cannot be bound or read is one error with its line, and is left out."""
    good = "- {text: Orla Venn, value: x, signed: A}\n"
    collected = _collect(put, run, f"{good}- {entry}\n")
    (finding,) = collected.findings
    assert (finding.path, finding.line) == ("seeds/a.notes.yml", 2)
    assert finding.code == f"collect.{code}"
    assert says in str(finding)
    assert len(collected.notes) == 1


def test_file_of_notes_must_be_a_list(put: Put, run: Run) -> None:
    """A mapping where a list belongs is told once."""
    (finding,) = _collect(put, run, "text: x\n").findings
    assert (finding.code, finding.line) == ("collect.wrong-type", 1)


def test_notes_without_a_document_are_an_error(put: Put, run: Run) -> None:
    """Notes whose document is gone are never silently kept."""
    put("a.txt", TEXT)
    put("b.notes.yml", "- {text: x, value: x, signed: A}\n")
    (finding,) = run().findings
    assert (finding.path, finding.code) == ("seeds/b.notes.yml", "collect.no-document")


def test_empty_file_of_notes_is_no_mistake(put: Put, run: Run) -> None:
    """A file of comments alone holds no notes."""
    assert _collect(put, run, "# none yet\n").findings == ()
