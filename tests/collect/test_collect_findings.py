"""Every way in which input can be bad gets one clear finding: file, line, what, what to do."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.collect import Collected, collect
from generator.collect.folder import LIMIT
from generator.errors import Finding, Level

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]

GOOD = " date 2024-11-05 The bridge was closed on Tuesday."
ELSE = " date 2024-11-06 The bridge was opened on Wednesday."


@dataclass(frozen=True)
class Case:
    """Files and the one finding that they must give."""

    files: dict[str, str | bytes]
    code: str
    path: str = "seeds/a.txt"
    line: int = 0
    level: Level = Level.ERROR
    says: tuple[str, ...] = field(default=())


CASES = {
    "Latin-1 bytes": Case(
        {"a.txt": b" date 2024-11-05 One.\n\nThe caf\xe9 was closed."},
        "not-utf8",
        line=3,
        says=("byte 30 (0xE9)", "looks like WINDOWS-1252", "iconv -f WINDOWS-1252 -t UTF-8"),
    ),
    "Cyrillic bytes": Case(
        {"a.txt": "Мост был закрыт во вторник, сказал министр.".encode("cp1251")},
        "not-utf8",
        line=1,
        says=("byte 0 ", "looks like WINDOWS-1251"),
    ),
    "UTF-16 with a mark": Case(
        {"a.txt": b"\xff\xfe" + GOOD.encode("utf-16-le")},
        "not-utf8",
        line=1,
        says=("looks like UTF-16LE",),
    ),
    "UTF-16 without a mark, small end first": Case(
        {"a.txt": GOOD.encode("utf-16-le")}, "not-utf8", line=1, says=("looks like UTF-16LE",)
    ),
    "UTF-16 without a mark": Case(
        {"a.txt": GOOD.encode("utf-16-be")}, "not-utf8", line=1, says=("looks like UTF-16BE",)
    ),
    "bytes of no known encoding": Case(
        {"a.txt": GOOD.encode() + b"\x81\x8d\xff"}, "not-utf8", line=1, says=("-f ENCODING",)
    ),
    "UTF-8 that was cut off": Case(
        {"a.txt": f"{GOOD}\n\nThe caf\u00e9 was \u0416".encode()[:-1]},
        "not-utf8",
        line=3,
        says=("ends in the midst of a character", "byte 66 (0xD0)", "get the whole file again"),
    ),
    "UTF-8 that was cut off in its one long character": Case(
        {"a.txt": f"{GOOD} \u201c".encode()[:-1]}, "not-utf8", line=1, says=("it was cut off",)
    ),
    "UTF-8 with a damaged byte": Case(
        {"a.txt": f"{GOOD} Caf\u00e9s.\nNa\u00efve: ".encode() + b"\xff\xfe."},
        "not-utf8",
        line=2,
        says=("UTF-8 but for damaged bytes: 2, the first is byte 67 (0xFF)",),
    ),
    "a page named as text": Case(
        {"a.txt": "\n<!DOCTYPE html>\n<html><body><p>The bridge was closed.</p></body></html>"},
        "other-form",
        line=1,
        says=("it is a web page", "end its name in .html"),
    ),
    "a page in one file with its pictures": Case(
        {
            "a.html": "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n--x\r\n<p>Closed.</p>'
        },
        "other-form",
        "seeds/a.html",
        1,
        says=("MHTML", "save the page as HTML only"),
    ),
    "a web archive": Case(
        {"a.html": b"bplist00\xd1\x01\x02 The bridge"}, "binary", "seeds/a.html", says=("Safari",)
    ),
    "a PDF below a blank line": Case({"a.txt": b"\n%PDF-1.7\nx"}, "binary", says=("a PDF",)),
    "front matter without an end": Case(
        {"a.md": "---\ntitle: Bridge\ndate: 2024-11-05\n\nThe bridge was closed.\n"},
        "front-matter",
        "seeds/a.md",
        1,
        says=("never ends", "put a line `---` below"),
    ),
    "front matter below a blank line": Case(
        {"a.md": "\n\n---\ndate: 2024-11-05\n---\n\nThe bridge was closed.\n"},
        "front-matter",
        "seeds/a.md",
        3,
        says=("at the very start", "remove the blank lines"),
    ),
    "front matter of another kind": Case(
        {"a.md": '+++\ntitle = "Bridge"\n+++\n\nThe bridge was closed.\n'},
        "front-matter",
        "seeds/a.md",
        1,
        says=("between +++",),
    ),
    "front matter between longer lines": Case(
        {"a.md": "-----\ntitle: Bridge\n-----\n\nThe bridge was closed.\n"},
        "front-matter",
        "seeds/a.md",
        1,
        says=("between -----", "between --- lines"),
    ),
    "front matter that is wrong": Case(
        {
            "a.md": "---\ntitle: [\n---\n\nThe bridge was closed.\n",
            "a.meta.yml": "date: 2024-11-05",
        },
        "bad-yaml",
        "seeds/a.md",
        3,
    ),
    "front matter of a text": Case(
        {"a.txt": "---\ndate: 2024-11-05\n---\nThe bridge was closed.\n"},
        "front-matter",
        line=1,
        says=("end the file's name in .md",),
    ),
    "empty file": Case({"a.txt": b""}, "empty"),
    "only white space": Case({"a.txt": " \n\t\n"}, "empty"),
    "nothing that anybody sees": Case({"a.txt": "\u200b\u2060\n\n\u3164"}, "empty"),
    "a page without text": Case(
        {"a.html": "<p><script>no()</script></p>"},
        "empty",
        "seeds/a.html",
        says=("save the page once its text is shown",),
    ),
    "only a mark": Case({"a.txt": b"\xef\xbb\xbf"}, "empty"),
    "only a header": Case({"a.txt": " date 2024-11-05 \n"}, "empty", says=("beside its header",)),
    "no date": Case(
        {"a.txt": "The bridge was closed."},
        "no-date",
        level=Level.WARNING,
        says=("stay unresolved", "` date YYYY-MM-DD `", "a.meta.yml"),
    ),
    "impossible date": Case(
        {"a.txt": " date 2024-02-30 The bridge was closed."},
        "impossible-date",
        line=1,
        says=("2024-02-30 does not exist",),
    ),
    "year 0000": Case({"a.txt": " date 0000-01-01 Closed."}, "impossible-date", line=1),
    "date in another form": Case(
        {"a.txt": " date 05.11.2024 Closed."}, "bad-date", line=1, says=("YYYY-MM-DD",)
    ),
    "date far ahead": Case(
        {"a.txt": " date 3024-11-05 Closed."}, "unlikely-date", line=1, level=Level.WARNING
    ),
    "date long ago": Case(
        {"a.txt": " date 0202-11-05 Closed."}, "unlikely-date", line=1, level=Level.WARNING
    ),
    "picture": Case(
        {"a.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256))}, "binary", says=("a PNG picture",)
    ),
    "PDF named as text": Case({"a.txt": b"%PDF-1.7\nx"}, "binary", says=("a PDF",)),
    "bytes of a program": Case({"a.txt": bytes(range(32)) * 40}, "binary", says=("control bytes",)),
    "a few control characters": Case(
        {"a.txt": GOOD + "\n\nNul\0."},
        "control-characters",
        line=3,
        level=Level.WARNING,
        says=("left out: 1 (U+0000)",),
    ),
    "too large": Case(
        {"a.txt": b"x" * (LIMIT + 1)}, "too-large", says=("5,000,001 bytes of text", "5,000,000")
    ),
    "same bytes twice": Case(
        {"a.txt": GOOD, "b.txt": GOOD}, "duplicate", "seeds/b.txt", says=("as a.txt",)
    ),
    "same words twice": Case(
        {"a.txt": GOOD, "b.txt": GOOD.replace("date 2024-11-05", "date 2024-11-07")},
        "same-text",
        "seeds/b.txt",
        level=Level.WARNING,
    ),
    "lists nested too deeply": Case(
        {"a.md": "---\ndate: 2024-11-05\n---\nFirst.\n\n" + "> " * 300 + "deep\n"},
        "too-deep",
        "seeds/a.md",
        line=6,
    ),
    "unknown extension": Case(
        {"a.txt": GOOD, "b.docx": b"PK"},
        "unknown-extension",
        "seeds/b.docx",
        level=Level.WARNING,
        says=("ignored", ".txt, .md"),
    ),
    "sidecar with the long extension": Case(
        {"a.txt": GOOD, "a.meta.yaml": "title: x"},
        "unknown-extension",
        "seeds/a.meta.yaml",
        says=(".meta.yml",),
    ),
    "name with a quote": Case(
        {'a"b.txt': GOOD}, "awkward-name", 'seeds/a"b.txt', level=Level.WARNING
    ),
    "name with an apostrophe": Case(
        {"a'b.txt": GOOD}, "awkward-name", "seeds/a'b.txt", level=Level.WARNING
    ),
    "name with a backslash": Case(
        {"a\\b.txt": GOOD}, "awkward-name", "seeds/a\\b.txt", level=Level.WARNING
    ),
    "name of a device": Case({"nul.txt": GOOD}, "awkward-name", "seeds/nul.txt", 0, Level.WARNING),
    "folder with an awkward name": Case(
        {"a?/b.txt": GOOD}, "awkward-name", "seeds/a?/b.txt", level=Level.WARNING
    ),
    "name with a line end": Case(
        {"a\nb.txt": GOOD}, "bad-name", "seeds/a\\nb.txt", says=("control characters",)
    ),
    "name that turns its direction": Case(
        {"a\u202etxt.txt": GOOD}, "bad-name", "seeds/a\\u202etxt.txt"
    ),
    "very long name": Case(
        {"a" * 200 + ".txt": GOOD},
        "long-name",
        f"seeds/{'a' * 200}.txt",
        level=Level.WARNING,
        says=("204 bytes",),
    ),
    "name of bytes that are no text": Case(
        {"a\udcff\udcfe.txt": GOOD}, "bad-name", r"seeds/a\xff\xfe.txt", says=("not UTF-8",)
    ),
    "a page whose address names a user": Case(
        {
            "a.html": '<head><meta name="date" content="2024-11-05">\n<link rel="canonical" '
            'href="https://ada:quill@herald.example/1"></head><article><p>Closed.</p></article>'
        },
        "secret-url",
        "seeds/a.html",
        2,
        says=("user name or a password",),
    ),
    "names that differ in case": Case(
        {"A.txt": GOOD, "a.txt": ELSE}, "name-clash", says=("differs from A.txt",)
    ),
    "names that differ in composition": Case(
        {"e\u0301.txt": GOOD, "\u00e9.txt": ELSE}, "name-clash", "seeds/\u00e9.txt"
    ),
    "other language of a page": Case(
        {
            "a.html": '<html lang="de"><head><meta name="date" content="2024-11-05"></head><body>'
            "<article><p>Die Brücke wurde am Dienstag gesperrt.</p></article></body></html>"
        },
        "not-annotated",
        "seeds/a.html",
        1,
        Level.NOTE,
    ),
    "other language": Case(
        {"a.txt": GOOD, "a.meta.yml": "language: fr\n"},
        "not-annotated",
        "seeds/a.meta.yml",
        1,
        Level.NOTE,
        says=("it is in French (fr)", "not annotated"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_bad_input_has_one_clear_finding(put: Put, run: Run, case: Case) -> None:
    """One cause gives one finding that names the file, the line, what, and what to do."""
    for name, content in case.files.items():
        put(name, content)
    (finding,) = run().findings
    assert (finding.path, finding.line) == (case.path, case.line)
    assert (finding.code, finding.level) == (f"collect.{case.code}", case.level)
    _check_words(finding)
    for words in case.says:
        assert words in str(finding)


def _check_words(finding: Finding) -> None:
    """Assert that a finding is one line without final stops."""
    assert str(finding).isprintable()
    assert finding.what
    assert finding.hint
    assert not finding.what.endswith(".")
    assert not finding.hint.endswith(".")


def test_every_code_has_a_case() -> None:
    """No finding of this stage goes untested: its code stands in one of the tests."""
    stage = Path(__file__).parents[2] / "generator" / "collect"
    here = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))
    source = "".join(path.read_text("utf-8") for path in stage.glob("*.py"))
    said = {code for code in _codes(source) if f'"{code}"' not in here and code not in here}
    assert not said


def _codes(source: str) -> set[str]:
    return set(re.findall(r"""(?:error|warning|tell)\(\s*"([a-z0-9-]+)",""", source))


def test_broken_documents_do_not_hide_each_other(put: Put, run: Run) -> None:
    """All findings come at once, in order of path, and the good documents are read."""
    put("a.txt", b"\xff")
    put("b.txt", "")
    put("c.txt", " date 2024-13-01 Closed.")
    put("d.txt", GOOD)
    put("d.meta.yml", "tittle: x\nurl: no\n")
    collected = run()
    assert [(each.path, each.line) for each in collected.findings] == [
        ("seeds/a.txt", 1),
        ("seeds/b.txt", 0),
        ("seeds/c.txt", 1),
        ("seeds/d.meta.yml", 1),
        ("seeds/d.meta.yml", 2),
    ]
    assert [each.path for each in collected.documents] == ["d.txt", "c.txt"]


def test_companions_of_a_broken_document_are_no_orphans(put: Put, run: Run) -> None:
    """A document that cannot be read still owns its sidecar and its notes."""
    put("a.txt", b"\xff")
    put("a.meta.yml", "title: The bridge\n")
    put("a.notes.yml", "- {text: bridge, value: It was rebuilt., signed: Ada Quill}\n")
    assert [each.code for each in run().findings] == ["collect.not-utf8"]


def test_missing_folder_is_a_finding(tmp_path: Path) -> None:
    """A folder that is not there, or is a file, is one error that says so."""
    (tmp_path / "file").write_text("x")
    for name in ("nowhere", "file"):
        (finding,) = collect(tmp_path / name, shown_as="my/seeds").findings
        assert (finding.path, finding.code) == ("my/seeds", "collect.no-folder")


def test_folder_without_documents_is_a_warning(put: Put, run: Run) -> None:
    """A folder that holds only what is passed over has nothing to publish."""
    put(".keep", "")
    put("_draft.txt", GOOD)
    put("_drafts/a.txt", GOOD)
    put(".git/a.txt", GOOD)
    (finding,) = run().findings
    assert (finding.path, finding.code) == ("seeds", "collect.no-documents")
    assert finding.level is Level.WARNING


def test_what_a_browser_saved_beside_a_page_is_no_document(put: Put, run: Run) -> None:
    """The folder of a page's pictures and frames is passed over; one of no page is read."""
    put("talks.html", f"<title>Talks</title><p>{GOOD}</p>")
    put("talks_files/frame.html", "<p>An advertisement.</p>")
    put("talks_files/logo.svg", "<svg/>")
    put("other_files/letter.txt", "date 2024-11-06 A letter of the ministry.")
    collected = run()
    assert [d.path for d in collected.documents] == ["other_files/letter.txt", "talks.html"]
    assert not [f for f in collected.findings if "talks_files" in f.path]


def test_names_with_spaces_dots_and_letters_are_fine(put: Put, run: Run) -> None:
    """Spaces, several dots, any letters and capital extensions need no finding."""
    for number, name in enumerate(
        ["a b.txt", "a.b.c.txt", "중앙.txt", "deep/er/é.TXT", "x-1_2.htm"]
    ):
        put(name, f" date 2024-11-0{number + 1} Words of the number {number}.")
    collected = run()
    assert [each for each in collected.findings if "x-1_2" not in each.path] == []
    assert len(collected.documents) == 5


def test_folder_named_as_a_file_is_read_with_a_warning(put: Put, run: Run) -> None:
    """A folder called x.txt is no document; its files are read."""
    put("x.txt/a.txt", GOOD)
    collected = run()
    (finding,) = collected.findings
    assert (finding.path, finding.code) == ("seeds/x.txt", "collect.folder-named-as-file")
    assert [each.path for each in collected.documents] == ["x.txt/a.txt"]


def test_links_out_of_the_folder_are_refused(put: Put, run: Run, tmp_path: Path) -> None:
    """A symbolic link may not publish what lies elsewhere, file or folder."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.txt").write_text(GOOD)
    put("a.txt", GOOD).with_name("out.txt").symlink_to(secret / "s.txt")
    (tmp_path / "seeds" / "out.md").symlink_to("../secret/s.txt")
    (tmp_path / "seeds" / "folder.txt").symlink_to(secret)
    (tmp_path / "seeds" / "folder").symlink_to(secret)
    collected = run()
    assert [(each.path, each.code) for each in collected.findings] == [
        ("seeds/folder", "collect.link-outside"),
        ("seeds/folder.txt", "collect.link-outside"),
        ("seeds/out.md", "collect.link-outside"),
        ("seeds/out.txt", "collect.link-outside"),
    ]
    assert [each.path for each in collected.documents] == ["a.txt"]


def test_links_that_lead_nowhere_are_refused(put: Put, run: Run, tmp_path: Path) -> None:
    """Loops, dangling links and links to folders are errors, and nothing hangs."""
    put("sub/a.txt", GOOD)
    seeds = tmp_path / "seeds"
    (seeds / "loop.txt").symlink_to("loop.txt")
    (seeds / "gone.txt").symlink_to("missing.txt")
    (seeds / "sub" / "up").symlink_to("..")
    assert [(each.path, each.code) for each in run().findings] == [
        ("seeds/gone.txt", "collect.broken-link"),
        ("seeds/loop.txt", "collect.broken-link"),
        ("seeds/sub/up", "collect.link-to-folder"),
    ]


def test_link_inside_the_folder_is_a_copy(put: Put, run: Run) -> None:
    """A link to another document of the folder is read, and is the copy that it is."""
    put("a.txt", GOOD).with_name("b.txt").symlink_to("a.txt")
    assert [(each.path, each.code) for each in run().findings] == [
        ("seeds/b.txt", "collect.duplicate")
    ]


def test_folder_may_itself_be_a_link(put: Put, tmp_path: Path) -> None:
    """The seeds folder itself may be a symbolic link."""
    put("a.txt", GOOD)
    (tmp_path / "link").symlink_to("seeds")
    collected = collect(tmp_path / "link")
    assert collected.findings == ()
    assert len(collected.documents) == 1


def test_pipe_is_not_waited_for(put: Put, run: Run) -> None:
    """What is neither file nor folder is an error, and is never opened."""
    os.mkfifo(put("a.txt", GOOD).with_name("pipe.txt"))
    assert [(each.path, each.code) for each in run().findings] == [
        ("seeds/pipe.txt", "collect.not-a-file")
    ]


def test_large_file_is_not_read(put: Put, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 50 MB is refused by its size, without its bytes."""
    with put("a.txt", b"").open("r+b") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert [each.code for each in run().findings] == ["collect.too-large"]


def test_unreadable_file_and_folder_are_findings(
    put: Put, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this user may not read is an error that says so; the rest is read."""
    put("a.txt", GOOD)
    put("b.txt", ELSE)
    put("closed/c.txt", ELSE)
    scan, read = os.scandir, Path.read_bytes

    def scandir(folder: Path) -> object:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    def read_bytes(path: Path) -> bytes:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    collected = run()
    assert [(each.path, each.code, each.what) for each in collected.findings] == [
        ("seeds/b.txt", "collect.unreadable", "it cannot be read: Permission denied"),
        ("seeds/closed", "collect.unreadable", "it cannot be read: Permission denied"),
    ]
    assert [each.path for each in collected.documents] == ["a.txt"]


def test_name_of_bytes_that_are_not_utf8(put: Put, run: Run) -> None:
    """A name that is no text is refused, and shown in a way that can be printed."""
    put("a.txt", GOOD)
    folder = os.fsencode(put("b.txt", ELSE).parent)
    Path(os.fsdecode(folder + b"/caf\xe9.txt")).write_text(GOOD)
    (finding,) = run().findings
    assert (finding.path, finding.code) == (r"seeds/caf\xe9.txt", "collect.bad-name")


def test_order_of_the_listing_does_not_matter(
    put: Put, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files give the same result whatever the order in which they are listed."""
    for name in ("b.txt", "a.txt", "é.txt", "A/z.txt", "a.meta.yml", "x.pdf"):
        put(name, GOOD if name.endswith("txt") else "title: The bridge\n")
    first = run()
    listing = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: list(listing(path))[::-1])
    second = run()
    assert (first.documents, first.findings) == (second.documents, second.findings)
    monkeypatch.setattr(os, "scandir", lambda path: sorted(listing(path), key=lambda e: e.name))
    assert run().documents == first.documents


def test_environment_does_not_matter(put: Put) -> None:
    """Locale, time zone and hash seed leave the result as it is, to the byte."""
    folder = put("é.txt", GOOD).parent
    put("b.html", f'<html lang="de"><body><p>{ELSE}</p></body></html>')
    put("c.md", "---\nzzz: 1\ntitel: x\n---\n# Größe\n\nIt was *closed*.\n")
    put("é.notes.yml", "- {text: nowhere, value: x, signed: A}\n")
    code = (
        "import sys, pathlib, generator.collect as stage\n"
        "collected = stage.collect(pathlib.Path(sys.argv[1]))\n"
        "print(ascii((collected.documents, collected.notes, collected.findings)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for locale, zone, seed in [("C", "UTC", "1"), ("C.UTF-8", "Pacific/Kiritimati", "2")]
    }
    assert len(outputs) == 1
