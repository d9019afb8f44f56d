import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what each kill left; the last entry is the run that was not killed."""
    driver = Path(__file__).with_name("kill_driver.py")
    work = tmp_path_factory.mktemp("kills")
    run = subprocess.run([sys.executable, driver, work], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_the_kills_cover_the_run(kills: list[dict[str, Any]]) -> None:
    """A run dies at many steps: before, between and after its changes."""
    assert sum(kill["killed"] for kill in kills) >= 30
    assert {kill["is"] for kill in kills} == {"before", "between", "after"}
    assert not kills[-1]["killed"]


def test_no_page_is_ever_half_written(kills: list[dict[str, Any]]) -> None:
    """At every moment each page is whole: as before, as after, or not there."""
    assert [kill for kill in kills if kill["half"]] == []


@pytest.mark.parametrize("how", ["same", "other", "twice"])
def test_the_next_run_mends(kills: list[dict[str, Any]], how: str) -> None:
    """The next run ends right: with the same pages, with others, and after a second kill."""
    assert [(kill["step"], kill[how]) for kill in kills if kill[how]] == []
