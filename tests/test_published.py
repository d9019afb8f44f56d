"""What a document adds to a site: few files, few bytes. Counts, not times, so always the same."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import pipeline
from generator.config import load_settings
from tests.material import CORPUS
from tests.quality.published import documents, weights
from tests.search.conftest import needs_pagefind

pytestmark = pytest.mark.slow

COUNT = 12
"""Documents of the corpus; with so few, hardly two name the same entity."""
FILES, KILOBYTES = 14.0, 230.0
"""That each adds at most, what every site has left out. `python -m tests.quality.published SITE`
prints by kind what it is."""
FEW = {"records": 1, "stored texts": 1, "briefings": 1, "source pages": 1}
"""Files of a kind that a document has, exactly."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of some documents of the corpus."""
    needs_pagefind()
    folder = tmp_path_factory.mktemp("published")
    (folder / "seeds").mkdir()
    for path in sorted(CORPUS.glob("*.txt"))[-COUNT:]:
        for each in path.parent.glob(f"{path.stem}.*"):
            shutil.copy(each, folder / "seeds")
    shutil.copy(CORPUS.parent / "mkdocs.yml", folder)
    settings = load_settings(folder / "mkdocs.yml")
    pipeline.generate(settings, unread=True)
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


def test_a_document_adds_few_files_and_bytes(site: Path) -> None:
    """A free host holds so many files and bytes; an archive grows every day."""
    assert documents(site) == COUNT
    found = weights(site)
    own = [weight for kind, weight in found.items() if kind not in {"assets", "other pages"}]
    assert sum(weight.files for weight in own) / COUNT <= FILES
    assert sum(weight.bytes for weight in own) / COUNT / 1000 <= KILOBYTES


@pytest.mark.parametrize(("kind", "files"), FEW.items())
def test_a_document_has_so_many_files(site: Path, kind: str, files: int) -> None:
    """Its two pages, its stored text, and one record with all that programs are told of it."""
    assert weights(site)[kind].files == files * COUNT


def test_entities_and_editions_do_not_grow_with_names(site: Path) -> None:
    """Who is named once has no page; feeds are for whom several things are said by or about."""
    found = weights(site)
    assert found["glossary"].files <= 2 * COUNT
    assert found["feeds"].files <= 3 + COUNT
    assert found["search: records"].files <= 16
    assert found["editions"].files <= COUNT + 3
