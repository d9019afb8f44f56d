"""`briefings init` makes a repository that is ready, and never writes over anything."""

import json
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.utils.yaml import yaml_load
from packaging.requirements import Requirement

from generator import __version__, starting
from generator.cli import main
from generator.errors import FindingsError
from generator.starting import SAMPLE, start, starter


def test_the_workflow_installs_what_made_the_repository(tmp_path: Path) -> None:
    """This version of the package, and of every library that it rests on."""
    start(tmp_path, "Vesl", "en")
    workflow = (tmp_path / ".github/workflows/publish.yml").read_text("utf-8")
    assert "pip install -r requirements.txt" in workflow
    assert "${{ hashFiles('seeds/**') }}" in workflow
    lines = (tmp_path / "requirements.txt").read_text("utf-8").splitlines()
    asked = {Requirement(line).name: line for line in lines if not line.startswith("#")}
    assert asked["briefings"] == f"briefings[search]=={__version__}"
    assert {"mkdocs", "spacy", "jinja2", "thinc"} <= asked.keys()
    assert "pytest" not in asked
    others = {name: line for name, line in asked.items() if name != "briefings"}
    assert all(line == f"{name}=={metadata.version(name)}" for name, line in others.items())


@pytest.mark.parametrize(
    ("origin", "asked"),
    [
        (None, "briefings[search]==VERSION"),
        ({"url": "file:///home/ana/clone", "dir_info": {}}, "briefings[search]==VERSION"),
        (
            {"url": "https://vesl.example/briefings-0.1.0-py3-none-any.whl", "archive_info": {}},
            "briefings[search] @ https://vesl.example/briefings-0.1.0-py3-none-any.whl",
        ),
        (
            {"url": "https://vesl.example/b.git", "vcs_info": {"vcs": "git", "commit_id": "a1"}},
            "briefings[search] @ git+https://vesl.example/b.git@a1",
        ),
    ],
)
def test_the_package_is_asked_for_where_it_came_from(
    monkeypatch: pytest.MonkeyPatch, origin: object, asked: str
) -> None:
    """A place that only this machine has is nobody else's."""

    class Installed:
        def read_text(self, name: str) -> str | None:
            """Return the record of where the package came from."""
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(starting, "distribution", lambda _: Installed())
    assert starting._package() == asked.replace("VERSION", __version__)


@pytest.mark.parametrize("name", ["Vesl", "Ports: news & more", '"Quoted" #1', "Häfen: Überblick"])
def test_a_name_reads_back_as_it_was_given(name: str) -> None:
    """Whatever it holds, the configuration stays YAML."""
    settings = yaml_load(starter(name, "de")["mkdocs.yml"].decode())
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
