"""The corpus of stories and its gold agree: words, ids, traps, membership, days, later state."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
import pytest
import yaml

from tests.stories.gold import (
    Change,
    Claim,
    Entry,
    Figure,
    FigureValue,
    Gold,
    Member,
    Strict,
    negatives,
    positives,
    read,
    within,
    words_of,
)

CORPUS = Path(__file__).parent / "corpus"
SEEDS = CORPUS / "seeds"
LATER = CORPUS / "later"
TRAPS = frozenset(
    {
        "surname",
        "office",
        "ministry",
        "transliteration",
        "reprint",
        "chain",
        "denial",
        "no-corroboration",
        "condition",
        "outlet-retraction",
        "speaker-retraction",
        "corrected-figure",
        "tolls",
        "dates",
        "places",
        "one-side",
        "echo",
        "two-places",
        "initials",
        "group",
        "pronoun",
        "repeated",
        "promise-broken",
        "pledge-deed",
        "edited",
        "renamed",
        "withdrawn",
    }
)


class SourceChange(Strict, frozen=True, kw_only=True):
    """A line of the manifest: what happened to a file between the two states."""

    kind: Literal["edited", "renamed", "withdrawn"]
    document: str
    before: str = ""
    after: str = ""
    to: str = ""


GOLD: Gold = read(CORPUS / "gold.yml")
ENTRIES: tuple[Entry, ...] = (*positives(GOLD), *negatives(GOLD))
CHANGES = msgspec.yaml.decode((LATER / "manifest.yml").read_bytes(), type=tuple[SourceChange, ...])
DOCUMENTS = {
    path.name[:3]: path for path in sorted(SEEDS.iterdir()) if not path.name.endswith(".meta.yml")
}
TEXTS = {document: path.read_text(encoding="utf-8") for document, path in DOCUMENTS.items()}


def metadata_of(path: Path) -> Path:
    """Where the metadata of a source stands that has no front matter."""
    return path.with_name(f"{path.stem}.meta.yml")


def published(document: str) -> date:
    """The day on which a document came out."""
    path = DOCUMENTS[document]
    if path.suffix == ".md":
        head = TEXTS[document].split("---")[1]
    else:
        head = metadata_of(path).read_text(encoding="utf-8")
    day = yaml.safe_load(head)["date"]
    assert isinstance(day, date)
    return day


def spans(entry: Entry) -> frozenset[tuple[str, str]]:
    """Document and text of the words of an entry."""
    return frozenset((words.document, words.text) for words in words_of(entry))


def claims() -> Sequence[Claim]:
    """Each claim of the gold."""
    return [claim for entry in ENTRIES for claim in within(entry, Claim)]


def test_no_two_documents_share_an_id() -> None:
    """The first three characters of a file's name are its document's alone."""
    files = [path for path in SEEDS.iterdir() if not path.name.endswith(".meta.yml")]
    assert len(files) == len(DOCUMENTS) >= 40


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_is_as_long_as_one_of_its_kind(document: str) -> None:
    """A text has 100 to 250 words; one is a long report."""
    text = re.sub(r"<[^>]+>|\A---.*?^---", " ", TEXTS[document], flags=re.DOTALL | re.MULTILINE)
    assert 100 <= len(text.split()) <= 250 or len(text.split()) >= 500


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.id))
def test_every_span_stands_once_in_its_document(entry: Entry) -> None:
    """Words of the gold are found exactly once where it says."""
    for document, text in spans(entry):
        assert TEXTS[document].count(text) == 1, (document, text)


def test_no_two_entries_share_an_id() -> None:
    """Every entry has an id of its own."""
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))


def test_no_trap_is_unknown() -> None:
    """A trap is one of those that the corpus is to set."""
    assert {trap for entry in ENTRIES for trap in entry.traps} <= TRAPS


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_every_trap_is_set_twice_without_common_words(trap: str) -> None:
    """Each kind of trap must be found in two places that have no words in common."""
    set_by = [spans(entry) for entry in positives(GOLD) if trap in entry.traps]
    set_by += [spans(entry) for entry in GOLD.different if trap in entry.traps]
    assert any(not one & other for one, other in combinations(set_by, 2))


def test_every_document_stands_in_a_story_or_is_named_as_none() -> None:
    """No document is left out of the gold or in both parts."""
    told = {member.document for story in GOLD.stories for member in within(story, Member)}
    assert told | set(GOLD.none) == set(DOCUMENTS)
    assert not told & set(GOLD.none)


def test_a_third_of_the_gold_at_least_is_of_what_must_not_be_shown() -> None:
    """Look-alikes are at least a third of the entries."""
    assert len(negatives(GOLD)) * 3 >= len(ENTRIES)


def test_each_kind_of_pair_has_three_at_least() -> None:
    """No kind of pair rests on one example."""
    kinds = [type(pair) for pair in GOLD.pairs]
    assert all(kinds.count(kind) >= 3 for kind in set(kinds))
    assert len(set(kinds)) == 5


def test_every_side_is_declared() -> None:
    """A side of a claim, of a figure or of voices is one that the file declares."""
    known = {side.name for side in GOLD.sides} | {None}
    named = {claim.side for claim in claims()}
    named |= {value.side for figure in GOLD.figures for value in within(figure, FigureValue)}
    named |= {entry.side for entry in GOLD.one_side} | {side.within for side in GOLD.sides}
    assert named <= known


def test_no_claim_is_later_than_its_document() -> None:
    """Words were said on the day of the document that carries them, or before."""
    late = [claim for claim in claims() if claim.date > published(claim.document)]
    assert not late


def test_nobody_stands_against_themselves_on_one_day() -> None:
    """The claims of a pair have two speakers, or one speaker on two days."""
    for pair in GOLD.pairs:
        assert pair.left.speaker != pair.right.speaker or pair.left.date != pair.right.date, pair.id


@pytest.mark.parametrize("figure", GOLD.figures, ids=lambda figure: str(figure.id))
def test_the_values_of_a_figure_are_in_order(figure: Figure) -> None:
    """Values go by the day of which they are, and only the first is called so."""
    assert [value.as_of for value in figure.values] == sorted(v.as_of for v in figure.values)
    assert [value.status == "first" for value in figure.values].index(True) == 0
    assert sum(value.status == "first" for value in figure.values) == 1


def test_every_retraction_and_deed_follows_what_it_answers() -> None:
    """What is taken back or promised was said before."""
    for retraction in GOLD.retractions:
        assert retraction.takes_back.date < retraction.left.date, retraction.id
    for promise in GOLD.promises:
        assert all(promise.promise.date < deed.date for deed in promise.deeds), promise.id


def test_the_gold_names_the_changes_that_the_manifest_makes() -> None:
    """What is edited, renamed or withdrawn is the same in both files."""
    named = {(change.kind, change.words.document) for change in GOLD.changes}
    assert named == {(change.kind, change.document[:3]) for change in CHANGES}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.document))
def test_the_later_state_is_what_its_manifest_says(change: SourceChange) -> None:
    """Edited files differ only as told; renamed ones keep their bytes; withdrawn ones are gone."""
    source, later = SEEDS / change.document, LATER / (change.to or change.document)
    if change.kind == "withdrawn":
        assert not later.exists()
        return
    before = source.read_bytes()
    if change.kind == "edited":
        assert before.count(change.before.encode()) == 1
        before = before.replace(change.before.encode(), change.after.encode())
    else:
        assert metadata_of(later).read_bytes() == metadata_of(source).read_bytes()
    assert later.read_bytes() == before


def test_the_words_of_an_edit_are_those_that_it_changes() -> None:
    """The gold's words of an edited source are the words before."""
    edits = {change.document[:3]: change.before for change in CHANGES if change.kind == "edited"}
    changes = [change for change in within(GOLD, Change) if change.kind == "edited"]
    assert {change.words.document: change.words.text for change in changes} == edits


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("{id: z, kind: a, left: 1}", "left"),
        ("{id: z, kind: z}", "kind"),
        ("{id: z, kind: c, event: a storm, differs: colour}", "differs"),
        ("{id: z, kind: d, queston: who}", "queston"),
    ],
)
def test_a_pair_without_the_fields_of_its_kind_is_refused(
    tmp_path: Path, entry: str, place: str
) -> None:
    """A field that is missing, misspelt or of no known value is named with its place."""
    path = tmp_path / "gold.yml"
    text = (CORPUS / "gold.yml").read_text(encoding="utf-8")
    path.write_text(text.replace("\npairs:\n", f"\npairs:\n  - {entry}\n"), encoding="utf-8")
    with pytest.raises(msgspec.ValidationError, match=place):
        read(path)
