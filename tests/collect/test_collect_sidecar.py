from collections.abc import Callable
from pathlib import Path

import pytest

from generator.collect import Collected
from generator.errors import Level
from generator.model import Origin

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]

GOOD = " date 2024-11-05 The bridge was closed on Tuesday."
FULL = """\
# who published it
title: "Bridge closed: what is known"
publisher: The Vostra Herald
author: Ada Quill
url: https://herald.example/news?a=1&b=2#top
licence: CC BY 4.0
date: 2024-11-05
language: en-GB
note: |
  Added by hand.

  Checked twice.
"""


def test_every_key_is_read_with_its_line(put: Put, run: Run) -> None:
    """All keys reach the metadata, each with file, line and origin."""
    put("a.txt", "The bridge was closed.")
    put("a.meta.yml", FULL)
    collected = run()
    assert collected.findings == ()
    metadata = collected.documents[0].metadata
    assert metadata.title is not None
    assert metadata.title.value == "Bridge closed: what is known"
    assert (metadata.title.origin, metadata.title.path) == (Origin.SIDECAR, "a.meta.yml")
    assert metadata.note is not None
    assert metadata.note.value == "Added by hand.\n\nChecked twice."
    lines = {
        key: getattr(metadata, key).line
        for key in ("title", "publisher", "author", "url", "licence", "date", "language", "note")
    }
    assert list(lines.values()) == [2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize("date", ["2024-11-05", '"2024-11-05"', "2024-11-05T08:30:00Z"])
def test_dates_may_be_yaml_dates_or_text(put: Put, run: Run, date: str) -> None:
    """A date is the same with or without quotes, and a time of day is left off."""
    put("a.txt", "The bridge was closed.")
    put("a.meta.yml", f"date: {date}\n")
    stated = run().documents[0].metadata.date
    assert stated is not None
    assert stated.value == "2024-11-05"


BAD = {
    "unknown key": ("tittle: x", "unknown-key", "write title"),
    "American spelling": ("license: x", "unknown-key", "write licence"),
    "capital letters": ("Title: x", "unknown-key", "write title"),
    "key that is only like another": ("updated: x", "unknown-key", "use one of title, publisher"),
    "word that is only like a key": ("state: x", "unknown-key", "use one of title, publisher"),
    "key like none": ("zzz: x", "unknown-key", "use one of title, publisher"),
    "number for text": ("title: 2024", "wrong-type", "put it between quotes: title: '2024'"),
    "yes for text": ("title: yes", "wrong-type", "put it between quotes"),
    "list for text": ("author: [Ada, Bob]", "wrong-type", "it is a list"),
    "mapping for text": ("author: {name: Ada}", "wrong-type", "it is a mapping"),
    "tagged value": ("title: !!python/name:os.system x", "wrong-type", "tagged"),
    "no value": ("title:", "wrong-type", "it is nothing"),
    "empty text": ('title: "  "', "no-value", "remove the line"),
    "text that nobody sees": (r'title: "\u200b"', "no-value", "remove the line"),
    "control characters": (r'title: "a\0b"', "bad-value", "remove them"),
    "address without scheme": ("url: herald.example/a", "bad-url", "https://"),
    "address of no page": ("url: ftp://herald.example/a", "bad-url", "https://"),
    "address that runs code": ("url: javascript:alert(1)", "bad-url", "https://"),
    "address with a space": ("url: https://herald.example/a b", "bad-url", "https://"),
    "address that cannot be split": ("url: 'http://[x'", "bad-url", "https://"),
    "address with a port that no computer has": (
        "url: https://herald.example:99999/",
        "bad-url",
        "https://",
    ),
    "address that turns its direction": (
        r'url: "https://herald.example/\u202egpj"',
        "bad-url",
        "https://",
    ),
    "address with a password": ("url: https://ada:quill@herald.example/", "secret-url", "// and @"),
    "half a character": (r'title: "a \ud83d b"', "bad-value", "half of one"),
    "halves in the wrong order": (r'title: "a \ude00\ud83d b"', "bad-value", "half of one"),
    "noncharacter": (r'title: "a\uFFFEb"', "bad-value", "remove them"),
    "year for a date": ("date: 2024", "bad-date", "write the date as YYYY-MM-DD"),
    "date as a number": ("date: 20241105", "bad-date", "write the date as YYYY-MM-DD"),
    "language in words": ("language: English", "bad-language", "en-GB"),
    "impossible date": ("date: 2024-02-30", "impossible-date", "does not exist"),
    "date in words": ("date: 5 November 2024", "bad-date", "YYYY-MM-DD"),
    "key twice": ("title: x\ntitle: y", "repeated-key", "keep one"),
    "key that is a list": ("? [a]\n: b", "bad-key", "key: value"),
    "text for a mapping": ("just words", "wrong-type", "`key: value`"),
    "list for a mapping": ("- title: x", "wrong-type", "`key: value`"),
    "broken YAML": ("title: a: b", "bad-yaml", "quotes"),
    "unclosed bracket": ("title: [a", "bad-yaml", "correct the line"),
    "control character in YAML": ("title: a\u0001b", "control-characters", "remove them"),
    "alias without anchor": ("title: *a", "bad-yaml", "undefined alias"),
    "two documents": ("title: a\n---\ntitle: b", "bad-yaml", "single document"),
}


@pytest.mark.parametrize(("content", "code", "says"), BAD.values(), ids=BAD.keys())
def test_bad_sidecar_has_one_finding(
    put: Put, run: Run, content: str, code: str, says: str
) -> None:
    """A slip in a sidecar gives one finding with file, line and the likely remedy."""
    put("a.txt", GOOD)
    put("a.meta.yml", content)
    (finding,) = run().findings
    assert (finding.path, finding.code) == ("seeds/a.meta.yml", f"collect.{code}")
    assert 1 <= finding.line <= 3
    assert says in str(finding)
    assert str(finding).isprintable()
    assert "quill" not in str(finding)


def test_a_character_written_as_two_halves_is_one(put: Put, run: Run) -> None:
    """As JSON writes what lies beyond 16 bits; YAML would take it for two halves."""
    put("a.txt", GOOD)
    put("a.meta.yml", r'title: "Bridge \ud83d\ude00 open"')
    collected = run()
    assert collected.findings == ()
    title = collected.documents[0].metadata.title
    assert title is not None
    assert title.value == "Bridge \U0001f600 open"


def test_deep_nesting_is_a_finding(put: Put, run: Run) -> None:
    """YAML nested without end is refused, and does not end the run."""
    put("a.txt", GOOD)
    put("a.meta.yml", "title: " + "[" * 5000)
    assert [each.code for each in run().findings] == ["collect.bad-yaml"]


def test_sidecar_of_bytes_that_are_not_utf8(put: Put, run: Run) -> None:
    """A sidecar's encoding is checked like a document's."""
    put("a.txt", GOOD)
    put("a.meta.yml", b"title: caf\xe9\n")
    (finding,) = run().findings
    assert (finding.path, finding.code) == ("seeds/a.meta.yml", "collect.not-utf8")


def test_empty_sidecar_states_nothing(put: Put, run: Run) -> None:
    """An empty sidecar, or one of comments alone, is no mistake."""
    put("a.txt", GOOD)
    put("a.meta.yml", "# nothing yet\n")
    assert run().findings == ()


@pytest.mark.parametrize("day", ["2024-11-04", "2024-11-06"])
def test_sidecar_outranks_the_document_and_disagreement_is_told(
    put: Put, run: Run, day: str
) -> None:
    """The sidecar's date holds, and a warning names both."""
    put("a.txt", GOOD)
    put("a.meta.yml", f"title: x\ndate: {day}\n")
    collected = run()
    (finding,) = collected.findings
    assert (finding.path, finding.line) == ("seeds/a.meta.yml", 2)
    assert (finding.code, finding.level) == ("collect.dates-disagree", Level.WARNING)
    assert f"{day} contradicts 2024-11-05 in the document's header" in finding.what
    date = collected.documents[0].metadata.date
    assert date is not None
    assert (date.value, date.origin) == (day, Origin.SIDECAR)


@pytest.mark.parametrize("name", ["a.meta.yml", "a.txt.meta.yml"])
def test_sidecar_may_have_the_extension_or_not(put: Put, run: Run, name: str) -> None:
    """Both forms of the name belong to the document."""
    put("a.txt", GOOD)
    put(name, "title: x\n")
    collected = run()
    assert collected.findings == ()
    assert collected.documents[0].metadata.title is not None


def test_sidecar_of_two_possible_documents(put: Put, run: Run) -> None:
    """A name that fits two documents is an error that says how to name it."""
    put("a.txt", GOOD)
    put("a.md", "Other words, dated by nobody.")
    put("a.meta.yml", "title: x\n")
    finding = next(each for each in run().findings if each.level is Level.ERROR)
    assert (finding.path, finding.code) == ("seeds/a.meta.yml", "collect.ambiguous-companion")
    assert "a.md and a.txt" in finding.what
    assert "a.md.meta.yml" in finding.hint


def test_two_sidecars_of_one_document(put: Put, run: Run) -> None:
    """A document with both forms is an error; the first, by name, is used."""
    put("a.txt", GOOD)
    put("a.meta.yml", "title: x\n")
    put("a.txt.meta.yml", "title: y\n")
    collected = run()
    (finding,) = collected.findings
    assert (finding.path, finding.code) == ("seeds/a.txt.meta.yml", "collect.two-companions")
    assert "a.meta.yml" in finding.what
    title = collected.documents[0].metadata.title
    assert title is not None
    assert title.value == "x"


def test_sidecar_without_a_document(put: Put, run: Run) -> None:
    """A sidecar that belongs to nothing is an error that names the closest document."""
    put("bridge.txt", GOOD)
    put("brigde.meta.yml", "title: x\n")
    (finding,) = run().findings
    assert (finding.path, finding.code) == ("seeds/brigde.meta.yml", "collect.no-document")
    assert "did you mean bridge.meta.yml" in finding.hint


@pytest.mark.parametrize("named", ["bridge-2024-11-06", "harbour", "fridge"])
def test_sidecar_of_something_else_is_not_taken_for_a_slip(put: Put, run: Run, named: str) -> None:
    """Another day, another word, and a document that has its sidecar, are not suggested."""
    put("bridge-2024-11-05.txt", GOOD)
    put("bridge.txt", f"{GOOD} Again.")
    put("bridge.meta.yml", "title: x\n")
    put(f"{named}.meta.yml", "title: y\n")
    (finding,) = run().findings
    assert finding.code == "collect.no-document"
    assert "did you mean" not in finding.hint
