"""What every test may ask for."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from generator import store

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from spacy.language import Language

ROOT = Path(__file__).parent.parent

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""Programs that are Chromium, best first."""
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""How Chromium is started: quiet, and as any user."""

# The same examples on every run, and no time limit: a busy machine is no failure.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The spaCy pipeline as the product loads it; fetched on first use."""
    return store.load_model()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel, built from this clone."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Chromium as this machine has it; one for all tests, as Playwright wants it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- few tests need a browser

    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("needs Chromium, which is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()
