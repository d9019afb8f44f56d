"""The command line does what README says, with exit status 0, 1 or 2."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

MKDOCS = """\
site_name: Test
theme: {name: material, font: false}
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
extra_css: [assets/briefings.css]
"""
TEXT = (
    " date 2024-03-05 The Vesk bridge is closed, Minister Ada Orlen told reporters on Monday.\n\n"
    "Orlen said it may stay closed until June. She did not reveal the cost of the repair.\n"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one document, as the folder the command is called in."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/bridge.txt").write_text(TEXT, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    """Call the command as a shell would."""
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_generate_writes_pages_and_the_second_run_writes_nothing(site: Path) -> None:
    """A second run finds nothing to do, and check agrees."""
    first = run("generate")
    assert first.exit_code == 0, first.stderr
    before = snapshot(site / "docs")
    second = run("generate")
    assert "0 written, 0 removed" in second.stderr
    assert snapshot(site / "docs") == before
    assert run("generate", "--check").exit_code == 0


def test_check_fails_and_writes_nothing_when_a_source_changed(site: Path) -> None:
    """A stale page is a finding with what to do."""
    run("generate")
    before = snapshot(site / "docs")
    (site / "seeds/bridge.txt").write_text(TEXT.replace("June", "July"), "utf-8")
    result = run("generate", "--check")
    assert result.exit_code == 1
    assert "briefings generate" in result.stderr
    assert snapshot(site / "docs") == before


def test_documents_with_errors_are_left_out_and_named(site: Path) -> None:
    """All problems are named at once; the other documents are published, with exit status 1."""
    run("generate")
    before = snapshot(site / "docs")
    (site / "seeds/a.txt").write_bytes(b"caf\xe9 and more words\n")
    (site / "seeds/b.txt").write_text(" date 2024-02-31 Words.\n", "utf-8")
    (site / "seeds/c.txt").write_text("Fine words.\n", "utf-8")
    result = run("generate")
    assert result.exit_code == 1
    assert "seeds/a.txt" in result.stderr
    assert "seeds/b.txt" in result.stderr
    assert "left out: a.txt, b.txt" in result.stderr
    after = snapshot(site / "docs")
    assert any("/proofs/fine-words" in path for path in after.keys() - before.keys())
    assert run("generate", "--check").exit_code == 1
    assert run("generate", "--strict").exit_code == 1
    assert snapshot(site / "docs") == after


def test_quiet_says_nothing_when_all_is_well(site: Path) -> None:
    """A script sees the exit status alone."""
    del site
    result = run("generate", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_wrong_usage_is_exit_status_2(site: Path) -> None:
    """An unknown option is a mistake of the caller."""
    del site
    assert run("generate", "--nonsense").exit_code == 2


def test_missing_configuration_is_named_with_what_to_do(tmp_path: Path) -> None:
    """No stack trace for a missing mkdocs.yml."""
    result = run("generate", "--config", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 1
    assert "mkdocs.yml" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_colour_is_printed_to_a_file_or_with_no_color(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR is honoured even where colour is possible."""
    del site
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(main, ["generate"], color=True).output


def test_explain_names_rule_and_words_for_a_line_of_a_source(site: Path) -> None:
    """Each annotation on the line is there, with the rule that made it."""
    del site
    result = run("explain", "seeds/bridge.txt:1")
    assert result.exit_code == 0
    assert "statement [1]" in result.stdout
    assert "'Monday': time: 2024-03-04" in result.stdout
    assert "rule attribution." in result.stdout


def test_explain_knows_the_lines_of_a_page(site: Path) -> None:
    """A line of a generated page leads to the same annotations."""
    run("generate")
    page = next((site / "docs/briefings").glob("*.md"))
    lines = page.read_text("utf-8").splitlines()
    number = next(
        i for i, line in enumerate(lines, 1) if "statement-by" in lines[i] and "[" in line
    )
    result = run("explain", f"{page.relative_to(site)}:{number}")
    assert "rule " in result.stdout


@pytest.mark.parametrize("place", ["nonsense", "seeds/bridge.txt:99", "other.txt:1"])
def test_explain_says_what_a_place_is(site: Path, place: str) -> None:
    """A place that does not exist gets one message."""
    del site
    result = run("explain", place)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr


def test_annotate_writes_the_same_records_with_annotations(site: Path) -> None:
    """Offsets slice to the text; nothing of the record is lost."""
    body = TEXT.split(" ", 3)[3]
    record = {"id": "x", "date": "2024-03-05", "text": body, "mine": [1]}
    (site / "in.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    assert run("annotate", "in.jsonl", "out.jsonl").exit_code == 0
    found = json.loads((site / "out.jsonl").read_text("utf-8"))
    assert found["text"] == body
    assert found["mine"] == [1]
    names = {body[e["start"] : e["end"]] for e in found["entities"]}
    assert "Ada Orlen" in names
    said = [a for a in found["attributions"] if a["source"]]
    assert "Ada Orlen" in {body[slice(*a["name"])] for a in said}
    assert all(a["source"][0] <= a["name"][0] < a["name"][1] <= a["source"][1] for a in said)
    assert {(body[t["start"] : t["end"]], t["value"]) for t in found["timexes"]} >= {
        ("Monday", "2024-03-04")
    }


def test_annotate_names_every_broken_record_and_writes_nothing(site: Path) -> None:
    """All problems of a file at once, with line numbers."""
    (site / "in.jsonl").write_text('{"id": "a"}\nnot json\n{"id": 3, "text": ""}\n', "utf-8")
    result = run("annotate", "in.jsonl", "out.jsonl")
    assert result.exit_code == 1
    for line in ("in.jsonl:1:", "in.jsonl:2:", "in.jsonl:3:"):
        assert line in result.stderr
    assert not (site / "out.jsonl").exists()


def test_jobs_change_no_byte(site: Path) -> None:
    """Documents parsed side by side give the same pages."""
    (site / "seeds/second.txt").write_text(TEXT.replace("bridge", "tunnel"), "utf-8")
    run("generate")
    alone = snapshot(site / "docs")
    for path in (site / ".cache").rglob("*"):
        if path.is_file():
            path.unlink()
    result = run("generate", "--jobs", "2")
    assert "0 written, 0 removed" in result.stderr
    assert snapshot(site / "docs") == alone
