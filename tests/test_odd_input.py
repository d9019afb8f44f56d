"""Odd input, odd arguments and odd surroundings have one message that says what to do."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import annotate, pipeline
from generator.cli import main
from generator.config import load_settings
from generator.errors import FindingsError, Level
from generator.templating import load_strings
from generator.write import apply, write

MKDOCS = """\
site_name: Test
theme: {name: material, font: false}
plugins: [search, {briefings: {}}]
markdown_extensions: [attr_list, md_in_html]
"""
TEXT = "Ada Orlen said on Monday that the pier would open next week, as it did last year.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one document, as the folder the command is called in."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    """Call the command as a shell would."""
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def refuse(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let `generate` meet an exception."""

    def generate(*_words: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "generate", generate)


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-07", "0100-02-28", "9999-12-31"])
def test_a_date_at_either_end_of_the_calendar_is_a_date(site: Path, day: str) -> None:
    """Weeks before the first day and after the last are no weeks, and no traceback."""
    (site / "seeds/a.meta.yml").write_text(f"date: {day}\n", "utf-8")
    made = pipeline.build(load_settings(site / "mkdocs.yml"))
    assert not [finding for finding in made.findings if finding.level is Level.ERROR]
    assert len(made.site.latest) == 1


@pytest.mark.parametrize("year", ["0005", "0999", "9990", "9999"])
def test_a_text_of_any_year_has_its_timeline(site: Path, year: str) -> None:
    """Days, months and years around it are drawn as far as the calendar goes."""
    days = " ".join(f"On {d} December {year} Ada Orlen met Bo Vesk." for d in range(27, 32))
    (site / "seeds/a.txt").write_text(f" date {year}-12-31 {days} {TEXT}", "utf-8")
    made = pipeline.build(load_settings(site / "mkdocs.yml"))
    assert not [finding for finding in made.findings if finding.level is Level.ERROR]
    assert len(made.site.briefings) == 1


def test_speakers_may_be_called_as_our_own_words(site: Path) -> None:
    """A label of a transcript or a heading that the interface has too does no harm to the proof."""
    words = [each for each in load_strings().values() if re.fullmatch(r"[A-Z][\w ]+", each)]
    turns = "\n\n".join(f"{word}: The pier opens in May. {TEXT}" for word in words[::12] * 2)
    heads = "\n\n".join(f"## {word}\n\n{word} said: {TEXT}" for word in words[::40])
    (site / "seeds/a.txt").write_text(f" date 2031-02-18 Transcript\n\n{turns}", "utf-8")
    (site / "seeds/b.md").write_text(f"---\ndate: 2031-02-18\n---\n\n{heads}\n", "utf-8")
    made = pipeline.build(load_settings(site / "mkdocs.yml"))
    assert not [finding for finding in made.findings if finding.level is Level.ERROR]
    assert len(made.site.briefings) == 2


def test_half_a_character_in_a_sidecar_is_named_with_its_line(site: Path) -> None:
    """YAML can write what no text can hold; the document is left out until that is mended."""
    (site / "seeds/b.txt").write_text("Bo Vesk said so.\n", "utf-8")
    (site / "seeds/a.meta.yml").write_text('author: X\ntitle: "half \\ud800 of one"\n', "utf-8")
    made = pipeline.build(load_settings(site / "mkdocs.yml"))
    (finding,) = (finding for finding in made.findings if finding.level is Level.ERROR)
    assert (finding.path, finding.line) == ("seeds/a.meta.yml", 2)
    assert [each.path for each in made.site.left_out] == ["a.txt"]


def test_a_folder_of_templates_that_is_not_there_is_named(site: Path) -> None:
    """A mistyped key does not silently do nothing."""
    text = MKDOCS.replace("briefings: {}", "briefings: {templates: nowhere}")
    (site / "mkdocs.yml").write_text(text, "utf-8")
    result = run("generate")
    assert result.exit_code == 1
    assert "mkdocs.yml: error: templates: there is no folder" in result.stderr
    assert not (site / "docs").exists()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (b"{% if %}", "pages/home.md.j2:1: "),
        (b"{{ nothing }}", "pages/home.md.j2: "),
        (b"{% include 'nowhere' %}", "pages/home.md.j2: nowhere"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_template_that_is_wrong_is_named(site: Path, template: bytes, message: str) -> None:
    """One's own template is one's own to mend: file, and line where it is known."""
    (site / "own/pages").mkdir(parents=True)
    (site / "own/pages/home.md.j2").write_bytes(template)
    text = MKDOCS.replace("briefings: {}", "briefings: {templates: own}")
    (site / "mkdocs.yml").write_text(text, "utf-8")
    result = run("generate")
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "place", ["seeds/a.txt:0", "seeds/a.txt:²", "seeds/a.txt:" + "9" * 40, "/:1", ":", "a:-1"]
)
def test_odd_places_are_no_places(site: Path, place: str) -> None:
    """`explain` says what a place is."""
    del site
    result = run("explain", place)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")


def test_many_findings_of_a_kind_are_a_few_lines(site: Path) -> None:
    """The first of a file are named, the others counted; another kind, another file stay whole."""
    (site / "seeds/b.txt").write_text(f"Bo Vesk too. {TEXT}", "utf-8")
    (site / "seeds/a.meta.yml").write_text("".join(f"k{n}: x\n" for n in range(2000)), "utf-8")
    (site / "seeds/b.meta.yml").write_text("k: x\ndate: 2031-02-30\n", "utf-8")
    result = run("generate")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if ": error: " in line]
    named = [line for line in errors if line.startswith("seeds/a.meta.yml:")]
    assert len(named) == 11
    assert "seeds/a.meta.yml:11: error: and 1,990 more of this kind" in named[-1]
    assert [line for line in errors if line.startswith("seeds/b.meta.yml:1")]
    assert [line for line in errors if line.startswith("seeds/b.meta.yml:2")]


def test_eleven_findings_of_a_kind_are_all_named(site: Path) -> None:
    """A line that only counts one more would say less than that one."""
    (site / "seeds/a.meta.yml").write_text("".join(f"k{n}: x\n" for n in range(11)), "utf-8")
    (site / "seeds/b.txt").write_text(f"Bo Vesk too. {TEXT}", "utf-8")
    result = run("generate")
    assert "seeds/a.meta.yml:11: error: the key 'k10'" in result.stderr


WRONG = {
    "half a character": (rb'{"id": "b", "text": "x", "mine": ["\udfff"]}', "half a character"),
    "no JSON": (b"{'id': 'b'}", "not JSON (Expecting property name"),
    "no object": (b"[1]", '"text" is missing'),
    "another encoding": (b'{"id": "b", "text": "caf\xe9"}', "byte 24 of the line (0xE9)"),
    "a huge number": (
        b'{"id": "b", "text": "x", "n": %s}' % (b"9" * 5000),
        "a number is too large",
    ),
    "a number beyond all": (b'{"id": "b", "text": "x", "n": 1e999}', "a number is too large"),
    "no number": (b'{"id": "b", "text": "x", "n": NaN}', "a number is too large, or none"),
    "lists without end": (b'{"id": "b", "n": ' + b"[" * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize(("line", "says"), WRONG.values(), ids=WRONG.keys())
def test_annotate_names_a_wrong_record_and_writes_the_others(
    site: Path, line: bytes, says: str
) -> None:
    """By file and line, in words of ours; a mark at the start of the file is no mistake."""
    good = b'{"id": "%s", "text": "Ada Orlen said so."}\n'
    content = b"\xef\xbb\xbf" + good % b"a" + line + b"\n\r\n" + good % b"c"
    (site / "in.jsonl").write_bytes(content)
    result = run("annotate", "in.jsonl", "out.jsonl")
    assert result.exit_code == 1
    (told,) = result.stderr.splitlines()
    assert told.startswith("in.jsonl:2: error: ")
    assert says in told
    assert "sys." not in told
    lines = (site / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(each)["id"] for each in lines] == ["a", "c"]


def test_annotate_says_where_it_cannot_write(site: Path) -> None:
    """And leaves nothing behind."""
    (site / "in.jsonl").write_text('{"id": "a", "text": ""}\n', "utf-8")
    result = run("annotate", "in.jsonl", "nowhere/out.jsonl")
    assert result.exit_code == 1
    assert "nowhere/out.jsonl: it cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_annotate_writes_to_what_is_no_file(site: Path) -> None:
    """A pipe is written as it stands, and a link keeps leading where it led."""
    (site / "in.jsonl").write_text('{"id": "a", "text": ""}\n', "utf-8")
    (site / "real.jsonl").touch()
    (site / "link.jsonl").symlink_to("real.jsonl")
    assert run("annotate", "in.jsonl", "link.jsonl").exit_code == 0
    assert (site / "link.jsonl").is_symlink()
    assert json.loads((site / "real.jsonl").read_text("utf-8"))["id"] == "a"
    assert run("annotate", "in.jsonl", os.devnull).exit_code == 0


def test_annotate_leaves_out_a_record_and_writes_the_others(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours in one record names it and stops no other."""
    records = [{"id": name, "text": f"{name} said so."} for name in ("Ada", "Bo", "Ilo")]
    (site / "in.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    right = annotate.annotate

    def odd(record: dict[str, Any], nlp: Any) -> dict[str, Any]:
        if record["id"] == "Bo":
            raise ZeroDivisionError
        return dict(right(record, nlp))

    monkeypatch.setattr(annotate, "annotate", odd)
    result = run("annotate", "in.jsonl", "out.jsonl")
    assert result.exit_code == 1
    assert "record 'Bo' is left out: ZeroDivisionError; report this" in result.stderr
    lines = (site / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["Ada", "Ilo"]


@pytest.mark.parametrize("content", [b"garbage", b"{}", b'{"version": 9}', b"[1]", b"\xff"])
def test_a_wrong_list_of_generated_files_is_one_finding_that_names_it(
    site: Path, content: bytes
) -> None:
    """Not one for each file that the list should have."""
    assert run("generate").exit_code == 0
    (site / "seeds/a.txt").write_text(TEXT.replace("pier", "port"), "utf-8")
    for page in (site / "docs").rglob("*.md"):
        page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    (site / "docs/.briefings.json").write_bytes(content)
    result = run("generate", "--unread", "--quiet")
    (line,) = result.stderr.splitlines()
    assert line.startswith("docs/.briefings.json: error: ")
    assert "restore it from version control" in line


def test_a_few_files_in_the_way_are_named_each(tmp_path: Path) -> None:
    """Up to nine are more likely somebody's work than a wrong list."""
    for number in range(9):
        (tmp_path / f"{number}.md").write_text("Mine.\n")
    with pytest.raises(FindingsError) as caught:
        write({f"{number}.md": b"Ours.\n" for number in range(9)}, tmp_path)
    assert len(caught.value.findings) == 9


def test_a_file_where_the_folder_of_pages_should_be_is_one_message(site: Path) -> None:
    """What the system says, and what to do."""
    (site / "docs").write_text("a file")
    result = run("generate")
    assert result.exit_code == 1
    assert "docs" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("error", "said", "status"),
    [
        (OSError(28, "No space left on device", "docs/x"), "docs/x: No space left on device", 1),
        (ZeroDivisionError("odd\nthing"), "error: ZeroDivisionError: odd thing; report this", 1),
        (UnicodeError("half \ud800"), "error: UnicodeError: half ?; report this", 1),
        (RecursionError(), "error: RecursionError; report this", 1),
        (KeyboardInterrupt(), "stopped; nothing is half written", 130),
    ],
)
def test_whatever_happens_is_one_line(
    site: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str, status: int
) -> None:
    """A disk that is full, a mistake that nobody foresaw, and Ctrl-C."""
    del site
    refuse(monkeypatch, error)
    result = run("generate")
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_stop_while_the_command_loads_is_a_message(tmp_path: Path) -> None:
    """Also in the first moment, before there is a command."""
    code = (
        "import builtins, sys\n"
        "load = builtins.__import__\n"
        "def stop(name, *more):\n"
        "    if name == 'generator.cli':\n"
        "        raise KeyboardInterrupt\n"
        "    return load(name, *more)\n"
        "builtins.__import__ = stop\n"
        "from generator.__main__ import run\n"
        "run()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (130, "\nstopped; nothing is half written\n")


def test_pages_are_in_place_before_a_stop_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while files are moved waits until all are."""
    move = getattr(apply, "_move")  # noqa: B009 - the step between the two lists

    def interrupted(*words: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        move(*words)

    monkeypatch.setattr(apply, "_move", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write({"a.md": b"A\n", "b.md": b"B\n"}, tmp_path)
    monkeypatch.undo()
    assert write({"a.md": b"A\n", "b.md": b"B\n"}, tmp_path).unchanged == ("a.md", "b.md")
    assert not list(tmp_path.glob(".briefings-*"))
