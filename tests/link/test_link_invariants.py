"""What holds of linking whatever the documents say."""

import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

from generator.link import link
from generator.model import AnnotatedDocument, Dossier

CASES = Path(__file__).parent.parent / "data" / "link"

Build = Callable[[Mapping[str, Any]], AnnotatedDocument]
TraceFunction = Callable[[FrameType, str, object], Any]


@pytest.fixture
def collection(document_of: Build) -> list[AnnotatedDocument]:
    """The documents of every case, each at a path of its own."""
    cases = [
        (f"{file.stem}/{number}/{given.get('path', 'a.txt')}", given)
        for file in sorted(CASES.glob("*.yml"))
        for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")))
        for given in case["documents"]
    ]
    return [document_of({**given, "path": path}) for path, given in cases]


def test_the_order_of_documents_does_not_matter(collection: list[AnnotatedDocument]) -> None:
    """Shuffled documents give the same dossier and findings."""
    first = link(collection, ())
    for seed in range(5):
        shuffled = random.Random(seed).sample(collection, len(collection))  # noqa: S311 - a test
        assert link(shuffled, ()) == first


def test_documents_stand_in_order_of_date_then_path(document_of: Build) -> None:
    """Undated documents come last."""
    given = [
        ("b.txt", "2031-01-02"),
        ("a.txt", "2031-01-02"),
        ("c.txt", None),
        ("d.txt", "2030-01-01"),
    ]
    documents = [document_of({"path": path, "date": date, "text": "Rain."}) for path, date in given]
    dossier, _ = link(documents, ())
    paths = [linked.annotated.document.path for linked in dossier.documents]
    assert paths == ["d.txt", "a.txt", "b.txt", "c.txt"]


def test_another_document_changes_nothing_of_unrelated_entities(
    document_of: Build, collection: list[AnnotatedDocument]
) -> None:
    """Ids, addresses and aliases of entities that a new document does not name stay the same."""
    before, _ = link(collection, ())
    new = document_of({"path": "new.txt", "text": "{Ysolde Marr|person} of {Oberquell|place}."})
    after, _ = link([*collection, new], ())
    names = {"Ysolde Marr", "Oberquell"}
    assert tuple(e for e in after.entities if e.name.text not in names) == before.entities


def test_ids_and_addresses_are_unique(collection: list[AnnotatedDocument]) -> None:
    """No two entities share an id or an address, however alike their names are."""
    dossier, _ = link(collection, ())
    assert len({entity.id for entity in dossier.entities}) == len(dossier.entities)
    assert len({entity.slug for entity in dossier.entities}) == len(dossier.entities)
    assert all(entity.slug.isascii() and entity.slug for entity in dossier.entities)


def test_every_printed_text_is_of_a_source(collection: list[AnnotatedDocument]) -> None:
    """Names, aliases and their evidence are spans that slice to their text."""
    dossier, _ = link(collection, ())
    for span in _spans(dossier):
        text = next(
            linked.annotated.document.text
            for linked in dossier.documents
            if linked.annotated.document.id == span.document
        )
        assert text[span.start : span.end] == span.text


def _spans(dossier: Dossier) -> list[Any]:
    found = []
    for entity in dossier.entities:
        found += [entity.name, *(entry.mention.span for entry in entity.links)]
        for alias in entity.aliases:
            found += [alias.text, alias.evidence, *alias.reason.evidence]
    return found


def test_a_mention_means_at_most_one_entity(collection: list[AnnotatedDocument]) -> None:
    """No mention is linked twice, and every link and alias has a reason."""
    dossier, _ = link(collection, ())
    linked = [entry.mention.span for entity in dossier.entities for entry in entity.links]
    assert len(linked) == len(set(linked))
    assert all(entry.reason.rule for entity in dossier.entities for entry in entity.links)


def test_links_stand_in_order_of_date_document_and_offset(
    collection: list[AnnotatedDocument],
) -> None:
    """Within a document an entity's links come in source order."""
    dossier, _ = link(collection, ())
    for entity in dossier.entities:
        starts: dict[str, list[int]] = {}
        for entry in entity.links:
            starts.setdefault(entry.mention.span.document, []).append(entry.mention.span.start)
        assert all(found == sorted(found) for found in starts.values())


SURE = {"link.surname-so-far", "link.surname-usual"}
"""Rules that may give a surname to one of its bearers."""


@pytest.mark.parametrize("seed", range(60))
def test_a_surname_never_crosses_two_bearers(document_of: Build, seed: int) -> None:
    """A surname alone is one bearer's only before the other is named, or where it long was."""
    names = random.Random(seed).choices(  # noqa: S311 - a test
        ["Dana Vell", "Orin Vell", "Vell", "Vell", "Egil Ost"],
        k=random.Random(seed).randint(2, 14),  # noqa: S311 - a test
    )
    text = "\n\n".join(f"{{{name}|person agent}} said it was {n}." for n, name in enumerate(names))
    said = [
        {"source": name, "content": f"it was {n}", "after": _where(names, n)}
        for n, name in enumerate(names)
    ]
    dossier, _ = link([document_of({"text": text, "said": said})], ())
    full = [name for name in ("Dana Vell", "Orin Vell") if name in names]
    for entity in dossier.entities:
        for entry in entity.links:
            if entry.mention.span.text != "Vell" or len(full) != len(SURE):
                continue
            before = _named_before(names, entry.mention.span.start)
            assert entry.reason.rule in SURE
            assert entry.reason.beaten
            assert before == {entity.name.text}


def _where(names: list[str], number: int) -> int:
    """Return the offset of the numbered name's sentence."""
    return len("\n\n".join(f"{name} said it was {n}." for n, name in enumerate(names[:number])))


def _named_before(names: list[str], offset: int) -> set[str]:
    """Return the full names with this surname that stand before an offset."""
    return {
        name
        for number, name in enumerate(names)
        if name in ("Dana Vell", "Orin Vell") and _where(names, number) < offset
    }


def test_nothing_gives_nothing() -> None:
    """No documents give an empty dossier."""
    assert link((), ()) == (Dossier(documents=(), entities=()), ())


@pytest.mark.slow
def test_work_grows_with_the_number_of_documents(document_of: Build) -> None:
    """Four times the documents take at most five times the work."""
    text = (
        "{Dana V%d|person agent} of the {Velm Road Ministry %d|organization} met {Orin Tass|person}"
        " in {Peru|place locative}.\n\n{V%d|person agent} said it was late."
    )
    documents = [
        document_of({
            "path": f"{n}.txt", "text": text % (n % 97, n % 31, n % 97),
            "said": [{"source": f"V{n % 97}", "content": "it was late", "after": 60}],
        })
        for n in range(1000)
    ]  # fmt: skip
    few, many = _lines(documents[:250]), _lines(documents)
    assert many < 5 * few


@pytest.mark.slow
def test_work_grows_with_the_number_of_mentions(document_of: Build) -> None:
    """Four times the mentions of one document take at most five times the work."""
    start = (
        "{Dana Vell|person agent} ran. {Vell|person agent} won. {Vell|person agent} rested. "
        "{Vell|person agent} slept.\n\nHis father {Orin Vell|person agent} watched.\n\n"
    )
    more = (
        "The club thanked {Vell|person object}. {It|pronoun agent} sat. {He|pronoun agent} left. "
        "President {Egil T%dass|person} saw {Frelco%d|organization}. The President left."
    )
    documents = [
        document_of({"text": start + "\n\n".join(more % (n, n) for n in range(count))})
        for count in (100, 400)
    ]
    few, many = (_lines([document]) for document in documents)
    assert many < 5 * few


def _lines(documents: list[AnnotatedDocument]) -> int:
    """Return how many lines of linking run: work that no other program on the machine changes."""
    count = 0

    def step(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        nonlocal count
        count += event == "line"
        return step if "link" in frame.f_code.co_filename else None

    sys.settrace(step)
    try:
        link(documents, ())
    finally:
        sys.settrace(None)
    return count
