"""Inputs of kinds met in the field give what a careful reader finds in them."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator import pipeline
from generator.cli import main
from generator.config import load_settings
from tests.field.checks import CHECKS, Read, read

HERE = Path(__file__).parent
EXPECTED: list[dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))
WHOLE = {"generate", "verify"}
"""Checks of a whole run; all others look at what the first three stages find."""
CASES = [
    pytest.param(item["file"], name, value, id=f"{item['file']}-{number}-{name}")
    for item in EXPECTED
    for number, check in enumerate(item["checks"], 1)
    for name, value in check.items()
]
CONFIGURATION = """\
site_name: Field
site_url: https://field.example/
theme: {name: material, font: false}
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
extra_css: [assets/briefings.css]
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """What each file gives, alone in its folder."""
    made = {}
    for item in EXPECTED:
        folder = tmp_path_factory.mktemp("seeds")
        shutil.copy(HERE / "cases" / item["file"], folder)
        made[item["file"]] = read(folder)
    return made


@pytest.mark.parametrize(("file", "name", "value"), [c for c in CASES if c.values[1] not in WHOLE])
def test_a_file_gives_what_a_careful_reader_finds(
    found: dict[str, Read], file: str, name: str, value: Any
) -> None:
    """Each check of the file holds."""
    arguments = value if isinstance(value, list) else [value]
    assert CHECKS[name](found[file], *arguments), f"{file}: {name}: {value}"


def test_all_files_together_make_a_site_that_is_proven(tmp_path: Path) -> None:
    """Pages are generated, the strict build passes and every character is proven."""
    shutil.copytree(HERE / "cases", tmp_path / "seeds")
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    pipeline.generate(load_settings(tmp_path / "mkdocs.yml"))
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert build.returncode == 0, build.stderr
    config = ["--config", str(tmp_path / "mkdocs.yml")]
    proof = CliRunner().invoke(main, ["verify", str(tmp_path / "site"), *config])
    assert proof.exit_code == 0, proof.output
