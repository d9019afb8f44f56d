"""The index depends on the records alone, and Pagefind's failures are told."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.search import SearchRecord
from generator.search import cbor, pagefind
from generator.search.bundle import canonical
from generator.search.packs import packed
from generator.search.pagefind import SearchError, index, program
from tests.search.conftest import files_in, needs_pagefind

VALUES = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=4)
)


def some(count: int) -> list[SearchRecord]:
    """Return so many invented records with several facets."""
    return [
        SearchRecord(
            url=f"a/{number * 7 % count}/#x",
            content=f"harbour tug{number} \u2014 Zo\u00eb, ferry \U0001f6a2",
            meta={"by": f"Speaker {number % 5}", "words": "ferry", "names": "a\tA\tB"},
            filters={
                "type": ("statement",),
                "speaker": (f"s{number % 13} Speaker",),
                "place": tuple(f"p{part}" for part in range(number % 4)),
                "date": (f"20{number % 30:02}", f"20{number % 30:02}-05-06"),
            },
        )
        for number in range(count)
    ]


@given(VALUES)
def test_cbor_gives_back_what_was_written(value: Any) -> None:
    """Numbers, texts and lists of any size."""
    assert cbor.decode(cbor.encode(value)) == value


@pytest.mark.parametrize("content", [b"", b"\x01\x01", b"\xf5", b"\xa0", b"\x9f\x01\xff", b"\x18"])
def test_cbor_refuses_what_it_does_not_know(content: bytes) -> None:
    """What is cut off, too long, or of another kind is an error, not a guess."""
    with pytest.raises(ValueError, match=r"cut off|more follows|not expected"):
        cbor.decode(content)


def test_the_same_records_make_the_same_bytes() -> None:
    """On every run, in whatever order they come, though Pagefind's own files differ."""
    needs_pagefind()
    first = index(some(120), "en")
    for _ in range(3):
        assert index(reversed(some(120)), "en") == first
    assert list(first) == sorted(first)


def test_the_index_holds_no_looks_of_pagefinds_own() -> None:
    """Scripts and styles that show results stay out; what searches is there."""
    needs_pagefind()
    files = index(some(3), "en")
    start = files_in(files["start.pack"])
    assert {path for path in start if "/" not in path and not path.endswith("pf_meta")} == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.en.pagefind",
    }
    assert {path for path in files if not path.startswith("index/")} == {
        "start.pack",
        "spellings.json",
        "records/all.pack",
    }
    assert len(files_in(files["records/all.pack"])) == 3


def test_records_are_packed_by_the_digits_of_their_hashes() -> None:
    """A pack has some 64 kB as a rule, however many records there are; none is lost or doubled."""
    names = [f"fragment/en_{number * 89_477:07x}.pf_fragment" for number in range(3000)]
    files = {name: bytes(500) for name in names} | {"index/en_1.pf_index": b"i", "a.js": b"js"}
    made = packed(files)
    packs = {path: files_in(made[path]) for path in made if path.startswith("records/")}
    assert len(packs) == 256
    for path, pack in packs.items():
        assert {name.partition("_")[2][:2] for name in pack} == {path[8:10]}
    assert sorted(name for pack in packs.values() for name in pack) == sorted(names)
    assert made["index/en_1.pf_index"] == b"i"
    assert files_in(made["start.pack"]) == {"a.js": b"js"}
    assert made == packed(dict(reversed(files.items())))


def test_a_language_without_stems_is_indexed_too() -> None:
    """Pagefind has a part for languages that it does not know."""
    needs_pagefind()
    assert "wasm.unknown.pagefind" in files_in(index(some(3), "tlh")["start.pack"])


def test_files_of_another_form_are_refused() -> None:
    """A later Pagefind that writes other files gives an error, not a broken index."""
    files = {
        "pagefind-entry.json": b'{"languages": {"en": {"hash": "en_0", "wasm": "en"}}}',
        "wasm.en.pagefind": b"",
        "pagefind.en_0.pf_meta": b"not packed",
    }
    with pytest.raises((OSError, ValueError)):
        canonical(files)


@pytest.mark.parametrize(
    "answer",
    [
        "sys.exit(1)",
        "print(base64.b64encode(b'no json').decode(), end=',')",
        """print(base64.b64encode(b'{"payload": {"type": "Error"}}').decode(), end=',')""",
    ],
)
def test_a_program_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str
) -> None:
    """A crash, nonsense or a complaint ends in one message that says what to do."""
    script = tmp_path / "broken"
    script.write_text(f"#!{sys.executable}\nimport base64, sys\n{answer}\n")
    script.chmod(0o755)
    monkeypatch.setattr(pagefind, "program", lambda: script)
    with pytest.raises(SearchError, match="did not make the index"):
        index(some(2), "en")


def test_without_pagefind_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra; verifying goes on without."""
    monkeypatch.setattr(pagefind, "program", lambda: None)
    with pytest.raises(SearchError, match=r"briefings\[search\]"):
        index([], "en")
    assert pagefind.reindex([], "en") is None


def test_a_program_that_does_not_run_here_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An executable for another machine counts as missing."""
    needs_pagefind()
    broken = tmp_path / "pagefind"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    program.cache_clear()
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: broken)
    assert program() is None
    monkeypatch.undo()
    program.cache_clear()
    assert program() is not None


def test_indexing_needs_no_files_of_ours(tmp_path: Path) -> None:
    """Pagefind is spoken to through pipes; nothing is written where it runs."""
    needs_pagefind()
    code = "from tests.search.test_index import some, index; assert index(some(5), 'en')"
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r}); {code}"],
        cwd=tmp_path,
        check=True,
    )
    assert list(tmp_path.iterdir()) == []
