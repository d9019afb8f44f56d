"""A document that would stop all others is found out and left out; the rest is as without it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import pipeline, store
from generator.blame import Blame
from generator.cli import main
from generator.config import Settings, load_settings
from generator.errors import BriefingsError, Finding, FindingsError, Level
from generator.left_out import StageError, Trial, spared
from generator.store import extraction

MKDOCS = """\
site_name: Test
theme: {name: material, font: false}
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html]
"""
SEEDS = {
    "bridge.txt": " date 2031-03-05 The bridge is closed, Minister Ada Orlen said on Monday.\n",
    "ferry.txt": " date 2031-03-06 The ferry is late, Ada Orlen told the Norvik Courier.\n",
    "harbour.txt": " date 2031-03-07 Mayor Ilo Tarn denied that the harbour of Norvik was lost.\n",
    "pier.txt": " date 2031-03-08 Ilo Tarn and Ada Orlen said the pier would open in June.\n",
}
BAD = "ferry.txt"
_NOTE = "- {text: no such words, value: So it was., signed: R. Lund}\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the extraction cache that all sites here share."""
    store.load_model()
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def settings(tmp_path: Path, kept: Path) -> Settings:
    """A site of four documents."""
    return site(tmp_path / "all", kept, SEEDS)


@pytest.fixture
def without(tmp_path: Path, kept: Path) -> Settings:
    """The same site without the bad one."""
    return site(tmp_path / "without", kept, {k: v for k, v in SEEDS.items() if k != BAD})


def site(folder: Path, kept: Path, seeds: dict[str, str]) -> Settings:
    """Return the settings of a site of some documents."""
    (folder / "seeds").mkdir(parents=True)
    for name, text in seeds.items():
        (folder / "seeds" / name).write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return replace(load_settings(folder / "mkdocs.yml"), cache=kept)


def of_others(files: Any) -> dict[str, bytes]:
    """Return the files that do not name what was left out."""
    names = ("sources/index.md", "proofs.json", "proofs/sources/i.")
    return {path: content for path, content in files.items() if not path.startswith(names)}


def errors(made: pipeline.Build) -> list[Finding]:
    """Return the errors that a build told."""
    return [finding for finding in made.findings if finding.level is Level.ERROR]


def break_on(monkeypatch: pytest.MonkeyPatch, name: str, *paths: str) -> None:
    """Let a stage raise where all documents of `paths` are among what it gets."""
    call: Callable[..., Any] = getattr(pipeline, name)

    def stage(first: Any, *others: Any, **more: Any) -> Any:
        documents = getattr(first, "documents", first)
        if hasattr(first, "sources"):
            found = {page.facts.document.path for page in first.sources}
        else:
            found = {getattr(each, "annotated", each).document.path for each in documents}
        if found.issuperset(paths):
            message = f"odd in {' and '.join(paths)}"
            raise LookupError(message)
        return call(first, *others, **more)

    monkeypatch.setattr(pipeline, name, stage)


@pytest.mark.parametrize("stage", ["link", "plan", "render", "validate"])
def test_a_mistake_in_one_document_leaves_the_others_as_they_are_without_it(
    settings: Settings, without: Settings, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Whatever stage it stops: named with its stage, listed, and every other byte the same."""
    wanted = pipeline.build(without)
    break_on(monkeypatch, stage, BAD)
    made = pipeline.build(settings)
    assert of_others(made.files) == of_others(wanted.files)
    (finding,) = errors(made)
    assert (finding.path, finding.code) == (f"seeds/{BAD}", f"ours.{stage}")
    assert "cannot be read yet" in finding.what
    assert "odd in ferry.txt" in finding.what
    assert finding.hint.startswith("report this")
    listed = made.files["sources/index.md"].decode()
    assert BAD in listed.split("{ #left-out }")[1]
    assert [type(mistake.error) for mistake in made.mistakes] == [LookupError]


def test_a_mistake_in_extraction_leaves_the_others_as_they_are_without_it(
    settings: Settings,
    without: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Documents are parsed one by one, so that one is known at once."""
    wanted = pipeline.build(without)
    packed = extraction.extract_packed

    def extract(document: Any) -> bytes:
        if document.path == BAD:
            raise RecursionError
        return packed(document)

    monkeypatch.setattr(extraction, "extract_packed", extract)
    made = pipeline.build(replace(settings, cache=tmp_path / "fresh"))
    assert of_others(made.files) == of_others(wanted.files)
    (finding,) = errors(made)
    assert (finding.path, finding.code) == (f"seeds/{BAD}", "ours.extract")


@pytest.mark.parametrize("stage", ["link", "plan", "render", "validate"])
def test_of_documents_that_fail_only_together_the_later_one_is_left_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Each alone goes well; in order of date, the one that is one too many goes."""
    break_on(monkeypatch, stage, "bridge.txt", "harbour.txt")
    made = pipeline.build(settings)
    assert [each.path for each in made.site.left_out] == ["harbour.txt"]
    assert len(made.site.briefings) == 3


def test_several_mistakes_are_found_in_one_search(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that fail alone are known after one round."""
    for path in ("bridge.txt", "pier.txt"):
        break_on(monkeypatch, "plan", path)
    made = pipeline.build(settings)
    assert [finding.path for finding in errors(made)] == ["seeds/bridge.txt", "seeds/pier.txt"]
    assert len(made.site.briefings) == 2


def found_by_validate(monkeypatch: pytest.MonkeyPatch, what: Callable[[Any, Any], Any]) -> None:
    """Let `validate` find what a function of dossier and pages yields."""
    right: Callable[..., Any] = getattr(pipeline, "validate")  # noqa: B009 - not exported

    def validate(dossier: Any, pages: Any, *others: Any) -> Any:
        made, findings = right(dossier, pages, *others)
        return made, (*findings, *what(dossier, pages))

    monkeypatch.setattr(pipeline, "validate", validate)


def wrong(path: str, line: int = 0) -> Finding:
    """Return a finding on a page."""
    return Finding(
        path=path, line=line, level=Level.ERROR, code="page.odd", what="it is odd", hint="report it"
    )


@pytest.mark.parametrize("folder", ["briefings", "sources"])
def test_a_wrong_page_of_a_document_leaves_that_one_out(
    settings: Settings, without: Settings, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """What the proof finds on a briefing or a source page is that document's."""
    wanted = pipeline.build(without)
    found_by_validate(
        monkeypatch,
        lambda _, pages: [
            wrong(f"docs/{page.path}")
            for page in pages
            if page.path.startswith(f"{folder}/2031-03-06")
        ],
    )
    made = pipeline.build(settings)
    assert of_others(made.files) == of_others(wanted.files)
    (finding,) = errors(made)
    assert finding.path == f"seeds/{BAD}"
    assert "it is odd" in finding.what
    assert f"docs/{folder}/2031-03-06" in finding.what


@pytest.mark.parametrize("has_line", [True, False])
def test_a_wrong_shared_page_is_pinned_on_whose_words_are_wrong(
    settings: Settings, without: Settings, monkeypatch: pytest.MonkeyPatch, *, has_line: bool
) -> None:
    """By the words in the line; where no line is told, by trying."""
    wanted = pipeline.build(without)

    def odd(dossier: Any, pages: Any) -> list[Finding]:
        (page,) = (page for page in pages if page.path == "statements.md")
        lines = page.markdown.splitlines()
        at = [n for n, line in enumerate(lines, 1) if "The ferry is late" in line]
        del dossier
        return [wrong("docs/statements.md", at[0] if has_line else 0)] if at else []

    found_by_validate(monkeypatch, odd)
    made = pipeline.build(settings)
    assert of_others(made.files) == of_others(wanted.files)
    assert [each.path for each in made.site.left_out] == [BAD]


def test_what_no_document_is_to_blame_for_stops_all(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage that fails without documents too is nobody's; so is a finding on a page of all."""
    break_on(monkeypatch, "plan")
    with pytest.raises(StageError, match=r"plan stops at LookupError.*report this"):
        pipeline.build(settings)


def test_a_finding_that_stands_without_documents_stops_all(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as it is, and nothing is written."""
    found_by_validate(monkeypatch, lambda _dossier, _pages: [wrong("docs/how-to-read.md")])
    with pytest.raises(FindingsError) as caught:
        pipeline.generate(settings)
    assert [finding.path for finding in caught.value.findings] == ["docs/how-to-read.md"]
    assert not settings.docs.exists()


def test_where_no_document_would_be_left_nothing_is_written(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake in all of them is not the documents'; pages that were published stay."""
    pipeline.generate(settings)
    before = {p: p.read_bytes() for p in settings.docs.rglob("*") if p.is_file()}
    (settings.seeds / BAD).write_text(SEEDS[BAD].replace("late", "very late"), "utf-8")
    for path in SEEDS:
        break_on(monkeypatch, "render", path)
    with pytest.raises(FindingsError) as caught:
        pipeline.generate(settings)
    assert len(caught.value.findings) == len(SEEDS)
    assert {p: p.read_bytes() for p in settings.docs.rglob("*") if p.is_file()} == before


def run(folder: Path, *words: str) -> Result:
    """Call the command in a folder."""
    arguments = [*words, "--config", str(folder / "mkdocs.yml")]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_the_command_publishes_the_rest_with_exit_status_1(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the document; `--check` agrees with what was written, and says so too."""
    break_on(monkeypatch, "plan", BAD)
    result = run(settings.root, "generate")
    assert result.exit_code == 1
    assert f"seeds/{BAD}: error: it cannot be read yet: plan stops" in result.stderr
    assert f"left out: {BAD}" in result.stderr
    assert "Traceback" not in result.stderr
    assert len(list(settings.docs.glob("briefings/2031*.md"))) == 3
    checked = run(settings.root, "generate", "--check")
    assert checked.exit_code == 1
    assert "stale" not in checked.stderr
    assert f"seeds/{BAD}: error" in checked.stderr


def test_strict_writes_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants all or nothing says so."""
    break_on(monkeypatch, "plan", BAD)
    assert run(settings.root, "generate", "--strict").exit_code == 1
    assert not settings.docs.exists()


def test_a_traceback_is_shown_to_who_asks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """For the report; without asking there is none."""
    break_on(monkeypatch, "plan", BAD)
    monkeypatch.setenv("BRIEFINGS_TRACEBACK", "")
    options = ["--traceback", "generate", "--config", str(settings.config_file)]
    said = CliRunner().invoke(main, options).stderr + capfd.readouterr().err
    assert "LookupError: odd in ferry.txt" in said
    assert "Traceback" in said


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bad.txt", b"caf\xe9 and more words said Ada Orlen.\n", "collect.not-utf8"),
        ("bad.txt", b"", "collect.empty"),
        ("ferry.meta.yml", b"date: 2031-02-31\n", "collect.impossible-date"),
        ("ferry.notes.yml", _NOTE.encode(), "collect.note-unbound"),
    ],
)
def test_what_its_owner_must_mend_leaves_out_that_document(
    settings: Settings, without: Settings, name: str, content: bytes, code: str
) -> None:
    """A broken file, sidecar or note is named with its line; all others are published."""
    bad = BAD if name.startswith("ferry") else name
    (settings.seeds / name).write_bytes(content)
    if bad != BAD:
        (without.seeds / BAD).write_text(SEEDS[BAD], "utf-8")
    wanted = pipeline.build(without)
    made = pipeline.build(settings)
    assert of_others(made.files) == of_others(wanted.files)
    assert {finding.path for finding in errors(made)} == {f"seeds/{name}"}
    assert code in {finding.code for finding in errors(made)}
    (left,) = made.site.left_out
    assert (left.path, left.file) == (bad, name)


def test_a_folder_that_cannot_be_read_stops_all(settings: Settings) -> None:
    """Its documents are not gone, so their pages stay."""
    settings = replace(settings, seeds=settings.root / "nowhere")
    with pytest.raises(FindingsError) as caught:
        pipeline.build(settings)
    assert [finding.code for finding in caught.value.findings] == ["collect.no-folder"]


def test_a_text_may_not_change_silently_while_it_is_left_out(settings: Settings) -> None:
    """What was published last is remembered over a run that leaves the document out."""
    pipeline.generate(settings)
    (settings.seeds / BAD).write_bytes(b"caf\xe9")
    pipeline.generate(settings)
    assert not list(settings.docs.glob("briefings/2031-03-06*"))
    (settings.seeds / BAD).write_text(SEEDS[BAD].replace("late", "sunk"), "utf-8")
    with pytest.raises(FindingsError) as caught:
        pipeline.generate(settings)
    assert "changed.unexplained" in {finding.code for finding in caught.value.findings}
    (settings.seeds / BAD).write_text(SEEDS[BAD], "utf-8")
    pipeline.generate(settings)
    assert list(settings.docs.glob("briefings/2031-03-06*"))


def attempts(fails: Callable[[frozenset[str]], bool]) -> tuple[Any, list[int]]:
    """Return an attempt that fails in its only stage, and how many documents each one took."""
    sizes: list[int] = []

    def attempt(trial: Trial) -> frozenset[str]:
        sizes.append(len(trial.documents))
        with trial.stage("plan"):
            if fails(trial.documents):
                raise ArithmeticError
        return trial.documents

    return attempt, sizes


@pytest.mark.parametrize("bad", [{"d7"}, {"d0", "d999"}, {f"d{n}" for n in range(0, 1000, 100)}])
def test_bad_documents_cost_a_small_factor(bad: set[str]) -> None:
    """A run over a thousand with some bad ones looks at no more than three thousand."""
    attempt, sizes = attempts(lambda documents: bool(documents & bad))
    sources = {f"d{n}": f"seeds/{n}.txt" for n in range(1000)}
    made, left, _ = spared(sources, attempt, {})
    assert left.keys() == bad
    assert made == sources.keys() - bad
    assert sum(sizes) <= 3 * len(sources)


def test_a_pair_that_fails_together_costs_a_search_by_halves() -> None:
    """And one of the two is enough to leave out."""
    attempt, sizes = attempts(lambda documents: {"d20", "d700"} <= documents)
    sources = {f"d{n}": f"seeds/{n}.txt" for n in range(1000)}
    made, left, _ = spared(sources, attempt, {})
    assert left.keys() == {"d700"}
    assert len(made) == 999
    assert sum(sizes) <= 10 * len(sources)


def test_what_goes_wrong_more_and_more_is_given_up() -> None:
    """A stage that fails for any two documents is not searched for ever."""
    attempt, _ = attempts(lambda documents: len(documents) > 1)
    sources = {f"d{n}": f"seeds/{n}.txt" for n in range(100)}
    with pytest.raises(StageError):
        spared(sources, attempt, {})


def test_a_mistake_is_told_on_one_line_with_its_place() -> None:
    """Whatever an exception says, and wherever it came through our own code."""
    try:
        spared({}, lambda _: 1 / 0, {})
    except ZeroDivisionError as error:
        told = str(StageError("plan", error))
    odd = StageError("link", ValueError("two\nlines \udc80 " + "x" * 999))
    assert "ZeroDivisionError: division by zero (generator/left_out.py:" in told
    for text in (told, str(odd)):
        assert text.encode().decode().splitlines() == [text]
        assert len(text) < 300


def test_nobody_is_blamed_for_a_line_without_words() -> None:
    """A finding on a page of all that no words stand beside is no document's."""
    blame = Blame(owners={"seeds/a.txt": ("a",)}, sources={"a": "seeds/a.txt"})
    found, rest = blame.sort([wrong("docs/index.md", 3), wrong("seeds/a.txt")])
    assert found.keys() == {"a"}
    assert [finding.path for finding in rest] == ["docs/index.md"]
    assert issubclass(StageError, BriefingsError)
