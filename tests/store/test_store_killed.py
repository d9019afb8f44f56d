"""A process that is killed while it writes leaves a store that gives right results, or none."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.store.kept import Kept
from generator.store.results import Results
from tests.material import ROOT

WRITER = """\
import itertools, sys
from pathlib import Path
from generator.store.kept import Kept
from generator.store.results import Results
from tests.store.test_store_killed import long

folder = Path(sys.argv[1])
kept, results = Kept(folder / "runs"), Results(folder / "results.sqlite", "1")
print("begun", flush=True)
for number in itertools.count():
    results.kept(long)(number % 40)
    results.save()
    kept.put(f"{number % 40:04}", (number % 40,), "x" * 400_000)
"""


def long(number: int) -> str:
    """Return what the writer keeps."""
    return f"{number} " * 20_000


def begun(folder: Path) -> subprocess.Popen[str]:
    """Return a process that writes into a store without end."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills so on this system")
def test_a_store_outlives_whoever_is_killed(tmp_path: Path) -> None:
    """Killed at ten moments, with another process that writes into the same store meanwhile."""
    other = begun(tmp_path)
    try:
        for moment in range(10):
            process = begun(tmp_path)
            time.sleep(0.013 * (moment + 1))
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            held(tmp_path)
    finally:
        other.kill()
        other.communicate()
    held(tmp_path)


def held(folder: Path) -> None:
    """Compare everything that a store gives with what it should be; it takes more, too."""
    kept, results = Kept(folder / "runs"), Results(folder / "results.sqlite", "1")
    for number in range(40):
        assert results.kept(long)(number) == f"{number} " * 20_000
        found = kept.get(f"{number:04}")
        if found is not None:
            assert found[0] == (number,)
            assert found[1]() == "x" * 400_000
    results.save()
    kept.put("ffff", (1,), "y")
    assert kept.get("ffff") is not None
