"""A Dask cluster parses as this machine does, also when one of its workers dies."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from generator.collect import document_from_text
from generator.store import Cache, extract_all, extraction
from generator.store.cluster import ClusterError, cluster

distributed = pytest.importorskip("distributed", reason="needs briefings[cluster]")

DOCUMENTS = tuple(
    replace(
        document_from_text(f"{number}.txt", f"Ana Roel said that {number} ships had left Norvik."),
        id=f"{number:012x}",
    )
    for number in range(8)
)


@pytest.fixture
def local() -> Iterator[object]:
    """Give a cluster of two processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


@pytest.mark.slow
def test_a_worker_that_dies_costs_time_and_no_result(
    local: object, nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two is killed after the first result; all is found, the same as in one process."""
    assert nlp
    monkeypatch.setattr(extraction, "TASK", 1)
    killed: list[int] = []

    def kill(done: int, _: int) -> None:
        if done == 1:
            process = next(iter(local.workers.values())).process  # type: ignore[attr-defined]
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)

    with cluster(local.scheduler_address) as executor:  # type: ignore[attr-defined]
        found = extract_all(DOCUMENTS, Cache(tmp_path / "there"), executor, kill)
    assert killed
    assert found == extract_all(DOCUMENTS, Cache(tmp_path / "here"))


def test_a_scheduler_that_is_not_there_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to start, or to correct the address."""
    monkeypatch.setattr("generator.store.cluster._PATIENCE", 1)
    with pytest.raises(ClusterError, match="start one with"), cluster("tcp://127.0.0.1:9"):
        pass
    with pytest.raises(ClusterError, match="correct the address"), cluster("carrier pigeon"):
        pass
