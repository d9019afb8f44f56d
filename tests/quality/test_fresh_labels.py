"""The freshly labelled files hold what their hand-written labels say."""

import itertools

import pytest

from tests.quality.eval.fresh import make


@pytest.mark.parametrize("name", make.HALVES)
def test_labelled_file_is_what_its_labels_give(name: str) -> None:
    """A label that is mended must reach the file that is scored."""
    written = (make.HERE / f"fresh-{name}.jsonl").read_text("utf-8")
    assert written == make.lines(make.half(name))


@pytest.mark.parametrize("name", make.HALVES)
def test_every_span_lies_in_its_text(name: str) -> None:
    """Spans are not empty and no name lies inside of another."""
    for document in make.half(name):
        names = [(e["start"], e["end"]) for e in document["entities"]]
        contents = [span for a in document["attributions"] for span in a["content"]]
        assert all(0 <= a < b <= len(document["text"]) for a, b in names + contents)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(names))


def test_occurrence_that_is_not_there_is_refused() -> None:
    """A label that names a third of two must not pass for one that is found."""
    with pytest.raises(make.LabelError):
        make.numbered("One bell and one bell.", "bell @3")
