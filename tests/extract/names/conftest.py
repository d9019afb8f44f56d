"""Short texts as parsed documents."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from generator.collect import document_from_text
from generator.extract.parse import Parse, parse
from tests.material import CORPUS

if TYPE_CHECKING:
    from spacy.language import Language

Reader = Callable[[str], Parse]


@pytest.fixture(scope="session")
def read(nlp: "Language") -> Reader:
    """Parse a text."""
    return lambda text: parse(document_from_text("text.txt", text), nlp)


@pytest.fixture(scope="session")
def corpus() -> list[str]:
    """Real, dated documents, as texts."""
    files = sorted(CORPUS.glob("*.txt"))
    return [file.read_text(encoding="utf-8") for file in files]
