"""A published text does not change silently."""

import hashlib
import html
from pathlib import Path

import pytest

from generator import pipeline
from generator.config import Settings, load_settings
from generator.errors import FindingsError, Level

MKDOCS = (
    "site_name: Test\nplugins: [search, briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
)
FIRST = " date 2024-03-05 Minister Ada Orlen said the bridge is closed.\n"
SECOND = FIRST.replace("closed", "open")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of a site that published one document."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (tmp_path / "seeds/a.txt").write_text(FIRST, "utf-8")
    settings = load_settings(tmp_path / "mkdocs.yml")
    pipeline.generate(settings)
    (tmp_path / "seeds/a.txt").write_text(SECOND, "utf-8")
    return settings


def stored(settings: Settings) -> dict[str, bytes]:
    """Return every file of `docs/`."""
    return {str(path): path.read_bytes() for path in settings.docs.rglob("*") if path.is_file()}


def explain(settings: Settings, text: str) -> None:
    """Say in the sidecar why the text is no longer `text`."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    entry = f"{{from: '{digest}', why: The ministry corrected it., signed: R. Lund}}"
    (settings.seeds / "a.meta.yml").write_text(f"changed: [{entry}]\n", "utf-8")


def test_changed_text_is_refused_and_nothing_is_written(settings: Settings) -> None:
    """The message names the file, the digest to copy, and the two ways on."""
    before = stored(settings)
    with pytest.raises(FindingsError) as caught:
        pipeline.generate(settings)
    (finding,) = (f for f in caught.value.findings if f.level is Level.ERROR)
    assert (finding.path, finding.code) == ("seeds/a.txt", "changed.unexplained")
    assert hashlib.sha256(FIRST.encode()).hexdigest()[:12] in finding.hint
    assert "a.meta.yml" in finding.hint
    assert "--unread" in finding.hint
    assert stored(settings) == before


def test_changed_text_is_published_with_its_reason(settings: Settings) -> None:
    """Said once, it holds for that change."""
    explain(settings, FIRST)
    _, _, changed = pipeline.generate(settings)
    assert [change.path for change in changed] == ["a.txt"]
    assert pipeline.check(settings) == ()


def test_a_reason_holds_for_one_change_only(settings: Settings) -> None:
    """The next change needs its own."""
    explain(settings, FIRST)
    pipeline.generate(settings)
    (settings.seeds / "a.txt").write_text(SECOND.replace("bridge", "road"), "utf-8")
    with pytest.raises(FindingsError, match=r"changed\.unexplained"):
        pipeline.generate(settings)


def test_preview_warns(settings: Settings) -> None:
    """Whoever drafts sees the new pages, and is reminded."""
    made = pipeline.build(settings, unread=True)
    assert [(f.level, f.code) for f in made.findings] == [(Level.WARNING, "changed.unexplained")]


def test_new_and_removed_documents_need_no_reason(settings: Settings) -> None:
    """Only a text that people may have read is bound."""
    (settings.seeds / "a.txt").rename(settings.seeds / "b.txt")
    _, _, changed = pipeline.generate(settings)
    assert [(change.path, change.fate.value) for change in changed] == [
        ("a.txt", "gone"),
        ("b.txt", "new"),
    ]


def test_the_reason_stands_on_the_page_of_the_source_and_is_proven(settings: Settings) -> None:
    """Readers see why, who says so, and which text it was before."""
    explain(settings, FIRST)
    made, _, _ = pipeline.generate(settings)
    (page,) = (p for p in made.pages if p.path.startswith("sources/20"))
    assert "The ministry corrected it. — signed: R. Lund" in html.unescape(page.markdown)
    assert hashlib.sha256(FIRST.encode()).hexdigest()[:12] in page.markdown
    record = made.files[page.path.replace("sources/", "proofs/").replace(".md", ".js")]
    assert '["e","The ministry corrected it.","R. Lund"]' in record.decode()
