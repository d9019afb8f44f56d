"""A run that takes what an earlier one made gives, byte for byte, what one from nothing gives."""

import functools
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import inputs, pipeline, runs, store
from generator.config import load_settings
from generator.errors import BriefingsError
from generator.model.page import Page
from generator.render.printer import Printer
from generator.store.kept import Kept, packed, unpacked

MKDOCS = """\
site_name: Test
theme: {name: material, font: false}
plugins: [search, briefings: {templates: own}]
markdown_extensions: [attr_list, md_in_html]
"""
FILES = {
    "mkdocs.yml": MKDOCS,
    "seeds/bridge.txt": " date 2031-03-05 The bridge is shut, Minister Ada Orlen said on Monday.\n",
    "seeds/ferry.txt": " date 2031-03-06 The ferry is late, Ada Orlen told the Norvik Courier.\n",
    "seeds/harbour.md": "# Harbour\n\nMayor Ilo Tarn denied on 7 March that Norvik was lost.\n",
    "seeds/harbour.meta.yml": "date: 2031-03-07\npublisher: Norvik Courier\n",
    "docs/about.md": "# About\n\nWritten by hand.\n",
    "own/strings.en.yml": "page:\n  sources: Sources\n",
}

Edit = Callable[[Path], object]


def put(path: str, text: str) -> Edit:
    """Return an edit that writes a file."""

    def edit(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")

    return edit


def more(path: str, text: str) -> Edit:
    """Return an edit that adds to a file."""
    return lambda site: put(path, (site / path).read_text("utf-8") + text)(site)


def gone(path: str) -> Edit:
    """Return an edit that removes a file."""
    return lambda site: (site / path).unlink()


def renamed(path: str, other: str) -> Edit:
    """Return an edit that moves a file."""

    def edit(site: Path) -> None:
        (site / other).parent.mkdir(exist_ok=True)
        (site / path).rename(site / other)

    return edit


def empty(site: Path) -> None:
    """Remove everything that was generated, and the list of it."""
    for path in (site / "docs").rglob("*"):
        if path.is_file() and path.name != "about.md":
            path.unlink()


TEMPLATE = (Path(__file__).parent.parent / "templates/pages/how-to-read.md.j2").read_text("utf-8")
EDITS: dict[str, Edit] = {
    "a text": more("seeds/bridge.txt", "\nIlo Tarn said the bridge would open in June.\n"),
    "a sidecar": put("seeds/harbour.meta.yml", "date: 2031-03-08\npublisher: Norvik Post\n"),
    "a sidecar that is new": put("seeds/ferry.meta.yml", "author: R. Lund\n"),
    "a note": put("seeds/ferry.notes.yml", "- {text: late, value: By an hour., signed: R. Lund}\n"),
    "a document that is new": put(
        "seeds/pier.txt", " date 2031-03-09 Ada Orlen denied that the pier was lost.\n"
    ),
    "a document that is gone": gone("seeds/bridge.txt"),
    "a document with another name": renamed("seeds/bridge.txt", "seeds/crossing.txt"),
    "a document with another ending": renamed("seeds/ferry.txt", "seeds/ferry.md"),
    "a folder for a document": renamed("seeds/bridge.txt", "seeds/old/bridge.txt"),
    "a template": put("own/pages/how-to-read.md.j2", TEMPLATE.replace("{#", "\n{#", 1)),
    "a string": put("own/strings.en.yml", "page:\n  sources: Where it is from\n"),
    "an asset": put("own/assets/own.css", "p { margin: 0 }\n"),
    "the site's name": put("mkdocs.yml", MKDOCS.replace("Test", "Trial")),
    "a Markdown extension": put("mkdocs.yml", MKDOCS.replace("attr_list,", "attr_list, toc,")),
    "an option of an extension": put(
        "mkdocs.yml", MKDOCS.replace("attr_list,", "attr_list, toc: {permalink: true},")
    ),
    "the language": put("mkdocs.yml", MKDOCS.replace("templates: own", "language: de")),
    "a page of somebody's own": put("docs/own.md", "# Own\n"),
    "a page of somebody's own at an address that is taken": put(
        "docs/statements/index.md", "# Own\n"
    ),
    "a page of somebody's own that is gone": gone("docs/about.md"),
    "bytes that are no text": lambda site: (site / "seeds/ferry.txt").write_bytes(b"\xff\xfe\xfa"),
    "a folder of pages that is gone": empty,
}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what extraction found, for all sites here: that is tested elsewhere."""
    store.load_model()
    return tmp_path_factory.mktemp("parsed")


@pytest.fixture
def site(tmp_path: Path, parsed: Path) -> Path:
    """A site that has been made once."""
    folder = tmp_path / "site"
    for path, text in FILES.items():
        put(path, text)(folder)
    run(folder, parsed)
    return folder


def run(site: Path, parsed: Path, *, afresh: bool = False) -> object:
    """Make a site's pages; return what was told: findings, or what stopped it."""
    cache = site / ".cache"
    if afresh:
        shutil.rmtree(cache, ignore_errors=True)
    shutil.copytree(parsed, cache, dirs_exist_ok=True)
    settings = replace(load_settings(site / "mkdocs.yml"), cache=cache)
    try:
        made, _, changed = pipeline.generate(settings)
        told: object = made.findings, made.left_out, changed
    except BriefingsError as error:
        told = str(error).replace(str(site), "")
    ignored = shutil.ignore_patterns("runs", "results.sqlite*")
    shutil.copytree(cache, parsed, dirs_exist_ok=True, ignore=ignored)
    return told


def published(site: Path) -> dict[str, bytes]:
    """Return every file of `docs/` with its content."""
    docs = site / "docs"
    files = (path for path in docs.rglob("*") if path.is_file())
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in files}


def hold_against_nothing(site: Path, parsed: Path, edit: Edit) -> None:
    """Make an edit in a site and in a copy that remembers no run, and compare what comes of it."""
    other = site.with_name("other")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(site, other, symlinks=True)
    for each in (site, other):
        edit(each)
    assert run(site, parsed) == run(other, parsed, afresh=True)
    assert published(site) == published(other)


def forbid_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run through the stages fail."""

    def stages(*_: object) -> None:
        pytest.fail("the stages ran")

    monkeypatch.setattr(pipeline, "_run", stages)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_a_run_from_nothing_gives(site: Path, parsed: Path, name: str) -> None:
    """Whatever kind of input changes, and changes back, nothing of an older run is left."""
    before = site.with_name("before")
    shutil.copytree(site, before, symlinks=True)
    hold_against_nothing(site, parsed, EDITS[name])

    def undo(edited: Path) -> None:
        for folder in ("seeds", "own"):
            shutil.rmtree(edited / folder)
            shutil.copytree(before / folder, edited / folder)
        shutil.copy(before / "mkdocs.yml", edited)

    hold_against_nothing(site, parsed, undo)


def test_many_edits_in_a_row_give_what_a_run_from_nothing_gives(site: Path, parsed: Path) -> None:
    """However a site came to be as it is, its pages are those of a run from nothing."""
    chance = random.Random(12)  # noqa: S311 - no secret
    done = 0
    while done < 15:
        edit = EDITS[chance.choice(sorted(EDITS))]
        try:
            edit(site.with_name("site"))
        except OSError:
            continue  # what it edits is gone, or there already
        hold_against_nothing(site, parsed, lambda _: None)
        done += 1


def test_where_nothing_changed_no_stage_runs(
    site: Path, parsed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run over unchanged sources takes everything from the one before."""
    before = published(site)
    forbid_runs(monkeypatch)
    run(site, parsed)
    assert published(site) == before


def test_a_page_that_is_lost_is_written_again(
    site: Path, parsed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an earlier run made is put back where it is missing."""
    before = published(site)
    (site / "docs/index.md").unlink()
    forbid_runs(monkeypatch)
    run(site, parsed)
    assert published(site) == before


def test_the_records_of_an_earlier_run_are_those_of_a_run(site: Path, parsed: Path) -> None:
    """Search, feeds and `explain` get the same records from the cache as from the stages."""
    del parsed
    settings = replace(load_settings(site / "mkdocs.yml"), cache=site / ".cache")
    kept = pipeline.build(settings)
    shutil.rmtree(site / ".cache/runs")
    made = pipeline.build(settings)
    assert (kept.dossier, kept.site, kept.pages) == (made.dossier, made.site, made.pages)
    assert kept.files == made.files


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_run_is_made_again(site: Path, parsed: Path, damage: bytes | None) -> None:
    """What its disk spoiled, or cut, counts as none."""
    before = published(site)
    for entry in (site / ".cache/runs").glob("*/*"):
        entry.write_bytes(entry.read_bytes()[:-9] if damage is None else damage)
    run(site, parsed)
    assert published(site) == before


def test_a_run_whose_sources_change_meanwhile_is_not_kept(
    site: Path, parsed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is saved while pages are made is read by the next run."""
    stages = pipeline._run

    def slowly(*everything: object) -> object:
        more("seeds/bridge.txt", "\nIlo Tarn said so.\n")(site)
        return stages(*everything)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "_run", slowly)
    more("seeds/ferry.txt", "\nIlo Tarn denied it.\n")(site)
    text = (site / "seeds/bridge.txt").read_text("utf-8")
    run(site, parsed)
    monkeypatch.undo()
    put("seeds/bridge.txt", text)(site)
    hold_against_nothing(site, parsed, lambda _: None)


def test_code_and_libraries_are_part_of_what_a_run_rests_on(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of anything is another run."""
    settings = load_settings(site / "mkdocs.yml")
    before = inputs.inputs_digest(settings)
    monkeypatch.setattr(inputs, "code_digest", lambda: "another")
    assert inputs.inputs_digest(settings) != before


def test_every_setting_that_changes_pages_is_part_of_what_a_run_rests_on(site: Path) -> None:
    """A setting that is added later is in the digest, unless somebody says why it is not."""
    settings = load_settings(site / "mkdocs.yml")
    before = inputs.inputs_digest(settings)
    others: tuple[dict[str, Any], ...] = (
        {"language": "de"},
        {"site_name": "Other"},
        {"site_url": "https://example.org/"},
        {"use_directory_urls": not settings.use_directory_urls},
        {"markdown": "[]"},
        {"templates": None},
    )
    for other in others:
        assert inputs.inputs_digest(replace(settings, **other)) != before, other


class Caller:
    """Something that would act when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Ask for a call."""
        return (print, ("acted",))


@pytest.mark.parametrize("value", [Caller(), print, Path])
def test_nothing_but_records_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: object
) -> None:
    """A foreign file in the cache starts nothing, and counts as none."""
    kept = Kept(tmp_path)
    kept.put("ab12", value, ())
    assert kept.get("ab12") is None
    assert capsys.readouterr().out == ""


def test_records_are_opened_as_they_were() -> None:
    """Types, order and sharing of records survive."""
    before = runs.Before(published=frozenset({"a.md"}), others=frozenset(), texts={"x": "0"})
    assert unpacked(packed([before, before])) == [before, before]


def test_an_edit_prints_only_the_pages_that_it_touches(
    site: Path, parsed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that say what they said are not printed again."""
    run(site, parsed)
    printed: list[str] = []
    page = Printer.page

    @functools.wraps(page)
    def noting(printer: Printer, template: str, path: str, *others: Any) -> Page:
        printed.append(path)
        return page(printer, template, path, *others)

    monkeypatch.setattr(Printer, "page", noting)
    more("seeds/bridge.txt", "\nThe crossing was shut, the harbour master said.\n")(site)
    run(site, parsed)
    own = [path for path in printed if path.startswith(("briefings/2", "sources/2", "glossary/"))]
    assert any("bridge" in path for path in own)
    assert [path for path in own if "ferry" in path or "harbour" in path] == []
