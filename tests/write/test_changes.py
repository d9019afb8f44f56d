"""What a run tells of changed documents and statements."""

import json
from pathlib import Path

import pytest

from generator.write import changes, lines, write
from generator.write.changes import Fate


def said(document: str, speaker: str, content: str, stance: str = "affirms") -> dict[str, object]:
    """Return the annotation of one statement, as a briefing publishes it."""
    return {
        "id": f"urn:briefings:{document}#s{len(content)}",
        "body": {
            "value": {"speaker": {"exact": speaker}, "cue": {"exact": "said"}, "stance": stance}
        },
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": content}]}],
    }


MENTION = {"id": "urn:briefings:a#m1", "target": {"source": "urn:sha256:1"}}
"""Another kind of annotation beside the statements."""


def site(**documents: tuple[str, list[dict[str, object]]]) -> dict[str, bytes]:
    """Return the generated files of documents: digest of the text, and statements, by id."""
    index = {
        "documents": {i: {"path": f"{i}.txt", "text_sha256": t} for i, (t, _) in documents.items()}
    }
    files = {"proofs.json": json.dumps(index).encode()}
    for identity, (_, items) in documents.items():
        record = {"annotations": {"first": {"items": [*items, MENTION]}}}
        files[f"proofs/{identity}.js"] = f"hand(\n{json.dumps(record)}\n);\n".encode()
    return files


OPEN = said("a", "Dana Vell", "the bridge is open to all lorries")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder in which one document with one statement was published."""
    write(site(a=("1", [OPEN])), tmp_path)
    return tmp_path


def told(files: dict[str, bytes], docs: Path) -> list[str]:
    """Return the lines of the report."""
    return [line for change in changes(files, docs) for line in lines(change)]


def test_the_same_is_no_change(docs: Path) -> None:
    """What stays the same is not told."""
    assert told(site(a=("1", [OPEN])), docs) == []


def test_a_first_run_tells_nothing(tmp_path: Path) -> None:
    """Where nothing was published, all would be new."""
    assert told(site(a=("1", [OPEN])), tmp_path) == []


def test_a_reworded_statement_is_changed(docs: Path) -> None:
    """Old and new wording stand together."""
    new = said("a", "Dana Vell", "the bridge is open to most lorries")
    assert told(site(a=("2", [new])), docs) == [
        "a.txt: changed, its text",
        "  ~ Dana Vell said: the bridge is open to all lorries",
        "    Dana Vell said: the bridge is open to most lorries",
    ]


def test_another_speaker_is_a_change(docs: Path) -> None:
    """The same words of somebody else are not the same statement."""
    new = said("a", "Mark Hesse", "the bridge is open to all lorries")
    change = changes(site(a=("2", [new])), docs)[0].statements[0]
    assert change.before is not None
    assert change.after is not None
    assert (change.before.speaker, change.after.speaker) == ("Dana Vell", "Mark Hesse")


def test_a_stance_read_otherwise_is_a_change(docs: Path) -> None:
    """The text is the same; new rules read it otherwise."""
    new = said("a", "Dana Vell", "the bridge is open to all lorries", stance="negates")
    assert told(site(a=("1", [new])), docs) == [
        "a.txt: changed, what is read in it",
        "  ~ Dana Vell said: the bridge is open to all lorries",
        "    affirms, now negates",
    ]


def test_words_that_stand_for_somebody_else_are_a_change(docs: Path) -> None:
    """The words are the same, and another person is meant by them now."""
    new = said("a", "Dana Vell", "the bridge is open to all lorries")
    value = new["body"]["value"]  # type: ignore[index]
    value["speakerName"] = {"exact": "Dana Vell of Norvik"}
    assert told(site(a=("1", [new])), docs) == [
        "a.txt: changed, what is read in it",
        "  ~ Dana Vell said: the bridge is open to all lorries",
        "    nobody, now Dana Vell of Norvik",
    ]


def test_moved_words_are_no_change(docs: Path) -> None:
    """A paragraph put in before shifts offsets and ids, and changes no statement."""
    moved = {**OPEN, "id": "urn:briefings:a#s999"}
    found = changes(site(a=("2", [moved])), docs)
    assert [(c.text, c.statements) for c in found] == [(True, ())]


def test_statements_and_documents_come_and_go(docs: Path) -> None:
    """Statements are told with their words; those of whole documents are counted."""
    other = said("b", "Rita Lund", "nobody was hurt")
    assert told(site(b=("1", [other])), docs) == [
        "a.txt: gone, 1 statement",
        "b.txt: new, 1 statement",
    ]
    assert told(site(a=("2", [said("a", "Rita Lund", "nobody was hurt")])), docs) == [
        "a.txt: changed, its text",
        "  + Rita Lund said: nobody was hurt",
        "  - Dana Vell said: the bridge is open to all lorries",
    ]
    assert {change.fate for change in changes(site(b=("1", [other])), docs)} == {
        Fate.NEW,
        Fate.GONE,
    }


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"documents": 3}'])
def test_what_cannot_be_read_is_not_compared(docs: Path, broken: bytes) -> None:
    """A damaged index stops nothing."""
    (docs / "proofs.json").write_bytes(broken)
    assert told(site(a=("2", [])), docs) == []
