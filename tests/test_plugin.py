"""The plugin, with a pipeline that makes pages of what a stub finds in `seeds/`."""

import io
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files, get_files

from generator.config import Settings
from generator.errors import ConfigurationError, Finding, FindingsError, Level
from generator.plugin import BriefingsPlugin
from generator.write import write

CONFIG = """\
site_name: Test
plugins:
  - briefings
validation: {links: {anchors: warn}}
"""
BROKEN = Finding(
    path="seeds/a.txt", line=3, level=Level.ERROR, code="t.t", what="is <broken>", hint="mend it"
)
WARNING = Finding(path="seeds/a.txt", level=Level.WARNING, code="t.w", what="no date", hint="add")


@dataclass(frozen=True)
class Build:
    """What the pipeline returns."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()
    strings: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


def pages(settings: Settings) -> dict[str, bytes]:
    """Return a home page and a page for each source document."""
    made = {"index.md": b"# Home\n"}
    made |= {"assets/briefings.css": b"p {}\n", "assets/briefings.js": b"0;\n"}
    for seed in sorted(settings.seeds.glob("*.txt")):
        made[f"briefings/{seed.stem}.md"] = b"# A briefing\n\n" + seed.read_bytes()
    return made


def stub(settings: Settings) -> Build:
    """Make pages, or refuse a source that says so."""
    if any(b"BREAK" in seed.read_bytes() for seed in settings.seeds.glob("*.txt")):
        raise FindingsError([BROKEN, WARNING])
    return Build(pages(settings), (WARNING,))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Settings], Build]], None]:
    """Replace the pipeline."""

    def replace(make: Callable[[Settings], Build]) -> None:
        monkeypatch.setattr("generator.pipeline.build", lambda settings, **_: make(settings))

    replace(stub)
    return replace


@pytest.fixture
def site(tmp_path: Path, pipeline: object) -> Path:
    """Make a site with one source document and a page written by hand."""
    del pipeline
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Words of a source.\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/hand.md").write_text("# Written by hand\n\n[A](briefings/a.md)\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    """What MkDocs logs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(level)


def configured(site: Path, *, command: str = "build", strict: bool = True) -> MkDocsConfig:
    """Read the configuration as `mkdocs COMMAND` does."""
    config = load_config(str(site / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    return config


def plugin_of(config: MkDocsConfig) -> BriefingsPlugin:
    """Return the site's plugin."""
    plugin = config.plugins["briefings"]
    assert isinstance(plugin, BriefingsPlugin)
    return plugin


def overlaid(config: MkDocsConfig, plugin: BriefingsPlugin | None = None) -> Files:
    """Return the files as they are after the plugin has had them."""
    return (plugin or plugin_of(config)).on_files(get_files(config), config=config)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return content and time of every file."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_builds_pages_without_writing_them(site: Path) -> None:
    """A strict build shows fresh pages and leaves the pages' folder as it was."""
    before = snapshot(site / "docs")
    build(configured(site))
    assert "Words of a source." in (site / "site/briefings/a/index.html").read_text()
    page = (site / "site/briefings/a/index.html").read_text()
    assert page.count("assets/briefings.css") == page.count("assets/briefings.js") == 1
    assert snapshot(site / "docs") == before


def test_a_site_may_name_style_and_script_itself(site: Path) -> None:
    """What `mkdocs.yml` names already is not loaded twice."""
    named = "extra_css: [assets/briefings.css]\nextra_javascript: [assets/briefings.js]\n"
    (site / "mkdocs.yml").write_text(CONFIG + named)
    build(configured(site))
    page = (site / "site/briefings/a/index.html").read_text()
    assert page.count("assets/briefings.css") == page.count("assets/briefings.js") == 1


def test_replaces_what_was_written_before(site: Path) -> None:
    """A page on disk that an earlier run made gives way to the fresh one, silently."""
    config = configured(site)
    write({"index.md": b"# Old\n", "briefings/gone.md": b"# Gone\n"}, site / "docs")
    files = overlaid(config)
    home = files.get_file_from_path("index.md")
    assert home is not None
    assert home.content_string == "# Home\n"
    assert files.get_file_from_path("briefings/gone.md") is None
    assert files.get_file_from_path("hand.md") is not None


def test_generated_pages_cannot_be_edited(site: Path) -> None:
    """No link leads to a place where a generated page could be edited."""
    files = overlaid(configured(site))
    page = files.get_file_from_path("briefings/a.md")
    assert page is not None
    assert page.edit_uri is None
    assert page.generated_by


def test_navigation_does_not_list_every_page(site: Path) -> None:
    """Without a navigation of its own a site gets its entrances, not each briefing."""
    build(configured(site))
    home = (site / "site/hand/index.html").read_text()
    navigation = home.split("<article")[0].split('role="main"')[0]
    assert "Home" in navigation
    assert "A briefing" not in navigation


def test_refuses_a_page_of_someone_else(site: Path) -> None:
    """A page written by hand where one is to be generated is an error, not lost."""
    (site / "docs/index.md").write_text("# Mine\n")
    with pytest.raises(PluginError, match=r"^docs/index\.md: error: .*was not generated"):
        overlaid(configured(site))


def test_errors_stop_a_build_with_one_line_each(site: Path) -> None:
    """A build with a broken source fails, names the place, and hides nothing behind a trace."""
    (site / "seeds/a.txt").write_text("BREAK")
    with pytest.raises(PluginError) as caught:
        overlaid(configured(site))
    assert str(caught.value) == "seeds/a.txt:3: error: is <broken>; mend it [t.t]"
    with pytest.raises(Abort):
        build(configured(site))


def test_warnings_do_not_fail_a_strict_build(site: Path, terminal: io.StringIO) -> None:
    """What a person should look at is told and forbids nothing."""
    build(configured(site))
    assert f"INFO {WARNING}" in terminal.getvalue()
    assert "INFO 1 to look at" in terminal.getvalue()


def test_serve_keeps_the_last_good_pages(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While a source is broken the pages stay, and say so; mended, they are fresh again."""
    config = configured(site, command="serve")
    plugin = plugin_of(config)
    overlaid(config)
    (site / "seeds/a.txt").write_text("BREAK")
    page = overlaid(config, plugin).get_file_from_path("briefings/a.md")
    assert page is not None
    assert "Words of a source." in page.content_string
    assert capsys.readouterr().err == f"ERROR   -  {BROKEN}\n"
    above = plugin.on_page_content("<p>", page=None, config=config, files=None)  # type: ignore[arg-type]
    assert "is &lt;broken&gt;; mend it" in above
    assert above.endswith("<p>")
    (site / "seeds/a.txt").write_text("Mended.")
    page = overlaid(config, plugin).get_file_from_path("briefings/a.md")
    assert page is not None
    assert "Mended." in page.content_string
    assert plugin.on_page_content("<p>", page=None, config=config, files=None) == "<p>"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "This page is not fresh"), ("de", "nicht auf dem neuesten Stand")],
)
def test_the_note_above_pages_speaks_the_language_of_the_site(
    site: Path, language: str, title: str
) -> None:
    """Also where nothing could be read yet; what is wrong stays as the terminal has it."""
    at = site / "mkdocs.yml"
    at.write_text(CONFIG.replace("briefings", f"briefings: {{language: {language}}}"), "utf-8")
    (site / "seeds/a.txt").write_text("BREAK")
    config = configured(site, command="serve")
    overlaid(config)
    above = plugin_of(config).on_page_content("<p>", page=None, config=config, files=None)  # type: ignore[arg-type]
    assert title in above
    assert '<ul lang="en"><li><code>' in above


def test_serve_starts_with_the_pages_on_disk(site: Path, terminal: io.StringIO) -> None:
    """When sources are broken from the start, a strict `serve` shows what is committed."""
    write({"index.md": b"# Committed\n"}, site / "docs")
    (site / "docs/hand.md").write_text("# Written by hand\n")
    (site / "seeds/a.txt").write_text("BREAK")
    build(configured(site, command="serve"), serve_url="http://127.0.0.1:8000/")
    assert "Committed" in (site / "site/index.html").read_text()
    assert "those on disk" in terminal.getvalue()


def test_a_wrong_configuration_is_one_line(
    site: Path, pipeline: Callable[[Callable[[Settings], Build]], None]
) -> None:
    """Every exception of the package ends a build the same way."""

    def fail(settings: Settings) -> Build:
        raise ConfigurationError(str(settings.seeds))

    pipeline(fail)
    with pytest.raises(PluginError, match="seeds"):
        overlaid(configured(site))


def test_serve_outlives_a_mistake_of_ours(
    site: Path,
    pipeline: Callable[[Callable[[Settings], Build]], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An exception that nobody foresaw is one line and leaves the pages; a build it ends."""

    def fail(settings: Settings) -> Build:
        raise ZeroDivisionError(settings.site_name)

    config = configured(site, command="serve")
    overlaid(config)
    pipeline(fail)
    assert overlaid(config).get_file_from_path("briefings/a.md") is not None
    said = capsys.readouterr().err
    assert said.startswith("ERROR   -  ZeroDivisionError: Test; report this")
    assert said.count("\n") == 1
    with monkeypatch.context() as asked:
        asked.setenv("BRIEFINGS_TRACEBACK", "1")
        overlaid(config)
        assert "in fail" in capsys.readouterr().err
    with pytest.raises(PluginError, match=r"ZeroDivisionError: Test; report this"):
        overlaid(configured(site))


def leave_out(settings: Settings) -> Build:
    """Make pages of all documents but one."""
    return Build(pages(settings), (BROKEN, WARNING))


def test_a_build_without_a_document_says_so_and_a_strict_one_fails(
    site: Path,
    pipeline: Callable[[Callable[[Settings], Build]], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The other pages are built and name no error; `--strict` is for who publishes by machine."""
    pipeline(leave_out)
    build(configured(site, strict=False))
    assert capsys.readouterr().err == f"ERROR   -  {BROKEN}\n"
    page = (site / "site/briefings/a/index.html").read_text()
    assert "Words of a source." in page
    assert "mend it" not in page
    with pytest.raises(PluginError, match="mend it"):
        overlaid(configured(site))


def test_serve_says_above_fresh_pages_what_is_left_out(
    site: Path, pipeline: Callable[[Callable[[Settings], Build]], None]
) -> None:
    """Also with `--strict`: the pages are fresh, and the note says what is missing."""
    pipeline(leave_out)
    config = configured(site, command="serve")
    page = overlaid(config).get_file_from_path("briefings/a.md")
    assert page is not None
    assert "Words of a source." in page.content_string
    above = plugin_of(config).on_page_content("<p>", page=None, config=config, files=None)  # type: ignore[arg-type]
    assert "Some documents are left out" in above
    assert "is &lt;broken&gt;; mend it" in above


def test_watches_sources_and_templates(site: Path) -> None:
    """`serve` rebuilds for the folders that exist, and does not trip over one that does not."""
    (site / "mkdocs.yml").write_text(CONFIG.replace("briefings", "briefings: {templates: mine}"))
    config = configured(site)
    plugin_of(config).on_config(config)
    assert config.watch == [str(site / "seeds")]
    (site / "mine").mkdir()
    config.watch.clear()
    plugin_of(config).on_config(config)
    assert config.watch == [str(site / "seeds"), str(site / "mine")]


def test_an_entry_has_no_preview_of_itself(site: Path) -> None:
    """The links at headings lead nowhere else, so they open nothing."""
    plugin = plugin_of(configured(site))
    heading = '<a class="headerlink" data-preview="" href="#a">'
    name = '<a class="mention" data-preview="" href="../a/">'
    shown = plugin.on_page_content(heading + name, page=None, config=None, files=None)  # type: ignore[arg-type]
    assert shown == '<a class="headerlink" href="#a">' + name
