"""The comparison of what is found in documents names each that differs, and no other."""

from generator.model import Span
from tests.quality.bytes import AGREED, agreed, differences, digest, files, written_out


def test_names_documents_that_changed_came_and_went() -> None:
    """One that changed, one that is new, one that is gone differ; one that is alike does not."""
    found = {"alike": "a", "changed": "b", "new": "c"}
    expected = {"alike": digest("a"), "changed": digest("a"), "gone": digest("d")}
    assert differences(found, expected, whole=True) == ["changed", "gone", "new"]
    assert differences(found, expected, whole=False) == ["changed", "new"]


def test_the_list_holds_every_document() -> None:
    """Each labelled document, each of the corpus, the seed, and each file linked as a whole."""
    names = {name for _, documents in files() for name in documents}
    assert set(agreed()) == names | {f"{file} together" for file, _ in files()}
    assert AGREED.read_text("utf-8").splitlines() == sorted(AGREED.read_text("utf-8").splitlines())


def test_what_is_found_is_written_out_with_its_words() -> None:
    """A line an annotation: what it is, where, its words and the rule that made it."""
    ((name, text),) = written_out(["seeds 000"])
    assert name.startswith("seeds 000")
    kinds = {line.split(":")[0] for line in text.splitlines()}
    assert {"sentences", "mentions", "attributions", "times", "entity", "statement"} <= kinds
    assert "Rustem Umerov" in text
    assert Span.__name__ not in text
