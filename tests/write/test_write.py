import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import FindingsError, Level
from generator.write import WriteError, stale, write

PAGES = {
    "index.md": b"# Home\n",
    "briefings/a.md": b"# A\n",
    "briefings/b.md": b"# B\n",
    "glossary/deep/c.md": b"# C\n",
}
MANIFEST = ".briefings.json"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder that does not exist yet."""
    return tmp_path / "docs"


def tree(docs: Path) -> dict[str, bytes]:
    """Return every file below `docs` but the manifest."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def codes(error: FindingsError) -> list[str]:
    """Return the codes of the findings, in order."""
    return [finding.code for finding in error.findings]


def test_the_first_run_writes_every_page(docs: Path) -> None:
    """A missing folder is made, and holds the pages and a manifest with their digests."""
    result = write(PAGES, docs)
    assert result.written == tuple(sorted(PAGES))
    assert tree(docs) == PAGES
    files = json.loads((docs / MANIFEST).read_text())["files"]
    assert files == {path: hashlib.sha256(page).hexdigest() for path, page in PAGES.items()}


def test_a_second_run_touches_nothing(docs: Path) -> None:
    """When nothing changed, no file is written, not even with the same bytes."""
    write(PAGES, docs)
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*")}
    result = write(PAGES, docs)
    assert (result.written, result.removed) == ((), ())
    assert result.unchanged == tuple(sorted(PAGES))
    assert {path: path.stat().st_mtime_ns for path in docs.rglob("*")} == before


def test_only_what_changed_is_written_and_removed(docs: Path) -> None:
    """One changed, one new and one dropped page leave the others and hand-written pages alone."""
    write(PAGES, docs)
    (docs / "about.md").write_bytes(b"by hand")
    pages = {**PAGES, "index.md": b"# New\n", "new/d.md": b"# D\n"}
    del pages["glossary/deep/c.md"]
    result = write(pages, docs)
    assert result.written == ("index.md", "new/d.md")
    assert result.removed == ("glossary/deep/c.md",)
    assert tree(docs) == {**pages, "about.md": b"by hand"}
    assert not (docs / "glossary").exists()


def test_a_folder_that_holds_something_else_stays(docs: Path) -> None:
    """A folder is removed with its last page only when nothing is left in it."""
    write(PAGES, docs)
    (docs / "glossary" / "note.txt").write_bytes(b"mine")
    write({"index.md": b"# Home\n"}, docs)
    assert tree(docs) == {"index.md": b"# Home\n", "glossary/note.txt": b"mine"}


def test_a_page_edited_by_hand_is_never_overwritten(docs: Path) -> None:
    """An edited page stops the run before anything is changed, and is named."""
    write(PAGES, docs)
    (docs / "index.md").write_bytes(b"# Better\n")
    before = tree(docs)
    with pytest.raises(FindingsError) as caught:
        write({**PAGES, "index.md": b"# New\n", "briefings/a.md": b"# New A\n"}, docs)
    assert codes(caught.value) == ["write.edited"]
    assert caught.value.findings[0].path == "docs/index.md"
    assert tree(docs) == before


def test_an_edited_page_that_is_no_longer_generated_is_kept(docs: Path) -> None:
    """Nobody's edit is removed because a source went."""
    write(PAGES, docs)
    (docs / "briefings" / "a.md").write_bytes(b"edited")
    with pytest.raises(FindingsError, match="edited by hand"):
        write({"index.md": b"# Home\n"}, docs)
    assert (docs / "briefings" / "a.md").read_bytes() == b"edited"


def test_a_hand_written_file_in_the_way_is_reported(docs: Path) -> None:
    """All such files are reported at once, with what to do."""
    docs.mkdir()
    (docs / "index.md").write_bytes(b"mine")
    (docs / "briefings").write_bytes(b"a file where a folder should be")
    with pytest.raises(FindingsError, match="move or rename it") as caught:
        write(PAGES, docs)
    assert {finding.path for finding in caught.value.findings} == {
        "docs/index.md",
        "docs/briefings/a.md",
        "docs/briefings/b.md",
    }
    assert not (docs / "glossary").exists()


def test_a_file_that_already_has_the_bytes_is_adopted(docs: Path) -> None:
    """After a merge that brought the pages but not the list, the next run just goes on."""
    write(PAGES, docs)
    (docs / MANIFEST).unlink()
    result = write({**PAGES, "index.md": PAGES["index.md"]}, docs)
    assert result.written == ()
    assert stale(PAGES, docs) == ()


def test_a_missing_page_comes_back(docs: Path) -> None:
    """A partial checkout or a deleted page is no edit: the page is written again."""
    write(PAGES, docs)
    (docs / "index.md").unlink()
    assert write(PAGES, docs).written == ("index.md",)


def test_a_merge_conflict_in_the_list_is_understood(docs: Path) -> None:
    """With both sides of a merge in the manifest, a page of either side is ours."""
    theirs = {**PAGES, "index.md": b"# Theirs\n"}
    write(theirs, docs)
    other = (docs / MANIFEST).read_text()
    write(PAGES, docs)
    ours = (docs / MANIFEST).read_text()
    (docs / MANIFEST).write_text(f"<<<<<<< HEAD\n{ours}=======\n{other}>>>>>>> them\n")
    (docs / "index.md").write_bytes(theirs["index.md"])
    assert write({**PAGES, "index.md": b"# Merged\n"}, docs).written == ("index.md",)
    assert json.loads((docs / MANIFEST).read_text())["version"] == 1


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"version": 2, "files": {}}', b'{"files": 3}', b"\xff"]
)
def test_a_broken_list_stops_the_run(docs: Path, content: bytes) -> None:
    """Without its list a run cannot know what is whose, and says so."""
    write(PAGES, docs)
    (docs / MANIFEST).write_bytes(content)
    with pytest.raises(FindingsError, match=r"write\.bad-manifest"):
        write({**PAGES, "index.md": b"# New\n"}, docs)
    assert tree(docs) == PAGES


def test_changed_line_ends_are_no_edit(docs: Path) -> None:
    """A checkout with other line ends passes the check, and a run puts the bytes back."""
    write(PAGES, docs)
    (docs / "index.md").write_bytes(b"# Home\r\n")
    assert stale(PAGES, docs) == ()
    assert write(PAGES, docs).written == ("index.md",)
    (docs / "index.md").write_bytes(b"# Home\r\n")
    assert write({**PAGES, "index.md": b"# New\n"}, docs).written == ("index.md",)


@pytest.mark.parametrize(
    "path",
    [
        *("../a.md", "/a.md", "a/../../b.md", "a//b.md", "", ".", "a\\b.md", "c:a.md", "a\0b"),
        *(MANIFEST, ".briefings-x/a"),
    ],
)
def test_no_path_leaves_the_folder(docs: Path, path: str) -> None:
    """A page whose path would leave `docs/`, or hit the list, is refused."""
    docs.mkdir()
    with pytest.raises(FindingsError, match=r"write\.unsafe-path"):
        write({"index.md": b"x", path: b"x"}, docs)
    assert tree(docs) == {}
    assert list(docs.parent.iterdir()) == [docs]


def test_a_list_with_a_path_outside_removes_nothing(docs: Path) -> None:
    """A manifest that names a file outside `docs/` is refused."""
    write(PAGES, docs)
    outside = docs.parent / "mine.txt"
    outside.write_bytes(b"mine")
    digest = hashlib.sha256(b"mine").hexdigest()
    (docs / MANIFEST).write_text(json.dumps({"version": 1, "files": {"../mine.txt": digest}}))
    with pytest.raises(FindingsError, match=r"write\.unsafe-path"):
        write({}, docs)
    assert outside.exists()


def test_links_are_not_followed(docs: Path, tmp_path: Path) -> None:
    """A symbolic link, to a file or a folder, is never written through."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_bytes(b"theirs")
    docs.mkdir()
    (docs / "briefings").symlink_to(outside)
    (docs / "index.md").symlink_to(outside / "index.md")
    with pytest.raises(FindingsError) as caught:
        write(PAGES, docs)
    assert set(codes(caught.value)) == {"write.in-the-way"}
    assert tree(outside) == {"index.md": b"theirs"}


def test_a_page_behind_a_new_link_is_not_removed(docs: Path, tmp_path: Path) -> None:
    """A generated folder that became a link elsewhere keeps what is elsewhere."""
    write(PAGES, docs)
    (docs / "briefings").rename(tmp_path / "moved")
    (docs / "briefings").symlink_to(tmp_path / "moved")
    write({"index.md": PAGES["index.md"]}, docs)
    assert (tmp_path / "moved" / "a.md").exists()


def test_what_a_killed_run_left_is_cleared(docs: Path) -> None:
    """Staging folders of earlier runs go."""
    write(PAGES, docs)
    (docs / ".briefings-killed").mkdir()
    (docs / ".briefings-killed" / "0").write_bytes(b"half")
    write(PAGES, docs)
    assert not list(docs.glob(".briefings-*"))


def test_a_folder_without_permission_changes_nothing(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder is found before anything is changed, and the error names it."""
    write(PAGES, docs)
    monkeypatch.setattr(
        "generator.write.apply.os",
        SimpleNamespace(**{**vars(os), "access": lambda path, _: path.name != "briefings"}),
    )
    with pytest.raises(WriteError, match=r"docs/briefings: Permission denied; make room or allow"):
        write({**PAGES, "index.md": b"# New\n", "briefings/a.md": b"new"}, docs)
    monkeypatch.undo()
    assert tree(docs) == PAGES
    assert stale(PAGES, docs) == ()


FULL = """
import resource, sys
from pathlib import Path
from generator.write import WriteError, write
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write({"a.md": b"new", "b.md": b"x" * 9000}, Path(sys.argv[1]))
except WriteError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX resource limits")
def test_a_full_disk_changes_nothing(docs: Path) -> None:
    """When a page cannot be written whole, `docs/` stays as it was and the error says why."""
    write({"a.md": b"old"}, docs)
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(docs)], check=True, capture_output=True, text=True
    )
    assert "File too large; make room" in run.stdout
    assert tree(docs) == {"a.md": b"old"}
    assert stale({"a.md": b"old"}, docs) == ()


def test_the_check_names_every_difference(docs: Path) -> None:
    """Missing, different and left-over pages and an old list are errors that say what to run."""
    write(PAGES, docs)
    pages = {**PAGES, "index.md": b"# New\n", "new.md": b"new"}
    del pages["briefings/b.md"]
    findings = stale(pages, docs)
    assert [(finding.path, finding.code) for finding in findings] == [
        ("docs/briefings/b.md", "write.left-over"),
        ("docs/index.md", "write.stale"),
        ("docs/new.md", "write.missing"),
    ]
    assert all("briefings generate" in finding.hint for finding in findings)
    assert {finding.level for finding in findings} == {Level.ERROR}
    write(pages, docs)
    assert stale(pages, docs) == ()
    (docs / MANIFEST).unlink()
    assert [finding.path for finding in stale(pages, docs)] == [f"docs/{MANIFEST}"]


def test_very_many_differences_are_one_finding(docs: Path) -> None:
    """A whole site that is behind does not push out of sight why it is."""
    pages = {f"{number}.md": b"text" for number in range(20)}
    write(pages, docs)
    (finding,) = stale(dict.fromkeys(pages, b"other"), docs)
    assert (finding.code, finding.path) == ("write.stale", f"docs/{MANIFEST}")
    assert finding.what.startswith("20 files are not what the sources say now: docs/0.md, ")


def test_the_check_changes_nothing(docs: Path) -> None:
    """Checking a folder that does not exist does not make it."""
    assert len(stale(PAGES, docs)) == len(PAGES)
    assert not docs.exists()


names = st.sampled_from(["a.md", "b.md", "x/a.md", "x/b.md", "x/y/c.md", "z/d.json"])
page_sets = st.dictionaries(names, st.binary(max_size=3))


@settings(max_examples=40)
@given(runs=st.lists(page_sets, min_size=1, max_size=4))
def test_any_sequence_of_runs_ends_in_the_last(
    tmp_path_factory: pytest.TempPathFactory, runs: list[dict[str, bytes]]
) -> None:
    """Whatever was generated before, `docs/` is the last set and what people wrote."""
    docs = tmp_path_factory.mktemp("runs") / "docs"
    docs.mkdir()
    (docs / "mine.md").write_bytes(b"mine")
    for pages in runs:
        write(pages, docs)
        assert tree(docs) == {**pages, "mine.md": b"mine"}
        assert stale(pages, docs) == ()
        assert all(any(folder.iterdir()) for folder in docs.rglob("*") if folder.is_dir())
