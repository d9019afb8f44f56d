"""Another repository, with only its own sources and configuration, uses the installed package."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import store

pytestmark = pytest.mark.slow

Run = Callable[..., str]


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh environment's Python that has our wheel, and our dependencies by reference."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    place = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # A path in a .pth file gives the packages there, but does not run their own .pth files: the
    # clone's editable install stays out.
    (Path(place) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--force-reinstall", wheel], check=True)
    return python


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder."""
    return tmp_path_factory.mktemp("repository")


@pytest.fixture(scope="module")
def run(python: Path, repository: Path) -> Run:
    """Return a function that runs a program of the environment in the repository."""
    environment = {
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "BRIEFINGS_MODEL": str(store.model_path()),
        "NO_MKDOCS_2_WARNING": "1",
        "LC_ALL": "C.UTF-8",
    }

    def call(*command: str) -> str:
        done = subprocess.run(
            [python.parent / command[0], *command[1:]],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return call


def test_a_second_repository_builds_a_proven_site(run: Run, python: Path, repository: Path) -> None:
    """Generate, check, build strictly and verify: all succeed, from the wheel alone."""
    where = run("python", "-c", "import generator; print(generator.__file__)").strip()
    assert Path(where).is_relative_to(python.parent.parent)
    run("briefings", "init", "--name", "Harbour: briefings & more")
    run("briefings", "generate")
    run("briefings", "generate", "--check")
    run("python", "-m", "mkdocs", "build", "--strict")
    run("briefings", "verify", "site")
    (page,) = (repository / "docs" / "briefings").glob("2031-05-06-*.md")
    assert "harbour" in page.read_text("utf-8")
    assert (repository / "site" / "briefings" / page.stem / "index.html").is_file()
    left = {path.name for path in repository.iterdir()}
    written = {"seeds", "mkdocs.yml", "requirements.txt", ".gitattributes", ".gitignore", ".github"}
    assert left == {*written, "docs", "site", ".cache"}
