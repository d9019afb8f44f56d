"""What every test may ask for."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import store

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parent.parent


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
