"""An editor's question heads what is disputed: as the editor's words, signed, dated and proven."""

import html
import re
from pathlib import Path

import pytest

from generator import pipeline
from generator.config import load_settings
from generator.errors import Level
from generator.templating import load_templates
from generator.validate.site import verify
from tests.browser.building import CONFIGURATION, built

TEXT = """\
 date 2031-05-06 Mayor Ada Orlen claimed that French gunboats shelled the port of Norvik.

The French ministry said it could not confirm reports of gunboats near Norvik.

Ada Orlen said that the sea was calm.
"""
QUESTIONS = """\
- question: Who fired at *Norvik*?
  signed: R. Lund
  on: 2031-05-07
  about:
    - {document: a.txt, text: could not confirm}
"""
ROW = re.compile(r'<div class="disputes".*?</div>', re.DOTALL)


def site(folder: Path, questions: str, text: str = TEXT) -> Path:
    """Build a site of one document and its questions."""
    return built(folder, {"a.txt": text, "_questions.yml": questions})


def row(folder: Path, page: str = "briefings/*/index.html") -> str:
    """Return the row of what is disputed on a page, without its marks."""
    (path,) = folder.glob(page)
    found = ROW.search(path.read_text("utf-8"))
    assert found is not None
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_the_question_stands_in_place_of_the_words_of_the_source(tmp_path: Path) -> None:
    """On the briefing, on home and where accounts differ; and the site is proven."""
    folder = site(tmp_path, QUESTIONS)
    head = "Who fired at *Norvik*? — signed: R. Lund, 2031-05-07 Ada Orlen"
    for page in ("briefings/2*/index.html", "index.html", "accounts/index.html"):
        assert row(folder, page).startswith(head)
    settings = load_settings(tmp_path / "mkdocs.yml")
    found = verify(folder, settings.docs, load_templates().strings, settings.to_html)
    assert [each for each in found if each.level is not Level.NOTE] == []


def test_what_nobody_signed_does_not_pass_for_a_question(tmp_path: Path) -> None:
    """A word more at the head of a row, and the page is not what its proof says."""
    folder = site(tmp_path, QUESTIONS)
    (page,) = folder.glob("briefings/2*/index.html")
    page.write_text(page.read_text("utf-8").replace("Who fired", "Who surely fired"), "utf-8")
    settings = load_settings(tmp_path / "mkdocs.yml")
    found = verify(folder, settings.docs, load_templates().strings, settings.to_html)
    assert "site.text" in {each.code for each in found}


def test_without_a_question_the_words_of_the_source_head_the_row(tmp_path: Path) -> None:
    """As ever."""
    assert row(site(tmp_path, "[]\n"), "index.html").startswith("“")


@pytest.mark.parametrize("words", ["the sea was calm", "Mayor"])
def test_a_question_that_heads_nothing_is_told(tmp_path: Path, words: str) -> None:
    """Words that take part in no row; everything else is published, and the status is 1."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(TEXT, "utf-8")
    questions = QUESTIONS.replace("could not confirm", words)
    (tmp_path / "seeds/_questions.yml").write_text(questions, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION.format(address="", language="en"), "utf-8")
    made = pipeline.build(load_settings(tmp_path / "mkdocs.yml"))
    (finding,) = [each for each in made.findings if each.level is Level.ERROR]
    assert (finding.path, finding.line) == ("seeds/_questions.yml", 1)
    assert finding.code == "question-without-row"
    assert len(made.site.briefings) == 1


def test_all_places_of_a_question_must_take_part(tmp_path: Path) -> None:
    """So that a statement of two rows can be told apart."""
    both = QUESTIONS + "    - {document: a.txt, text: shelled the port}\n"
    (tmp_path / "one").mkdir()
    assert row(site(tmp_path / "one", both), "index.html").startswith("Who fired")


def test_a_changed_question_is_shown_though_nothing_else_changed(tmp_path: Path) -> None:
    """What is kept of an earlier run rests on the file of questions too."""
    assert row(site(tmp_path, QUESTIONS), "index.html").startswith("Who fired at")
    assert row(site(tmp_path, QUESTIONS.replace("Who", "What")), "index.html").startswith("What")
