"""The learned tables are what the committed scripts print."""

import sys
from pathlib import Path

import pytest

from generator.data import train_evidence, train_vectors

SHARED = Path(__file__).parents[3] / "shared/eval/data"
DATA = Path(train_vectors.__file__).parent
CORPORA = ("gum.interview", "gum.news", "meantime", "re3d", "uner-pud")


def test_vectors_are_what_their_script_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """The weights of word vectors are byte for byte what is learned from the tables of names."""
    train_vectors.main()
    table = (DATA / "organizations_evidence_vectors.tsv").read_text("utf-8")
    assert capsys.readouterr().out == table, "run python -m generator.data.train_vectors"


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_evidence_is_what_its_script_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weights of evidence are byte for byte what the labelled files teach today's rules."""
    files = [str(SHARED / f"{name}.jsonl") for name in CORPORA]
    monkeypatch.setattr(sys, "argv", ["train_evidence", *files])
    train_evidence.main()
    table = (DATA / "organizations_evidence.tsv").read_text("utf-8")
    assert capsys.readouterr().out == table, "run python -m generator.data.train_evidence"
