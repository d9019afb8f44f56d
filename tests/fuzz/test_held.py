"""Words that are another document's are told, and a site as it was built has none."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import pipeline
from generator.config import load_settings
from tests.fuzz.drafts import Draft
from tests.fuzz.held import passages_held, words_held
from tests.fuzz.smaller import fewer, smaller
from tests.fuzz.trial import write

STRAY = "The ferry to Orlen sinks in the harbour before noon"
SITE = (
    Draft("txt", "2031-03-04", ("The bridge at Vesk is closed, Ada Brunn said.", "Brunn left.")),
    Draft("txt", "2031-03-05", (f"{STRAY}, Col Tarn said.", "Tarn said nobody was hurt.")),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[pipeline.Build, Path]:
    """A site of two documents, and where it was built."""
    folder = tmp_path_factory.mktemp("held") / "site"
    write(SITE, folder)
    plan = pipeline.generate(load_settings(folder / "mkdocs.yml"))[0]
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), strict=True))
    return plan, folder / "site"


def test_a_site_as_built_holds_no_stray_words(made: tuple[pipeline.Build, Path]) -> None:
    """Each passage is of the document to which it leads."""
    assert list(passages_held(made[0])) == []
    assert list(words_held(*made)) == []


def test_words_of_another_document_are_told(made: tuple[pipeline.Build, Path]) -> None:
    """A sentence beside a link to a document that does not hold it is found on the built page."""
    page = next(
        path for path in (made[1] / "briefings").rglob("index.html") if "bridge" in str(path)
    )
    whole = page.read_text("utf-8")
    said = "The bridge at Vesk is closed"
    assert said in whole
    place = '<span class="words">'
    assert place + said in whole
    page.write_text(whole.replace(place + said, place + STRAY), "utf-8")
    try:
        found = list(words_held(*made))
    finally:
        page.write_text(whole, "utf-8")
    assert [kind for kind, _ in found][:1] == ["words of another document"]


def test_only_the_needed_parts_are_kept() -> None:
    """What is left still breaks, and nothing can be left out of it."""
    assert fewer(tuple(range(40)), lambda kept: {3, 17} <= set(kept)) == (3, 17)
    small = smaller(SITE, lambda site: any("ferry" in p for d in site for p in d.paragraphs))
    assert [draft.paragraphs for draft in small] == [("ferry",)]
