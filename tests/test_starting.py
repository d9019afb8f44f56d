"""`briefings init` makes a repository that is ready, and never writes over anything."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import __version__
from generator.cli import main
from generator.errors import FindingsError
from generator.starting import SAMPLE, start, starter


def test_the_workflow_installs_this_version(tmp_path: Path) -> None:
    """What is published elsewhere is made by what made the repository."""
    start(tmp_path, "Vesl", "en")
    workflow = (tmp_path / ".github/workflows/publish.yml").read_text("utf-8")
    assert f"briefings[search]=={__version__}" in workflow
    assert "{version}" not in workflow
    assert "${{ hashFiles('seeds/**') }}" in workflow


@pytest.mark.parametrize("name", ["Vesl", "Ports: news & more", '"Quoted" #1', "Häfen: Überblick"])
def test_a_name_reads_back_as_it_was_given(name: str) -> None:
    """Whatever it holds, the configuration stays YAML."""
    settings = yaml.safe_load(starter(name, "de")["mkdocs.yml"])
    assert settings["site_name"] == name
    assert settings["theme"]["language"] == "de"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """One file that is there already stops all, and is named."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / SAMPLE).write_text("mine")
    with pytest.raises(FindingsError) as error:
        start(tmp_path, "Vesl", "en")
    assert [finding.path for finding in error.value.findings] == [SAMPLE]
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]
    assert (tmp_path / SAMPLE).read_text() == "mine"


def test_a_language_without_strings_is_refused(tmp_path: Path) -> None:
    """The message names those that there are."""
    done = CliRunner().invoke(main, ["init", str(tmp_path), "--language", "xx"])
    assert done.exit_code == 1
    assert "use one of: de, en" in done.output
    assert not list(tmp_path.iterdir())
