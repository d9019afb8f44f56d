"""What `briefings explain` says of a name: rule, evidence on both sides, what it beat."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

MKDOCS = """\
site_name: Test
theme: {name: material, font: false}
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
extra_css: [assets/briefings.css]
"""
TEXT = (
    " date 2024-03-05 Residents of Qarnash fled to the hills, Minister Ada Orlen said.\n\n"
    "The Mosul district was quiet.\n"
)


NESTED = """\
 date 2024-03-06 Ada Orlen said that Ilo Tarn claimed the pier was lost.

Ilo Tarn said that the harbour was open.

Rain.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two documents, in which commands are called."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/hills.txt").write_text(TEXT, "utf-8")
    (tmp_path / "seeds/nested.txt").write_text(NESTED, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def lines(site: Path) -> list[str]:
    """What the command prints about both paragraphs of a source."""
    assert site.is_dir()
    found = []
    for line in (1, 3):
        result = CliRunner().invoke(main, ["explain", f"seeds/hills.txt:{line}"])
        assert result.exit_code == 0, result.stderr
        found += result.stdout.splitlines()
    return found


def test_weighed_name_shows_its_evidence_and_the_runner_up(lines: list[str]) -> None:
    """Score, what spoke for and against with weights, then the type that came second."""
    at = next(i for i, line in enumerate(lines) if "'Qarnash': name, place" in line)
    told = lines[at + 1 : at + 5]
    assert told[0].startswith("    rule names.model (place ")
    assert told[1].startswith("    for it: ")
    assert "noun of places before +" in told[1]
    assert any(line.startswith("    against it: ") for line in told)
    assert any(line.startswith("    not ") and line.endswith(": scores less") for line in told)


def test_settled_name_shows_the_reading_that_gave_way(lines: list[str]) -> None:
    """A name that a pattern found says which shorter one it took the place of."""
    at = next(i for i, line in enumerate(lines) if "'Mosul district': name, place" in line)
    assert lines[at + 1] == "    rule names.small-head"
    assert lines[at + 2].startswith("    not 'Mosul' (")
    assert lines[at + 2].endswith("): shorter")


def test_place_shows_which_one_of_its_name_is_meant_and_why(lines: list[str]) -> None:
    """Where a place is, or why that is not known, is an annotation with a rule like any other."""
    at = next(i for i, line in enumerate(lines) if "'Qarnash': Qarnash is nowhere" in line)
    assert lines[at].endswith("nowhere on a map: unknown")
    assert lines[at + 1] == "    rule link.place-unknown"


def test_statements_have_the_numbers_of_the_page(site: Path) -> None:
    """A statement inside another one takes no number of its own."""
    assert site.is_dir()
    said = CliRunner().invoke(main, ["explain", "seeds/nested.txt:1"]).stdout
    assert "statement [1] " in said
    assert "statement [1a] " in said
    said = CliRunner().invoke(main, ["explain", "seeds/nested.txt:3"]).stdout
    assert "statement [2] " in said
    assert "speaker of [2] is" in said


def test_a_source_is_explained_while_findings_stand(site: Path) -> None:
    """What stops the site does not stop the question why: here a note is no YAML."""
    (site / "seeds/hills.notes.yml").write_text("[", "utf-8")
    assert CliRunner().invoke(main, ["generate"]).exit_code == 1
    result = CliRunner().invoke(main, ["explain", "seeds/hills.txt:1"])
    assert result.exit_code == 0, result.output
    assert "'Qarnash': name, place" in result.stdout


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("seeds/gone.txt:1", "no such file"),
        ("seeds/nested.txt:99", "no words of a source stand there"),
        ("seeds/nested.txt:4", "nothing is annotated there"),
        ("seeds/nested.txt", "not a place"),
    ],
)
def test_a_place_without_annotations_says_why(site: Path, place: str, told: str) -> None:
    """A wrong place is one clear line and exit status 1, never silence."""
    assert site.is_dir()
    result = CliRunner().invoke(main, ["explain", place])
    assert result.exit_code == 1
    said = str(result.exception) if result.exception else ""
    assert told in result.stderr + said
