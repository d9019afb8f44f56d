"""A site built from what earlier builds made is, byte for byte, one built from nothing."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import reuse
from generator.config import Settings
from generator.converted import Converter
from generator.errors import Finding

CONFIG = """\
site_name: Test
theme: {name: material, font: false}
plugins: [briefings]
validation: {links: {anchors: warn}}
markdown_extensions:
  - attr_list
  - md_in_html
  - toc: {permalink: true}
  - material.extensions.preview: {targets: {include: ["*"]}}
"""
BRIEFING = """\
---
title: "One &amp; all"
---
# One & all {#top}

[Two](two.md#there){ .mention title="a &quot;b&quot;" } and [nowhere](gone.md), [here](#top),
<https://example.org/?a=1&b=2>, <me@example.org>, data-place="0".

<div markdown="1">[Two](two.md) <a href="two.md" id="raw">raw</a></div>

![Chart](chart.svg)

## More
"""
SEEDS = {"one.md": BRIEFING, "two.md": "# Two\n\n## There\n\n[One](one.md)\n"}


@dataclass(frozen=True)
class Build:
    """What the pipeline returns."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()
    strings: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose pages are what is in `seeds/`, built once."""

    def make(settings: Settings, **_: object) -> Build:
        made = {"index.md": b"# Home\n", "briefings/chart.svg": b"<svg/>"}
        files = settings.seeds.glob("*.md")
        return Build(made | {f"briefings/{path.name}": path.read_bytes() for path in files})

    monkeypatch.setattr("generator.pipeline.build", make)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for folder in ("seeds", "docs"):
        (tmp_path / folder).mkdir()
    for name, text in SEEDS.items():
        (tmp_path / "seeds" / name).write_text(text)
    (tmp_path / "docs/hand.md").write_text("# By hand\n\n[One](briefings/one.md#top)\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    built(tmp_path)
    return tmp_path


def built(site: Path) -> dict[str, bytes]:
    """Build a site as `mkdocs build` does; return its files."""
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    folder = site / "site"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(path: str, text: str) -> Callable[[Path], object]:
    """Return an edit that writes a file."""
    return lambda site: (site / path).write_text(text)


EDITS: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "a page": put("seeds/two.md", "# Two\n\n## Elsewhere\n"),
    "a title in front": put("seeds/two.md", '---\ntitle: "Other"\n---\n# Two\n'),
    "a page that links lead to": lambda site: (site / "seeds/two.md").unlink(),
    "a page that links led nowhere without": put("seeds/gone.md", "# Gone\n"),
    "a page by hand": put("docs/hand.md", "# By somebody's hand\n"),
    "a page by hand that is new": put("docs/new.md", "# New\n"),
    "the site's name": put("mkdocs.yml", CONFIG.replace("Test", "Trial")),
    "the navigation": put("mkdocs.yml", f"{CONFIG}nav: [index.md, Hand: hand.md]\n"),
    "how pages are addressed": put("mkdocs.yml", f"{CONFIG}use_directory_urls: false\n"),
    "an option of the theme": put("mkdocs.yml", CONFIG.replace("font: false", "language: de")),
    "a style sheet": put("mkdocs.yml", f"{CONFIG}extra_css: [own.css]\n"),
    "a script": put("mkdocs.yml", f"{CONFIG}extra_javascript: [{{path: a.js, defer: true}}]\n"),
    "the footer": put("mkdocs.yml", f"{CONFIG}copyright: Somebody\n"),
    "a plugin": put("mkdocs.yml", CONFIG.replace("[briefings]", "[briefings, tags]")),
    "a Markdown extension": put("mkdocs.yml", f"{CONFIG}  - tables\n  - footnotes\n"),
    "what is previewed": put("mkdocs.yml", CONFIG.replace('["*"]', '["hand.md"]')),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_build_after_an_edit_is_one_from_nothing(
    site: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever changes, no page stays as it was, and each warning is given each time."""
    EDITS[name](site)
    found, said = built(site), sorted(caplog.messages)
    shutil.rmtree(site / ".cache")
    caplog.clear()
    assert found == built(site)
    assert [text for text in said if "link" in text] == sorted(
        text for text in caplog.messages if "link" in text
    )


def test_what_is_reused_is_what_mkdocs_makes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links, anchors, previews and headings are those of a build that keeps nothing."""
    found = built(site)
    monkeypatch.setattr(reuse.Reuse, "page", lambda _, page: page)
    monkeypatch.setattr(reuse.Reuse, "env", lambda _, env: env)
    assert found == built(site)


def test_nothing_is_converted_or_printed_twice(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing changed, every generated page is taken from the build before."""

    def never(*_: object) -> None:
        pytest.fail("it was made again")

    monkeypatch.setattr(Converter, "converted", never)
    monkeypatch.setattr("generator.converted.Leader.led", never)
    built(site)
