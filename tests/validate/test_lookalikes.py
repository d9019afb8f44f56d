"""Words of sources that look like the page's own marks, numbers and labels prove like any others.

The proof tells what is the page's and what the source's by elements and classes, so an honest site
passes `verify` whatever its sources say.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pipeline, store
from generator.config import load_settings
from generator.errors import Finding, Level
from generator.search.pagefind import reindex
from generator.templating import load_strings
from generator.validate.site import verify

pytestmark = pytest.mark.slow

CONFIGURATION = """\
site_name: Norvik · 2031-05-06
site_url: https://norvik.example/
theme: {name: material, font: false}
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
"""
LOOK_LIKE = {
    "note marks behind a statement": "Minister Ana Roel said the army had seized Brod.[2]\n",
    "several of them": "Minister Ana Roel said the army had seized Brod.[2][3a] ¶4\n",
    "a note mark alone in a quotation": '"They have seized Brod [12]," minister Ana Roel said.\n',
    "a reference inside the statement": "Ana Roel said [7] that the pier [2b] was lost.\n",
    "a paragraph mark": "Minister Ana Roel said the rule stands in ¶12\n",
    "a date before it": "2031-05-04 · Minister Ana Roel said the pier was lost.\n",
    "a year before it": "1984 · 2031 · Minister Ana Roel said the pier was lost.\n",
    "quotation marks around part of it": (
        "Minister Ana Roel said “the pier” · was lost and “the port” · “is open”.\n"
    ),
    "marks of another language": "Minister Ana Roel said «the pier» · „the port“ · were lost.\n",
    "points that mark a gap": '"The pier … is lost … all of it …," minister Ana Roel said.\n',
    "labels of the page": (
        "Minister Ana Roel said: Not stated: addressee, channel, when. Direct · affirms · ¶3.\n"
    ),
    "a label and a colon": "In the document's own voice: the pier is lost, Ana Roel said.\n",
    "what the page withholds": "Withheld: Ana Roel declined to say whether Brod was lost.[9]\n",
    "offsets": "Minister Ana Roel said the pier was lost. characters 12-40 · ¶1\n",
    "a hash": f"Minister Ana Roel said the file has sha256 {'0f' * 32}.\n",
    "counts": "Minister Ana Roel said 3 statements · 2 voices (1 direct, 2 indirect).\n",
    "a heading": "# Statements\n\nMinister Ana Roel said the pier was lost. ¶ # {#statements}\n",
    "marks only": "[1]\n\n[2]\n\nMinister Ana Roel said the pier was lost.\n\n[3]\n",
    "a footnote that speaks": "[2] Minister Ana Roel said the pier was lost.\n\n[3] Ibid.\n",
    "a number glued to a name": "Minister Ana Roel[4] said the port[5] is open[6].\n",
    "an arrow and a search mark": "→ Minister Ana Roel said the pier was lost → 2031-05-04 ↩\n",
    "a title with a dash": "Ports - Norvik · 2031-05-06\n\nAna Roel said the pier was lost.\n",
    "names with points": "Ana Roel · Norvik, minister, said the pier was lost · all of it.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of all of them."""
    store.load_model()
    folder = tmp_path_factory.mktemp("lookalikes")
    (folder / "seeds").mkdir()
    for number, text in enumerate(LOOK_LIKE.values()):
        (folder / f"seeds/{number:02}.txt").write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    pipeline.generate(load_settings(folder / "mkdocs.yml"))
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder


def found(folder: Path) -> list[Finding]:
    """Return what `verify` finds wrong."""
    settings = load_settings(folder / "mkdocs.yml")
    findings = verify(
        folder / "site",
        settings.docs,
        load_strings(),
        settings.to_html,
        config=settings.config_file,
        reindex=reindex,
    )
    return [finding for finding in findings if finding.level is not Level.NOTE]


def test_a_site_of_texts_that_look_like_its_own_marks_is_proven(folder: Path) -> None:
    """No character of a source is taken for one of the page's, nor the other way round."""
    assert found(folder) == []


def test_what_is_left_out_of_such_a_text_in_a_head_is_found(folder: Path) -> None:
    """A description that ends before the mark which ends its statement is not the whole of it."""
    told = 'the rule stands in ¶12"'
    page = next(p for p in (folder / "site/briefings").rglob("*.html") if told in text(p))
    whole = text(page)
    page.write_text(whole.replace(told, 'the rule stands in"'), "utf-8")
    assert "site.head" in {finding.code for finding in found(folder)}
    page.write_text(whole, "utf-8")


def text(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text("utf-8")
