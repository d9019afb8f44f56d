"""What every test may ask for."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from generator import store

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parent.parent

# The same examples on every run, and no time limit: a busy machine is no failure.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The spaCy pipeline as the product loads it; fetched on first use."""
    return store.load_model()


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of measuring material beside the project; a fresh clone has none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not beside this clone")
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel, built from this clone."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))
